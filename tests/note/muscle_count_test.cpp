#include <gtest/gtest.h>

#include "note/muscle_count.h"
#include "visit.h"

namespace myochart {

using test::PlainVisit;

namespace {

record::Marker& needle(PlainVisit& visit, const std::string& muscle, Side side = Side::left) {
    record::Marker& marker = visit.addSite(muscle, side);
    marker.needle.insertions = 1;
    return marker;
}

note::MuscleCount countOf(const PlainVisit& visit) { return note::musclesNeedled(visit.session, test::tables()); }

}  // namespace

TEST(MuscleCount, whatIsOnlyPlannedIsNeitherCountedNorSuggestedForBilling) {
    PlainVisit visit;
    for (const char* muscle : {"soleus", "infraspinatus", "piriformis"}) {
        record::Marker& planned = visit.addSite(muscle);
        planned.needle.diameterMm = 0.25F, planned.needle.lengthMm = 40.0F;
        planned.needle.depthMm = 20.0F;
        planned.needle.technique = "tech_pistoning";
    }
    EXPECT_STREQ(countOf(visit).cpt(), "");
    EXPECT_EQ(countOf(visit).sentence(), "");
    visit.session.markers[1].needle.inAt = 1;
    EXPECT_STREQ(countOf(visit).cpt(), "20560");
    EXPECT_EQ(countOf(visit).sentence(), "1 muscle was needled, counted once whatever the side and the part: infraspinatus (site 2).");
}

TEST(MuscleCount, bothSidesAreOneMuscleAndThreeAre20561) {
    PlainVisit visit;
    EXPECT_STREQ(countOf(visit).cpt(), "");
    EXPECT_EQ(countOf(visit).sentence(), "");
    needle(visit, "soleus", Side::left);
    needle(visit, "soleus", Side::right);
    EXPECT_EQ(countOf(visit).muscles.size(), 1U);
    needle(visit, "infraspinatus");
    EXPECT_STREQ(countOf(visit).cpt(), "20560");
    needle(visit, "piriformis");
    EXPECT_STREQ(countOf(visit).cpt(), "20561");
    EXPECT_EQ(countOf(visit).sentence(), 
              "3 muscles were needled, each counted once whatever the side and the part: soleus (sites 1, 2); infraspinatus (site 3); piriformis (site 4).");
    EXPECT_NE(countOf(visit).suggestion().find("CPT 20561"), std::string::npos);
}

TEST(MuscleCount, partsOfOneMuscleAreOneAndMusclesOfAGroupAreTheirOwn) {
    PlainVisit visit;
    needle(visit, "upper_trapezius");
    needle(visit, "lower_trapezius");
    needle(visit, "trapezius");
    ASSERT_EQ(countOf(visit).muscles.size(), 1U);
    EXPECT_EQ(countOf(visit).muscles[0].key, "trapezius");
    EXPECT_EQ(countOf(visit).muscles[0].parts, (std::vector<std::string>{"upper trapezius", "lower trapezius"}));
    needle(visit, "vastus_lateralis");
    needle(visit, "rectus_femoris");
    EXPECT_EQ(countOf(visit).muscles.size(), 3U) << "two of the four of the quadriceps";
}

TEST(MuscleCount, aGroupOrUnknownWordsAreNoMuscle) {
    PlainVisit visit;
    needle(visit, "erector_spinae");
    needle(visit, "paraspinals");
    EXPECT_TRUE(countOf(visit).muscles.empty());
    EXPECT_STREQ(countOf(visit).cpt(), "");
    EXPECT_EQ(countOf(visit).sentence(), "Not counted, because no single muscle is named: erector spinae (site 1); paraspinals (site 2).");
    record::Marker& byHand = needle(visit, "soleus");
    byHand.muscle = "paraspinals", byHand.byHand.muscle = true;
    EXPECT_TRUE(countOf(visit).muscles.empty()) << "what somebody wrote counts, not what the body says";
    byHand.muscle = "infraspinatus";
    ASSERT_EQ(countOf(visit).muscles.size(), 1U);
    EXPECT_EQ(countOf(visit).muscles[0].key, "infraspinatus");
}

TEST(MuscleCount, whatNobodyConfirmedAndWhatHadNoNeedleIsNotCounted) {
    PlainVisit visit;
    visit.addSite("soleus");
    needle(visit, "infraspinatus").plan.unconfirmed = true;
    EXPECT_TRUE(countOf(visit).muscles.empty());
    EXPECT_TRUE(countOf(visit).uncounted.empty());
}

}  // namespace myochart
