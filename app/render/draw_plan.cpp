#include "render/draw_plan.h"

#include <algorithm>
#include <array>
#include <cmath>

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
    for (const auto& item : scene.structures) content.add(body.structure(item.structure).bounds);
    return content.empty() ? body.bounds() : content;
}

}  // namespace

DrawPlan planDraw(const body::Body& body, const scene::Scene& scene, const scene::Camera& camera,
                  const scene::Viewport& viewport, float tolerancePx) {
    DrawPlan plan;
    plan.viewFromBody = camera.viewMatrix();
    plan.clipFromView = camera.projectionMatrix(viewport, contentOf(body, scene));
    plan.clipFromBody = plan.clipFromView * plan.viewFromBody;
    const auto planes = viewPlanes(plan.clipFromBody);
    const vec3 eye = camera.eye(), forward = camera.forward();
    const float pixelAngle = 2 * std::tan(camera.fovRad / 2) / static_cast<float>(viewport.height);
    for (std::uint32_t i = 0; i < scene.structures.size(); ++i) {
        const scene::StructureItem& item = scene.structures[i];
        const body::Structure& structure = body.structure(item.structure);
        const vec3 centre = structure.bounds.centre();
        if (structure.levels.empty() || item.opacity <= 0 || !inView(planes, centre, structure.radiusMm)) continue;
        const float depth = std::max(glm::dot(centre - eye, forward) - structure.radiusMm, 1.0F);
        const std::uint32_t level = coarsestWithin(structure.levels, tolerancePx * pixelAngle * depth);
        (item.opacity < 1 ? plan.ghosts : plan.solid).push_back({i, item.structure, level, depth});
        plan.box = unite(plan.box, pixelBox(structure.bounds, plan.clipFromBody, viewport, 2));
    }
    const auto nearer = [](const auto& a, const auto& b) { return a.depthMm < b.depthMm; };
    std::stable_sort(plan.solid.begin(), plan.solid.end(), nearer);
    std::stable_sort(plan.ghosts.rbegin(), plan.ghosts.rend(), nearer);
    return plan;
}

}  // namespace myochart::render
