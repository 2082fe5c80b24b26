#include "exchange/fhir_values.h"

#include <fmt/format.h>

#include "core/local_day.h"
#include "core/text.h"

namespace myochart::exchange {

namespace {

/// "...:09Z" with the thousandths of the moment, where it has any.
std::string withFraction(std::string utc, UtcMs moment) {
    constexpr UtcMs kSecondMs = 1000;
    const UtcMs rest = (moment % kSecondMs + kSecondMs) % kSecondMs;
    return rest == 0 ? utc : fmt::format("{}.{:03}Z", utc.substr(0, utc.size() - 1), rest);
}

}  // namespace

void put(Json& object, const char* key, std::string_view text) {
    std::string clean;
    clean.reserve(text.size());
    for (const char c : text)
        if (static_cast<unsigned char>(c) >= 0x20 || c == '\n' || c == '\r' || c == '\t') clean += c;
    clean = trim(clean);
    if (!clean.empty()) object[key] = std::move(clean);
}

void add(Json& object, const char* list, Json value) { object[list].push_back(std::move(value)); }

Json codingOf(std::string_view system, std::string_view code, std::string_view display) {
    Json coding{{"system", system}, {"code", code}};
    put(coding, "display", display);
    return coding;
}

Json referenceTo(const std::string& uuid) { return Json{{"reference", "urn:uuid:" + uuid}}; }

Json quantityOf(double value, std::string_view unit, std::string_view shown) {
    Json quantity{{"value", value}};
    if (unit.empty()) return quantity;
    quantity["unit"] = shown.empty() ? unit : shown;
    quantity["system"] = "http://unitsofmeasure.org";
    quantity["code"] = unit;
    return quantity;
}

double plainNumber(float value) { return parseNumber(fmt::format("{}", value)).value_or(static_cast<double>(value)); }

Json extensionOf(std::string_view url, const char* kind, Json value) {
    Json made{{"url", url}};
    made[kind] = std::move(value);
    return made;
}

void extend(Json& resource, std::string_view url, std::vector<Json> parts) {
    if (parts.empty()) return;
    Json made{{"url", url}};
    for (Json& each : parts) add(made, "extension", std::move(each));
    add(resource, "extension", std::move(made));
}

Json vectorOf(std::string_view url, const vec3& vector) {
    Json made{{"url", url}};
    add(made, "extension", extensionOf("x", "valueDecimal", plainNumber(vector.x)));
    add(made, "extension", extensionOf("y", "valueDecimal", plainNumber(vector.y)));
    add(made, "extension", extensionOf("z", "valueDecimal", plainNumber(vector.z)));
    return made;
}

std::string momentThere(UtcMs moment, std::string_view utcOffset) {
    if (!isUtcOffset(utcOffset)) return withFraction(isoUtc(moment), moment);
    const auto digits = [&](size_t from) { return static_cast<UtcMs>(parseInteger(utcOffset.substr(from, 2)).value_or(0)); };
    constexpr UtcMs kHourMs = 3'600'000, kMinuteMs = 60'000;
    const UtcMs ahead = digits(1) * kHourMs + digits(4) * kMinuteMs;
    std::string there = withFraction(isoUtc(utcOffset[0] == '-' ? moment - ahead : moment + ahead), moment);
    there.pop_back();  // Z
    return there.append(utcOffset);
}

std::string dayThere(UtcMs moment, std::string_view utcOffset) {
    constexpr size_t kDay = 10;
    return momentThere(moment, utcOffset).substr(0, kDay);
}

std::string base64(std::string_view bytes) {
    constexpr std::string_view kSigns = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string text;
    text.reserve((bytes.size() + 2) / 3 * 4);
    for (size_t i = 0; i < bytes.size(); i += 3) {
        const size_t here = std::min<size_t>(3, bytes.size() - i);
        std::uint32_t bits = 0;
        for (size_t k = 0; k < 3; ++k) bits = bits << 8 | (k < here ? static_cast<unsigned char>(bytes[i + k]) : 0U);
        for (size_t k = 0; k < 4; ++k) text += k <= here ? kSigns[bits >> (18 - 6 * k) & 63U] : '=';
    }
    return text;
}

}  // namespace myochart::exchange
