#include <algorithm>

#include <fmt/format.h>

#include "core/log.h"
#include "core/words.h"
#include "store/record_rules.h"

namespace myochart::store {

namespace {

constexpr UtcMs kPurgeDayMs = 86'400'000;

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
        const bool byTrail = age != ages_.end() && age->second > kKeepRemovedMs + kPurgeDayMs;
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

std::vector<Row> RecordRules::removedRows(Table& table) {
    std::vector<Row> rows;
    for (const Key& key : backend_->removed(table.name())) {
        const auto damage = damageIn([&] {
            if (auto row = table.find(key)) rows.push_back(std::move(*row));
        });
        if (damage) leaveOut(key, *damage);
    }
    return rows;
}

std::vector<Row> RecordRules::removedPatients() { return removedRows(rows_.patients); }
std::vector<Row> RecordRules::removedSessions() { return removedRows(rows_.sessions); }

void RecordRules::purge(UtcMs now, OpenNotes& notes) {
    Outcome purged = Done{};
    try {
        auto patients = removedPatients(), sessions = removedSessions();
        if (!damage_.empty()) throw Fault(refused(said("the record is damaged; `verify` tells where.")));  // this is logged
        if (patients.empty() && sessions.empty()) return;
        // The days on which the record was opened are the time that a wrong clock cannot make up.
        if (lastEntryTime() / kPurgeDayMs != now / kPurgeDayMs)
            purged = change([&] { rows_.audit.add("record.opened", {}, {}, {}, now); });
        const LongAgo longAgo(rows_.audit, patients, sessions, now);
        std::erase_if(patients, [&](const Row& row) { return !longAgo(row); });
        std::erase_if(sessions, [&](const Row& row) { return !longAgo(row); });
        if (!purged.ok() || (patients.empty() && sessions.empty())) return;
        if (purged = verify(Depth::rows); purged) purged = change([&] { purgeRows(patients, sessions); });
        // So that nothing of them stays in the log.
        if (purged) backend_->forgetErased();
    } catch (const Fault& fault) {
        purged = fault.error();
    }
    if (purged) return;
    const Said why = said("Nothing that was removed is purged: {}", purged.error().sentence());
    log::warn(why.english);
    notes.sentences.push_back(why.text);
}

UtcMs RecordRules::lastEntryTime() {
    const auto last = backend_->lastAuditEntry();
    return last ? last->utc : 0;
}

void RecordRules::purgeRows(const std::vector<Row>& patients, const std::vector<Row>& sessions) {
    for (const Row& row : sessions) purgeSession(row.id);
    for (const Row& row : patients) {
        for (const Key& session : visitsOf(row.id)) purgeSession(session);
        rows_.erase(rows_.patients, "purge.patient", row);
        summaries_.touch(row.id);
    }
}

void RecordRules::purgeSession(const Key& id) {
    const auto row = rows_.sessions.find(id);
    if (!row) return;  // with its patient, or before it
    for (const Key& key : startFrom(rows_, *row).markers)
        if (const auto marker = rows_.markers.find(key)) rows_.erase(rows_.markers, "purge.marker", *marker);
    rows_.erase(rows_.sessions, "purge.session", *row);
}

}  // namespace myochart::store
