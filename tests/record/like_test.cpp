#include "record/like.h"

#include <gtest/gtest.h>

#include "record/ledger.h"
#include "record/samples.h"

namespace myochart::record {

TEST(LikeVisit, takesOverWhatWasPlannedAndNothingOfWhatWasFoundUsedOrFelt) {
    std::mt19937 random(3);
    const Session earlier = test::fullSession(random, PatientId::make());
    const Session visit = likeVisit(earlier, SessionId::make(), 1'700'000'000'000, "+01:00");
    EXPECT_EQ(faultIn(visit), "");
    EXPECT_EQ(visit.patient, earlier.patient);
    EXPECT_EQ(visit.before.therapist, earlier.before.therapist);
    EXPECT_EQ(visit.before.episode, earlier.before.episode);
    EXPECT_EQ(visit.before.position, earlier.before.position);
    EXPECT_FALSE(visit.before.pain.has_value());
    EXPECT_EQ(visit.screening, Screening()) << "it is asked anew";
    EXPECT_EQ(visit.consent, Consent());
    EXPECT_EQ(visit.after, After());
    EXPECT_FALSE(visit.signing.isSigned());
    ASSERT_EQ(visit.markers.size(), earlier.markers.size());
    const Marker &was = earlier.markers[0], &is = visit.markers[0];
    EXPECT_NE(is.id, was.id);
    EXPECT_EQ(is.anchor, was.anchor);
    EXPECT_EQ(is.side, was.side);
    EXPECT_EQ(is.plan.unconfirmed, true);
    EXPECT_EQ(is.plan.from, earlier.id.text);
    EXPECT_EQ(is.plan.earlier, was.id.text);
    EXPECT_EQ(is.finding, Finding());
    EXPECT_EQ(is.response, Response());
    EXPECT_EQ(is.note, "");
    EXPECT_EQ(is.needle.depthMm, was.needle.depthMm);
    EXPECT_EQ(is.needle.technique, was.needle.technique);
    EXPECT_EQ(is.needle.lot + is.needle.item + is.needle.serial + is.needle.expiry, "");
    EXPECT_FALSE(is.needle.inAt || is.needle.outAt);
    Marker confirmed = is;
    confirmed.plan.unconfirmed.reset();
    EXPECT_TRUE(wasNeedled(was));
    EXPECT_FALSE(wasNeedled(confirmed)) << "what was done then is not done today";
}

TEST(LikeVisit, leavesOutWhatNobodyEverConfirmed) {
    std::mt19937 random(4);
    Session earlier = test::sampleSession(random, PatientId::make(), 3);
    for (Marker& marker : earlier.markers) marker.plan.unconfirmed.reset();
    earlier.markers[1].plan.unconfirmed = true;
    const Session visit = likeVisit(earlier, SessionId::make(), 1'700'000'000'000, {});
    ASSERT_EQ(visit.markers.size(), 2U);
    EXPECT_EQ(visit.markers[1].plan.earlier, earlier.markers[2].id.text);
    EXPECT_EQ(visit.markers[1].number, 2U) << "numbered anew";
}

TEST(LikeVisit, whatHappenedAtASiteComesAlongAndItIsNotConfirmedWithTheOthers) {
    std::mt19937 random(5);
    Session earlier = test::sampleSession(random, PatientId::make(), 5);
    earlier.after = {};
    for (Marker& marker : earlier.markers) marker.plan = {}, marker.response = {}, marker.needle = {}, marker.needle.depthMm = 20.0F;
    earlier.markers[0].needle.technique = "pistoning";
    earlier.markers[1].response.bruise = true;
    earlier.markers[2].response.painBefore = 2;
    earlier.markers[2].response.painAfter = 5;
    earlier.after.adverse.resize(2);
    earlier.after.adverse[0].category = "fainting";
    earlier.after.adverse[1].category = "numbness";
    earlier.after.adverse[1].site = earlier.markers[3].id.text;
    const Session visit = likeVisit(earlier, SessionId::make(), 1'700'000'000'000, {});
    EXPECT_EQ(faultIn(visit), "");
    EXPECT_TRUE(visit.markers[0].plan.reactions.empty());
    EXPECT_EQ(visit.markers[1].plan.reactions, std::vector<std::string>{"bruising"});
    EXPECT_EQ(visit.markers[2].plan.reactions, std::vector<std::string>{"pain_after"});
    EXPECT_EQ(visit.markers[3].plan.reactions, std::vector<std::string>{"numbness"});
    const Confirmable sites = confirmableIn(visit);
    EXPECT_EQ(sites.atOnce, (std::vector{visit.markers[0].id, visit.markers[4].id}));
    EXPECT_EQ(sites.oneByOne.size(), 3U);
    ASSERT_EQ(sites.figures.size(), 2U);
    EXPECT_STREQ(sites.figures[0].key, "technique");
    EXPECT_EQ(sites.figures[0].sites, 1U);
    EXPECT_STREQ(sites.figures[1].key, "depth_mm");
    EXPECT_EQ(sites.figures[1].sites, 2U);
}

}  // namespace myochart::record
