#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <csignal>
#include <fstream>
#include <thread>

#include <fmt/format.h>

#include "faulty_disk.h"
#include "kept_record.h"
#include "store/backup_look.h"
#include "store/save_queue.h"

namespace myochart::store {

using namespace myochart::test;

namespace {

constexpr int kFewPages = 4;

class BackupRun : public ::testing::Test {
  protected:
    BackupOrder order() const { return {.folder = folder, .pagesASlice = kFewPages}; }
    std::vector<std::string> namesIn(const Path& of) const {
        std::vector<std::string> names;
        std::error_code none;
        for (const auto& entry : std::filesystem::directory_iterator(of, none)) names.push_back(entry.path().filename().string());
        std::ranges::sort(names);
        return names;
    }
    KeptRecord kept;
    const Path folder = kept.folder / "backups";
    Progress progress;
};

mode_t modeOf(const Path& file) {
    struct stat facts {};
    return ::stat(file.c_str(), &facts) == 0 ? facts.st_mode & 07777 : 0;
}

OnRecord through(SaveQueue& queue) {
    return [&queue](const std::function<void(Record&)>& work) {
        return queue.run<bool>([&](Record& record) {
            work(record);
            return true;
        });
    };
}

/// Turns over bits in the middle of a file.
void spoil(const Path& file) {
    std::fstream io(file, std::ios::in | std::ios::out | std::ios::binary);
    const auto at = static_cast<std::streamoff>(std::filesystem::file_size(file) / 2);
    std::array<char, 64> bytes{};
    io.seekg(at).read(bytes.data(), bytes.size());
    for (char& c : bytes) c = static_cast<char>(~c);
    io.seekp(at).write(bytes.data(), bytes.size());
}

}  // namespace

TEST_F(BackupRun, aBackupHoldsWhatTheRecordHoldsAndIsTheUsersAlone) {
    kept.fill();
    const auto taken = takeBackup(onRecord(*kept.record), order(), progress);
    ASSERT_TRUE(taken) << taken.error().message;
    EXPECT_TRUE(taken->sound);
    EXPECT_EQ(taken->extent, *kept.record->extent());
    EXPECT_EQ(taken->extent.patients, 2);
    EXPECT_EQ(taken->extent.visits, 6);
    EXPECT_EQ(modeOf(folder), 0700U);
    EXPECT_EQ(modeOf(taken->backup.file), 0600U);
    EXPECT_EQ(namesIn(folder), std::vector<std::string>{taken->backup.file.filename().string()}) << "nothing else is left there";
    EXPECT_EQ(taken->backup.bytes, std::filesystem::file_size(taken->backup.file));
    auto copy = kept.record->copyOpener()(taken->backup.file);
    ASSERT_TRUE(copy) << copy.error().message;
    EXPECT_EQ(contentOf(**copy), contentOf(*kept.record));
    EXPECT_FALSE((*copy)->put(samplePatient(kept.random))) << "a copy is only read";
    EXPECT_EQ(namesIn(folder).size(), 1U) << "and leaves no lock file";
}

TEST_F(BackupRun, twoInOneSecondHaveTwoNames) {
    kept.fill();
    const auto first = takeBackup(onRecord(*kept.record), {.folder = folder, .now = 1'795'356'000'000}, progress);
    const auto second = takeBackup(onRecord(*kept.record), {.folder = folder, .now = 1'795'356'000'000}, progress);
    ASSERT_TRUE(first && second);
    EXPECT_NE(first->backup.file, second->backup.file);
    EXPECT_EQ(second->backup.takenAt, 1'795'356'001'000);
}

TEST_F(BackupRun, whatIsSavedBetweenTwoSlicesIsInTheCopyToo) {
    kept.fill();
    auto session = kept.addSession(kept.addPatient().id, 1);
    int slices = 0;
    const OnRecord saving = [&](const std::function<void(Record&)>& work) {
        work(*kept.record);
        if (++slices % 2 == 0 || slices > 40) return true;
        const auto change = withMarker(session, sampleMarker(kept.random));
        EXPECT_TRUE(kept.record->put(change));
        session = change.after;
        return true;
    };
    const auto taken = takeBackup(saving, order(), progress);
    ASSERT_TRUE(taken) << taken.error().message;
    ASSERT_TRUE(taken->sound) << taken->sound.error().message;
    EXPECT_GT(slices, 10) << "too few to mean anything";
    auto copy = kept.record->copyOpener()(taken->backup.file);
    const auto there = (*copy)->session(session.id);
    ASSERT_TRUE(there);
    // Saved after the last slice was saved in the record alone.
    EXPECT_GE(there->markers.size() + 3, session.markers.size());
    EXPECT_GT(there->markers.size(), 3U);
}

TEST_F(BackupRun, aChangeThatIsTakenBackMeanwhileSpoilsNothing) {
    kept.fill();
    const auto session = kept.addSession(kept.addPatient().id, 1);
    int slices = 0;
    const OnRecord failing = [&](const std::function<void(Record&)>& work) {
        work(*kept.record);
        if (++slices > 12) return true;
        record::Patient patient = samplePatient(kept.random);
        std::vector<record::Session> visits = {sampleSession(kept.random, patient.id, 30), session};  // the second one is here with other content
        visits[1].title += " changed";
        EXPECT_FALSE(kept.record->importAll({patient}, visits));
        return true;
    };
    const auto taken = takeBackup(failing, order(), progress);
    ASSERT_TRUE(taken) << taken.error().message;
    EXPECT_TRUE(taken->sound);
    EXPECT_GT(slices, 12);
    EXPECT_EQ(taken->extent, *kept.record->extent());
}

TEST_F(BackupRun, aSaveWaitsForOneSliceAtMost) {
    for (int i = 0; i < 16; ++i) kept.fill();
    auto session = kept.addSession(kept.addPatient().id, 1);
    SaveQueue queue(std::move(kept.record));
    std::atomic<int> slices = 0;
    std::atomic<bool> done = false;
    std::thread worker([&] {
        const OnRecord counted = [&](const std::function<void(Record&)>& work) {
            return through(queue)([&](Record& record) {
                ++slices;
                work(record);
            });
        };
        const auto taken = takeBackup(counted, order(), progress);
        EXPECT_TRUE(taken && taken->sound);
        done = true;
    });
    int saves = 0, most = 0, late = 0;
    std::mt19937 random(3);
    while (!done) {
        const auto change = withMarker(session, sampleMarker(random));
        session = change.after;
        const int before = slices;
        queue.save(change);
        // Right behind the change: how many slices were begun between giving it and its being durable.
        const int between = queue.run<int>([&](Record&) { return slices.load(); }) - before;
        most = std::max(most, between);
        late += between > 2;
        ++saves;
    }
    worker.join();
    EXPECT_GT(slices, 50);
    EXPECT_GT(saves, 5);
    EXPECT_EQ(queue.state(), SaveState::saved);
    // One that was running, and one that the worker had given before the change. More only where this thread was put aside just before it gave it.
    EXPECT_LE(late * 10, saves);
    fmt::print("{} saves during {} slices of {} pages: at most {} slices between, {} times more than two\n", saves, slices.load(), kFewPages, most, late);
}

TEST_F(BackupRun, aCopyThatDoesNotHoldIsKeptAsideAndDoesNotCount) {
    kept.fill();
    BackupOrder spoiled = order();
    spoiled.copied = spoil;
    const auto taken = takeBackup(onRecord(*kept.record), spoiled, progress);
    ASSERT_TRUE(taken) << taken.error().message;
    ASSERT_FALSE(taken->sound);
    EXPECT_EQ(taken->backup.kind, Backup::Kind::failed);
    EXPECT_EQ(taken->backup.file.extension(), ".failed");
    EXPECT_NE(taken->sound.error().message.find(taken->backup.file.string()), std::string::npos) << taken->sound.error().message;
    EXPECT_EQ(newestGood(backupsIn(folder), taken->extent.database, nowUtc() + 10'000), nullptr);
    ASSERT_EQ(backupsIn(folder).size(), 1U);
}

TEST_F(BackupRun, anotherWholeRecordInTheCopysPlaceIsNoticed) {
    kept.fill();
    KeptRecord other;
    other.fill();
    const Path foreign = other.folder / "other.myochart";
    ASSERT_TRUE(other.record->backUp(foreign));
    BackupOrder swapped = order();
    swapped.copied = [&](const Path& copy) { std::filesystem::copy_file(foreign, copy, std::filesystem::copy_options::overwrite_existing); };
    const auto taken = takeBackup(onRecord(*kept.record), swapped, progress);
    ASSERT_TRUE(taken) << taken.error().message;
    EXPECT_FALSE(taken->sound);
}

TEST_F(BackupRun, aBackupOfADamagedRecordIsKeptAsideAndNamed) {
    kept.fill();
    kept.close();
    kept.tamper("UPDATE entry SET payload = zeroblob(length(payload)) WHERE kind = 'marker' AND rowid % 5 = 0");
    kept.reopen();
    const auto taken = takeBackup(onRecord(*kept.record), order(), progress);
    ASSERT_TRUE(taken) << taken.error().message;
    EXPECT_FALSE(taken->sound);
    EXPECT_EQ(taken->backup.kind, Backup::Kind::failed);
}

TEST_F(BackupRun, nothingIsLeftOfOneThatIsStopped) {
    for (int i = 0; i < 3; ++i) kept.fill();
    int slices = 0;
    const OnRecord stopping = [&](const std::function<void(Record&)>& work) {
        work(*kept.record);
        if (++slices == 5) progress.cancel();
        return true;
    };
    EXPECT_FALSE(takeBackup(stopping, order(), progress));
    EXPECT_TRUE(namesIn(folder).empty());
    kept.expectSound();
    kept.addPatient();
}

TEST_F(BackupRun, whoGivesUpWaitingLeavesNothingAndTheRecordGoesOn) {
    kept.fill();
    std::vector<std::function<void(Record&)>> late;
    const OnRecord busy = [&](std::function<void(Record&)> work) {
        if (late.empty() && !progress.cancelled()) {
            work(*kept.record);
            if (progress.fraction() > 0) progress.cancel();
            return true;
        }
        late.push_back(std::move(work));  // the record's thread has no time now
        return false;
    };
    EXPECT_FALSE(takeBackup(busy, order(), progress));
    EXPECT_TRUE(namesIn(folder).empty());
    EXPECT_FALSE(late.empty());
    for (const auto& work : late) work(*kept.record);
    late.clear();
    kept.addPatient();
    kept.expectSound();
}

TEST_F(BackupRun, aDiskThatFailsWhileItIsReadIsToldAndNothingHalfIsLeft) {
    for (int i = 0; i < 3; ++i) kept.fill();
    kept.close();
    int told = 0, made = 0;
    for (long call = 1; call < 400; call += 13) {
        FaultyDisk disk;
        kept.reopen();
        disk.failAt(call, FaultyDisk::Failure::ioError, true);
        const auto taken = takeBackup(onRecord(*kept.record), order(), progress);
        disk.failNever();
        kept.close();
        // One that could be copied and not read back does not count either.
        EXPECT_TRUE(taken ? taken->sound.ok() == (taken->backup.kind == Backup::Kind::good) : !taken.error().message.empty());
        ++(taken && taken->sound ? made : told);
        for (const std::string& name : namesIn(folder)) EXPECT_TRUE(backupCalled(name)) << name;
    }
    EXPECT_GT(told, 0);
    EXPECT_GT(made, 0);
    kept.reopen();
    kept.expectSound();
}

TEST_F(BackupRun, aFullDiskIsToldAndNothingHalfIsLeft) {
    for (int i = 0; i < 4; ++i) kept.fill();
    kept.close();
    const auto size = std::filesystem::file_size(kept.file);
    const pid_t child = ::fork();
    if (child == 0) {
        std::signal(SIGXFSZ, SIG_IGN);  // as the program does
        auto record = openKept(kept.file);
        const rlimit limit{size / 2, size / 2};
        if (!record || ::setrlimit(RLIMIT_FSIZE, &limit) != 0) ::_exit(3);
        const auto taken = takeBackup(onRecord(**record), order(), progress);
        ::_exit(taken || taken.error().message.empty() ? 4 : 0);
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    EXPECT_TRUE(WIFEXITED(status) && WEXITSTATUS(status) == 0) << status;
    EXPECT_TRUE(namesIn(folder).empty());
    kept.reopen();
    kept.expectSound();
}

// --- the second place

TEST_F(BackupRun, theSecondPlaceGetsTheSameFileOnce) {
    kept.fill();
    const auto taken = takeBackup(onRecord(*kept.record), order(), progress);
    ASSERT_TRUE(taken);
    const Path stick = kept.folder / "stick";
    std::filesystem::create_directory(stick);
    ASSERT_TRUE(copyToSecondPlace(taken->backup, stick, progress));
    ASSERT_TRUE(copyToSecondPlace(taken->backup, stick, progress));
    ASSERT_EQ(namesIn(stick), std::vector<std::string>{taken->backup.file.filename().string()});
    EXPECT_EQ(*readTextFile(stick / namesIn(stick)[0], 1U << 30), *readTextFile(taken->backup.file, 1U << 30));
    EXPECT_EQ(modeOf(stick / namesIn(stick)[0]), 0600U);
}

TEST_F(BackupRun, aSecondPlaceThatIsNotThereIsNamedAndNotMade) {
    kept.fill();
    const auto taken = takeBackup(onRecord(*kept.record), order(), progress);
    const auto copied = copyToSecondPlace(taken->backup, kept.folder / "stick", progress);
    ASSERT_FALSE(copied);
    EXPECT_NE(copied.error().message.find((kept.folder / "stick").string()), std::string::npos);
    EXPECT_FALSE(std::filesystem::exists(kept.folder / "stick"));
}

TEST_F(BackupRun, aStickThatIsPulledMidwayHoldsNoHalfFile) {
    for (int i = 0; i < 40; ++i) kept.fill();
    const auto taken = takeBackup(onRecord(*kept.record), {.folder = folder}, progress);
    ASSERT_TRUE(taken);
    ASSERT_GT(taken->backup.bytes, 1U << 20) << "more than one piece";
    const Path stick = kept.folder / "stick", away = kept.folder / "away";
    std::filesystem::create_directory(stick);
    const auto copied = copyToSecondPlace(taken->backup, stick, progress, [&] {
        if (std::filesystem::exists(stick)) std::filesystem::rename(stick, away);
    });
    ASSERT_FALSE(copied);
    EXPECT_NE(copied.error().message.find("beside the record is whole"), std::string::npos) << copied.error().message;
    for (const std::string& name : namesIn(away)) EXPECT_FALSE(backupCalled(name)) << name;
    // Put in again, what lay there half is swept, and the whole file comes.
    std::filesystem::rename(away, stick);
    ASSERT_TRUE(copyToSecondPlace(taken->backup, stick, progress));
    EXPECT_EQ(namesIn(stick), std::vector<std::string>{taken->backup.file.filename().string()});
}

// --- looking inside

TEST_F(BackupRun, aLookInsideCountsWhatWouldBeOtherwise) {
    const auto ana = kept.addPatient(), ben = kept.addPatient();
    const auto old = kept.addSession(ana.id, 3), going = kept.addSession(ben.id, 2);
    const auto taken = takeBackup(onRecord(*kept.record), order(), progress);
    ASSERT_TRUE(taken);
    {
        const auto look = lookInto(taken->backup.file, onRecord(*kept.record));
        ASSERT_TRUE(look) << look.error().message;
        EXPECT_TRUE(look->sound);
        EXPECT_TRUE(look->ofThisRecord);
        ASSERT_TRUE(look->differences);
        EXPECT_TRUE(look->differences->none());
        EXPECT_EQ(look->extent.patients, 2);
    }
    kept.addSession(kept.addPatient().id, 4);                                          // new since: would be gone
    ASSERT_TRUE(kept.record->put(withMarker(old, sampleMarker(kept.random))));  // a visit changed, a site more
    ASSERT_TRUE(kept.record->removeSession(going.id));                                 // would come back
    const auto look = lookInto(taken->backup.file, onRecord(*kept.record));
    ASSERT_TRUE(look && look->differences);
    EXPECT_EQ(look->differences->patients, (Differences::Count{0, 0, 1}));
    EXPECT_EQ(look->differences->visits, (Differences::Count{1, 1, 1}));
    EXPECT_EQ(look->differences->sites, (Differences::Count{2, 0, 5}));
}

TEST_F(BackupRun, aDamagedBackupIsNamedWhenItIsLookedInto) {
    kept.fill();
    const auto taken = takeBackup(onRecord(*kept.record), order(), progress);
    spoil(taken->backup.file);
    const auto look = lookInto(taken->backup.file, onRecord(*kept.record));
    EXPECT_FALSE(look && look->sound);
    std::filesystem::resize_file(taken->backup.file, taken->backup.bytes / 2);
    const auto cut = lookInto(taken->backup.file, onRecord(*kept.record));
    ASSERT_FALSE(cut);
    EXPECT_NE(cut.error().message.find(taken->backup.file.string()), std::string::npos) << cut.error().message;
}

}  // namespace myochart::store
