#include "places/trigger_places.h"

#include <fmt/format.h>

#include "core/text.h"
#include "places/place_by_words.h"

namespace myochart::places {

std::vector<TriggerPlace> triggerPlaces(const body::Body& body, const anatomy::Catalogue& catalogue,
                                        std::string_view muscleKey, Side side) {
    std::vector<TriggerPlace> places;
    for (const anatomy::TriggerPoint* point : catalogue.triggerPointsOf(muscleKey)) {
        const anatomy::Muscle* muscle = catalogue.muscle(point->muscleKey);
        if (!muscle) continue;
        const std::string sideWord = side == Side::midline ? std::string() : std::string(name(side)) + " ";
        const auto place = placeByWords(
            body, catalogue, fmt::format("{}{}, {}", sideWord, anatomy::spokenName(*muscle), foldForSearch(point->index)));
        if (place)
            places.push_back({point, side, place->anchor.structureKey, place->anchor.position, place->anchor.normal});
    }
    return places;
}

}  // namespace myochart::places
