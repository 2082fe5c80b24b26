#include <gtest/gtest.h>

#include <cmath>

#include "geometry/winding.h"

namespace myochart::geometry {

namespace {

TriMesh box(vec3 from, vec3 to) {
    TriMesh mesh;
    for (unsigned i = 0; i < 8; ++i)
        mesh.positions.push_back({i & 1 ? to.x : from.x, i & 2 ? to.y : from.y, i & 4 ? to.z : from.z});
    mesh.indices = {0, 2, 1, 1, 2, 3, 4, 5, 6, 5, 7, 6, 0, 1, 4, 1, 5, 4,
                    2, 6, 3, 3, 6, 7, 0, 4, 2, 2, 4, 6, 1, 3, 5, 3, 7, 5};
    return mesh;
}

void turn(TriMesh& mesh, size_t triangle) {
    std::swap(mesh.indices[3 * triangle + 1], mesh.indices[3 * triangle + 2]);
}

TriMesh turned(TriMesh mesh) {
    for (size_t t = 0; t < mesh.triangleCount(); ++t) turn(mesh, t);
    return mesh;
}

TriMesh together(TriMesh a, const TriMesh& b) {
    const auto first = static_cast<std::uint32_t>(a.positions.size());
    a.positions.insert(a.positions.end(), b.positions.begin(), b.positions.end());
    for (const std::uint32_t i : b.indices) a.indices.push_back(first + i);
    return a;
}

const TriMesh kBox = box({0, 0, 0}, {2, 3, 4});

}  // namespace

TEST(Winding, soundMeshStaysAsItIs) {
    TriMesh mesh = kBox;
    const Winding found = mendWinding(mesh);
    EXPECT_EQ(found.turned, 0U);
    EXPECT_EQ(found.parts, 1U);
    EXPECT_EQ(mesh.indices, kBox.indices);
    EXPECT_TRUE(found.sheets.empty());
}

TEST(Winding, insideOutPieceIsTurnedWholly) {
    TriMesh mesh = turned(kBox);
    const Winding found = mendWinding(mesh);
    EXPECT_EQ(found.turnedParts, 1U);
    EXPECT_NEAR(signedVolume(mesh), 24, 1e-9);
    TriMesh two = together(kBox, turned(box({10, 0, 0}, {11, 1, 1})));
    EXPECT_EQ(mendWinding(two).turnedParts, 1U);
    EXPECT_NEAR(signedVolume(two), 25, 1e-9);
}

TEST(Winding, pieceThatTouchesALargerOneAtACornerIsTurnedByItself) {
    TriMesh mesh = together(kBox, turned(box({2, 3, 4}, {3, 4, 5})));
    const Winding found = mendWinding(mesh);
    EXPECT_EQ(found.parts, 2U);
    EXPECT_EQ(found.turnedParts, 1U);
    EXPECT_NEAR(signedVolume(mesh), 25, 1e-9);
}

TEST(Winding, pieceInsideOutButForOneTriangleIsTurnedButForThat) {
    TriMesh mesh = turned(kBox);
    turn(mesh, 5);
    const Winding found = mendWinding(mesh);
    EXPECT_EQ(found.turned, 11U);
    EXPECT_EQ(mesh.indices, kBox.indices);
}

TEST(Winding, triangleWithoutAreaIsNoSheet) {
    TriMesh mesh = turned(kBox);
    mesh.indices.insert(mesh.indices.end(), {0, 1, 1});
    const Winding found = mendWinding(mesh);
    EXPECT_TRUE(found.sheets.empty());
    EXPECT_EQ(found.turned, 12U);
}

TEST(Winding, singleTrianglesFollowTheirNeighboursAlsoInASoup) {
    TriMesh mesh = kBox;
    turn(mesh, 3);
    turn(mesh, 8);
    TriMesh soup;
    for (const std::uint32_t i : mesh.indices) {
        soup.indices.push_back(static_cast<std::uint32_t>(soup.positions.size()));
        soup.positions.push_back(mesh.positions[i]);
    }
    for (TriMesh* one : {&mesh, &soup}) {
        EXPECT_EQ(mendWinding(*one).turned, 2U);
        EXPECT_NEAR(signedVolume(*one), 24, 1e-9);
    }
}

TEST(Winding, hollowKeepsFacingInwards) {
    const TriMesh hollow = together(kBox, turned(box({0.5F, 0.5F, 0.5F}, {1.5F, 2.5F, 3.5F})));
    TriMesh sound = hollow, inverse = turned(hollow);
    EXPECT_EQ(mendWinding(sound).turned, 0U);
    mendWinding(inverse);
    EXPECT_NEAR(signedVolume(sound), 24 - 6, 1e-9);
    EXPECT_NEAR(signedVolume(inverse), 24 - 6, 1e-9);
}

TEST(Winding, boxWithASmallHoleIsTurnedAndASheetIsFound) {
    TriMesh holed = turned(box({0, 0, 0}, {1, 1, 20}));
    holed.indices.erase(holed.indices.begin(), holed.indices.begin() + 3);
    const Winding found = mendWinding(holed);
    EXPECT_EQ(found.turnedParts, 1U);
    EXPECT_TRUE(found.sheets.empty());
    TriMesh sheet{{{0, 0, 0}, {1, 0, 0}, {0, 1, 0}, {1, 1, 0}}, {0, 1, 2, 1, 3, 2}};
    const Winding flat = mendWinding(sheet);
    EXPECT_EQ(flat.sheets.size(), 2U);
    EXPECT_EQ(flat.sheetShare, 1);
    giveBacks(sheet, flat.sheets, 0.1F);
    ASSERT_EQ(sheet.triangleCount(), 4U);
    EXPECT_NEAR(triangleNormal(sheet, 0).z, 1, 1e-6);
    EXPECT_NEAR(triangleNormal(sheet, 2).z, -1, 1e-6);
    EXPECT_NEAR(sheet.positions[sheet.indices[0]].z, 0.1, 1e-6);
    EXPECT_NEAR(sheet.positions[sheet.indices[6]].z, -0.1, 1e-6);
}

TEST(Winding, whatHasNoOutsideIsLeft) {
    // A band with half a twist.
    TriMesh band;
    constexpr unsigned kSteps = 24;
    for (unsigned i = 0; i < kSteps; ++i) {
        const float turnRad = 6.2831853F * static_cast<float>(i) / kSteps, half = turnRad / 2;
        for (const float side : {-1.0F, 1.0F}) {
            const float r = 5 + side * std::cos(half);
            band.positions.push_back({r * std::cos(turnRad), r * std::sin(turnRad), side * std::sin(half)});
        }
    }
    for (unsigned i = 0; i < kSteps; ++i) {
        const bool last = i + 1 == kSteps;
        const unsigned a = 2 * i, b = 2 * i + 1, c = last ? 1 : 2 * i + 2, d = last ? 0 : 2 * i + 3;
        band.indices.insert(band.indices.end(), {a, c, b, b, c, d});
    }
    const auto before = band.indices;
    EXPECT_EQ(mendWinding(band).turned, 0U);
    EXPECT_EQ(band.indices, before);
}

}  // namespace myochart::geometry
