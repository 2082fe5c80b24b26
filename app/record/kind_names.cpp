#include <array>

#include "record/chart.h"

namespace myochart::record {

std::string_view name(Certainty certainty) {
    constexpr std::array<std::string_view, 3> kNames = {"unsure", "likely", "certain"};
    return kNames.at(static_cast<size_t>(certainty));
}

std::string_view name(PressureUnit unit) {
    constexpr std::array<std::string_view, 3> kNames = {"N", "kg", "kPa"};
    return kNames.at(static_cast<size_t>(unit));
}

std::string_view name(Twitch twitch) {
    constexpr std::array<std::string_view, 3> kNames = {"none", "weak", "strong"};
    return kNames.at(static_cast<size_t>(twitch));
}

std::string_view name(Irritability irritability) {
    constexpr std::array<std::string_view, 3> kNames = {"low", "moderate", "high"};
    return kNames.at(static_cast<size_t>(irritability));
}

std::string_view name(Sex sex) {
    constexpr std::array<std::string_view, 3> kNames = {"female", "male", "other"};
    return kNames.at(static_cast<size_t>(sex));
}

std::string_view name(Role role) {
    constexpr std::array<std::string_view, 4> kNames = {"therapist", "student", "office", "educator"};
    return kNames.at(static_cast<size_t>(role));
}

std::string_view name(Consented how) {
    constexpr std::array<std::string_view, 3> kNames = {"signed", "verbal", "refused"};
    return kNames.at(static_cast<size_t>(how));
}

std::string_view name(Severity severity) {
    constexpr std::array<std::string_view, 3> kNames = {"mild", "moderate", "major"};
    return kNames.at(static_cast<size_t>(severity));
}

}  // namespace myochart::record
