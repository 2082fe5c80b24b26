#include <algorithm>
#include <unordered_map>

#include "store/sqlite_record.h"

namespace myochart::store {

Result<std::vector<Removed>> SqliteRecord::removed() {
    return read<std::vector<Removed>>([&] {
        std::unordered_map<std::string, chart::Patient> present;  // by id
        std::unordered_map<std::string, Removed> gone;
        rows_.patients.each([&](const Row& row) {
            const chart::Patient patient = patientFrom(row);
            if (row.deleted == 0) present.emplace(patient.id.text, patient);
            else gone.emplace(patient.id.text, Removed{patient, {}, 0, 0, 0, row.deleted});
        });
        std::vector<Removed> list;
        rows_.sessions.each([&](const Row& row) {
            const std::string owner = uuidOf(row.parent);
            const SessionStart start = startFrom(row);
            const int markers = static_cast<int>(start.markers.size());
            if (const auto patient = gone.find(owner); patient != gone.end() && row.deleted == 0) {
                ++patient->second.sessions;
                patient->second.markers += markers;
            } else if (const auto there = present.find(owner); there != present.end() && row.deleted != 0) {
                list.push_back({there->second, {uuidOf(row.id)}, start.startedAt, 1, markers, row.deleted});
            }
        });
        for (auto& [id, patient] : gone) list.push_back(std::move(patient));
        std::sort(list.begin(), list.end(), [](const Removed& a, const Removed& b) {
            if (a.removedAt != b.removedAt) return a.removedAt > b.removedAt;
            return a.session.text + a.patient.id.text < b.session.text + b.patient.id.text;
        });
        return list;
    });
}

}  // namespace myochart::store
