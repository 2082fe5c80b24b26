#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "record/kinds/marker.h"

namespace myochart::shorthand {

/// What a line says of a site.
struct Told {
    record::Finding finding;
    record::Needling needle;
    record::Response response;

    bool operator==(const Told&) const = default;
};

// Its fields by their key in record/kinds, so that a word of the table needs no code of its own.

enum class Put { done, outOfRange, noSuchField };
/// A field that is yes or no.
Put put(Told& told, std::string_view key, bool value);
/// A figure or a count; checked against the field's limits.
Put put(Told& told, std::string_view key, double value);
/// A text, or one of a field's choices by its name.
Put put(Told& told, std::string_view key, const std::string& value);

enum class Kind { none, flag, count, figure, choice, text };
/// What a field takes and its limits; Kind::none: there is no such field.
struct FieldFacts {
    Kind kind = Kind::none;
    const char* title = "";
    const char* unit = "";
    double lowest = 0, highest = 0;
};
FieldFacts factsOf(std::string_view key);

/// `into` with what `told` has; the rest stays.
void merge(const Told& told, record::Marker& into);

}  // namespace myochart::shorthand
