#include <set>

#include "core/words.h"
#include "store/record_rules.h"

// An import taken back, and brought back.

namespace myochart::store {

size_t RecordRules::contentOf(const Row& session) {
    size_t content = contentHash(session.payload);
    for (const Key& key : startFrom(rows_, session).markers) {
        const auto marker = rows_.markers.find(key);
        if (!marker) throw Fault(rows_.markers.damaged(key, said("it is missing")));
        content = contentHash(marker->payload, content);
    }
    return content;
}

Result<TakenBack> RecordRules::takeBack(const Added& added) {
    TakenBack taken;
    const auto outcome = change([&] {
        std::set<Key> needed;  // patients with a visit that stays
        std::set<Key> going;
        std::vector<std::pair<const Added::Entry*, Row>> visits;
        for (const Added::Entry& entry : added.sessions) {
            auto row = rows_.sessions.find(keyOf(entry.id));
            if (!row || row->deleted != 0) continue;
            if (contentOf(*row) == entry.content) {
                going.insert(row->id);
                visits.emplace_back(&entry, std::move(*row));
                continue;
            }
            ++taken.changed;
            needed.insert(row->parent);
        }
        std::set<Key> gone;
        for (const Added::Entry& entry : added.patients) {
            const auto row = rows_.patients.find(keyOf(entry.id));
            if (!row) continue;
            if (row->deleted != 0) {
                gone.insert(row->id);  // with all visits
                continue;
            }
            for (const Key& key : visitsOf(row->id))
                if (const auto visit = going.contains(key) ? std::nullopt : rows_.sessions.find(key); visit && visit->deleted == 0) needed.insert(row->id);
            if (contentHash(row->payload) != entry.content) ++taken.changed;
            else if (needed.contains(row->id)) ++taken.needed;
            else {
                setRemoved(rows_.patients, *row, "patient.remove", nowUtc());
                gone.insert(row->id);
                taken.removed.patients.push_back(entry);
            }
        }
        for (const auto& [entry, row] : visits) {
            if (!gone.contains(row.parent)) setRemoved(rows_.sessions, row, "session.remove", nowUtc());
            taken.removed.sessions.push_back(*entry);
        }
    });
    if (!outcome) return outcome.error();
    return taken;
}

Outcome RecordRules::restoreAll(const Added& removed) {
    return change([&] {
        for (const Added::Entry& entry : removed.patients)
            if (const auto row = rows_.patients.find(keyOf(entry.id))) setRemoved(rows_.patients, *row, "patient.restore", 0);
        for (const Added::Entry& entry : removed.sessions)
            if (const auto row = rows_.sessions.find(keyOf(entry.id))) setRemoved(rows_.sessions, *row, "session.restore", 0);
    });
}

}  // namespace myochart::store
