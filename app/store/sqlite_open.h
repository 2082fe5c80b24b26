#pragma once
#include <span>

#include "store/migrations.h"
#include "store/record.h"

namespace myochart::store {

/// What tests open records with; everybody else takes the defaults.
struct OpenOptions {
    std::span<const Migration> steps = migrations();
    UtcMs now = nowUtc();  ///< the moment that decides what is purged
};

/// As openSqliteRecord(file, notes).
Result<std::unique_ptr<Record>> openSqliteRecord(const Path& file, const OpenOptions& options, OpenNotes& notes);

}  // namespace myochart::store
