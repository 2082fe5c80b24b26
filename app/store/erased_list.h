#pragma once
#include <functional>

#include "core/files.h"
#include "store/record.h"

namespace myochart::store {

/// Who was erased for good, kept apart from the record, so that an older copy of it that is put back does not bring them back: a text file
/// (0600), in each line an id and when, UTC. Nothing else of anybody.
class ErasedList {
  public:
    static constexpr const char* kFileName = "erased.list";  ///< in the data folder

    /// An empty one where there is no such file. Lines that cannot be understood are counted and kept in the file.
    static Result<ErasedList> read(const Path& file);
    const std::vector<Erased>& entries() const { return entries_; }
    size_t unreadable() const { return unreadable_; }
    /// Adds those who are not in it, or were erased once more since, and writes the file, whole or not at all.
    Outcome add(const std::vector<Erased>& erased);

  private:
    Path file_;
    std::string text_;
    std::vector<Erased> entries_;
    size_t unreadable_ = 0;
};

/// Erases for good and writes it into the list of that file, with whatever else the trail knows as erased. Called again for somebody who is
/// erased, it only does the latter. When the list cannot be written the sentence says so; the patient is gone then.
Outcome eraseForGood(Record& record, const record::PatientId& patient, const std::string& reason, const Path& list);

/// For who puts an older copy back: erases again who is in the list of that file (eraseAgain()).
std::function<Outcome(Record&)> erasingAgain(const Path& list);

/// After an older copy was put back: erases who is in the list and came back with it.
Outcome eraseAgain(Record& record, const ErasedList& list);

}  // namespace myochart::store
