#include "store/restore.h"

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fstream>

#include <fmt/format.h>

#include "kept_record.h"

namespace myochart::store {

using namespace myochart::test;

namespace {

namespace fs = std::filesystem;

class Restoring : public ::testing::Test {
  protected:
    RestoreOrder order(const Path& backup) const {
        RestoreOrder order;
        order.record = kept.file;
        order.backup = backup;
        order.backups = backups;
        order.author = {"tester", "test", {}};
        order.with = KeptRecord::unlock();
        return order;
    }
    Path takeOne() {
        const auto taken = takeBackup(onRecord(*kept.record), {.folder = backups}, progress);
        EXPECT_TRUE(taken && taken->sound);
        return taken ? taken->backup.file : Path();
    }
    /// Files in the record's folder that are neither the record nor a backup.
    std::vector<std::string> strays() const {
        std::vector<std::string> names;
        for (const auto& entry : fs::directory_iterator(kept.folder.path()))
            if (entry.path() != kept.file && entry.path() != backups) names.push_back(entry.path().filename().string());
        return names;
    }
    std::string content() {
        kept.reopen();
        kept.expectSound();
        return contentOf(*kept.record);
    }
    KeptRecord kept;
    const Path backups = kept.folder / "backups";
    Progress progress;
};

/// Changes something of everything a few times.
void live(KeptRecord& kept, std::mt19937& random) {
    const auto patient = kept.addPatient();
    for (int visit = 0; visit < 1 + static_cast<int>(random() % 3); ++visit) {
        const auto session = kept.addSession(patient.id, static_cast<int>(random() % 5));
        bool done = true;
        if (random() % 3 == 0) done = kept.record->put(withMarker(session, sampleMarker(random))).ok();
        if (random() % 7 == 0) done = kept.record->removeSession(session.id).ok() && done;
        EXPECT_TRUE(done);
    }
    if (random() % 9 == 0) (void)kept.record->removePatient(patient.id).ok();
}

}  // namespace

TEST_F(Restoring, aHundredRestoresOfRandomRecordsGiveWhatWasBackedUp) {
    std::mt19937 random(11);
    std::map<Path, std::string> was;
    int different = 0;
    for (int i = 0; i < 100; ++i) {
        live(kept, random);
        const std::string now = contentOf(*kept.record);
        const Path taken = takeOne();
        was[taken] = now;
        if (i % 2 == 0) live(kept, random);  // what is not in any backup
        const std::string before = contentOf(*kept.record);
        kept.close();
        const auto chosen = std::next(was.begin(), static_cast<long>(random() % was.size()));
        const auto restored = restoreBackup(order(chosen->first), progress);
        ASSERT_TRUE(restored) << restored.error().message;
        was[restored->keptAs] = before;
        different += content() != chosen->second;
    }
    EXPECT_EQ(different, 0);
    // Nothing that was ever there was lost on the way.
    for (const auto& [file, text] : was) {
        auto copy = openKept(file);
        ASSERT_TRUE(copy) << copy.error().message;
        different += contentOf(**copy) != text;
    }
    EXPECT_EQ(different, 0);
    kept.close();
    EXPECT_TRUE(strays().empty());
    fmt::print("100 restores, {} different, {} backups\n", different, was.size());
}

TEST_F(Restoring, theTrailTellsItAndTheRecordAsItWasIsKept) {
    kept.fill();
    const std::string old = contentOf(*kept.record);
    const Path backup = takeOne();
    const auto extent = *kept.record->extent();
    kept.addPatient();
    const std::string later = contentOf(*kept.record);
    kept.close();
    const auto restored = restoreBackup(order(backup), progress);
    ASSERT_TRUE(restored) << restored.error().message;
    EXPECT_EQ(restored->extent.trailEnd, extent.trailEnd + 1);
    EXPECT_EQ(restored->extent.patients, 2);
    EXPECT_TRUE(restored->keptIsSound);
    EXPECT_TRUE(restored->ofThisRecord);
    EXPECT_EQ(backupCalled(restored->keptAs.filename().string())->kind, Backup::Kind::beforeRestore) << "no rule thins it out";
    EXPECT_TRUE(strays().empty());
    EXPECT_EQ(content(), old);
    auto copy = openKept(restored->keptAs);
    ASSERT_TRUE(copy);
    EXPECT_EQ(contentOf(**copy), later);
}

TEST_F(Restoring, aDamagedBackupIsRefusedByNameAndNothingHappens) {
    kept.fill();
    const Path backup = takeOne();
    kept.addPatient();
    const std::string now = contentOf(*kept.record);
    kept.close();
    kept.tamper(backup, "UPDATE entry SET payload = zeroblob(length(payload)) WHERE kind = 'session'");
    const auto restored = restoreBackup(order(backup), progress);
    ASSERT_FALSE(restored);
    EXPECT_EQ(restored.error().kind, ErrorKind::refused);
    EXPECT_NE(restored.error().message.find(backup.string()), std::string::npos) << restored.error().message;
    EXPECT_EQ(backupsIn(backups).size(), 1U) << "not even a backup was needed";
    EXPECT_EQ(content(), now);
    for (const char* other : {"letter.txt", "not-there.myochart", "clinic.myochart"}) {
        if (std::string_view(other) == "letter.txt") std::ofstream(kept.folder / other) << "Dear";
        kept.close();
        EXPECT_FALSE(restoreBackup(order(kept.folder / other), progress)) << other;
    }
    EXPECT_EQ(content(), now);
}

TEST_F(Restoring, aRecordThatSomebodyHasOpenIsLeftAlone) {
    kept.fill();
    const Path backup = takeOne();
    const auto restored = restoreBackup(order(backup), progress);
    ASSERT_FALSE(restored);
    EXPECT_EQ(restored.error().kind, ErrorKind::locked);
    kept.addPatient();
    EXPECT_EQ(kept.record->patients()->size(), 3U);
}

TEST_F(Restoring, aRecordThatCannotBeOpenedIsPutAsideWholeWithItsLog) {
    kept.fill();
    const std::string old = contentOf(*kept.record);
    const Path backup = takeOne();
    kept.close();
    const Path log = kept.file.string() + "-wal";
    std::ofstream(kept.file, std::ios::trunc) << "no record any more";
    std::ofstream(log) << "a log that nobody can read";
    const auto restored = restoreBackup(order(backup), progress);
    ASSERT_TRUE(restored) << restored.error().message;
    EXPECT_FALSE(restored->keptIsSound);
    EXPECT_EQ(*readTextFile(restored->keptAs, 1000), "no record any more");
    EXPECT_EQ(*readTextFile(restored->keptAs.string() + "-wal", 1000), "a log that nobody can read");
    EXPECT_FALSE(fs::exists(log));
    EXPECT_EQ(content(), old);
}

TEST_F(Restoring, aRecordWithDamageInsideIsKeptAsItIs) {
    kept.fill();
    const Path backup = takeOne();
    kept.close();
    kept.tamper("UPDATE entry SET payload = zeroblob(length(payload)) WHERE kind = 'marker'");
    const auto restored = restoreBackup(order(backup), progress);
    ASSERT_TRUE(restored) << restored.error().message;
    EXPECT_FALSE(restored->keptIsSound);
    EXPECT_EQ(restored->keptAs.extension(), ".failed");
    EXPECT_TRUE(fs::exists(restored->keptAs));
    (void)content();
}

TEST_F(Restoring, whereNoRecordIsTheBackupBecomesIt) {
    kept.fill();
    const std::string old = contentOf(*kept.record);
    const Path backup = takeOne();
    kept.close();
    fs::remove(kept.file);
    const auto restored = restoreBackup(order(backup), progress);
    ASSERT_TRUE(restored) << restored.error().message;
    EXPECT_TRUE(restored->keptAs.empty());
    EXPECT_EQ(content(), old);
}

TEST_F(Restoring, aBackupOfAnotherRecordIsToldAsThat) {
    KeptRecord other;
    other.fill();
    const Path foreign = other.folder / "other.myochart";
    ASSERT_TRUE(other.record->backUp(foreign));
    kept.addPatient();
    kept.close();
    const auto restored = restoreBackup(order(foreign), progress);
    ASSERT_TRUE(restored) << restored.error().message;
    EXPECT_FALSE(restored->ofThisRecord);
    EXPECT_EQ(content(), contentOf(*other.record));
}

TEST_F(Restoring, whatMustNotComeBackIsErasedBeforeTheRecordHasItsName) {
    const auto gone = kept.addPatient();
    const auto stays = kept.addPatient();
    const Path backup = takeOne();
    ASSERT_TRUE(kept.record->removePatient(gone.id));
    kept.close();
    RestoreOrder erasing = order(backup);
    const std::string before = *readTextFile(kept.file, 1U << 30);
    erasing.afterRestore = [&](Record& record) {
        EXPECT_EQ(*readTextFile(kept.file, 1U << 30), before) << "the old one still has the name";
        return record.removePatient(gone.id);
    };
    ASSERT_TRUE(restoreBackup(erasing, progress));
    kept.reopen();
    ASSERT_EQ(kept.record->patients()->size(), 1U);
    EXPECT_EQ(kept.record->patients()->at(0).patient.id, stays.id);
    kept.close();
    const std::string now = content();
    kept.close();
    erasing.afterRestore = [](Record&) { return Outcome(failed("The erase list could not be read.")); };
    EXPECT_FALSE(restoreBackup(erasing, progress)) << "then nothing is restored";
    EXPECT_EQ(content(), now);
}

// --- killed in the middle

namespace {

enum class Doing { backingUp, restoring };

/// A child that backs up, or restores, for ever.
[[noreturn]] void goOnForEver(Doing doing, const Path& file, const Path& folder, const std::vector<Path>& from, int pipe) {
    Progress progress;
    for (size_t i = 0;; ++i) {
        if (doing == Doing::backingUp) {
            auto record = openKept(file);
            if (!record || !takeBackup(onRecord(**record), {.folder = folder, .pagesASlice = 8}, progress)) ::_exit(3);
        } else {
            RestoreOrder order;
            order.record = file;
            order.with = KeptRecord::unlock();
            order.backup = from[i % from.size()];
            order.backups = folder;
            if (const auto restored = restoreBackup(order, progress); !restored) ::_exit(5);
        }
        if (::write(pipe, "x", 1) != 1) ::_exit(4);
    }
}

/// Starts the child, lets it do one and kills it later: after so many times as long as that took, for machines are unlike.
void killWhile(Doing doing, const Path& file, const Path& folder, const std::vector<Path>& from, double times) {
    int ends[2] = {-1, -1};
    ASSERT_EQ(::pipe(ends), 0);
    const auto began = std::chrono::steady_clock::now();
    const pid_t child = ::fork();
    if (child == 0) {
        ::close(ends[0]);
        goOnForEver(doing, file, folder, from, ends[1]);
    }
    ::close(ends[1]);
    char once = 0;
    EXPECT_EQ(::read(ends[0], &once, 1), 1);
    std::this_thread::sleep_for((std::chrono::steady_clock::now() - began) * times);
    ::kill(child, SIGKILL);
    int status = 0;
    ::waitpid(child, &status, 0);
    ::close(ends[0]);
    EXPECT_TRUE(WIFSIGNALED(status)) << "the child ended by itself with " << WEXITSTATUS(status);
}

}  // namespace

TEST_F(Restoring, noKillInTheMiddleOfABackupLeavesAHalfOneOrHarmsTheRecord) {
#ifdef MYOCHART_SANITIZED
    GTEST_SKIP() << "a sanitized child is too slow to be killed at the right moments";
#endif
    for (int i = 0; i < 10; ++i) kept.fill();
    const std::string now = contentOf(*kept.record);
    kept.close();
    std::mt19937 random(17);
    size_t good = 0;
    for (int kill = 0; kill < 20; ++kill) {
        killWhile(Doing::backingUp, kept.file, backups, {}, std::uniform_real_distribution(0.0, 2.0)(random));
        ASSERT_EQ(content(), now);
        kept.close();
        for (const Backup& each : backupsIn(backups)) {
            ASSERT_EQ(each.kind, Backup::Kind::good);
            auto copy = openCopyToRead(each.file, {.with = KeptRecord::unlock()});
            ASSERT_TRUE(copy) << copy.error().message;
            ASSERT_TRUE((*copy)->verify());
            ASSERT_EQ(contentOf(**copy), now);
            fs::remove(each.file);
            ++good;
        }
    }
    kept.reopen();
    (void)takeOne();
    EXPECT_EQ(std::ranges::distance(fs::directory_iterator(backups), fs::directory_iterator()), 1) << "what was left half is swept";
    fmt::print("20 kills, {} good backups, 0 half\n", good);
}

TEST_F(Restoring, noKillInTheMiddleOfARestoreLeavesAnythingButTheOldOrTheNewRecord) {
#ifdef MYOCHART_SANITIZED
    GTEST_SKIP() << "a sanitized child is too slow to be killed at the right moments";
#endif
    for (int i = 0; i < 4; ++i) kept.fill();
    const std::string first = contentOf(*kept.record);
    std::vector<Path> from = {kept.folder / "first.copy", kept.folder / "second.copy"};
    ASSERT_TRUE(kept.record->backUp(from[0]));
    for (int i = 0; i < 3; ++i) kept.fill();
    const std::string second = contentOf(*kept.record);
    ASSERT_TRUE(kept.record->backUp(from[1]));
    kept.close();
    std::mt19937 random(23);
    int firsts = 0, seconds = 0;
    for (int kill = 0; kill < 20; ++kill) {
        killWhile(Doing::restoring, kept.file, backups, from, std::uniform_real_distribution(0.0, 4.0)(random));
        const std::string now = content();
        firsts += now == first;
        seconds += now == second;
        kept.close();
        for (const Backup& each : backupsIn(backups)) fs::remove(each.file);
    }
    EXPECT_EQ(firsts + seconds, 20);
    EXPECT_GT(firsts, 0);
    EXPECT_GT(seconds, 0);
    fmt::print("20 kills, {} with the one, {} with the other record, 0 else\n", firsts, seconds);
}

}  // namespace myochart::store
