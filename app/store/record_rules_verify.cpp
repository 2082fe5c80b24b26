#include <algorithm>
#include <unordered_map>

#include "core/words.h"
#include "store/record_rules.h"

namespace myochart::store {

namespace {

/// By the ids of the patients.
bool same(std::vector<PatientSummary> a, std::vector<PatientSummary> b) {
    const auto byId = [](const PatientSummary& x, const PatientSummary& y) { return x.patient.id < y.patient.id; };
    std::ranges::sort(a, byId);
    std::ranges::sort(b, byId);
    return a == b;
}

}  // namespace

Outcome RecordRules::verify() {
    const auto sound = verify(Depth::contents);
    return sound ? sound : Outcome(inWords(sound.error()));
}

Outcome RecordRules::verify(Depth depth) {
    try {
        backend_->checkWhole();
        verifyRows(depth);
        return Done{};
    } catch (const Fault& fault) {
        return fault.error();  // as it is: this one is logged
    }
}

void RecordRules::verifyRows(Depth depth) {
    const auto damaged = [&](const Said& what) { return Fault(backend_->damaged(what)); };
    const auto trail = rows_.audit.checkWhole(keyOf(rows_.databaseUuid));
    if (!trail) throw damaged(trail.error().sentence());
    if (backend_->metaCount() != 2 || backend_->meta("database") != rows_.databaseUuid)
        throw damaged(said("its identity is not the one that the audit trail began with"));

    std::unordered_map<Key, Key, KeyHash> visitOfSite;
    std::unordered_map<Key, std::vector<Key>, KeyHash> sitesOfVisit;
    KeySet patients, visits, parents;
    Summaries::Tally tally;
    backend_->each({}, [&](const StoredEntry& stored) {
        Table* table = rows_.tableOf(stored.kind);
        if (!table) throw damaged(said("the entry {} is of a kind that Myochart does not know", uuidOf(stored.id)));
        const Row row = table->read(stored);
        switch (table->kind()) {
            case RowKind::patient:
                patients.insert(row.id);
                if (depth == Depth::rows) break;
                if (record::Patient patient = patientFrom(rows_, row); row.deleted == 0) tally.addPatient(std::move(patient));
                break;
            case RowKind::marker:
                visitOfSite.emplace(row.id, row.parent);
                if (depth == Depth::contents) (void)markerFrom(rows_, row);
                break;
            default:
                visits.insert(row.id);
                parents.insert(row.parent);
                sitesOfVisit.emplace(row.id, startFrom(rows_, row).markers);
                if (depth == Depth::rows) break;
                if (const record::Session header = headerFrom(rows_, row); row.deleted == 0) tally.addVisit(row.parent, header);
        }
    });
    rows_.patients.noneMissing(patients);
    rows_.sessions.noneMissing(visits);
    for (const auto& [visit, sites] : sitesOfVisit)
        for (const Key& site : sites) {
            const auto held = visitOfSite.find(site);
            if (held == visitOfSite.end() || held->second != visit) throw Fault(rows_.markers.damaged(site, said("it is missing")));
            visitOfSite.erase(held);
        }
    for (const Key& parent : parents)
        if (!patients.contains(parent)) throw damaged(said("a visit has lost what it belongs to"));
    if (!visitOfSite.empty()) throw damaged(said("a site is in no visit's list"));
    if (depth == Depth::rows) return;
    const auto listed = summaries_.all();
    if (!listed || !same(*listed, tally.list())) throw damaged(said("what it keeps for its list of patients does not fit"));
}

}  // namespace myochart::store
