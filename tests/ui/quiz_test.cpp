#include <gtest/gtest.h>

#define GLFW_INCLUDE_NONE
#include <GLFW/glfw3.h>

#include "frame_rig.h"
#include "support/builtin_body.h"
#include "workspace/quiz_commands.h"

namespace myochart::ui::test {

namespace {

constexpr const char* kTwoQuestions =
    "title: Two\n"
    "[question]\nid: n\nkind: name_muscle\nmuscle: pectoralis_major_clavicular\nside: left\nchoices: deltoid_anterior, subclavius\nhint: Over the chest.\n"
    "[question]\nid: p\nkind: place_point\npoint: tibialis_anterior_trp1\nside: left\n[end]\n";

/// The built-in body with an open visit, and a set of two questions before all others.
class QuizPanelTest : public ::testing::Test {
  protected:
    void SetUp() override {
        rig_.program().bodies.show({std::shared_ptr<const void>(), &myochart::test::builtinBody()});
        std::filesystem::create_directories(rig_.folder() / "teaching");
        ASSERT_TRUE(writeFileAtomically(rig_.folder() / "teaching/a.quiz", kTwoQuestions));
        rig_.pass(0.2);
        rig_.openVisit();
        rig_.program().view.lookAtWholeBody();
        rig_.pass(0.2);
    }
    workspace::QuizDesk& quiz() { return rig_.program().quiz; }
    void open() {
        rig_.key(GLFW_KEY_Q, kShift);
        rig_.pass(0.3);
        ASSERT_TRUE(rig_.has("quiz.set.0"));
    }
    void start() {
        open();
        rig_.click("quiz.learner");
        rig_.type("Ana");
        rig_.key(GLFW_KEY_ENTER);
        rig_.pass(0.2);
        rig_.click("quiz.start");
        rig_.pass(0.5);
        ASSERT_TRUE(quiz().isRunning());
    }
    FrameRig rig_;
};

}  // namespace

TEST_F(QuizPanelTest, opensInThePlaceOfTheCardsAndGoesBack) {
    open();
    EXPECT_FALSE(rig_.has("quiz.answer"));
    rig_.key(GLFW_KEY_ESCAPE);
    rig_.pass(0.1);
    EXPECT_FALSE(rig_.has("quiz.set.0"));
    EXPECT_FALSE(quiz().isOpen());
}

TEST_F(QuizPanelTest, withoutANameItSaysWhatIsMissing) {
    open();
    rig_.click("quiz.start");
    rig_.pass(0.2);
    EXPECT_FALSE(quiz().isRunning());
    EXPECT_TRUE(rig_.has("quiz.start"));
}

TEST_F(QuizPanelTest, aRunFromTheFirstQuestionToTheSummary) {
    start();
    EXPECT_EQ(rig_.fact("quiz.question"), "n");
    ASSERT_TRUE(rig_.has("quiz.choice.0"));
    size_t right = 0;
    for (size_t i = 0; i < quiz().choices().size(); ++i)
        if (quiz().choices()[i] == "pectoralis_major_clavicular") right = i;
    rig_.key(GLFW_KEY_1 + static_cast<int>(right));
    EXPECT_EQ(quiz().chosen(), right);
    rig_.key(GLFW_KEY_ENTER);
    rig_.pass(0.2);
    EXPECT_EQ(rig_.fact("quiz.points"), "1.00");
    rig_.key(GLFW_KEY_ENTER);
    rig_.pass(0.5);
    EXPECT_EQ(rig_.fact("quiz.question"), "p");
    rig_.click(rig_.onScreen(quiz().charted().at(0).position));
    rig_.pass(0.2);
    ASSERT_TRUE(quiz().pointed());
    EXPECT_TRUE(rig_.has("quiz.pointed"));
    EXPECT_FALSE(rig_.has("quiz.charted")) << "before the answer nothing tells it";
    rig_.click("quiz.answer");
    rig_.pass(0.2);
    EXPECT_TRUE(rig_.has("quiz.charted"));
    EXPECT_LT(quiz().result()->place->figures.mm, 60);
    rig_.click("quiz.next");
    rig_.pass(0.3);
    EXPECT_FALSE(quiz().isRunning());
    EXPECT_EQ(rig_.fact("quiz.summary").substr(1), "/2");
    rig_.click("quiz.sets");
    rig_.pass(0.2);
    EXPECT_TRUE(rig_.has("quiz.set.0"));
    EXPECT_TRUE(rig_.program().record.session()->markers.empty()) << "nothing of it is in the visit";
}

TEST_F(QuizPanelTest, whileItAsksNothingOnTheScreenTellsAName) {
    rig_.program().settings.structuresTab = true;
    start();
    rig_.moveTo(rig_.rect("body").centre());
    rig_.pass(0.3);
    EXPECT_FALSE(rig_.has("body.tip"));
    EXPECT_FALSE(rig_.has("search"));
    rig_.click(rig_.rect("body").centre());
    rig_.pass(0.2);
    EXPECT_FALSE(rig_.program().view.options.selected);
    EXPECT_FALSE(rig_.has("structure.isolate"));
    rig_.key(GLFW_KEY_N);
    rig_.pass(0.1);
    EXPECT_EQ(rig_.program().marks.mode(), workspace::Mode::look) << "nothing is charted meanwhile";
    rig_.click("quiz.end");
    rig_.pass(0.2);
    EXPECT_FALSE(quiz().isRunning());
    EXPECT_TRUE(rig_.has("search"));
}

TEST_F(QuizPanelTest, noneBeginsWithANeedleInAndNothingOfAPatientStandsBesideOne) {
    rig_.addMarkers(2);
    record::Session needled = *rig_.program().record.session();
    for (record::Marker& marker : needled.markers) marker.type = record::MarkerType::needle;
    needled.markers[0].needle.inAt = rig_.clock();
    ASSERT_TRUE(rig_.program().record.commit(record::Edited{needled, "in"}));
    open();
    quiz().learner = "Ana";
    EXPECT_FALSE(quiz().start("a", false));
    EXPECT_FALSE(quiz().isRunning());
    ASSERT_TRUE(rig_.frame().commands().run("needle.allOut", rig_.program()));
    rig_.pass(0.2);
    EXPECT_TRUE(rig_.has("alert.add"));
    ASSERT_TRUE(quiz().start("a", false));
    rig_.pass(0.3);
    EXPECT_FALSE(rig_.has("alert.add")) << "a class looks on";
    EXPECT_FALSE(rig_.has("needleBar.allIn"));
    rig_.key(GLFW_KEY_F, kCtrl);
    rig_.pass(0.2);
    ASSERT_FALSE(rig_.program().notices.all().empty());
    EXPECT_EQ(rig_.program().notices.all().back().text, "While a quiz asks, the search is away: it would tell the names.");
    EXPECT_TRUE(workspace::mayRunInQuiz("needle.faint")) << "nothing stands before an emergency";
    quiz().end();
    rig_.pass(0.2);
    EXPECT_TRUE(rig_.has("alert.add"));
    quiz().setShowsClass(true);
    EXPECT_EQ(rig_.program().marks.shownSession(), nullptr) << "a patient's sites are no errors of a class";
    quiz().setShowsClass(false);
    EXPECT_NE(rig_.program().marks.shownSession(), nullptr);
}

TEST_F(QuizPanelTest, escapeEndsTheRunThenThePanel) {
    start();
    rig_.key(GLFW_KEY_ESCAPE);
    rig_.pass(0.2);
    EXPECT_FALSE(quiz().isRunning());
    EXPECT_TRUE(quiz().isOpen());
    rig_.key(GLFW_KEY_ESCAPE);
    rig_.pass(0.2);
    EXPECT_FALSE(quiz().isOpen());
}

}  // namespace myochart::ui::test
