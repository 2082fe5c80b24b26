#include <gtest/gtest.h>

#define GLFW_INCLUDE_NONE
#include <GLFW/glfw3.h>

#include "record/edits.h"
#include "support/translations.h"
#include "ui/pain_scale.h"
#include "ui/panels/over_time.h"
#include "ui/plot.h"
#include "visits.h"

namespace myochart::ui::test {

namespace {

class OverTimeUi : public ::testing::Test {
  protected:
    void SetUp() override { chartVisits(rig_, 3); }
    void tabTo(const std::string& name) {
        for (int i = 0; i < 200; ++i) {
            rig_.key(GLFW_KEY_TAB);
            const FocusStop* stop = rig_.frame().state().focus.shown();
            if (stop && stop->name == name) return;
        }
        FAIL() << name << " was not reached";
    }
    void open() {
        rig_.key(GLFW_KEY_O);
        rig_.pass(0.2);
        ASSERT_TRUE(rig_.has("time.visit"));
    }
    workspace::TimeDesk& time() { return rig_.program().time; }

    FrameRig rig_;
};

}  // namespace

TEST_F(OverTimeUi, aKeyOpensTheCourseInPlaceOfTheVisitsAndEscGoesBack) {
    ASSERT_TRUE(rig_.has("visits.overTime"));
    open();
    EXPECT_FALSE(rig_.has("visits.back"));
    EXPECT_TRUE(rig_.has("time.place.0"));
    rig_.key(GLFW_KEY_ESCAPE);
    rig_.pass(0.1);
    EXPECT_FALSE(time().isOpen());
    EXPECT_TRUE(rig_.has("visits.back"));
    rig_.click("visits.overTime");
    rig_.pass(0.1);
    EXPECT_TRUE(time().isOpen());
}

TEST_F(OverTimeUi, theSliderGoesThroughTheVisitsByKey) {
    open();
    EXPECT_EQ(time().chosen(), 2U);
    tabTo("time.visit");
    rig_.key(GLFW_KEY_LEFT);
    rig_.pass(0.1);
    EXPECT_EQ(time().chosen(), 1U);
    rig_.key(GLFW_KEY_RIGHT);
    rig_.key(GLFW_KEY_RIGHT);
    rig_.pass(0.1);
    EXPECT_EQ(time().chosen(), 2U);
}

TEST_F(OverTimeUi, aPlaceTellsItsVisitsAndEachOpensItsVisit) {
    open();
    rig_.click("time.place.0");
    rig_.pass(0.2);
    ASSERT_TRUE(rig_.has("time.sighting.0"));
    EXPECT_TRUE(rig_.program().view.cameraGoal || rig_.fact("camera") == "still");
    rig_.click("time.sighting.0");
    rig_.pass(0.3);
    EXPECT_FALSE(time().isOpen());
    ASSERT_TRUE(rig_.program().record.session());
    EXPECT_EQ(rig_.program().record.session()->id, rig_.program().record.sessions().back().id) << "the oldest";
}

TEST_F(OverTimeUi, aSiteIsTakenApartAndJoinedAgainFromItsMenu) {
    open();
    const size_t places = time().overTime().places.size();
    rig_.click("time.place.0");
    rig_.pass(0.2);
    rig_.click("time.sighting.2.more");
    rig_.click("time.sighting.2.apart");
    rig_.pass(0.2);
    EXPECT_EQ(time().overTime().places.size(), places + 1);
    ASSERT_EQ(rig_.program().record.patient()->details.sameSites.size(), 1U);
    rig_.click("time.sighting.0.more");
    rig_.click("time.sighting.0.join");
    rig_.pass(0.1);
    ASSERT_TRUE(rig_.has("time.join.cancel"));
    size_t other = 0;
    while (time().overTime().places[other].sightings.size() != 2) ++other;
    rig_.click("time.place." + std::to_string(other));
    rig_.pass(0.2);
    EXPECT_EQ(time().overTime().places.size(), places);
    EXPECT_FALSE(rig_.has("time.join.cancel"));
}

TEST_F(OverTimeUi, plotsAreWalkedWithArrowsAndEnterOpensTheVisit) {
    open();
    rig_.click("time.tab.1");
    rig_.pass(0.1);
    ASSERT_TRUE(rig_.has("time.plot.pain"));
    EXPECT_TRUE(rig_.has("time.plot.needles"));
    tabTo("time.plot.pain");
    rig_.key(GLFW_KEY_LEFT);
    rig_.pass(0.1);
    EXPECT_EQ(time().chosen(), 1U);
    rig_.key(GLFW_KEY_ENTER);
    rig_.pass(0.3);
    EXPECT_EQ(rig_.program().record.session()->id, rig_.program().record.sessions()[1].id);
}

TEST_F(OverTimeUi, aClickOnAPointOpensItsVisit) {
    open();
    rig_.click("time.tab.1");
    rig_.pass(0.1);
    const Rect plot = rig_.rect("time.plot.needles");
    rig_.click(vec2(plot.min.x + 40, plot.centre().y));
    rig_.pass(0.3);
    EXPECT_EQ(rig_.program().record.session()->id, rig_.program().record.sessions().back().id);
}

TEST_F(OverTimeUi, theTableSaysTheSameAndARowOpensItsVisit) {
    open();
    rig_.click("time.tab.1");
    rig_.click("time.course.1");
    rig_.pass(0.1);
    EXPECT_FALSE(rig_.has("time.plot.pain"));
    rig_.click("time.plot.pain.row.0");
    rig_.pass(0.3);
    EXPECT_EQ(rig_.program().record.session()->id, rig_.program().record.sessions().back().id);
}

TEST_F(OverTimeUi, aMeasuredMotionIsNamedInTheWindowsWordsAndAScoreAsItWasGiven) {
    const auto& catalogue = rig_.program().catalogue();
    const note::FigureOverTime bending{"neck", "side bending", Side::left, false, {}}, score{"neck", {}, {}, true, {}};
    EXPECT_EQ(figureTitle(catalogue, bending), "Neck, side bending, left");
    const myochart::test::Speaking german("de");
    EXPECT_NE(figureTitle(catalogue, bending).find("Seitneigung"), std::string::npos) << figureTitle(catalogue, bending);
    EXPECT_EQ(figureTitle(catalogue, bending).find("eck,"), std::string::npos) << "the joint too";
    EXPECT_EQ(figureTitle(catalogue, score), "neck");
}

TEST_F(OverTimeUi, twoVisitsAreComparedInWordsAndOnTheBody) {
    open();
    rig_.click("time.tab.2");
    rig_.pass(0.2);
    EXPECT_TRUE(time().veilsVisit());
    EXPECT_TRUE(rig_.has("time.compare.from"));
    EXPECT_TRUE(rig_.has("time.compare.site.0"));
    EXPECT_EQ(time().pair(), std::pair(size_t{1}, size_t{2}));
    tabTo("time.compare.from");
    rig_.key(GLFW_KEY_LEFT);
    rig_.pass(0.1);
    EXPECT_EQ(time().pair(), std::pair(size_t{0}, size_t{2}));
    rig_.click("time.tab.0");
    rig_.pass(0.1);
    EXPECT_FALSE(time().veilsVisit());
}

TEST_F(OverTimeUi, aGhostTellsOfItselfAndIsNotPicked) {
    rig_.program().record.closeSession();
    rig_.pass(0.1);
    open();
    ASSERT_TRUE(rig_.program().view.options.ghosts);
    ASSERT_FALSE(rig_.program().view.options.ghosts->empty());
    const scene::Ghost ghost = rig_.program().view.options.ghosts->front();
    rig_.program().view.cameraGoal.reset();
    rig_.moveTo(rig_.onScreen(ghost.position));
    rig_.pass(0.1);
    EXPECT_EQ(rig_.program().view.options.hoveredMarker, ghost.id);
    EXPECT_NE(rig_.fact("underPointer").find("pain 7"), std::string::npos) << rig_.fact("underPointer");
    rig_.click(rig_.onScreen(ghost.position));
    rig_.pass(0.1);
    EXPECT_FALSE(rig_.program().view.options.selectedMarkers.contains(ghost.id));
    EXPECT_EQ(rig_.program().view.options.selected, rig_.program().bodies.current()->find("left_soleus")) << "a click means the body";
}

TEST(PainScale, wordsTellTheSignAndWhatIsMissing) {
    note::PainChange pain;
    EXPECT_EQ(painWords(pain), "pain not recorded");
    pain.first = 0;
    EXPECT_EQ(painWords(pain), "pain 0");
    pain.last = 4;
    EXPECT_EQ(painWords(pain), "0 \xE2\x80\xBA 4   +4");
    pain.first = 7;
    EXPECT_EQ(painWords(pain), "7 \xE2\x80\xBA 4   \xE2\x88\x92" "3");
    pain.last = 7;
    EXPECT_EQ(painWords(pain), "7 \xE2\x80\xBA 7   \xC2\xB1" "0");
}

TEST(Plot, whatIsNotRecordedIsADashAndZeroAFigure) {
    EXPECT_EQ(figureWords(std::nullopt, " N"), "\xE2\x80\x93");
    EXPECT_EQ(figureWords(0.0F, " N"), "0 N");
    EXPECT_EQ(figureWords(-5.5F, "\xC2\xB0"), "-5.5\xC2\xB0");
}

TEST(OverTimeByDate, visitsStandAsFarApartAsTheirDaysAndNoTwoDaysCollide) {
    FrameRig rig;
    rig.openVisit();
    for (const int days : {1, 1, 1, 60}) {
        record::Session visit = *rig.program().record.session();
        visit.before.pain = 5;
        ASSERT_TRUE(rig.program().record.commit(record::Edited{visit, "chart"}));
        rig.clock() += UtcMs{days} * 86'400'000;
        ASSERT_TRUE(rig.frame().commands().run("session.new", rig.program()));
        rig.pass(0.1);
    }
    rig.key(GLFW_KEY_O);
    rig.pass(0.2);
    rig.click("time.tab.1");
    rig.pass(0.2);
    ASSERT_TRUE(rig.has("time.plot.needles.day.0") && rig.has("time.plot.needles.day.4"));
    const Rect plot = rig.rect("time.plot.needles"), first = rig.rect("time.plot.needles.day.0"), last = rig.rect("time.plot.needles.day.4");
    EXPECT_FALSE(rig.has("time.plot.needles.day.1")) << "a day later there is no room for a second date";
    EXPECT_LT(first.max.x, last.min.x);
    EXPECT_GE(first.min.x, plot.min.x - 0.5F);
    EXPECT_LE(last.max.x, plot.max.x + 0.5F);
    // In the middle of the axis the nearest visit in time is the fourth: its press opens that one, where even steps had the third.
    rig.click(vec2(plot.min.x + plot.size().x * 0.3F, plot.centre().y));
    rig.pass(0.3);
    EXPECT_EQ(rig.program().record.session()->id, rig.program().record.sessions()[1].id);
}

}  // namespace myochart::ui::test
