#include "referral/region_places.h"

#include <cmath>
#include <utility>

#include "body/parallel.h"

namespace myochart::referral {

namespace {

constexpr float kTurnMm = 35;      // what skin that faces a right angle away costs, as a distance
constexpr float kMidlineWeight = 4;  // how much more a place beside the midplane costs a region in the midline

/// Where a skin that is grown together with the arms hides a region, the next skin of the same wall that is seen.
double lower(std::string_view key) { return key == "chest_lateral" ? 0.03 : 0; }

bool mayLieOn(const anatomy::ReferralRegion& region, Side side, Limb limb) {
    const Limb arm = side == Side::right ? Limb::rightArm : Limb::leftArm, leg = side == Side::right ? Limb::rightLeg : Limb::leftLeg;
    if (region.bodyArea == "arm" || region.bodyArea == "forearm_hand") return limb == arm;
    if (region.bodyArea == "thigh" || region.bodyArea == "leg_foot") return limb == leg;
    if (region.bodyArea == "shoulder_girdle") return limb == Limb::trunk || limb == arm;
    if (region.bodyArea == "pelvis_hip") return limb == Limb::trunk || (region.paired ? limb == leg : limb == Limb::leftLeg || limb == Limb::rightLeg);
    return limb == Limb::trunk;
}

/// Nothing when no skin may hold it.
std::optional<std::uint32_t> onSkin(const RegionPlace& place, float midplane, const SkinGraph& graph, const Limbs& limbs) {
    std::optional<std::uint32_t> best;
    float least = 0;
    const float sign = place.side == Side::left ? 1.0F : place.side == Side::right ? -1.0F : 0.0F;
    for (std::uint32_t i = 0; i < graph.vertexCount(); ++i) {
        const vec3 at = graph.mesh().positions[i], way = at - place.position;
        if (best && glm::dot(way, way) >= least) continue;
        const float beside = at.x - midplane, turned = kTurnMm * (1 - glm::dot(graph.normals()[i], place.outward));
        const float cost = glm::dot(way, way) + turned * turned + (sign == 0 ? kMidlineWeight * beside * beside : 0);
        if ((best && cost >= least) || beside * sign < 0 || graph.around(i).empty() || (!limbs.of.empty() && !mayLieOn(*place.region, place.side, limbs.of[i]))) continue;
        best = i;
        least = cost;
    }
    return best;
}

RegionPlace placed(const anatomy::ReferralRegion& region, Side side, const FrameWarp& warp, const SkinGraph& graph, const Limbs& limbs) {
    const double sign = side == Side::right ? -1 : 1;
    RegionPlace place;
    place.region = &region;
    place.side = side;
    place.position = warp.place(sign * region.x, region.y - lower(region.key), region.z);
    if (side == Side::midline) place.position.x = warp.midplane();
    place.outward = FrameWarp::direction(sign * region.normalX, region.normalY, region.normalZ);
    place.radiusMm = static_cast<float>(region.radius) * warp.heightMm();
    if (region.internal) return place;
    place.vertex = onSkin(place, warp.midplane(), graph, limbs);
    if (place.vertex) place.position = graph.mesh().positions[*place.vertex];
    return place;
}

}  // namespace

std::vector<RegionPlace> placeRegions(const anatomy::Catalogue& catalogue, const FrameWarp& warp, const SkinGraph& graph, const Limbs& limbs) {
    std::vector<std::pair<const anatomy::ReferralRegion*, Side>> wanted;
    for (const anatomy::ReferralRegion& region : catalogue.regions()) {
        if (!region.paired) wanted.emplace_back(&region, Side::midline);
        else
            for (const Side side : {Side::left, Side::right}) wanted.emplace_back(&region, side);
    }
    std::vector<RegionPlace> places(wanted.size());
    body::forEachInParallel(wanted.size(), [&](size_t i) { places[i] = placed(*wanted[i].first, wanted[i].second, warp, graph, limbs); });
    return places;
}

}  // namespace myochart::referral
