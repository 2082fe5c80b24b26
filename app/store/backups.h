#pragma once
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/files.h"
#include "core/time.h"

namespace myochart::store {

/// A backup as its name tells it: "backup-20261122T140509Z-1a2b3c4d.myochart", the moment in UTC and the beginning of the record's
/// identity. Nothing in it is anybody's, and names sort by time.
struct Backup {
    enum class Kind {
        good,           ///< was read whole before it got this name
        beforeRestore,  ///< the same, of a record in whose place a backup was put: ".before-restore.myochart"
        failed,         ///< did not hold what the record held; kept aside under the ending ".failed"
        beforeUpgrade,  ///< the copy that an upgrade left beside the record (record_copy.h)
    };
    Path file;
    UtcMs takenAt = 0;
    std::string tag;  ///< the first eight digits of the record's identity; empty beside the record
    std::uint64_t bytes = 0;
    Kind kind = Kind::good;
};

/// The name of a backup without its folder.
std::string nameOfBackup(UtcMs takenAt, std::string_view database, Backup::Kind kind = Backup::Kind::good);
/// What such a name tells; nothing of any other name.
std::optional<Backup> backupCalled(std::string_view name);
/// The tag of a record's identity.
std::string backupTagOf(std::string_view database);

/// The backups in a folder, newest first; a folder that is not there has none.
std::vector<Backup> backupsIn(const Path& folder);
/// The copies that upgrades left beside a record, newest first.
std::vector<Backup> upgradeCopiesOf(const Path& record);
/// The newest good one of that record that was not taken later than `now`; null when there is none.
const Backup* newestGood(std::span<const Backup> backups, std::string_view database, UtcMs now);

inline constexpr int kDailyBackups = 7, kWeeklyBackups = 4, kMonthlyBackups = 12;

/// Which of the backups taken at these moments are kept, in any order: of the last 7 days that have one the last of the day, of
/// the last 4 such weeks (from Monday) and 12 such months the last one likewise, so always the newest. Days are those of this
/// machine's time zone. What lies in the future, by a clock that was wrong once, is kept and counts for nothing.
std::vector<bool> keptBackups(std::span<const UtcMs> moments, UtcMs now);

/// Removes the backups of that record in `folder` that keptBackups() does not keep, of failed ones all but the last two, and those from
/// before a restore after a year: what they hold may be nowhere else. What is not surely one of this record stays. How many went; fails
/// when one could not be removed.
Result<int> thinOutBackups(const Path& folder, std::string_view database, UtcMs now);

/// Makes the folder for the user alone (mode 0700), or takes the others' permissions away from one that is there.
Outcome makeBackupFolder(const Path& folder);

}  // namespace myochart::store
