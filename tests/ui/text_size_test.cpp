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

void expectLikeAFreshWindow(FrameRig& rig, const std::string& when) {
    FrameRig fresh(drawn());
    fresh.ws().settings().uiScale = rig.ws().settings().uiScale;
    fresh.ws().settings().leftPanel = rig.ws().settings().leftPanel;
    fresh.ws().settings().rightPanel = rig.ws().settings().rightPanel;
    const render::Image wanted = fresh.picture();
    const auto difference = render::compare(wanted, rig.picture());
    EXPECT_LT(difference.differingShare, 0.002) << when;
}

}  // namespace

TEST(TextSize, isChangedAsOftenAsOneLikesWithAndWithoutPanels) {
    FrameRig rig(drawn());
    rig.picture();
    for (const int key : {GLFW_KEY_EQUAL, GLFW_KEY_EQUAL, GLFW_KEY_MINUS, GLFW_KEY_0, GLFW_KEY_EQUAL}) {
        rig.key(key, kCtrl);
        expectLikeAFreshWindow(rig, "with panels");
    }
    rig.key(GLFW_KEY_F2);
    rig.key(GLFW_KEY_F3);
    rig.picture();
    for (const int key : {GLFW_KEY_EQUAL, GLFW_KEY_MINUS, GLFW_KEY_0}) {
        rig.key(key, kCtrl);
        expectLikeAFreshWindow(rig, "without panels");
    }
    rig.key(GLFW_KEY_F2);
    rig.key(GLFW_KEY_F3);
    expectLikeAFreshWindow(rig, "panels shown again");
}

}  // namespace myochart::ui::test
