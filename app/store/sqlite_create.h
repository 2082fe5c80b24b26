#pragma once
#include <span>

#include "store/migrations.h"
#include "store/record_file.h"

namespace myochart::store {

/// Makes a whole new record under a temporary name and moves it to its place when it is complete: never half a record,
/// never over an existing file.
Outcome createRecord(const RecordFile& file, std::span<const Migration> steps);

/// Removes what a program that was killed while making a record or a copy left beside it: "NAME.0a1b2c3d.new" and its
/// companions. Only while the record is held.
void removeUnfinished(const Path& record);

/// A value of the table meta; empty when it is not there. Throws Fault.
std::string metaValue(Database& database, std::string_view name);

}  // namespace myochart::store
