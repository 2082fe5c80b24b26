#include "record/fault_words.h"

#include <fmt/format.h>

#include "record/chart.h"

namespace myochart::record {

namespace {

/// The title of the field with that key in any kind; the key itself when there is none.
std::string_view titleOf(std::string_view key) {
    std::string_view title = key;
    const auto look = [&](const Field& field, const auto&) {
        if (field.key == key) title = field.title;
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
    const std::string_view key = place.substr(0, place.find_first_of(".["));
    return fmt::format("The {}{}", titleOf(key), rest);
}

}  // namespace myochart::record
