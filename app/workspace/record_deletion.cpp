#include <fmt/format.h>

#include "core/local_day.h"
#include "core/text.h"
#include "core/words.h"
#include "workspace/record_desk.h"

namespace myochart::workspace {

// Deleting and bringing back.

namespace {

std::string dayOf(const record::Session& session) { return dayInFullAt(session.startedAt, session.utcOffset); }

}  // namespace

void RecordDesk::askToDelete(record::PatientId id) {
    const auto patient = std::make_shared<record::Patient>();
    link_.ask<std::vector<store::SessionSummary>>(
        [id, patient](store::Record& r) -> Result<std::vector<store::SessionSummary>> {
            auto found = r.patient(id);
            if (!found) return found.error();
            *patient = std::move(*found);
            return r.sessions(id);
        },
        [this, id, patient](auto visits) {
            if (!visits) return notices_.tell(visits.error().message, true);
            deletion_ = Deletion{id, {}, questionBeforeDeleting(*patient, *visits)};
        });
}

void RecordDesk::askToDelete(record::SessionId id) {
    const auto patient = std::make_shared<record::Patient>();
    link_.ask<record::Session>(
        [id, patient](store::Record& r) -> Result<record::Session> {
            auto reading = r.readable(id);
            if (!reading) return reading.error();
            auto owner = r.patient(reading->session.patient);
            if (!owner) return owner.error();
            *patient = std::move(*owner);
            return std::move(reading->session);
        },
        [this, patient](auto found) {
            if (!found) return notices_.tell(found.error().message, true);
            const store::SessionSummary visit{found->id, found->patient, found->startedAt, found->title,
                                              static_cast<int>(found->markers.size()), found->utcOffset};
            deletion_ = Deletion{patient->id, found->id, questionBeforeDeleting(*patient, visit)};
        });
}

void RecordDesk::tellDeleted(std::string text, std::string about, std::function<void()> undo) {
    notices_.offer(std::move(text), tr("Undo"), std::move(undo), false, std::move(about));
}

void RecordDesk::removePatient(record::PatientId id) {
    if (patient_ && patient_->id == id) closePatient();
    const auto patient = std::make_shared<record::Patient>();
    link_.tell(
        [id, patient](store::Record& r) -> Outcome {
            auto found = r.patient(id);
            if (!found) return found.error();
            *patient = std::move(*found);
            return r.removePatient(id);
        },
        [this, id, patient] {
            const std::string name = displayText(patient->name);
            steps_.add(patientStep(trf("Delete {}", name), patient, nullptr));
            refreshRemoved();
            patients_.refresh();
            tellDeleted(trf("{} and all visits are deleted; they stay among the recently deleted for 30 days.", name),
                        id.text, [this, id] {
                            const RecordStep* last = steps_.toUndo();
                            last && last->patientBefore && !last->patientAfter && last->patient() == id ? undo() : bringBack(id);
                        });
        });
}

void RecordDesk::removeSession(record::SessionId id) {
    if (session() && session()->id == id) closeSession();
    const auto removed = std::make_shared<record::Session>();
    link_.tell(
        [id, removed](store::Record& r) -> Outcome {
            auto found = r.readable(id);
            if (!found) return found.error();
            *removed = std::move(found->session);
            return r.removeSession(id);
        },
        [this, id, removed] {
            steps_.add(visitStep(trf("Delete visit of {}", dayOf(*removed)), removed, nullptr));
            refreshRemoved();
            refreshLists();
            tellDeleted(trf("The visit of {} is deleted; it stays among the recently deleted for 30 days.", dayOf(*removed)),
                        id.text, [this, id] {
                            const RecordStep* last = steps_.toUndo();
                            last && last->sessionBefore && !last->sessionAfter && last->session() == id ? undo() : bringBack(id);
                        });
        });
}

void RecordDesk::forget(const record::PatientId& id) {
    if (patient_ && patient_->id == id) closePatient();
    if (settings_.lastPatient == id.text) settings_.lastPatient.clear();
    if (namesakeAsked_ && namesakeAsked_->id == id) namesakeAsked_.reset(), namesake_.reset();
    std::erase_if(notices_.all(), [&](const Notice& notice) { return notice.about == id.text; });
    steps_.forget(id);
}

void RecordDesk::bringBack(record::PatientId id) {
    const auto patient = std::make_shared<record::Patient>();
    link_.tell(
        [id, patient](store::Record& r) -> Outcome {
            if (auto outcome = r.restorePatient(id); !outcome) return outcome;
            auto found = r.patient(id);
            if (!found) return found.error();
            *patient = std::move(*found);
            return Done{};
        },
        [this, patient] {
            steps_.add(patientStep(trf("Bring back {}", displayText(patient->name)), nullptr, patient));
            notices_.tellBack(patient->id.text, displayText(patient->name));
            refreshRemoved();
            patients_.refresh();
            openPatient(patient->id);
        });
}

void RecordDesk::bringBack(record::SessionId id) {
    const auto session = std::make_shared<record::Session>();
    link_.tell(
        [id, session](store::Record& r) -> Outcome {
            if (auto outcome = r.restoreSession(id); !outcome) return outcome;
            auto found = r.readable(id);
            if (!found) return found.error();
            *session = std::move(found->session);
            return Done{};
        },
        [this, session] {
            steps_.add(visitStep(trf("Bring back visit of {}", dayOf(*session)), nullptr, session));
            notices_.tellBack(session->id.text, trf("The visit of {}", dayOf(*session)));
            refreshRemoved();
            patients_.refresh();
            if (!patient_ || patient_->id != session->patient) openPatient(session->patient);
            else refreshSessions();
            openSession(session->id);
        });
}

}  // namespace myochart::workspace
