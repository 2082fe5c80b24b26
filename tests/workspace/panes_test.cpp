#include "workspace/panes.h"

#include <gtest/gtest.h>

#include <numbers>

namespace myochart::workspace {

namespace {

constexpr float kHalf = std::numbers::pi_v<float>;

}  // namespace

TEST(Panes, twoLookFromOppositeSidesAtTheSamePoint) {
    scene::Camera camera;
    camera.target = {10, 20, 30};
    Panes panes;
    EXPECT_EQ(panes.count(), 1U);
    panes.show(2, camera);
    ASSERT_EQ(panes.count(), 2U);
    const scene::Camera back = panes.camera(1, camera);
    EXPECT_NEAR(back.azimuthRad, kHalf, 1e-6F);
    EXPECT_EQ(back.target, camera.target);
    EXPECT_LT(glm::dot(back.forward(), camera.forward()), -0.999F);
}

TEST(Panes, theActiveOneIsTurnedAndAllAreZoomed) {
    scene::Camera camera;
    Panes panes;
    panes.show(4, camera);
    panes.activate(2, camera);
    EXPECT_NEAR(camera.azimuthRad, kHalf / 2, 1e-6F) << "the third looks from the left";
    camera.azimuthRad += 0.3F;
    camera.distanceMm = 700;
    camera.target = {1, 2, 3};
    EXPECT_NEAR(panes.camera(0, camera).azimuthRad, 0, 1e-6F) << "the others keep their side";
    EXPECT_EQ(panes.camera(0, camera).distanceMm, 700);
    EXPECT_EQ(panes.camera(3, camera).target, camera.target);
    panes.activate(0, camera);
    EXPECT_NEAR(camera.azimuthRad, 0, 1e-6F);
    EXPECT_NEAR(panes.camera(2, camera).azimuthRad, kHalf / 2 + 0.3F, 1e-6F) << "as it was left";
}

TEST(Panes, backToOneKeepsTheActiveView) {
    scene::Camera camera;
    Panes panes;
    panes.show(4, camera);
    panes.activate(3, camera);
    const float azimuth = camera.azimuthRad;
    panes.show(1, camera);
    EXPECT_EQ(panes.count(), 1U);
    EXPECT_EQ(panes.active(), 0U);
    EXPECT_EQ(panes.camera(0, camera).azimuthRad, azimuth);
    panes.activate(5, camera);
    EXPECT_EQ(panes.active(), 0U) << "no such pane";
}

}  // namespace myochart::workspace
