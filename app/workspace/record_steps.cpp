#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "core/local_day.h"
#include "core/text.h"
#include "core/words.h"
#include "workspace/patient_order.h"
#include "workspace/record_desk.h"

namespace myochart::workspace {

// Going back and forward over the steps of the undo list. A step that needs the record's answer keeps the next one waiting
// out: the list moves only when the record has done it.

/// Takes back the last step, or does the next one again; opens what it is about first, so that nothing changes unseen.
void RecordDesk::travel(bool forward, bool anybody) {
    const RecordStep* step = forward ? steps_.toRedo() : steps_.toUndo();
    if (!step || travelling_) return;
    if (step->merging) return anybody || !patient_ || concerns(*step->merging, patient_->id) ? passMerging(*step, forward) : offerElsewhere(*step, forward);
    if (step->import) return anybody || mayPassImport(*step) ? passImport(*step, forward) : offerElsewhere(*step, forward);
    // With nobody open only who was deleted, or taken away by going back, comes at once.
    const bool bringsBack =
        forward ? !step->patientBefore && step->patientAfter : step->patientBefore && !step->patientAfter;
    if (!anybody && (patient_ ? patient_->id != step->patient() : !bringsBack)) return offerElsewhere(*step, forward);
    events.stepping();
    if (isOnScreen(*step)) return pass(*step, forward);
    goTo(*step, [this, forward] {
        const RecordStep* then = forward ? steps_.toRedo() : steps_.toUndo();
        if (!then || !isOnScreen(*then)) return;
        const std::string person = nameAndBirth(patient_->name, patient_->birthDate);
        const std::string day = dayInFullAt(then->sessionAfter->startedAt, then->sessionAfter->utcOffset);
        notices_.tell(forward ? trf("Done again: {} ({}, visit of {})", then->message, person, day)
                              : trf("Undone: {} ({}, visit of {})", then->message, person, day));
        pass(*then, forward);
    });
}

void RecordDesk::offerElsewhere(const RecordStep& step, bool forward) {
    if (step.import || step.merging) return offerThere(step, forward, tr("other patients"));
    link_.ask<record::Patient>([id = step.patient()](store::Record& r) { return r.patient(id); }, [this, step, forward](auto person) {
        offerThere(step, forward, person ? nameAndBirth(person->name, person->birthDate) : tr("another patient"));
    });
}

void RecordDesk::offerThere(const RecordStep& step, bool forward, const std::string& person) {
    const std::string text = forward ? trf("The next change is in the record of {}: {}.", person, step.message)
                                     : trf("The last change is in the record of {}: {}.", person, step.message);
    notices_.withdraw(text);
    notices_.offer(text, forward ? tr("Do it again there") : tr("Undo it there"), [this, forward, serial = step.serial] {
        const RecordStep* next = forward ? steps_.toRedo() : steps_.toUndo();
        if (next && next->serial == serial) return travel(forward, true);
        notices_.tell(tr("Something else was done since; go back over that first."));
    });
}

/// Whether what an edit of a visit is about is on the screen; everything else has no place there.
bool RecordDesk::isOnScreen(const RecordStep& step) const {
    return !step.sessionBefore || !step.sessionAfter || (session() && session()->id == step.session());
}

void RecordDesk::goTo(const RecordStep& step, std::function<void()> then) {
    travelling_ = true;
    if (!patient_ || patient_->id != step.patient()) openPatient(step.patient());
    openVisit(step.session(), [this, then = std::move(then)](bool opened) {
        travelling_ = false;
        if (opened) then();
    });
}

void RecordDesk::pass(const RecordStep& step, bool forward) {
    const auto& sessionFrom = forward ? step.sessionBefore : step.sessionAfter;
    const auto& sessionTo = forward ? step.sessionAfter : step.sessionBefore;
    if (sessionFrom && sessionTo) {
        const bool renamed = sessionFrom->title != sessionTo->title;
        // What was done to a visit after its day, such as a follow-up, needs no leave to go back; what was signed stays.
        const bool asks = !readOnly_.empty() || visitIsSigned() || !(renamed || step.afterItsDay);
        if (asks && refusedNow()) return;
        const record::Session before = *session();
        apply(withChange(visit_->recorded(), *sessionFrom, *sessionTo));
        passed(step, forward);
        events.stepped(before);
        if (renamed) refreshSessions();
        return;
    }
    if (sessionFrom || sessionTo) return passVisit(step, forward);
    passPatient(step, forward);
}

/// The record holds the step's other side now. When something else was done while the record was asked, going back over the
/// step is the newest thing that was done.
void RecordDesk::passed(const RecordStep& step, bool forward) {
    travelling_ = false;
    const RecordStep* next = forward ? steps_.toRedo() : steps_.toUndo();
    if (next && next->serial == step.serial) return forward ? steps_.wentForward() : steps_.wentBack();
    RecordStep back = step;
    if (!forward) {
        std::swap(back.patientBefore, back.patientAfter);
        std::swap(back.sessionBefore, back.sessionAfter);
        back.takesBack = !back.takesBack;
        back.message = trf("Undo: {}", step.message);
    }
    steps_.add(std::move(back));
}

/// Says what went away by going back, which nobody may overlook, and brings it back on a press.
void RecordDesk::offerAgain(const RecordStep& step, const std::string& what) {
    notices_.offer(trf("{} went with this step back: {}.", what, step.message), tr("Bring it back"), [this, serial = step.serial] {
        const RecordStep* next = steps_.toRedo();
        if (next && next->serial == serial) return travel(true, true);
        notices_.tell(tr("Something else was done since; go back over that first."));
    });
}

/// A patient comes, goes or is what it was.
void RecordDesk::passPatient(const RecordStep& step, bool forward) {
    travelling_ = true;
    const auto to = forward ? step.patientAfter : step.patientBefore;
    const record::PatientId id = step.patient();
    if (!to && patient_ && patient_->id == id) closePatient();
    link_.ask<Done>(
        [to, id](store::Record& r) -> Outcome {
            if (!to) return r.removePatient(id);
            if (auto there = r.patient(id); !there)
                if (auto outcome = r.restorePatient(id); !outcome) return outcome;
            return r.put(*to);
        },
        [this, to, step, forward](const Outcome& outcome) {
            travelling_ = false;
            if (!outcome) return notices_.tell(outcome.error().message, true);
            passed(step, forward);
            if (!forward && !step.patientAfter) notices_.tellBack(step.patient().text, displayText(to->name));
            if (!forward && !to) offerAgain(step, displayText(step.patientAfter->name));
            refreshRemoved();
            patients_.refresh();
            if (to && patient_ && patient_->id == to->id) patient_ = *to;
            else if (to) openPatient(to->id);
        });
}

/// A visit comes or goes with all that is in it.
void RecordDesk::passVisit(const RecordStep& step, bool forward) {
    travelling_ = true;
    const auto to = forward ? step.sessionAfter : step.sessionBefore;
    const record::SessionId id = step.session();
    if (!to && session() && session()->id == id) closeSession();
    link_.ask<Done>([to, id](store::Record& r) -> Outcome { return to ? r.restoreSession(id) : r.removeSession(id); },
              [this, to, id, step, forward](const Outcome& outcome) {
                  travelling_ = false;
                  if (!outcome) return notices_.tell(outcome.error().message, true);
                  passed(step, forward);
                  if (!forward && !step.sessionAfter)
                      notices_.tellBack(id.text, trf("The visit of {}", dayInFullAt(to->startedAt, to->utcOffset)));
                  if (!forward && !to) offerAgain(step, trf("The visit of {}", dayInFullAt(step.sessionAfter->startedAt, step.sessionAfter->utcOffset)));
                  refreshRemoved();
                  if (to && (!patient_ || patient_->id != to->patient)) openPatient(to->patient);
                  refreshLists();
                  if (to) openSession(id);
              });
}

}  // namespace myochart::workspace
