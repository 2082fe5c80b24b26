#include <gtest/gtest.h>

#include <algorithm>

#define GLFW_INCLUDE_NONE
#include <GLFW/glfw3.h>

#include "frame_rig.h"

namespace myochart::ui::test {

namespace {

constexpr UtcMs kDayMs = 86'400'000;

class ShorthandLineUi : public ::testing::Test {
  protected:
    FrameRig rig_;

    void SetUp() override { rig_.openVisit(); }
    const record::Session& visit() { return *rig_.program().record.session(); }
    void open() {
        rig_.key(GLFW_KEY_ENTER, kCtrl);
        rig_.pass(0.3);
        ASSERT_TRUE(rig_.has("shorthand.text"));
    }
    void type(const std::string& text) {
        rig_.type(text);
        rig_.pass(0.2);
    }
    void enter() {
        rig_.key(GLFW_KEY_ENTER);
        rig_.pass(0.2);
    }
};

}  // namespace

TEST_F(ShorthandLineUi, showsTheMarkerWhileTypingAndEnterKeepsItAsOneStep) {
    open();
    type("left soleus lower third, 0.25x40, 20 mm, twitch strong, pain 7>3");
    EXPECT_EQ(rig_.fact("shorthand.chips"), "5");
    EXPECT_EQ(rig_.fact("shorthand.why"), "");
    EXPECT_EQ(rig_.fact("markers"), "1") << "shown";
    EXPECT_TRUE(visit().markers.empty()) << "and not kept";
    enter();
    ASSERT_EQ(visit().markers.size(), 1U);
    const record::Marker& marker = visit().markers.front();
    EXPECT_EQ(marker.side, Side::left);
    EXPECT_EQ(marker.anchor.address.muscleKey, "soleus");
    EXPECT_EQ(marker.type, record::MarkerType::needle);
    EXPECT_EQ(marker.needle.depthMm, 20.0F);
    EXPECT_EQ(marker.response.painAfter, 3U);
    EXPECT_FALSE(marker.response.bleeding);
    EXPECT_TRUE(rig_.has("shorthand.text")) << "open for the next site";
    EXPECT_EQ(rig_.fact("shorthand.chips"), "0") << "and empty";
    type("right soleus, 15 mm");
    enter();
    EXPECT_EQ(visit().markers.size(), 2U);
    rig_.key(GLFW_KEY_ESCAPE);
    rig_.pass(0.1);
    EXPECT_FALSE(rig_.has("shorthand.text"));
    rig_.key(GLFW_KEY_Z, kCtrl);
    rig_.pass(0.1);
    EXPECT_EQ(visit().markers.size(), 1U);
    rig_.key(GLFW_KEY_Z, kCtrl);
    rig_.pass(0.1);
    EXPECT_TRUE(visit().markers.empty());
}

TEST_F(ShorthandLineUi, aDepthBeyondTheNeedleIsAskedAboutWhileItIsTyped) {
    open();
    type("left soleus, 0.25x40, 4");
    EXPECT_EQ(rig_.fact("shorthand.question"), "");
    type("5 mm");
    EXPECT_EQ(rig_.fact("shorthand.question"), "45 mm is deeper than the needle is long (40 mm). It is kept as told; is it right?");
    enter();
    ASSERT_EQ(visit().markers.size(), 1U) << "asked, not refused";
    EXPECT_EQ(visit().markers.front().needle.depthMm, 45.0F);
    EXPECT_EQ(rig_.fact("shorthand.question"), "") << "of the next line there is nothing to ask";
}

TEST_F(ShorthandLineUi, escLeavesAllAsItWas) {
    const scene::Camera camera = rig_.program().view.camera;
    open();
    type("left soleus, 20 mm");
    EXPECT_EQ(rig_.fact("markers"), "1");
    rig_.key(GLFW_KEY_ESCAPE);
    rig_.pass(0.5);
    EXPECT_FALSE(rig_.has("shorthand.text"));
    EXPECT_EQ(rig_.fact("markers"), "0");
    EXPECT_TRUE(visit().markers.empty());
    EXPECT_EQ(rig_.program().view.camera.azimuthRad, camera.azimuthRad);
    EXPECT_EQ(rig_.program().view.camera.target, camera.target);
    open();
    EXPECT_EQ(rig_.fact("shorthand.chips"), "0") << "nothing of it is left";
}

TEST_F(ShorthandLineUi, whatIsNotUnderstoodIsSaidAndNothingIsKept) {
    open();
    type("left soleus, 20");
    EXPECT_EQ(rig_.fact("shorthand.why"), "A figure alone: say what it is, such as 20 mm or pain 7.");
    enter();
    EXPECT_TRUE(visit().markers.empty());
    type(" mm");
    EXPECT_EQ(rig_.fact("shorthand.why"), "") << "typing goes on where it was";
    enter();
    ASSERT_EQ(visit().markers.size(), 1U);
    EXPECT_EQ(visit().markers[0].needle.depthMm, 20.0F);
    type("left infraspinatus, 20 mm");
    EXPECT_EQ(rig_.fact("shorthand.why"), "This body has no left infraspinatus.");
    enter();
    EXPECT_EQ(visit().markers.size(), 1U);
}

TEST_F(ShorthandLineUi, aNumberAddressesASiteAndAllOutIsOfEveryNeedle) {
    open();
    type("left soleus, needle, in");
    enter();
    type("right soleus, needle, in");
    enter();
    type("1: pain >2, out");
    enter();
    ASSERT_EQ(visit().markers.size(), 2U);
    EXPECT_EQ(visit().markers[0].response.painAfter, 2U);
    EXPECT_TRUE(visit().markers[0].needle.outAt);
    EXPECT_FALSE(visit().markers[1].needle.outAt);
    type("all out");
    enter();
    EXPECT_TRUE(visit().markers[1].needle.outAt);
    type("7: out");
    EXPECT_EQ(rig_.fact("shorthand.why"), "There is no site 7 in this visit.");
    enter();
    EXPECT_TRUE(rig_.has("shorthand.text"));
}

TEST_F(ShorthandLineUi, ctrlShiftEnterOnARowOpensItForThatSite) {
    rig_.addMarkers(2);
    rig_.click("sites.row.1");
    rig_.pass(0.3);
    rig_.key(GLFW_KEY_ENTER, kCtrl | kShift);
    rig_.pass(0.3);
    ASSERT_TRUE(rig_.has("shorthand.text"));
    EXPECT_EQ(rig_.fact("shorthand.chips"), "1") << "site 2";
    type("20 mm");
    enter();
    EXPECT_EQ(visit().markers[1].needle.depthMm, 20.0F);
    EXPECT_FALSE(visit().markers[0].needle.depthMm);
}

TEST_F(ShorthandLineUi, tabTakesTheNameThatIsSuggested) {
    open();
    type("left soleuss");
    ASSERT_TRUE(rig_.has("shorthand.name.0"));
    rig_.key(GLFW_KEY_TAB);
    rig_.pass(0.2);
    EXPECT_EQ(rig_.fact("shorthand.why"), "");
    type("20 mm");
    enter();
    ASSERT_EQ(visit().markers.size(), 1U);
    EXPECT_EQ(visit().markers[0].needle.depthMm, 20.0F);
}

TEST_F(ShorthandLineUi, aLockedOrSignedVisitSaysSoInsteadOfOpening) {
    rig_.clock() += 40 * kDayMs;
    rig_.pass(0.1);
    ASSERT_EQ(rig_.fact("visit"), "locked");
    const size_t notices = rig_.program().notices.all().size();
    rig_.key(GLFW_KEY_ENTER, kCtrl);
    rig_.pass(0.2);
    EXPECT_FALSE(rig_.has("shorthand.text"));
    EXPECT_GT(rig_.program().notices.all().size(), notices);
    rig_.clock() -= 40 * kDayMs;
    rig_.pass(0.1);
    record::Session edited = visit();
    edited.signing.at = rig_.clock();
    edited.signing.name = "A. Therapist";
    ASSERT_TRUE(rig_.program().record.commit(record::Edited{edited, "Sign"}));
    rig_.key(GLFW_KEY_ENTER, kCtrl);
    rig_.pass(0.2);
    EXPECT_FALSE(rig_.has("shorthand.text"));
    EXPECT_NE(rig_.program().notices.all().back().text.find("signed"), std::string::npos);
}

TEST_F(ShorthandLineUi, opensFromAFieldThatIsTypedInAndKeepsWhatWasTyped) {
    rig_.addMarkers(1);
    rig_.click("sites.row.0");
    rig_.pass(0.4);
    rig_.click("site.note");
    rig_.type("dizzy");
    rig_.key(GLFW_KEY_ENTER, kCtrl);
    rig_.pass(0.4);
    EXPECT_TRUE(rig_.has("shorthand.text"));
    EXPECT_EQ(visit().markers.front().note, "dizzy");
    type("right soleus");
    EXPECT_EQ(rig_.fact("shorthand.chips"), "1");
}

}  // namespace myochart::ui::test
