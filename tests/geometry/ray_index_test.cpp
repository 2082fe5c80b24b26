#include "geometry/ray_index.h"

#include <gtest/gtest.h>

#include "geometry/sample_meshes.h"

namespace myochart::geometry {

using namespace test;

namespace {

std::vector<TriMesh> someBalls(std::mt19937& random) {
    std::vector<TriMesh> meshes;
    for (int i = 0; i < 12; ++i) meshes.push_back(ball(randomPoint(random, 150) + vec3(0, 0, 900), 60, 1 + i % 4, 0.25F, random));
    meshes.emplace_back();  // a part without triangles keeps its number
    meshes.push_back(ball(randomPoint(random, 150) + vec3(0, 0, 900), 60, 3, 0.25F, random));
    return meshes;
}

std::vector<MeshView> viewsOf(const std::vector<TriMesh>& meshes) { return {meshes.begin(), meshes.end()}; }

std::vector<RayHit> bruteHits(const std::vector<TriMesh>& meshes, const Ray& ray, float maxMm) {
    std::vector<RayHit> hits;
    for (size_t i = 0; i < meshes.size(); ++i) appendHits(ray, meshes[i], static_cast<std::uint32_t>(i), maxMm, hits);
    std::sort(hits.begin(), hits.end(), [](const RayHit& a, const RayHit& b) { return a.distanceMm < b.distanceMm; });
    return hits;
}

}  // namespace

TEST(RayIndex, findsTheSameHitsAsTheSearchWithoutIndex) {
    std::mt19937 random(10);
    const auto meshes = someBalls(random);
    const auto index = RayIndex::build(viewsOf(meshes));
    ASSERT_TRUE(index);
    size_t compared = 0;
    for (int i = 0; i < 3000; ++i) {
        const Ray ray{randomPoint(random, 180) + vec3(0, 0, 900), randomDirection(random)};
        const auto found = index->allHits(ray, 500), expected = bruteHits(meshes, ray, 500);
        ASSERT_EQ(found.size(), expected.size()) << i;
        for (size_t k = 0; k < found.size(); ++k, ++compared) {
            EXPECT_NEAR(found[k].distanceMm, expected[k].distanceMm, 2e-2F);
            EXPECT_EQ(found[k].at.part, expected[k].at.part);
            EXPECT_EQ(found[k].entering, expected[k].entering);
            EXPECT_LT(glm::distance(found[k].at.position, expected[k].at.position), 2e-2F);
        }
    }
    EXPECT_GT(compared, 3000U);
}

TEST(RayIndex, raysAimedAtVerticesAndEdgesCrossOnce) {
    std::mt19937 random(11);
    std::vector<TriMesh> meshes = {ball({0, 0, 0}, 50, 3, 0.1F, random)};
    const auto index = RayIndex::build(viewsOf(meshes));
    ASSERT_TRUE(index);
    const TriMesh& mesh = meshes[0];
    for (size_t t = 0; t < mesh.triangleCount(); ++t)
        for (const vec3 aim : {MeshView(mesh).corner(t, 0), (MeshView(mesh).corner(t, 1) + MeshView(mesh).corner(t, 2)) * 0.5F}) {
            const auto hits = index->allHits({{0, 0, 0}, glm::normalize(aim)});
            ASSERT_EQ(hits.size(), 1U) << t;
            EXPECT_FALSE(hits[0].entering);
        }
}

TEST(RayIndex, hitsAreInOrderAndWithinTheLength) {
    std::mt19937 random(12);
    const auto meshes = someBalls(random);
    const auto index = RayIndex::build(viewsOf(meshes));
    for (int i = 0; i < 500; ++i) {
        const auto hits = index->allHits({randomPoint(random, 100) + vec3(0, 0, 900), randomDirection(random)}, 90);
        for (size_t k = 0; k < hits.size(); ++k) {
            EXPECT_LE(hits[k].distanceMm, 90.0F);
            if (k > 0) {
                EXPECT_GE(hits[k].distanceMm, hits[k - 1].distanceMm);
            }
        }
    }
}

TEST(RayIndex, firstHitIsTheFirstOfAllHits) {
    std::mt19937 random(13);
    const auto meshes = someBalls(random);
    const auto index = RayIndex::build(viewsOf(meshes));
    int met = 0;
    for (int i = 0; i < 1000; ++i) {
        const Ray ray{randomPoint(random, 180) + vec3(0, 0, 900), randomDirection(random)};
        const auto all = index->allHits(ray);
        const auto first = index->firstHit(ray);
        ASSERT_EQ(first.has_value(), !all.empty());
        if (!first) continue;
        ++met;
        EXPECT_EQ(first->at.part, all[0].at.part);
        EXPECT_NEAR(first->distanceMm, all[0].distanceMm, 1e-3F);
    }
    EXPECT_GT(met, 50);
}

TEST(RayIndex, nearestAgreesWithTheSearchWithoutIndex) {
    std::mt19937 random(14);
    const auto meshes = someBalls(random);
    const auto index = RayIndex::build(viewsOf(meshes));
    for (int i = 0; i < 500; ++i) {
        const vec3 point = randomPoint(random, 300) + vec3(0, 0, 900);
        std::optional<NearestPoint> expected;
        for (size_t k = 0; k < meshes.size(); ++k) {
            const auto one = nearestOn(meshes[k], static_cast<std::uint32_t>(k), point, 80);
            if (one && (!expected || one->distanceMm < expected->distanceMm)) expected = one;
        }
        const auto found = index->nearest(point, 80);
        ASSERT_EQ(found.has_value(), expected.has_value());
        if (!found) continue;
        EXPECT_NEAR(found->distanceMm, expected->distanceMm, 1e-3F);
        EXPECT_NEAR(glm::distance(found->at.position, point), found->distanceMm, 1e-3F);
    }
}

TEST(RayIndex, nearestOfOnePartIgnoresNearerParts) {
    const std::vector<TriMesh> meshes = {cube({0, 0, 0}), cube({10, 0, 0})};
    const auto index = RayIndex::build(viewsOf(meshes));
    const auto any = index->nearest({0, 0, 3}, 100), second = index->nearest({0, 0, 3}, 100, 1);
    ASSERT_TRUE(any && second);
    EXPECT_EQ(any->at.part, 0U);
    EXPECT_EQ(second->at.part, 1U);
    EXPECT_NEAR(second->distanceMm, std::sqrt(9.0F * 9.0F + 2.0F * 2.0F), 1e-4F);
    EXPECT_FALSE(index->nearest({0, 0, 3}, 5, 1));
    EXPECT_FALSE(index->nearest({0, 0, 3}, 5, 99));
}

TEST(RayIndex, keepsItsOwnCopyOfTheTriangles) {
    auto meshes = std::make_unique<std::vector<TriMesh>>(1, cube());
    const auto index = RayIndex::build(viewsOf(*meshes));
    for (vec3& p : meshes->front().positions) p = vec3(1e9F);
    meshes.reset();
    const auto hits = index->allHits({{0.2F, 0.1F, 10}, {0, 0, -1}});
    ASSERT_EQ(hits.size(), 2U);
    EXPECT_FLOAT_EQ(hits[0].distanceMm, 9);
}

TEST(RayIndex, cancelledBuildGivesNothing) {
    std::mt19937 random(15);
    const auto meshes = someBalls(random);
    Progress progress;
    progress.cancel();
    EXPECT_FALSE(RayIndex::build(viewsOf(meshes), &progress));
}

TEST(RayIndex, emptyBodyHasNoHits) {
    const auto index = RayIndex::build({});
    ASSERT_TRUE(index);
    EXPECT_TRUE(index->allHits({{0, 0, 0}, {0, 0, 1}}).empty());
    EXPECT_FALSE(index->firstHit({{0, 0, 0}, {0, 0, 1}}));
    EXPECT_FALSE(index->nearest({0, 0, 0}, 1e6F));
}

}  // namespace myochart::geometry
