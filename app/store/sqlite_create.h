#pragma once
#include <span>

#include "store/migrations.h"
#include "store/record_file.h"

namespace myochart::store {

/// Makes a whole new record under a temporary name and moves it to its place when it is complete: never half a record,
/// never over an existing file.
Outcome createRecord(const RecordFile& file, std::span<const Migration> steps);

/// A value of the table meta; empty when it is not there. Throws Fault.
std::string metaValue(Database& database, std::string_view name);

}  // namespace myochart::store
