#include <fstream>
#include <set>

#include <fmt/format.h>

#include "core/local_day.h"
#include "kept_record.h"
#include "store/backups.h"
#include "store/backup_run.h"

namespace myochart::store {

using namespace myochart::test;

namespace {

constexpr UtcMs kKeepingDay = 86'400'000, kNoon = 43'200'000;
// Sunday 31 December 2028, noon UTC.
const UtcMs kLastDay = *parseIsoUtc("2028-12-31T12:00:00Z");

std::vector<UtcMs> daysUntil(UtcMs last, int days) {
    std::vector<UtcMs> moments;
    for (int i = days - 1; i >= 0; --i) moments.push_back(last - i * kKeepingDay);
    return moments;
}

std::set<std::string> keptDays(const std::vector<UtcMs>& moments, UtcMs now) {
    std::set<std::string> days;
    const auto kept = keptBackups(moments, now);
    for (size_t i = 0; i < moments.size(); ++i)
        if (kept[i]) days.insert(dayAt(moments[i], {}));
    return days;
}

void writeText(const Path& file, const std::string& text) { std::ofstream(file) << text; }

}  // namespace

TEST(KeptBackups, ofThreeYearsOfDaysSevenDaysFourWeeksAndTwelveMonthsAreKept) {
    const std::set<std::string> expected = {
        "2028-12-31", "2028-12-30", "2028-12-29", "2028-12-28", "2028-12-27", "2028-12-26", "2028-12-25",  // days
        "2028-12-24", "2028-12-17", "2028-12-10",                                                          // Sundays before
        "2028-11-30", "2028-10-31", "2028-09-30", "2028-08-31", "2028-07-31", "2028-06-30", "2028-05-31", "2028-04-30", "2028-03-31",
        "2028-02-29", "2028-01-31"};  // last days of months
    EXPECT_EQ(keptDays(daysUntil(kLastDay, 3 * 365), kLastDay + 1), expected);
}

TEST(KeptBackups, takenAwayDayByDayTheSameAreLeftAsFromAllOfThemAtOnce) {
    std::vector<UtcMs> there;
    size_t most = 0;
    for (const UtcMs moment : daysUntil(kLastDay, 3 * 365)) {
        there.push_back(moment);
        const auto kept = keptBackups(there, moment + 1000);
        ASSERT_TRUE(kept.back()) << "the newest goes on " << dayAt(moment, {});
        std::vector<UtcMs> left;
        for (size_t i = 0; i < there.size(); ++i)
            if (kept[i]) left.push_back(there[i]);
        there = std::move(left);
        most = std::max(most, there.size());
    }
    std::set<std::string> days;
    for (const UtcMs moment : there) days.insert(dayAt(moment, {}));
    EXPECT_EQ(days, keptDays(daysUntil(kLastDay, 3 * 365), kLastDay + 1));
    EXPECT_LE(most, static_cast<size_t>(kDailyBackups + kWeeklyBackups + kMonthlyBackups));
}

TEST(KeptBackups, ofADayThatIsOverTheLastIsKeptAndDaysWithoutOneDoNotCount) {
    const UtcMs morning = kLastDay - 4 * 3'600'000;
    EXPECT_EQ(keptBackups(std::vector{kLastDay, morning}, kLastDay + kKeepingDay), (std::vector{true, false}));
    EXPECT_EQ(keptBackups(std::vector{kLastDay, morning}, kLastDay + 1), (std::vector{true, true})) << "of today all are kept";
    // A practice that opens once a fortnight still has seven of them.
    std::vector<UtcMs> rare;
    for (int i = 0; i < 7; ++i) rare.push_back(kLastDay - i * 14 * kKeepingDay);
    EXPECT_EQ(keptBackups(rare, kLastDay + 1), std::vector<bool>(7, true));
}

TEST(KeptBackups, whatLiesInTheFutureIsKeptAndTakesNobodysPlace) {
    std::vector<UtcMs> moments = daysUntil(kLastDay, 7);
    moments.push_back(kLastDay + 400 * kKeepingDay);
    EXPECT_EQ(keptBackups(moments, kLastDay + 1), std::vector<bool>(8, true));
    EXPECT_TRUE(keptBackups({}, kLastDay).empty());
}

TEST(KeptBackups, aNameTellsTheMomentAndTheRecordAndNothingElseIsTakenForOne) {
    const std::string uuid = "1a2b3c4d-0000-4000-8000-000000000000", name = nameOfBackup(kLastDay, uuid);
    EXPECT_EQ(name, "backup-20281231T120000Z-1a2b3c4d.myochart");
    ASSERT_TRUE(backupCalled(name));
    EXPECT_EQ(backupCalled(name)->takenAt, kLastDay);
    EXPECT_EQ(backupCalled(name)->tag, "1a2b3c4d");
    EXPECT_EQ(backupCalled(name)->kind, Backup::Kind::good);
    EXPECT_EQ(backupCalled(nameOfBackup(kLastDay, uuid, Backup::Kind::failed))->kind, Backup::Kind::failed);
    EXPECT_EQ(backupCalled(nameOfBackup(kLastDay, uuid, Backup::Kind::beforeRestore))->kind, Backup::Kind::beforeRestore);
    EXPECT_EQ(backupCalled(nameOfBackup(kLastDay, uuid, Backup::Kind::beforeRestore))->takenAt, kLastDay);
    for (const char* other : {"backup-20281231T120000Z-1a2b3c4d.myochart.new", "backup-20281331T120000Z-1a2b3c4d.myochart", "my backup-20281231T120000Z-1a2b3c4d.myochart",
                              "backup-20281231T120000Z-1A2B3C4D.myochart", "backup-2028-12-31T12-00-00.myochart", "backup-20281231T120000Z-1a2b3c4d", ".failed", ""})
        EXPECT_FALSE(backupCalled(other)) << other;
}

TEST(KeptBackups, thinningOutRemovesOnlyWhatIsSurelyOneOfThisRecord) {
    KeptRecord kept;
    kept.fill();
    const Path folder = kept.folder / "backups";
    const std::string uuid = kept.record->extent()->database;
    Progress progress;
    for (int day = 0; day < 12; ++day)  // all in one week and month but for the oldest
        ASSERT_TRUE(takeBackup(onRecord(*kept.record), {.folder = folder, .now = kLastDay - day * kKeepingDay}, progress));
    const auto old = [&](std::string_view of) { return folder / nameOfBackup(kLastDay - 10 * kKeepingDay - 1000, of); };
    writeText(old("ffffffff"), "another record's");
    writeText(old(uuid), "named like one of ours and is none");
    writeText(folder / "letter.txt", "somebody's");
    std::filesystem::create_symlink(folder / "letter.txt", folder / nameOfBackup(kLastDay - 10 * kKeepingDay - 2000, uuid));
    for (int day = 0; day < 4; ++day) writeText(folder / nameOfBackup(kLastDay - day * kKeepingDay, uuid, Backup::Kind::failed), "failed");

    for (const int days : {10, 400})
        ASSERT_TRUE(takeBackup(onRecord(*kept.record), {.folder = folder, .now = kLastDay - days * kKeepingDay, .kind = Backup::Kind::beforeRestore}, progress));
    const auto gone = thinOutBackups(folder, uuid, kLastDay + 1);
    ASSERT_TRUE(gone) << gone.error().message;
    std::set<std::string> left;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) left.insert(entry.path().filename().string());
    // Of the 12 days: the last 7, and the Sunday (24 December) of the week before; two failed ones of four went.
    // and of those from before a restore the one of more than a year ago.
    EXPECT_EQ(*gone, 4 + 2 + 1);
    EXPECT_TRUE(left.contains(nameOfBackup(kLastDay - 7 * kKeepingDay, uuid)));
    EXPECT_FALSE(left.contains(nameOfBackup(kLastDay - 8 * kKeepingDay, uuid)));
    EXPECT_TRUE(left.contains("letter.txt"));
    EXPECT_TRUE(left.contains(old("ffffffff").filename().string()));
    EXPECT_TRUE(left.contains(old(uuid).filename().string()));
    EXPECT_TRUE(left.contains(nameOfBackup(kLastDay - 10 * kKeepingDay - 2000, uuid)));
    EXPECT_EQ(left.size(), 8U + 3U + 2U + 1U + 1U);
}

}  // namespace myochart::store
