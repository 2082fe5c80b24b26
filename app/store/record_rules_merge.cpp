#include <algorithm>
#include <unordered_map>

#include "core/words.h"
#include "record/fault_words.h"
#include "record/signing_rules.h"
#include "store/merging.h"
#include "store/record_rules.h"
#include "store/row_values.h"
#include "store/trail_query.h"

namespace myochart::store {

namespace {

RecordRules& mergedRules(Record& record) { return static_cast<RecordRules&>(record); }  // openSqliteRecord() makes no other

/// An entry of a trail as two copies are held against each other.
struct TrailStep {
    std::int64_t seq = 0;
    Key object{};
    Hash before{}, after{};
    bool sealedAnew = false;  ///< the same content, encrypted or written in a newer form
    bool operator==(const TrailStep&) const = default;
};

bool changesNothing(const TrailStep& step) { return step.before == step.after || step.sealedAnew; }

void takeSince(const std::vector<TrailStep>& steps, size_t from, std::set<std::string>& changed, std::set<std::string>& removed) {
    std::unordered_map<Key, Hash, KeyHash> last;
    for (size_t i = from; i < steps.size(); ++i)
        if (!changesNothing(steps[i])) last.insert_or_assign(steps[i].object, steps[i].after);
    for (const auto& [object, after] : last) {
        changed.insert(uuidOf(object));
        if (after == Hash{}) removed.insert(uuidOf(object));
    }
}

void requireMergeable(const std::string& fault) {
    if (!fault.empty()) throw Fault(refused(said("Nothing was merged: {}", record::faultInWords(fault))));
}

Fault noLongerAsRead() { return Fault(conflict(said("Something that was to be merged was changed in the meantime; merge again."))); }

}  // namespace

Result<std::optional<KeptVisit>> RecordRules::keptVisit(const record::SessionId& id) {
    return read<std::optional<KeptVisit>>([&]() -> std::optional<KeptVisit> {
        if (!isUuid(id.text)) return std::nullopt;
        const auto row = rows_.sessions.findKnown(keyOf(id.text));
        if (!row) return std::nullopt;
        const auto patient = rows_.patients.find(row->parent);
        return KeptVisit{sessionFrom(*row), row->deleted != 0 || !patient || patient->deleted != 0};
    });
}

Result<Parted> RecordRules::partedFrom(RecordRules& other) {
    return read<Parted>([&] {
        const auto stepsOf = [](RecordRules& record) {
            std::vector<TrailStep> steps;
            record.backend_->eachAuditChange([&](const AuditEntry& entry, bool broken) {
                if (broken) throw Fault(record.backend_->damaged(said("an entry of its trail cannot be read")));
                steps.push_back({entry.seq, entry.object, entry.before, entry.after, entry.verb.starts_with("protect.") || entry.verb.starts_with("upgrade.")});
            });
            return steps;
        };
        const std::vector<TrailStep> mine = stepsOf(*this), theirs = stepsOf(other);
        const auto [here, there] = std::ranges::mismatch(mine, theirs);
        Parted parted;
        const auto common = static_cast<size_t>(here - mine.begin());
        // The first entries of two new records may be alike; one about something of somebody is not.
        parted.isKnown = std::any_of(mine.begin(), here, [](const TrailStep& step) { return step.object != Key{} && step.after != Hash{}; });
        if (!parted.isKnown) return parted;
        takeSince(mine, common, parted.here, parted.removedHere);
        takeSince(theirs, common, parted.there, parted.removedThere);
        return parted;
    });
}

void RecordRules::mergeVisit(const SessionChange& change) {
    requireMergeable(faultIn(change.after));
    const auto row = rows_.sessions.findKnown(keyOf(change.before.id.text));
    if (!row || row->deleted != 0 || sessionFrom(*row) != change.before) throw noLongerAsRead();
    updateSession(change, true);
}

Outcome RecordRules::merge(const Merging& merging) {
    return change([&] {
        const ForReason reason(rows_.audit.author, "merging of two copies");
        for (const record::Patient& patient : merging.newPatients) {
            requireMergeable(faultIn(patient));
            const Key key = keyOf(patient.id.text);
            if (rows_.patients.findKnown(key)) throw noLongerAsRead();
            rows_.insert(rows_.patients, "merge.patient", key, {}, payloadOf(patient));
            summaries_.touchNew(key);
        }
        for (const Merging::PatientChange& each : merging.patients) {
            requireMergeable(faultIn(each.after));
            const auto row = rows_.patients.findKnown(keyOf(each.before.id.text));
            if (!row || row->deleted != 0 || patientFrom(rows_, *row) != each.before) throw noLongerAsRead();
            if (each.before.birthDate != each.after.birthDate) requireBornBefore(each.after.birthDate, *row);
            rows_.update(rows_.patients, "merge.patient", *row, 0, payloadOf(each.after));
            summaries_.touchPerson(row->id);
        }
        for (const record::SessionId& id : merging.restored) setRemoved(rows_.sessions, sessionRow(id), "session.restore", 0);
        for (const SessionChange& each : merging.visits) mergeVisit(each);
        for (const record::Session& visit : merging.newVisits) {
            requireMergeable(faultIn(visit));
            insertSession(visit, "merge.session");
        }
        for (const record::Session& visit : merging.keptAside) {
            if (rows_.sessions.findKnown(keyOf(visit.id.text))) continue;  // kept by an earlier merging
            requireMergeable(faultIn(visit));
            insertSession(visit, "merge.session");
            setRemoved(rows_.sessions, sessionRow(visit.id), "session.remove", nowUtc());
        }
        for (const record::SessionId& id : merging.removed) {
            const Row row = sessionRow(id);
            if (headerFrom(rows_, row).signing.isSigned()) throw Fault(record::signedVisit());
            setRemoved(rows_.sessions, row, "session.remove", nowUtc());
        }
    });
}

/// New visits and patients of a merging go, as they came, or come again.
void RecordRules::passNewOfMerging(const Merging& merging, bool comes) {
    const UtcMs removed = comes ? 0 : nowUtc();
    const auto pass = [&](auto& table, const Row& row, const char* verb) {
        if ((row.deleted == 0) == comes) throw noLongerAsRead();
        setRemoved(table, row, verb, removed);
    };
    const auto passPatients = [&] {
        for (const record::Patient& each : merging.newPatients) {
            const auto row = rows_.patients.findKnown(keyOf(each.id.text));
            if (!row || patientFrom(rows_, *row) != each) throw noLongerAsRead();
            if (!comes)
                for (const Key& key : visitsOf(row->id))
                    if (const auto visit = rows_.sessions.find(key); visit && visit->deleted == 0) throw noLongerAsRead();
            pass(rows_.patients, *row, comes ? "patient.restore" : "patient.remove");
        }
    };
    if (comes) passPatients();
    for (const record::Session& each : merging.newVisits) {
        const auto row = rows_.sessions.findKnown(keyOf(each.id.text));
        if (!row || sessionFrom(*row) != each) throw noLongerAsRead();
        pass(rows_.sessions, *row, comes ? "session.restore" : "session.remove");
    }
    if (!comes) passPatients();
}

Result<size_t> RecordRules::passMerging(const Merging& merging, bool comes) {
    size_t stays = 0;
    const auto outcome = change([&] {
        const ForReason reason(rows_.audit.author, comes ? "merging done again" : "merging taken back");
        for (const record::SessionId& id : comes ? merging.restored : merging.removed) setRemoved(rows_.sessions, sessionRow(id), "session.restore", 0);
        for (const Merging::PatientChange& each : merging.patients) {
            const record::Patient &from = comes ? each.before : each.after, &to = comes ? each.after : each.before;
            const auto row = rows_.patients.findKnown(keyOf(from.id.text));
            if (!row || row->deleted != 0 || patientFrom(rows_, *row) != from) throw noLongerAsRead();
            if (from.birthDate != to.birthDate) requireBornBefore(to.birthDate, *row);
            rows_.update(rows_.patients, "merge.patient", *row, 0, payloadOf(to));
            summaries_.touchPerson(row->id);
        }
        for (const SessionChange& each : merging.visits) {
            if (each.after.signing.isSigned()) ++stays;
            else mergeVisit(comes ? each : SessionChange{each.after, each.before});
        }
        passNewOfMerging(merging, comes);
        for (const record::SessionId& id : comes ? merging.removed : merging.restored) setRemoved(rows_.sessions, sessionRow(id), "session.remove", nowUtc());
    });
    if (!outcome) return outcome.error();
    return stays;
}

Result<size_t> takeBackMerging(Record& record, const Merging& merging) { return mergedRules(record).passMerging(merging, false); }
Result<size_t> mergeAgain(Record& record, const Merging& merging) { return mergedRules(record).passMerging(merging, true); }
Result<std::optional<KeptVisit>> keptVisit(Record& record, const record::SessionId& id) { return mergedRules(record).keptVisit(id); }
Result<Parted> partedFrom(Record& here, Record& there) { return mergedRules(here).partedFrom(mergedRules(there)); }
Outcome mergeInto(Record& record, const Merging& merging) { return mergedRules(record).merge(merging); }

}  // namespace myochart::store
