#include <gtest/gtest.h>

#define GLFW_INCLUDE_NONE
#include <GLFW/glfw3.h>

#include "frame_rig.h"

// Values of a site as chips: not recorded, no and 0 are three things, and every one can be said and taken back.

namespace myochart::ui::test {

namespace {

class Chips : public ::testing::Test {
  protected:
    FrameRig rig_{FrameRig::Setup{.windowPx = {1440, 900}}};

    void SetUp() override {
        rig_.openVisit();
        rig_.addMarkers(3);
        rig_.click("sites.row.0");
        rig_.pass(0.3);
        ASSERT_TRUE(rig_.has("site.finding.taut_band"));
    }
    const record::Marker& site(size_t index = 0) { return rig_.program().record.session()->markers.at(index); }
    /// Stands on a chip with the keyboard.
    void goTo(const std::string& chip) {
        rig_.scrolledTo(chip);
        for (int i = 0; i < 200 && rig_.fact("focus") != chip; ++i) rig_.key(GLFW_KEY_TAB);
        ASSERT_EQ(rig_.fact("focus"), chip);
    }
};

}  // namespace

TEST_F(Chips, aClickGoesFromNotRecordedOverYesAndNoBackToNotRecorded) {
    EXPECT_FALSE(site().finding.tautBand.has_value());
    rig_.click("site.finding.taut_band");
    EXPECT_EQ(site().finding.tautBand, true);
    rig_.click("site.finding.taut_band");
    EXPECT_EQ(site().finding.tautBand, false);
    rig_.click("site.finding.taut_band");
    EXPECT_FALSE(site().finding.tautBand.has_value());
}

TEST_F(Chips, aFigureIsPickedAndZeroIsNotNothing) {
    rig_.click("site.response.pain");
    rig_.pass(0.2);
    rig_.click("site.response.pain.before.0");
    EXPECT_EQ(site().response.painBefore, 0U);
    EXPECT_FALSE(site().response.painAfter.has_value());
    rig_.click("site.response.pain.before.0");
    EXPECT_FALSE(site().response.painBefore.has_value()) << "once more takes it back";
    rig_.click("site.finding.tenderness");
    rig_.pass(0.2);
    rig_.click("site.finding.tenderness");
    rig_.pass(0.2);
    rig_.click("site.finding.tenderness.0");
    EXPECT_EQ(site().finding.tenderness, 0U);
    rig_.click("site.finding.tenderness");
    rig_.pass(0.2);
    rig_.click("site.finding.tenderness.none");
    EXPECT_FALSE(site().finding.tenderness.has_value());
}

TEST_F(Chips, digitsOnAChipAreItsFigureAndDeleteEmptiesItAndNeverDeletesTheSite) {
    goTo("site.needle.depth_mm");
    rig_.key(GLFW_KEY_1);
    rig_.key(GLFW_KEY_5);
    EXPECT_EQ(site().needle.depthMm, 15.0F) << "two digits are one figure";
    rig_.pass(2);
    rig_.key(GLFW_KEY_7);
    EXPECT_EQ(site().needle.depthMm, 7.0F);
    rig_.key(GLFW_KEY_RIGHT);
    EXPECT_EQ(site().needle.depthMm, 8.0F);
    rig_.key(GLFW_KEY_DELETE);
    EXPECT_FALSE(site().needle.depthMm.has_value());
    EXPECT_EQ(rig_.program().record.session()->markers.size(), 3U);
}

TEST_F(Chips, aDepthIsTypedWithEitherDecimalSignAndRefusedOutOfItsRange) {
    rig_.click("site.needle.depth_mm");
    rig_.pass(0.3);
    rig_.type("22,5");
    rig_.key(GLFW_KEY_ENTER);
    rig_.pass(0.2);
    ASSERT_TRUE(site().needle.depthMm);
    EXPECT_FLOAT_EQ(*site().needle.depthMm, 22.5F);
    rig_.click("site.needle.depth_mm");
    rig_.pass(0.3);
    rig_.key(GLFW_KEY_A, kCtrl);
    rig_.type("500");
    rig_.key(GLFW_KEY_ENTER);
    rig_.pass(0.2);
    EXPECT_FLOAT_EQ(*site().needle.depthMm, 22.5F) << "a needle does not go in half a metre";
    EXPECT_TRUE(rig_.has("site.needle.depth_mm.text")) << "what was typed is still there";
}

TEST_F(Chips, aFigureTypedOnAChipThatOpensAFieldIsWhole) {
    for (const auto& [chip, typed] : {std::pair{"site.finding.threshold", "25 N"}, {"site.needle.size", "30.5x1"}}) {
        goTo(chip);
        for (const char* c = typed; *c; ++c) {
            if (*c >= '0' && *c <= '9') rig_.input().key(GLFW_KEY_0 + (*c - '0'), rig_.now());
            rig_.input().type(std::string(1, *c), rig_.now());
        }
        rig_.pass(0.4);
        EXPECT_TRUE(rig_.has(std::string(chip) + ".text")) << chip;
        rig_.key(GLFW_KEY_ENTER);
        rig_.pass(0.3);
        rig_.key(GLFW_KEY_ESCAPE);
        rig_.pass(0.1);
    }
    EXPECT_FLOAT_EQ(site().finding.threshold.value_or(0), 25) << "and not 5";
    EXPECT_FALSE(site().needle.diameterMm.has_value()) << "30.5 mm is no needle's thickness, and .5 was not meant";
}

TEST_F(Chips, lookingAtAChoiceChartsNothingAndEscapeLeavesIt) {
    rig_.click("site.response.twitch");
    rig_.pass(0.2);
    ASSERT_TRUE(rig_.has("site.response.twitch.2"));
    EXPECT_FALSE(site().response.twitch.has_value());
    rig_.key(GLFW_KEY_ESCAPE);
    rig_.pass(0.2);
    EXPECT_FALSE(rig_.has("site.response.twitch.2"));
    rig_.click("site.response.twitch");
    rig_.pass(0.2);
    rig_.click("site.response.twitch.2");
    EXPECT_EQ(site().response.twitch, record::Twitch::strong);
}

TEST_F(Chips, theSizeIsOneChipAndAThresholdWantsItsUnit) {
    rig_.click("site.needle.size");
    rig_.pass(0.3);
    rig_.type("0,25x40");
    rig_.key(GLFW_KEY_ENTER);
    rig_.pass(0.2);
    EXPECT_FLOAT_EQ(site().needle.diameterMm.value_or(0), 0.25F);
    EXPECT_FLOAT_EQ(site().needle.lengthMm.value_or(0), 40);
    rig_.click("site.finding.threshold");
    rig_.pass(0.3);
    rig_.type("25");
    rig_.key(GLFW_KEY_ENTER);
    rig_.pass(0.2);
    EXPECT_FALSE(site().finding.threshold.has_value()) << "25 of what?";
    rig_.type(" N");
    rig_.key(GLFW_KEY_ENTER);
    rig_.pass(0.2);
    EXPECT_EQ(site().finding.thresholdUnit, record::PressureUnit::newton);
    EXPECT_FLOAT_EQ(site().finding.threshold.value_or(0), 25);
}

TEST_F(Chips, aChangeOfSeveralSitesIsOneStepAndLeavesTheRestOfEachAlone) {
    rig_.click("site.needle.depth_mm");
    rig_.pass(0.3);
    rig_.type("15");
    rig_.key(GLFW_KEY_ENTER);
    rig_.pass(0.2);
    rig_.click("sites.row.1", kCtrl);
    rig_.pass(0.3);
    rig_.click("site.finding.taut_band");
    EXPECT_EQ(site(0).finding.tautBand, true);
    EXPECT_EQ(site(1).finding.tautBand, true);
    EXPECT_FALSE(site(2).finding.tautBand.has_value());
    EXPECT_TRUE(site(0).needle.depthMm.has_value());
    EXPECT_FALSE(site(1).needle.depthMm.has_value());
    rig_.key(GLFW_KEY_Z, kCtrl);
    EXPECT_FALSE(site(0).finding.tautBand.has_value());
    EXPECT_FALSE(site(1).finding.tautBand.has_value()) << "one step for both";
}

}  // namespace myochart::ui::test
