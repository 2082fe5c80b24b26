#pragma once
#include "note/consent_text.h"
#include "note/muscle_count.h"
#include "note/note_text.h"
#include "note/rule_pack.h"
#include "workspace/record_desk.h"

namespace myochart::workspace {

/// The note of the open visit, the rules that it is held against, and the texts around it. One thread. What is asked for of
/// the open visit is made anew only when the visit, the patient, the practice or the language has changed.
class NoteDesk {
  public:
    /// `assets`: the program's; `data`: whose note_packs and consent are the practice's own.
    NoteDesk(const anatomy::Catalogue& catalogue, Notices& notices, RecordDesk& record, Path assets, Path data);

    /// Who works here. Until the record keeps a practice: an empty one.
    const record::Practice& practice() const { return practice_; }
    /// THE PLACE where the record's practice comes in: to be called with Record::practice() when it was read or changed.
    void usePractice(record::Practice practice);

    /// Of the open visit, which must be there.
    const note::NoteDraft& draft();
    const note::MuscleCount& muscles();
    /// What the note lacks by the chosen pack; empty where there is none.
    const std::vector<note::Missing>& missing();

    /// Read when they are first asked for; a notice names those that were refused.
    const note::Packs& packs();
    const std::vector<note::ConsentText>& consentTexts();
    /// The one that the practice has chosen, else "plain"; null when there is none at all.
    const note::RulePack* pack() { return packs().pack(practice_.notePack); }
    void choosePack(std::string key);

    /// Keeps the note as it was written by hand, one undo step; `typing` as for RecordDesk::commit. A refusal is a notice.
    void write(std::string text, std::string typing = {});
    /// The note is written from the data again; what was written by hand can be brought back by undo.
    void writeAnew() { write({}); }

  private:
    void follow();
    void tell(const std::vector<std::string>& faults);

    const anatomy::Catalogue& catalogue_;
    Notices& notices_;
    RecordDesk& record_;
    Path assets_, data_;
    record::Practice practice_;
    std::optional<note::Packs> packs_;
    std::optional<note::ConsentTexts> consent_;

    // As of the last follow().
    record::Session session_;
    record::Patient patient_;
    std::string language_;
    bool stale_ = true;
    note::NoteDraft draft_;
    note::MuscleCount muscles_;
    std::vector<note::Missing> missing_;
};

}  // namespace myochart::workspace
