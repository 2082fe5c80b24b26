#include <gtest/gtest.h>

#include <cmath>

#include "body/shapes.h"
#include "builtin/measured/distance_grid.h"
#include "builtin/measured/nearest_triangle.h"
#include "builtin/measured/skin.h"
#include "builtin/measured_solids.h"

namespace myochart::builtin::measured {

namespace {

using namespace myochart::test;

body::NewStructure bone(const char* name, vec3 centre, vec3 radii, Side side) {
    body::NewStructure made = structure(name, ellipsoid(centre, radii), body::System::bone, side);
    made.facts.name = name;
    return made;
}

/// A figure of ellipsoids with one bone a segment.
const std::vector<body::NewStructure>& figure() {
    static const std::vector<body::NewStructure> kFigure = [] {
        std::vector<body::NewStructure> out = {bone("mandible", {0, 0, 1600}, {70, 80, 100}, Side::midline),
                                         bone("sacrum", {0, 0, 1150}, {130, 90, 330}, Side::midline)};
        for (const Side side : {Side::left, Side::right}) {
            const float x = side == Side::left ? 1.0F : -1.0F;
            out.push_back(bone("humerus", {x * 230, 0, 1150}, {35, 35, 260}, side));
            out.push_back(bone("scaphoid", {x * 230, 0, 850}, {25, 12, 60}, side));
            out.push_back(bone("femur", {x * 90, 0, 500}, {60, 60, 400}, side));
            out.push_back(bone("calcaneus", {x * 90, -40, 60}, {35, 100, 40}, side));
        }
        return out;
    }();
    return kFigure;
}

const geometry::TriMesh& figuresSkin() {
    static const geometry::TriMesh kSkin = skinOver(figure());
    return kSkin;
}

Grid grownFrom(const std::function<float(vec3)>& value) {
    Grid grid({{-30, -30, -30}, {30, 30, 30}}, 3, 0);
    for (int z = 0; z < grid.count[2]; ++z)
        for (int y = 0; y < grid.count[1]; ++y)
            for (int x = 0; x < grid.count[0]; ++x) grid.values[grid.at(x, y, z)] = value(grid.place(x, y, z));
    return grid;
}

}  // namespace

TEST(DistanceGrid, distancesToOnePlaceAreTheirLengths) {
    Grid grid = grownFrom([](vec3 p) { return glm::length(p); });
    distancesToZeros(grid);
    for (const vec3 p : {vec3(12, 0, 0), vec3(-9, 12, 0), vec3(6, -12, 12)}) {
        const auto [i, j, k] = grid.nearest(p);
        EXPECT_NEAR(grid.values[grid.at(i, j, k)], glm::length(p), 1e-3);
    }
}

TEST(DistanceGrid, hollowIsNotOutside) {
    const Grid grid = grownFrom([](vec3 p) { return std::abs(glm::length(p) - 18); });
    const Grid open = outside(grid, [](float d) { return d > 4; });
    const auto [i, j, k] = open.nearest({0, 0, 0});
    EXPECT_GT(open.values[open.at(i, j, k)], 0);
    EXPECT_EQ(open.values[0], 0);
}

TEST(DistanceGrid, zeroSurfaceOfABallIsClosedOutwardAndOfItsSize) {
    const geometry::TriMesh ball = zeroSurface(grownFrom([](vec3 p) { return 20 - glm::length(p); }));
    EXPECT_EQ(openEdges(ball), 0U);
    EXPECT_EQ(eulerNumber(ball), 2);
    EXPECT_NEAR(geometry::signedVolume(ball), 33510, 1000);
}

TEST(Skin, coversEveryBoneWithItsLayer) {
    EXPECT_EQ(openEdges(figuresSkin()), 0U);
    double solid = 0;
    for (const body::NewStructure& part : figure()) solid += geometry::signedVolume(part.mesh);
    EXPECT_GT(geometry::signedVolume(figuresSkin()), solid);
    const NearestTriangle nearest(figuresSkin());
    EXPECT_NEAR(nearest.distance({0, 90, 1150}), 6.5, 2.5);   // over the trunk
    EXPECT_NEAR(nearest.distance({265, 0, 1150}), 4.5, 2.0);  // over the arm
}

TEST(Skin, legsAreNotJoinedBelowTheTrunk) {
    EXPECT_GT(NearestTriangle(figuresSkin()).distance({0, 0, 450}), 10.0F);
}

TEST(Skin, bodyWithoutLegsHasNone) {
    std::vector<body::NewStructure> source = figure();
    std::erase_if(source, [](const body::NewStructure& s) { return s.facts.name == "femur"; });
    EXPECT_TRUE(skinOver(source).indices.empty());
}

}  // namespace myochart::builtin::measured
