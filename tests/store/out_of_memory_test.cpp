#include <sqlite3.h>

#include <fmt/format.h>

#include "kept_record.h"

namespace myochart::store {

using namespace myochart::test;

namespace {

sqlite3_mem_methods plainMemory;
long callsUntilFailure = -1;  ///< -1: never

bool runsOut() { return callsUntilFailure > 0 && --callsUntilFailure == 0; }
void* allocate(int bytes) { return runsOut() ? nullptr : plainMemory.xMalloc(bytes); }
void* reallocate(void* old, int bytes) { return runsOut() ? nullptr : plainMemory.xRealloc(old, bytes); }

/// While it lives, SQLite's memory can run out; no database may be open when it comes or goes.
class ScarceMemory {
  public:
    ScarceMemory() {
        sqlite3_shutdown();
        sqlite3_config(SQLITE_CONFIG_GETMALLOC, &plainMemory);
        sqlite3_mem_methods scarce = plainMemory;
        scarce.xMalloc = allocate;
        scarce.xRealloc = reallocate;
        sqlite3_config(SQLITE_CONFIG_MALLOC, &scarce);
        sqlite3_initialize();
    }
    ScarceMemory(const ScarceMemory&) = delete;
    ScarceMemory& operator=(const ScarceMemory&) = delete;
    ~ScarceMemory() {
        callsUntilFailure = -1;
        sqlite3_shutdown();
        sqlite3_config(SQLITE_CONFIG_MALLOC, &plainMemory);
        sqlite3_initialize();
    }
};

}  // namespace

TEST(OutOfMemory, everyFailedAllocationOfASaveIsToldAndNothingIsDamaged) {
    const ScarceMemory memory;
    KeptRecord kept;
    auto session = kept.addSession(kept.addPatient().id, 2);
    long points = 0, told = 0;
    for (long call = 1; call < 100'000; ++call) {
        const auto change = withMarker(session, sampleMarker(kept.random));
        callsUntilFailure = call;
        const auto put = kept.record->put(change);
        const bool reached = callsUntilFailure == 0;
        callsUntilFailure = -1;
        if (put) session = change.after;
        else ++told;
        ASSERT_EQ(*kept.record->session(session.id), session) << "after failure " << call;
        if (!reached) break;
        ++points;
    }
    EXPECT_GT(points, 5);
    EXPECT_GT(told, 0);
    kept.expectSound();
    kept.close();
    fmt::print("{} allocations failed during saves, {} told, 0 damaged\n", points, told);
}

TEST(OutOfMemory, everyFailedAllocationWhileOpeningIsToldAndNothingIsDamaged) {
    const ScarceMemory memory;
    KeptRecord kept;
    const auto session = kept.addSession(kept.addPatient().id, 2);
    kept.close();
    long points = 0;
    for (long call = 1;; call += 7) {
        callsUntilFailure = call;
        auto opened = openKept(kept.file);
        const bool reached = callsUntilFailure == 0;
        callsUntilFailure = -1;
        EXPECT_TRUE(opened || !opened.error().message.empty());
        if (!reached) break;
        ++points;
    }
    EXPECT_GT(points, 20);
    kept.reopen();
    EXPECT_EQ(*kept.record->session(session.id), session);
    kept.expectSound();
    kept.close();
}

}  // namespace myochart::store
