#include "store/merging.h"

#include "kept_record.h"
#include "record/ledger.h"

// A merging is one change of the record, which can be taken back; and what the trail of a hand-over of several people tells.

namespace myochart::store {

using namespace myochart::test;

namespace {

struct MergingIn : testing::Test {
    KeptRecord kept;
    record::Patient patient = kept.addPatient();
    record::Session visit;
    Merging order;

    void SetUp() override {
        visit = kept.addSession(patient.id, 3);
        record::Patient renamed = patient;
        renamed.name = "Called otherwise there";
        order.patients.push_back({patient, renamed});
        record::Session changed = visit;
        changed.markers[0].note = "written there";
        order.visits.push_back({visit, changed});
        order.newPatients.push_back(samplePatient(kept.random));
        order.newVisits.push_back(sampleSession(kept.random, patient.id, 2));
        order.newVisits.push_back(sampleSession(kept.random, order.newPatients[0].id, 1));
    }
    std::string content() { return contentOf(*kept.record); }
};

}  // namespace

TEST_F(MergingIn, isTakenBackAndDoneAgainAsOneChange) {
    const std::string before = content();
    ASSERT_TRUE(mergeInto(*kept.record, order));
    const std::string merged = content();
    EXPECT_NE(merged, before);
    const auto back = takeBackMerging(*kept.record, order);
    ASSERT_TRUE(back) << back.error().message;
    EXPECT_EQ(*back, 0U);
    EXPECT_EQ(content(), before);
    const auto again = mergeAgain(*kept.record, order);
    ASSERT_TRUE(again) << again.error().message;
    EXPECT_EQ(content(), merged);
    kept.reopen();
    EXPECT_EQ(content(), merged);
    kept.expectSound();
}

TEST_F(MergingIn, isNotTakenBackWhereSomethingWasChangedSince) {
    ASSERT_TRUE(mergeInto(*kept.record, order));
    record::Session since = order.visits[0].after;
    since.title = "Since then";
    ASSERT_TRUE(kept.record->put({order.visits[0].after, since}));
    const std::string now = content();
    const auto back = takeBackMerging(*kept.record, order);
    ASSERT_FALSE(back);
    EXPECT_EQ(back.error().kind, ErrorKind::conflict);
    EXPECT_EQ(content(), now) << "nothing of it is";
}

TEST_F(MergingIn, isNotTakenBackFromANewPatientWhoHasAVisitSince) {
    ASSERT_TRUE(mergeInto(*kept.record, order));
    kept.addSession(order.newPatients[0].id, 1);
    const std::string now = content();
    EXPECT_FALSE(takeBackMerging(*kept.record, order));
    EXPECT_EQ(content(), now);
}

TEST_F(MergingIn, leavesAVisitThatItSignedAsItIs) {
    record::Therapist therapist;
    therapist.id = record::TherapistId::make();
    therapist.name = "Somebody invented";
    record::Session plain = visit;
    for (record::Marker& marker : plain.markers) marker.plan = {}, marker.needle = {};
    plain.after = {};
    ASSERT_TRUE(kept.record->put({visit, plain}));
    const auto signedThere = record::sign(plain, therapist, "the note", 1'795'356'000'000);
    ASSERT_TRUE(signedThere) << signedThere.error().message;
    order.visits[0] = {plain, signedThere->session};
    ASSERT_TRUE(mergeInto(*kept.record, order));
    const auto back = takeBackMerging(*kept.record, order);
    ASSERT_TRUE(back) << back.error().message;
    EXPECT_EQ(*back, 1U);
    EXPECT_TRUE(kept.record->session(visit.id)->signing.isSigned());
    EXPECT_FALSE(kept.record->session(order.newVisits[0].id)) << "the rest is taken back";
}

TEST_F(MergingIn, knowsWhereTwoCopiesParted) {
    kept.close();
    const Path copy = kept.folder / "copy.myochart";
    std::filesystem::copy_file(kept.file, copy);
    kept.reopen();
    auto there = openKept(copy);
    ASSERT_TRUE(there) << there.error().message;
    record::Session changed = visit;
    changed.markers[1].note = "there";
    ASSERT_TRUE((*there)->put({visit, changed}));
    const auto parted = partedFrom(*kept.record, **there);
    ASSERT_TRUE(parted) << parted.error().message;
    EXPECT_TRUE(parted->isKnown);
    EXPECT_TRUE(parted->here.empty());
    EXPECT_TRUE(parted->there.contains(changed.markers[1].id.text));
    EXPECT_FALSE(parted->there.contains(changed.markers[0].id.text));
}

TEST_F(MergingIn, ofAHandOverOfSeveralTheTrailTellsEach) {
    const record::Patient other = kept.addPatient();
    ASSERT_TRUE(kept.record->noteEach(Event::exported, {patient.id.text, other.id.text}));
    for (const record::PatientId& id : {patient.id, other.id}) {
        const auto told = kept.record->trail({.patient = id, .kind = TrailKind::handedOver});
        ASSERT_TRUE(told) << told.error().message;
        EXPECT_EQ(told->rows.size(), 1U);
    }
    EXPECT_EQ(kept.record->changesSaved(), 3) << "a patient, a visit and a patient, nothing of the hand-over";
}

}  // namespace myochart::store
