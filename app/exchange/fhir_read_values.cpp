#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include <fmt/format.h>

#include "core/local_day.h"
#include "core/text.h"
#include "exchange/fhir_build.h"
#include "exchange/fhir_source.h"

// The values that FHIR is made of, read strictly.

namespace myochart::exchange {

namespace {

/// A unit of UCUM as a multiple of that of its kind.
struct UcumUnit {
    std::string_view code, kind;
    double factor;
};
constexpr auto kUnits = std::to_array<UcumUnit>({
    {"mm", "mm", 1}, {"cm", "mm", 10}, {"m", "mm", 1000}, {"um", "mm", 0.001}, {"[in_i]", "mm", 25.4}, {"[in_us]", "mm", 25.4000508},
    {"cm2", "cm2", 1}, {"mm2", "cm2", 0.01}, {"m2", "cm2", 10'000}, {"[sin_i]", "cm2", 6.4516},
    {"min", "min", 1}, {"s", "min", 1.0 / 60}, {"h", "min", 60},
    {"deg", "deg", 1}, {"\u00B0", "deg", 1}, {"rad", "deg", 57.29577951308232},
    {"Hz", "Hz", 1}, {"kHz", "Hz", 1000}, {"mA", "mA", 1}, {"uA", "mA", 0.001}, {"A", "mA", 1000},
});

const UcumUnit* unitNamed(std::string_view code) {
    const auto at = std::ranges::find(kUnits, code, &UcumUnit::code);
    return at == kUnits.end() ? nullptr : &*at;
}

/// How a date begins that has no more than a year or a month, or is none.
bool isTimeOfDay(std::string_view text) { return text.size() > 10 && text[10] == 'T'; }

/// The thousandths of a second that stand behind the point of a time of day; parseIsoUtc() drops them.
UtcMs thousandthsIn(std::string_view text) {
    constexpr size_t kPoint = 19;
    if (text.size() <= kPoint || text[kPoint] != '.') return 0;
    UtcMs ms = 0;
    size_t at = kPoint + 1;
    for (UtcMs worth = 100; worth > 0; worth /= 10)
        if (at < text.size() && text[at] >= '0' && text[at] <= '9') ms += worth * (text[at++] - '0');
    return ms;
}

}  // namespace

std::optional<UtcMs> momentIn(const FhirPart& part, const char* key) {
    const std::string text = part.text(key);
    if (text.empty()) return {};
    const FhirPart here = part.at(key);
    if (!isTimeOfDay(text)) return {};
    if (zoneIn(part, key).empty()) here.refuse("is a time without its zone; whose clock it was is not known.");
    const auto moment = parseIsoUtc(text);
    if (!moment) here.refuse("is no moment that there can be.");
    return *moment + thousandthsIn(text);
}

std::string zoneIn(const FhirPart& part, const char* key) {
    const std::string text = part.text(key);
    if (!isTimeOfDay(text)) return {};
    if (text.ends_with('Z')) return "+00:00";
    constexpr size_t kOffset = 6;
    const std::string zone = text.substr(text.size() - kOffset);
    return text.size() > 16 && isUtcOffset(zone) ? zone : std::string();
}

std::string dayIn(const FhirPart& part, const char* key) {
    constexpr size_t kDay = 10;
    const std::string text = part.text(key);
    if (text.empty()) return {};
    const std::string day = text.substr(0, kDay);
    if ((text.size() != kDay && !isTimeOfDay(text)) || !isCalendarDay(day)) part.at(key).refuse("is no day of the calendar (YYYY-MM-DD).");
    return day;
}

std::optional<double> quantityIn(const FhirPart& quantity, std::string_view unit) {
    if (!quantity) return {};
    const FhirPart value = quantity.at("value");
    if (!value) return {};
    if (!value.json->is_number()) value.refuse("must be a number.");
    if (quantity.at("comparator")) quantity.refuse("tells only more or less than a figure, which cannot be kept.");
    const double number = value.json->get<double>();
    if (unit.empty()) return number;
    std::string code = quantity.text("code");
    if (code.empty()) code = quantity.text("unit");
    const UcumUnit *from = unitNamed(code), *to = unitNamed(unit);
    if (code == unit) return number;
    if (!from || !to || from->kind != to->kind) quantity.refuse(fmt::format("is in a unit that cannot be converted to {}.", unit));
    return number * from->factor / to->factor;
}

std::optional<bool> truthIn(const FhirPart& part, const char* key) {
    const FhirPart found = part.at(key);
    if (!found) return {};
    if (!found.json->is_boolean()) found.refuse("must be true or false.");
    return found.json->get<bool>();
}

std::optional<std::uint32_t> countIn(const FhirPart& part, const char* key) {
    const FhirPart found = part.at(key);
    if (!found) return {};
    const double number = found.json->is_number() ? found.json->get<double>() : -1;
    if (number < 0 || number != std::floor(number) || number > static_cast<double>(std::numeric_limits<std::uint32_t>::max())) found.refuse("must be a whole number from 0.");
    return static_cast<std::uint32_t>(number);
}

std::string wordIn(const FhirPart& coded) {
    if (!coded) return {};
    if (!coded.json->is_object()) coded.refuse("must be a concept.");
    std::string shown;
    for (const FhirPart& coding : coded.list("coding")) {
        if (coding.text("system") == kKeySystem) return coding.text("code");
        if (shown.empty()) shown = coding.text("display");
    }
    std::string text = trim(coded.text("text"));
    return text.empty() ? trim(shown) : text;
}

std::string conceptIn(const FhirPart& coded) {
    if (!coded) return {};
    return std::string(conceptWithText(trim(coded.text("text"))));
}

bool hasCode(const FhirPart& coded, std::string_view system, std::string_view code) {
    if (!coded) return false;
    return std::ranges::any_of(coded.list("coding"), [&](const FhirPart& each) { return each.text("system") == system && each.text("code") == code; });
}

FhirPart extensionIn(const FhirPart& part, std::string_view url) {
    FhirPart found;
    for (const FhirPart& each : part.list("extension")) {
        if (each.text("url") != url) continue;
        if (found) each.refuse("is there twice.");
        found = each;
    }
    return found;
}

std::string fromBase64(const FhirPart& data) {
    if (!data.json->is_string()) data.refuse("must be a text.");
    constexpr std::string_view kSigns = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string bytes, text;
    for (const char c : data.json->get_ref<const std::string&>())
        if (c != '\n' && c != '\r' && c != ' ') text += c;
    if (text.size() % 4 != 0) data.refuse("is broken base64.");
    while (text.ends_with('=')) text.pop_back();
    std::uint32_t bits = 0;
    int held = 0;
    for (const char c : text) {
        const size_t at = kSigns.find(c);
        if (at == std::string_view::npos) data.refuse("is broken base64.");
        bits = bits << 6 | static_cast<std::uint32_t>(at);
        held += 6;
        if (held >= 8) bytes += static_cast<char>(bits >> (held -= 8) & 0xFFU);
    }
    return bytes;
}

std::optional<Side> sideIn(const FhirPart& coded) {
    if (!coded) return {};
    constexpr std::string_view kSnomed = "http://snomed.info/sct";
    if (hasCode(coded, kSnomed, "7771000")) return Side::left;
    if (hasCode(coded, kSnomed, "24028007")) return Side::right;
    const std::string text = foldForSearch(wordIn(coded));
    for (const Side side : {Side::left, Side::right, Side::midline})
        if (text == name(side)) return side;
    return {};
}

}  // namespace myochart::exchange
