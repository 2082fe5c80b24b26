#include "scene/site_labels.h"

#include <cmath>

#include "scene/site_marks.h"

namespace myochart::scene {

namespace {

constexpr float kOnMidlineMm = 4;      ///< a site so near belongs to no side
constexpr float kLeastFrontality = 0.5F;  ///< seen further from the side, the midline divides nothing on the screen

/// The x that a label may cover: up to the body's midline at the site's height and depth.
void keepToItsSide(LabelRequest& request, vec3 position, float midlineMm, const Camera& camera, const Viewport& viewport) {
    if (std::abs(position.x - midlineMm) < kOnMidlineMm || std::abs(camera.right().x) < kLeastFrontality) return;
    const auto midline = camera.project({midlineMm, position.y, position.z}, viewport);
    if (!midline) return;
    if (request.pointPx.x >= midline->x)
        request.leastPx = midline->x;
    else
        request.mostPx = midline->x;
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
        if (scene.midlineMm) keepToItsSide(request, marker.position, *scene.midlineMm, camera, viewport);
        request.mark = {mark->box.min - named, mark->box.max - named};
        requests.push_back(std::move(request));
    }
    return requests;
}

}  // namespace myochart::scene
