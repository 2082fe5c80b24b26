#include "workspace/earlier_events.h"

#include "record/ledger.h"
#include "workspace/running_program.h"

namespace myochart::workspace {

using namespace test;
using myochart::test::TestFolder;

namespace {

constexpr UtcMs kDayBetween = 24 * UtcMs{3'600'000}, kEventsNow = 1'795'356'000'000;

record::AdverseEvent event(const char* category, record::Severity severity) {
    record::AdverseEvent event;
    event.category = category;
    event.severity = severity;
    return event;
}

/// Somebody who fainted at the last visit, three days ago.
class EarlierEvents : public BothWays {
  protected:
    void SetUp() override {
        record::Patient ana;
        ana.name = "Ana Muster";
        program->record.addPatient(ana);
        moment = kEventsNow - 3 * kDayBetween;
        program->record.newSession();
        last = program->record.session()->id;
        ASSERT_TRUE(program->record.commit(record::addAdverse(*program->record.session(), event("fainting", record::Severity::moderate))));
        moment = kEventsNow;
    }

    UtcMs moment = kEventsNow;
    TestFolder folder;
    RunningProgram program{folder, GetParam(), [this] { return moment; }};
    record::SessionId last;
};

}  // namespace

TEST_P(EarlierEvents, whatHappenedAtTheLastVisitIsUnreadInTheNextUntilSomebodyReadsIt) {
    EXPECT_TRUE(unreadEvents(program->record).empty()) << "it is that visit itself";
    for (const bool like : {true, false}) {
        like ? program->record.newSessionLikeLast() : program->record.newSession();
        const auto unread = unreadEvents(program->record);
        ASSERT_EQ(unread.size(), 1U);
        EXPECT_EQ(unread[0].visit, last.text);
        EXPECT_EQ(unread[0].category, "fainting");
        EXPECT_EQ(unread[0].severity, record::Severity::moderate);
        readEvents(program->record);
        EXPECT_TRUE(unreadEvents(program->record).empty());
        ASSERT_EQ(program->record.session()->before.known.size(), 1U);
        EXPECT_EQ(program->record.session()->before.known[0].at, kEventsNow);
        program->record.undo();
        EXPECT_EQ(unreadEvents(program->record).size(), 1U) << "it is an undo step";
    }
}

TEST_P(EarlierEvents, whatNobodyReadIsAskedAboutAtEveryLaterVisitUntilItIsReadAtOne) {
    program->record.newSession();
    moment += 60'000;
    program->record.newSession();
    EXPECT_EQ(unreadEvents(program->record).size(), 1U) << "a visit lay between, and nobody read it there";
    readEvents(program->record);
    moment += 60'000;
    program->record.newSession();
    EXPECT_TRUE(unreadEvents(program->record).empty()) << "once is enough";
}

TEST_P(EarlierEvents, anotherEventOrAWorseOneIsReadAnewAndALockedVisitAsksForNothing) {
    program->record.newSession();
    const record::SessionId now = program->record.session()->id;
    readEvents(program->record);
    program->record.editVisit(last, [](const record::Session& visit) { return record::addAdverse(visit, event("numbness", record::Severity::mild)); });
    program->record.openSession(last);
    EXPECT_TRUE(unreadEvents(program->record).empty());
    program->record.openSession(now);
    const auto unread = unreadEvents(program->record);
    ASSERT_EQ(unread.size(), 1U);
    EXPECT_EQ(unread[0].category, "numbness");
}

TEST_P(EarlierEvents, whatWasDoneToAVisitAfterItsDayGoesBackWithoutLeave) {
    program->record.openSession(last);
    program->record.correctVisit();
    record::Session visit = *program->record.session();
    visit.after.response = "well";
    ASSERT_TRUE(program->record.commit(record::Edited{visit, "Change response"}));
    program->record.correctVisit(false);
    program->record.undo();
    EXPECT_EQ(program->record.session()->after.response, "");
    program->record.undo();
    EXPECT_EQ(program->record.session()->after.adverse.size(), 1U) << "what was charted on its day is not taken back by a slip";
    EXPECT_GT(program->record.refusedByLock(), 0);
}

INSTANTIATE_TEST_SUITE_P(BothWays, EarlierEvents, testing::Bool(), wayName);

}  // namespace myochart::workspace
