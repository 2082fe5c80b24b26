#include "geometry/one_mesh.h"

#include <gtest/gtest.h>

#include "geometry/ray_index.h"
#include "geometry/sample_meshes.h"

namespace myochart::geometry {

using namespace test;

TEST(OneMesh, rayThroughACubeEntersAndLeavesOnce) {
    const TriMesh mesh = cube();
    std::vector<RayHit> hits;
    appendHits({{0.3F, 0.2F, 10}, {0, 0, -1}}, mesh, 7, 1e6F, hits);
    ASSERT_EQ(hits.size(), 2U);
    EXPECT_TRUE(hits[0].entering);
    EXPECT_FALSE(hits[1].entering);
    EXPECT_FLOAT_EQ(hits[0].distanceMm, 9);
    EXPECT_FLOAT_EQ(hits[1].distanceMm, 11);
    EXPECT_EQ(hits[0].at.normal, vec3(0, 0, 1));
    EXPECT_EQ(hits[0].at.part, 7U);
}

TEST(OneMesh, rayThroughSharedEdgesAndCornersCountsOnce) {
    const TriMesh mesh = cube();
    for (const vec3 target : {vec3(0, 0, 1), vec3(1, 0, 0), vec3(1, 1, 1), vec3(0.5F, -0.5F, 1)}) {
        const vec3 from = target + vec3(0, 0, 5) + target * 5.0F;
        std::vector<RayHit> hits;
        appendHits({from, glm::normalize(-from)}, mesh, 0, 1e6F, hits);
        ASSERT_EQ(hits.size(), 2U) << target.x << ' ' << target.y << ' ' << target.z;
        EXPECT_TRUE(hits[0].entering && !hits[1].entering);
    }
}

TEST(OneMesh, everyRayFromInsideAClosedMeshLeavesOnceMoreThanItEnters) {
    std::mt19937 random(3);
    const TriMesh mesh = ball({0, 0, 0}, 50, 3, 0.3F, random);
    for (int i = 0; i < 2000; ++i) {
        std::vector<RayHit> hits;
        // Every second ray is aimed at a vertex, where six triangles meet.
        const vec3 aim = i % 2 ? randomDirection(random) : glm::normalize(mesh.positions[static_cast<size_t>(i) % mesh.positions.size()]);
        appendHits({{0, 0, 0}, aim}, mesh, 0, 1e6F, hits);
        int net = 0;
        for (const RayHit& hit : hits) net += hit.entering ? -1 : 1;
        EXPECT_EQ(net, 1) << i;
    }
}

TEST(OneMesh, hitsEndAtTheGivenLength) {
    std::vector<RayHit> hits;
    appendHits({{0, 0, 10}, {0, 0, -1}}, cube(), 0, 10, hits);
    EXPECT_EQ(hits.size(), 1U);
    appendHits({{0, 0, 10}, {0, 0, 1}}, cube(), 0, 1e6F, hits);
    EXPECT_EQ(hits.size(), 1U) << "nothing behind the origin";
}

TEST(OneMesh, barycentricAndPositionAgree) {
    std::mt19937 random(4);
    const TriMesh mesh = ball({100, 200, 900}, 50, 3, 0.2F, random);
    for (int i = 0; i < 200; ++i) {
        const Ray ray{vec3(100, 200, 900) + randomDirection(random) * 500.0F, {}};
        std::vector<RayHit> hits;
        appendHits({ray.origin, glm::normalize(vec3(100, 200, 900) - ray.origin)}, mesh, 0, 1e6F, hits);
        ASSERT_FALSE(hits.empty());
        const SurfacePoint& at = hits[0].at;
        const vec3 again = MeshView(mesh).corner(at.triangle, 0) * at.barycentric.x + MeshView(mesh).corner(at.triangle, 1) * at.barycentric.y +
                           MeshView(mesh).corner(at.triangle, 2) * at.barycentric.z;
        EXPECT_LT(glm::distance(again, at.position), 1e-3F);
        EXPECT_NEAR(at.barycentric.x + at.barycentric.y + at.barycentric.z, 1.0F, 1e-6F);
        EXPECT_GE(std::min({at.barycentric.x, at.barycentric.y, at.barycentric.z}), 0.0F);
    }
}

TEST(OneMesh, nearestPointOnATriangleIsNoFartherThanAnySample) {
    std::mt19937 random(5);
    for (int i = 0; i < 500; ++i) {
        const glm::dvec3 a(randomPoint(random, 10)), b(randomPoint(random, 10)), c(randomPoint(random, 10)), p(randomPoint(random, 20));
        const TrianglePoint found = nearestOnTriangle(p, a, b, c);
        double best = 1e9;
        for (int u = 0; u <= 20; ++u)
            for (int v = 0; v + u <= 20; ++v) {
                const glm::dvec3 d = a * (u / 20.0) + b * (v / 20.0) + c * ((20 - u - v) / 20.0) - p;
                best = std::min(best, glm::dot(d, d));
            }
        EXPECT_LE(found.distance2, best + 1e-9);
        EXPECT_GE(std::sqrt(found.distance2) + 1.5, std::sqrt(best)) << "and on the triangle";
        EXPECT_GE(std::min({found.barycentric.x, found.barycentric.y, found.barycentric.z}), -1e-12);
    }
}

TEST(OneMesh, nearestOfACubeIsThePointOnItsFace) {
    const auto found = nearestOn(cube(), 3, {0.25F, 0.5F, 4}, 100);
    ASSERT_TRUE(found);
    EXPECT_FLOAT_EQ(found->distanceMm, 3);
    EXPECT_LT(glm::distance(found->at.position, vec3(0.25F, 0.5F, 1)), 1e-5F);
    EXPECT_EQ(found->at.part, 3U);
    EXPECT_FALSE(nearestOn(cube(), 3, {0, 0, 4}, 2.9F));
    EXPECT_FALSE(nearestOn(MeshView{}, 0, {0, 0, 0}, 1e6F));
}

TEST(OneMesh, boxIsMetOnlyByRaysThatReachIt) {
    const Box box{{-1, -1, -1}, {1, 1, 1}};
    EXPECT_TRUE(meets({{0, 0, 5}, {0, 0, -1}}, box, 10));
    EXPECT_FALSE(meets({{0, 0, 5}, {0, 0, -1}}, box, 3));
    EXPECT_FALSE(meets({{0, 0, 5}, {0, 0, 1}}, box, 10));
    EXPECT_FALSE(meets({{3, 0, 5}, {0, 0, -1}}, box, 10));
    EXPECT_TRUE(meets({{0, 0, 0}, {1, 0, 0}}, box, 1)) << "from inside";
    EXPECT_FALSE(meets({{0, 0, 5}, {0, 0, -1}}, Box{}, 10));
}

TEST(OneMesh, boxIsMetByEveryRayThatHitsItsMesh) {
    std::mt19937 random(6);
    const TriMesh mesh = ball({20, 30, 40}, 30, 2, 0.2F, random);
    const Box box = bounds(mesh);
    int met = 0;
    for (int i = 0; i < 2000; ++i) {
        const Ray ray{randomPoint(random, 200), randomDirection(random)};
        std::vector<RayHit> hits;
        appendHits(ray, mesh, 0, 300, hits);
        if (hits.empty()) continue;
        ++met;
        EXPECT_TRUE(meets(ray, box, 300));
    }
    EXPECT_GT(met, 10);
}

}  // namespace myochart::geometry
