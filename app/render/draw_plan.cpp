#include "render/draw_plan.h"

#include <algorithm>
#include <array>
#include <cmath>

#include <glm/common.hpp>

namespace myochart::render {
namespace {

// The planes of the view as (normal, offset), inside positive; from the rows of the matrix (Gribb and Hartmann 2001).
std::array<vec4, 5> viewPlanes(const mat4& clipFromBody) {
    const mat4 rows = glm::transpose(clipFromBody);
    std::array<vec4, 5> planes = {rows[3] + rows[0], rows[3] - rows[0], rows[3] + rows[1], rows[3] - rows[1],
                                  rows[3] + rows[2]};
    for (vec4& plane : planes) plane /= glm::length(vec3(plane));
    return planes;
}

bool inView(const std::array<vec4, 5>& planes, vec3 centre, float radius) {
    return std::all_of(planes.begin(), planes.end(),
                       [&](const vec4& plane) { return glm::dot(vec3(plane), centre) + plane.w >= -radius; });
}

// Levels grow coarser with their index.
std::uint32_t coarsestWithin(const std::vector<body::Level>& levels, float errorMm) {
    std::uint32_t chosen = 0;
    for (std::uint32_t k = 1; k < levels.size(); ++k) {
        if (levels[k].errorMm <= errorMm) chosen = k;
    }
    return chosen;
}

Box contentOf(const body::Body& body, const scene::Scene& scene) {
    Box content;
    for (const auto& item : scene.structures) content.add(movedBox(body.structure(item.structure).bounds, item.shiftMm));
    return content.empty() ? body.bounds() : content;
}

// How far a box reaches before and behind the cut face, mm.
struct Reach {
    float least, most;
};
Reach reachOf(const Box& box, const scene::SectionPlane& section) {
    const float middle = section.heightMm(box.centre());
    const float half = glm::dot(box.size() * 0.5F, glm::abs(section.away()));
    return {middle - half, middle + half};
}

}  // namespace

size_t DrawPlan::firstCut() const {
    const auto at = std::find_if(solid.begin(), solid.end(), [](const auto& planned) { return planned.cut; });
    return static_cast<size_t>(at - solid.begin());
}

DrawPlan planDraw(const body::Body& body, const scene::Scene& scene, const scene::Camera& camera,
                  const scene::Viewport& viewport, float tolerancePx) {
    DrawPlan plan;
    plan.viewFromBody = camera.viewMatrix();
    plan.clipFromView = camera.projectionMatrix(viewport, contentOf(body, scene));
    plan.clipFromBody = plan.clipFromView * plan.viewFromBody;
    plan.section = scene.section;
    plan.eye = camera.eye();
    plan.facesSeen = scene.section.cutsAway(plan.eye);
    const auto planes = viewPlanes(plan.clipFromBody);
    const vec3 forward = camera.forward();
    const float pixelAngle = 2 * std::tan(camera.fovRad / 2) / static_cast<float>(viewport.height);
    plan.grainMm = pixelAngle * camera.distanceMm;
    std::vector<PlannedStructure> cut;
    for (std::uint32_t i = 0; i < scene.structures.size(); ++i) {
        const scene::StructureItem& item = scene.structures[i];
        const body::Structure& structure = body.structure(item.structure);
        const Box bounds = movedBox(structure.bounds, item.shiftMm);
        const vec3 centre = bounds.centre();
        if (structure.levels.empty() || item.opacity <= 0 || !inView(planes, centre, structure.radiusMm)) continue;
        const Reach reach = scene.section.on ? reachOf(structure.bounds, scene.section) : Reach{-1, -1};
        const bool takenOff = item.part != scene::CutPart::left && reach.most > 0;
        const bool left = item.part != scene::CutPart::away && reach.least <= 0;
        if (!takenOff && (!left || (reach.most <= 0 && scene.section.on && scene.section.faceOnly))) continue;
        const float depth = std::max(glm::dot(centre - plan.eye, forward) - structure.radiusMm, 1.0F);
        const std::uint32_t level = coarsestWithin(structure.levels, tolerancePx * pixelAngle * depth);
        const PlannedStructure planned{i, item.structure, level, depth, item.shiftMm, reach.most > 0, item.skin};
        auto& list = item.opacity >= 1 ? (reach.most > 0 ? cut : plan.solid) : item.skin ? plan.veils : plan.ghosts;
        if (left) list.push_back(planned);
        if (takenOff) plan.cutAway.push_back(planned);
        plan.moved = plan.moved || item.shiftMm != vec3(0);
        plan.box = unite(plan.box, pixelBox(bounds, plan.clipFromBody, viewport, 2));
    }
    const auto nearer = [](const auto& a, const auto& b) { return a.depthMm < b.depthMm; };
    std::stable_sort(plan.solid.begin(), plan.solid.end(), nearer);
    std::stable_sort(cut.begin(), cut.end(), nearer);
    std::stable_sort(plan.ghosts.rbegin(), plan.ghosts.rend(), nearer);
    plan.solid.insert(plan.solid.end(), cut.begin(), cut.end());
    return plan;
}

}  // namespace myochart::render
