#pragma once
#include <functional>
#include <memory>

#include "core/result.h"
#include "store/extent.h"

namespace myochart::store {

class Record;

/// A copy of an open record on its way into a file: some pages at a time. Between two steps the record is used as ever, and what
/// is saved meanwhile is in the copy too. Of the record's own thread; goes before the record does.
class CopyUnderWay {
  public:
    virtual ~CopyUnderWay() = default;

    /// Copies `pages` more at most; true once all are there. Then the file is a whole record, not flushed to disk yet. Fails when
    /// it cannot go on: the file is then to be thrown away.
    virtual Result<bool> step(int pages) = 0;
    /// How much of it is there, 0 to 1.
    virtual double share() const = 0;
    /// What the record held when the last step was done; after step() was true.
    virtual const Extent& extent() const = 0;
};

/// Opens a copy of a record to be read, with the keys of the record that it was asked of: nothing is purged, none of an older
/// version is changed where it lies, no lock file is made. Refuses what is no whole record, by its name. Any thread, while that record is
/// open; what it opens is of one thread.
using CopyOpener = std::function<Result<std::unique_ptr<Record>>(const Path& copy)>;

}  // namespace myochart::store
