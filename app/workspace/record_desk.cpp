#include "workspace/record_desk.h"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "core/local_day.h"
#include "core/text.h"
#include "core/words.h"
#include "record/ledger.h"
#include "record/like.h"
#include "workspace/sought_visits.h"

namespace myochart::workspace {

namespace {

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

using Visits = std::vector<store::SessionSummary>;
using RemovedRows = std::vector<store::Removed>;

}  // namespace

RecordDesk::RecordDesk(const anatomy::Catalogue& catalogue, Notices& notices, RecordLink& link, JobRunner& jobs, Settings& settings,
                       Path dataFolder, std::string readOnly, NeedleClock clock)
    : catalogue_(catalogue), notices_(notices), link_(link), jobs_(jobs), settings_(settings),
      dataFolder_(std::move(dataFolder)), readOnly_(std::move(readOnly)), clock_(std::move(clock)),
      patients_(link, notices, [this](const std::vector<store::Damage>& damage) { tellDamage(damage); },
                [words = SoughtVisits(catalogue)](const std::string& sought) { return words.pieces(sought); }) {}

void RecordDesk::sortPatients(bool byName) {
    settings_.patientsByName = byName;
    patients_.sortBy(byName ? store::PatientQuery::Order::name : store::PatientQuery::Order::lastSeen);
}

void RecordDesk::begin() {
    patients_.sortBy(settings_.patientsByName ? store::PatientQuery::Order::name : store::PatientQuery::Order::lastSeen);
    patients_.refresh();
    link_.ask<bool>(
        [](store::Record& r) -> Result<bool> {
            if (const auto looked = r.lookThrough(); !looked) return looked.error();
            return !r.damage().empty();
        },
        [this](auto isDamaged) {
            if (!isDamaged) return notices_.tell(isDamaged.error().message, true);
            if (*isDamaged) patients_.refresh();  // without those that are
        });
}

void RecordDesk::refreshSessions() {
    if (!patient_) return;
    const record::PatientId id = patient_->id;
    link_.ask<Listed<Visits>>([id](store::Record& r) { return listed(r, r.sessions(id)); }, [this, id](auto sessions) {
        if (!patient_ || patient_->id != id) return;  // nobody sees another patient's visits
        if (!sessions) return notices_.tell(sessions.error().message, true);
        tellDamage(sessions->damage);
        sessions_ = std::move(sessions->list);
    });
}

void RecordDesk::refreshRemoved() {
    link_.ask<Listed<RemovedRows>>([](store::Record& r) { return listed(r, r.removed()); }, [this](auto removed) {
        if (!removed) return notices_.tell(removed.error().message, true);
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

void RecordDesk::refreshLists() {
    refreshSessions();
    patients_.refresh();
}

void RecordDesk::addPatient(record::Patient patient) {
    if (patient.id.empty()) patient.id = record::PatientId::make();
    if (patient.createdAt == 0) patient.createdAt = clock_.utc();
    link_.tell([patient](store::Record& r) { return r.put(patient); }, [this, patient] {
        steps_.add(patientStep(trf("Add {}", displayText(patient.name)), nullptr, held(patient)));
        patients_.refresh();
        openPatient(patient.id);
    });
}

const std::optional<store::PatientSummary>* RecordDesk::namesakeOf(const record::Patient& patient) {
    if (!isOpen()) namesake_.emplace();
    if (isOpen() && namesakeAsked_ != patient) {
        namesakeAsked_ = patient;
        namesake_.reset();
        link_.ask<std::optional<store::PatientSummary>>([patient](store::Record& r) { return r.namesakeOf(patient); }, [this, patient](auto found) {
            if (namesakeAsked_ == patient) namesake_.emplace(found ? std::move(*found) : std::nullopt);  // what cannot be read was told
        });
    }
    return namesake_ ? &*namesake_ : nullptr;
}

void RecordDesk::changePatient(record::Patient patient, std::string typing) {
    const auto changed = held(std::move(patient));
    const auto before = std::make_shared<record::Patient>();
    link_.tell(
        [changed, before](store::Record& r) -> Outcome {
            auto was = r.patient(changed->id);
            if (!was) return was.error();
            *before = std::move(*was);
            return r.put(*changed);
        },
        [this, changed, before, typing = std::move(typing)] {
            if (*before == *changed) return;
            steps_.add(patientStep(trf("Change {}", displayText(changed->name)), before, changed, typing));
            if (patient_ && patient_->id == changed->id) patient_ = *changed;
            patients_.refresh();
        });
}

void RecordDesk::openPatient(record::PatientId id) {
    closeSession();
    const auto asked = ++patientAsked_;
    link_.ask<record::Patient>([id](store::Record& r) { return r.patient(id); }, [this, asked](auto patient) {
        if (asked != patientAsked_) return;
        if (!patient) return notices_.tell(patient.error().message, true);
        patient_ = std::move(*patient);
        settings_.lastPatient = patient_->id.text;
        sessions_.clear();
        refreshSessions();
        // Behind the lists, on the record's own thread: nobody waits for it, and that it cannot be written is no fault.
        if (isOpen()) saving().post([id = patient_->id](store::Record& r) { (void)r.note(store::Event::read, id.text); });
    });
}

void RecordDesk::closePatient() {
    // Whoever goes on with somebody else is told; the needle bar goes with the visit.
    if (const size_t in = session() ? record::ledgerOf(*session(), now()).in : 0)
        notices_.tell(trnf("{} needle of {} is in still.", "{} needles of {} are in still.", in, in, displayText(patient_->name, 60)), true);
    closeSession();
    ++patientAsked_;
    patient_.reset();
    sessions_.clear();
}

void RecordDesk::resume(record::PatientId patient, record::SessionId session) {
    const auto asked = patientAsked_;
    link_.ask<record::Patient>([patient](store::Record& r) { return r.patient(patient); }, [this, asked, session](auto known) {
        if (asked == patientAsked_ && known) goOnWith(known->id, session);  // deleted since: nobody is open
    });
}

void RecordDesk::goOnWith(const record::PatientId& patient, const record::SessionId& session) {
    openPatient(patient);
    if (session.empty()) return;
    const auto asked = ++visitAsked_;
    link_.ask<store::SessionReading>([session](store::Record& r) { return r.readable(session); }, [this, asked](auto last) {
        // Deleted since, or of another day: the patient alone, and the first marker begins a visit.
        if (asked == visitAsked_ && last && isToday(last->session)) openSession(last->session.id);
    });
}

void RecordDesk::newSession() {
    if (!patient_) return notices_.tell(tr("Open or add a patient first; a visit belongs to a patient."));
    if (!readOnly_.empty()) return notices_.tell(readOnly_);
    record::Session session;
    session.id = record::SessionId::make();
    session.patient = patient_->id;
    session.startedAt = clock_.utc();
    session.utcOffset = utcOffsetAt(session.startedAt);
    beginVisit(std::move(session), mark("Begin visit"));
}

void RecordDesk::beginVisit(record::Session session, const char* message) {
    closeSession();
    showSession(session);
    ++begun_;
    if (isOpen()) saving().save({{}, session});
    steps_.add(visitStep(tr(message), nullptr, held(session)));
    refreshLists();
}

void RecordDesk::newSessionLikeLast() {
    if (!patient_) return notices_.tell(tr("Open or add a patient first; a visit belongs to a patient."));
    if (!readOnly_.empty()) return notices_.tell(readOnly_);
    if (sessions_.empty()) return notices_.tell(tr("There is no earlier visit to begin like."));
    const auto asked = ++visitAsked_;
    link_.ask<store::SessionReading>([id = sessions_.front().id](store::Record& r) { return r.readable(id); }, [this, asked](auto reading) {
        if (asked != visitAsked_ || !patient_) return;
        if (!reading) return notices_.tell(reading.error().message, true);
        if (reading->session.patient != patient_->id) return;
        const UtcMs now = clock_.utc();
        beginVisit(record::likeVisit(reading->session, record::SessionId::make(), now, utcOffsetAt(now)), mark("Begin visit like the last"));
    });
}

void RecordDesk::openSession(record::SessionId id) { openVisit(std::move(id), {}); }

void RecordDesk::openVisit(record::SessionId id, std::function<void(bool opened)> done, bool keepPicture) {
    closeSession();
    const auto asked = ++visitAsked_;
    link_.ask<store::SessionReading>([id](store::Record& r) { return r.readable(id); }, [this, asked, keepPicture, done = std::move(done)](auto reading) {
        const bool wanted = asked == visitAsked_;
        if (wanted && !reading) notices_.tell(reading.error().message, true);
        const bool opened = wanted && reading && patient_ && patient_->id == reading->session.patient;
        if (opened) {
            showSession(std::move(reading->session));
            if (!keepPicture) events.lookAsLeft();
            if (const auto& damaged = reading->damaged; !damaged.empty())
                offerBackup(trnf("{} of the sites of this visit is damaged and left out; the other {} can be used. {}",
                                 "{} of the sites of this visit are damaged and left out; the other {} can be used. {}",
                                 damaged.size(), damaged.size(), session()->markers.size(), damaged.front().sentence));
        }
        if (done) done(opened);
    });
}

void RecordDesk::renameSession(record::SessionId id, std::string title, std::string typing) {
    editVisit(id, [title = std::move(title)](const record::Session& visit) { return record::renameSession(visit, title); }, std::move(typing), [this] { refreshSessions(); });
}

/// A change of a visit that need not be open, as an undo step; of a signed one it is none.
void RecordDesk::addEdit(std::string message, std::shared_ptr<const record::Session> before, std::shared_ptr<const record::Session> after, std::string typing) {
    if (before->signing.isSigned()) return;
    RecordStep step = visitStep(std::move(message), std::move(before), std::move(after), std::move(typing));
    step.afterItsDay = !isToday(*step.sessionAfter);
    steps_.add(std::move(step));
}

void RecordDesk::editVisit(const record::SessionId& id, std::function<Result<record::Edited>(const record::Session&)> edit, std::string typing,
                           std::function<void()> done) {
    if (!readOnly_.empty()) return notices_.tell(readOnly_);
    if (session() && session()->id == id) {
        auto edited = edit(visit_->recorded());
        if (!edited) return notices_.tell(edited.error().message, true);
        const auto before = held(visit_->recorded());
        if (*before == edited->session) return;
        apply(edited->session);
        addEdit(edited->message, before, held(std::move(edited->session)), std::move(typing));
        return done();
    }
    const auto change = std::make_shared<store::SessionChange>();
    const auto message = std::make_shared<std::string>();
    link_.tell(
        [id, edit = std::move(edit), change, message](store::Record& r) -> Outcome {
            auto before = r.readable(id);
            if (!before) return before.error();
            auto after = edit(before->session);
            if (!after) return after.error();
            *message = after->message;
            *change = {std::move(before->session), std::move(after->session)};
            return r.put(*change);
        },
        [this, change, message, typing = std::move(typing), done = std::move(done)] {
            if (change->before == change->after) return;
            addEdit(*message, held(change->before), held(change->after), typing);
            done();
        });
}

}  // namespace myochart::workspace
