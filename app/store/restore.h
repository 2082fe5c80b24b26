#pragma once
#include "store/backup_run.h"

namespace myochart::store {

struct RestoreOrder {
    Path record;   ///< closed; another program must not have it open. It need not be there
    Path backup;
    Path backups;  ///< the folder in which the record as it is now is kept first, where no rule thins it out for a year
    Author author;
    UtcMs now = nowUtc();
    /// Done to the restored record before it gets its place: what must not come back with it is erased again here. When it fails
    /// nothing is restored.
    std::function<Outcome(Record&)> afterRestore = [](Record&) { return Outcome(Done{}); };
    /// What opens encrypted ones: the keys of the record as it was open, or else its passphrase or recovery code. With keys, a backup from
    /// before the record was encrypted is encrypted on its way back, and one from before another passphrase opens with that of now.
    std::shared_ptr<const KeyRing> keys = {};
    Unlock with = {};

    /// Opens a backup to be read.
    Result<std::unique_ptr<Record>> openCopy(const Path& copy) const;
    /// Opens a record to be written; `isCopy`: the restored one, which is upgraded without another copy from before.
    Result<std::unique_ptr<Record>> open(const Path& file, bool isCopy) const;
};

struct Restored {
    Extent extent;            ///< of the record from now on
    Path keptAs;              ///< the record as it was before; empty where there was none
    bool keptIsSound = true;  ///< false: damaged as it was, it is kept as it was
    bool ofThisRecord = true; ///< false: the backup was one of another record
};

/// Puts a backup in the record's place. The backup is read whole first, and refused when anything in it is not sound. The record as it
/// is now is backed up and read whole itself; one that cannot even be opened is put aside with its log as it is. Then the copy is made
/// beside the record, told in its trail ("record.restore"), given to afterRestore, read whole again, flushed, and takes the name in one
/// step: at every moment, also of a power cut, either the old or the new one stands whole under the record's name, without a log of
/// the other. On any error the record is as it was. Locked when somebody has it open. Call it on a worker, or where nobody waits.
Result<Restored> restoreBackup(const RestoreOrder& order, Progress& progress);

}  // namespace myochart::store
