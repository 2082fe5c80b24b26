#pragma once
#include <functional>

#include "core/unfinished_file.h"

namespace myochart::store {

/// What is read of an open file from now on comes from the disk, where it is now, not from memory. Error with why not.
Outcome flushOut(int descriptor, const Path& file);

/// Copies every byte of a file that nobody writes into `to`, flushed, read back from the disk and compared. `goOn`: asked after each
/// megabyte. The error is no sentence but a reason for one.
Outcome copyBytes(const Path& from, const UnfinishedFile& to, const std::function<bool()>& goOn);

}  // namespace myochart::store
