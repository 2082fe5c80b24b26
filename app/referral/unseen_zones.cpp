#include "referral/unseen_zones.h"

#include <algorithm>

namespace myochart::referral {

std::vector<std::uint32_t> unseenZones(const ReferralMap& map, const PatternSketcher& sketcher, const Sketch& sketch, std::span<const Pattern* const> patterns) {
    std::vector<std::uint32_t> unseen;
    for (const Pattern* pattern : patterns)
        for (const Zone& zone : pattern->zones) {
            const RegionPlace& place = map.regions()[zone.region];
            if (place.vertex && sketcher.spot(sketch, place.position)) continue;
            const auto isToldAlready = [&](std::uint32_t other) { return map.regions()[other].region->label == place.region->label; };
            if (std::ranges::none_of(unseen, isToldAlready)) unseen.push_back(zone.region);
        }
    return unseen;
}

}  // namespace myochart::referral
