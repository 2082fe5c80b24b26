#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "render/draw_plan.h"
#include "stage.h"

using namespace myochart;
using namespace myochart::render;

namespace {

class DrawPlanning : public testing::Test {
  protected:
    void SetUp() override {
        body = test::bodyOf(folder / "body.cache", test::limb());
        for (std::uint32_t i = 0; i < body->structures().size(); ++i) {
            scene::StructureItem item;
            item.structure = i;
            scene.structures.push_back(item);
        }
        camera = scene::standardView(scene::StandardView::anterior, body->bounds(), viewport);
    }
    std::uint32_t levelOf(std::string_view key, const DrawPlan& plan) const {
        for (const auto& planned : plan.solid) {
            if (body->find(key) == planned.structure) return planned.level;
        }
        ADD_FAILURE() << key << " is not in the plan";
        return 0;
    }

    test::TestFolder folder;
    std::shared_ptr<const body::Body> body;
    scene::Scene scene;
    scene::Camera camera;
    scene::Viewport viewport{640, 480};
};

TEST_F(DrawPlanning, everythingInViewIsPlannedFrontToBack) {
    const DrawPlan plan = planDraw(*body, scene, camera, viewport, 0.5F);
    ASSERT_EQ(plan.solid.size(), 5U);
    EXPECT_TRUE(std::is_sorted(plan.solid.begin(), plan.solid.end(), [](auto& a, auto& b) { return a.depthMm < b.depthMm; }));
    EXPECT_TRUE(plan.ghosts.empty());
}

TEST_F(DrawPlanning, whatLiesBesideOrBehindIsLeftOut) {
    camera.target = {0, 0, 600};
    camera.distanceMm = 400;
    EXPECT_TRUE(planDraw(*body, scene, camera, viewport, 0.5F).solid.empty());
    camera.target = {0, -900, 0};
    camera.distanceMm = 300;
    EXPECT_TRUE(planDraw(*body, scene, camera, viewport, 0.5F).solid.size() == 5U) << "still before the eye";
    camera.azimuthRad = 3.14159F;
    EXPECT_TRUE(planDraw(*body, scene, camera, viewport, 0.5F).solid.empty());
}

TEST_F(DrawPlanning, levelIsCoarserFromAfarAndItsErrorStaysWithinTheTolerance) {
    for (const float distance : {300.0F, 1000.0F, 3000.0F, 20000.0F}) {
        camera.distanceMm = distance;
        const DrawPlan plan = planDraw(*body, scene, camera, viewport, 0.5F);
        for (const auto& planned : plan.solid) {
            const auto& structure = body->structure(planned.structure);
            const float nearest = planned.depthMm;
            const float mmPerPixel = 2 * std::tan(camera.fovRad / 2) / 480 * nearest;
            EXPECT_LE(structure.levels[planned.level].errorMm, 0.5F * mmPerPixel);
        }
    }
    camera.distanceMm = 300;
    const std::uint32_t close = levelOf("back", planDraw(*body, scene, camera, viewport, 0.5F));
    camera.distanceMm = 20000;
    EXPECT_GT(levelOf("back", planDraw(*body, scene, camera, viewport, 0.5F)), close);
}

TEST_F(DrawPlanning, ghostsComeBackToFrontAndInvisibleOnesNotAtAll) {
    for (auto& item : scene.structures) item.opacity = 0.4F;
    scene.structures[0].opacity = 0;
    const DrawPlan plan = planDraw(*body, scene, camera, viewport, 0.5F);
    EXPECT_TRUE(plan.solid.empty());
    ASSERT_EQ(plan.ghosts.size(), 4U);
    EXPECT_TRUE(std::is_sorted(plan.ghosts.begin(), plan.ghosts.end(), [](auto& a, auto& b) { return a.depthMm > b.depthMm; }));
}

TEST_F(DrawPlanning, boxHoldsEveryVertex) {
    camera.azimuthRad = 0.7F;
    camera.elevationRad = 0.4F;
    const DrawPlan plan = planDraw(*body, scene, camera, viewport, 0.5F);
    for (const auto& structure : body->structures()) {
        for (const auto& vertex : body->vertices(structure.levels[0])) {
            const auto pixel = camera.project(body->position(vertex), viewport);
            ASSERT_TRUE(pixel);
            const float fromBelow = 479 - pixel->y;
            ASSERT_GE(pixel->x, static_cast<float>(plan.box.x));
            ASSERT_LE(pixel->x, static_cast<float>(plan.box.x + plan.box.width));
            ASSERT_GE(fromBelow, static_cast<float>(plan.box.y));
            ASSERT_LE(fromBelow, static_cast<float>(plan.box.y + plan.box.height));
        }
    }
}

TEST(PixelBoxes, uniteAndGrow) {
    EXPECT_EQ(unite({}, {3, 4, 5, 6}), (PixelBox{3, 4, 5, 6}));
    EXPECT_EQ(unite({0, 0, 2, 2}, {10, 20, 5, 5}), (PixelBox{0, 0, 15, 25}));
    EXPECT_EQ(grown({2, 50, 10, 10}, 5, {100, 60}), (PixelBox{0, 45, 17, 15}));
    EXPECT_TRUE(grown({}, 5, {100, 60}).empty());
}

TEST(PixelBoxes, boxThatReachesBehindTheEyeCoversThePicture) {
    scene::Camera camera;
    camera.distanceMm = 10;
    Box box;
    box.add(vec3(-50));
    box.add(vec3(50));
    const mat4 clip = camera.projectionMatrix({200, 100}, box) * camera.viewMatrix();
    EXPECT_EQ(pixelBox(box, clip, {200, 100}, 0), (PixelBox{0, 0, 200, 100}));
}

}  // namespace
