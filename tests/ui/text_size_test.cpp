#include <gtest/gtest.h>

#define GLFW_INCLUDE_NONE
#include <GLFW/glfw3.h>

#include "frame_rig.h"

namespace myochart::ui::test {

namespace {

FrameRig::Setup drawn() {
    FrameRig::Setup setup;
    setup.gl = true;
    setup.body = false;
    return setup;
}

struct Shot {
    std::string when;
    float uiScale;
    bool left, right;
    render::Image image;
};

Shot shotOf(FrameRig& rig, std::string when) {
    const auto& settings = rig.program().settings;
    return {std::move(when), settings.uiScale, settings.leftPanel, settings.rightPanel, rig.picture()};
}

void expectLikeAFreshWindow(const Shot& shot) {
    FrameRig fresh(drawn());
    fresh.program().settings.uiScale = shot.uiScale;
    fresh.program().settings.leftPanel = shot.left;
    fresh.program().settings.rightPanel = shot.right;
    EXPECT_LT(render::compare(fresh.picture(), shot.image).differingShare, 0.002) << shot.when;
}

}  // namespace

TEST(TextSize, isChangedAsOftenAsOneLikesWithAndWithoutPanels) {
    std::vector<Shot> shots;
    {
        FrameRig rig(drawn());
        rig.picture();
        for (const int key : {GLFW_KEY_EQUAL, GLFW_KEY_EQUAL, GLFW_KEY_MINUS, GLFW_KEY_0, GLFW_KEY_EQUAL}) {
            rig.key(key, kCtrl);
            shots.push_back(shotOf(rig, "with panels"));
        }
        rig.key(GLFW_KEY_F2);
        rig.key(GLFW_KEY_F3);
        rig.picture();
        for (const int key : {GLFW_KEY_EQUAL, GLFW_KEY_MINUS, GLFW_KEY_0}) {
            rig.key(key, kCtrl);
            shots.push_back(shotOf(rig, "without panels"));
        }
        rig.key(GLFW_KEY_F2);
        rig.key(GLFW_KEY_F3);
        shots.push_back(shotOf(rig, "panels shown again"));
    }
    EXPECT_NE(shots[0].uiScale, shots[1].uiScale);
    for (const Shot& shot : shots) expectLikeAFreshWindow(shot);
}

}  // namespace myochart::ui::test
