#include "scene/pick.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "places/place.h"
#include "places/place_search.h"
#include "scene/build_scene.h"
#include "scene/pick_staged.h"

namespace myochart::scene {

namespace {

constexpr float kNearMm = 300;  // a point farther from every surface is a slip: wrong units or axes

/// Squared distance from a point to a box.
float distance2(vec3 point, const Box& box) {
    const vec3 gap = glm::max(glm::max(box.min - point, point - box.max), vec3(0));
    return glm::dot(gap, gap);
}

}  // namespace

std::vector<geometry::RayHit> pickAlong(const body::Body& body, const geometry::RayIndex* rays, const geometry::Ray& ray,
                                        const ViewOptions& options) {
    const std::vector<bool> shown = shownStructures(body, options);
    const ExplodedView shifts(body, options.effects.explode);
    if (shifts.any() || options.effects.section.on) return pickStaged(body, ray, options.effects.section, shifts, shown);
    std::vector<bool> met(shown.size());
    std::vector<geometry::RayHit> picked;
    for (const geometry::RayHit& hit : rays ? rays->allHits(ray) : body.hitsWithoutIndex(ray)) {
        if (!hit.entering || hit.at.part >= shown.size() || !shown[hit.at.part] || met[hit.at.part]) continue;
        met[hit.at.part] = true;
        picked.push_back(hit);
    }
    return picked;
}

Result<places::Place> placeNear(const body::Body& body, const anatomy::Catalogue& catalogue, vec3 positionBody,
                        std::optional<std::uint32_t> onlyStructure, const ViewOptions& options) {
    if (onlyStructure && *onlyStructure >= body.structures().size()) return failed("This body has no such structure.");
    if (onlyStructure) return places::placeAt(body, catalogue, places::nearestOnStructure(body, *onlyStructure, positionBody));
    const std::vector<bool> shown = shownStructures(body, options);
    std::vector<std::pair<float, std::uint32_t>> byBox;
    for (std::uint32_t i = 0; i < shown.size(); ++i)
        if (shown[i]) byBox.emplace_back(distance2(positionBody, body.structure(i).bounds), i);
    if (byBox.empty()) return failed("Nothing of the body is shown to place a point on; show a layer first.");
    std::sort(byBox.begin(), byBox.end());
    std::optional<geometry::NearestPoint> best;
    for (const auto& [box2, index] : byBox) {
        const float reach = best ? best->distanceMm : kNearMm;
        if (box2 > reach * reach) break;
        if (auto nearer = geometry::nearestOn(body.mesh(index), index, positionBody, reach)) best = nearer;
    }
    if (!best)
        return failed(fmt::format("No surface lies within {} mm of that point; positions are millimetres in the body frame (x to the patient's left, y posterior, z up).",
                                  static_cast<int>(kNearMm)));
    return places::placeAt(body, catalogue, best->at);
}

}  // namespace myochart::scene
