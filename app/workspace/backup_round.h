#pragma once
#include <optional>
#include <string>
#include <vector>

#include "store/backup_look.h"

namespace myochart::workspace {

/// Where backups of a record are.
struct BackupPlaces {
    Path folder;  ///< beside the data
    Path second;  ///< a folder on another disk; empty: none
    Path record;  ///< the record's own file
};

/// What one round of backing up did.
struct BackupRound {
    Outcome taken = Done{};   ///< what went wrong with the backup itself
    Outcome copied = Done{};  ///< and with the second place, or with removing old ones
    bool made = false;
    std::optional<store::Backup> newest;    ///< the newest good one there is now
    std::optional<store::Extent> inNewest;  ///< what it holds
    store::Extent now;                      ///< what the record holds
};

/// Takes a backup when the newest good one is not of today and something was charted at all, or whatever there is when `force`; thins out
/// old ones; copies the newest to the second place. On a worker.
BackupRound backUpRound(const store::OnRecord& onRecord, const BackupPlaces& places, UtcMs now, bool force, Progress& progress);

/// A backup in a list.
struct BackupRow {
    store::Backup backup;
    std::optional<store::Extent> extent;  ///< nothing of one that cannot be read
    bool inSecondPlace = false;           ///< it is not here any more
    bool ofThisRecord = true;
};
/// The backups of both places and the copies from before upgrades, each once, newest first. `database`: the record's identity; empty: not
/// known. On a worker.
std::vector<BackupRow> listBackups(const BackupPlaces& places, const std::string& database);

}  // namespace myochart::workspace
