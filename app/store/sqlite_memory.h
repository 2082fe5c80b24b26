#pragma once

namespace myochart::store {

/// From now on SQLite overwrites what it gives back to the heap: of a record that is not encrypted, or was not a moment ago, its
/// pages hold names and notes. Once, in main(), before any record is opened; false when SQLite was in use already.
bool overwriteFreedSqliteMemory();

}  // namespace myochart::store
