#include "scene/other_part.h"

#include "scene/depths.h"

namespace myochart::scene {

namespace {

constexpr float kAirMm = 20;    // between two muscles of one part there is less
constexpr float kOnItMm = 1.5F;  // a site lies on a surface, give or take what its level of detail is off

class Way {
  public:
    Way(const body::Body& body, const geometry::RayIndex* rays, const ViewOptions& options)
        : body_(body), rays_(rays), shown_(shownStructures(body, options)), skinned_(hasSkin(body)) {}
    bool leadsThroughAnother(vec3 eye, vec3 place) const;

  private:
    bool counts(const geometry::RayHit& hit) const {
        if (skinned_) return body_.structure(hit.at.part).system == body::System::skin;
        return hit.at.part < shown_.size() && shown_[hit.at.part];
    }

    const body::Body& body_;
    const geometry::RayIndex* rays_;
    std::vector<bool> shown_;
    bool skinned_;
};

bool Way::leadsThroughAnother(vec3 eye, vec3 place) const {
    const float far = glm::length(place - eye);
    if (far < kOnItMm) return false;
    const geometry::Ray ray{eye, (place - eye) / far};
    const auto hits = rays_ ? rays_->allHits(ray, far) : body_.hitsWithoutIndex(ray);
    int inside = 0, entries = 0;
    float left = -1;  // where the way last came out into the air
    for (const geometry::RayHit& hit : hits) {
        if (hit.distanceMm > far - kOnItMm) break;
        if (!counts(hit)) continue;
        if (hit.entering && left >= 0 && inside == 0 && hit.distanceMm - left >= kAirMm) return true;
        entries += hit.entering ? 1 : 0;
        inside += hit.entering ? 1 : inside > 0 ? -1 : 0;
        if (!hit.entering && inside == 0 && entries > 0) left = hit.distanceMm;
    }
    if (skinned_) return entries >= 2;
    return inside == 0 && left >= 0 && far - left >= kAirMm;
}

}  // namespace

bool otherPartBefore(const body::Body& body, const geometry::RayIndex* rays, const ViewOptions& options, vec3 eye, vec3 place) {
    return Way(body, rays, options).leadsThroughAnother(eye, place);
}

void noteOtherParts(Scene& scene, const body::Body& body, const geometry::RayIndex* rays, const ViewOptions& options, vec3 eye) {
    if (scene.markers.empty()) return;
    const bool asItIs = options.effects.explode <= 0 && !options.effects.section.on;
    const Way way(body, rays, options);
    for (MarkerItem& marker : scene.markers) {
        const bool faces = glm::dot(marker.normal, eye - marker.position) >= 0;
        marker.behindOther = asItIs && faces && way.leadsThroughAnother(eye, marker.position);
    }
}

}  // namespace myochart::scene
