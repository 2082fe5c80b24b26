#include "store/extent.h"

#include <algorithm>
#include <charconv>
#include <limits>
#include <unordered_map>

#include "store/key_ring.h"
#include "store/known_rows.h"
#include "store/sqlite_create.h"
#include "store/trail.h"

namespace myochart::store {

namespace {

constexpr std::int64_t kFirstWithEntries = 4;  // before it every kind had a table of its own (migrations.cpp)
constexpr std::string_view kSealedAnew = "protect.";  // the same content, encrypted (record_rules_protect.cpp)

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

/// The first entry of an encrypted record's trail that is keyed; 0 where that is not told.
std::int64_t keyedFromIn(Database& database) {
    const std::string text = metaValue(database, kTrailKeyedFrom);
    std::int64_t number = 0;
    std::from_chars(text.data(), text.data() + text.size(), number);
    return number;
}

/// Past what only tells of access: who read it last, or encrypted it, changed nothing of anybody. Of a record that was only begun, that.
UtcMs lastChangeIn(Database& database) {
    UtcMs earliest = 0;
    Statement newest(database, "SELECT seq, utc, verb FROM audit WHERE seq < ?1 ORDER BY seq DESC");
    std::int64_t before = std::numeric_limits<std::int64_t>::max();
    for (bool again = true; again;) {
        again = false;
        Statement::Use use(newest);
        use.bind(before);
        while (!again && use.row()) {
            earliest = use.number(1);
            const std::string_view verb = use.text(2);
            if (verb.starts_with(kSealedAnew)) {  // one for each entry there is: to what was there before them at once
                const std::int64_t begin = keyedFromIn(database);
                again = begin > 0 && begin < use.number(0);
                if (again) before = begin;
            } else if (trailKindOf(verb.substr(0, verb.find(' '))) == TrailKind::changed) {
                return earliest;
            }
        }
    }
    return earliest;
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
    extent.lastChange = lastChangeIn(database);
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
