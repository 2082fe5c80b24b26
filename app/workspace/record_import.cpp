#include "core/words.h"
#include "workspace/record_desk.h"

namespace myochart::workspace {

// An import as one step of the undo list.

namespace {

std::string visitsInWords(const store::Added& added) {
    const size_t visits = added.sessions.size(), patients = added.patients.size();
    if (visits == 0) return trnf("{} patient", "{} patients", patients, patients);
    return trnf("{} visit", "{} visits", visits, visits);
}

/// What an import that was taken back left: "2 entries were changed here since and stay."
std::string wordsForWhatStays(const store::TakenBack& taken) {
    std::string words;
    if (taken.changed > 0)
        words += " " + trnf("{} entry was changed here since and stays.", "{} entries were changed here since and stay.", taken.changed, taken.changed);
    if (taken.needed > 0)
        words += " " + trnf("{} patient stays, for a visit that does.", "{} patients stay, each for a visit that does.", taken.needed, taken.needed);
    return words;
}

}  // namespace

void RecordDesk::imported(store::Added added) {
    refreshLists();
    if (added.patients.empty() && added.sessions.empty()) return;
    std::string message = trf("Import of {}", visitsInWords(added));
    steps_.add(importStep(std::move(message), std::move(added), patient_ ? patient_->id : record::PatientId()));
}

/// Whoever is open now was open when it came, or it concerns them: else it is somebody else's record that would change.
bool RecordDesk::mayPassImport(const RecordStep& step) const {
    return !patient_ || patient_->id == step.import->openThen || step.import->concerns(patient_->id) ||
           (session() && step.import->concerns(session()->id));
}

void RecordDesk::passImport(const RecordStep& step, bool forward) {
    travelling_ = true;
    events.stepping();
    const auto import = step.import;
    const bool comes = forward != step.takesBack;
    if (!comes && session() && import->concerns(session()->id)) closeSession();
    if (!comes && patient_ && import->concerns(patient_->id)) closePatient();
    link_.ask<store::TakenBack>(
        [added = import->added, comes](store::Record& r) -> Result<store::TakenBack> {
            if (!comes) return r.takeBack(added);
            if (const auto restored = r.restoreAll(added); !restored) return restored.error();
            return store::TakenBack{added};
        },
        [this, step, forward, comes](auto taken) {
            travelling_ = false;
            if (!taken) return notices_.tell(taken.error().message, true);
            const std::string what = visitsInWords(taken->removed);
            if (comes) notices_.tell(trf("Import of {} done again.", what));
            else if (taken->removed.patients.empty() && taken->removed.sessions.empty())
                notices_.tell(tr("Nothing of the import is taken back.") + wordsForWhatStays(*taken));
            else notices_.tell(trf("Import of {} undone; it is among the recently deleted for 30 days.", what) + wordsForWhatStays(*taken));
            step.import->added = std::move(taken->removed);
            passed(step, forward);
            refreshRemoved();
            refreshLists();
        });
}

}  // namespace myochart::workspace
