#include <gtest/gtest.h>

#define GLFW_INCLUDE_NONE
#include <GLFW/glfw3.h>

#include "frame_rig.h"
#include "render/image.h"
#include "scene/build_scene.h"
#include "support/test_folder.h"
#include "workspace/effect_commands.h"
#include "workspace/presets.h"

namespace myochart::ui::test {

namespace {

const vec3 kBoxUnderTools(90, -10, 300);

class Tools : public ::testing::Test {
  protected:
    /// Presses a tool and lets its popup come.
    void open(const std::string& tool) {
        rig_.click("tool." + tool);
        rig_.pass(0.1);
    }
    scene::ViewOptions& view() { return rig_.program().view.options; }
    FrameRig rig_;
};

}  // namespace

// --- the muscle's card

TEST_F(Tools, theCardShowsTheMusclesPointsAndAClickFliesThere) {
    rig_.click(rig_.onScreen(kBoxUnderTools));
    ASSERT_TRUE(rig_.has("structure.source.Origin")) << "facts with their source";
    const auto& places = rig_.frame().state().guides.places();
    ASSERT_FALSE(places.empty());
    const std::string key = places[0].point->key;
    EXPECT_FALSE(rig_.has("guide." + key)) << "nothing is shown unasked";
    rig_.click("structure.point." + key);
    rig_.pass(0.4);
    EXPECT_LT(glm::length(rig_.program().view.camera.target - places[0].position), 1);
    EXPECT_TRUE(rig_.has("guide." + key)) << "and it is shown there";
    EXPECT_LT(glm::length(rig_.rect("guide." + key).centre() - rig_.onScreen(places[0].position)), 2);
    EXPECT_EQ(rig_.program().record.session(), nullptr) << "a guide is no record";
}

TEST_F(Tools, allPointsOfTheMuscleComeAndGoByButtonAndKey) {
    view().selected = 0;
    rig_.pass();
    const size_t count = rig_.frame().state().guides.places().size();
    const auto shown = [&] {
        size_t n = 0;
        for (const auto& [name, rect] : rig_.frame().record().rects()) n += name.starts_with("guide.");
        return n;
    };
    ASSERT_GT(count, 0U);
    rig_.click("structure.teach");
    EXPECT_EQ(shown(), count);
    rig_.key(GLFW_KEY_P);
    EXPECT_EQ(shown(), 0U);
}

TEST_F(Tools, isolateAndGhostComeAndGoOnTheCard) {
    view().selected = 0;
    rig_.pass();
    rig_.click("structure.isolate");
    EXPECT_EQ(view().isolated, std::set<std::uint32_t>{0});
    EXPECT_FALSE(view().ghostOthers);
    rig_.click("structure.isolate");
    EXPECT_TRUE(view().isolated.empty()) << "pressed again it lets go";
    rig_.click("structure.ghost");
    EXPECT_TRUE(view().ghostOthers);
    EXPECT_EQ(view().isolated, std::set<std::uint32_t>{0});
}

TEST_F(Tools, aNeighbourIsSelectedFromTheCard) {
    view().selected = 0;
    rig_.pass();
    const vec2 overCard = rig_.rect("structure.isolate").max + vec2(0, 200);
    for (int i = 0; i < 60 && !rig_.has("structure.neighbour.left_tibia"); ++i) rig_.wheel(overCard, -2);
    rig_.click("structure.neighbour.left_tibia");
    EXPECT_EQ(rig_.fact("selectedStructure"), "left_tibia");
}

// --- the tree

class Tree : public Tools {
  protected:
    void SetUp() override {
        rig_.key(GLFW_KEY_S);
        rig_.key(GLFW_KEY_ESCAPE);
    }
};

TEST_F(Tree, groupsUnfoldRowsSelectAndADoubleClickCentres) {
    ASSERT_TRUE(rig_.has("tree.group.0"));
    rig_.click("tree.group.0");
    ASSERT_TRUE(rig_.has("tree.row.right_soleus"));
    const vec3 before = rig_.program().view.camera.target;
    rig_.click("tree.row.right_soleus");
    EXPECT_EQ(rig_.fact("selectedStructure"), "right_soleus");
    EXPECT_EQ(rig_.program().view.camera.target, before) << "one click leaves the view";
    const vec2 at = rig_.rect("tree.row.left_soleus").centre();
    rig_.input().click(at, rig_.now());
    rig_.input().click(at, rig_.now() + 0.15);
    rig_.pass(0.6);
    EXPECT_NEAR(rig_.program().view.camera.target.x, 90, 1);
}

TEST_F(Tree, theEyesHideAndShowOneAndAllAsStepsOfOneHistory) {
    rig_.click("tree.group.0");
    rig_.click("tree.row.left_soleus.eye");
    EXPECT_TRUE(view().hidden.contains(0));
    EXPECT_EQ(rig_.fact("selectedStructure"), "") << "the eye does not select";
    rig_.click("tree.row.left_soleus.eye");
    EXPECT_FALSE(view().hidden.contains(0));
    rig_.click("tree.group.0.eye");
    EXPECT_TRUE(view().hidden.contains(0) && view().hidden.contains(1));
    rig_.moveTo(rig_.rect("body").centre());
    rig_.key(GLFW_KEY_BACKSPACE);
    EXPECT_FALSE(view().hidden.contains(1)) << "one step back";
    rig_.key(GLFW_KEY_BACKSPACE, kShift);
    EXPECT_TRUE(view().hidden.contains(1)) << "and forward";
    rig_.click("tree.byLayer");
    rig_.click("tree.group.0.eye");
    rig_.click("tree.group.1.eye");
    EXPECT_FALSE(view().shows(anatomy::Layer::bone)) << "by layer the eye is the layer's switch";
}

TEST_F(Tree, arrowsWalkTheRowsWithoutMovingMarkers) {
    rig_.openVisit();
    rig_.addMarkers(1);
    const auto marker = rig_.program().record.session()->markers[0];
    rig_.click("tree.group.0");
    rig_.program().marks.select(marker.id);
    rig_.key(GLFW_KEY_DOWN);
    EXPECT_EQ(rig_.fact("selectedStructure"), "left_soleus");
    rig_.key(GLFW_KEY_DOWN);
    EXPECT_EQ(rig_.fact("selectedStructure"), "right_soleus");
    rig_.key(GLFW_KEY_SPACE);
    EXPECT_TRUE(view().hidden.contains(1)) << "space is the eye";
    rig_.key(GLFW_KEY_LEFT);
    rig_.key(GLFW_KEY_LEFT);
    EXPECT_FALSE(rig_.has("tree.row.left_soleus")) << "left folds";
    EXPECT_EQ(rig_.program().record.session()->markers[0].anchor.position, marker.anchor.position);
}

TEST_F(Tree, theSearchForgivesSpellingAndEnterCentres) {
    rig_.click("tree.search");
    rig_.type("soleuss right");
    ASSERT_TRUE(rig_.has("tree.row.right_soleus"));
    EXPECT_FALSE(rig_.has("tree.row.left_soleus"));
    rig_.key(GLFW_KEY_ENTER);
    rig_.pass(0.5);
    EXPECT_EQ(rig_.fact("selectedStructure"), "right_soleus");
    EXPECT_NEAR(rig_.program().view.camera.target.x, -90, 1);
}

TEST_F(Tree, whatIsClickedOnTheBodyIsUnfolded) {
    rig_.click(rig_.onScreen(kBoxUnderTools));
    EXPECT_TRUE(rig_.has("tree.row.left_soleus"));
    rig_.click("left.record");
    EXPECT_FALSE(rig_.has("tree.row.left_soleus"));
    EXPECT_TRUE(rig_.has("patients.new"));
}

// --- regions, sections, explode, x-ray

TEST_F(Tools, aRegionIsFramedBySideAndTheStandardViewsKeepToIt) {
    rig_.key(GLFW_KEY_R);
    rig_.pass(0.1);
    ASSERT_TRUE(rig_.has("region.leg.right"));
    rig_.click("region.leg.right");
    rig_.pass(0.4);
    EXPECT_NEAR(rig_.program().view.camera.target.x, -90, 1);
    rig_.key(GLFW_KEY_ESCAPE);
    rig_.key(GLFW_KEY_1);
    rig_.pass(0.4);
    EXPECT_NEAR(rig_.program().view.camera.target.x, -90, 1) << "the front of the right leg";
    EXPECT_EQ(rig_.fact("view"), "Front");
    rig_.key(GLFW_KEY_0);
    rig_.pass(0.4);
    EXPECT_NEAR(rig_.program().view.camera.target.x, 0, 1);
}

TEST_F(Tools, theSectionGoesThroughWhatIsSelectedAndFollowsTheSlider) {
    view().selected = 1;
    rig_.key(GLFW_KEY_C);
    EXPECT_EQ(workspace::sectionKind(view().effects.section), workspace::SectionKind::axial);
    EXPECT_NEAR(view().effects.section.origin.z, 300, 1);
    rig_.pass(0.4);
    EXPECT_GT(rig_.program().view.camera.elevationRad, 0.5F) << "the cut face is looked at, not along";
    open("section");
    const Rect track = rig_.rect("section.place");
    rig_.drag(track.centre(), {track.max.x, track.centre().y});
    EXPECT_NEAR(view().effects.section.origin.z, rig_.program().bodies.current()->bounds().max.z, 1);
    rig_.wheel(track.centre(), -1);
    EXPECT_NEAR(view().effects.section.origin.z, rig_.program().bodies.current()->bounds().max.z - 2, 0.1);
    rig_.click("section.here");
    EXPECT_NEAR(view().effects.section.origin.z, 300, 1);
    const bool flipped = view().effects.section.flipped;
    rig_.click("section.flip");
    EXPECT_NE(view().effects.section.flipped, flipped);
    rig_.click("section.2");
    EXPECT_EQ(workspace::sectionKind(view().effects.section), workspace::SectionKind::sagittal);
    rig_.click("section.0");
    EXPECT_FALSE(view().effects.section.on);
}

TEST_F(Tools, slidersMoveTheLayersApartAndKeysToo) {
    open("explode");
    const Rect track = rig_.rect("explode.amount");
    rig_.drag({track.min.x + 8, track.centre().y}, track.centre());
    EXPECT_NEAR(view().effects.explode, 0.5F, 0.05F);
    rig_.key(GLFW_KEY_ESCAPE);
    rig_.key(GLFW_KEY_E);
    EXPECT_EQ(view().effects.explode, 0);
    rig_.key(GLFW_KEY_X);
    EXPECT_EQ(view().faded, (std::set<std::uint32_t>{0, 1})) << "all muscles, no bones";
    rig_.key(GLFW_KEY_X);
    EXPECT_TRUE(view().faded.empty());
    view().selected = 1;
    rig_.key(GLFW_KEY_X);
    const auto& body = *rig_.program().bodies.current();
    EXPECT_FALSE(scene::isShown(body, 0, view()));
    EXPECT_TRUE(scene::isShown(body, 1, view())) << "the selected one stays clear";
    view().selected = 0;
    EXPECT_TRUE(scene::isShown(body, 0, view())) << "also what is selected afterwards";
    EXPECT_FALSE(scene::isShown(body, 1, view()));
}

// --- saved views

TEST_F(Tools, aViewIsSavedRenamedAppliedDeletedAndBroughtBack) {
    rig_.program().view.hide(1);
    rig_.key(GLFW_KEY_B, kCtrl);
    rig_.pass(0.1);
    rig_.type("Left leg");
    rig_.key(GLFW_KEY_ENTER);
    const auto& presets = rig_.program().settings.presets;
    ASSERT_EQ(presets.size(), 1U);
    EXPECT_EQ(presets[0].name, "Left leg");
    rig_.moveTo(rig_.rect("views.row.0").centre());
    rig_.click("views.row.0.rename");
    rig_.key(GLFW_KEY_A, kCtrl);
    rig_.type("Mine");
    rig_.key(GLFW_KEY_ENTER);
    EXPECT_EQ(presets[0].name, "Mine");
    rig_.program().view.showAll();
    rig_.click(rig_.rect("views.row.0").min + vec2(20, 10));
    EXPECT_TRUE(view().hidden.contains(1));
    rig_.key(GLFW_KEY_B);
    rig_.pass(0.1);
    rig_.moveTo(rig_.rect("views.row.0").centre());
    rig_.click("views.row.0.delete");
    EXPECT_TRUE(presets.empty());
    rig_.key(GLFW_KEY_ESCAPE);
    rig_.pass(0.1);
    rig_.click("notice.0.undo");
    ASSERT_EQ(presets.size(), 1U);
    EXPECT_EQ(presets[0].name, "Mine");
}

TEST_F(Tools, aReadyMadeViewIsolatesItsMuscles) {
    open("views");
    const auto& own = workspace::builtInPresets();
    for (size_t i = 0; i < own.size(); ++i)
        if (own[i].name == "Calf") rig_.click("views.builtin." + std::to_string(i));
    EXPECT_EQ(view().isolated, (std::set<std::uint32_t>{0, 1, 2})) << "on the bones about them";
    EXPECT_TRUE(view().ghostOthers);
}

// --- views side by side

class Panes : public ::testing::Test {
  protected:
    void SetUp() override {
        rig_.openVisit();
        rig_.key(GLFW_KEY_4, kCtrl);
        rig_.pass(0.1);
        ASSERT_EQ(rig_.fact("panes"), "4");
    }
    Rect pane(size_t index) { return paneRects(rig_.rect("body"), rig_.program().view.panes.count(), 1)[index]; }
    /// Where a point of the body is in the window in that view.
    vec2 inPane(size_t index, vec3 position) {
        const auto pixel = rig_.program().view.panes.camera(index, rig_.program().view.camera).project(position, rig_.program().view.viewport);
        EXPECT_TRUE(pixel);
        return pane(index).min + pixel.value_or(vec2(0));
    }
    FrameRig rig_;
};

TEST_F(Panes, placingWorksInEveryViewAndMakesItTheActiveOne) {
    rig_.key(GLFW_KEY_N);
    rig_.click(inPane(1, {90, 70, 300}));  // the back of the left box, seen from behind
    ASSERT_TRUE(rig_.program().record.session());
    ASSERT_EQ(rig_.program().record.session()->markers.size(), 1U);
    EXPECT_LT(glm::length(rig_.program().record.session()->markers[0].anchor.position - vec3(90, 70, 300)), 3);
    EXPECT_EQ(rig_.fact("activePane"), "1");
    rig_.click(inPane(0, {90, -10, 220}));
    ASSERT_EQ(rig_.program().record.session()->markers.size(), 2U);
    EXPECT_LT(glm::length(rig_.program().record.session()->markers[1].anchor.position - vec3(90, -10, 220)), 3);
    EXPECT_EQ(rig_.fact("activePane"), "0");
    rig_.click(inPane(3, {-130, 30, 300}));  // from the right
    EXPECT_EQ(rig_.program().record.session()->markers.back().side, Side::right);
    EXPECT_LT(glm::length(rig_.program().record.session()->markers.back().anchor.position - vec3(-130, 30, 300)), 3);
}

TEST_F(Panes, aDragTurnsOneViewAndTheWheelZoomsAll) {
    const float back = rig_.program().view.panes.camera(1, rig_.program().view.camera).azimuthRad;
    const float far = rig_.program().view.camera.distanceMm;
    rig_.wheel(pane(2).centre(), 2);
    EXPECT_EQ(rig_.fact("activePane"), "2");
    EXPECT_LT(rig_.program().view.camera.distanceMm, far);
    EXPECT_EQ(rig_.program().view.panes.camera(0, rig_.program().view.camera).distanceMm, rig_.program().view.camera.distanceMm);
    const float left = rig_.program().view.camera.azimuthRad;
    rig_.drag(pane(2).centre(), pane(2).centre() + vec2(60, 0));
    EXPECT_NE(rig_.program().view.camera.azimuthRad, left);
    EXPECT_NEAR(rig_.program().view.panes.camera(1, rig_.program().view.camera).azimuthRad, back, 1e-5F);
    EXPECT_TRUE(rig_.program().record.session() == nullptr || rig_.program().record.session()->markers.empty());
}

TEST_F(Panes, lookingIntoAnotherViewLeavesTheActiveOneAlone) {
    const scene::Camera before = rig_.program().view.camera;
    rig_.moveTo(inPane(1, {90, 70, 300}));
    EXPECT_EQ(rig_.fact("activePane"), "0");
    EXPECT_EQ(rig_.program().view.camera.azimuthRad, before.azimuthRad);
}

TEST_F(Panes, everyViewHasItsBadgesAndName) {
    EXPECT_EQ(rig_.fact("badgeRight"), "L");
    EXPECT_EQ(rig_.fact("badgeRight.1"), "R") << "from behind the patient's right is on the right";
    EXPECT_EQ(rig_.fact("badgeRight.2"), "P");
    EXPECT_EQ(rig_.fact("badgeRight.3"), "A");
    EXPECT_EQ(rig_.fact("view.1"), "Back");
    rig_.key(GLFW_KEY_TAB, kCtrl);
    EXPECT_EQ(rig_.fact("activePane"), "1");
    rig_.key(GLFW_KEY_1, kCtrl);
    EXPECT_EQ(rig_.fact("panes"), "1");
    EXPECT_EQ(rig_.fact("view"), "Back") << "the active view stays";
}

TEST(PanesDrawn, everyViewIsDrawnAndAtRestNothingIsDrawnAgain) {
    FrameRig rig{FrameRig::Setup{.windowPx = {1440, 900}, .scale = 1, .dark = false, .body = true, .gl = true}};
    rig.key(GLFW_KEY_2, kCtrl);
    for (int i = 0; i < 4; ++i) rig.picture();  // a slow machine draws one view a frame
    const render::Image image = rig.picture();
    EXPECT_TRUE(render::writePng(image, myochart::test::buildFolder() / "tests/ui_two_views.png").ok());
    EXPECT_EQ(rig.frame().pictureCount(), 2U);
    const auto panes = paneRects(rig.rect("body"), 2, 1);
    for (size_t i = 0; i < 2; ++i) {
        const auto pixel = rig.program().view.panes.camera(i, rig.program().view.camera).project({90, i == 0 ? -10.0F : 70.0F, 300}, rig.program().view.viewport);
        const vec2 at = panes[i].min + *pixel;
        const size_t n = (static_cast<size_t>(at.y) * static_cast<size_t>(image.width) + static_cast<size_t>(at.x)) * 4;
        EXPECT_GT(image.rgba[n], image.rgba[n + 1] + 40) << "muscle in view " << i;
    }
    rig.pass(0.05);
    const std::string drawn = rig.fact("pictures");
    EXPECT_GE(std::stoi(drawn), 2);
    rig.pass(1);
    EXPECT_GT(rig.frame().wakeAt(rig.now()), rig.now() + 0.2) << "nothing asks to be woken";
    rig.frame().present(rig.now());
    rig.pass(0.05);
    EXPECT_EQ(rig.fact("pictures"), drawn);
}

}  // namespace myochart::ui::test
