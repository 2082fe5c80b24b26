#include "chart/fault_words.h"

#include <array>

#include <fmt/format.h>

namespace myochart::chart {

std::string faultInWords(std::string_view fault) {
    if (fault.empty()) return {};
    struct Field {
        std::string_view key, words;
    };
    static constexpr std::array<Field, 13> kFields = {{{"birth_date", "birth date"}, {"created_at", "time of making"},
                                                       {"started_at", "beginning of the visit"}, {"last_number", "count of sites"},
                                                       {"by_hand", "marks of what was written by hand"}, {"anchor", "place on the body"},
                                                       {"sentence", "place in words"}, {"markers", "list of sites"}, {"id", "id"},
                                                       {"name", "name"}, {"title", "title"}, {"muscle", "muscle"}, {"patient", "patient"}}};
    std::string_view place = fault.substr(0, fault.find(' '));
    const std::string_view rest = fault.substr(place.size());
    const size_t ofMarker = place.starts_with("markers[") ? place.find("].") : std::string_view::npos;
    if (ofMarker != std::string_view::npos)  // of one site: its own field is at fault
        return faultInWords(place.substr(ofMarker + 2)) + " of a site" + std::string(rest);
    const std::string_view key = place.substr(0, place.find_first_of(".["));
    for (const Field& field : kFields)
        if (field.key == key) return fmt::format("The {}{}", field.words, rest);
    return fmt::format("The {}{}", key, rest);
}

}  // namespace myochart::chart
