#pragma once
#include "store/database.h"

namespace myochart::store {

// How every connection to a record is set up: docs/decisions/0004-the-record.md says why. Functions throw Fault when
// a setting was not taken: without it a promise of the record would be empty.

/// What needs no access to the file; before the first statement.
void applyGuards(Database& database);
/// Exclusive use, which must be asked for before anything is read, and what is read from the file; takes SQLite's lock.
void applyFileSettings(Database& database);
/// Write-ahead log with a disk flush at every commit.
void applyDurability(Database& database);

}  // namespace myochart::store
