#pragma once
#include <algorithm>
#include <concepts>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>

#include <fmt/format.h>

#include "core/id.h"
#include "core/text.h"
#include "core/typed_day.h"
#include "core/vec.h"
#include "record/typed_text.h"

namespace myochart::record {

// Values of fields (field.h) from text as somebody types it. put() fails with a sentence that calls the field `named`
// ("--depth", "before.pain") and leaves no promise about the member then. Of what need not be recorded the empty text is
// "not recorded".

/// The words of an enumeration: "none, weak, strong".
template <class E>
std::string wordsOf() {
    std::string text;
    for (const E choice : choicesOf(E())) text += fmt::format("{}{}", text.empty() ? "" : ", ", name(choice));
    return text;
}

inline bool isDay(const Field& field) { return field.form == Form::day || field.form == Form::anyDay; }

/// "20" of "20 mm" for a field in mm; what has another unit stays as it is, and is no number.
inline std::string withoutUnit(const Field& field, const std::string& text) {
    const std::string typed = trim(text);
    const std::string_view unit = field.unit ? field.unit : "";
    if (unit.empty() || !typed.ends_with(unit)) return typed;
    return trim(std::string_view(typed).substr(0, typed.size() - unit.size()));
}

inline Error notInRange(std::string_view named, const Field& field, std::string_view what) {
    return refused(fmt::format("{} takes {} from {} to {}{}{}, or nothing for not recorded.", named, what, field.lowest, field.highest,
                               field.unit ? " " : "", field.unit ? field.unit : ""));
}

inline Outcome put(std::string_view, const Field& field, const std::string& text, std::string& member) {
    member = withoutHiddenMarks(field, text);
    if (!isDay(field) || member.empty()) return Done{};
    auto day = dayFromTyped(trim(member));
    if (!day) return refused(fmt::format("The {}: {}", field.title, day.error().message));
    member = *day;
    return Done{};
}

template <class E>
requires std::is_enum_v<E>
Outcome put(std::string_view named, const Field&, const std::string& text, E& member) {
    for (const E choice : choicesOf(E()))
        if (name(choice) == text) {
            member = choice;
            return Done{};
        }
    return environmentFault(fmt::format("{} is one of {}.", named, wordsOf<E>()));
}

inline Outcome put(std::string_view named, const Field&, const std::string& text, bool& member) {
    if (text != "yes" && text != "no") return environmentFault(fmt::format("{} is yes or no, or empty for not recorded.", named));
    member = text == "yes";
    return Done{};
}

inline Outcome put(std::string_view named, const Field& field, const std::string& text, float& member) {
    const auto number = parseNumber(withoutUnit(field, text));
    if (!number) return notInRange(named, field, "a number");
    member = static_cast<float>(*number);
    if (member < static_cast<float>(field.lowest) || member > static_cast<float>(field.highest)) return notInRange(named, field, "a number");
    return Done{};
}

inline Outcome put(std::string_view named, const Field& field, const std::string& text, std::uint32_t& member) {
    const auto number = parseInteger(withoutUnit(field, text));
    const auto value = static_cast<double>(number.value_or(-1));
    if (!number || value < field.lowest || value > field.highest) return notInRange(named, field, "a whole number");
    member = static_cast<std::uint32_t>(*number);
    return Done{};
}

inline Outcome put(std::string_view named, const Field&, const std::string& text, UtcMs& member) {
    const auto moment = parseMoment(text);
    if (!moment) return environmentFault(fmt::format("{} takes a moment such as 2026-11-22T14:05 (your time) or 2026-11-22T14:05:00Z.", named));
    member = *moment;
    return Done{};
}

template <class Tag>
Outcome put(std::string_view named, const Field&, const std::string& text, Id<Tag>& member) {
    if (!text.empty() && !isUuid(text)) return environmentFault(fmt::format("{} takes an id, or nothing for not recorded.", named));
    member.text = text;
    return Done{};
}

template <class T>
requires requires(T& value) { put(std::string_view(), Field{}, std::string(), value); }
Outcome put(std::string_view named, const Field& field, const std::string& text, std::optional<T>& member) {
    if (text.empty()) {
        member.reset();
        return Done{};
    }
    return put(named, field, text, member.emplace());
}

// --- and back: "" for what is not recorded

inline std::string textOf(const std::string& text) { return text; }
inline std::string textOf(bool value) { return value ? "yes" : "no"; }
inline std::string textOf(float value) { return fmt::format("{}", value); }
inline std::string textOf(std::uint32_t value) { return std::to_string(value); }
inline std::string textOf(UtcMs moment) { return isoUtc(moment); }
inline std::string textOf(vec3 v) { return fmt::format("{},{},{}", v.x, v.y, v.z); }
template <class Tag>
std::string textOf(const Id<Tag>& id) {
    return id.text;
}
template <class E>
requires std::is_enum_v<E>
std::string textOf(E value) {
    return std::string(name(value));
}
template <class T>
std::string textOf(const std::optional<T>& value) {
    return value ? textOf(*value) : std::string();
}

}  // namespace myochart::record
