#include "needle/target.h"

#include <algorithm>
#include <iterator>

namespace myochart::needle {

namespace {

std::vector<std::uint32_t> ownStructures(const body::Body& body, std::string_view muscleKey, std::optional<Side> side) {
    std::vector<std::uint32_t> own;
    for (const Side each : {Side::left, Side::right, Side::midline})
        if (!side || *side == each) std::ranges::copy(body.structuresOf(muscleKey, each), std::back_inserter(own));
    return own;
}

}  // namespace

std::vector<std::uint32_t> structuresMeant(const body::Body& body, const anatomy::Catalogue& catalogue, std::string_view muscleKey, std::optional<Side> side) {
    if (muscleKey.empty()) return {};
    if (auto own = ownStructures(body, muscleKey, side); !own.empty()) return own;
    for (const std::string& whole : catalogue.wholesOf(muscleKey))
        if (auto found = ownStructures(body, whole, side); !found.empty()) return found;
    std::vector<std::uint32_t> ofParts;
    if (const anatomy::Muscle* whole = catalogue.muscle(muscleKey))
        for (const std::string& part : whole->parts) std::ranges::copy(ownStructures(body, part, side), std::back_inserter(ofParts));
    return ofParts;
}

}  // namespace myochart::needle
