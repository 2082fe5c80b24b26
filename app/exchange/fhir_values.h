#pragma once
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

#include "core/time.h"
#include "core/vec.h"

namespace myochart::exchange {

using Json = nlohmann::ordered_json;

// The values that FHIR is made of. A list is made with its first entry, so none is ever empty.

/// `object.key = text`, without blanks around it and without signs that FHIR has no place for; nothing where the text is blank.
void put(Json& object, const char* key, std::string_view text);
/// Another entry of a list.
void add(Json& object, const char* list, Json value);

Json codingOf(std::string_view system, std::string_view code, std::string_view display = {});
/// Of a resource of the same file.
Json referenceTo(const std::string& uuid);
/// `unit` in UCUM; empty: the figure alone.
Json quantityOf(double value, std::string_view unit, std::string_view shown = {});
/// As it would be typed: 0.1, not 0.10000000149.
double plainNumber(float value);
/// A value of an extension: url and `kind` ("valueString").
Json extensionOf(std::string_view url, const char* kind, Json value);
/// Adds an extension that is made of others to a resource; none where there are none.
void extend(Json& resource, std::string_view url, std::vector<Json> parts);
/// x, y and z as extensions of an extension.
Json vectorOf(std::string_view url, const vec3& vector);
/// "2026-11-22T14:05:09+01:00": the clock where the visit was, with thousandths of a second where there are any; in UTC where
/// nobody kept it.
std::string momentThere(UtcMs moment, std::string_view utcOffset);
/// "2026-11-22" there.
std::string dayThere(UtcMs moment, std::string_view utcOffset);
std::string base64(std::string_view bytes);

}  // namespace myochart::exchange
