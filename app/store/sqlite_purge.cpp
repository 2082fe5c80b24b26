#include <algorithm>

#include <fmt/format.h>

#include "core/log.h"
#include "store/sqlite_record.h"

namespace myochart::store {

namespace {

constexpr UtcMs kDayMs = 86'400'000;

/// True when the removal of a row lies far enough back, both by the clock and by the audit trail (decision 0012).
class LongAgo {
  public:
    LongAgo(AuditChain& audit, const std::vector<Row>& patients, const std::vector<Row>& sessions, UtcMs now) : now_(now) {
        std::set<std::int64_t> removals;
        for (const auto* rows : {&patients, &sessions})
            for (const Row& row : *rows) removals.insert(row.version);
        ages_ = audit.agesMs(removals, now);
    }
    bool operator()(const Row& row) const {
        const auto age = ages_.find(row.version);
        // One jump of the clock may stand in that age for a day.
        const bool byTrail = age != ages_.end() && age->second > kKeepRemovedMs + kDayMs;
        const bool byClock = now_ - row.deleted > kKeepRemovedMs;
        if (byClock && !byTrail)
            log::info(fmt::format("{} was removed 30 days ago by the clock, but not by the audit trail; it is kept.",
                                  uuidOf(row.id)));
        return byClock && byTrail;
    }

  private:
    UtcMs now_;
    std::map<std::int64_t, UtcMs> ages_;
};

}  // namespace

std::vector<Key> SqliteRecord::keys(const char* sql, std::span<const std::byte> of) {
    std::vector<Key> found;
    Statement select(*database_, sql);
    Statement::Use use(select);
    if (!of.empty()) use.bind(of);
    while (use.row()) {
        Key key{};
        const auto bytes = use.bytes(0);
        std::copy_n(bytes.begin(), std::min(bytes.size(), key.size()), key.begin());
        found.push_back(key);
    }
    return found;
}

std::vector<Row> SqliteRecord::removedRows(Table& table, const char* sql) {
    std::vector<Row> rows;
    for (const Key& key : keys(sql)) {
        const auto damage = damageIn([&] {
            if (auto row = table.find(key)) rows.push_back(std::move(*row));
        });
        if (damage) leaveOut(key, *damage);
    }
    return rows;
}

std::vector<Row> SqliteRecord::removedPatients() {
    return removedRows(rows_.patients, "SELECT id FROM patient WHERE deleted <> 0");
}

std::vector<Row> SqliteRecord::removedSessions() {
    return removedRows(rows_.sessions, "SELECT id FROM session WHERE deleted <> 0");
}

void SqliteRecord::purge(UtcMs now, OpenNotes& notes) {
    Outcome purged = Done{};
    try {
        auto patients = removedPatients(), sessions = removedSessions();
        if (!damage_.empty()) throw Fault(refused("the record is damaged; `verify` tells where."));  // this is logged
        if (patients.empty() && sessions.empty()) return;
        // The days on which the record was opened are the time that a wrong clock cannot make up.
        if (lastEntryTime() / kDayMs != now / kDayMs)
            purged = change([&] { rows_.audit.add("record.opened", {}, {}, {}, now); });
        const LongAgo longAgo(rows_.audit, patients, sessions, now);
        std::erase_if(patients, [&](const Row& row) { return !longAgo(row); });
        std::erase_if(sessions, [&](const Row& row) { return !longAgo(row); });
        if (!purged.ok() || (patients.empty() && sessions.empty())) return;
        if (purged = verify(Depth::rows); purged) purged = change([&] { purgeRows(patients, sessions); });
        // So that nothing of them stays in the log.
        if (purged) database_->run("PRAGMA wal_checkpoint(TRUNCATE)");
        file_.noteOwnWrites();
    } catch (const Fault& fault) {
        purged = fault.error();
    }
    if (!purged) notes.sentences.push_back(fmt::format("Nothing that was removed is purged: {}", purged.error().message));
}

void SqliteRecord::purgeRows(const std::vector<Row>& patients, const std::vector<Row>& sessions) {
    for (const Row& row : sessions) purgeSession(row.id);
    for (const Row& row : patients) {
        for (const Key& session : keys("SELECT id FROM session WHERE patient = ?", row.id)) purgeSession(session);
        rows_.erase(rows_.patients, "purge.patient", row);
    }
}

void SqliteRecord::purgeSession(const Key& id) {
    const auto row = rows_.sessions.find(id);
    if (!row) return;  // with its patient, or before it
    for (const Key& key : startFrom(*row).markers)
        if (const auto marker = rows_.markers.find(key)) rows_.erase(rows_.markers, "purge.marker", *marker);
    rows_.erase(rows_.sessions, "purge.session", *row);
}

}  // namespace myochart::store
