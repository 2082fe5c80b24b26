#include "record/ledger.h"

#include <gtest/gtest.h>

#include "core/local_day.h"
#include "record/adverse_kinds.h"
#include "record/moment_out.h"
#include "record/samples.h"
#include "record/signing_rules.h"

namespace myochart::record {

namespace {

constexpr UtcMs kLedgerNow = 1'795'356'000'000, kMinute = 60'000;

struct Visit : testing::Test {
    std::mt19937 random{5};
    Session session;
    Therapist therapist = somebody("T. Invented", "PT 1"), other = somebody("O. Invented", "PT 2");

    static Therapist somebody(const char* name, const char* licence) {
        Therapist therapist;
        therapist.id = TherapistId::make();
        therapist.name = name;
        therapist.licence = licence;
        return therapist;
    }

    /// Three needle sites and a trigger point without a needle.
    void SetUp() override {
        session = test::sampleSession(random, PatientId::make(), 4);
        session.before = {}, session.screening = {}, session.consent = {}, session.outcomes = {}, session.after = {}, session.note = {};
        for (Marker& marker : session.markers) marker.plan = {}, marker.needle = {}, marker.response = {}, marker.type = MarkerType::needle;
        session.markers[3].type = MarkerType::active;
    }
    MarkerId id(size_t i) const { return session.markers[i].id; }
    void take(Result<Edited> edited) {
        ASSERT_TRUE(edited) << edited.error().message;
        session = std::move(edited->session);
    }
    void signIt() { take(sign(session, therapist, "the note", kLedgerNow)); }
};

}  // namespace

TEST_F(Visit, aNeedleWentInWhenSomethingThatIsRecordedSaysSo) {
    const auto says = [&](const std::function<void(Marker&)>& record) {
        Marker marker = session.markers[0];
        record(marker);
        EXPECT_EQ(isOnlyPlanned(marker), !wasNeedled(marker));
        const bool said = wasNeedled(marker);
        marker.plan.unconfirmed = true;
        EXPECT_FALSE(wasNeedled(marker) || isOnlyPlanned(marker)) << "nobody confirmed it";
        return said;
    };
    const std::vector<std::function<void(Marker&)>> done = {
        [](Marker& m) { m.needle.inAt = kLedgerNow; },           [](Marker& m) { m.needle.outAt = kLedgerNow; },          [](Marker& m) { m.needle.insertions = 1; },
        [](Marker& m) { m.needle.pistoning = 4; },         [](Marker& m) { m.needle.winding = true; },        [](Marker& m) { m.needle.stimulationHz = 2.0F; },
        [](Marker& m) { m.needle.stimulationMa = 1.0F; },  [](Marker& m) { m.needle.stimulationMin = 5.0F; }, [](Marker& m) { m.needle.stimulationWords = "felt"; },
        [](Marker& m) { m.needle.retentionMin = 10.0F; },  [](Marker& m) { m.response.twitch = Twitch::none; }, [](Marker& m) { m.response.twitchCount = 0; },
        [](Marker& m) { m.response.painDuring = false; },  [](Marker& m) { m.response.painAfter = 0; },       [](Marker& m) { m.response.referralReproduced = true; },
        [](Marker& m) { m.response.bleeding = false; },    [](Marker& m) { m.response.bruise = true; }};
    for (size_t i = 0; i < done.size(); ++i) EXPECT_TRUE(says(done[i])) << i;
    const std::vector<std::function<void(Marker&)>> planned = {
        [](Marker&) {},
        [](Marker& m) { m.needle.diameterMm = 0.25F, m.needle.lengthMm = 40.0F, m.needle.maker = "x", m.needle.lot = "L 1", m.needle.expiry = "2031-01-01"; },
        [](Marker& m) { m.needle.technique = "tech_pistoning"; },
        [](Marker& m) { m.needle.direction = vec3(0, 1, 0), m.needle.entry = vec3(1, 2, 3), m.needle.directionWords = "inward"; },
        [](Marker& m) { m.needle.depthMm = 20.0F, m.needle.depthWords = "to the bone", m.needle.liftMm = 15.0F, m.needle.ultrasoundRibMm = 30.0F; },
        [](Marker& m) { m.needle.insertions = 0, m.needle.pistoning = 0, m.needle.winding = false, m.needle.retentionMin = 0.0F; },
        [](Marker& m) { m.response.painBefore = 7; }};
    for (size_t i = 0; i < planned.size(); ++i) EXPECT_FALSE(says(planned[i])) << i;
    Marker& palpated = session.markers[3];
    palpated.response.painBefore = 7, palpated.response.painAfter = 2, palpated.response.twitch = Twitch::weak;
    EXPECT_FALSE(wasNeedled(palpated)) << "a trigger point without anything about a needle";
    EXPECT_FALSE(isOnlyPlanned(palpated));
    session.markers[0].needle.depthMm = 20.0F;
    session.markers[1].needle.insertions = 2;
    EXPECT_EQ(ledgerOf(session, kLedgerNow).planned, 3U);
    EXPECT_EQ(ledgerOf(session, kLedgerNow).needled, 1U);
}

TEST_F(Visit, aNeedleFoundInTheSweepIsInStillSinceItWentIn) {
    take(needlesIn(session, {id(0), id(1)}, kLedgerNow));
    take(allOut(session, kLedgerNow + kMinute, "fainting"));
    take(needlesStillIn(session, {id(1)}));
    EXPECT_EQ(needleState(session.markers[0]), NeedleState::out);
    EXPECT_EQ(ledgerOf(session, kLedgerNow + 3 * kMinute).longestMs, 3 * kMinute);
    EXPECT_FALSE(needlesStillIn(session, {id(1)})) << "it is in";
    session.markers[0].needle.inAt.reset();
    EXPECT_FALSE(needlesStillIn(session, {id(0)})) << "nobody knows since when";
}

TEST_F(Visit, aNeedleComesOutNowButNeverBeforeItWentIn) {
    take(needlesIn(session, {id(0)}, kLedgerNow));
    take(needlesIn(session, {id(1)}, kLedgerNow + kMinute));
    EXPECT_EQ(momentOut(session, {id(0), id(1), id(2)}, kLedgerNow + 9 * kMinute), kLedgerNow + 9 * kMinute);
    const UtcMs setBack = kLedgerNow - 60 * kMinute;
    EXPECT_EQ(momentOut(session, {id(0)}, setBack), kLedgerNow);
    EXPECT_EQ(momentOut(session, {id(0), id(1)}, setBack), kLedgerNow + kMinute) << "they come out together";
    EXPECT_EQ(momentOut(session, {id(2)}, setBack), setBack) << "it was never in";
    EXPECT_TRUE(allOut(session, momentOut(session, sitesOf(session, NeedleState::in), setBack)));
    EXPECT_FALSE(allOut(session, setBack));
}

TEST_F(Visit, needlesAreCountedAsPlannedInAndOut) {
    EXPECT_EQ(ledgerOf(session, kLedgerNow).planned, 3U) << "a trigger point without anything about a needle has none";
    session.markers[3].needle.depthMm = 20;
    EXPECT_EQ(ledgerOf(session, kLedgerNow).planned, 4U);
    session.markers[0].needle.retentionMin = 3;
    take(needlesIn(session, {id(0), id(1)}, kLedgerNow));
    take(needlesIn(session, {id(2)}, kLedgerNow + kMinute));
    take(needlesOut(session, {id(1)}, kLedgerNow + 2 * kMinute));
    const Ledger ledger = ledgerOf(session, kLedgerNow + 5 * kMinute);
    EXPECT_EQ(ledger.planned, 4U);
    EXPECT_EQ(ledger.in, 2U);
    EXPECT_EQ(ledger.out, 1U);
    EXPECT_EQ(ledger.longestMs, 5 * kMinute);
    ASSERT_EQ(ledger.open.size(), 2U);
    EXPECT_EQ(ledger.open[0].number, 1U);
    EXPECT_EQ(ledger.open[0].overdueMs, 2 * kMinute);
    EXPECT_FALSE(ledger.open[1].overdueMs) << "nobody said how long it is to stay";
    EXPECT_FALSE(ledgerOf(session, kLedgerNow + 3 * kMinute).open[0].overdueMs) << "exactly its time is not over it";
    EXPECT_EQ(sitesOf(session, NeedleState::in), (std::vector{id(0), id(2)}));
    EXPECT_EQ(sitesOf(session, NeedleState::planned), (std::vector{id(3)}));
}

TEST_F(Visit, noNeedleInHasNoLongestAndAClockSetBackCountsAsNothing) {
    EXPECT_FALSE(ledgerOf(session, kLedgerNow).longestMs);
    take(needlesIn(session, {id(0)}, kLedgerNow));
    EXPECT_EQ(ledgerOf(session, kLedgerNow - kMinute).longestMs, 0);
}

TEST_F(Visit, regionsAreCountedByTheNameTheyAreGiven) {
    take(needlesIn(session, {id(0)}, kLedgerNow));
    const auto regions = ledgerByRegion(session, [&](const Marker& marker) { return marker.id == id(2) ? "calf" : "neck"; });
    ASSERT_EQ(regions.size(), 2U);
    EXPECT_EQ(regions.at("neck"), (RegionCount{.planned = 2, .in = 1}));
    EXPECT_EQ(regions.at("calf"), (RegionCount{.planned = 1}));
}

TEST_F(Visit, aNeedleGoesInOnceAndComesOutOnce) {
    EXPECT_FALSE(needlesOut(session, {id(0)}, kLedgerNow)) << "it is not in";
    take(needlesIn(session, {id(0)}, kLedgerNow));
    EXPECT_FALSE(needlesIn(session, {id(1), id(0)}, kLedgerNow)) << "one is in already: none goes in";
    const auto early = needlesOut(session, {id(0)}, kLedgerNow - 1);
    ASSERT_FALSE(early);
    EXPECT_EQ(early.error().message, "The visit cannot be kept like this: The time of the needle coming out of a site lies before the needle went in.");
    take(needlesOut(session, {id(0)}, kLedgerNow));
    EXPECT_FALSE(needlesIn(session, {id(0)}, kLedgerNow));
    EXPECT_FALSE(needlesIn(session, {MarkerId::make()}, kLedgerNow));
}

TEST_F(Visit, aNeedleDoesNotGoInDaysBeforeItsVisit) {
    EXPECT_FALSE(needlesIn(session, {id(0)}, session.startedAt - 3 * 24 * 60 * kMinute));
    EXPECT_TRUE(needlesIn(session, {id(0)}, session.startedAt - 60 * kMinute)) << "the visit was begun after it";
}

TEST_F(Visit, refusedConsentAndANeedleThatWentInDoNotGoTogether) {
    session.consent.how = Consented::refused;
    EXPECT_TRUE(hindrancesToSign(session).empty()) << "nothing was done";
    take(needlesIn(session, {id(0)}, session.startedAt));
    take(needlesOut(session, {id(0)}, session.startedAt + kMinute));
    ASSERT_EQ(hindrancesToSign(session).size(), 1U);
    EXPECT_EQ(hindrancesToSign(session)[0].field, "consent.how");
    session.consent.how = Consented::verbal;
    EXPECT_TRUE(hindrancesToSign(session).empty());
}

TEST_F(Visit, aNeedleThatGoesInConfirmsItsSite) {
    session.markers[0].plan.unconfirmed = true;
    take(needlesIn(session, {id(0)}, kLedgerNow));
    EXPECT_FALSE(session.markers[0].plan.unconfirmed);
}

TEST_F(Visit, allOutTakesEveryNeedleOutAndKeepsWhy) {
    EXPECT_FALSE(allOut(session, kLedgerNow)) << "none is in";
    session.after.noAdverse = true;
    take(needlesIn(session, {id(0), id(2)}, kLedgerNow));
    take(allOut(session, kLedgerNow + kMinute, "fainting"));
    EXPECT_EQ(ledgerOf(session, kLedgerNow).in, 0U);
    EXPECT_EQ(session.markers[2].needle.outAt, kLedgerNow + kMinute);
    ASSERT_EQ(session.after.adverse.size(), 1U);
    EXPECT_EQ(session.after.adverse[0].category, "fainting");
    EXPECT_EQ(session.after.adverse[0].at, kLedgerNow + kMinute);
    EXPECT_FALSE(session.after.noAdverse) << "it happened after all";
}

TEST_F(Visit, confirmClearsTheMarkOfTheseSitesAlone) {
    for (Marker& marker : session.markers) marker.plan.unconfirmed = true;
    const auto confirmed = confirm(session, {id(1), id(3)});
    ASSERT_TRUE(confirmed);
    EXPECT_EQ(confirmed->message, "Confirm 2 sites");
    EXPECT_EQ(confirmed->session.markers[0].plan.unconfirmed, true);
    EXPECT_FALSE(confirmed->session.markers[1].plan.unconfirmed);
}

TEST_F(Visit, aNeedleThatIsInHindersTheSignature) {
    take(needlesIn(session, {id(1)}, kLedgerNow));
    const auto hindrances = hindrancesToSign(session);
    ASSERT_EQ(hindrances.size(), 1U);
    EXPECT_EQ(hindrances[0].field, "markers[1].needle.out_at");
    EXPECT_EQ(hindrances[0].marker, id(1));
    EXPECT_EQ(hindrances[0].sentence.text, "The needle of site 2 is still in; take it out first.");
    session.after.countReason = "lost";
    const auto refusal = sign(session, therapist, "", kLedgerNow);
    ASSERT_FALSE(refusal) << "no reason lets a needle stay in";
    EXPECT_EQ(refusal.error().message, hindrances[0].sentence.text);
}

TEST_F(Visit, countsThatDifferHinderTheSignatureUntilAReasonIsGiven) {
    session.after.opened = 5;
    EXPECT_TRUE(hindrancesToSign(session).empty()) << "a count that is not recorded is not 0";
    session.after.disposed = 4;
    ASSERT_EQ(hindrancesToSign(session).size(), 1U);
    EXPECT_EQ(hindrancesToSign(session)[0].field, "after.count_reason");
    session.after.countReason = "one fell and went into the box of the other room";
    EXPECT_TRUE(hindrancesToSign(session).empty());
    session.after.countReason.clear();
    session.after.disposed = 5;
    EXPECT_TRUE(hindrancesToSign(session).empty());
}

TEST_F(Visit, fewerNeedlesOpenedThanWentInHinderTheSignatureUntilAReasonIsGiven) {
    take(needlesIn(session, {id(0), id(2)}, kLedgerNow));
    take(needlesOut(session, {id(0), id(2)}, kLedgerNow + kMinute));
    const auto hindrance = [&]() -> std::string {
        const auto found = hindrancesToSign(session);
        EXPECT_LE(found.size(), 1U);
        return found.empty() ? std::string() : found[0].field + ": " + found[0].sentence.text;
    };
    EXPECT_EQ(hindrance(), "") << "nobody counted";
    session.after.opened = 0, session.after.disposed = 0;
    EXPECT_EQ(hindrance(), "after.count_reason: Needles went in at 2 sites and 0 were opened; count again, or say why they differ.");
    session.after.opened = 2, session.after.disposed = 2;
    EXPECT_EQ(hindrance(), "");
    session.after.opened = 3, session.after.disposed = 3;
    EXPECT_EQ(hindrance(), "") << "a needle may be opened and not used";
    session.after.opened.reset(), session.after.disposed = 1;
    EXPECT_EQ(hindrance(), "after.count_reason: Needles went in at 2 sites and 1 were disposed of; count again, or say why they differ.");
    session.after.opened = 1;
    session.after.countReason = "one needle for both";
    EXPECT_EQ(hindrance(), "");
    session.after.countReason.clear();
    session.markers[2].needle = {};
    EXPECT_EQ(hindrance(), "") << "of a planned needle nobody opens one";
}

TEST_F(Visit, aSiteThatNobodyConfirmedHindersTheSignature) {
    session.markers[0].plan.unconfirmed = true;
    ASSERT_EQ(hindrancesToSign(session).size(), 1U);
    session.markers[0].plan.unconfirmed = false;
    EXPECT_TRUE(hindrancesToSign(session).empty());
}

TEST_F(Visit, theSignatureKeepsWhoSignedAndTheNoteAsItWas) {
    signIt();
    EXPECT_EQ(session.signing.at, kLedgerNow);
    EXPECT_EQ(session.signing.therapist, therapist.id);
    EXPECT_EQ(session.signing.name, "T. Invented");
    EXPECT_EQ(session.signing.licence, "PT 1");
    EXPECT_EQ(session.signing.role, Role::therapist);
    EXPECT_TRUE(session.signing.note.starts_with("the note\n"));
    EXPECT_FALSE(session.signing.wantsCosignature());
    EXPECT_FALSE(sign(session, therapist, "", kLedgerNow)) << "once";
}

TEST_F(Visit, officeAndEducatorsSignNothingAndStudentsWantACoSignature) {
    for (const Role role : {Role::office, Role::educator}) {
        therapist.role = role;
        const auto refusal = sign(session, therapist, "", kLedgerNow);
        ASSERT_FALSE(refusal);
        EXPECT_EQ(refusal.error().kind, ErrorKind::refused);
    }
    therapist.role = Role::student;
    signIt();
    EXPECT_TRUE(session.signing.wantsCosignature());
    EXPECT_FALSE(cosign(session, therapist, kLedgerNow)) << "a student";
    EXPECT_FALSE(cosign(session, other, kLedgerNow - 1)) << "before the signature";
    take(cosign(session, other, kLedgerNow + kMinute));
    EXPECT_FALSE(session.signing.wantsCosignature());
    EXPECT_EQ(session.signing.cosigner, "O. Invented");
    EXPECT_EQ(session.signing.cosignerLicence, "PT 2");
    EXPECT_EQ(cosign(session, other, kLedgerNow + kMinute).error().kind, ErrorKind::conflict) << "once";
}

TEST_F(Visit, whoSignedDoesNotCoSign) {
    EXPECT_FALSE(cosign(session, other, kLedgerNow)) << "not signed yet";
    signIt();
    EXPECT_FALSE(cosign(session, therapist, kLedgerNow));
}

TEST_F(Visit, addendaComeInOrderToASignedVisitAlone) {
    EXPECT_FALSE(addAddendum(session, therapist, "more", kLedgerNow));
    signIt();
    EXPECT_FALSE(addAddendum(session, therapist, " ", kLedgerNow)) << "an empty one says nothing";
    take(addAddendum(session, therapist, "one", kLedgerNow));
    take(addAddendum(session, other, "two\nlines", kLedgerNow + kMinute));
    ASSERT_EQ(session.signing.addenda.size(), 2U);
    EXPECT_EQ(session.signing.addenda[0].text, "one");
    EXPECT_EQ(session.signing.addenda[1].author, "O. Invented");
}

TEST_F(Visit, nothingElseOfASignedVisitIsEdited) {
    take(needlesIn(session, {id(0)}, kLedgerNow - kMinute));
    take(needlesOut(session, {id(0)}, kLedgerNow));
    signIt();
    const auto expectFrozen = [](const Result<Edited>& edited) {
        ASSERT_FALSE(edited);
        EXPECT_EQ(edited.error().kind, ErrorKind::conflict);
        EXPECT_EQ(edited.error().message, "That visit is signed; add an addendum instead.");
    };
    expectFrozen(needlesIn(session, {id(1)}, kLedgerNow));
    expectFrozen(needlesOut(session, {id(0)}, kLedgerNow));
    expectFrozen(allOut(session, kLedgerNow));
    expectFrozen(confirm(session, {id(0)}));
    expectFrozen(addMarker(session, test::sampleMarker(random)));
    expectFrozen(changeMarker(session, session.markers[0], "x"));
    expectFrozen(removeMarkers(session, {id(0)}));
    expectFrozen(renameSession(session, "x"));
}

TEST_F(Visit, onlyAddendaAndOneCoSignatureAddToASignedVisit) {
    signIt();
    const Session stored = session;
    EXPECT_TRUE(onlyAddsToSigned(stored, stored));
    const Session withAddendum = addAddendum(stored, other, "one", kLedgerNow)->session;
    EXPECT_TRUE(onlyAddsToSigned(stored, withAddendum));
    EXPECT_FALSE(onlyAddsToSigned(withAddendum, stored)) << "one is gone";
    EXPECT_TRUE(onlyAddsToSigned(stored, cosign(stored, other, kLedgerNow)->session));
    EXPECT_TRUE(onlyAddsToSigned(stored, cosign(withAddendum, other, kLedgerNow)->session));
    const auto expectMore = [&](const char* what, const std::function<void(Session&)>& change) {
        Session after = withAddendum;
        change(after);
        EXPECT_FALSE(onlyAddsToSigned(withAddendum, after)) << what;
    };
    expectMore("title", [](Session& s) { s.title += "x"; });
    expectMore("start", [](Session& s) { ++s.startedAt; });
    expectMore("a part", [](Session& s) { s.before.pain = 3; });
    expectMore("a field of a newer format", [](Session& s) { s.after.others = R"({"a":1})"; });
    expectMore("of the signature", [](Session& s) { s.signing.others = R"({"a":1})"; });
    expectMore("the signature is gone", [](Session& s) { s.signing = {}; });
    expectMore("the note as signed", [](Session& s) { s.signing.note += "x"; });
    expectMore("an addendum's text", [](Session& s) { s.signing.addenda[0].text += "x"; });
    expectMore("an addendum in front", [](Session& s) { s.signing.addenda.insert(s.signing.addenda.begin(), s.signing.addenda[0]), s.signing.addenda[0].text = "zero"; });
    expectMore("a co-signer without the time", [](Session& s) { s.signing.cosigner = "x"; });
    Session cosigned = cosign(stored, other, kLedgerNow)->session, again = cosigned;
    again.signing.cosignedAt = kLedgerNow + 1;
    EXPECT_FALSE(onlyAddsToSigned(cosigned, again));
}

TEST_F(Visit, anAdverseEventIsToBeFollowedUpAfterADayOrTwoWhereItsKindSaysSo) {
    const auto dueAfterHours = [&](const char* category, Severity severity = Severity::mild) -> double {
        AdverseEvent event;
        event.category = category;
        event.severity = severity;
        event.at = kLedgerNow;
        const auto added = addAdverse(session, event);
        EXPECT_TRUE(added);
        const auto due = added->session.after.adverse.back().followUpDue;
        return due ? static_cast<double>(*due - kLedgerNow) / (60 * kMinute) : 0;
    };
    EXPECT_EQ(dueAfterHours("bruising"), 0);
    EXPECT_EQ(dueAfterHours("bruising", Severity::moderate), 24);
    EXPECT_EQ(dueAfterHours("pain_after"), 48);
    EXPECT_EQ(dueAfterHours("pneumothorax", Severity::major), 24);
    EXPECT_EQ(dueAfterHours("words of my own"), 24);
    for (const AdverseCategory& each : adverseCategories())
        EXPECT_TRUE(each.askAfterHours == 0 || (each.askAfterHours >= 24 && each.askAfterHours <= 48)) << each.key;
    session.startedAt = kLedgerNow - kMinute;
    AdverseEvent untold;
    untold.category = "fainting";
    EXPECT_EQ(addAdverse(session, untold)->session.after.adverse.back().followUpDue, kLedgerNow - kMinute + 24 * 60 * kMinute) << "from the visit's beginning";
    EXPECT_FALSE(addAdverse(session, untold, false)->session.after.adverse.back().followUpDue);
    untold.followUpDue = kLedgerNow;
    EXPECT_EQ(addAdverse(session, untold)->session.after.adverse.back().followUpDue, kLedgerNow) << "as somebody said";
}

TEST_F(Visit, anAddendumIsOfNowAndTheFollowUpLiesBehindTheEventAndTheVisit) {
    session.startedAt = kLedgerNow - 10 * kMinute;
    session.utcOffset = "+00:00";
    AdverseEvent event;
    event.category = "fainting";
    event.at = kLedgerNow;
    take(addAdverse(session, event));
    const UtcMs later = kLedgerNow + 600 * kMinute;
    const auto refusals = [&](const Therapist* by) {
        for (const UtcMs asked : {UtcMs{978'307'200'000}, kLedgerNow - 20 * kMinute, kLedgerNow - kMinute, later + 5 * kMinute}) {
            const auto refusal = followUp(session, 0, by, "well", later, asked);
            ASSERT_FALSE(refusal) << asked;
            EXPECT_EQ(refusal.error().kind, ErrorKind::refused);
        }
    };
    refusals(nullptr);
    EXPECT_EQ(followUp(session, 0, nullptr, "well", later, kLedgerNow + kMinute)->session.after.adverse[0].followedUpAt, kLedgerNow + kMinute);
    EXPECT_EQ(followUp(session, 0, nullptr, "well", later)->session.after.adverse[0].followedUpAt, later);
    event.followedUpAt = kLedgerNow - 20 * kMinute;
    event.at.reset();
    EXPECT_FALSE(addAdverse(session, event)) << "before the visit";
    signIt();
    refusals(&other);
    take(followUp(session, 0, &other, "slept well", later, kLedgerNow + kMinute));
    EXPECT_EQ(session.signing.addenda[0].at, later) << "whatever the time of the follow-up";
    EXPECT_EQ(session.signing.addenda[0].text, "Followed up on " + dateTimeAt(kLedgerNow + kMinute, "+00:00") + ": dizziness or fainting. slept well");
}

TEST_F(Visit, aFollowUpStandsInTheEventOrOnceItIsSignedInAnAddendum) {
    session.startedAt = kLedgerNow - kMinute;
    AdverseEvent event;
    event.category = "fainting";
    event.at = kLedgerNow;
    take(addAdverse(session, event));
    take(addAdverse(session, event));
    EXPECT_EQ(openFollowUps(session).size(), 2U);
    take(followUp(session, 1, nullptr, "well", kLedgerNow + kMinute));
    EXPECT_EQ(session.after.adverse[1].followedUpAt, kLedgerNow + kMinute);
    EXPECT_EQ(session.after.adverse[1].followUp, "well");
    EXPECT_EQ(followUp(session, 1, nullptr, {}, kLedgerNow).error().message, "That adverse event was followed up already.");
    EXPECT_FALSE(followUp(session, 2, nullptr, {}, kLedgerNow)) << "there is none";
    signIt();
    ASSERT_EQ(openFollowUps(session).size(), 1U);
    EXPECT_EQ(openFollowUps(session)[0].event, 0U);
    const Session stored = session;
    EXPECT_FALSE(followUp(session, 0, nullptr, "well", kLedgerNow)) << "nobody adds to a signed visit without a name";
    take(followUp(session, 0, &other, "slept well", kLedgerNow + 2 * kMinute));
    EXPECT_TRUE(onlyAddsToSigned(stored, session));
    EXPECT_TRUE(openFollowUps(session).empty());
    ASSERT_EQ(session.signing.addenda.size(), 1U);
    EXPECT_EQ(session.signing.addenda[0].text, "Followed up: dizziness or fainting. slept well");
    EXPECT_EQ(session.signing.addenda[0].followUpOf, 0U);
    EXPECT_FALSE(followUp(session, 0, &other, "again", kLedgerNow));
}

TEST_F(Visit, eachNeedleIsCountedOutWithItsMomentAndFoundInIsCountedAnew) {
    take(needlesIn(session, {id(0), id(1), id(2)}, kLedgerNow));
    EXPECT_FALSE(needlesCounted(session, {id(0)}, kLedgerNow)) << "it is in";
    take(allOut(session, kLedgerNow + kMinute, "fainting"));
    EXPECT_TRUE(countOf(session).isOpen()) << "somebody fainted";
    take(needlesCounted(session, {id(0), id(1)}, kLedgerNow + 2 * kMinute));
    EXPECT_EQ(session.markers[0].needle.countedAt, kLedgerNow + 2 * kMinute);
    EXPECT_EQ(countOf(session).counted, (std::vector{id(0), id(1)}));
    EXPECT_EQ(countOf(session).uncounted, std::vector{id(2)});
    take(needlesStillIn(session, {id(1)}));
    EXPECT_FALSE(session.markers[1].needle.countedAt.has_value());
    take(needlesOut(session, {id(1)}, kLedgerNow + 3 * kMinute));
    take(needlesCounted(session, {id(1)}, kLedgerNow));
    EXPECT_EQ(session.markers[1].needle.countedAt, kLedgerNow + 3 * kMinute) << "not before it came out, whatever the clock was set to";
    take(needlesUncounted(session, {id(1)}));
    EXPECT_EQ(countOf(session).uncounted.size(), 2U);
    session.markers[1].needle.countedAt = kLedgerNow;
    EXPECT_EQ(faultIn(session.markers[1]), "needle.counted_at lies before the needle came out.");
    session.markers[1].needle.outAt.reset();
    EXPECT_EQ(faultIn(session.markers[1]), "needle.counted_at is told of a needle that is not out.");
}

TEST_F(Visit, needlesThatNobodyCountedAfterFaintingHinderTheSignatureUntilAReasonIsGiven) {
    take(needlesIn(session, {id(0), id(2)}, kLedgerNow));
    take(allOut(session, kLedgerNow + kMinute));
    EXPECT_TRUE(hindrancesToSign(session).empty()) << "nobody fainted and no count was begun";
    AdverseEvent event;
    event.category = "fainting";
    take(addAdverse(session, event));
    ASSERT_EQ(hindrancesToSign(session).size(), 1U);
    EXPECT_EQ(hindrancesToSign(session)[0].field, "after.count_reason");
    EXPECT_EQ(hindrancesToSign(session)[0].sentence.text, "2 of 2 needles were not counted out: of site 1, 3. Count them, or say why not.");
    session.after.checkedBy = "T. Invented";
    EXPECT_TRUE(hindrancesToSign(session).empty()) << "somebody is named who counted, without ticks";
    take(needlesCounted(session, {id(0)}, kLedgerNow + kMinute));
    EXPECT_EQ(hindrancesToSign(session)[0].sentence.text, "1 of 2 needles were not counted out: of site 3. Count them, or say why not.");
    session.after.countReason = "the ambulance took the patient along";
    EXPECT_TRUE(hindrancesToSign(session).empty());
    session.after.countReason.clear();
    take(needlesCounted(session, {id(2)}, kLedgerNow + kMinute));
    EXPECT_TRUE(hindrancesToSign(session).empty());
}

}  // namespace myochart::record
