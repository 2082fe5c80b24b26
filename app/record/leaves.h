#pragma once
#include <concepts>
#include <functional>
#include <optional>
#include <string>

#include <fmt/format.h>

#include "record/chart.h"
#include "record/typed_value.h"

namespace myochart::record {

// Every field of a visit one by one, as its description has it; for what reads, sets and compares fields by their names.

struct Nothing {
    void operator()(const Field&, auto&) const {}
};
/// A value with fields of its own.
template <class T>
concept HasFields = !std::same_as<std::remove_const_t<T>, vec3> && requires(T& value, Nothing& visit) { describe(visit, value); };

// --- every field, in order

/// Hands over every field that has no fields of its own, with its name; of lists all entries. `entry` says what stands behind
/// the name of a list for its i-th entry.
template <class T>
void eachLeaf(T& value, const std::string& within, const std::function<std::string(size_t)>& entry, auto&& visit) {
    const auto one = [&](const Field& field, auto& member) {
        const std::string name = within + field.key;
        const auto leafOrPart = [&](const std::string& at, auto& each) {
            if constexpr (HasFields<std::remove_reference_t<decltype(each)>>) eachLeaf(each, at + ".", entry, visit);
            else visit(field, at, each);
        };
        if constexpr (kIsList<std::remove_cvref_t<decltype(member)>>)
            for (size_t i = 0; i < member.size(); ++i) leafOrPart(name + entry(i), member[i]);
        else leafOrPart(name, member);
    };
    describe(one, value);
}

inline std::string bracketed(size_t i) { return fmt::format("[{}]", i); }

// --- what a field takes

inline std::string typeOf(const Field& field, const std::string&) {
    return isDay(field) ? "day" : field.form == Form::lines ? "lines" : "text";
}
inline std::string typeOf(const Field&, bool) { return "yes_no"; }
inline std::string typeOf(const Field&, float) { return "number"; }
inline std::string typeOf(const Field&, std::uint32_t) { return "whole_number"; }
inline std::string typeOf(const Field&, UtcMs) { return "moment"; }
inline std::string typeOf(const Field&, vec3) { return "direction"; }
template <class Tag>
std::string typeOf(const Field&, const Id<Tag>&) {
    return "id";
}
template <class E>
requires std::is_enum_v<E>
std::string typeOf(const Field&, E) {
    return "word";
}
template <class T>
std::string typeOf(const Field& field, const std::optional<T>&) {
    return typeOf(field, T());
}

}  // namespace myochart::record
