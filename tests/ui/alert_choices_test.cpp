#include <gtest/gtest.h>

#define GLFW_INCLUDE_NONE
#include <GLFW/glfw3.h>

#include "frame_rig.h"

// Words that are typed or chosen from a list, as a patient's alerts are.

namespace myochart::ui::test {

namespace {

class AlertChoices : public ::testing::Test {
  protected:
    FrameRig rig_{FrameRig::Setup{.windowPx = {1440, 900}}};

    void SetUp() override { rig_.openVisit(); }
};

}  // namespace

TEST_F(AlertChoices, anAlertStaysInViewAndIsTakenAwayOnlyWhenItsWordsAreEmptied) {
    rig_.click("alert.add");
    rig_.pass(0.3);
    rig_.type("cat bites often");
    rig_.key(GLFW_KEY_ENTER);
    rig_.pass(0.3);
    ASSERT_EQ(rig_.program().record.patient()->details.alerts, std::vector<std::string>{"cat bites often"});
    rig_.click("alert.0");
    rig_.pass(0.1);
    EXPECT_EQ(rig_.program().record.patient()->details.alerts.size(), 1U) << "a slip of the mouse takes nothing away";
    rig_.key(GLFW_KEY_A, kCtrl);
    rig_.key(GLFW_KEY_DELETE);
    rig_.key(GLFW_KEY_ENTER);
    rig_.pass(0.2);
    EXPECT_TRUE(rig_.program().record.patient()->details.alerts.empty());
}

TEST_F(AlertChoices, anAlertIsFoundByItsWordsInAnyLanguage) {
    for (const char* word : {"Blutverd\xC3\xBCnner", "anticoagulante", "nickel allergy"}) {
        rig_.click("alert.add");
        rig_.pass(0.3);
        rig_.type(word);
        rig_.key(GLFW_KEY_ENTER);
        rig_.pass(0.3);
    }
    EXPECT_EQ(rig_.program().record.patient()->details.alerts, (std::vector<std::string>{"rel_anticoagulant", "rel_allergy"}));
}

TEST_F(AlertChoices, aMedicineLeadsToTheAlertItMeans) {
    const auto open = [&](const char* typed) {
        rig_.click("alert.add");
        rig_.pass(0.3);
        rig_.type(typed);
        rig_.pass(0.1);
    };
    for (const char* medicine : {"warfarin", "Marcumar", "acenocumarol", "eliquis"}) {
        open(medicine);
        rig_.key(GLFW_KEY_ENTER);
        rig_.pass(0.3);
        EXPECT_EQ(rig_.program().record.patient()->details.alerts, std::vector<std::string>{"rel_anticoagulant"}) << medicine;
        rig_.key(GLFW_KEY_Z, kCtrl);
        rig_.pass(0.2);
    }
    open("on warfarin since May");
    EXPECT_TRUE(rig_.has("alert.add.rel_anticoagulant")) << "it is offered, with the words themselves beside it";
    rig_.key(GLFW_KEY_ENTER);
    rig_.pass(0.2);
    EXPECT_TRUE(rig_.program().record.patient()->details.alerts.empty()) << "which of the two is asked";
}

TEST_F(AlertChoices, arrowsChooseAmongTheChoicesAndNoPieceOfAWordIsKeptUnasked) {
    const auto open = [&](const char* typed) {
        rig_.click("alert.add");
        rig_.pass(0.3);
        rig_.type(typed);
        rig_.pass(0.1);
    };
    const auto alerts = [&] { return rig_.program().record.patient()->details.alerts; };
    open("anticoag");
    rig_.key(GLFW_KEY_DOWN);
    rig_.key(GLFW_KEY_DOWN);
    rig_.key(GLFW_KEY_ENTER);
    rig_.pass(0.3);
    ASSERT_EQ(alerts(), std::vector<std::string>{"rel_anticoagulant"}) << "the second that fits";
    open("anticoag");
    rig_.key(GLFW_KEY_ENTER);
    rig_.pass(0.3);
    ASSERT_EQ(alerts().size(), 1U) << "it asks which";
    rig_.key(GLFW_KEY_ENTER);
    rig_.pass(0.3);
    ASSERT_EQ(alerts(), (std::vector<std::string>{"rel_anticoagulant", "abs_uncontrolled_bleeding"})) << "the first that fits, never the piece of a word";
    open("anticoag");
    rig_.key(GLFW_KEY_UP);
    rig_.key(GLFW_KEY_ENTER);
    rig_.pass(0.3);
    EXPECT_EQ(alerts().back(), "anticoag") << "the last row keeps the words";
    rig_.click("alert.2");
    rig_.pass(0.3);
    for (int i = 0; i < 3; ++i) rig_.key(GLFW_KEY_ENTER), rig_.pass(0.3);
    EXPECT_EQ(alerts().back(), "anticoag") << "looked at and left as it was";
}

TEST_F(AlertChoices, theRowThatIsPressedIsTheOneThatIsTaken) {
    rig_.click("alert.add");
    rig_.pass(0.3);
    rig_.type("anticoag");
    rig_.pass(0.2);
    ASSERT_TRUE(rig_.has("alert.add.abs_uncontrolled_bleeding"));
    EXPECT_FALSE(rig_.has("alert.add.rel_pregnancy")) << "does not fit what was typed";
    const Rect before = rig_.rect("alert.add.abs_uncontrolled_bleeding");
    rig_.drag(before.centre(), before.centre() + vec2(1, 0), true, 1);
    rig_.pass(0.2);
    EXPECT_FALSE(rig_.has("alert.add.rel_pregnancy")) << "no row moves under the pointer";
    rig_.release(before.centre());
    rig_.pass(0.3);
    EXPECT_EQ(rig_.program().record.patient()->details.alerts, std::vector<std::string>{"abs_uncontrolled_bleeding"});
}

}  // namespace myochart::ui::test
