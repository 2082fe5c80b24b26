#include "places/way_out.h"

#include <algorithm>

#include "geometry/ray_index.h"

namespace myochart::places {

namespace {

constexpr float kInward = -0.3F;     // a face turned less to the other side than this is come to from behind, in front or above
constexpr float kFarMm = 400;        // across a whole trunk
constexpr float kOffStartMm = 0.2F;

}  // namespace

WayOut::WayOut(const body::Body& body) : body_(body), midplane_(knownMidplane(body)), skinWay_(body) {}

bool WayOut::liesOn(vec3 position, Side side, float leastMm) const {
    return !midplane_ || side == Side::midline || onSideMm(position, *midplane_, side) > leastMm;
}

bool WayOut::isSurelyOpen(vec3 normal, Side side) {
    return side == Side::midline || normal.x * (side == Side::right ? -1.0F : 1.0F) >= kInward;
}

bool WayOut::isOpen(const geometry::SurfacePoint& point, Side side) {
    if (!midplane_ || isSurelyOpen(point.normal, side)) return true;
    if (skins_.empty())
        for (std::uint32_t i = 0; i < body_.structures().size(); ++i)
            if (body_.structure(i).system == body::System::skin) skins_.emplace_back(i, body_.mesh(i));
    std::vector<geometry::RayHit> hits;
    for (const auto& [index, mesh] : skins_) geometry::appendHits({point.position + point.normal * kOffStartMm, point.normal}, mesh, index, kFarMm, hits);
    std::erase_if(hits, [](const geometry::RayHit& hit) { return hit.entering; });
    if (hits.empty()) return true;
    const auto out = std::min_element(hits.begin(), hits.end(), [](const auto& a, const auto& b) { return a.distanceMm < b.distanceMm; });
    return onSideMm(out->at.position, *midplane_, side) > 0;
}

bool WayOut::isMetFirst(const geometry::SurfacePoint& point, Side side) { return skinWay_.meetsFirst(point) && isOpen(point, side); }

}  // namespace myochart::places
