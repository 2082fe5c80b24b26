#include "referral/bands.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>
#include <set>
#include <unordered_map>

#include "referral/edge_weight.h"

namespace myochart::referral {

namespace {

constexpr float kTouching = 1.35F, kAlongLimb = 2.6F;  ///< how far apart two middles may be, in the sum of both radii
constexpr float kDetour = 1.3F;                        ///< how much longer the way along the surface may be than the straight one

enum class Part { trunk, arm, leg };

Part partOf(const RegionPlace& place) {
    const std::string& area = place.region->bodyArea;
    return area == "arm" || area == "forearm_hand" ? Part::arm : area == "thigh" || area == "leg_foot" ? Part::leg : Part::trunk;
}

float longestLink(const RegionPlace& a, const RegionPlace& b) {
    const bool limb = partOf(a) != Part::trunk && partOf(a) == partOf(b);
    return (a.radiusMm + b.radiusMm) * (limb ? kAlongLimb : kTouching);
}

RegionPair ordered(std::uint32_t a, std::uint32_t b) { return {std::min(a, b), std::max(a, b)}; }

/// Distances of what was reached from each region.
using Distances = std::unordered_map<std::uint32_t, std::vector<Reached>>;

/// The skin beside the straight way of `whole` mm between two middles, both of which lie so far away.
Field alongOf(const RegionPlace& a, const RegionPlace& b, float whole, const std::vector<Reached>& fromA, const std::vector<Reached>& fromB, float midplane, const SkinGraph& graph) {
    std::unordered_map<std::uint32_t, float> toB;
    for (const Reached& each : fromB) toB.emplace(each.vertex, each.mm);
    const float sign = a.side == b.side ? sideSign(a.side) : 0;
    Field field;
    for (const Reached& each : fromA) {
        const auto other = toB.find(each.vertex);
        if (other == toB.end()) continue;
        // Laid out in a plane: how far along the way, and how far beside it.
        const float along = (each.mm * each.mm - other->second * other->second + whole * whole) / (2 * whole), t = along / whole;
        if (t <= 0 || t >= 1) continue;
        const float beside = std::sqrt(std::max(0.0F, each.mm * each.mm - along * along));
        const float share = edgeWeight(beside, a.radiusMm + (b.radiusMm - a.radiusMm) * t) * sideWeight(graph.mesh().positions[each.vertex].x, midplane, sign);
        if (share > 0) field.push_back({each.vertex, share});
    }
    std::ranges::sort(field, {}, &Share::cell);
    return field;
}

}  // namespace

std::vector<RegionPair> joinedZones(const std::vector<RegionPlace>& regions, std::span<const Zone> zones) {
    std::vector<std::uint32_t> shown;
    for (const Zone& zone : zones)
        if (regions[zone.region].vertex) shown.push_back(zone.region);
    std::vector<RegionPair> joined;
    if (shown.size() < 2) return joined;
    // Prim's tree: whoever is not yet in it is held against the nearest that is.
    struct Link {
        std::uint32_t from = 0;
        float share = std::numeric_limits<float>::infinity();  ///< of the longest that there may be
    };
    std::vector<Link> best(shown.size());
    std::vector<bool> in(shown.size(), false);
    size_t last = 0;
    for (size_t count = 1; count < shown.size(); ++count) {
        in[last] = true;
        std::optional<size_t> next;
        for (size_t i = 0; i < shown.size(); ++i) {
            if (in[i]) continue;
            const RegionPlace &a = regions[shown[last]], &b = regions[shown[i]];
            if (const float share = glm::distance(a.position, b.position) / longestLink(a, b); share < best[i].share) best[i] = {shown[last], share};
            if (!next || best[i].share < best[*next].share) next = i;
        }
        if (best[*next].share <= 1) joined.push_back(ordered(best[*next].from, shown[*next]));
        last = *next;
    }
    return joined;
}

Bands::Bands(const std::vector<RegionPlace>& regions, const std::vector<RegionPair>& pairs, float midplane, const SkinGraph& graph) {
    const std::set<RegionPair> wanted(pairs.begin(), pairs.end());
    std::map<std::uint32_t, float> reach;
    for (const auto& [a, b] : wanted)
        for (const std::uint32_t each : {a, b}) {
            const float mm = glm::distance(regions[a].position, regions[b].position) * kDetour;
            reach[each] = std::max(reach[each], mm + std::max(regions[a].radiusMm, regions[b].radiusMm) * kEdgeEnds);
        }
    SurfaceWalk walk(graph);
    Distances distances;
    for (const auto& [region, mm] : reach) {
        const auto reached = walk.from(*regions[region].vertex, mm);
        distances.emplace(region, std::vector<Reached>(reached.begin(), reached.end()));
    }
    for (const RegionPair& pair : wanted) {
        const RegionPlace &a = regions[pair.first], &b = regions[pair.second];
        const auto& fromA = distances.at(pair.first);
        const auto way = std::ranges::find(fromA, *b.vertex, &Reached::vertex);
        const bool near = way != fromA.end() && way->mm > 0 && way->mm <= glm::distance(a.position, b.position) * kDetour;
        if (near) fields_.emplace(pair, alongOf(a, b, way->mm, fromA, distances.at(pair.second), midplane, graph));
    }
}

const Field& Bands::between(const RegionPair& pair) const {
    static const Field none;
    const auto found = fields_.find(ordered(pair.first, pair.second));
    return found == fields_.end() ? none : found->second;
}

}  // namespace myochart::referral
