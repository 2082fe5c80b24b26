#include "store/extent.h"

#include <algorithm>
#include <unordered_map>

#include "store/known_rows.h"
#include "store/sqlite_create.h"

namespace myochart::store {

namespace {

constexpr std::int64_t kFirstWithEntries = 4;  // before it every kind had a table of its own (migrations.cpp)

void countEntries(Database& database, Extent& extent) {
    // Indexes alone answer these, whatever the payloads weigh.
    const std::int64_t removedPatients = database.askNumber("SELECT count(*) FROM entry INDEXED BY entry_removed WHERE deleted <> 0 AND kind = 'patient'");
    extent.entries = database.askNumber("SELECT count(*) FROM entry");
    extent.patients = database.askNumber("SELECT count(*) FROM entry INDEXED BY entry_of WHERE kind = 'patient'") - removedPatients;
    extent.visits = database.askNumber("SELECT count(*) FROM entry INDEXED BY entry_of WHERE kind = 'session'") -
                    database.askNumber("SELECT count(*) FROM entry INDEXED BY entry_removed WHERE deleted <> 0 AND kind = 'session'");
    if (removedPatients == 0) return;
    extent.visits -= database.askNumber(
        "SELECT count(*) FROM entry INDEXED BY entry_of WHERE kind = 'session' AND deleted = 0 AND parent IN "
        "(SELECT id FROM entry INDEXED BY entry_removed WHERE deleted <> 0 AND kind = 'patient')");
}

void countTables(Database& database, Extent& extent) {
    extent.entries = database.askNumber("SELECT (SELECT count(*) FROM patient) + (SELECT count(*) FROM session) + (SELECT count(*) FROM marker)");
    extent.patients = database.askNumber("SELECT count(*) FROM patient WHERE deleted = 0");
    extent.visits = database.askNumber("SELECT count(*) FROM session WHERE deleted = 0 AND patient IN (SELECT id FROM patient WHERE deleted = 0)");
}

void countDifference(const std::unordered_map<Key, const StandingRow*, KeyHash>& first, const std::vector<StandingRow>& second, Differences& differences) {
    const auto countOf = [&](const StandingRow& row) -> Differences::Count& {
        return row.kind == StandingRow::Kind::patient ? differences.patients : row.kind == StandingRow::Kind::visit ? differences.visits : differences.sites;
    };
    size_t met = 0;
    KeySet there;
    there.reserve(second.size());
    for (const StandingRow& row : second) {
        there.insert(row.id);
        const auto found = first.find(row.id);
        if (found == first.end()) ++countOf(row).added;
        else if (++met, found->second->hash != row.hash) ++countOf(row).changed;
    }
    if (met == first.size()) return;
    for (const auto& [id, row] : first)
        if (!there.contains(id)) ++countOf(*row).gone;
}

}  // namespace

Extent extentIn(Database& database) {
    Extent extent;
    extent.database = metaValue(database, "database");
    {
        Statement head(database, "SELECT seq, hash FROM audit_head");
        Statement::Use use(head);
        if (use.row()) {
            extent.trailEnd = use.number(0);
            const auto hash = use.bytes(1);
            if (hash.size() == extent.trailHash.size()) std::ranges::copy(hash, extent.trailHash.begin());
        }
    }
    // Numbers follow each other, which verify() follows; counting them would read the whole trail while somebody waits.
    extent.trailEntries = database.askNumber("SELECT coalesce((SELECT max(seq) FROM audit) - (SELECT min(seq) FROM audit) + 1, 0)");
    extent.lastChange = database.askNumber("SELECT utc FROM audit ORDER BY seq DESC LIMIT 1");
    if (database.askNumber("PRAGMA user_version") < kFirstWithEntries) countTables(database, extent);
    else countEntries(database, extent);
    return extent;
}

Differences differencesBetween(const std::vector<StandingRow>& first, const std::vector<StandingRow>& second) {
    std::unordered_map<Key, const StandingRow*, KeyHash> byId;
    byId.reserve(first.size());
    for (const StandingRow& row : first) byId.emplace(row.id, &row);
    Differences differences;
    countDifference(byId, second, differences);
    return differences;
}

}  // namespace myochart::store
