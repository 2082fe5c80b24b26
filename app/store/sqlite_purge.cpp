#include <algorithm>

#include <fmt/format.h>

#include "core/log.h"
#include "store/sqlite_record.h"

namespace myochart::store {

namespace {

constexpr UtcMs kDayMs = 86'400'000;
constexpr UtcMs kKeepRemovedMs = 30 * kDayMs;
// A clock that jumped ahead must not purge: the last entry of the audit trail has to be near the time the clock tells.
constexpr UtcMs kTrustClockMs = 60 * kDayMs;

}  // namespace

std::vector<Key> SqliteRecord::keys(const char* sql, std::int64_t number) {
    std::vector<Key> found;
    Statement select(*database_, sql);
    Statement::Use use(select);
    use.bind(number);
    while (use.row()) {
        Key key{};
        const auto bytes = use.bytes(0);
        std::copy_n(bytes.begin(), std::min(bytes.size(), key.size()), key.begin());
        found.push_back(key);
    }
    return found;
}

void SqliteRecord::purge(UtcMs now) {
    if (now - lastEntryTime() > kTrustClockMs) return;
    const UtcMs before = now - kKeepRemovedMs;
    const auto patients = keys("SELECT id FROM patient WHERE deleted <> 0 AND deleted < ?", before);
    const auto sessions = keys("SELECT s.id FROM session s JOIN patient p ON p.id = s.patient WHERE p.deleted <> 0 AND p.deleted < ?1 "
                               "UNION SELECT id FROM session WHERE deleted <> 0 AND deleted < ?1", before);
    if (patients.empty() && sessions.empty()) return;
    const Outcome purged = change([&] { purgeRows(patients, sessions); });
    if (!purged) log::warn(fmt::format("Removed entries could not be purged: {}", purged.error().message));
    else database_->run("PRAGMA wal_checkpoint(TRUNCATE)");  // so that nothing of them stays in the log
}

void SqliteRecord::purgeRows(const std::vector<Key>& patients, const std::vector<Key>& sessions) {
    for (const Key& id : sessions) {
        const auto row = rows_.sessions.find(id);
        if (!row) continue;
        for (const Key& key : startFrom(*row).markers)
            if (const auto marker = rows_.markers.find(key)) rows_.erase(rows_.markers, "purge.marker", *marker);
        rows_.erase(rows_.sessions, "purge.session", *row);
    }
    for (const Key& id : patients)
        if (const auto row = rows_.patients.find(id)) rows_.erase(rows_.patients, "purge.patient", *row);
}

}  // namespace myochart::store
