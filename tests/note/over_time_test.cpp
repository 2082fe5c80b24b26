#include <gtest/gtest.h>

#include "note/over_time.h"
#include "visit.h"

namespace myochart {

using test::PlainVisit;

namespace {

struct Course {
    std::vector<record::Session> visits;

    record::Session& add() { return visits.emplace_back(PlainVisit().session); }
    record::Marker& site(const char* muscle = "soleus") {
        PlainVisit with;
        with.session = visits.back();
        with.addSite(muscle).anchor.bodyChecksum = "body";
        visits.back() = with.session;
        return visits.back().markers.back();
    }
    note::OverTime all() const { return note::overTime(visits, {}, test::tables()); }
};

}  // namespace

TEST(OverTime, painGoesFromTheFirstFigureToTheLastAndNotRecordedIsNoZero) {
    Course course;
    course.add();
    course.site();
    course.add();
    course.site().response.painBefore = 7;
    EXPECT_EQ(course.all().places[0].pain.first, 7U);
    EXPECT_FALSE(course.all().places[0].pain.by()) << "one figure is no change";
    course.add();
    record::Marker& later = course.site();
    later.response.painBefore = 4;
    later.response.painAfter = 0;
    course.add();
    course.site();
    const note::PainChange pain = course.all().places[0].pain;
    EXPECT_EQ(pain.first, 7U);
    EXPECT_EQ(pain.last, 0U);
    EXPECT_EQ(pain.by(), -7);
    EXPECT_EQ(pain.firstVisit, 1U);
    EXPECT_EQ(pain.lastVisit, 2U);
    EXPECT_TRUE(pain.lastIsAfter);
}

TEST(OverTime, aPlaceCountsTheVisitsInWhichANeedleWasThere) {
    Course course;
    course.add();
    course.site().needle.insertions = 2;
    course.add();
    course.site().needle.depthMm = 20.0F;
    course.add();
    course.site().needle.inAt = 5;
    course.site("infraspinatus").needle.insertions = 0;
    const note::OverTime all = course.all();
    ASSERT_EQ(all.places.size(), 2U);
    EXPECT_EQ(all.places[0].sightings.size(), 3U);
    EXPECT_EQ(all.places[0].needled, 2U) << "a depth alone is a plan";
    EXPECT_EQ(all.places[1].needled, 0U);
    ASSERT_EQ(all.muscles.size(), 1U) << "no insertion is no needle";
    EXPECT_EQ(all.muscles[0].muscle, "soleus");
    EXPECT_EQ(all.muscles[0].visits, 2U);
    EXPECT_EQ(all.muscles[0].needles, 2U);
    EXPECT_EQ(all.visits[1].sites, 1U);
    EXPECT_EQ(all.visits[1].needles, 0U);
    EXPECT_EQ(all.visits[2].needles, 1U);
}

TEST(OverTime, whatNobodyConfirmedCountsAsNothing) {
    Course course;
    course.add();
    course.site().response.painBefore = 7;
    course.add();
    record::Marker& planned = course.site();
    planned.plan.unconfirmed = true;
    planned.response.painBefore = 1;
    const note::OverTime all = course.all();
    ASSERT_EQ(all.places.size(), 1U);
    EXPECT_EQ(all.places[0].sightings.size(), 1U);
    EXPECT_EQ(all.visits[1].sites, 0U);
    EXPECT_FALSE(all.places[0].pain.last);
}

TEST(OverTime, thePlacesOfTheLastVisitComeFirst) {
    Course course;
    course.add();
    course.site("infraspinatus");
    course.add();
    course.site("piriformis");
    course.site("soleus");
    const auto places = course.all().places;
    ASSERT_EQ(places.size(), 3U);
    EXPECT_EQ(places[0].muscle, "piriformis");
    EXPECT_EQ(places[1].muscle, "soleus");
    EXPECT_EQ(places[2].muscle, "infraspinatus");
}

TEST(OverTime, rangesOfMotionAreKeptApartByJointMovementAndSide) {
    Course course;
    course.add().outcomes.measures = {test::measure(40.0F), test::measure(std::nullopt)};
    record::Measure left = test::measure(0.0F);
    left.side = Side::left;
    left.before = -5.0F;
    course.add().outcomes.measures = {left, test::measure(50.0F)};
    course.visits.back().outcomes.scores = {{.name = "NDI", .before = 20.0F, .after = {}, .lowest = {}, .highest = {}, .others = {}}};
    const auto figures = course.all().figures;
    ASSERT_EQ(figures.size(), 3U);
    ASSERT_EQ(figures[0].values.size(), 2U) << "a row without a figure says nothing";
    EXPECT_FALSE(figures[0].values[0].before);
    EXPECT_EQ(figures[0].values[1].visit, 1U);
    EXPECT_EQ(figures[1].side, Side::left);
    EXPECT_EQ(figures[1].values[0].after, 0.0F);
    EXPECT_TRUE(figures[2].isScore);
}

TEST(OverTime, thresholdsOfEveryUnitAreOfOneMeasure) {
    record::Finding finding;
    EXPECT_FALSE(note::thresholdNewton(finding));
    finding.threshold = 2.0F;
    finding.thresholdUnit = record::PressureUnit::newton;
    EXPECT_FLOAT_EQ(*note::thresholdNewton(finding), 2);
    finding.thresholdUnit = record::PressureUnit::kilogram;
    EXPECT_NEAR(*note::thresholdNewton(finding), 19.6133, 1e-3);
    finding.thresholdUnit = record::PressureUnit::kilopascal;
    EXPECT_FALSE(note::thresholdNewton(finding)) << "no area, no force";
    finding.threshold = 300.0F;
    finding.tipCm2 = 1.0F;
    EXPECT_FLOAT_EQ(*note::thresholdNewton(finding), 30);
}

TEST(VisitDifference, tellsWhatIsNewGoneMovedAndChanged) {
    Course course;
    course.add().before.pain = 6;
    course.site("infraspinatus");
    course.site().response.painBefore = 7;
    course.add().before.pain = 0;
    record::Marker& again = course.site();
    again.response.painBefore = 5;
    again.anchor.position = {3, 4, 0};
    course.site("piriformis");
    const auto places = note::samePlaces(course.visits, {}, test::tables());
    const auto difference = note::visitDifference(course.visits, places, 0, 1);
    ASSERT_EQ(difference.ofVisit.size(), 1U);
    EXPECT_EQ(difference.ofVisit[0].name, "before.pain");
    EXPECT_EQ(difference.ofVisit[0].after, "0");
    ASSERT_EQ(difference.sites.size(), 3U);
    EXPECT_EQ(difference.sites[0].before, 1U);
    EXPECT_EQ(difference.sites[0].after, 0U);
    EXPECT_FLOAT_EQ(*difference.sites[0].movedMm, 5);
    ASSERT_EQ(difference.sites[0].fields.size(), 1U);
    EXPECT_EQ(difference.sites[0].fields[0].title, "pain before");
    EXPECT_FALSE(difference.sites[1].before) << "new";
    EXPECT_FALSE(difference.sites[2].after) << "gone";
    EXPECT_EQ(difference.sites[2].before, 0U);
}

}  // namespace myochart
