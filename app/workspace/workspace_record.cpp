#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "core/local_day.h"
#include "core/text.h"
#include "workspace/patient_order.h"
#include "workspace/workspace.h"

namespace myochart::workspace {

namespace {

template <class Value>
std::shared_ptr<const Value> held(Value value) {
    return std::make_shared<const Value>(std::move(value));
}

RecordStep patientStep(std::string message, std::shared_ptr<const record::Patient> before, std::shared_ptr<const record::Patient> after,
                 std::string typing = {}) {
    return {std::move(message), std::move(before), std::move(after), nullptr, nullptr, std::move(typing)};
}

RecordStep visitStep(std::string message, std::shared_ptr<const record::Session> before, std::shared_ptr<const record::Session> after,
               std::string typing = {}) {
    return {std::move(message), nullptr, nullptr, std::move(before), std::move(after), std::move(typing)};
}

/// A list of the record with what was left out of it.
template <class T>
struct Listed {
    T list;
    std::vector<store::Damage> damage;
};

template <class T>
Result<Listed<T>> listed(store::Record& record, Result<T> list) {
    if (!list) return list.error();
    return Listed<T>{std::move(*list), record.damage()};
}

using Patients = std::vector<store::PatientSummary>;
using Visits = std::vector<store::SessionSummary>;
using RemovedRows = std::vector<store::Removed>;

std::string visitOf(const record::Session& session) { return "visit of " + dayInFullAt(session.startedAt, session.utcOffset); }

}  // namespace

void Workspace::refreshPatients() {
    ask<Listed<Patients>>([](store::Record& r) { return listed(r, r.patients()); }, [this](auto patients) {
        if (!patients) return notify(patients.error().message, true);
        tellDamage(patients->damage);
        patients_ = std::move(patients->list);
        sortByName(patients_);
    });
}

void Workspace::lookThrough() {
    ask<bool>(
        [](store::Record& r) -> Result<bool> {
            if (const auto looked = r.lookThrough(); !looked) return looked.error();
            return !r.damage().empty();
        },
        [this](auto isDamaged) {
            if (!isDamaged) return notify(isDamaged.error().message, true);
            if (*isDamaged) refreshPatients();  // without those that are
        });
}

void Workspace::refreshSessions() {
    if (!patient_) return;
    const record::PatientId id = patient_->id;
    ask<Listed<Visits>>([id](store::Record& r) { return listed(r, r.sessions(id)); }, [this, id](auto sessions) {
        if (!patient_ || patient_->id != id) return;  // nobody sees another patient's visits
        if (!sessions) return notify(sessions.error().message, true);
        tellDamage(sessions->damage);
        sessions_ = std::move(sessions->list);
    });
}

void Workspace::refreshRemoved() {
    ask<Listed<RemovedRows>>([](store::Record& r) { return listed(r, r.removed()); }, [this](auto removed) {
        if (!removed) return notify(removed.error().message, true);
        tellDamage(removed->damage);
        removed_ = std::move(removed->list);
        // A visit that was deleted by itself can come back once its patient has.
        std::set<std::string> gone;
        for (const auto& each : removed_)
            if (each.what.session.empty()) gone.insert(each.what.patient.text);
        std::erase_if(removed_, [&](const auto& each) {
            return !each.what.session.empty() && gone.contains(each.what.patient.text);
        });
    });
}

void Workspace::refreshLists() {
    refreshSessions();
    refreshPatients();
}

void Workspace::addPatient(record::Patient patient) {
    if (patient.id.empty()) patient.id = record::PatientId::make();
    if (patient.createdAt == 0) patient.createdAt = clock_();
    tell([patient](store::Record& r) { return r.put(patient); }, [this, patient] {
        steps_.add(patientStep("Add " + displayText(patient.name), nullptr, held(patient)));
        refreshPatients();
        openPatient(patient.id);
    });
}

void Workspace::changePatient(record::Patient patient, std::string typing) {
    const auto changed = held(std::move(patient));
    const auto before = std::make_shared<record::Patient>();
    tell(
        [changed, before](store::Record& r) -> Outcome {
            auto was = r.patient(changed->id);
            if (!was) return was.error();
            *before = std::move(*was);
            return r.put(*changed);
        },
        [this, changed, before, typing = std::move(typing)] {
            if (*before == *changed) return;
            steps_.add(patientStep("Change " + displayText(changed->name), before, changed, typing));
            if (patient_ && patient_->id == changed->id) patient_ = *changed;
            refreshPatients();
        });
}

void Workspace::openPatient(record::PatientId id) {
    closeSession();
    const auto asked = ++patientAsked_;
    ask<record::Patient>([id](store::Record& r) { return r.patient(id); }, [this, asked](auto patient) {
        if (asked != patientAsked_) return;
        if (!patient) return notify(patient.error().message, true);
        patient_ = std::move(*patient);
        settings_.lastPatient = patient_->id.text;
        sessions_.clear();
        refreshSessions();
    });
}

void Workspace::closePatient() {
    closeSession();
    ++patientAsked_;
    patient_.reset();
    sessions_.clear();
}

void Workspace::resume(record::PatientId patient, record::SessionId session) {
    openPatient(std::move(patient));
    if (session.empty()) return;
    const auto asked = ++visitAsked_;
    ask<store::SessionReading>([session](store::Record& r) { return r.readable(session); }, [this, asked](auto last) {
        // Deleted since, or of another day: the patient alone, and the first marker begins a visit.
        if (asked == visitAsked_ && last && isToday(last->session)) openSession(last->session.id);
    });
}

void Workspace::newSession() {
    if (!patient_) return notify("Open or add a patient first; a visit belongs to a patient.");
    if (!readOnly_.empty()) return notify(readOnly_);
    closeSession();
    record::Session session;
    session.id = record::SessionId::make();
    session.patient = patient_->id;
    session.startedAt = clock_();
    session.utcOffset = utcOffsetAt(session.startedAt);
    showSession(session);
    if (saving_) saving_->save({{}, session});
    steps_.add(visitStep("Begin visit", nullptr, held(session)));
    refreshLists();
}

void Workspace::openSession(record::SessionId id) { openVisit(std::move(id), {}); }

void Workspace::openVisit(record::SessionId id, std::function<void(bool opened)> done, bool keepPicture) {
    closeSession();
    const auto asked = ++visitAsked_;
    ask<store::SessionReading>([id](store::Record& r) { return r.readable(id); }, [this, asked, keepPicture, done = std::move(done)](auto reading) {
        const bool wanted = asked == visitAsked_;
        if (wanted && !reading) notify(reading.error().message, true);
        const bool opened = wanted && reading && patient_ && patient_->id == reading->session.patient;
        if (opened) {
            showSession(std::move(reading->session));
            if (!keepPicture) restoreView();
            if (const auto& damaged = reading->damaged; !damaged.empty())
                offerBackup(fmt::format("{} of the sites of this visit {} damaged and left out; the other {} can be used. {}",
                                        damaged.size(), damaged.size() == 1 ? "is" : "are", session()->markers.size(),
                                        damaged.front().sentence));
        }
        if (done) done(opened);
    });
}

void Workspace::renameSession(record::SessionId id, std::string title, std::string typing) {
    if (!readOnly_.empty()) return notify(readOnly_);
    if (session() && session()->id == id) {
        auto edited = record::renameSession(visit_->recorded(), std::move(title));
        if (!edited) return notify(edited.error().message, true);
        const auto before = held(visit_->recorded());
        if (*before == edited->session) return;
        apply(edited->session);
        steps_.add(visitStep(edited->message, before, held(std::move(edited->session)), std::move(typing)));
        return refreshSessions();
    }
    const auto change = std::make_shared<store::SessionChange>();
    tell(
        [id, title = std::move(title), change](store::Record& r) -> Outcome {
            auto before = r.readable(id);
            if (!before) return before.error();
            auto after = record::renameSession(before->session, title);
            if (!after) return after.error();
            *change = {std::move(before->session), std::move(after->session)};
            return r.put(*change);
        },
        [this, change, typing = std::move(typing)] {
            if (change->before == change->after) return;
            steps_.add(visitStep("Rename visit", held(change->before), held(change->after), typing));
            refreshSessions();
        });
}

void Workspace::askToDelete(record::PatientId id) {
    const auto patient = std::make_shared<record::Patient>();
    ask<std::vector<store::SessionSummary>>(
        [id, patient](store::Record& r) -> Result<std::vector<store::SessionSummary>> {
            auto found = r.patient(id);
            if (!found) return found.error();
            *patient = std::move(*found);
            return r.sessions(id);
        },
        [this, id, patient](auto visits) {
            if (!visits) return notify(visits.error().message, true);
            deletion_ = Deletion{id, {}, questionBeforeDeleting(*patient, *visits)};
        });
}

void Workspace::askToDelete(record::SessionId id) {
    const auto patient = std::make_shared<record::Patient>();
    ask<record::Session>(
        [id, patient](store::Record& r) -> Result<record::Session> {
            auto reading = r.readable(id);
            if (!reading) return reading.error();
            auto owner = r.patient(reading->session.patient);
            if (!owner) return owner.error();
            *patient = std::move(*owner);
            return std::move(reading->session);
        },
        [this, patient](auto found) {
            if (!found) return notify(found.error().message, true);
            const store::SessionSummary visit{found->id, found->patient, found->startedAt, found->title,
                                              static_cast<int>(found->markers.size()), found->utcOffset};
            deletion_ = Deletion{patient->id, found->id, questionBeforeDeleting(*patient, visit)};
        });
}

void Workspace::tellDeleted(std::string text, std::string about, std::function<void()> undo) {
    notices_.push_back({std::move(text), false, "Undo", std::move(undo), 0, std::move(about)});
}

void Workspace::tellBack(const std::string& about, std::string_view what) {
    const std::string words = fmt::format("{} is back.", what);
    const auto told = std::ranges::find(notices_, about, &Notice::about);
    if (told == notices_.end()) return notify(words);
    told->text = words;
    told->undoLabel.clear();  // its action may be what runs now: it stays
    told->about.clear();
    told->shownSeconds = 0;
}

void Workspace::removePatient(record::PatientId id) {
    if (patient_ && patient_->id == id) closePatient();
    const auto patient = std::make_shared<record::Patient>();
    tell(
        [id, patient](store::Record& r) -> Outcome {
            auto found = r.patient(id);
            if (!found) return found.error();
            *patient = std::move(*found);
            return r.removePatient(id);
        },
        [this, id, patient] {
            const std::string name = displayText(patient->name);
            steps_.add(patientStep("Delete " + name, patient, nullptr));
            refreshRemoved();
            refreshPatients();
            tellDeleted(fmt::format("{} and all visits are deleted; they stay among the recently deleted for 30 days.",
                                    name),
                        id.text, [this, id] {
                            const RecordStep* last = steps_.toUndo();
                            last && last->patientBefore && !last->patientAfter && last->patient() == id ? undo() : bringBack(id);
                        });
        });
}

void Workspace::removeSession(record::SessionId id) {
    if (session() && session()->id == id) closeSession();
    const auto removed = std::make_shared<record::Session>();
    tell(
        [id, removed](store::Record& r) -> Outcome {
            auto found = r.readable(id);
            if (!found) return found.error();
            *removed = std::move(found->session);
            return r.removeSession(id);
        },
        [this, id, removed] {
            steps_.add(visitStep("Delete " + visitOf(*removed), removed, nullptr));
            refreshRemoved();
            refreshLists();
            tellDeleted(fmt::format("The {} is deleted; it stays among the recently deleted for 30 days.",
                                    visitOf(*removed)),
                        id.text, [this, id] {
                            const RecordStep* last = steps_.toUndo();
                            last && last->sessionBefore && !last->sessionAfter && last->session() == id ? undo() : bringBack(id);
                        });
        });
}

void Workspace::bringBack(record::PatientId id) {
    const auto patient = std::make_shared<record::Patient>();
    tell(
        [id, patient](store::Record& r) -> Outcome {
            if (auto outcome = r.restorePatient(id); !outcome) return outcome;
            auto found = r.patient(id);
            if (!found) return found.error();
            *patient = std::move(*found);
            return Done{};
        },
        [this, patient] {
            steps_.add(patientStep("Bring back " + displayText(patient->name), nullptr, patient));
            tellBack(patient->id.text, displayText(patient->name));
            refreshRemoved();
            refreshPatients();
            openPatient(patient->id);
        });
}

void Workspace::bringBack(record::SessionId id) {
    const auto session = std::make_shared<record::Session>();
    tell(
        [id, session](store::Record& r) -> Outcome {
            if (auto outcome = r.restoreSession(id); !outcome) return outcome;
            auto found = r.readable(id);
            if (!found) return found.error();
            *session = std::move(found->session);
            return Done{};
        },
        [this, session] {
            steps_.add(visitStep("Bring back " + visitOf(*session), nullptr, session));
            tellBack(session->id.text, "The " + visitOf(*session));
            refreshRemoved();
            refreshPatients();
            if (!patient_ || patient_->id != session->patient) openPatient(session->patient);
            else refreshSessions();
            openSession(session->id);
        });
}

}  // namespace myochart::workspace
