#pragma once
#include <cmath>
#include <map>
#include <random>

#include "geometry/tri_mesh.h"

namespace myochart::geometry::test {

/// A cube of side 2 about `centre`, wound outward.
inline TriMesh cube(vec3 centre = {}) {
    TriMesh mesh;
    for (unsigned i = 0; i < 8; ++i)
        mesh.positions.push_back(centre + vec3(i & 1U ? 1 : -1, i & 2U ? 1 : -1, i & 4U ? 1 : -1));
    mesh.indices = {0, 2, 1, 1, 2, 3, 4, 5, 6, 5, 7, 6, 0, 1, 4, 1, 5, 4, 2, 6, 3, 3, 6, 7, 0, 4, 2, 2, 4, 6, 1, 3, 5, 3, 7, 5};
    return mesh;
}

/// A closed, outward-wound ball of 8 * 4^levels triangles; each vertex moved along its direction by up to `bumps`.
inline TriMesh ball(vec3 centre, float radius, int levels, float bumps, std::mt19937& random) {
    TriMesh mesh;
    mesh.positions = {{1, 0, 0}, {-1, 0, 0}, {0, 1, 0}, {0, -1, 0}, {0, 0, 1}, {0, 0, -1}};
    mesh.indices = {0, 2, 4, 2, 1, 4, 1, 3, 4, 3, 0, 4, 2, 0, 5, 1, 2, 5, 3, 1, 5, 0, 3, 5};
    for (int level = 0; level < levels; ++level) {
        std::map<std::pair<std::uint32_t, std::uint32_t>, std::uint32_t> middles;
        const auto middle = [&](std::uint32_t a, std::uint32_t b) {
            const auto [at, isNew] = middles.try_emplace(std::minmax(a, b), static_cast<std::uint32_t>(mesh.positions.size()));
            if (isNew) mesh.positions.push_back(glm::normalize(mesh.positions[a] + mesh.positions[b]));
            return at->second;
        };
        std::vector<std::uint32_t> finer;
        for (size_t i = 0; i < mesh.indices.size(); i += 3) {
            const std::uint32_t a = mesh.indices[i], b = mesh.indices[i + 1], c = mesh.indices[i + 2];
            const std::uint32_t ab = middle(a, b), bc = middle(b, c), ca = middle(c, a);
            finer.insert(finer.end(), {a, ab, ca, ab, b, bc, ca, bc, c, ab, bc, ca});
        }
        mesh.indices = finer;
    }
    std::uniform_real_distribution<float> bump(-bumps, bumps);
    for (vec3& p : mesh.positions) p = centre + p * (radius * (1 + bump(random)));
    return mesh;
}

inline vec3 randomDirection(std::mt19937& random) {
    std::normal_distribution<float> normal;
    for (;;) {
        const vec3 v(normal(random), normal(random), normal(random));
        if (glm::length(v) > 0.1F) return glm::normalize(v);
    }
}

inline vec3 randomPoint(std::mt19937& random, float reach) {
    std::uniform_real_distribution<float> d(-reach, reach);
    const float x = d(random), y = d(random);
    return {x, y, d(random)};
}

}  // namespace myochart::geometry::test
