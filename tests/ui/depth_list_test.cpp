#include <gtest/gtest.h>

#define GLFW_INCLUDE_NONE
#include <GLFW/glfw3.h>

#include "frame_rig.h"
#include "support/boxes.h"

namespace myochart::ui::test {

namespace {

using myochart::test::boxStructure;

const vec3 kFront(90, -10, 300);

/// The left soleus over a nerve over the tibia, all in a skin that the first view hides: from the front the skin lies at
/// y = -30, the muscle at -10, the nerve at 5 and the bone at 15.
std::shared_ptr<const body::Body> legInSkin(const Path& file, const char* name = "leg") {
    body::NewBody made{name, "test", "", {}};
    const auto add = [&](const char* key, const char* muscle, vec3 half, body::System system, anatomy::Layer layer) {
        made.structures.push_back(boxStructure(key, muscle, Side::left, vec3(90, 30, 300), half));
        made.structures.back().facts.system = system;
        made.structures.back().facts.layer = layer;
    };
    add("left_soleus", "soleus", vec3(40, 40, 150), body::System::muscle, anatomy::Layer::superficial);
    add("left_tibial_nerve", "", vec3(30, 25, 145), body::System::nerve, anatomy::Layer::nerve);
    add("left_tibia", "", vec3(15, 15, 140), body::System::bone, anatomy::Layer::bone);
    add("skin", "", vec3(60, 60, 170), body::System::skin, anatomy::Layer::skin);
    return myochart::test::bodyOf(file, std::move(made), true);
}

class Depths : public ::testing::Test {
  protected:
    void SetUp() override {
        rig_.openVisit();
        rig_.program().bodies.show(legInSkin(rig_.folder() / "leg.cache"));
        rig_.program().view.setLayer(anatomy::Layer::nerve, true);
        rig_.pass();
        at_ = rig_.onScreen(kFront);
    }
    void rightClick(vec2 at) {
        rig_.input().click(at, rig_.now(), 1);
        rig_.pass();
    }
    bool listed() const { return rig_.has("body.depths"); }
    FrameRig rig_;
    vec2 at_{};
};

}  // namespace

TEST_F(Depths, countFromTheSkinThoughItIsHiddenAndMarkTheNerve) {
    rightClick(at_);
    ASSERT_TRUE(listed());
    EXPECT_EQ(rig_.fact("depthsFrom"), "Along this line of the model; people differ: no depth is safe.");
    EXPECT_EQ(rig_.fact("depth.left_soleus"), "20 mm under the skin");
    EXPECT_EQ(rig_.fact("depth.left_tibial_nerve"), "35 mm under the skin !");
    EXPECT_EQ(rig_.fact("depth.left_tibia"), "45 mm under the skin");
}

TEST_F(Depths, whereTheSkinIsNotAsMeasuredTheListSaysWhatItsFiguresCountFrom) {
    rightClick(at_);
    EXPECT_EQ(rig_.fact("depthsHabitus"), "");
    ASSERT_TRUE(rig_.program().bodies.setHabitus(2.4F));
    rig_.program().bodies.show(legInSkin(rig_.folder() / "builtin.cache", "builtin"));
    rig_.pass();
    rightClick(rig_.onScreen(kFront));
    ASSERT_TRUE(listed());
    EXPECT_EQ(rig_.fact("depthsHabitus"), "Skin set to \xE2\x80\x9CLarge\xE2\x80\x9D, 2.4 times the measured layer: depths count from there.");
    EXPECT_NE(rig_.fact("depth.left_soleus"), "");
}

TEST_F(Depths, betweenRibsTheListSaysThatPleuraAndLungLieBehind) {
    body::NewBody made{"wall", "test", "", {}};
    const auto add = [&](const char* key, const char* muscle, vec3 half, body::System system, anatomy::Layer layer) {
        made.structures.push_back(boxStructure(key, muscle, Side::left, vec3(90, 30, 300), half));
        made.structures.back().facts.system = system;
        made.structures.back().facts.layer = layer;
    };
    add("left_latissimus_dorsi", "latissimus_dorsi", vec3(40, 40, 150), body::System::muscle,
        anatomy::Layer::superficial);
    add("external_intercostal_muscles_left", "", vec3(38, 30, 145), body::System::muscle, anatomy::Layer::deep);
    made.structures.back().facts.name = "External intercostal muscles, left";
    add("skin", "", vec3(60, 60, 170), body::System::skin, anatomy::Layer::skin);
    rig_.program().bodies.show(myochart::test::bodyOf(rig_.folder() / "wall.cache", std::move(made), true));
    rig_.pass();
    rightClick(rig_.onScreen(kFront));
    ASSERT_TRUE(listed());
    EXPECT_EQ(rig_.fact("depth.pleura"), "Pleura and lung lie behind !");
    EXPECT_EQ(rig_.fact("depth.external_intercostal_muscles_left"), "30 mm under the skin");
    rightClick(at_ + vec2(-200, 0));
    rightClick(rig_.onScreen(vec3(90, -10, 100)));
    EXPECT_FALSE(listed()) << "nothing there";
}

TEST_F(Depths, aNeedleOverSolidSkinSaysWhatItWouldBeChartedOnWithItsHazard) {
    rig_.program().view.setLayer(anatomy::Layer::skin, true);
    rig_.program().marks.setPlacing(record::MarkerType::needle);
    rig_.pass(0.2);
    rig_.moveTo(at_ + vec2(1, 0));
    rig_.pass(0.2);
    ASSERT_EQ(rig_.fact("hovered"), "skin");
    EXPECT_TRUE(rig_.fact("underPointer").ends_with("over Soleus, left")) << rig_.fact("underPointer");
    const std::string tip = rig_.fact("underPointer.hazard");
    rig_.click(at_ + vec2(1, 0));
    ASSERT_EQ(rig_.program().record.session()->markers.size(), 1U);
    EXPECT_EQ(rig_.program().record.session()->markers[0].muscle, "Soleus");
    EXPECT_FALSE(tip.empty());
    EXPECT_EQ(tip.find("Nothing is on record"), std::string::npos) << tip;
}

TEST_F(Depths, aBoneWithTheLungBehindItSaysSoAndASitesTipSaysWhatItsCardSays) {
    body::NewBody made{"breast", "test", "", {}};
    const auto add = [&](const char* key, const char* muscle, const char* name, vec3 half, body::System system, anatomy::Layer layer) {
        made.structures.push_back(boxStructure(key, muscle, Side::left, vec3(90, 30, 300), half));
        made.structures.back().facts.system = system;
        made.structures.back().facts.layer = layer;
        made.structures.back().facts.name = name;
    };
    add("sternum", "", "Sternum", vec3(40, 40, 150), body::System::bone, anatomy::Layer::bone);
    add("left_lung", "", "Left lung", vec3(30, 25, 145), body::System::organ, anatomy::Layer::organ);
    rig_.program().bodies.show(myochart::test::bodyOf(rig_.folder() / "breast.cache", std::move(made), true));
    rig_.program().marks.setPlacing(record::MarkerType::needle);
    rig_.pass(0.2);
    rig_.moveTo(at_ + vec2(1, 0));
    rig_.pass(0.2);
    EXPECT_EQ(rig_.fact("underPointer.hazard"), "Pleura and lung lie behind");
    rig_.click(at_ + vec2(1, 0));
    rig_.pass(0.2);
    rig_.program().marks.setMode(workspace::Mode::look);
    rig_.moveTo(at_ + vec2(60, 0));
    rig_.pass(0.2);
    rig_.moveTo(at_ + vec2(1, 0));
    rig_.pass(0.2);
    EXPECT_EQ(rig_.fact("underPointer.hazard"), "Pleura and lung lie behind") << "over the site itself, also while only looking";
}

TEST_F(Depths, aNerveThatIsHiddenIsListedAsHidden) {
    rig_.program().view.setLayer(anatomy::Layer::nerve, false);
    rightClick(at_);
    EXPECT_EQ(rig_.fact("depth.left_tibial_nerve"), "hidden \xC2\xB7 35 mm under the skin !");
}

TEST_F(Depths, theListStaysPutWhenThePointerGoesToItAndARowIsChosenByAClick) {
    rightClick(at_);
    const Rect plate = rig_.rect("body.depths"), row = rig_.rect("body.depths.row.2");
    rig_.moveTo(row.centre());
    EXPECT_EQ(rig_.rect("body.depths").min, plate.min);
    EXPECT_EQ(rig_.fact("hovered"), "left_tibia") << "what the row means is lifted in the picture";
    rig_.click(row.centre());
    rig_.pass();
    EXPECT_EQ(rig_.fact("selectedStructure"), "left_tibia");
    EXPECT_FALSE(listed());
}

TEST_F(Depths, aClickWhereTheListWasOpenedTakesWhatWasUnderThePointer) {
    rig_.click("mode.needle");
    // In every part of the picture, so also where the list has no room beside the place.
    for (const vec2 corner : {vec2(620, 300), vec2(620, 640), vec2(900, 300), vec2(900, 640), vec2(720, 450)}) {
        const vec2 off = corner - rig_.onScreen(kFront);
        scene::pan(rig_.program().view.camera, off, rig_.program().view.viewport);
        rig_.pass();
        const vec2 at = rig_.onScreen(kFront);
        rightClick(at);
        ASSERT_TRUE(listed());
        EXPECT_FALSE(rig_.rect("body.depths").contains(at)) << at.x << ", " << at.y;
        const size_t before = rig_.program().record.session()->markers.size();
        rig_.click(at);
        rig_.pass();
        ASSERT_EQ(rig_.program().record.session()->markers.size(), before + 1);
        EXPECT_EQ(rig_.program().record.session()->markers.back().anchor.structureKey, "left_soleus");
        rig_.key(GLFW_KEY_Z, kCtrl);
        rig_.pass();
    }
}

TEST_F(Depths, inNeedleModeARowPlacesAtThatDepth) {
    rig_.click("mode.needle");
    rightClick(at_);
    rig_.click(rig_.rect("body.depths.row.2").centre());
    rig_.pass();
    ASSERT_EQ(rig_.program().record.session()->markers.size(), 1U);
    EXPECT_EQ(rig_.program().record.session()->markers[0].anchor.structureKey, "left_tibia");
}

TEST_F(Depths, aPinnedListGoesWithEscOrAClickElsewhereAndThatClickDoesNothingElse) {
    rightClick(at_);
    rig_.moveTo(at_ + vec2(-150, 0));
    EXPECT_TRUE(listed()) << "it stays when the pointer leaves";
    rig_.click(at_ + vec2(-30, 40));
    rig_.pass();
    EXPECT_FALSE(listed());
    EXPECT_EQ(rig_.fact("selectedStructure"), "");
    rightClick(at_);
    rig_.key(GLFW_KEY_ESCAPE);
    EXPECT_FALSE(listed());
}

TEST_F(Depths, aChosenDepthIsForgottenWhenThePointerMovesOff) {
    rig_.click("mode.needle");
    rig_.moveTo(at_, kAlt);
    rig_.wheel(at_, -1, kAlt);
    EXPECT_EQ(rig_.frame().state().depthChoice, 1U);
    rig_.moveTo(at_ + vec2(3, 0));
    EXPECT_EQ(rig_.frame().state().depthChoice, 1U) << "a tremor is no move";
    rig_.moveTo(at_ + vec2(52, 0));  // over the list's upper edge: another place, of which the list says nothing
    EXPECT_EQ(rig_.frame().state().depthChoice, 0U);
    EXPECT_FALSE(listed());
    rig_.moveTo(at_, kAlt);
    rig_.wheel(at_, -1, kAlt);
    rig_.moveTo(at_ + vec2(-12, 0));
    EXPECT_EQ(rig_.frame().state().depthChoice, 0U);
    rig_.click(at_ + vec2(-12, 0));
    EXPECT_EQ(rig_.program().record.session()->markers.back().anchor.structureKey, "left_soleus");
}

TEST_F(Depths, bracketsStepThroughTheDepths) {
    rig_.moveTo(at_);
    rig_.type("]");
    EXPECT_EQ(rig_.fact("hovered"), "left_tibial_nerve");
    rig_.type("]");
    EXPECT_EQ(rig_.fact("hovered"), "left_tibia");
    rig_.type("[");
    EXPECT_EQ(rig_.fact("hovered"), "left_tibial_nerve");
}

TEST_F(Depths, onABodyWithoutSkinTheListSaysFromWhere) {
    FrameRig bare;
    const vec2 at = bare.onScreen(kFront);
    bare.input().click(at, bare.now(), 1);
    bare.pass();
    EXPECT_EQ(bare.fact("depthsFrom"), "This body has no skin; people differ: no depth is safe.");
    EXPECT_EQ(bare.fact("depth.left_soleus"), "0 mm behind the first surface");
    EXPECT_EQ(bare.fact("depth.left_tibia"), "25 mm behind the first surface");
}

}  // namespace myochart::ui::test
