#include <gtest/gtest.h>

#define GLFW_INCLUDE_NONE
#include <GLFW/glfw3.h>

#include "frame_rig.h"
#include "render/image.h"
#include "support/builtin_body.h"
#include "ui/framing.h"

namespace myochart::ui::test {

namespace {

/// The built-in body from in front, with an open visit.
class PainPanelTest : public ::testing::Test {
  protected:
    explicit PainPanelTest(FrameRig::Setup setup = {}) : rig_(setup) {}
    void SetUp() override {
        rig_.program().bodies.show({std::shared_ptr<const void>(), &myochart::test::builtinBody()});
        rig_.pass(0.2);
        rig_.openVisit();
        rig_.program().view.lookAtWholeBody();
        rig_.pass(0.2);
    }
    void open() {
        rig_.key(GLFW_KEY_W);
        rig_.pass(0.3);
        ASSERT_TRUE(rig_.has("pain.mode.0"));
    }
    void say(const char* where) {
        rig_.click("pain.words");
        rig_.type(where);
        rig_.key(GLFW_KEY_ENTER);
        rig_.pass(0.3);
    }
    const record::PainDrawing& kept() { return rig_.program().record.session()->painDrawing; }
    FrameRig rig_;
};

class PainOnScreen : public PainPanelTest {
  protected:
    PainOnScreen() : PainPanelTest({.gl = true}) {}
    /// Pixels of the body's part of the window that are far redder than they are green.
    size_t redPixels() {
        const render::Image picture = rig_.picture();
        const Rect body = rig_.rect("body");
        size_t red = 0;
        for (int y = static_cast<int>(body.min.y); y < static_cast<int>(body.max.y); ++y)
            for (int x = static_cast<int>(body.min.x); x < static_cast<int>(body.max.x); ++x) {
                const auto* p = &picture.rgba[4 * (static_cast<size_t>(y) * static_cast<size_t>(picture.width) + static_cast<size_t>(x))];
                red += p[0] > 110 && p[1] < p[0] / 2 && p[2] < p[0] / 2;
            }
        return red;
    }
};

}  // namespace

TEST_F(PainPanelTest, opensInThePlaceOfTheCardsAndGoesBack) {
    open();
    rig_.key(GLFW_KEY_ESCAPE);
    rig_.pass(0.1);
    EXPECT_FALSE(rig_.has("pain.mode.0"));
    EXPECT_TRUE(kept().areas.empty()) << "looking keeps nothing";
}

TEST_F(PainPanelTest, aDragOverTheSkinPaintsAndOneBesideTheBodyTurnsIt) {
    open();
    const vec2 from = rig_.onScreen({0, -100, 1100});
    const float before = rig_.program().view.camera.azimuthRad;
    rig_.drag(from, from + vec2(0, -60));
    rig_.pass(0.3);
    ASSERT_EQ(kept().areas.size(), 1U);
    EXPECT_GE(kept().areas[0].dabs.size(), 2U);
    EXPECT_EQ(rig_.program().view.camera.azimuthRad, before);
    const Rect body = rig_.rect("body");
    rig_.drag({body.min.x + 60, body.centre().y + 200}, {body.min.x + 160, body.centre().y + 200});
    rig_.pass(0.3);
    EXPECT_NE(rig_.program().view.camera.azimuthRad, before);
    EXPECT_EQ(kept().areas.size(), 1U);
}

TEST_F(PainPanelTest, wordsPaintRegionsAndRowsShowPatternsAndPlanSites) {
    open();
    say("left temple");
    ASSERT_EQ(kept().areas.size(), 1U);
    EXPECT_EQ(kept().areas[0].where.substr(0, 11), "left temple");
    rig_.scrolledTo("pain.ranked.0");
    rig_.click("pain.ranked.0");
    rig_.pass(0.3);
    EXPECT_EQ(rig_.program().pain.shown().size(), 1U);
    EXPECT_TRUE(rig_.has("legend"));
    rig_.click("legend.hide.0");
    rig_.pass(0.2);
    EXPECT_FALSE(rig_.has("legend"));
    rig_.click("pain.ranked.0.plan");
    rig_.pass(0.3);
    EXPECT_EQ(rig_.program().record.session()->markers.size(), 1U);
}

TEST_F(PainPanelTest, whatItIsLikeIsKeptAsSteps) {
    open();
    say("left calf");
    rig_.click("pain.quality.burning");
    rig_.pass(0.2);
    EXPECT_EQ(kept().areas.at(0).qualities, std::vector<std::string>{"burning"});
    rig_.click("pain.depth.deep");
    rig_.pass(0.2);
    EXPECT_EQ(kept().areas.at(0).depth, "deep");
    rig_.key(GLFW_KEY_Z, kCtrl);
    rig_.pass(0.3);
    EXPECT_EQ(kept().areas.at(0).depth, "");
    EXPECT_EQ(kept().areas.at(0).qualities.size(), 1U);
}

TEST_F(PainPanelTest, wordsThatNameNoRegionSaySoAndPaintNothing) {
    open();
    say("zzzz");
    EXPECT_TRUE(kept().areas.empty());
}

TEST_F(PainPanelTest, theBodyTurnsToWhatWordsPaint) {
    open();
    const auto turnsTo = [&](const char* words) {
        say(words);
        rig_.pass(1);
        return viewName(rig_.program().view.camera);
    };
    EXPECT_EQ(turnsTo("left buttock"), "Back");
    EXPECT_EQ(turnsTo("right knee, front"), "Front");
    EXPECT_EQ(turnsTo("left temple"), "Left side");
}

TEST_F(PainPanelTest, aMusclesCardShowsItsPatternSmallAndAClickLaysItOnTheBody) {
    rig_.program().view.options.selected = rig_.program().bodies.current()->find("left_infraspinatus_muscle");
    ASSERT_TRUE(rig_.program().view.options.selected);
    rig_.pass(0.5);
    rig_.scrolledTo("structure.pattern.picture");
    ASSERT_TRUE(rig_.has("structure.pattern.picture"));
    rig_.click("structure.pattern.picture");
    rig_.pass(0.3);
    const referral::PatternSource source{"infraspinatus", Side::left};
    EXPECT_TRUE(rig_.program().pain.shows(source));
    rig_.click("structure.pattern.picture");
    rig_.pass(0.3);
    EXPECT_FALSE(rig_.program().pain.shows(source));
}

TEST_F(PainPanelTest, thePointerOverAZoneTellsWhoRefersThere) {
    rig_.program().pain.show({"infraspinatus", Side::left});
    rig_.program().view.options.effects.skinOpacity = 1;
    rig_.pass(0.5);
    ASSERT_TRUE(rig_.program().pain.map());
    const referral::ReferralMap& map = *rig_.program().pain.map();
    rig_.moveTo(rig_.onScreen(map.regions()[*map.region("shoulder_anterior", Side::left)].position));
    ASSERT_GE(rig_.frame().state().referrers.size(), 1U);
    EXPECT_NE(rig_.frame().state().referrers[0].find("Infraspinatus"), std::string::npos) << rig_.frame().state().referrers[0];
    EXPECT_NE(rig_.frame().state().referrers[0].find("essential"), std::string::npos);
    rig_.moveTo(rig_.onScreen({0, -100, 900}));
    EXPECT_TRUE(rig_.frame().state().referrers.empty());
}

TEST_F(PainOnScreen, aPatternIsSeenOnTheSkin) {
    rig_.program().view.options.layers.fill(false);
    rig_.program().view.options.layers[static_cast<size_t>(anatomy::Layer::skin)] = true;
    rig_.pass(1);
    const size_t bare = redPixels();
    rig_.program().pain.show({"quadriceps", {}});
    rig_.program().pain.show({"rectus_femoris", Side::left});
    rig_.pass(1);
    ASSERT_TRUE(rig_.program().view.options.laid.shares);
    EXPECT_GT(redPixels(), bare + 100);
    rig_.program().pain.hidePatterns();
    rig_.pass(1);
    EXPECT_EQ(redPixels(), bare);
}

}  // namespace myochart::ui::test
