#include "note/remarks.h"

#include <gtest/gtest.h>

#include "note/lacking.h"
#include "note/missing_groups.h"
#include "visit.h"

namespace myochart {

using test::PlainVisit;

namespace {

std::vector<std::string> sentences(const PlainVisit& visit) {
    std::vector<std::string> all;
    for (const note::Missing& each : note::remarks(visit.session)) {
        EXPECT_TRUE(each.isRemark);
        EXPECT_FALSE(each.why.empty());
        all.push_back(each.sentence);
    }
    return all;
}

using Sentences = std::vector<std::string>;

}  // namespace

TEST(Remarks, aPlannedNeedleOfWhichNothingSaysThatItWentInIsOne) {
    PlainVisit visit;
    EXPECT_EQ(sentences(visit), Sentences()) << "of an empty visit there is nothing to say";
    visit.addSite("soleus").needle.inAt = 1;
    visit.addSite("infraspinatus").needle.depthMm = 20.0F;
    visit.addSite("piriformis").plan.unconfirmed = true;
    visit.addSite("popliteus").type = record::MarkerType::latent;
    EXPECT_EQ(sentences(visit), Sentences{"Site 2: nothing says that the needle went in."});
    const auto found = note::remarks(visit.session);
    EXPECT_EQ(found[0].field, "sites.needle.in_at");
    EXPECT_EQ(found[0].marker, visit.session.markers[1].id);
    const auto groups = note::grouped(found);
    ASSERT_EQ(groups.size(), 1U);
    EXPECT_EQ(groups[0].what, "Nothing says that the needle went in");
    EXPECT_EQ(groups[0].sites.at(0).number, 2U);
    visit.session.markers[2].plan = {};
    EXPECT_EQ(note::lacking(nullptr, visit.patient, visit.practice, visit.session), (Sentences{"1 needle still in", "Nothing says that the needle went in"})) << "once, whatever the number of sites";
    visit.session.markers[1].needle.insertions = 1;
    visit.session.markers[2].response.twitch = record::Twitch::none;
    EXPECT_EQ(sentences(visit), Sentences());
}

TEST(Remarks, aSiteThatSaysTwoThingsAtOnceIsOne) {
    PlainVisit visit;
    record::Marker& site = visit.addSite("soleus");
    site.needle.inAt = 1;
    site.needle.insertions = 0;
    site.response.twitch = record::Twitch::none;
    site.response.twitchCount = 0;
    EXPECT_EQ(sentences(visit), Sentences{"Site 1: no insertion is told, and a time at which the needle went in."});
    site.needle.insertions = 1;
    site.response.twitchCount = 3;
    EXPECT_EQ(sentences(visit), Sentences{"Site 1: no local twitch is told, and a count of twitches."});
    site.response.twitch = record::Twitch::weak;
    EXPECT_EQ(sentences(visit), Sentences());
}

TEST(Remarks, aNeedleOutOnAnotherDayAndADepthBeyondItsLengthAreSome) {
    PlainVisit visit;
    record::Marker& site = visit.addSite("soleus");
    constexpr UtcMs kDay = 86'400'000;
    site.needle.inAt = visit.session.startedAt, site.needle.outAt = visit.session.startedAt + 60'000;
    site.needle.lengthMm = 40.0F, site.needle.depthMm = 40.0F;
    EXPECT_EQ(sentences(visit), Sentences());
    site.needle.outAt = visit.session.startedAt + 2 * kDay + 5 * 60'000;
    site.needle.depthMm = 60.0F;
    EXPECT_EQ(sentences(visit), (Sentences{"Site 1: the needle is told out on another day than it went in.", "Site 1: the depth told is more than the needle's length."}));
    EXPECT_NE(visit.note().find("48 h 5 min in place"), std::string::npos) << visit.note();
}

TEST(Remarks, figuresOfAFileThatCannotBeAreOne) {
    PlainVisit visit;
    record::Marker& site = visit.addSite("soleus");
    site.needle.inAt = 1;
    site.needle.ultrasoundMuscleMm = 10.0F, site.needle.ultrasoundRibMm = 5.0F;
    EXPECT_EQ(sentences(visit), Sentences{"Site 1: lift or ultrasound depths are told that cannot be."});
}

TEST(Remarks, painThatLiesOutsideItsOwnBoundsIsOne) {
    PlainVisit visit;
    record::Before& before = visit.session.before;
    before.pain = 7, before.painWorst = 5;
    EXPECT_EQ(sentences(visit), Sentences{"The pain now is told as above the worst."});
    before.painWorst = 7, before.painBest = 7;
    EXPECT_EQ(sentences(visit), Sentences());
    before.pain = 3;
    EXPECT_EQ(sentences(visit), Sentences{"The pain now is told as below the least."});
    before.pain.reset(), before.painBest = 8;
    EXPECT_EQ(sentences(visit), Sentences{"The least pain is told as above the worst."});
}

TEST(Remarks, consentWithoutAnyRiskToldIsOne) {
    PlainVisit visit;
    record::Consent& consent = visit.session.consent;
    consent.how = record::Consented::refused;
    EXPECT_EQ(sentences(visit), Sentences());
    for (const auto how : {record::Consented::written, record::Consented::verbal}) {
        consent.how = how;
        EXPECT_EQ(sentences(visit), Sentences{"No risk was told to the patient who consented."});
    }
    consent.risks = {"bruising"};
    EXPECT_EQ(sentences(visit), Sentences());
}

TEST(Remarks, anAlertThatNobodyAskedAboutAndAYesWithoutAReasonAreSome) {
    PlainVisit visit;
    visit.patient.details.alerts = {"rel_anticoagulant", "cat bites"};
    const auto open = [&] {
        Sentences all;
        for (const note::Missing& each : note::screeningRemarks(visit.patient, visit.session, test::tables())) {
            EXPECT_TRUE(each.isRemark);
            all.push_back(each.sentence);
        }
        return all;
    };
    EXPECT_EQ(open(), (Sentences{"The screening says nothing of this patient's alert: Antithrombotic medication or abnormal bleeding tendency.", "The screening says nothing of this patient's alert: cat bites."}));
    visit.session.screening.no = {"rel_anticoagulant", "cat bites"};
    EXPECT_EQ(open(), (Sentences{"The screening answers no to this patient's alert: Antithrombotic medication or abnormal bleeding tendency.", "The screening answers no to this patient's alert: cat bites."}));
    visit.patient.details.alerts = {"on warfarin since May"};
    EXPECT_EQ(open(), Sentences{"The screening answers no to this patient's alert: on warfarin since May."});
    visit.session.screening.yes = {"rel_anticoagulant"};
    visit.session.screening.no = {};
    EXPECT_EQ(open(), Sentences{"Answered with yes in the screening, and nothing says why it went on: Antithrombotic medication or abnormal bleeding tendency."});
    visit.session.screening.overrides.push_back({"rel_anticoagulant", "aspirin only", {}});
    EXPECT_EQ(open(), Sentences());
}

TEST(Remarks, whatHappenedBeforeTheDayOfTheVisitIsOne) {
    PlainVisit visit;
    record::AdverseEvent event = test::adverse("fainting");
    event.at = visit.session.startedAt - 60'000;
    visit.session.after.adverse = {event};
    EXPECT_EQ(sentences(visit), Sentences()) << "the visit may be begun after its needles";
    event.at = visit.session.startedAt - 86'400'000;
    event.followedUpAt = visit.session.startedAt - 86'300'000;
    visit.session.after.adverse = {event, event};
    EXPECT_EQ(sentences(visit), (Sentences{"Something adverse is told of a day before the visit.", "A follow-up is told of a day before the visit."}));
}

}  // namespace myochart
