#pragma once
#include <optional>

#include "workspace/erasure.h"
#include "workspace/person_folder.h"
#include "workspace/record_desk.h"
#include "workspace/trail_words.h"

namespace myochart::workspace {

/// The trail of one person as it is shown, a few pages of it.
struct ShownTrail {
    record::PatientId patient;
    store::TrailKind kind = store::TrailKind::all;
    std::vector<TrailLine> lines;  ///< newest first
    bool isMore = false, isReading = true;
};

/// One person's rights over what is kept of them: who looked and who changed, everything of theirs as files, and erased for good. One
/// thread; what the record has to answer comes with the link's pump(). A failure becomes a notice.
class PersonDesk {
  public:
    /// What it is given lives longer; jobs end before this does. `own`: what no export may replace.
    PersonDesk(const anatomy::Catalogue& catalogue, Notices& notices, RecordLink& link, JobRunner& jobs, RecordDesk& record, Path dataFolder, OwnPlaces own);

    // --- who looked and who changed
    void readTrail(record::PatientId patient, store::TrailKind kind = store::TrailKind::all);
    void readOlder();
    void closeTrail();
    const std::optional<ShownTrail>& trail() const { return trail_; }
    /// All of what is shown, older pages too, as a table in that file. Fails at once, with a sentence, where no file can be.
    Outcome saveTrail(const Path& file);

    // --- everything of theirs
    /// Writes it into the new `folder`, as a job; a notice says how it went. Fails at once, with a sentence, where no folder can be.
    Outcome giveData(const record::PatientId& patient, const Path& folder, NotePages pages);

    // --- erasing
    /// Puts what it takes into erasure(); nothing is erased yet.
    void askToErase(record::PatientId patient);
    std::optional<Erasure>& erasure() { return erasure_; }
    /// Closes the patient, erases, and forgets every step back over them. `why`: one of erasureReasons().
    void erase(const record::PatientId& patient, const ErasureReason& why);

  private:
    void readPage(std::int64_t before);

    const anatomy::Catalogue& catalogue_;
    Notices& notices_;
    RecordLink& link_;
    JobRunner& jobs_;
    RecordDesk& record_;
    Path dataFolder_;
    OwnPlaces own_;
    std::optional<ShownTrail> trail_;
    std::uint64_t asked_ = 0;  ///< an answer to an older question is too late
    std::optional<Erasure> erasure_;
};

}  // namespace myochart::workspace
