#include "geometry/segment_index.h"

#include <gtest/gtest.h>

#include <random>

#include "sample_meshes.h"

namespace myochart::geometry {

namespace {

struct Fixture : testing::Test {
    std::mt19937 random{3};
    float between(float low, float high) { return std::uniform_real_distribution<float>(low, high)(random); }
    vec3 somewhere(float reach) { return {between(-reach, reach), between(-reach, reach), between(-reach, reach)}; }
};

/// The distance by many points of the segment: never less than the true one, and little more.
double bySteps(const Segment& segment, glm::dvec3 a, glm::dvec3 b, glm::dvec3 c) {
    double best = 1e30;
    for (int i = 0; i <= 2000; ++i) {
        const SegmentPoint at = nearestToSegment({vec3(glm::mix(glm::dvec3(segment.from), glm::dvec3(segment.to), i / 2000.0)), vec3(glm::mix(glm::dvec3(segment.from), glm::dvec3(segment.to), i / 2000.0))}, a, b, c);
        best = std::min(best, at.distance2);
    }
    return std::sqrt(best);
}

}  // namespace

TEST_F(Fixture, ASegmentIsAsNearToATriangleAsTheNearestOfItsPoints) {
    for (int i = 0; i < 300; ++i) {
        const Segment segment{somewhere(20), somewhere(20)};
        const vec3 a = somewhere(20), b = somewhere(20), c = somewhere(20);
        const double found = std::sqrt(nearestToSegment(segment, a, b, c).distance2), steps = bySteps(segment, a, b, c);
        EXPECT_LE(found, steps + 1e-4) << i;
        EXPECT_NEAR(found, steps, 0.02) << i;
    }
}

TEST_F(Fixture, ASegmentThroughATriangleTouchesItWhereItGoesThrough) {
    const SegmentPoint found = nearestToSegment({{0.2F, 0.2F, 5}, {0.2F, 0.2F, -15}}, {0, 0, 0}, {1, 0, 0}, {0, 1, 0});
    EXPECT_NEAR(found.distance2, 0, 1e-12);
    EXPECT_NEAR(found.along, 0.25, 1e-9);
}

TEST_F(Fixture, ATriangleOrSegmentWithoutSizeIsAPoint) {
    EXPECT_NEAR(nearestToSegment({{0, 0, 0}, {10, 0, 0}}, {4, 3, 0}, {4, 3, 0}, {4, 3, 0}).distance2, 9, 1e-9);
    EXPECT_NEAR(nearestToSegment({{0, 0, 2}, {0, 0, 2}}, {-1, -1, 0}, {1, -1, 0}, {0, 1, 0}).distance2, 4, 1e-9);
}

TEST_F(Fixture, OfSeveralPlacesThatAreMetTheFirstIsToldThoughALaterOneIsFoundBeforeIt) {
    // Leaning ones, whose boxes lie about the segment's beginning though they are met at 32, and upright ones that are met at 16; in
    // whole numbers, so that both are met exactly.
    TriMesh mesh;
    const auto add = [&](std::initializer_list<vec3> corners) {
        for (const vec3 corner : corners) {
            mesh.indices.push_back(static_cast<std::uint32_t>(mesh.positions.size()));
            mesh.positions.push_back(corner);
        }
    };
    for (int i = 0; i < 24; ++i) {
        const float wide = 8.0F + 4.0F * static_cast<float>(i);
        add({{0, 16, -wide}, {64, -16, -wide}, {32, 0, wide}});
    }
    for (int i = 0; i < 8; ++i) {
        const float wide = 1.0F + static_cast<float>(i);
        add({{16, -wide, -wide}, {16, wide, -wide}, {16, 0, wide}});
    }
    const std::vector<MeshView> views = {mesh};
    const auto near = SegmentIndex::build(views).near({{0, 0, 0}, {64, 0, 0}}, 25);
    ASSERT_EQ(near.size(), 1U);
    EXPECT_EQ(near[0].distanceMm, 0);
    EXPECT_NEAR(near[0].alongMm, 16, 1e-4);
}

TEST_F(Fixture, TheIndexAgreesWithEveryTriangleOfEveryPart) {
    std::vector<TriMesh> meshes;
    for (int i = 0; i < 12; ++i) {
        TriMesh mesh;
        const vec3 middle = somewhere(60);
        for (int t = 0; t < 40; ++t)
            for (int k = 0; k < 3; ++k) {
                mesh.indices.push_back(static_cast<std::uint32_t>(mesh.positions.size()));
                mesh.positions.push_back(middle + somewhere(12));
            }
        meshes.push_back(mesh);
    }
    meshes.emplace_back();  // one without triangles is near nothing
    const std::vector<MeshView> views(meshes.begin(), meshes.end());
    const SegmentIndex index = SegmentIndex::build(views);
    for (int i = 0; i < 300; ++i) {
        const Segment segment{somewhere(60), somewhere(60)};
        const float reach = between(1, 50);
        const auto near = index.near(segment, reach);
        size_t within = 0;
        for (std::uint32_t part = 0; part < views.size(); ++part) {
            double best = 1e30;
            for (size_t t = 0; t < views[part].triangleCount(); ++t)
                best = std::min(best, std::sqrt(nearestToSegment(segment, views[part].corner(t, 0), views[part].corner(t, 1), views[part].corner(t, 2)).distance2));
            if (best >= static_cast<double>(reach) - 1e-3) continue;
            ++within;
            const auto at = std::find_if(near.begin(), near.end(), [&](const auto& each) { return each.part == part; });
            ASSERT_NE(at, near.end()) << part;
            EXPECT_NEAR(static_cast<double>(at->distanceMm), best, 1e-3);
            if (best > 0) continue;
            double first = 2;  // of the places where it is met
            for (size_t t = 0; t < views[part].triangleCount(); ++t) {
                const SegmentPoint met = nearestToSegment(segment, views[part].corner(t, 0), views[part].corner(t, 1), views[part].corner(t, 2));
                if (met.distance2 <= 0) first = std::min(first, met.along);
            }
            EXPECT_LE(static_cast<double>(at->alongMm), first * static_cast<double>(glm::distance(segment.from, segment.to)) + 1e-3) << "where it is met first";
        }
        EXPECT_GE(near.size(), within);
        for (const auto& each : near) {
            const vec3 on = segment.from + (segment.to - segment.from) * (each.alongMm / std::max(1e-6F, glm::distance(segment.from, segment.to)));
            EXPECT_NEAR(glm::distance(on, each.position), each.distanceMm, 1e-2F) << "the place that is told is that near";
        }
    }
}

}  // namespace myochart::geometry
