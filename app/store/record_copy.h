#pragma once
#include "store/database.h"
#include "store/record_copying.h"

namespace myochart::store {

/// A copy of the open record in the new file `to`, complete and flushed to disk before it gets its name. Fails when there is
/// something of that name. What killed programs left in that folder is removed.
Outcome copyRecord(Database& database, const Path& to);

/// The same some pages at a time into `to`, which is there and empty. Throws Fault.
std::unique_ptr<CopyUnderWay> beginCopyOf(Database& database, const Path& to);

/// Removes what programs that were killed while making or copying a record left beside it, earlier versions too
/// ("NAME.0a1b2c3d.new"); what is not surely theirs, and what one is writing, stays.
void removeUnfinished(const Path& record);

/// In the name of the copy from before a record was encrypted ("record.myochart.v6-before-protecting-20261122T140509Z.bak").
inline constexpr std::string_view kBeforeProtecting = "before-protecting-";

/// Where a copy of a record of that version lies beside it, as of now; `what` it is from before stands before the moment.
Path placeOfCopyBefore(const Path& record, int version, std::string_view what = {});

/// The same beside it, before it is upgraded beside it ("record.myochart.v1-20261122T140509Z.bak").
Result<Path> copyBefore(Database& database, int version);

}  // namespace myochart::store
