#include <algorithm>
#include <map>

#include "core/id.h"
#include "core/log.h"
#include "core/words.h"
#include "store/record_rules.h"

namespace myochart::store {

namespace {

constexpr std::string_view kErasePatient = "patient.erase";

/// Of everybody whom the trail names: when they were last taken in, and erased after that.
struct TakenAndErased {
    UtcMs taken = 0, erased = 0;
};
std::map<Key, TakenAndErased> takenAndErased(Backend& backend) {
    std::map<Key, TakenAndErased> all;
    backend.eachAuditEntry(1, [&](const AuditEntry& entry, bool broken) {
        if (broken || kindOf(entry.verb) != RowKind::patient) return;
        if (entry.verb == kErasePatient)
            all[entry.object].erased = entry.utc;
        else if (entry.before == Hash{} && entry.after != Hash{})
            all[entry.object] = {entry.utc, 0};
    });
    return all;
}

}  // namespace

bool RecordRules::eraseRows(const Key& patient) {
    bool any = false;
    const auto eraseRow = [&](std::string_view verb, const Key& id) {
        const auto known = rows_.audit.known().find(id);
        const Hash before = known ? known->hash : Hash{};
        const bool wasThere = backend_->erase(id);
        if (!wasThere && !known) return;
        rows_.audit.add(verb, id, before, {});
        any = true;
    };
    // No payload is opened: what is damaged goes, too. A visit of which the trail says that it is somebody else's stays.
    const auto ofTrail = rows_.audit.known().maybeSessionsOf(patient), ofRows = visitsOf(patient);
    std::set<Key> visits(ofRows.begin(), ofRows.end());
    visits.insert(ofTrail.begin(), ofTrail.end());
    for (const Key& visit : visits) {
        const auto known = rows_.audit.known().find(visit);
        const bool standsHere = std::ranges::find(ofRows, visit) != ofRows.end();
        if (known && known->parent != patient && !(known->parent == Key{} && standsHere)) continue;
        for (const Key& marker : backend_->childrenOf(visit, rows_.markers.name())) eraseRow("marker.erase", marker);
        eraseRow(verbWithParent("session.erase", patient), visit);
    }
    const auto known = rows_.audit.known().find(patient);
    if (known && known->kind != RowKind::patient) return any;
    eraseRow(kErasePatient, patient);
    if (any) summaries_.touch(patient);
    return any;
}

Outcome RecordRules::forgetErased(const std::vector<Key>& patients) {
    for (const Key& patient : patients)
        std::erase_if(damage_, [&](const Damage& damage) { return damage.patient == uuidOf(patient) || damage.id == uuidOf(patient); });
    try {
        backend_->forgetErased();
        return Done{};
    } catch (const Fault& fault) {
        return failed(said("It is erased, but something of it may still stand in the record's log, which could not be emptied: {} Close Myochart, which empties it, too.",
                           fault.error().sentence()));
    }
}

Outcome RecordRules::erasePatient(const record::PatientId& id, const std::string& reason) {
    if (!isUuid(id.text)) return failed(said("There is no patient with that id."));
    const Key key = keyOf(id.text);
    bool isMissing = false;
    const Outcome erased = change([&] {
        const ForReason why(rows_.audit.author, reason);
        isMissing = !eraseRows(key);
        if (isMissing) throw Fault(failed(said("There is no patient with that id.")));
    });
    return erased ? forgetErased({key}) : erased;
}

Result<std::vector<Erased>> RecordRules::erased() {
    return read<std::vector<Erased>>([&] {
        std::vector<Erased> list;
        for (const auto& [patient, was] : takenAndErased(*backend_))
            if (was.erased != 0) list.push_back({uuidOf(patient), was.erased});
        return list;
    });
}

Result<size_t> RecordRules::eraseAgain(const std::vector<Erased>& list) {
    std::vector<Key> gone;
    const Outcome erased = change([&] {
        const ForReason why(rows_.audit.author, "erased before; an older copy had it still");
        const auto trail = takenAndErased(*backend_);
        for (const Erased& each : list) {
            if (!isUuid(each.patient)) continue;
            const auto here = trail.find(keyOf(each.patient));
            if (here == trail.end() || here->second.erased != 0 || here->second.taken > each.at) continue;
            if (eraseRows(here->first)) gone.push_back(here->first);
        }
    });
    if (!erased) return erased.error();
    if (gone.empty()) return size_t{0};
    if (const Outcome forgotten = forgetErased(gone); !forgotten) return forgotten.error();
    return gone.size();
}

}  // namespace myochart::store
