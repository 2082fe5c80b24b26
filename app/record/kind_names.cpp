#include <array>

#include "core/words.h"
#include "record/chart.h"

namespace myochart::record {

std::string_view name(Certainty certainty) {
    constexpr std::array<std::string_view, 3> kNames = {mark("unsure"), mark("likely"), mark("certain")};
    return kNames.at(static_cast<size_t>(certainty));
}

std::string_view name(PressureUnit unit) {
    constexpr std::array<std::string_view, 3> kNames = {"N", "kg", "kPa"};
    return kNames.at(static_cast<size_t>(unit));
}

std::string_view name(Twitch twitch) {
    constexpr std::array<std::string_view, 3> kNames = {mark("none"), mark("weak"), mark("strong")};
    return kNames.at(static_cast<size_t>(twitch));
}

std::string_view name(Irritability irritability) {
    constexpr std::array<std::string_view, 3> kNames = {mark("low"), mark("moderate"), mark("high")};
    return kNames.at(static_cast<size_t>(irritability));
}

std::string_view name(Sex sex) {
    constexpr std::array<std::string_view, 3> kNames = {mark("female"), mark("male"), mark("other")};
    return kNames.at(static_cast<size_t>(sex));
}

std::string_view name(Role role) {
    constexpr std::array<std::string_view, 4> kNames = {mark("therapist"), mark("student"), mark("office"), mark("educator")};
    return kNames.at(static_cast<size_t>(role));
}

std::string_view name(Consented how) {
    constexpr std::array<std::string_view, 3> kNames = {mark("signed"), mark("verbal"), mark("refused")};
    return kNames.at(static_cast<size_t>(how));
}

std::string_view name(Severity severity) {
    constexpr std::array<std::string_view, 3> kNames = {mark("mild"), mark("moderate"), mark("major")};
    return kNames.at(static_cast<size_t>(severity));
}

}  // namespace myochart::record
