#include <map>
#include <unordered_map>

#include <fmt/format.h>

#include "store/sqlite_record.h"

namespace myochart::store {

namespace {

constexpr Hash kNothing{};

Error damagedRecord(const Path& file, std::string_view what) {
    return refused(fmt::format("The record {} is damaged: {}. Keep a copy of it and restore the last good backup.",
                               shown(file), what));
}

}  // namespace

Outcome SqliteRecord::verify() {
    const auto checked = read<Done>([&] {
        checkSchema(*database_, steps_, static_cast<int>(database_->askNumber("PRAGMA user_version")));
        verifyPages();
        verifyRows();
        return Done{};
    });
    if (!checked) return checked.error();
    return Done{};
}

void SqliteRecord::verifyPages() {
    if (database_->ask("PRAGMA integrity_check(1)") != "ok")
        throw Fault(damagedRecord(file_.path(), "its pages do not fit together"));
    Statement foreign(*database_, "PRAGMA foreign_key_check");
    Statement::Use use(foreign);
    if (use.row()) throw Fault(damagedRecord(file_.path(), fmt::format("a {} has lost what it belongs to", use.text(0))));
}

void SqliteRecord::verifyRows() {
    std::map<Key, Hash> expected;  // what the audit trail says about each row: its last hash
    const auto chain = rows_.audit.walk([&](const AuditEntry& entry) {
        if (entry.before == kNothing && entry.after == kNothing) return;  // about no row
        const auto known = expected.find(entry.object);
        if (entry.before != (known == expected.end() ? kNothing : known->second))
            throw Fault(damagedRecord(file_.path(), fmt::format("audit entry {} does not follow from those before", entry.seq)));
        if (entry.after == kNothing) expected.erase(entry.object);
        else expected[entry.object] = entry.after;
    });
    if (!chain) throw Fault(damagedRecord(file_.path(), chain.error().message));
    const auto match = [&](const Table& table, const Row& row) {
        const auto known = expected.find(row.id);
        if (known == expected.end()) throw Fault(table.damaged(row.id, "the audit trail does not know it"));
        if (known->second != row.hash) throw Fault(table.damaged(row.id, "it is not as the audit trail says"));
        expected.erase(known);
    };
    rows_.patients.each([&](const Row& row) {
        match(rows_.patients, row);
        (void)patientFrom(row);
    });
    size_t listedMarkers = 0, markers = 0;
    rows_.sessions.each([&](const Row& row) {
        match(rows_.sessions, row);
        listedMarkers += sessionFrom(row).markers.size();
    });
    rows_.markers.each([&](const Row& row) {
        match(rows_.markers, row);
        ++markers;
    });
    if (!expected.empty())
        throw Fault(damagedRecord(file_.path(), fmt::format("the entry {} is missing", uuidOf(expected.begin()->first))));
    if (listedMarkers != markers) throw Fault(damagedRecord(file_.path(), "a marker belongs to no session"));
}

}  // namespace myochart::store
