#include "geometry/tri_mesh.h"

#include <gtest/gtest.h>

#include <numbers>

#include "geometry/sample_meshes.h"

namespace myochart::geometry {

using namespace test;

TEST(TriMesh, volumeOfACubeIsExactAndItsSignTellsTheWinding) {
    TriMesh mesh = cube({1000, -2000, 900});
    EXPECT_NEAR(signedVolume(mesh), 8.0, 1e-9);
    for (size_t i = 0; i < mesh.indices.size(); i += 3) std::swap(mesh.indices[i], mesh.indices[i + 1]);
    EXPECT_NEAR(signedVolume(mesh), -8.0, 1e-9);
    EXPECT_EQ(signedVolume(MeshView{}), 0.0);
}

TEST(TriMesh, volumeOfAFineBallComesNearTheSphere) {
    std::mt19937 random(1);
    const TriMesh mesh = ball({5, 6, 7}, 10, 5, 0, random);
    EXPECT_NEAR(signedVolume(mesh) / (4.0 / 3 * std::numbers::pi * 1000), 1.0, 0.003);
}

TEST(TriMesh, normalsPointOutwardAndHaveLengthOne) {
    std::mt19937 random(2);
    const TriMesh mesh = ball({}, 50, 3, 0, random);
    const auto normals = vertexNormals(mesh);
    ASSERT_EQ(normals.size(), mesh.positions.size());
    for (size_t i = 0; i < normals.size(); ++i) {
        EXPECT_NEAR(glm::length(normals[i]), 1.0F, 1e-5F);
        EXPECT_GT(glm::dot(normals[i], glm::normalize(mesh.positions[i])), 0.99F);
    }
    for (size_t t = 0; t < mesh.triangleCount(); ++t)
        EXPECT_GT(glm::dot(triangleNormal(mesh, t), MeshView(mesh).corner(t, 0)), 0.0F);
}

TEST(TriMesh, vertexNormalsWeighByArea) {
    // A wide floor and a narrow wall share the edge (0,0,0)-(0,1,0): the floor wins.
    const TriMesh mesh{{{0, 0, 0}, {0, 1, 0}, {100, 0, 0}, {0, 0, 1}}, {0, 2, 1, 0, 1, 3}};
    EXPECT_GT(vertexNormals(mesh)[0].z, 0.99F);
}

TEST(TriMesh, triangleWithoutAreaHasAStandInNormal) {
    const TriMesh mesh{{{0, 0, 0}, {1, 0, 0}, {2, 0, 0}}, {0, 1, 2}};
    EXPECT_EQ(triangleNormal(mesh, 0), vec3(0, 0, 1));
    EXPECT_EQ(vertexNormals(mesh)[1], vec3(0, 0, 1));
}

TEST(TriMesh, weldingMergesEqualPositionsAndKeepsTheVolume) {
    const TriMesh whole = cube();
    TriMesh apart;
    for (const std::uint32_t i : whole.indices) {
        apart.indices.push_back(static_cast<std::uint32_t>(apart.positions.size()));
        apart.positions.push_back(whole.positions[i]);
    }
    const TriMesh welded = weld(apart);
    EXPECT_EQ(welded.positions.size(), 8U);
    EXPECT_EQ(welded.triangleCount(), 12U);
    EXPECT_NEAR(signedVolume(welded), 8.0, 1e-12);
}

TEST(TriMesh, weldingTreatsMinusZeroAsZeroAndDropsFlatTriangles) {
    const TriMesh mesh{{{0, 0, 0}, {1, 0, 0}, {0, 1, 0}, {-0.0F, 0, 0}, {2, 0, 0}, {0, 0, 9}}, {0, 1, 2, 3, 2, 1, 0, 1, 4, 1, 1, 2}};
    const TriMesh welded = weld(mesh);
    EXPECT_EQ(welded.triangleCount(), 2U);
    EXPECT_EQ(welded.positions.size(), 3U);
}

TEST(TriMesh, boundsHoldEveryPosition) {
    const Box box = bounds(cube({3, 4, 5}));
    EXPECT_EQ(box.min, vec3(2, 3, 4));
    EXPECT_EQ(box.max, vec3(4, 5, 6));
    EXPECT_TRUE(bounds(MeshView{}).empty());
}

}  // namespace myochart::geometry
