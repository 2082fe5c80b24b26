#include <unordered_map>

#include <fmt/format.h>

#include "store/sqlite_create.h"
#include "store/sqlite_record.h"

namespace myochart::store {

namespace {

constexpr Hash kNothing{};

Fault damagedRecord(const Path& file, std::string_view what) {
    return Fault(refused(fmt::format("The record {} is damaged: {}. Keep a copy of it and restore the last good backup.",
                                     shown(file), what)));
}

/// What the audit trail says about each row: its last hash. Rows that are found are taken out.
class ExpectedRows {
  public:
    explicit ExpectedRows(const Path& file) : file_(file) {}

    void follow(const AuditEntry& entry) {
        if (entry.before == kNothing && entry.after == kNothing) return;  // about no row
        const auto known = rows_.find(entry.object);
        if (entry.before != (known == rows_.end() ? kNothing : known->second))
            throw damagedRecord(file_, fmt::format("audit entry {} does not follow from those before", entry.seq));
        if (entry.after == kNothing) rows_.erase(known);
        else rows_[entry.object] = entry.after;
    }
    void found(const Table& table, const Row& row) {
        const auto known = rows_.find(row.id);
        if (known == rows_.end()) throw Fault(table.damaged(row.id, "the audit trail does not know it"));
        if (known->second != row.hash) throw Fault(table.damaged(row.id, "it is not as the audit trail says"));
        rows_.erase(known);
    }
    void allFound() const {
        if (!rows_.empty())
            throw damagedRecord(file_, fmt::format("the entry {} is missing", uuidOf(rows_.begin()->first)));
    }

  private:
    const Path& file_;
    std::unordered_map<Key, Hash, KeyHash> rows_;
};

}  // namespace

Outcome SqliteRecord::verify() {
    const auto sound = verify(Depth::contents);
    return sound ? sound : Outcome(inWords(sound.error()));
}

Outcome SqliteRecord::verify(Depth depth) {
    try {
        checkSchema(*database_, steps_, static_cast<int>(database_->askNumber("PRAGMA user_version")));
        verifyPages();
        verifyRows(depth);
        return Done{};
    } catch (const Fault& fault) {
        return fault.error();  // as it is: this one is logged
    }
}

void SqliteRecord::verifyPages() {
    if (database_->ask("PRAGMA integrity_check(1)") != "ok") throw damagedRecord(file_.path(), "its pages do not fit together");
    Statement foreign(*database_, "PRAGMA foreign_key_check");
    Statement::Use use(foreign);
    if (use.row()) throw damagedRecord(file_.path(), fmt::format("a {} has lost what it belongs to", use.text(0) == "marker" ? "site" : "visit"));
}

void SqliteRecord::verifyRows(Depth depth) {
    ExpectedRows expected(file_.path());
    bool began = false;
    const auto chain = rows_.audit.walk([&](const AuditEntry& entry) {
        began = began || (entry.seq == 1 && entry.object == keyOf(rows_.databaseUuid));
        expected.follow(entry);
    });
    if (!chain) throw damagedRecord(file_.path(), chain.error().message);
    if (!began || database_->askNumber("SELECT count(*) FROM meta") != 2 || metaValue(*database_, "database") != rows_.databaseUuid)
        throw damagedRecord(file_.path(), "its identity is not the one that the audit trail began with");
    rows_.patients.each([&](const Row& row) {
        expected.found(rows_.patients, row);
        if (depth == Depth::contents) (void)patientFrom(row);
    });
    std::unordered_map<Key, Key, KeyHash> sessionOfMarker;
    rows_.markers.each([&](const Row& row) {
        expected.found(rows_.markers, row);
        sessionOfMarker.emplace(row.id, row.parent);
        if (depth == Depth::contents) (void)markerFrom(row);
    });
    rows_.sessions.each([&](const Row& row) {
        expected.found(rows_.sessions, row);
        for (const Key& marker : startFrom(row).markers) {
            const auto held = sessionOfMarker.find(marker);
            if (held == sessionOfMarker.end() || held->second != row.id)
                throw Fault(rows_.markers.damaged(marker, "it is missing"));
            sessionOfMarker.erase(held);
        }
        if (depth == Depth::contents) (void)headerFrom(row);
    });
    expected.allFound();
    if (!sessionOfMarker.empty()) throw damagedRecord(file_.path(), "a site is in no visit's list");
}

}  // namespace myochart::store
