#include "geometry/surface_distance.h"

#include <gtest/gtest.h>

#include <glm/gtc/constants.hpp>

namespace myochart::geometry {

namespace {

/// A grid of `n` by `n` squares, bent to a place by `at`.
template <class At>
TriMesh sheet(std::uint32_t n, At at) {
    TriMesh mesh;
    for (std::uint32_t i = 0; i <= n; ++i)
        for (std::uint32_t k = 0; k <= n; ++k) mesh.positions.push_back(at(static_cast<float>(i) / static_cast<float>(n), static_cast<float>(k) / static_cast<float>(n)));
    for (std::uint32_t i = 0; i < n; ++i)
        for (std::uint32_t k = 0; k < n; ++k) {
            const std::uint32_t a = i * (n + 1) + k, b = a + n + 1;
            for (const std::uint32_t each : {a, b, a + 1, a + 1, b, b + 1}) mesh.indices.push_back(each);
        }
    return mesh;
}

}  // namespace

TEST(SurfaceDistance, onFlatGroundItIsStraight) {
    const SurfaceDistance flat(sheet(60, [](float u, float v) { return vec3(u * 120, v * 120, 0); }));
    const vec3 from = flat.mesh().positions[flat.mesh().indices[0]];
    const auto distances = flat.from(0, from, 1000);
    for (size_t i = 0; i < distances.size(); ++i) EXPECT_NEAR(distances[i], glm::distance(from, flat.mesh().positions[i]), 0.05 + 0.002 * static_cast<double>(glm::distance(from, flat.mesh().positions[i])));
}

TEST(SurfaceDistance, roundABarrelItIsTheTapesLength) {
    constexpr float kRadius = 100;
    const SurfaceDistance barrel(sheet(80, [](float u, float v) { return vec3(kRadius * std::cos(u * glm::pi<float>()), kRadius * std::sin(u * glm::pi<float>()), v * 200); }));
    const vec3 from{kRadius, 0, 0};
    const auto distances = barrel.from(0, from, 1000);
    for (size_t i = 0; i < distances.size(); ++i) {
        const vec3 p = barrel.mesh().positions[i];
        const float round = kRadius * std::atan2(p.y, p.x), straight = std::hypot(round, p.z);
        EXPECT_NEAR(distances[i], straight, 0.2 + 0.006 * static_cast<double>(straight));
    }
}

TEST(SurfaceDistance, whatLiesBeyondOrApartIsInfinitelyFar) {
    TriMesh two = sheet(10, [](float u, float v) { return vec3(u * 50, v * 50, 0); });
    const TriMesh apart = sheet(4, [](float u, float v) { return vec3(u * 5, v * 5, 30); });
    const auto offset = static_cast<std::uint32_t>(two.positions.size());
    two.positions.insert(two.positions.end(), apart.positions.begin(), apart.positions.end());
    for (const std::uint32_t each : apart.indices) two.indices.push_back(each + offset);
    const SurfaceDistance both(two);
    const auto distances = both.from(0, {0, 0, 0}, 20);
    for (size_t i = 0; i < distances.size(); ++i) {
        const vec3 p = both.mesh().positions[i];
        const bool far = p.z > 1 || glm::length(p) > 21, near = !far && glm::length(p) < 18;
        EXPECT_TRUE(!far || std::isinf(distances[i]));
        EXPECT_TRUE(!near || std::isfinite(distances[i]));
    }
}

TEST(SurfaceDistance, betweenVerticesItIsStraight) {
    const SurfaceDistance flat(sheet(10, [](float u, float v) { return vec3(u * 50, v * 50, 0); }));
    const auto distances = flat.from(0, {0, 0, 0}, 1000);
    const std::uint32_t* at = &flat.mesh().indices[30];
    EXPECT_NEAR(flat.at(distances, 10, {0.2F, 0.3F, 0.5F}), 0.2F * distances[at[0]] + 0.3F * distances[at[1]] + 0.5F * distances[at[2]], 1e-4);
}

}  // namespace myochart::geometry
