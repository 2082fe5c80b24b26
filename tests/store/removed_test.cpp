#include "kept_record.h"

namespace myochart::store {

using namespace myochart::test;

TEST(Removed, patientsAndSessionsThatCanComeBackAreListedNewestFirst) {
    KeptRecord kept;
    const auto ana = kept.addPatient(), bo = kept.addPatient();
    const auto first = kept.addSession(ana.id, 3);
    kept.addSession(ana.id, 2);
    const auto bosVisit = kept.addSession(bo.id, 4);
    ASSERT_TRUE(kept.record->removed());
    EXPECT_TRUE(kept.record->removed()->empty());
    ASSERT_TRUE(kept.record->removeSession(bosVisit.id));
    auto list = *kept.record->removed();
    ASSERT_EQ(list.size(), 1U);
    EXPECT_EQ(list[0].session, bosVisit.id);
    EXPECT_EQ(list[0].patient, bo);
    EXPECT_EQ(list[0].markers, 4);
    EXPECT_EQ(list[0].startedAt, bosVisit.startedAt);
    EXPECT_NEAR(static_cast<double>(list[0].removedAt), static_cast<double>(nowUtc()), 60'000);
    ASSERT_TRUE(kept.record->removeSession(first.id));
    ASSERT_TRUE(kept.record->removePatient(ana.id));
    kept.reopen();
    list = *kept.record->removed();
    ASSERT_EQ(list.size(), 2U) << "a visit comes back with or after its patient";
    const auto& whole = list[0].session.empty() ? list[0] : list[1];
    EXPECT_EQ(whole.patient, ana);
    EXPECT_EQ(whole.sessions, 1) << "what comes back with her";
    EXPECT_EQ(whole.markers, 2);
    EXPECT_GE(list[0].removedAt, list[1].removedAt);
    ASSERT_TRUE(kept.record->restorePatient(ana.id));
    list = *kept.record->removed();
    ASSERT_EQ(list.size(), 2U) << "her first visit was removed by itself";
    ASSERT_TRUE(kept.record->restoreSession(first.id));
    ASSERT_TRUE(kept.record->restoreSession(bosVisit.id));
    EXPECT_TRUE(kept.record->removed()->empty());
    kept.expectSound();
}

}  // namespace myochart::store
