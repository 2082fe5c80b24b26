#include "workspace/backup_desk.h"

#include <sqlite3.h>

#include <fstream>

#include "record/samples.h"
#include "workspace/running_program.h"

namespace myochart::workspace {

using namespace test;
using myochart::test::TestFolder;

namespace {

constexpr UtcMs kBackupHour = 3'600'000, kBackupDay = 24 * kBackupHour, kBackupNow = 1'795'356'000'000;

/// Somebody with a visit.
class BackupDeskTest : public BothWays {
  protected:
    void SetUp() override { chart("Ana Muster"); }
    void chart(const std::string& name) {
        record::Patient patient;
        patient.name = name;
        program->record.addPatient(patient);
        program->record.newSession();
        (void)*program;
    }
    BackupDesk& desk() { return program->backups; }
    std::vector<store::Backup> there() {
        (void)*program;
        return store::backupsIn(folder / "backups");
    }
    std::vector<std::string> notices() {
        std::vector<std::string> texts;
        for (const Notice& notice : program->notices.all()) texts.push_back(notice.text);
        return texts;
    }
    /// Lets a minute pass, and what that starts be done.
    void tick(UtcMs after = 60'000) {
        moment += after;
        (void)*program;
        (void)*program;
    }
    UtcMs moment = kBackupNow;
    TestFolder folder;
    RunningProgram program{folder, GetParam(), [this] { return moment; }};
};

}  // namespace

TEST_P(BackupDeskTest, oneIsTakenOnADayAndTheNextWhenTheDayChanges) {
    desk().begin();
    EXPECT_TRUE(there().empty()) << "opening comes first";
    tick();
    ASSERT_EQ(there().size(), 1U);
    EXPECT_EQ(there()[0].kind, store::Backup::Kind::good);
    tick(kBackupHour);
    EXPECT_EQ(there().size(), 1U);
    tick(kBackupDay);
    EXPECT_EQ(there().size(), 2U);
    EXPECT_TRUE(notices().empty()) << "what goes well is not told";
    EXPECT_TRUE(desk().worry().empty());
    EXPECT_NE(desk().state(), "");
}

TEST_P(BackupDeskTest, theNextOpeningOnTheSameDayTakesNone) {
    desk().backUpNow();
    ASSERT_EQ(there().size(), 1U);
    ASSERT_EQ(notices(), std::vector<std::string>{"A backup was made, and read whole."});
    desk().begin();
    tick();
    EXPECT_EQ(there().size(), 1U);
}

TEST_P(BackupDeskTest, aRecordInWhichNothingWasChartedIsNotBackedUpByItself) {
    TestFolder empty;
    RunningProgram fresh{empty, GetParam(), [this] { return moment; }};
    fresh->backups.begin();
    moment += 60'000;
    (void)*fresh;
    (void)*fresh;
    EXPECT_TRUE(store::backupsIn(empty / "backups").empty());
    EXPECT_TRUE(fresh->notices.all().empty());
}

TEST_P(BackupDeskTest, whatFailsIsToldOnceWithAButtonAndTriedAgain) {
    std::ofstream(folder / "backups") << "a file where the folder should be";
    desk().begin();
    tick();
    ASSERT_EQ(program->notices.all().size(), 1U);
    EXPECT_TRUE(program->notices.all()[0].isError);
    EXPECT_EQ(program->notices.all()[0].undoLabel, "Back up now");
    EXPECT_NE(notices()[0].find("There is no good backup of the record."), std::string::npos) << notices()[0];
    EXPECT_EQ(desk().worry(), "There is no good backup of the record.");
    tick(2 * kBackupHour);
    EXPECT_EQ(program->notices.all().size(), 1U) << "said anew, not twice";
    std::filesystem::remove(folder / "backups");
    tick(2 * kBackupHour);
    EXPECT_EQ(there().size(), 1U);
    EXPECT_TRUE(program->notices.all().empty()) << "put right";
    EXPECT_TRUE(desk().worry().empty());
}

TEST_P(BackupDeskTest, anOldOneIsToldWhenTheRecordWasChangedSince) {
    desk().backUpNow();
    ASSERT_EQ(there().size(), 1U);
    program.end();
    // No backup of a damaged record counts, so that the last good one grows old.
    sqlite3* database = nullptr;
    ASSERT_EQ(sqlite3_open((folder / "record.myochart").c_str(), &database), SQLITE_OK);
    EXPECT_EQ(sqlite3_exec(database, "UPDATE entry SET payload = zeroblob(length(payload)) WHERE kind = 'session'", nullptr, nullptr, nullptr), SQLITE_OK);
    sqlite3_close(database);
    RunningProgram again{folder, GetParam(), [this] { return moment; }};
    const auto later = [&](UtcMs by) {
        moment += by;
        (void)*again;
        (void)*again;
        return again->backups.worry();
    };
    again->backups.begin();
    EXPECT_EQ(later(4 * kBackupDay), "") << "nothing was changed since";
    ASSERT_FALSE(again->notices.all().empty());
    EXPECT_NE(again->notices.all().back().text.find("does not hold what the record holds"), std::string::npos) << again->notices.all().back().text;
    record::Patient ben;
    ben.name = "Ben Beispiel";
    again->record.addPatient(ben);
    EXPECT_NE(later(kBackupDay).find("The last good backup is of"), std::string::npos) << again->backups.worry();
    EXPECT_NE(again->notices.all().back().text.find(again->backups.worry()), std::string::npos);
    EXPECT_EQ(again->notices.all().back().undoLabel, "Back up now");
    EXPECT_EQ(store::backupsIn(folder / "backups").size(), 3U) << "two that do not count";
}

TEST_P(BackupDeskTest, everyOneIsCopiedToTheSecondPlaceAndItsAbsenceIsToldAndNotFatal) {
    const Path stick = folder / "stick";
    EXPECT_FALSE(desk().useSecondPlace(stick.string())) << "it is not there";
    EXPECT_FALSE(desk().useSecondPlace("stick"));
    std::filesystem::create_directory(stick);
    desk().backUpNow();
    ASSERT_TRUE(desk().useSecondPlace(stick.string()));
    (void)*program;
    EXPECT_EQ(store::backupsIn(stick).size(), 1U) << "the newest at once";
    std::filesystem::rename(stick, folder / "away");
    moment += kBackupDay;
    desk().backUpNow();
    EXPECT_EQ(there().size(), 2U);
    EXPECT_NE(notices().back().find("is not there"), std::string::npos) << notices().back();
    EXPECT_TRUE(desk().worry().empty());
    std::filesystem::rename(folder / "away", stick);
    moment += kBackupDay;
    desk().backUpNow();
    (void)*program;
    EXPECT_EQ(store::backupsIn(stick).size(), 2U);
    ASSERT_TRUE(desk().useSecondPlace(""));
    EXPECT_EQ(program->settings.backupFolder, "");
}

TEST_P(BackupDeskTest, theListTellsWhatEachHoldsAndALookWhatWouldBeOtherwise) {
    desk().backUpNow();
    moment += kBackupHour;
    chart("Ben Beispiel");
    desk().backUpNow();
    desk().refresh();
    ASSERT_NE(program->backups.rows(), nullptr);
    const auto& rows = *desk().rows();
    ASSERT_EQ(rows.size(), 2U);
    EXPECT_EQ(rows[0].extent->patients, 2);
    EXPECT_EQ(rows[1].extent->patients, 1);
    EXPECT_TRUE(rows[0].ofThisRecord);
    desk().lookInto(rows[1].backup.file);
    (void)*program;
    ASSERT_NE(desk().look(), nullptr);
    ASSERT_TRUE(desk().look()->ok());
    const store::BackupLook& look = **desk().look();
    EXPECT_TRUE(look.sound);
    ASSERT_TRUE(look.differences);
    EXPECT_EQ(look.differences->patients, (store::Differences::Count{0, 0, 1}));
    EXPECT_EQ(look.differences->visits, (store::Differences::Count{0, 0, 1}));
}

TEST_P(BackupDeskTest, aRestoreIsAskedForAndDoneOnceTheRecordIsClosed) {
    desk().backUpNow();
    const Path first = there()[0].file;
    chart("Ben Beispiel");
    desk().restore(first);
    ASSERT_TRUE(desk().restoreAsked());
    const store::RestoreOrder order = *desk().restoreAsked();
    program.end();
    Progress progress;
    const auto restored = store::restoreBackup(order, progress);
    ASSERT_TRUE(restored) << restored.error().message;
    EXPECT_NE(restoredWords(*restored).find("1 patient, 1 visit now"), std::string::npos) << restoredWords(*restored);
    RunningProgram again{folder, GetParam(), [this] { return moment; }};
    const auto people = again.ask<std::vector<store::PatientSummary>>([](store::Record& r) { return r.patients(); });
    ASSERT_EQ(people->size(), 1U);
    EXPECT_EQ(people->at(0).patient.name, "Ana Muster");
}

INSTANTIATE_TEST_SUITE_P(Ways, BackupDeskTest, testing::Bool(), wayName);

}  // namespace myochart::workspace
