#include "record/seal.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <functional>

#include "record/json.h"
#include "record/ledger.h"
#include "record/samples.h"

namespace myochart::record {

namespace {

constexpr UtcMs kNow = 1'795'356'000'000;

struct Sealed : testing::Test {
    std::mt19937 random{11};
    Session session;
    Therapist therapist, other;

    void SetUp() override {
        session = test::fullSession(random, PatientId::make());
        session.signing = {};
        for (Marker& marker : session.markers) marker.plan.unconfirmed.reset(), marker.needle.inAt.reset(), marker.needle.outAt.reset(), marker.needle.countedAt.reset();
        session.after.opened.reset(), session.after.disposed.reset();
        session.consent.how = Consented::verbal;
        for (Therapist* each : {&therapist, &other}) each->id = TherapistId::make(), each->name = "T. Invented";
        const auto edited = sign(session, therapist, "the note", kNow);
        ASSERT_TRUE(edited) << edited.error().message;
        session = edited->session;
    }
    SealState after(const std::function<void(Session&)>& change) const {
        Session changed = session;
        change(changed);
        return sealState(changed);
    }
};

}  // namespace

TEST_F(Sealed, aVisitAsItWasSignedHoldsItsSeal) {
    EXPECT_EQ(sealState(session), SealState::holds);
    EXPECT_EQ(after([](Session& s) { s.signing = {}; }), SealState::none);
    const auto read = sessionFromJson(toJson(session).dump());
    ASSERT_TRUE(read) << read.error().message;
    EXPECT_EQ(sealState(*read), SealState::holds) << "through a file and back";
}

TEST_F(Sealed, theSealEndsTheSignedNote) {
    EXPECT_EQ(session.signing.note, "the note\n\nSeal of what was signed: " + sealOf(session) + "\n");
    EXPECT_EQ(after([](Session& s) { s.signing.note = "the note, in other words\n" + s.signing.note.substr(s.signing.note.find('\n')); }), SealState::broken);
}

TEST_F(Sealed, whatComesToASignedVisitAndWhatAnImportGivesAnewBreaksNoSeal) {
    Session added = cosign(session, other, kNow + 1)->session;
    added = addAddendum(added, other, "more", kNow + 2)->session;
    EXPECT_EQ(sealState(added), SealState::holds);
    EXPECT_EQ(after([](Session& s) {
                  s.id = SessionId::make();
                  s.patient = PatientId::make();
                  for (Marker& marker : s.markers) marker.id = MarkerId::make(), marker.anchor.address.u = 0.123F, marker.byHand.sentence = true;
              }),
              SealState::holds);
}

TEST_F(Sealed, aChangeOfAnythingThatWasSignedBreaksIt) {
    const std::pair<const char*, std::function<void(Session&)>> changes[] = {
        {"pain", [](Session& s) { s.before.pain = s.before.pain == 3 ? 4 : 3; }},
        {"depth", [](Session& s) { s.markers[0].needle.depthMm = 12.25F; }},
        {"side", [](Session& s) { s.markers[0].side = s.markers[0].side == Side::left ? Side::right : Side::left; }},
        {"a site less", [](Session& s) { s.markers.pop_back(); }},
        {"place", [](Session& s) { s.markers[0].anchor.position.x += 1; }},
        {"note", [](Session& s) { s.signing.note.insert(0, "More. "); }},
        {"who", [](Session& s) { s.signing.name = "Somebody else"; }},
        {"when", [](Session& s) { *s.signing.at += 1000; }},
        {"start", [](Session& s) { s.startedAt += 1000; }},
        {"alert answered", [](Session& s) { s.screening.no.emplace_back("rel_anticoagulant"); }}};
    for (const auto& [what, change] : changes) EXPECT_EQ(after(change), SealState::broken) << what;
}

TEST_F(Sealed, whereNothingCanBeToldThatIsSaid) {
    EXPECT_EQ(after([](Session& s) { s.signing.note.clear(); }), SealState::unknown);
    EXPECT_EQ(after([](Session& s) { s.signing.note = "the note\n"; }), SealState::unknown);
    EXPECT_EQ(after([](Session& s) { s.signing.note.replace(s.signing.note.rfind("1:"), 2, "2:"); }), SealState::unknown) << "of a newer Myochart";
    EXPECT_EQ(after([](Session& s) { s.markers[0].needle.others = R"({"new":1})"; }), SealState::unknown) << "a field that this program does not know";
    EXPECT_TRUE(sealSentence(SealState::broken) && sealSentence(SealState::unknown));
    EXPECT_FALSE(sealSentence(SealState::holds) || sealSentence(SealState::none));
}

TEST_F(Sealed, nobodyCoSignsWhatWasNotSigned) {
    session.before.reason = "another";
    EXPECT_EQ(cosign(session, other, kNow).error().message, "That visit is not as it was signed; nobody co-signs it.");
    EXPECT_TRUE(addAddendum(session, other, "it was changed", kNow)) << "what is the matter can be added";
}

}  // namespace myochart::record
