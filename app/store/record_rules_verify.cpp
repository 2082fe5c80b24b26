#include <algorithm>
#include <array>
#include <cstring>
#include <unordered_map>

#include "core/words.h"
#include "store/record_rules.h"
#include "store/row_readers.h"

namespace myochart::store {

namespace {

/// By the ids of the patients.
bool same(std::vector<PatientSummary> a, std::vector<PatientSummary> b) {
    const auto byId = [](const PatientSummary& x, const PatientSummary& y) { return x.patient.id < y.patient.id; };
    std::ranges::sort(a, byId);
    std::ranges::sort(b, byId);
    return a == b;
}

/// Which sites are in which visits: two with the same have the same sum, whatever the order.
class SitesOfVisits {
  public:
    void add(const Key& site, const Key& visit) {
        std::array<std::uint64_t, 4> words{};
        std::memcpy(words.data(), site.data(), sizeof site);
        std::memcpy(words.data() + 2, visit.data(), sizeof visit);
        std::uint64_t hash = 0x9E3779B97F4A7C15ULL;
        for (const std::uint64_t word : words) {
            hash = (hash ^ word) * 0xD6E8FEB86659FD93ULL;
            hash ^= hash >> 32;
        }
        sum_ += hash;
        ++count_;
    }
    bool operator==(const SitesOfVisits&) const = default;

  private:
    std::uint64_t sum_ = 0, count_ = 0;
};

/// Faults with the site that is not where a visit lists it, or is in no list.
[[noreturn]] void tellMissingSite(EntryRows& rows, Backend& backend) {
    std::unordered_map<Key, Key, KeyHash> visitOfSite;
    rows.markers.each([&](const Row& row) { visitOfSite.emplace(row.id, row.parent); });
    rows.sessions.each([&](const Row& row) {
        for (const Key& site : startFrom(rows, row).markers) {
            const auto held = visitOfSite.find(site);
            if (held == visitOfSite.end() || held->second != row.id) throw Fault(rows.markers.damaged(site, said("it is missing")));
            visitOfSite.erase(held);
        }
    });
    throw Fault(backend.damaged(said("a site is in no visit's list")));
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
    const std::int64_t facts = 2 + (keys_ ? std::ssize(kKeyFacts) : 0);
    if (backend_->metaCount() != facts || backend_->meta("database") != rows_.databaseUuid)
        throw damaged(said("its identity is not the one that the audit trail began with"));
    if (keys_)
        for (const auto& [name, value] : keys_->facts())
            if (backend_->meta(name) != value) throw damaged(said("its keys are not those with which it was opened"));
    if (keys_ && depth == Depth::contents)
        for (const std::string_view slot : kKeySlots)
            if (!isWholeSlot(backend_->meta(slot))) throw damaged(said("a copy of its keys is not as it was written; another passphrase, or a new recovery code, writes both anew"));

    SitesOfVisits standing, listed;
    KeySet patients, parents, practices;
    size_t visits = 0;
    Summaries::Tally tally;
    RowReaders readers(rows_, *cipher_, depth == Depth::contents, [&](RowReaders::Read& read) {
        const Row& row = read.row;
        switch (read.table->kind()) {
            case RowKind::patient:
                patients.insert(row.id);
                if (read.patient && row.deleted == 0) tally.addPatient(std::move(*read.patient));
                break;
            case RowKind::marker:
                standing.add(row.id, row.parent);
                if (read.done) tally.addSite(row.parent, *read.done);
                break;
            case RowKind::practice: practices.insert(row.id); break;
            default:
                ++visits;
                parents.insert(row.parent);
                for (const Key& site : read.sites) listed.add(site, row.id);
                if (read.visit && row.deleted == 0) tally.addVisit(row.parent, *read.visit);
        }
    });
    backend_->eachChecked([&](const StoredEntry& stored) {
        Table* table = rows_.tableOf(stored.kind);
        if (!table) throw damaged(said("the entry {} is of a kind that Myochart does not know", uuidOf(stored.id)));
        readers.add(*table, stored);
    });
    readers.finish();
    rows_.patients.noneMissing(patients);
    rows_.practices.noneMissing(practices);
    // No id stands twice (eachChecked()), so as many as the trail knows are those that it knows.
    if (visits != rows_.audit.known().count(RowKind::session)) rows_.sessions.each([](const Row&) {});
    if (standing != listed) tellMissingSite(rows_, *backend_);
    for (const Key& parent : parents)
        if (!patients.contains(parent)) throw damaged(said("a visit has lost what it belongs to"));
    if (depth == Depth::rows) return;
    auto kept = summaries_.all();
    if (!kept || !same(std::move(*kept), tally.list())) throw damaged(said("what it keeps for its list of patients does not fit"));
}

}  // namespace myochart::store
