#include "chart/json_reader.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include <fmt/format.h>

#include "core/text.h"

namespace myochart::chart {

namespace {

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
float asFloat(const nlohmann::json& value) {
    if (!value.is_number()) return std::numeric_limits<float>::quiet_NaN();
    const double number = value.get<double>();
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

JsonReader::JsonReader(const nlohmann::json& json, std::string_view where) : json_(json), where_(where) {
    if (!json.is_object()) fault_ = fmt::format("{} must be an object.", where_.empty() ? "the text" : where_);
}

std::string JsonReader::place(const char* key) const {
    return where_.empty() ? key : where_ + "." + key;
}

void JsonReader::say(const char* key, std::string_view what) {
    if (fault_.empty()) fault_ = fmt::format("{} {}", place(key), what);
}

void JsonReader::take(const Error& error) {
    if (fault_.empty()) fault_ = error.message;
}

bool JsonReader::has(const char* key) const {
    return json_.is_object() && json_.contains(key);
}

void JsonReader::passOver(const char* key) {
    if (has(key)) keys_.push_back(key);
}

const nlohmann::json* JsonReader::any(const char* key) {
    if (!sound()) return nullptr;
    keys_.push_back(key);
    const auto found = json_.find(key);
    if (found == json_.end()) {
        say(key, "is missing.");
        return nullptr;
    }
    return &*found;
}

const nlohmann::json* JsonReader::array(const char* key) {
    const auto* value = any(key);
    if (value && !value->is_array()) say(key, "must be an array.");
    return sound() ? value : nullptr;
}

std::string JsonReader::text(const char* key) {
    const auto* value = any(key);
    if (value && !value->is_string()) say(key, "must be a text.");
    return sound() ? value->get<std::string>() : std::string();
}

float JsonReader::number(const char* key) {
    const auto* value = any(key);
    if (!value) return 0;
    const float number = asFloat(*value);
    if (!std::isfinite(number)) say(key, "must be a number.");
    return sound() ? number : 0;
}

std::uint32_t JsonReader::count(const char* key) {
    const auto* value = any(key);
    if (!value) return 0;
    // Some programs write whole numbers as 7.0 or 1e9, which JSON does not tell apart.
    const double number = value->is_number() ? value->get<double>() : -1;
    const bool fits =
        number >= 0 && number <= std::numeric_limits<std::uint32_t>::max() && number == std::floor(number);
    if (!fits) say(key, "must be a whole number from 0 to 4294967295.");
    return fits ? static_cast<std::uint32_t>(number) : 0;
}

bool JsonReader::truth(const char* key) {
    const auto* value = any(key);
    if (value && !value->is_boolean()) say(key, "must be true or false.");
    return sound() && value->get<bool>();
}

UtcMs JsonReader::moment(const char* key) {
    const std::string written = text(key);
    if (!sound()) return 0;
    const auto whole = parseIsoUtc(written);
    if (!whole) say(key, "must be a time such as 2026-11-22T14:05:09.000Z.");
    return whole ? *whole + fractionMs(written) : 0;
}

vec3 JsonReader::triple(const char* key) {
    const auto* value = any(key);
    if (!value) return {};
    vec3 numbers{};
    bool fits = value->is_array() && value->size() == 3;
    for (size_t i = 0; fits && i < 3; ++i) {
        numbers[static_cast<int>(i)] = asFloat((*value)[i]);
        fits = std::isfinite(numbers[static_cast<int>(i)]);
    }
    if (!fits) say(key, "must be three numbers.");
    return fits ? numbers : vec3{};
}

std::vector<std::string> JsonReader::texts(const char* key) {
    std::vector<std::string> list;
    const auto* value = array(key);
    if (!value) return list;
    if (value->size() > kMaxKeys) {
        say(key, fmt::format("has {} entries; the limit is {}.", value->size(), kMaxKeys));
        return list;
    }
    for (size_t i = 0; i < value->size(); ++i) {
        if (!(*value)[i].is_string()) {
            say(fmt::format("{}[{}]", key, i).c_str(), "must be a text.");
            return {};
        }
        list.push_back((*value)[i].get<std::string>());
    }
    return list;
}

void JsonReader::endOfObject() {
    if (!sound() || json_.size() == keys_.size()) return;
    for (const auto& [key, value] : json_.items())
        if (std::none_of(keys_.begin(), keys_.end(), [&](const char* known) { return key == known; }))
            return say(displayText(key, 40).c_str(), "is not a known field; a newer Myochart may be needed.");
}

}  // namespace myochart::chart
