#include "geometry/plane_cut.h"

#include <gtest/gtest.h>

#include <glm/common.hpp>

#include <numbers>

#include "sample_meshes.h"

namespace myochart::geometry {

using namespace test;

namespace {

constexpr float kRadius = 30;

TriMesh smoothBall(vec3 centre, int levels) {
    std::mt19937 random(1);
    return ball(centre, kRadius, levels, 0, random);
}

double lengthOf(const PlaneCut& cut) {
    double sum = 0;
    for (const auto& [from, to] : cut.segments) sum += static_cast<double>(glm::distance(cut.points[from], cut.points[to]));
    return sum;
}

double filledArea(const std::vector<vec2>& points, const std::vector<std::array<std::uint32_t, 2>>& segments) {
    const auto corners = fill(points, segments);
    double sum = 0;
    for (size_t i = 0; i + 2 < corners.size(); i += 3) {
        vec2 p[3];
        for (size_t k = 0; k < 3; ++k) p[k] = glm::mix(points[segments[corners[i + k].segment][0]], points[segments[corners[i + k].segment][1]], corners[i + k].share);
        const double twice = static_cast<double>((p[1].x - p[0].x) * (p[2].y - p[0].y) - (p[2].x - p[0].x) * (p[1].y - p[0].y));
        EXPECT_GE(twice, -1e-3);
        sum += twice / 2;
    }
    return sum;
}

}  // namespace

TEST(Fill, aSquareWithAHoleIsFilledAroundIt) {
    const std::vector<vec2> points = {{0, 0}, {10, 0}, {10, 10}, {0, 10}, {3, 3}, {3, 6}, {6, 6}, {6, 3}};
    const std::vector<std::array<std::uint32_t, 2>> segments = {{0, 1}, {1, 2}, {2, 3}, {3, 0}, {4, 5}, {5, 6}, {6, 7}, {7, 4}};
    EXPECT_NEAR(filledArea(points, segments), 91, 1e-3);
}

TEST(Fill, formsThatOverlapCountOnce) {
    const std::vector<vec2> points = {{0, 0}, {10, 1}, {9, 10}, {-1, 9}};
    std::vector<std::array<std::uint32_t, 2>> segments = {{0, 1}, {1, 2}, {2, 3}, {3, 0}};
    const double once = filledArea(points, segments);
    EXPECT_NEAR(once, 91, 1e-3);
    segments.insert(segments.end(), {{0, 1}, {1, 2}, {2, 3}, {3, 0}});
    EXPECT_NEAR(filledArea(points, segments), once, 1e-3);
}

TEST(Fill, theCutOfAMeshHasTheAreaOfItsOutlines) {
    std::mt19937 random(5);
    const TriMesh rough = ball(vec3(0), kRadius, 4, 0.2F, random);
    const PlaneCut cut = cutByPlane(rough, vec3(0, 0, 4), vec3(0, 0, 1));
    std::vector<vec2> points;
    for (const vec3 p : cut.points) points.emplace_back(p);
    EXPECT_NEAR(filledArea(points, cut.segments), areaOf(cut, vec3(0, 0, 1)), 1);
    EXPECT_TRUE(fill({}, {}).empty());
}

TEST(PlaneCut, aSphereIsCutInACircle) {
    const TriMesh mesh = smoothBall(vec3(5, 6, 7), 5);
    const vec3 normal = glm::normalize(vec3(1, -2, 3));
    const float off = 12;
    const PlaneCut cut = cutByPlane(mesh, vec3(5, 6, 7) + normal * off, normal);
    const double radius = std::sqrt(kRadius * kRadius - off * off);
    EXPECT_NEAR(lengthOf(cut), 2 * std::numbers::pi * radius, 0.5);
    EXPECT_NEAR(areaOf(cut, normal), std::numbers::pi * radius * radius, 12);
    const auto outlines = outlinesOf(cut);
    ASSERT_EQ(outlines.size(), 1U);
    EXPECT_TRUE(outlines[0].closed);
    EXPECT_EQ(outlines[0].points.size(), cut.segments.size());
    for (const vec3 p : cut.points) EXPECT_NEAR(glm::dot(p - vec3(5, 6, 7), normal), off, 1e-3);
}

TEST(PlaneCut, theInsideLiesToTheLeftFromEitherSide) {
    const TriMesh mesh = smoothBall(vec3(0), 5);
    EXPECT_GT(areaOf(cutByPlane(mesh, vec3(0, 0, 1), vec3(0, 0, 1)), vec3(0, 0, 1)), 2500);
    EXPECT_GT(areaOf(cutByPlane(mesh, vec3(0, 0, 1), vec3(0, 0, -1)), vec3(0, 0, -1)), 2500);
}

TEST(PlaneCut, aPlaneBesideTheMeshCutsNothing) {
    const PlaneCut cut = cutByPlane(smoothBall(vec3(0), 3), vec3(0, 0, 40), vec3(0, 0, 1));
    EXPECT_TRUE(cut.points.empty());
    EXPECT_TRUE(outlinesOf(cut).empty());
    EXPECT_EQ(areaOf(cut, vec3(0, 0, 1)), 0);
}

TEST(PlaneCut, anOpenMeshGivesOpenLines) {
    const TriMesh mesh = smoothBall(vec3(0), 5);
    TriMesh half;
    half.positions = mesh.positions;
    for (size_t t = 0; t < mesh.triangleCount(); ++t) {
        const vec3 middle = (mesh.positions[mesh.indices[3 * t]] + mesh.positions[mesh.indices[3 * t + 1]] + mesh.positions[mesh.indices[3 * t + 2]]) / 3.0F;
        if (middle.x < 0) continue;
        for (size_t k = 0; k < 3; ++k) half.indices.push_back(mesh.indices[3 * t + k]);
    }
    const PlaneCut cut = cutByPlane(half, vec3(0, 0, 3), vec3(0, 0, 1));
    const auto outlines = outlinesOf(cut);
    ASSERT_EQ(outlines.size(), 1U);
    EXPECT_FALSE(outlines[0].closed);
    EXPECT_EQ(outlines[0].points.size(), cut.segments.size() + 1);
}

TEST(PlaneCut, cornersOnThePlaneLeaveNoGap) {
    const TriMesh mesh = smoothBall(vec3(0), 5);  // its equator lies in z = 0
    const PlaneCut cut = cutByPlane(mesh, vec3(0), vec3(0, 0, 1));
    for (const Outline& outline : outlinesOf(cut)) EXPECT_TRUE(outline.closed);
    EXPECT_NEAR(areaOf(cut, vec3(0, 0, 1)), std::numbers::pi * kRadius * kRadius, 25);
}

}  // namespace myochart::geometry
