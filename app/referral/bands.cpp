#include "referral/bands.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>
#include <unordered_set>

#include "body/parallel.h"
#include "referral/edge_weight.h"

namespace myochart::referral {

namespace {

constexpr float kTouching = 1.35F, kAlongLimb = 2.6F;  ///< how far apart two middles may be, in the sum of both radii

enum class Part { trunk, shoulder, arm, hip, leg };

/// Of shoulder and hip only what lies where the limb begins: not the middle of a shoulder blade, nor the sacrum.
Part partOf(const RegionPlace& place) {
    constexpr double kShoulderFrom = 0.105, kHipBelow = 0.56;  // body heights
    const anatomy::ReferralRegion& region = *place.region;
    const std::string& area = region.bodyArea;
    if (area == "arm" || area == "forearm_hand") return Part::arm;
    if (area == "thigh" || area == "leg_foot") return Part::leg;
    if (area == "shoulder_girdle" && region.x > kShoulderFrom) return Part::shoulder;
    return area == "pelvis_hip" && region.paired && region.y < kHipBelow ? Part::hip : Part::trunk;
}

/// Both on an arm or a leg, or the one there and the other where it begins.
bool isAlongLimb(Part a, Part b) {
    const auto [less, more] = std::minmax(a, b);
    return (more == Part::arm && (less == Part::arm || less == Part::shoulder)) || (more == Part::leg && (less == Part::leg || less == Part::hip));
}

float longestLink(const RegionPlace& a, const RegionPlace& b) { return (a.radiusMm + b.radiusMm) * (isAlongLimb(partOf(a), partOf(b)) ? kAlongLimb : kTouching); }

RegionPair ordered(std::uint32_t a, std::uint32_t b) { return {std::min(a, b), std::max(a, b)}; }

/// Floods the skin from the one middle towards the other, no wider than the zones are and never through the air; how far along
/// and beside a place lies is measured in the plane that touches both. Empty where the other middle is not reached.
Field alongOf(const RegionPlace& a, const RegionPlace& b, float midplane, const SkinGraph& graph) {
    constexpr float kBeyond = 0.15F, kBulge = 0.35F, kLeastBulgeMm = 20, kFaces = 0.0F;  ///< of the way's length; mm; of a normal
    const vec3 way = b.position - a.position;
    const float whole = glm::length(way);
    if (whole <= 0) return {};
    const vec3 axis = way / whole, outward = a.outward + b.outward, upright = outward - axis * glm::dot(outward, axis);
    if (glm::length(upright) < kFaces) return {};
    const vec3 up = glm::normalize(upright);
    const float sign = a.side == b.side ? sideSign(a.side) : 0;
    std::unordered_set<std::uint32_t> seen = {*a.vertex};
    std::vector<std::uint32_t> waiting = {*a.vertex};
    Field field;
    bool arrives = false;
    while (!waiting.empty()) {
        const std::uint32_t at = waiting.back();
        waiting.pop_back();
        const vec3 from = graph.mesh().positions[at] - a.position;
        const float t = glm::dot(from, axis) / whole, high = glm::dot(from, up);
        const float beside = glm::length(from - axis * (t * whole) - up * high), radius = a.radiusMm + (b.radiusMm - a.radiusMm) * std::clamp(t, 0.0F, 1.0F);
        if (t < -kBeyond || t > 1 + kBeyond || beside > radius * kEdgeEnds || std::abs(high) > kBulge * whole + kLeastBulgeMm || glm::dot(graph.normals()[at], up) < kFaces) continue;
        arrives = arrives || at == *b.vertex;
        const float share = edgeWeight(beside, radius) * sideWeight(graph.mesh().positions[at].x, midplane, sign);
        if (t > 0 && t < 1 && share > 0) field.push_back({at, share});
        for (const std::uint32_t triangle : graph.around(at)) {
            if (graph.isWall(triangle)) continue;
            for (size_t k = 0; k < 3; ++k)
                if (const std::uint32_t next = graph.mesh().indices[size_t{triangle} * 3 + k]; seen.insert(next).second) waiting.push_back(next);
        }
    }
    if (!arrives) return {};
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
    for (const RegionPair& pair : pairs) fields_.try_emplace(pair);
    std::vector<std::pair<const RegionPair, Field>*> all;
    for (auto& each : fields_) all.push_back(&each);
    body::forEachInParallel(all.size(), [&](size_t i) { all[i]->second = alongOf(regions[all[i]->first.first], regions[all[i]->first.second], midplane, graph); });
}

const Field& Bands::between(const RegionPair& pair) const {
    static const Field none;
    const auto found = fields_.find(ordered(pair.first, pair.second));
    return found == fields_.end() ? none : found->second;
}

}  // namespace myochart::referral
