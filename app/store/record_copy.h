#pragma once
#include "store/database.h"

namespace myochart::store {

/// A copy of the open record beside it ("record.myochart.v1-20261122T140509Z.bak"), complete and flushed to disk before
/// it gets its name. Never over an existing file.
Result<Path> copyBefore(Database& database, int version);

}  // namespace myochart::store
