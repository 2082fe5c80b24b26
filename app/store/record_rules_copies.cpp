#include "store/record_rules.h"
#include "store/sqlite_open.h"

namespace myochart::store {

// What copies of the record are compared with.

CopyOpener RecordRules::copyOpener() const {
    return [keys = keys_, identity = rows_.databaseUuid](const Path& copy) {
        OpenOptions options;
        options.keys = keys;
        options.keysOf = identity;
        return openCopyToRead(copy, options);
    };
}

Result<std::vector<StandingRow>> RecordRules::standing() {
    return read<std::vector<StandingRow>>([&] {
        // What belongs to somebody or something that was removed is not marked itself.
        KeySet removed;
        const auto removeVisit = [&](const Key& visit) {
            removed.insert(visit);
            for (const Key& site : backend_->childrenOf(visit, rows_.markers.name())) removed.insert(site);
        };
        for (const Key& patient : backend_->removed(rows_.patients.name())) {
            removed.insert(patient);
            for (const Key& visit : visitsOf(patient)) removeVisit(visit);
        }
        for (const Key& visit : backend_->removed(rows_.sessions.name())) removeVisit(visit);
        std::vector<StandingRow> rows;
        rows_.audit.known().each([&](const Key& key, const KnownRows::Known& row) {
            if (row.kind == RowKind::none || row.kind == RowKind::practice || removed.contains(key)) return;
            const auto kind = row.kind == RowKind::patient   ? StandingRow::Kind::patient
                              : row.kind == RowKind::session ? StandingRow::Kind::visit
                                                             : StandingRow::Kind::site;
            rows.push_back({key, row.hash, kind});
        });
        return rows;
    });
}

}  // namespace myochart::store
