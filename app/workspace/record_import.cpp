#include <algorithm>

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

// --- copies made one

namespace {

std::string changesInWords(const store::Merging& merging) {
    const size_t visits = merging.visits.size() + merging.newVisits.size() + merging.removed.size() + merging.restored.size();
    const size_t patients = merging.patients.size() + merging.newPatients.size();
    if (visits == 0) return trnf("{} patient", "{} patients", patients, patients);
    return trnf("{} visit", "{} visits", visits, visits);
}

}  // namespace

void RecordDesk::merged(store::Merging merging) {
    refreshLists();
    refreshRemoved();
    readAgain(merging);
    store::Merging changes = merging;
    changes.keptAside.clear();
    if (!changes.none()) steps_.add(mergingStep(trf("Merging of {}", changesInWords(changes)), std::move(changes)));
}

/// What is open and was changed behind the window is read once more.
void RecordDesk::readAgain(const store::Merging& merging) {
    if (!patient_ || !concerns(merging, patient_->id)) return;
    const record::PatientId patient = patient_->id;
    const record::SessionId visit = session() ? session()->id : record::SessionId();
    openPatient(patient);
    if (!visit.empty()) openVisit(visit, {}, true);
}

void RecordDesk::passMerging(const RecordStep& step, bool forward) {
    travelling_ = true;
    events.stepping();
    const bool comes = forward != step.takesBack;
    const auto merging = step.merging;
    const bool takesWhoIsOpen = patient_ && !comes && std::ranges::find(merging->newPatients, patient_->id, &record::Patient::id) != merging->newPatients.end();
    if (takesWhoIsOpen) closePatient();
    link_.ask<size_t>([merging, comes](store::Record& r) { return comes ? store::mergeAgain(r, *merging) : store::takeBackMerging(r, *merging); },
                      [this, step, forward, comes](auto stays) {
                          travelling_ = false;
                          if (!stays) return notices_.tell(stays.error().message, true);
                          const std::string what = changesInWords(*step.merging);
                          std::string said = comes ? trf("Merging of {} done again.", what) : trf("Merging of {} undone.", what);
                          if (*stays > 0) said += " " + trnf("{} visit is signed and stays as it is.", "{} visits are signed and stay as they are.", *stays, *stays);
                          notices_.tell(said);
                          passed(step, forward);
                          refreshRemoved();
                          refreshLists();
                          readAgain(*step.merging);
                      });
}

}  // namespace myochart::workspace
