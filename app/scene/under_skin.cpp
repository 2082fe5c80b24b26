#include "scene/under_skin.h"

#include "scene/build_scene.h"

namespace myochart::scene {

namespace {

constexpr float kStartAboveMm = 3;  // a muscle may come through the skin by a hair

bool isCharted(body::System system) { return system == body::System::muscle || system == body::System::bone || system == body::System::cartilage; }

}  // namespace

geometry::SurfacePoint underSkin(const body::Body& body, const geometry::RayIndex* rays, const geometry::SurfacePoint& point, const ViewOptions& options) {
    if (body.structure(point.part).system != body::System::skin) return point;
    const geometry::Ray in{point.position + point.normal * kStartAboveMm, -point.normal};
    const auto hits = rays ? rays->allHits(in, kUnderSkinMm) : body.hitsWithoutIndex(in);
    const std::vector<bool> shown = shownStructures(body, options);
    for (const bool any : {false, true})
        for (const geometry::RayHit& hit : hits) {
            if (!hit.entering || hit.distanceMm > kUnderSkinMm || !isCharted(body.structure(hit.at.part).system)) continue;
            if (any ? !options.hidden.contains(hit.at.part) : shown[hit.at.part]) return hit.at;
        }
    return point;
}

}  // namespace myochart::scene
