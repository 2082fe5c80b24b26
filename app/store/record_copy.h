#pragma once
#include "store/database.h"

namespace myochart::store {

/// A copy of the open record in the new file `to`, complete and flushed to disk before it gets its name. Fails when there is
/// something of that name.
Outcome copyRecord(Database& database, const Path& to);

/// The same beside it, before it is upgraded beside it ("record.myochart.v1-20261122T140509Z.bak").
Result<Path> copyBefore(Database& database, int version);

}  // namespace myochart::store
