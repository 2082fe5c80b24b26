#pragma once
#include <span>

#include "store/migrations.h"
#include "store/record.h"

namespace myochart::store {

/// What tests open records with; everybody else takes the defaults.
struct OpenOptions {
    std::span<const Migration> steps = migrations();
    UtcMs now = nowUtc();  ///< the moment that decides what is purged
    Unlock with = {};      ///< opens an encrypted record
    std::shared_ptr<const KeyRing> keys = {};  ///< the same, for a copy of one that is open; `with` is then not asked
    std::string keysOf = {};          ///< the identity of that one; empty: not known
    bool copiesBeforeUpgrade = true;  ///< false for what is a copy itself
};

/// As openSqliteRecord(file, notes).
Result<std::unique_ptr<Record>> openSqliteRecord(const Path& file, const OpenOptions& options, OpenNotes& notes);

/// The one way to a closed record, or a copy of one, that is only looked at (CopyOpener).
Result<std::unique_ptr<Record>> openCopyToRead(const Path& file, const OpenOptions& options = {});

}  // namespace myochart::store
