#pragma once
#include <optional>

#include "note/consent_text.h"
#include "note/muscle_count.h"
#include "note/missing_groups.h"
#include "note/note_text.h"
#include "note/remarks.h"
#include "workspace/practice_desk.h"
#include "workspace/record_desk.h"

namespace myochart::workspace {

/// The note of the open visit, the rules that it is held against, and the texts around it. One thread. What is asked for of
/// the open visit is made anew only when the visit, the patient, the practice or the language has changed.
class NoteDesk {
  public:
    /// `assets`: the program's; `data`: whose note_packs and consent are the practice's own.
    NoteDesk(const anatomy::Catalogue& catalogue, Notices& notices, PracticeDesk& practice, RecordDesk& record, Path assets, Path data);

    /// Of the open visit, which must be there.
    const note::NoteDraft& draft();
    const note::MuscleCount& muscles();
    /// Until it is signed, what the screening and the consent leave open; what the note lacks by the chosen pack; what else is to be remarked
    /// on whatever the pack (note/remarks.h).
    const std::vector<note::Missing>& missing();
    /// The same, each thing once with its sites.
    const std::vector<note::MissingGroup>& missingGroups();
    /// Of the open visit, one that is not signed; among missing(), too.
    const std::optional<note::Missing>& untoldRisks();

    /// Read when they are first asked for; a notice names those that were refused.
    const note::Packs& packs();
    const std::vector<note::ConsentText>& consentTexts();
    /// The one that the practice has chosen, else "plain"; null when there is none at all.
    const note::RulePack* pack() { return packs().pack(practice_.practice().notePack); }
    void choosePack(std::string key);  ///< of the practice, saved at once

    /// Keeps the note as it was written by hand, one undo step; `typing` as for RecordDesk::commit. A refusal is a notice.
    void write(std::string text, std::string typing = {});
    /// The note is written from the data again; what was written by hand can be brought back by undo.
    void writeAnew() { write({}); }

  private:
    void follow();
    void tell(const std::vector<std::string>& faults);

    const anatomy::Catalogue& catalogue_;
    Notices& notices_;
    PracticeDesk& practice_;
    RecordDesk& record_;
    Path assets_, data_;
    std::optional<note::Packs> packs_;
    std::optional<note::ConsentTexts> consent_;

    // As of the last follow().
    record::Session session_;
    record::Patient patient_;
    record::Practice ofPractice_;
    std::string language_;
    bool stale_ = true;
    note::NoteDraft draft_;
    note::MuscleCount muscles_;
    std::vector<note::Missing> missing_;
    std::optional<note::Missing> untoldRisks_;
    std::vector<note::MissingGroup> missingGroups_;
};

}  // namespace myochart::workspace
