#include <gtest/gtest.h>

#include "record/ledger.h"
#include "workspace/needle_clock.h"

namespace myochart::workspace {

namespace {

constexpr UtcMs kMinute = 60'000, kMorning = 1'790'000'000'000;

struct Clocks {
    UtcMs utc = kMorning, up = 5 * kMinute;
    NeedleClock clock{[this] { return utc; }, [this] { return up; }};
    void pass(UtcMs ms) { utc += ms, up += ms; }
};

record::Session visitWithSite(const char* id) {
    record::Session visit;
    visit.id = record::SessionId{id};
    visit.startedAt = kMorning;
    record::Marker marker;
    marker.id = record::MarkerId{std::string(id) + "-site"};
    marker.type = record::MarkerType::needle;
    visit.markers.push_back(marker);
    return visit;
}

}  // namespace

TEST(NeedleClock, RunsOnEvenlyWhileANeedleIsInThoughTheClockIsSet) {
    Clocks clocks;
    record::Session visit = visitWithSite("a");
    EXPECT_EQ(clocks.clock.now(&visit), kMorning);
    visit.markers[0].needle.inAt = clocks.clock.now(&visit);
    clocks.pass(4 * kMinute);
    clocks.utc -= 60 * kMinute;  // set back an hour
    clocks.pass(1 * kMinute);
    EXPECT_EQ(record::ledgerOf(visit, clocks.clock.now(&visit)).longestMs, 5 * kMinute);
    clocks.utc += 300 * kMinute;  // and forward
    visit.markers[0].needle.outAt = clocks.clock.now(&visit);
    EXPECT_EQ(*visit.markers[0].needle.outAt - *visit.markers[0].needle.inAt, 5 * kMinute);
    EXPECT_EQ(clocks.clock.now(&visit), clocks.utc) << "all are out: the clock of the machine counts again";
}

TEST(NeedleClock, CountsTheTimeInWhichTheMachineSlept) {
    Clocks clocks;
    record::Session visit = visitWithSite("a");
    visit.markers[0].needle.inAt = clocks.clock.now(&visit);
    clocks.pass(90 * kMinute);  // both run on while it sleeps
    EXPECT_EQ(record::ledgerOf(visit, clocks.clock.now(&visit)).longestMs, 90 * kMinute);
}

TEST(NeedleClock, AnotherVisitOnTheScreenDoesNotEndIt) {
    Clocks clocks;
    record::Session first = visitWithSite("a");
    const record::Session second = visitWithSite("b");
    first.markers[0].needle.inAt = clocks.clock.now(&first);
    clocks.clock.now(&first);
    clocks.pass(kMinute);
    clocks.utc -= 30 * kMinute;
    EXPECT_EQ(clocks.clock.now(&second), kMorning + kMinute);
    EXPECT_EQ(record::ledgerOf(first, clocks.clock.now(&first)).longestMs, kMinute);
}

TEST(NeedleClock, AfterARestartTheClockOfTheMachineTellsHowLongItIsIn) {
    record::Session visit = visitWithSite("a");
    visit.markers[0].needle.inAt = kMorning;
    Clocks clocks;
    clocks.pass(12 * kMinute);
    EXPECT_EQ(record::ledgerOf(visit, clocks.clock.now(&visit)).longestMs, 12 * kMinute);
}

}  // namespace myochart::workspace
