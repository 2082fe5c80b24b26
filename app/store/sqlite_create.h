#pragma once
#include <span>

#include "store/backend.h"
#include "store/key_ring.h"
#include "store/migrations.h"
#include "store/record_file.h"

namespace myochart::store {

/// Makes a whole new record under a temporary name and moves it to its place when it is complete: never half a record,
/// never over an existing file. `keys`: encrypted under them from its first entry on; null: not encrypted.
Outcome createRecord(const RecordFile& file, std::span<const Migration> steps, const std::shared_ptr<const KeyRing>& keys = {});

/// How the record is encrypted, or that it is not; inside a transaction. Throws Fault.
void putProtection(Backend& backend, const std::shared_ptr<const KeyRing>& keys);

/// A value of the table meta; empty when it is not there. Throws Fault.
std::string metaValue(Database& database, std::string_view name);

}  // namespace myochart::store
