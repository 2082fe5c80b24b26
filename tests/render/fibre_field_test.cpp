#include <gtest/gtest.h>

#include <cmath>

#include "render/shapes.h"
#include "render/fibre_field.h"
#include "render/fibre_noise.h"
#include "render/told_fibres.h"
#include "support/test_folder.h"

using namespace myochart;
using namespace myochart::render;

namespace {

constexpr float kDegree = 0.0174533F;

FibreField fieldOf(geometry::TriMesh mesh) {
    const test::TestFolder folder;
    std::vector<body::NewStructure> all;
    all.push_back(test::structure("muscle", body::System::muscle, std::move(mesh)));
    return fibreField(*test::bodyOf(folder / "body.cache", std::move(all)), 0);
}

TEST(FibreFields, followTheGroovesAcrossTheLongAxis) {
    for (const float angle : {10.0F, 35.0F, 70.0F, -50.0F}) {
        const FibreField field = fieldOf(test::groovedSheet(200, 90, angle * kDegree));
        const vec3 along(std::cos(angle * kDegree), 0, std::sin(angle * kDegree));
        EXPECT_GT(std::abs(glm::dot(field.u, along)), std::cos(4 * kDegree)) << angle;
        EXPECT_NEAR(glm::dot(field.u, field.v), 0, 1e-4);
        EXPECT_NEAR(glm::length(glm::cross(field.u, field.v) - field.w), 0, 1e-4);
    }
}

TEST(FibreFields, parallelGroovesNeitherBendNorSpread) {
    const FibreField field = fieldOf(test::groovedSheet(200, 90, 0));
    EXPECT_NEAR(field.spread[0].x, 1, 0.1);
    EXPECT_NEAR(field.spread[1].x, 0, 0.1);
    EXPECT_NEAR(field.middle[1].x / field.halfLengthMm, 0, 0.05);
}

TEST(FibreFields, drawTogetherWhereTheGroovesDo) {
    const FibreField field = fieldOf(test::groovedSheet(200, 90, 0, 1.2F));
    const auto spreadAt = [&](float x) { return field.spread[0].x + x * (field.spread[1].x + x * field.spread[2].x); };
    const float towardsPlusX = field.u.x > 0 ? 1.0F : -1.0F;
    EXPECT_LT(spreadAt(towardsPlusX), 0.75F * spreadAt(-towardsPlusX));
}

TEST(FibreFields, ofASpindleRunFromEndToEnd) {
    const FibreField field = fieldOf(test::spindle({0, 0, 100}, {20, 0, -100}, 18));
    EXPECT_GT(std::abs(glm::dot(field.u, glm::normalize(vec3(-20, 0, 200)))), std::cos(3 * kDegree));
    EXPECT_NEAR(field.halfLengthMm, 100, 4);
}

TEST(FibreFields, areThoseThatAreToldWhateverTheReliefSaysAndMirroredOnTheRight) {
    for (const Side side : {Side::left, Side::right}) {
        const test::TestFolder folder;
        std::vector<body::NewStructure> all;
        all.push_back(test::structure("gluteus", body::System::muscle, test::groovedSheet(200, 90, 0)));
        all[0].facts.muscleKey = "gluteus_maximus";
        all[0].facts.side = side;
        const FibreField field = fibreField(*test::bodyOf(folder / "body.cache", std::move(all)), 0);
        const float outwards = side == Side::left ? 1.0F : -1.0F;
        const vec3 downAndOutwards = glm::normalize(vec3(outwards, 0, -1));
        EXPECT_GT(std::abs(glm::dot(field.u, downAndOutwards)), std::cos(10 * kDegree));
        EXPECT_NEAR(glm::dot(field.u, field.v), 0, 1e-4);
        EXPECT_GT(field.halfLengthMm, 50);
    }
    EXPECT_FALSE(toldFibres("soleus", Side::left)) << "its relief tells";
}

TEST(FibreFields, ofABallFallBackToTheAddressFrame) {
    const test::TestFolder folder;
    std::vector<body::NewStructure> all;
    all.push_back(test::structure("ball", body::System::muscle, test::sphere({0, 0, 0}, 30)));
    const auto body = test::bodyOf(folder / "body.cache", std::move(all));
    EXPECT_EQ(fibreField(*body, 0).u, body->structure(0).frame.u);
}

TEST(FibreNoise, isTheSameEveryTimeAndCentred) {
    const auto texels = fibreNoise();
    ASSERT_EQ(texels.size(), size_t{kFibreNoiseWidth} * kFibreNoiseHeight);
    EXPECT_EQ(texels, fibreNoise());
    double sum = 0;
    for (const auto texel : texels) sum += texel;
    EXPECT_NEAR(sum / static_cast<double>(texels.size()), 128, 1);
}

TEST(FibreNoise, repeatsWithoutASeam) {
    const auto texels = fibreNoise();
    const auto at = [&](int x, int y) { return int{texels[static_cast<size_t>(y * kFibreNoiseWidth + x)]}; };
    double inside = 0, seam = 0;
    for (int y = 0; y < kFibreNoiseHeight; ++y) {
        inside += std::abs(at(100, y) - at(101, y));
        seam += std::abs(at(kFibreNoiseWidth - 1, y) - at(0, y));
    }
    EXPECT_LT(seam, 4 * inside + 4 * kFibreNoiseHeight);
}

TEST(FibreNoise, halvingKeepsTheMean) {
    const std::vector<std::uint8_t> texels = {10, 20, 30, 40, 50, 60, 70, 80};
    EXPECT_EQ(halved(texels, 4, 2), (std::vector<std::uint8_t>{35, 55}));
    EXPECT_EQ(halved({7, 9}, 2, 1), (std::vector<std::uint8_t>{8}));
}

}  // namespace
