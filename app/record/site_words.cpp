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

}  // namespace myochart::record
