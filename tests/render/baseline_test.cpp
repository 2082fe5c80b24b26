#include <fmt/format.h>

#include <cstdlib>

#include "stage.h"
#include "support/test_folder.h"

using namespace myochart;
using namespace myochart::render;

namespace {

// Pictures somebody looked at. With MYOCHART_WRITE_BASELINES=1 in the environment they are made anew: look at them again.
class Baselines : public test::Stage {
  protected:
    void SetUp() override {
        Stage::SetUp();
        options.viewport = {480, 480};
        camera = scene::standardView(scene::StandardView::anterior, body->bounds(), options.viewport);
    }

    // Drivers round differently, so a few edge pixels may differ: 0.5 % by more than 8 levels.
    void expectLike(const std::string& name) {
        const Image now = picture();
        const Path baseline = myochart::test::sourceFolder() / "tests/render/baselines" / (name + ".png");
        if (std::getenv("MYOCHART_WRITE_BASELINES") != nullptr) {
            ASSERT_TRUE(writePng(now, baseline));
        }
        const auto wanted = readPng(baseline);
        ASSERT_TRUE(wanted) << wanted.error().message;
        ASSERT_EQ(wanted->width, now.width);
        ASSERT_EQ(wanted->height, now.height);
        const ImageDifference difference = compare(now, *wanted);
        if (difference.differingShare <= 0.005) return;
        const Path kept = myochart::test::buildFolder() / "tests" / fmt::format("failed-{}.png", name);
        const auto written = writePng(now, kept);
        ADD_FAILURE() << name << ": " << difference.differingShare * 100 << " % of the pixels differ, worst by " << difference.worst
                      << "; the picture is kept in " << (written ? shown(kept) : "nothing");
    }
};

TEST_F(Baselines, limbFromTheFront) { expectLike("limb_front"); }

TEST_F(Baselines, limbWhileTurning) {
    options.samples = 0;
    camera.azimuthRad = 2.5F;
    camera.elevationRad = 0.3F;
    expectLike("limb_turning");
}

TEST_F(Baselines, closeUpWithSelectionAndHover) {
    camera.distanceMm *= 0.4F;
    camera.azimuthRad = 0.5F;
    item("left_front").selected = true;
    item("right_front").hovered = true;
    expectLike("limb_selected");
}

TEST_F(Baselines, ghostsOnDarkGround) {
    scene.dark = true;
    scene.groundTop = vec3(0.153F, 0.176F, 0.204F);
    scene.groundBottom = vec3(0.106F, 0.125F, 0.145F);
    for (auto& one : scene.structures) one.opacity = 0.3F;
    item("bone").opacity = 1;
    expectLike("limb_ghosts");
}

TEST_F(Baselines, markersOfEveryType) {
    float z = 100;
    for (const auto type : {record::MarkerType::active, record::MarkerType::latent, record::MarkerType::satellite,
                            record::MarkerType::tender, record::MarkerType::needle}) {
        addMarker(type, {30, -40, z}, glm::normalize(vec3(0.7F, -0.7F, 0.2F)));
        addMarker(type, {-30, 60, z}, {0, 1, 0});
        addMarker(type, {70, -40, z}, {0, -1, 0}).selected = true;
        z -= 50;
    }
    expectLike("markers");
}

}  // namespace
