#include "store/record_rules.h"

#include <algorithm>
#include <cassert>
#include <set>
#include <unordered_map>

#include "core/text.h"
#include "core/words.h"
#include "record/fault_words.h"
#include "record/json_text.h"
#include "record/signing_rules.h"

namespace myochart::store {

namespace {

constexpr const char *kNoPatient = mark("There is no patient with that id."), *kNoSession = mark("There is no session with that id."),
                     *kNoMarker = mark("There is no marker with that id.");

template <class Tag>
Key keyOfId(const Id<Tag>& id, const char* noneThere) {
    if (!isUuid(id.text)) throw Fault(failed(saidOf(noneThere)));
    return keyOf(id.text);
}

Fault changedMeanwhile() {
    return Fault(conflict(said("The session was changed in the meantime; open it again before going on.")));
}

/// The markers of one edit, sorted by what happens to them.
struct MarkerChanges {
    std::vector<const record::Marker*> added, changed, removed;
    bool none() const { return added.empty() && changed.empty() && removed.empty(); }
};

MarkerChanges compare(const record::Session& before, const record::Session& after) {
    std::unordered_map<std::string_view, const record::Marker*> old;
    for (const record::Marker& marker : before.markers) old.emplace(marker.id.text, &marker);
    MarkerChanges changes;
    for (const record::Marker& marker : after.markers) {
        const auto found = old.find(marker.id.text);
        if (found == old.end()) {
            changes.added.push_back(&marker);
        } else {
            if (*found->second != marker) changes.changed.push_back(&marker);
            old.erase(found);
        }
    }
    for (const auto& [id, marker] : old) changes.removed.push_back(marker);
    return changes;
}

/// The same sites in the same order, whatever they hold.
bool sameSites(const record::Session& a, const record::Session& b) {
    const auto sameId = [](const record::Marker& x, const record::Marker& y) { return x.id == y.id; };
    return std::equal(a.markers.begin(), a.markers.end(), b.markers.begin(), b.markers.end(), sameId);
}

bool sameHeader(const record::Session& a, const record::Session& b) {
    return a.startedAt == b.startedAt && sameSites(a, b) && record::headerText(a) == record::headerText(b);
}

void requireSound(const std::string& fault, const char* cannotBeSaved) {
    if (!fault.empty()) throw Fault(refused(saidOf(cannotBeSaved, record::faultInWords(fault))));
}

}  // namespace

RecordRules::RecordRules(std::unique_ptr<Backend> backend, std::shared_ptr<const KeyRing> keys, std::string databaseUuid)
    : backend_(std::move(backend)), keys_(std::move(keys)), cipher_(makeCipher(keys_)), rows_(*backend_, *cipher_, keys_, std::move(databaseUuid)),
      summaries_(*backend_, *cipher_, rows_) {}

Outcome RecordRules::change(const std::function<void()>& work) {
    if (!readOnlyReason().empty()) return failed(readOnlyReason());
    try {
        backend_->begin();
        rows_.audit.begin();
        summaries_.begin();
        const std::int64_t first = rows_.audit.next();
        work();
        summaries_.finish();
        const bool changed = rows_.audit.next() != first;
        rows_.audit.finish();
        backend_->commit();
        rows_.audit.committed();
        bringListUpToDate();
        changesSaved_ += changed ? 1 : 0;
        return Done{};
    } catch (const Fault& fault) {
        backend_->rollback();
        rows_.audit.begin();  // what it had added counts no longer, for reading neither
        return fault.error();
    }
}

Row RecordRules::patientRow(const record::PatientId& id) {
    auto row = rows_.patients.find(keyOfId(id, kNoPatient));
    if (!row) throw Fault(failed(saidOf(kNoPatient)));
    return std::move(*row);
}

Row RecordRules::sessionRow(const record::SessionId& id) {
    auto row = rows_.sessions.find(keyOfId(id, kNoSession));
    if (!row) throw Fault(failed(saidOf(kNoSession)));
    return std::move(*row);
}

record::Session RecordRules::sessionFrom(const Row& row) {
    SessionReading reading = readingFrom(row);
    if (!reading.damaged.empty()) throw Fault(refused(reading.damaged[0].sentence));
    return std::move(reading.session);
}

Outcome RecordRules::lookThrough() {
    if (lookedThrough_) return Done{};
    try {
        tellGap();
        eachSound(rows_.sessions, [&](const Row& row) { (void)startFrom(rows_, row); });
        eachSound(rows_.patients, [&](const Row& row) { (void)patientFrom(rows_, row); });
        if (const auto damage = damageIn([&] { (void)rows_.practices.find(rows_.practiceKey()); }))
            leaveOut(rows_.practiceKey(), *damage, uuidOf(rows_.practiceKey()));  // nobody's visits are touched by it
        lookedThrough_ = true;
        return Done{};
    } catch (const Fault& fault) {
        return inWords(fault.error());
    }
}

Result<record::Patient> RecordRules::patient(const record::PatientId& id) {
    return read<record::Patient>([&] {
        const Row row = patientRow(id);
        if (row.deleted != 0) throw Fault(failed(said("That patient was removed; take the removal back first.")));
        return patientFrom(rows_, row);
    });
}

Outcome RecordRules::put(const record::Patient& patient) {
    return change([&] {
        requireSound(faultIn(patient), mark("The patient cannot be saved: {}"));
        const Key key = keyOf(patient.id.text);
        const auto old = rows_.patients.find(key);
        if (!old) {
            summaries_.touchNew(key);
            return rows_.insert(rows_.patients, "patient.add", key, {}, payloadOf(patient));
        }
        if (old->deleted != 0) throw Fault(failed(said("That patient was removed; take the removal back first.")));
        const record::Patient before = patientFrom(rows_, *old);
        if (before == patient) return;
        if (before.birthDate != patient.birthDate) requireBornBefore(patient.birthDate, *old);
        rows_.update(rows_.patients, "patient.change", *old, 0, payloadOf(patient));
        summaries_.touchPerson(key);
    });
}

Result<record::Practice> RecordRules::practice() {
    return read<record::Practice>([&] {
        const auto row = rows_.practices.find(rows_.practiceKey());
        return row ? practiceFrom(rows_, *row) : record::Practice{};
    });
}

Outcome RecordRules::put(const record::Practice& practice) {
    return change([&] {
        requireSound(faultIn(practice), mark("The practice cannot be saved: {}"));
        constexpr std::string_view kVerb = "practice.change";
        const auto old = rows_.practices.find(rows_.practiceKey());
        if (!old) return rows_.insert(rows_.practices, kVerb, rows_.practiceKey(), {}, payloadOf(practice));
        if (practiceFrom(rows_, *old) != practice) rows_.update(rows_.practices, kVerb, *old, 0, payloadOf(practice));
    });
}

void RecordRules::setRemoved(Table& table, const Row& row, std::string_view verb, UtcMs when) {
    if ((row.deleted != 0) == (when != 0)) return;
    rows_.update(table, verb, row, when, row.payload);
    summaries_.touch(table.kind() == RowKind::patient ? row.id : row.parent);
}

Outcome RecordRules::removePatient(const record::PatientId& id) {
    return change([&] { setRemoved(rows_.patients, patientRow(id), "patient.remove", nowUtc()); });
}

Outcome RecordRules::restorePatient(const record::PatientId& id) {
    return change([&] { setRemoved(rows_.patients, patientRow(id), "patient.restore", 0); });
}

Result<std::vector<SessionSummary>> RecordRules::sessions(const record::PatientId& id) {
    return read<std::vector<SessionSummary>>([&] {
        tellGap();
        const Row patient = patientRow(id);
        if (patient.deleted != 0) throw Fault(failed(said("That patient was removed; take the removal back first.")));
        std::vector<SessionSummary> list;
        // What stands under the patient, and what the trail knows as theirs or cannot tell: it may be theirs.
        const auto known = rows_.audit.known().maybeSessionsOf(patient.id);
        std::set<Key> visits(known.begin(), known.end());
        const auto under = visitsOf(patient.id);
        visits.insert(under.begin(), under.end());
        for (const Key& key : visits) {
            const auto damage = damageIn([&] {
                const Row row = sessionRow({uuidOf(key)});
                if (row.deleted != 0 || row.parent != patient.id) return;
                const record::Session header = headerFrom(rows_, row);
                list.push_back({header.id, id, header.startedAt, header.title, static_cast<int>(startFrom(rows_, row).markers.size()), header.utcOffset,
                                header.signing.isSigned(), header.signing.wantsCosignature(), header.before.pain, header.after.pain, header.after.adverse, header.before.known});
            });
            if (damage) leaveOut(key, *damage, id.text);
        }
        std::sort(list.begin(), list.end(), [](const SessionSummary& a, const SessionSummary& b) {
            return a.startedAt != b.startedAt ? a.startedAt > b.startedAt : a.id < b.id;
        });
        return list;
    });
}

Result<record::Session> RecordRules::session(const record::SessionId& id) {
    return read<record::Session>([&] { return sessionFrom(liveSessionRow(id)); });
}

Result<SessionReading> RecordRules::readable(const record::SessionId& id) {
    return read<SessionReading>([&] { return readingFrom(liveSessionRow(id)); });
}

Row RecordRules::liveSessionRow(const record::SessionId& id) {
    Row row = sessionRow(id);
    if (row.deleted != 0) throw Fault(failed(said("That session was removed; take the removal back first.")));
    if (patientRow({uuidOf(row.parent)}).deleted != 0)
        throw Fault(failed(said("The patient of that session was removed; take the removal back first.")));
    return row;
}

void RecordRules::requireBornBefore(const std::string& birthDate, const Row& patient) {
    for (const Key& key : visitsOf(patient.id)) {
        const Row visit = sessionRow({uuidOf(key)});
        if (visit.deleted == 0 && record::liesBeforeBirth(startFrom(rows_, visit).startedAt, birthDate))
            throw Fault(refused(said("A visit of this patient lies before that birth date; correct the one that is wrong.")));
    }
}

void RecordRules::requireAfterBirth(const record::Session& session) {
    const auto patient = rows_.patients.find(keyOf(session.patient.text));
    if (patient && record::liesBeforeBirth(session.startedAt, patientFrom(rows_, *patient).birthDate))
        throw Fault(refused(said("The visit would lie before the patient's birth date; correct the one that is wrong.")));
}

Outcome RecordRules::put(const SessionChange& edit) {
    return change([&] {
        const ForReason reason(rows_.audit.author, edit.reason);
        requireSound(faultInHeader(edit.after), mark("The session cannot be saved: {}"));
        if (edit.before.startedAt != edit.after.startedAt) requireAfterBirth(edit.after);
        if (!edit.before.id.empty()) return updateSession(edit);
        requireSound(faultIn(edit.after), mark("The session cannot be saved: {}"));
        insertSession(edit.after, "session.add");
    });
}

void RecordRules::insertSession(const record::Session& session, std::string_view verb) {
    const auto patient = rows_.patients.find(keyOf(session.patient.text));
    if (!patient) throw Fault(conflict(said("There is no patient with the id that the session names.")));
    if (patient->deleted != 0) throw Fault(conflict(said("The patient of that session was removed; take the removal back first.")));
    insertSession(session, patient->id, verb);
}

size_t RecordRules::insertSession(const record::Session& session, const Key& patient, std::string_view verb) {
    const KnownRows& known = rows_.audit.known();
    const Key key = keyOf(session.id.text);
    if (rows_.sessions.findKnown(key)) throw changedMeanwhile();  // damage, where it is missing
    const auto insert = [&](Table& table, std::string_view as, const Key& id, const Key& parent, Bytes payload, size_t before) {
        if (known.find(id)) throw changedMeanwhile();
        const size_t content = contentHash(payload, before);
        rows_.insert(table, as, id, parent, std::move(payload));
        return content;
    };
    summaries_.touchVisit(patient, session);
    size_t content = insert(rows_.sessions, verb, key, patient, payloadOf(session), 0);
    for (const record::Marker& marker : session.markers)
        content = insert(rows_.markers, "marker.add", keyOf(marker.id.text), key, payloadOf(marker), content);
    return content;
}

void RecordRules::updateSession(const SessionChange& edit, bool merges) {
    assert(edit.before.id == edit.after.id);
    const MarkerChanges changes = compare(edit.before, edit.after);
    const bool sameStart = sameHeader(edit.before, edit.after);
    if (changes.none() && sameStart) return;
    const auto found = rows_.sessions.find(keyOf(edit.after.id.text));
    if (!found) throw Fault(conflict(said("The session is no longer in the record; save a copy of it elsewhere.")));
    if (found->deleted != 0) throw Fault(conflict(said("The session was removed in the meantime; take the removal back first.")));
    const Row& row = *found;
    if (uuidOf(row.parent) != edit.after.patient.text) throw changedMeanwhile();
    const record::Session stored = headerFrom(rows_, row);
    requireMayChange(stored, edit, !changes.none());
    const std::vector<Key> unreadable = unreadableIn(row, edit.before);
    for (const record::Marker* marker : changes.removed) {
        const auto old = rows_.markers.find(keyOf(marker->id.text));
        if (!old || old->parent != row.id) throw changedMeanwhile();
        rows_.erase(rows_.markers, "marker.remove", *old);
    }
    for (const record::Marker* marker : changes.changed) {
        requireSound(faultIn(*marker), mark("The marker cannot be saved: {}"));
        const auto old = rows_.markers.find(keyOf(marker->id.text));
        if (!old || old->parent != row.id) throw changedMeanwhile();
        rows_.update(rows_.markers, merges ? "merge.marker" : "marker.change", *old, 0, payloadOf(*marker));
    }
    for (const record::Marker* marker : changes.added) {
        requireSound(faultIn(*marker), mark("The marker cannot be saved: {}"));
        rows_.insert(rows_.markers, merges ? "merge.marker" : "marker.add", keyOf(marker->id.text), row.id, payloadOf(*marker));
    }
    if (!sameDone(edit.before, edit.after) || waitingVisit(stored) != waitingVisit(edit.after)) summaries_.touchVisit(row.parent, edit.after);
    if (!sameStart) rows_.update(rows_.sessions, merges ? "merge.session" : "session.change", row, 0, payloadOf(edit.after, unreadable));
}

void RecordRules::requireMayChange(const record::Session& stored, const SessionChange& edit, bool changesMarkers) {
    if (!stored.signing.isSigned()) return;
    if (changesMarkers || !sameSites(edit.before, edit.after) || !record::onlyAddsToSigned(stored, edit.after)) throw Fault(record::signedVisit());
}

std::vector<Key> RecordRules::unreadableIn(const Row& session, const record::Session& before) {
    const SessionStart start = startFrom(rows_, session);
    std::vector<Key> unreadable;
    auto known = before.markers.begin();
    for (const Key& key : start.markers) {
        if (known != before.markers.end() && key == keyOf(known->id.text)) {
            ++known;
            continue;
        }
        if (!damageIn([&] { (void)markerOf(session, key); })) throw changedMeanwhile();
        unreadable.push_back(key);
    }
    if (known != before.markers.end()) throw changedMeanwhile();
    return unreadable;
}

Outcome RecordRules::removeSession(const record::SessionId& id) {
    return change([&] {
        const Row row = sessionRow(id);
        if (row.deleted == 0 && headerFrom(rows_, row).signing.isSigned())
            throw Fault(conflict(said("That visit is signed and stays; it goes only with its patient.")));
        setRemoved(rows_.sessions, row, "session.remove", nowUtc());
    });
}

Outcome RecordRules::restoreSession(const record::SessionId& id) {
    return change([&] {
        const Row row = sessionRow(id);
        const auto patient = rows_.patients.find(row.parent);
        if (!patient) throw Fault(failed(said("That visit cannot be brought back: its patient is gone for good.")));
        if (patient->deleted != 0)
            throw Fault(failed(said("Nothing was brought back: the patient of that visit, {}, is deleted too. Bring the "
                                           "patient back first (id {}), then the visit.",
                                           displayText(patientFrom(rows_, *patient).name, record::kMaxNameBytes), uuidOf(patient->id))));
        setRemoved(rows_.sessions, row, "session.restore", 0);
    });
}

Result<record::SessionId> RecordRules::sessionOf(const record::MarkerId& id) {
    return read<record::SessionId>([&] {
        const auto row = rows_.markers.find(keyOfId(id, kNoMarker));
        if (!row) throw Fault(failed(saidOf(kNoMarker)));
        return record::SessionId{uuidOf(row->parent)};
    });
}

}  // namespace myochart::store
