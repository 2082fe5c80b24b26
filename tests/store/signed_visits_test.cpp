#include <fmt/format.h>

#include "kept_record.h"
#include "record/ledger.h"
#include "record/signing_rules.h"

// What is signed is frozen in the record itself, whoever asks.

namespace myochart::store {

using namespace myochart::test;

namespace {

constexpr UtcMs kSigned = 1'795'356'000'000;

struct SignedVisit : testing::Test {
    KeptRecord kept;
    record::Patient patient = kept.addPatient();
    record::Session visit;  ///< as it is kept
    record::Therapist therapist = somebody(record::Role::student), other = somebody(record::Role::therapist);

    static record::Therapist somebody(record::Role role) {
        record::Therapist therapist;
        therapist.id = record::TherapistId::make();
        therapist.name = "Somebody invented";
        therapist.role = role;
        return therapist;
    }
    void SetUp() override {
        visit = kept.addSession(patient.id, 3);
        record::Session before = visit;
        for (record::Marker& marker : visit.markers) marker.plan = {}, marker.needle = {};
        visit.after = {};
        put(before, visit);
        signIt();
    }
    void put(const record::Session& before, const record::Session& after) {
        const auto outcome = kept.record->put({before, after});
        ASSERT_TRUE(outcome) << outcome.error().message;
        visit = after;
    }
    void signIt() {
        const auto edited = record::sign(visit, therapist, "the note", kSigned);
        ASSERT_TRUE(edited) << edited.error().message;
        put(visit, edited->session);
    }
    void add(const Result<record::Edited>& edited) {
        ASSERT_TRUE(edited) << edited.error().message;
        put(visit, edited->session);
    }
    void expectFrozen(const char* what, const record::Session& before, const record::Session& after) {
        const auto outcome = kept.record->put({before, after});
        ASSERT_FALSE(outcome) << what;
        EXPECT_EQ(outcome.error().kind, ErrorKind::conflict) << what;
        EXPECT_EQ(outcome.error().message, "That visit is signed; add an addendum instead.") << what;
        EXPECT_EQ(*kept.record->session(visit.id), visit) << what;
    }
    void expectFrozen(const char* what, const std::function<void(record::Session&)>& change) {
        record::Session after = visit;
        change(after);
        expectFrozen(what, visit, after);
    }
};

}  // namespace

TEST_F(SignedVisit, takesAddendaAndOneCoSignatureAndNothingElse) {
    add(record::addAddendum(visit, therapist, "one", kSigned));
    add(record::addAddendum(visit, other, "two", kSigned + 1));
    add(record::cosign(visit, other, kSigned + 2));
    add(record::addAddendum(visit, other, "three", kSigned + 3));
    kept.reopen();
    EXPECT_EQ(*kept.record->session(visit.id), visit);
    EXPECT_EQ(visit.signing.addenda.size(), 3U);
    kept.expectSound();
    expectFrozen("co-signed again", [](record::Session& s) { s.signing.cosignedAt = kSigned + 9; });
    expectFrozen("the co-signature gone", [](record::Session& s) { s.signing.cosignedAt.reset(), s.signing.cosigner.clear(), s.signing.cosignerLicence.clear(); });
    expectFrozen("an addendum changed", [](record::Session& s) { s.signing.addenda[0].text = "other"; });
    expectFrozen("an addendum gone", [](record::Session& s) { s.signing.addenda.pop_back(); });
    expectFrozen("addenda in another order", [](record::Session& s) { std::swap(s.signing.addenda[0], s.signing.addenda[1]); });
    expectFrozen("a changed one and a new one", [](record::Session& s) { s.signing.addenda[0].text = "other", s.signing.addenda.push_back(s.signing.addenda[1]); });
}

TEST_F(SignedVisit, noFieldOfItIsChanged) {
    expectFrozen("title", [](record::Session& s) { s.title = "x"; });
    expectFrozen("start", [](record::Session& s) { s.startedAt += 60'000; });
    expectFrozen("offset", [](record::Session& s) { s.utcOffset = s.utcOffset == "+05:00" ? "+06:00" : "+05:00"; });
    expectFrozen("before", [](record::Session& s) { s.before.reason += "x"; });
    expectFrozen("screening", [](record::Session& s) { s.screening.yes.emplace_back("another"); });
    expectFrozen("consent", [](record::Session& s) { s.consent.version += "x"; });
    expectFrozen("outcomes", [](record::Session& s) { s.outcomes.scores.emplace_back().name = "x"; });
    expectFrozen("after", [](record::Session& s) { s.after.response += "x"; });
    expectFrozen("note", [](record::Session& s) { s.note.text += "x"; });
    expectFrozen("number", [](record::Session& s) { ++s.lastNumber; });
    expectFrozen("others", [](record::Session& s) { s.others = R"({"newer":1})"; });
    expectFrozen("others of a part", [](record::Session& s) { s.signing.others = R"({"newer":1})"; });
    expectFrozen("signer", [](record::Session& s) { s.signing.name = "somebody else"; });
    expectFrozen("signature gone", [](record::Session& s) { s.signing = {}; });
    expectFrozen("with an addendum beside", [](record::Session& s) {
        s.signing.addenda.push_back({.at = kSigned, .author = "A", .licence = "", .text = "more"});
        s.title = "x";
    });
}

TEST_F(SignedVisit, itsSitesAreNeitherAddedChangedRemovedNorMoved) {
    expectFrozen("changed", [](record::Session& s) { s.markers[1].note += "x"; });
    expectFrozen("others", [](record::Session& s) { s.markers[1].others = R"({"newer":1})"; });
    expectFrozen("removed", [](record::Session& s) { s.markers.pop_back(); });
    expectFrozen("another order", [](record::Session& s) { std::swap(s.markers[0], s.markers[1]); });
    expectFrozen("added", [&](record::Session& s) {
        s.markers.push_back(sampleMarker(kept.random));
        numberMarkers(s);
    });
}

TEST_F(SignedVisit, whatIsKeptCountsAndNotWhatTheChangeSaysThatItWas) {
    record::Session unsignedBefore = visit;
    unsignedBefore.signing = {};
    record::Session after = unsignedBefore;
    after.title = "x";
    expectFrozen("neither was signed, it says", unsignedBefore, after);
    after = unsignedBefore;
    after.markers[0].note = "x";
    expectFrozen("a site alone", unsignedBefore, after);
    after = visit;
    after.signing.note = "another note";
    expectFrozen("signed anew", unsignedBefore, after);
    record::Session wrongBefore = visit;  // the change would add an addendum alone
    wrongBefore.before.reason = after.before.reason = "what it never was";
    after.signing = visit.signing;
    after.signing.addenda.push_back({.at = kSigned, .author = "A", .licence = "", .text = "more"});
    expectFrozen("both say what it never was", wrongBefore, after);
}

TEST_F(SignedVisit, isNotRemovedButGoesWithItsPatient) {
    const auto refusal = kept.record->removeSession(visit.id);
    ASSERT_FALSE(refusal);
    EXPECT_EQ(refusal.error().kind, ErrorKind::conflict);
    EXPECT_NE(refusal.error().message.find("signed"), std::string::npos);
    EXPECT_EQ(*kept.record->session(visit.id), visit);
    ASSERT_TRUE(kept.record->removePatient(patient.id));
    EXPECT_FALSE(kept.record->session(visit.id));
    ASSERT_TRUE(kept.record->restorePatient(patient.id));
    EXPECT_EQ(*kept.record->session(visit.id), visit);
    kept.expectSound();
}

TEST_F(SignedVisit, keepsFieldsOfANewerMyochartThroughAnAddendum) {
    record::Session newer = sampleSession(kept.random, patient.id, 1);
    newer.after = {}, newer.markers[0].plan = {}, newer.markers[0].needle = {};
    newer.others = R"({"zone":"Asia/Tokyo"})";
    newer.before.others = R"({"z":1,"a":[2,{"c":3,"b":4}]})";
    ASSERT_TRUE(kept.record->put({{}, newer}));
    visit = newer;
    signIt();
    add(record::addAddendum(visit, other, "more", kSigned + 1));
    kept.reopen();
    EXPECT_EQ(kept.record->session(newer.id)->others, newer.others);
    EXPECT_EQ(kept.record->session(newer.id)->before.others, newer.before.others);
}

TEST_F(SignedVisit, ofAnImportThatIsTakenBackStaysWhenItWasSignedSince) {
    record::Patient person = samplePatient(kept.random);
    std::vector<record::Session> visits;
    for (int i = 0; i < 2; ++i) {
        visits.push_back(sampleSession(kept.random, person.id, 1));
        visits[static_cast<size_t>(i)].after = {}, visits[static_cast<size_t>(i)].markers[0].plan = {}, visits[static_cast<size_t>(i)].markers[0].needle = {};
    }
    const auto imported = kept.record->importAll({person}, visits);
    ASSERT_TRUE(imported) << imported.error().message;
    visit = visits[0];
    signIt();
    const auto taken = kept.record->takeBack(imported->added);
    ASSERT_TRUE(taken) << taken.error().message;
    EXPECT_EQ(taken->changed, 1U);
    EXPECT_EQ(taken->needed, 1U) << "the patient stays for it";
    EXPECT_EQ(*kept.record->session(visit.id), visit);
    EXPECT_FALSE(kept.record->session(visits[1].id));
}

// Every part of a visit is saved, not its title alone.
TEST(Visits, aChangeOfAnyPartIsKept) {
    KeptRecord kept;
    record::Session full = fullSession(kept.random, kept.addPatient().id);
    full.signing = {};
    record::Session bare;
    bare.id = full.id, bare.patient = full.patient, bare.startedAt = full.startedAt;
    ASSERT_TRUE(kept.record->put({{}, bare}));
    const auto step = [&](auto member) {
        record::Session after = bare;
        after.*member = full.*member;
        ASSERT_TRUE(kept.record->put({bare, after}));
        bare = after;
        EXPECT_EQ(*kept.record->session(bare.id), bare);
    };
    step(&record::Session::before);
    step(&record::Session::screening);
    step(&record::Session::consent);
    step(&record::Session::outcomes);
    step(&record::Session::after);
    step(&record::Session::note);
    kept.expectSound();
}

}  // namespace myochart::store
