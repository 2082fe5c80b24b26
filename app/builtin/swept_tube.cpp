#include "builtin/swept_tube.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace myochart::builtin {

namespace {

vec3 directionAt(const std::vector<TubeRing>& rings, size_t i) {
    return glm::normalize(rings[std::min(i + 1, rings.size() - 1)].centre - rings[i > 0 ? i - 1 : 0].centre);
}

TubeRing between(const TubeRing& b, const TubeRing& c, vec3 centre, float t) {
    const auto mixed = [t](float from, float to) { return from + (to - from) * t; };
    return {centre, mixed(b.halfWidth, c.halfWidth), mixed(b.halfThickness, c.halfThickness), b.facing + (c.facing - b.facing) * t};
}

/// The unit vector across the ring, in its plane: to the side of `facing`, else as `before` was.
vec3 acrossAt(const TubeRing& ring, vec3 along, vec3 before) {
    if (ring.facing != vec3(0)) return glm::normalize(glm::cross(ring.facing, along));
    return glm::normalize(before - along * glm::dot(before, along));
}

void addCap(geometry::TriMesh& mesh, std::uint32_t first, std::uint32_t corners, vec3 tip, bool start) {
    const auto middle = static_cast<std::uint32_t>(mesh.positions.size());
    mesh.positions.push_back(tip);
    for (std::uint32_t s = 0; s < corners; ++s) {
        const std::uint32_t p = first + s, q = first + (s + 1) % corners;
        mesh.indices.insert(mesh.indices.end(), {middle, start ? q : p, start ? p : q});
    }
}

}  // namespace

std::vector<TubeRing> smoothedRings(const std::vector<TubeRing>& points, float stepMm) {
    std::vector<TubeRing> rings;
    for (size_t i = 0; i + 1 < points.size(); ++i) {
        const TubeRing &b = points[i], &c = points[i + 1];
        const vec3 a = i > 0 ? points[i - 1].centre : b.centre * 2.0F - c.centre;
        const vec3 d = i + 2 < points.size() ? points[i + 2].centre : c.centre * 2.0F - b.centre;
        const int steps = std::max(1, static_cast<int>(glm::distance(b.centre, c.centre) / stepMm));
        for (int s = 0; s < steps; ++s) {
            const float t = static_cast<float>(s) / static_cast<float>(steps);
            const vec3 p = 0.5F * (2.0F * b.centre + (c.centre - a) * t + (2.0F * a - 5.0F * b.centre + 4.0F * c.centre - d) * (t * t) +
                                   (3.0F * b.centre - a - 3.0F * c.centre + d) * (t * t * t));
            rings.push_back(between(b, c, p, t));
        }
    }
    rings.push_back(points.back());
    return rings;
}

geometry::TriMesh sweptTube(const std::vector<TubeRing>& rings, std::uint32_t corners, float bulge) {
    geometry::TriMesh mesh;
    const vec3 start = directionAt(rings, 0), end = directionAt(rings, rings.size() - 1);
    vec3 across = glm::normalize(glm::cross(start, std::abs(start.z) < 0.8F ? vec3(0, 0, 1) : vec3(1, 0, 0)));
    for (size_t i = 0; i < rings.size(); ++i) {
        const vec3 along = directionAt(rings, i);
        across = acrossAt(rings[i], along, across);
        const vec3 out = glm::cross(along, across);
        for (std::uint32_t s = 0; s < corners; ++s) {
            const float angle = 2 * std::numbers::pi_v<float> * static_cast<float>(s) / static_cast<float>(corners);
            mesh.positions.push_back(rings[i].centre + across * (std::cos(angle) * rings[i].halfWidth) + out * (std::sin(angle) * rings[i].halfThickness));
        }
    }
    for (std::uint32_t i = 0; i + 1 < rings.size(); ++i)
        for (std::uint32_t s = 0; s < corners; ++s) {
            const std::uint32_t next = (s + 1) % corners, a = i * corners + s, b = i * corners + next, c = a + corners, d = b + corners;
            mesh.indices.insert(mesh.indices.end(), {a, b, d, a, d, c});
        }
    addCap(mesh, 0, corners, rings.front().centre - start * (bulge * rings.front().halfThickness), true);
    addCap(mesh, static_cast<std::uint32_t>(rings.size() - 1) * corners, corners, rings.back().centre + end * (bulge * rings.back().halfThickness), false);
    return mesh;
}

}  // namespace myochart::builtin
