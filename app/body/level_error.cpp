#include "body/level_error.h"

#include <algorithm>
#include <cmath>

namespace myochart::body {

namespace {

/// A triangle with the sphere about its centre that holds it.
struct Bounded {
    vec3 a, b, c, centre;
    float radius;
};

float squared(vec3 v) {
    return glm::dot(v, v);
}

float squaredToSegment(vec3 p, vec3 a, vec3 b) {
    const vec3 edge = b - a;
    const float length = squared(edge);
    const float t = length > 0 ? std::clamp(glm::dot(p - a, edge) / length, 0.0F, 1.0F) : 0.0F;
    return squared(p - (a + edge * t));
}

/// Squared distance to the triangle: over its inside that to its plane, else that to the nearest edge.
float squaredTo(vec3 p, const Bounded& t) {
    const vec3 n = glm::cross(t.b - t.a, t.c - t.a);
    const bool over = glm::dot(glm::cross(t.b - t.a, p - t.a), n) >= 0 &&
                      glm::dot(glm::cross(t.c - t.b, p - t.b), n) >= 0 &&
                      glm::dot(glm::cross(t.a - t.c, p - t.c), n) >= 0;
    if (over && squared(n) > 0) {
        const float height = glm::dot(p - t.a, n);
        return height * height / squared(n);
    }
    return std::min({squaredToSegment(p, t.a, t.b), squaredToSegment(p, t.b, t.c), squaredToSegment(p, t.c, t.a)});
}

float distance(vec3 p, const std::vector<Bounded>& triangles) {
    float best = 1e30F, bestSquared = 1e30F;
    for (const Bounded& t : triangles) {
        const float reach = best + t.radius;
        if (squared(p - t.centre) >= reach * reach) continue;
        const float here = squaredTo(p, t);
        if (here >= bestSquared) continue;
        bestSquared = here;
        best = std::sqrt(here);
    }
    return best;
}

}  // namespace

float measuredError(std::span<const vec3> full, const geometry::MeshView& coarse) {
    constexpr size_t kSamples = 256;
    std::vector<Bounded> triangles;
    for (size_t t = 0; t < coarse.triangleCount(); ++t) {
        const vec3 a = coarse.corner(t, 0), b = coarse.corner(t, 1), c = coarse.corner(t, 2),
                   centre = (a + b + c) / 3.0F;
        triangles.push_back(
            {a, b, c, centre, std::sqrt(std::max({squared(a - centre), squared(b - centre), squared(c - centre)}))});
    }
    std::vector<float> away;
    const size_t step = std::max<size_t>(1, full.size() / kSamples);
    for (size_t i = 0; i < full.size(); i += step) away.push_back(distance(full[i], triangles));
    const auto at = away.begin() + static_cast<std::ptrdiff_t>(away.size() * 95 / 100);
    std::nth_element(away.begin(), at, away.end());
    return *at;
}

}  // namespace myochart::body
