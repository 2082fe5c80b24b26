#include "record/fault_words.h"

#include <fmt/format.h>

#include "record/chart.h"

namespace myochart::record {

namespace {

/// The title of the field of that place in any kind, "depth" for "needle.depth_mm"; the place itself when there is none.
std::string_view titleOf(std::string_view place) {
    const std::string_view key = place.substr(0, place.find_first_of(".["));
    const std::string_view inside = key.size() < place.size() ? place.substr(key.size() + 1) : std::string_view();
    std::string_view title = key;
    const auto look = [&]<class T>(const Field& field, const T& member) {
        if (field.key != key) return;
        title = field.title;
        if constexpr (kMayBeEmpty<T>) {
            const auto within = [&](const Field& part, const auto&) {
                if (part.key == inside) title = part.title;
            };
            describe(within, member);
        }
    };
    const Session session{};
    const Marker marker{};
    const Patient patient{};
    describe(look, session);
    describe(look, marker);
    describe(look, patient);
    return title;
}

}  // namespace

std::string faultInWords(std::string_view fault) {
    if (fault.empty()) return {};
    std::string_view place = fault.substr(0, fault.find(' '));
    const std::string_view rest = fault.substr(place.size());
    const size_t ofMarker = place.starts_with("markers[") ? place.find("].") : std::string_view::npos;
    if (ofMarker != std::string_view::npos)  // of one site: its own field is at fault
        return faultInWords(place.substr(ofMarker + 2)) + " of a site" + std::string(rest);
    return fmt::format("The {}{}", titleOf(place), rest);
}

}  // namespace myochart::record
