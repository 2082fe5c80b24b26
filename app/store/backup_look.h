#pragma once
#include <optional>

#include "store/backup_run.h"

namespace myochart::store {

/// What a backup holds, and what would be otherwise if it took the record's place.
struct BackupLook {
    Extent extent;
    Outcome sound = Done{};  ///< read whole just now; the error names what is wrong
    /// From the record as it is now to the backup: `added` comes back, `changed` is as it was then, `gone` is only in the record as it is.
    std::optional<Differences> differences;
    bool ofThisRecord = true;  ///< false: a copy of another record
};

/// Opens a backup and reads the whole of it. `today`: how the record stands now, empty where there is none. Call it on a worker.
Result<BackupLook> lookInto(const Path& backup, const CopyOpener& open, const std::optional<std::vector<StandingRow>>& today, const std::string& database);
/// The same against the open record.
Result<BackupLook> lookInto(const Path& backup, const OnRecord& onRecord);

}  // namespace myochart::store
