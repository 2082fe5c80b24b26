#include <fmt/format.h>

#include "kept_record.h"
#include "record/ledger.h"

// The visits that wait for somebody, over everybody.

namespace myochart::store {

using namespace myochart::test;

namespace {

constexpr UtcMs kDay = 86'400'000, kFirst = 1'795'356'000'000;

struct WaitingVisits : testing::Test {
    KeptRecord kept;
    record::Patient ana = kept.addPatient(), bo = kept.addPatient();
    record::Therapist student;

    WaitingVisits() {
        student.id = record::TherapistId::make();
        student.name = "S. Invented";
        student.role = record::Role::student;
    }
    /// A visit `day` days after the first, with one needle site.
    record::Session visit(const record::Patient& of, int day) {
        record::Session session;
        session.id = record::SessionId::make();
        session.patient = of.id;
        session.startedAt = kFirst + day * kDay;
        session.utcOffset = "+01:00";
        EXPECT_TRUE(kept.record->put(SessionChange{{}, session}));
        return session;
    }
    record::Session take(const record::Session& before, const Result<record::Edited>& edited) {
        EXPECT_TRUE(edited) << edited.error().message;
        const auto put = kept.record->put({before, edited->session});
        EXPECT_TRUE(put) << put.error().message;
        return edited->session;
    }
    record::Session happened(const record::Session& before, const char* category) {
        record::AdverseEvent event;
        event.category = category;
        event.at = before.startedAt;
        return take(before, record::addAdverse(before, event));
    }
    WaitingPage page(WaitingQuery::What what, UtcMs dueBefore = INT64_MAX, size_t first = 0, size_t count = 100) {
        auto rows = kept.record->waiting({what, dueBefore, first, count});
        EXPECT_TRUE(rows) << rows.error().message;
        return rows ? *rows : WaitingPage{};
    }
    /// The days of the visits that wait, with whose they are.
    std::string days(WaitingQuery::What what, UtcMs dueBefore = INT64_MAX) {
        std::string text;
        for (const WaitingRow& row : page(what, dueBefore).rows)
            text += fmt::format("{}{} ", row.patient == ana.id ? "ana" : "bo", (row.visit.startedAt - kFirst) / kDay);
        return text;
    }
    /// Whatever was just seen, the same comes of the summaries that are kept in the file and of the entries.
    void expectKept() {
        kept.expectSound();
        kept.reopen();
    }
};

constexpr auto kOpen = WaitingQuery::What::open, kFollowUps = WaitingQuery::What::followUps;

}  // namespace

TEST_F(WaitingVisits, unsignedOnesAreListedNewestFirstUntilTheyAreSigned) {
    const record::Session first = visit(ana, 0);
    visit(bo, 1);
    const record::Session last = visit(ana, 2);
    EXPECT_EQ(days(kOpen), "ana2 bo1 ana0 ");
    expectKept();
    EXPECT_EQ(days(kOpen), "ana2 bo1 ana0 ");
    record::Therapist therapist = student;
    therapist.role = record::Role::therapist;
    take(last, record::sign(last, therapist, "note", kFirst + 3 * kDay));
    EXPECT_EQ(days(kOpen), "bo1 ana0 ");
    ASSERT_TRUE(kept.record->removePatient(bo.id));
    EXPECT_EQ(days(kOpen), "ana0 ");
    ASSERT_TRUE(kept.record->restorePatient(bo.id));
    ASSERT_TRUE(kept.record->removeSession(first.id));
    EXPECT_EQ(days(kOpen), "bo1 ");
    expectKept();
    EXPECT_EQ(days(kOpen), "bo1 ");
}

TEST_F(WaitingVisits, aStudentsWaitsForItsCoSignature) {
    const record::Session begun = visit(ana, 0);
    const record::Session signedOne = take(begun, record::sign(begun, student, "note", kFirst));
    const WaitingPage waits = page(kOpen);
    ASSERT_EQ(waits.rows.size(), 1U);
    EXPECT_FALSE(waits.rows[0].visit.isOpen);
    EXPECT_TRUE(waits.rows[0].visit.wantsCosignature);
    record::Therapist other = student;
    other.id = record::TherapistId::make();
    other.role = record::Role::therapist;
    take(signedOne, record::cosign(signedOne, other, kFirst + kDay));
    EXPECT_EQ(page(kOpen).all, 0U);
}

TEST_F(WaitingVisits, followUpsAreListedByWhenTheyAreDueUntilTheyAreMade) {
    record::Session pain = happened(visit(ana, 0), "pain_after"), faint = happened(visit(bo, 0), "fainting");
    happened(visit(bo, 5), "bruising");
    EXPECT_EQ(days(kFollowUps), "bo0 ana0 ") << "after a day, after two, and of a bruise not at all";
    EXPECT_EQ(days(kFollowUps, kFirst + kDay + 1), "bo0 ");
    EXPECT_EQ(page(kFollowUps).rows.at(0).patientName, bo.name);
    expectKept();
    EXPECT_EQ(days(kFollowUps), "bo0 ana0 ");
    take(faint, record::followUp(faint, 0, nullptr, "well again", kFirst + 2 * kDay));
    EXPECT_EQ(days(kFollowUps), "ana0 ");
    pain = take(pain, record::sign(pain, student, "note", kFirst + kDay));
    take(pain, record::followUp(pain, 0, &student, {}, kFirst + 2 * kDay));
    EXPECT_EQ(days(kFollowUps), "") << "an addendum to the signed visit says that it was made";
    expectKept();
    EXPECT_EQ(days(kFollowUps), "");
}

TEST_F(WaitingVisits, comeByThePage) {
    for (int day = 0; day < 7; ++day) visit(ana, day);
    const WaitingPage middle = page(kOpen, INT64_MAX, 2, 3);
    EXPECT_EQ(middle.all, 7U);
    ASSERT_EQ(middle.rows.size(), 3U);
    EXPECT_EQ(middle.rows[0].visit.startedAt, kFirst + 4 * kDay);
    EXPECT_TRUE(page(kOpen, INT64_MAX, 7, 3).rows.empty());
}

TEST_F(WaitingVisits, aVisitsRowTellsWhetherItIsSignedAndItsPain) {
    record::Session before = visit(ana, 0), after = before;
    after.before.pain = 7;
    after.after.pain = 0;
    ASSERT_TRUE(kept.record->put({before, after}));
    take(after, record::sign(after, student, "note", kFirst));
    visit(ana, 1);
    const auto rows = kept.record->sessions(ana.id);
    ASSERT_TRUE(rows);
    EXPECT_TRUE(rows->at(1).isSigned && rows->at(1).wantsCosignature);
    EXPECT_EQ(rows->at(1).painBefore, 7U);
    EXPECT_EQ(rows->at(1).painAfter, 0U);
    EXPECT_FALSE(rows->at(0).isSigned || rows->at(0).painBefore || rows->at(0).painAfter);
}

}  // namespace myochart::store
