#include <set>

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "faulty_disk.h"
#include "kept_record.h"
#include "record/json.h"

namespace myochart::store {

using namespace myochart::test;

namespace {

std::string textOf(const record::Session& session) { return record::toJson(session).dump(); }

struct Attempt {
    /// What the record may hold afterwards: the last acknowledged session, or one whose saving failed after that (its
    /// log may have been complete when the program ended).
    std::set<std::string> allowed;
    long told = 0, silent = 0;

    void tell(const Error& error) {
        ++told;
        silent += error.message.empty();
    }
};

/// Opens the record and saves six times; goes on after failures.
Attempt saveSome(const Path& file, const record::Session& start) {
    Attempt attempt;
    attempt.allowed = {textOf(start)};
    auto opened = openKept(file);
    if (!opened) {
        attempt.tell(opened.error());
        return attempt;
    }
    std::mt19937 random(3);
    record::Session session = start;
    for (int i = 0; i < 6; ++i) {
        record::Session after = session;
        if (i == 4) after.markers.erase(after.markers.begin());
        else after.markers.push_back(sampleMarker(random));
        numberMarkers(after);
        const auto put = (*opened)->put({session, after});
        if (put) {
            session = after;
            attempt.allowed = {textOf(after)};
        } else {
            attempt.tell(put.error());
            attempt.allowed.insert(textOf(after));
        }
    }
    return attempt;
}

struct FaultTally {
    long points = 0, told = 0, lost = 0, damaged = 0, silent = 0;
};

/// Lets every call fail in turn, until a run meets no failure any more.
FaultTally failEverywhere(FaultyDisk::Failure failure, bool forEver) {
    KeptRecord kept;
    const auto session = kept.addSession(kept.addPatient().id, 2);
    kept.close();
    const auto start = readTextFile(kept.file, 1U << 30);
    FaultTally tally;
    for (long call = 1;; ++call) {
        for (const char* ending : {"-wal", "-journal", ".lock"}) std::filesystem::remove(kept.file.string() + ending);
        EXPECT_TRUE(writeFileAtomically(kept.file, *start));
        Attempt attempt;
        {
            FaultyDisk disk;
            disk.failAt(call, failure, forEver);
            attempt = saveSome(kept.file, session);
            if (disk.failures() == 0) return tally;
        }
        ++tally.points;
        tally.told += attempt.told > 0;
        tally.silent += attempt.silent;
        const auto opened = openKept(kept.file);
        const auto sound = opened ? (*opened)->verify() : Outcome(opened.error());
        if (!sound) {
            ++tally.damaged;
            ADD_FAILURE() << "call " << call << ": " << sound.error().message;
            continue;
        }
        const auto after = (*opened)->session(session.id);
        if (!after || !attempt.allowed.contains(textOf(*after))) ++tally.lost;
    }
}

void expectNothingLost(FaultyDisk::Failure failure, bool forEver, const char* what) {
    const FaultTally tally = failEverywhere(failure, forEver);
    EXPECT_GT(tally.points, 60);
    EXPECT_GT(tally.told, 30);
    EXPECT_EQ(tally.lost, 0);
    EXPECT_EQ(tally.damaged, 0);
    EXPECT_EQ(tally.silent, 0);
    fmt::print("{}: {} fault points, {} told, {} lost, {} damaged\n", what, tally.points, tally.told, tally.lost, tally.damaged);
}

}  // namespace

TEST(DiskFault, anInputOutputErrorOnceLosesNothing) { expectNothingLost(FaultyDisk::Failure::ioError, false, "EIO once"); }
TEST(DiskFault, inputOutputErrorsForEverLoseNothing) { expectNothingLost(FaultyDisk::Failure::ioError, true, "EIO for ever"); }
TEST(DiskFault, aFullDiskOnceLosesNothing) { expectNothingLost(FaultyDisk::Failure::diskFull, false, "ENOSPC once"); }
TEST(DiskFault, aFullDiskForEverLosesNothing) { expectNothingLost(FaultyDisk::Failure::diskFull, true, "ENOSPC for ever"); }

}  // namespace myochart::store
