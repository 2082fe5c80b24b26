#include <gtest/gtest.h>

#define GLFW_INCLUDE_NONE
#include <GLFW/glfw3.h>

#include "frame_rig.h"
#include "scene/section_view.h"
#include "workspace/effect_commands.h"
#include "workspace/section_pane.h"

namespace myochart::ui::test {

namespace {

/// Two views side by side with an axial section: the body on the left, the slice on the right.
class SliceBeside : public ::testing::Test {
  protected:
    void SetUp() override {
        program().view.options.selected = 0;
        rig_.key(GLFW_KEY_C);
        program().view.clearSelection();
        rig_.key(GLFW_KEY_2, kCtrl);
        rig_.pass(0.5);
    }
    workspace::Program& program() { return rig_.program(); }
    float mm() { return workspace::sectionMm(program().view); }
    Rect slicePane() const { return {{rig_.rect("body").centre().x + 4, rig_.rect("body").min.y}, rig_.rect("body").max}; }
    /// Where a point of the plane stands on the slice, in the window.
    vec2 onSlice(vec3 position) {
        const vec2 corner = paneRects(rig_.rect("body"), 2, 1)[1].min;
        return corner + workspace::sliceCamera(program().view).project(position, program().view.viewport).value_or(vec2(-1e4F));
    }
    explicit SliceBeside(FrameRig::Setup setup = {}) : rig_(setup) {}
    FrameRig rig_;
};

class DrawnSlice : public SliceBeside {
  protected:
    DrawnSlice() : SliceBeside({.gl = true}) {}
};

}  // namespace

TEST_F(SliceBeside, theSliceHasItsLettersAndItsPlace) {
    EXPECT_EQ(rig_.fact("slice.left"), "R");
    EXPECT_EQ(rig_.fact("slice.right"), "L");
    EXPECT_EQ(rig_.fact("slice.top"), "A");
    EXPECT_EQ(rig_.fact("slice.bottom"), "P");
    EXPECT_EQ(rig_.fact("view.1"), "Axial");
    rig_.key(GLFW_KEY_C);
    EXPECT_EQ(rig_.fact("slice.left") + rig_.fact("slice.right") + rig_.fact("slice.top") + rig_.fact("slice.bottom"), "APSI");
    rig_.key(GLFW_KEY_C);
    EXPECT_EQ(rig_.fact("slice.left") + rig_.fact("slice.right") + rig_.fact("slice.top") + rig_.fact("slice.bottom"), "RLSI");
}

TEST_F(SliceBeside, theWheelGoesThroughTheSlicesAndZoomsWithCtrl) {
    const float before = mm(), away = workspace::sliceCamera(program().view).distanceMm, body = program().view.camera.distanceMm;
    const vec2 at = slicePane().centre();
    rig_.wheel(at, 3);
    EXPECT_FLOAT_EQ(mm(), before + 6);
    EXPECT_EQ(workspace::sliceCamera(program().view).distanceMm, away);
    rig_.wheel(at, 2, kCtrl);
    EXPECT_FLOAT_EQ(mm(), before + 6);
    EXPECT_LT(workspace::sliceCamera(program().view).distanceMm, away * 0.8F);
    EXPECT_EQ(program().view.camera.distanceMm, body) << "the body stays";
    EXPECT_EQ(rig_.fact("activePane"), "0");
}

TEST_F(SliceBeside, aDragMovesThePictureAndADoubleClickFillsTheViewAgain) {
    const vec3 before = workspace::sliceCamera(program().view).target;
    const scene::Camera body = program().view.camera;
    rig_.drag(slicePane().centre(), slicePane().centre() + vec2(60, 0));
    const vec3 after = workspace::sliceCamera(program().view).target;
    EXPECT_LT(after.x, before.x - 5) << "the picture follows the pointer";
    EXPECT_FLOAT_EQ(program().view.camera.azimuthRad, body.azimuthRad);
    rig_.input().click(slicePane().centre(), rig_.now());
    rig_.input().click(slicePane().centre(), rig_.now() + 0.1);
    rig_.pass(0.3);
    EXPECT_NEAR(workspace::sliceCamera(program().view).target.x, before.x, 0.01F);
}

TEST_F(SliceBeside, keysMoveItByOneAndTenMillimetres) {
    const float before = mm();
    rig_.key(GLFW_KEY_UP);
    EXPECT_FLOAT_EQ(mm(), before + 1);
    rig_.key(GLFW_KEY_PAGE_UP);
    EXPECT_FLOAT_EQ(mm(), before + 11);
    rig_.key(GLFW_KEY_DOWN);
    rig_.key(GLFW_KEY_PAGE_DOWN);
    EXPECT_FLOAT_EQ(mm(), before);
}

TEST_F(SliceBeside, theHandleMovesThePlaneAndEscPutsItBack) {
    const float before = mm();
    const vec2 handle = rig_.rect("section.handle").centre();
    const scene::Camera camera = program().view.camera;
    rig_.drag(handle, handle - vec2(0, 30));
    EXPECT_GT(mm(), before + 10) << "up on the screen is up on the body";
    EXPECT_LT(glm::length(rig_.rect("section.handle").centre() - (handle - vec2(0, 30))), 4) << "it stays under the pointer";
    EXPECT_EQ(program().view.camera.azimuthRad, camera.azimuthRad) << "the body does not turn";
    const float between = mm();
    rig_.drag(rig_.rect("section.handle").centre(), handle + vec2(0, 20), true);
    EXPECT_NE(mm(), between);
    rig_.key(GLFW_KEY_ESCAPE);
    EXPECT_FLOAT_EQ(mm(), between);
    rig_.release(handle);
    EXPECT_FLOAT_EQ(mm(), between);
}

TEST_F(SliceBeside, millimetresAreTypedAndWhatIsNoneIsToldAtTheField) {
    rig_.click("tool.section");
    rig_.pass(0.1);
    const auto type = [&](const char* text) {
        rig_.click("section.mm");
        rig_.key(GLFW_KEY_A, kCtrl);
        rig_.type(text);
        rig_.key(GLFW_KEY_ENTER);
    };
    type("250");
    EXPECT_FLOAT_EQ(mm(), 250);
    type("99999");
    EXPECT_FLOAT_EQ(mm(), program().bodies.current()->bounds().max.z) << "as far as the body reaches";
    type("much");
    EXPECT_FLOAT_EQ(mm(), program().bodies.current()->bounds().max.z);
}

TEST_F(SliceBeside, theViewOfItsOwnIsAChoiceAndSoIsTheCutBody) {
    rig_.click("tool.section");
    rig_.pass(0.1);
    EXPECT_FALSE(workspace::bodyIsCut(program().view));
    rig_.click("section.cutsBody");
    EXPECT_TRUE(workspace::bodyIsCut(program().view));
    rig_.click("section.ownView");
    EXPECT_FALSE(workspace::sectionPane(program().view));
    EXPECT_EQ(rig_.fact("panes"), "2") << "two views of the body again";
    rig_.key(GLFW_KEY_ESCAPE);
    rig_.key(GLFW_KEY_1, kCtrl);
    rig_.click("tool.section");
    rig_.pass(0.1);
    rig_.click("section.ownView");
    rig_.pass(0.1);
    EXPECT_EQ(workspace::sectionPane(program().view), 1U) << "asked for with one view, it makes room";
}

TEST_F(DrawnSlice, hoverNamesAndAClickSelectsWhatIsCut) {
    const vec3 left = program().bodies.current()->structure(*program().bodies.current()->find("left_soleus")).bounds.centre();
    const vec2 at = onSlice({left.x + 28, left.y, mm()});  // beside the tibia
    rig_.picture();
    rig_.moveTo(at);
    rig_.pass(0.1);
    EXPECT_EQ(rig_.fact("hovered"), "left_soleus");
    rig_.click(at);
    EXPECT_EQ(rig_.fact("selectedStructure"), "left_soleus");
    rig_.click(slicePane().min + vec2(30, 120));
    EXPECT_EQ(rig_.fact("selectedStructure"), "") << "beside it nothing";
}

TEST_F(DrawnSlice, aSiteNearThePlaneIsSelectedOnTheSlice) {
    rig_.openVisit();
    rig_.addMarkers(1);
    const record::Marker marker = program().record.session()->markers.front();
    program().view.clearSelection();
    workspace::setSectionMm(program().view, marker.anchor.position.z + 3);
    rig_.pass(0.3);
    const vec2 at = onSlice(scene::ontoPlane(program().view.options.effects.section, marker.anchor.position));
    rig_.click(at);
    EXPECT_EQ(rig_.fact("selectedMarkers"), marker.id.text);
    program().view.clearSelection();
    workspace::setSectionMm(program().view, marker.anchor.position.z + 30);
    rig_.pass(0.3);
    rig_.click(at);
    EXPECT_EQ(rig_.fact("selectedMarkers"), "");
}

}  // namespace myochart::ui::test
