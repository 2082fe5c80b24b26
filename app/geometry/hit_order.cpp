#include "geometry/hit_order.h"

#include <algorithm>
#include <array>
#include <tuple>

namespace myochart::geometry {

namespace {

/// How far apart two hits of one crossing may lie: what float rounding makes of a distance of metres.
float sameCrossingMm(float distanceMm) { return std::max(1e-3F, 2e-6F * distanceMm); }

bool touch(const std::array<vec3, 3>& a, const std::array<vec3, 3>& b) {
    return std::any_of(a.begin(), a.end(), [&](vec3 p) { return std::find(b.begin(), b.end(), p) != b.end(); });
}

bool sameCrossing(const RayHit& kept, const RayHit& next, const CornersOf& cornersOf) {
    if (kept.at.part != next.at.part || kept.entering != next.entering) return false;
    if (kept.at.triangle == next.at.triangle) return true;
    return touch(cornersOf(kept.at.part, kept.at.triangle), cornersOf(next.at.part, next.at.triangle));
}

}  // namespace

void sortAndMerge(std::vector<RayHit>& hits, const CornersOf& cornersOf) {
    std::sort(hits.begin(), hits.end(), [](const RayHit& a, const RayHit& b) {
        return std::tie(a.distanceMm, a.at.part, a.at.triangle) < std::tie(b.distanceMm, b.at.part, b.at.triangle);
    });
    size_t kept = 0;
    for (size_t i = 0; i < hits.size(); ++i) {
        bool merged = false;
        for (size_t k = kept; k-- > 0 && !merged;) {
            if (hits[i].distanceMm - hits[k].distanceMm > sameCrossingMm(hits[i].distanceMm)) break;
            merged = sameCrossing(hits[k], hits[i], cornersOf);
        }
        if (!merged) hits[kept++] = hits[i];
    }
    hits.resize(kept);
}

}  // namespace myochart::geometry
