#include "scene/site_labels.h"

#include <cmath>

#include "scene/site_marks.h"

namespace myochart::scene {

namespace {

constexpr float kAlongMm = 20;  ///< along the midline, to see which way it runs on the picture
constexpr float kSteep = 0.7F;  ///< seen so much from above or below, the midline runs from front to back
constexpr float kLeastAcross =
    0.25F;  ///< share of the way to the midline that is seen; with less, the view is a profile and divides nothing

/// The half of the picture that a label may cover: up to the body's midline at the site's height and depth.
PxHalf ownSide(vec3 position, float midlineMm, const Camera& camera, const Viewport& viewport) {
    const vec3 across{midlineMm, position.y, position.z};
    const vec3 along = std::abs(camera.forward().z) > kSteep ? vec3(0, kAlongMm, 0) : vec3(0, 0, kAlongMm);
    const auto site = camera.project(position, viewport), midline = camera.project(across, viewport),
               next = camera.project(across + along, viewport);
    const float offMm = std::abs(position.x - midlineMm);
    if (offMm < kOnMidlineMm || !site || !midline || !next || *next == *midline) return {};
    const vec2 way = glm::normalize(*next - *midline), towards{-way.y, way.x};
    const float off = glm::dot(*site - *midline, towards);
    if (std::abs(off) * camera.mmPerPixel(position, viewport) < kLeastAcross * offMm) return {};
    return {*midline, off > 0 ? towards : -towards};
}

}  // namespace

SiteSeen howSeen(const MarkerItem& marker, const Camera& camera, bool hidden) {
    if (!hidden) return SiteSeen::openly;
    const bool away = glm::dot(marker.normal, camera.eye() - marker.position) < 0;
    return away || marker.behindOther ? SiteSeen::far : SiteSeen::deep;
}

std::vector<LabelRequest> requestLabels(const Scene& scene, const Camera& camera, const Viewport& viewport,
                                        const std::vector<bool>& hidden, const std::function<vec2(const std::string&)>& sizeOf,
                                        float pixelScale) {
    std::vector<LabelRequest> requests;
    for (size_t i = 0; i < scene.markers.size(); ++i) {
        const MarkerItem& marker = scene.markers[i];
        const SiteSeen seen = howSeen(marker, camera, i < hidden.size() && hidden[i]);
        const bool important = marker.selected || marker.hovered;
        const auto mark = siteMark(marker, camera, viewport, pixelScale, scene.midlineMm);
        if (!mark || marker.label.empty() || (seen == SiteSeen::far && !important)) continue;
        if (!isIn(viewport, mark->pointPx)) continue;
        const vec2 named = isIn(viewport, mark->headPx) ? mark->headPx : mark->pointPx;
        LabelRequest request{marker.id.text, marker.label, sizeOf(marker.label), named, important, marker.opacity,
                             seen != SiteSeen::openly};
        if (scene.midlineMm) request.side = ownSide(marker.position, *scene.midlineMm, camera, viewport);
        request.mark = {mark->box.min - named, mark->box.max - named};
        requests.push_back(std::move(request));
    }
    return requests;
}

}  // namespace myochart::scene
