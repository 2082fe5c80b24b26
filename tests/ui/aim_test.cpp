#include <gtest/gtest.h>

#define GLFW_INCLUDE_NONE
#include <GLFW/glfw3.h>

#include "frame_rig.h"
#include "support/aimed_leg.h"

namespace myochart::ui::test {

namespace {

/// A site on the front of the left soleus, under 20 mm of skin, selected.
class Aim : public ::testing::Test {
  protected:
    explicit Aim(FrameRig::Setup setup = {}) : rig_(setup) {}
    void SetUp() override {
        rig_.program().bodies.show(myochart::test::aimedLeg(rig_.folder() / "leg.cache"));
        rig_.pass(0.2);
        rig_.openVisit();
        const auto soleus = rig_.program().bodies.current()->find("left_soleus");
        for (const auto& hit : scene::pickAlong(*rig_.program().bodies.current(), nullptr, {vec3(90, -1000, 300), vec3(0, 1, 0)}, {}))
            if (hit.at.part == *soleus) {
                rig_.program().marks.setPlacing(record::MarkerType::needle);
                ASSERT_TRUE(rig_.program().marks.place(hit.at));
                break;
            }
        rig_.program().marks.setMode(workspace::Mode::look);
        rig_.pass(0.2);
    }
    void open() {
        rig_.key(GLFW_KEY_D);
        rig_.pass(0.2);
        ASSERT_TRUE(rig_.has("aim.depth"));
    }
    const record::Needling& charted() { return rig_.program().record.session()->markers[0].needle; }
    const workspace::AimedNeedle& aimed() { return *rig_.program().aim.aimed(); }
    void typeInto(const char* field, const char* text) {
        rig_.click(field);
        rig_.key(GLFW_KEY_A, kCtrl);
        rig_.type(text);
        rig_.key(GLFW_KEY_ENTER);
        rig_.pass(0.2);
    }
    FrameRig rig_;
};

class AimFromTheSide : public Aim {
  protected:
    void SetUp() override {
        Aim::SetUp();
        rig_.program().view.camera.azimuthRad = 0.6F;  // the handle is not seen end on
        rig_.pass(0.1);
    }
};

}  // namespace

TEST_F(Aim, opensInThePlaceOfTheCardAndGoesBack) {
    EXPECT_TRUE(rig_.has("site.aim"));
    rig_.click("site.aim");
    rig_.pass(0.2);
    EXPECT_TRUE(rig_.has("site.hazard")) << "what the muscle has against a needle comes first";
    EXPECT_TRUE(rig_.has("aim.depth"));
    EXPECT_FALSE(rig_.has("site.note"));
    EXPECT_EQ(rig_.fact("aim.piece.0"), "Skin and fat 0.0-20.0");
    EXPECT_EQ(rig_.fact("aim.piece.1"), "Soleus 20.0-62.0");
    EXPECT_EQ(rig_.fact("aim.at"), "Tip 20 mm deep, under the skin");
    rig_.key(GLFW_KEY_ESCAPE);
    EXPECT_FALSE(rig_.has("aim.depth"));
    EXPECT_TRUE(rig_.has("site.aim"));
    EXPECT_EQ(charted(), record::Needling()) << "looking charts nothing";
}

TEST_F(Aim, typedFiguresAreStepsAndWrongOnesSayWhatIsRight) {
    open();
    typeInto("aim.depth", "34,5");
    EXPECT_EQ(charted().depthMm, 34.5F);
    EXPECT_EQ(rig_.fact("aim.at"), "Tip 34.5 mm deep, in soleus");
    typeInto("aim.depth", "5000");
    EXPECT_EQ(charted().depthMm, 34.5F);
    typeInto("aim.depth", "70");
    EXPECT_EQ(rig_.fact("aim.warnings"), "Bone at 62 mm");
    typeInto("aim.toSkin", "60");
    EXPECT_NEAR(aimed().angleToSkinDeg(), 60, 0.1);
    typeInto("aim.towards", "90");
    EXPECT_NEAR(aimed().angleToSkinDeg(), 60, 0.1);
    EXPECT_GT(charted().direction->x, 0.4F) << "seen from in front the patient's left is right";
    rig_.key(GLFW_KEY_Z, kCtrl);
    rig_.pass(0.1);
    EXPECT_NEAR(charted().direction->x, 0, 0.01F) << "one step back";
    EXPECT_NEAR(charted().direction->z, 0.5F, 0.01F) << "towards the head";
}

TEST_F(Aim, keysLeanAndDeepenItAndDoNotMoveTheSite) {
    open();
    const vec3 place = rig_.program().record.session()->markers[0].anchor.position;
    for (int i = 0; i < 10; ++i) rig_.key(GLFW_KEY_PAGE_DOWN);
    EXPECT_EQ(charted().depthMm, 30.0F);
    rig_.key(GLFW_KEY_PAGE_UP, kShift);
    EXPECT_EQ(charted().depthMm, 25.0F);
    rig_.key(GLFW_KEY_UP, kShift);
    rig_.pass(0.1);
    EXPECT_NEAR(aimed().angleToSkinDeg(), 85, 0.3);
    EXPECT_LT(charted().direction->z, -0.05F) << "the handle goes up, so the tip goes down";
    EXPECT_EQ(rig_.program().record.session()->markers[0].anchor.position, place);
}

TEST_F(AimFromTheSide, draggingTheHandleTurnsItAboutItsEntryAsOneStep) {
    open();
    const vec3 entry = aimed().shaft.entry;
    const vec2 from = rig_.rect("aim.handle").centre();
    rig_.drag(from, from + vec2(0, -70), true);
    EXPECT_TRUE(rig_.program().aim.dragging());
    EXPECT_FALSE(charted().direction) << "not before it is let go";
    rig_.release(from + vec2(0, -70));
    rig_.pass(0.2);
    ASSERT_TRUE(charted().direction);
    EXPECT_LT(charted().direction->z, -0.1F);
    EXPECT_NEAR(glm::length(aimed().shaft.entry - entry), 0, 0.1);
    EXPECT_NEAR(glm::length(rig_.rect("aim.handle").centre() - (from + vec2(0, -70))), 0, 12) << "the handle is where it was let go";
    rig_.key(GLFW_KEY_Z, kCtrl);
    rig_.pass(0.1);
    EXPECT_EQ(charted(), record::Needling());
}

TEST_F(AimFromTheSide, escTakesADragBackAndTheBodyDoesNotTurn) {
    open();
    const float azimuth = rig_.program().view.camera.azimuthRad;
    const vec2 from = rig_.rect("aim.handle").centre();
    rig_.drag(from, from + vec2(30, -50), true);
    rig_.key(GLFW_KEY_ESCAPE);
    rig_.release(from + vec2(30, -50));
    rig_.pass(0.2);
    EXPECT_EQ(charted(), record::Needling());
    EXPECT_TRUE(rig_.program().aim.isOpen()) << "one level back";
    EXPECT_EQ(rig_.program().view.camera.azimuthRad, azimuth);
}

TEST_F(AimFromTheSide, theWheelOverTheNeedleSetsTheDepthAndElsewhereZooms) {
    open();
    const float far = rig_.program().view.camera.distanceMm;
    rig_.wheel(rig_.rect("aim.handle").centre(), 1);
    rig_.pass(0.1);
    EXPECT_EQ(charted().depthMm, 21.0F);
    EXPECT_EQ(rig_.program().view.camera.distanceMm, far);
    rig_.wheel(rig_.rect("body").min + vec2(300, 200), 1);
    EXPECT_LT(rig_.program().view.camera.distanceMm, far);
    EXPECT_EQ(charted().depthMm, 21.0F);
}

TEST_F(Aim, theMapOfDirectionsTurnsTheNeedle) {
    open();
    EXPECT_EQ(rig_.fact("aim.window"), "500 directions");
    const Rect map = rig_.scrolledTo("aim.window");
    rig_.drag(map.centre() + vec2(1, 0), map.centre() + vec2(45, 0));
    rig_.pass(0.2);
    ASSERT_TRUE(charted().direction);
    EXPECT_GT(charted().direction->x, 0.2F);
    EXPECT_LT(aimed().angleToSkinDeg(), 70);
}

TEST_F(Aim, theArteryBesideItIsToldWithItsPlace) {
    open();
    typeInto("aim.depth", "50");
    EXPECT_EQ(rig_.fact("aim.hazard.0"), "Left left_posterior_tibial_artery: 17 mm beside, 50 mm deep");
}

TEST_F(Aim, theSectionAlongTheNeedleStandsBesideTheBody) {
    open();
    rig_.key(GLFW_KEY_D, kShift);
    rig_.pass(0.4);
    EXPECT_TRUE(rig_.program().view.options.effects.section.on);
    EXPECT_TRUE(rig_.has("aim.handle.1")) << "the needle lies on the slice too";
    rig_.scrolledTo("aim.turn");
    rig_.key(GLFW_KEY_D, kShift);
    rig_.pass(0.2);
    EXPECT_FALSE(rig_.program().view.options.effects.section.on);
}

TEST_F(Aim, nothingThatItSaysIsALeave) {
    open();
    for (const char* depth : {"5", "30", "61"}) {
        typeInto("aim.depth", depth);
        for (const auto& [name, value] : rig_.frame().record().facts()) {
            if (!name.starts_with("aim.")) continue;
            for (const char* word : {" safe ", " clear of ", " free ", " ok "}) EXPECT_EQ((" " + value + " ").find(word), std::string::npos) << name << ": " << value;
        }
    }
}

}  // namespace myochart::ui::test
