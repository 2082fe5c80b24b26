#include "record/json_reader.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <unordered_set>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "core/text.h"

namespace myochart::record {

namespace {

constexpr size_t kUsualFields = 12;

/// Milliseconds of "...:09.123Z"; parseIsoUtc drops them.
int fractionMs(std::string_view text) {
    const size_t dot = text.find('.');
    if (dot == std::string_view::npos) return 0;
    int value = 0;
    for (size_t i = 0; i < 3; ++i) {
        const char c = dot + 1 + i < text.size() ? text[dot + 1 + i] : '0';
        if (c < '0' || c > '9') return i == 1 ? value * 100 : i == 2 ? value * 10 : 0;
        value = value * 10 + (c - '0');
    }
    return value;
}

/// A float of the file; NaN when it is no number or does not fit.
float asFloat(simdjson::dom::element value) {
    double number = 0;
    if (!value.is_number() || value.get(number) != simdjson::SUCCESS) return std::numeric_limits<float>::quiet_NaN();
    return std::abs(number) <= static_cast<double>(std::numeric_limits<float>::max())
               ? static_cast<float>(number)
               : std::numeric_limits<float>::quiet_NaN();
}

}  // namespace

std::string isoUtcMs(UtcMs moment) {
    const UtcMs ms = ((moment % 1000) + 1000) % 1000;
    std::string text = isoUtc(moment - ms);
    text.pop_back();
    return fmt::format("{}.{:03}Z", text, ms);
}

JsonReader::JsonReader(Element json, std::string_view where) : where_(where) {
    if (json.get(object_) != simdjson::SUCCESS) fault_ = fmt::format("{} must be an object.", where.empty() ? "the text" : where);
    keys_.reserve(kUsualFields);
}

JsonReader::JsonReader(Element json, const JsonReader& outside, const char* key, std::optional<size_t> index)
    : outside_(&outside), key_(key), index_(index) {
    if (json.get(object_) != simdjson::SUCCESS) fault_ = fmt::format("{} must be an object.", where());
    keys_.reserve(kUsualFields);
}

std::string JsonReader::where() const {
    if (!outside_) return std::string(where_);
    return index_ ? fmt::format("{}[{}]", outside_->place(key_), *index_) : outside_->place(key_);
}

std::string JsonReader::place(const char* key) const {
    const std::string outside = where();
    return outside.empty() ? key : outside + "." + key;
}

void JsonReader::say(const char* key, std::string_view what) {
    if (fault_.empty()) fault_ = fmt::format("{} {}", place(key), what);
}

void JsonReader::take(const Error& error) {
    if (fault_.empty()) fault_ = error.message;
}

bool JsonReader::has(const char* key) const {
    return sound() && object_.at_key(key).error() == simdjson::SUCCESS;
}

void JsonReader::passOver(const char* key) {
    if (has(key)) keys_.push_back(key);
}

std::optional<JsonReader::Element> JsonReader::any(const char* key) {
    if (!sound()) return std::nullopt;
    keys_.push_back(key);
    Element found;
    if (object_.at_key(key).get(found) == simdjson::SUCCESS) return found;
    say(key, "is missing.");
    return std::nullopt;
}

std::optional<simdjson::dom::array> JsonReader::array(const char* key) {
    const auto value = any(key);
    simdjson::dom::array all;
    if (!value) return std::nullopt;
    if (value->get(all) == simdjson::SUCCESS) return all;
    say(key, "must be an array.");
    return std::nullopt;
}

std::string JsonReader::text(const char* key) {
    const auto value = any(key);
    std::string_view written;
    if (value && value->get(written) != simdjson::SUCCESS) say(key, "must be a text.");
    if (written.find('\0') != std::string_view::npos) say(key, "holds a NUL character.");
    return sound() ? std::string(written) : std::string();
}

float JsonReader::number(const char* key) {
    const auto value = any(key);
    if (!value) return 0;
    const float number = asFloat(*value);
    if (!std::isfinite(number)) say(key, "must be a number.");
    return sound() ? number : 0;
}

std::uint32_t JsonReader::count(const char* key) {
    const auto value = any(key);
    if (!value) return 0;
    // Some programs write whole numbers as 7.0 or 1e9, which JSON does not tell apart.
    double number = -1;
    if (!value->is_number() || value->get(number) != simdjson::SUCCESS) number = -1;
    const bool fits =
        number >= 0 && number <= std::numeric_limits<std::uint32_t>::max() && number == std::floor(number);
    if (!fits) say(key, "must be a whole number from 0 to 4294967295.");
    return fits ? static_cast<std::uint32_t>(number) : 0;
}

bool JsonReader::truth(const char* key) {
    const auto value = any(key);
    bool truth = false;
    if (value && value->get(truth) != simdjson::SUCCESS) say(key, "must be true or false.");
    return sound() && truth;
}

UtcMs JsonReader::moment(const char* key) {
    const std::string written = text(key);
    if (!sound()) return 0;
    const auto whole = parseIsoUtc(written);
    if (!whole) say(key, "must be a time such as 2026-11-22T14:05:09.000Z.");
    return whole ? *whole + fractionMs(written) : 0;
}

vec3 JsonReader::triple(const char* key) {
    const auto value = any(key);
    if (!value) return {};
    vec3 numbers{};
    simdjson::dom::array all;
    bool fits = value->get(all) == simdjson::SUCCESS && all.size() == 3;
    int i = 0;
    if (fits)
        for (const Element each : all) {
            numbers[i] = asFloat(each);
            fits = fits && std::isfinite(numbers[i++]);
        }
    if (!fits) say(key, "must be three numbers.");
    return fits ? numbers : vec3{};
}

std::vector<std::string> JsonReader::texts(const char* key) {
    std::vector<std::string> list;
    const auto all = array(key);
    if (!all) return list;
    for (const Element each : *all) {
        std::string_view written;
        if (list.size() == kMaxKeys) {
            say(key, fmt::format("has more than {} entries.", kMaxKeys));
            return {};
        }
        if (each.get(written) != simdjson::SUCCESS) {
            say(fmt::format("{}[{}]", key, list.size()).c_str(), "must be a text.");
            return {};
        }
        list.emplace_back(written);
    }
    return list;
}

std::string JsonReader::endOfObject(Unknown unknown) {
    if (!sound() || object_.size() == keys_.size()) return {};
    std::unordered_set<std::string_view> seen;
    std::string others;
    for (const auto& [named, value] : object_) {
        const std::string_view key = named;
        if (!seen.insert(key).second) {
            say(displayText(key, 40).c_str(), "is there twice.");
            return {};
        }
        if (std::ranges::any_of(keys_, [&](const char* known) { return key == known; })) continue;
        if (unknown == Unknown::refuse) {
            say(displayText(key, 40).c_str(), "is not a known field; a newer Myochart may be needed.");
            return {};
        }
        others += fmt::format("{}{}:{}", others.empty() ? "{" : ",", nlohmann::json(std::string(key)).dump(), simdjson::minify(value));
    }
    if (others.empty()) return others;
    others += '}';
    if (others.size() > kMaxOthersBytes) {
        say("", fmt::format("has fields that are not known, of {} bytes; the limit is {}.", others.size(), kMaxOthersBytes));
        return {};
    }
    return others;
}

}  // namespace myochart::record
