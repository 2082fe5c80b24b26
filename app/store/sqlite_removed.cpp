#include <algorithm>

#include <fmt/format.h>

#include "store/sqlite_record.h"

namespace myochart::store {

namespace {

std::string counted(int number, std::string_view one, std::string_view more) {
    return fmt::format("{} {}", number, number == 1 ? one : more);
}

}  // namespace

std::string removalQuestion(const Holding& what) {
    const std::string sites = counted(what.markers, "site", "sites");
    if (!what.session.empty())
        return fmt::format("Delete the visit of {} of {} with {}?", localDate(what.startedAt), what.patientName, sites);
    if (what.sessions == 0) return fmt::format("Delete {}, who has no visits?", what.patientName);
    return fmt::format("Delete {} with {} and {}?", what.patientName, counted(what.sessions, "visit", "visits"), sites);
}

/// The visits of a patient, or the one visit: how many, with how many markers.
Holding SqliteRecord::holdingOf(const Row& patientRow, const Row* sessionRow) {
    Holding holding;
    const chart::Patient patient = patientFrom(patientRow);
    holding.patient = patient.id;
    holding.patientName = patient.name;
    holding.birthDate = patient.birthDate;
    const auto add = [&](const Row& row) {
        ++holding.sessions;
        holding.markers += static_cast<int>(startFrom(row).markers.size());
    };
    if (sessionRow) {
        const chart::Session header = headerFrom(*sessionRow);
        holding.session = header.id;
        holding.startedAt = header.startedAt;
        holding.title = header.title;
        add(*sessionRow);
        return holding;
    }
    for (const Key& key : keys("SELECT id FROM session WHERE patient = ?", patientRow.id))
        if (const auto row = rows_.sessions.find(key); row && row->deleted == 0) add(*row);
    return holding;
}

Result<Holding> SqliteRecord::summaryOf(const chart::PatientId& id) {
    return read<Holding>([&] { return holdingOf(patientRow(id), nullptr); });
}

Result<Holding> SqliteRecord::summaryOf(const chart::SessionId& id) {
    return read<Holding>([&] {
        const Row row = sessionRow(id);
        return holdingOf(patientRow({uuidOf(row.parent)}), &row);
    });
}

Result<std::vector<Removed>> SqliteRecord::removed() {
    return read<std::vector<Removed>>([&] {
        std::vector<Removed> list;
        for (const Row& row : removedPatients())
            list.push_back({holdingOf(row, nullptr), row.deleted, row.deleted + kKeepRemovedMs});
        for (const Row& row : removedSessions())
            list.push_back({holdingOf(patientRow({uuidOf(row.parent)}), &row), row.deleted, row.deleted + kKeepRemovedMs});
        std::sort(list.begin(), list.end(), [](const Removed& a, const Removed& b) { return a.removedAt > b.removedAt; });
        return list;
    });
}

}  // namespace myochart::store
