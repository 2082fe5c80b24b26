#include "scene/depths.h"

#include "core/text.h"
#include "scene/build_scene.h"

namespace myochart::scene {

namespace {

constexpr float kBehindMm = 5000;  // the ray may begin inside the body: what lies before it is looked for from here

geometry::Ray fromOutside(const geometry::Ray& ray) { return {ray.origin - ray.direction * kBehindMm, ray.direction}; }

std::vector<geometry::RayHit> allHits(const body::Body& body, const geometry::RayIndex* rays, const geometry::Ray& ray) {
    return rays ? rays->allHits(ray) : body.hitsWithoutIndex(ray);
}

}  // namespace

anatomy::Danger dangerOf(const body::Structure& structure) {
    using anatomy::Danger;
    const Danger named = anatomy::worstDanger(foldForSearch(structure.name));
    switch (structure.system) {
        case body::System::organ:
        case body::System::eye:
            return named == Danger::none ? Danger::organ : named;
        case body::System::vessel:
            return Danger::vessel;
        case body::System::nerve:
            return named == Danger::spine ? Danger::spine : Danger::nerve;
        default:
            break;
    }
    const bool soft = structure.system == body::System::connective || structure.system == body::System::other;
    return soft && (named == Danger::lung || named == Danger::heart || named == Danger::spine) ? named : Danger::none;
}

SkinDepth::SkinDepth(const body::Body& body, const geometry::RayIndex* rays, const geometry::Ray& ray) : ray_(ray) {
    for (const geometry::RayHit& hit : allHits(body, rays, fromOutside(ray)))
        if (hit.entering && body.structure(hit.at.part).system == body::System::skin) entries_.push_back(hit.distanceMm - kBehindMm);
}

std::optional<float> SkinDepth::of(const geometry::RayHit& hit, bool moved) const {
    constexpr float kOnIt = 0.05F;
    const float along = moved ? glm::dot(hit.at.position - ray_.origin, ray_.direction) : hit.distanceMm;
    std::optional<float> entry;
    for (const float each : entries_)
        if (each <= along + kOnIt) entry = each;
    if (!entry) return std::nullopt;
    return std::max(0.0F, along - *entry);
}

bool hasSkin(const body::Body& body) {
    for (std::uint32_t i = 0; i < body.structures().size(); ++i)
        if (body.structure(i).system == body::System::skin) return true;
    return false;
}

std::vector<geometry::RayHit> hiddenDangers(const body::Body& body, const geometry::RayIndex* rays, const geometry::Ray& ray,
                                            const ViewOptions& options) {
    const std::vector<bool> shown = shownStructures(body, options);
    std::vector<bool> met(shown.size());
    std::vector<geometry::RayHit> hidden;
    for (const geometry::RayHit& hit : allHits(body, rays, ray)) {
        if (!hit.entering || hit.at.part >= shown.size() || shown[hit.at.part] || met[hit.at.part]) continue;
        met[hit.at.part] = true;
        if (dangerOf(body.structure(hit.at.part)) != anatomy::Danger::none) hidden.push_back(hit);
    }
    return hidden;
}

}  // namespace myochart::scene
