#include <algorithm>
#include <functional>

#include "store/record_rules.h"

namespace myochart::store {

/// The visits of a patient, or the one visit: how many, with how many markers.
Holding RecordRules::holdingOf(const Row& patientRow, const Row* sessionRow) {
    Holding holding;
    const record::Patient patient = patientFrom(rows_, patientRow);
    holding.patient = patient.id;
    holding.patientName = patient.name;
    holding.birthDate = patient.birthDate;
    const auto add = [&](const Row& row) {
        ++holding.sessions;
        holding.markers += static_cast<int>(startFrom(rows_, row).markers.size());
    };
    if (sessionRow) {
        const record::Session header = headerFrom(rows_, *sessionRow);
        holding.session = header.id;
        holding.startedAt = header.startedAt;
        holding.utcOffset = header.utcOffset;
        holding.title = header.title;
        add(*sessionRow);
        return holding;
    }
    for (const Key& key : visitsOf(patientRow.id)) {
        const auto damage = damageIn([&] {
            if (const auto row = rows_.sessions.find(key); row && row->deleted == 0) add(*row);
        });
        if (damage) leaveOut(key, *damage);
    }
    return holding;
}

Result<std::vector<Removed>> RecordRules::removed() {
    return read<std::vector<Removed>>([&] {
        tellGap();
        std::vector<Removed> list;
        const auto take = [&](const Row& row, const std::function<Holding()>& holding) {
            const auto damage = damageIn([&] { list.push_back({holding(), row.deleted, row.deleted + kKeepRemovedMs}); });
            if (damage) leaveOut(row.id, *damage);
        };
        // One whose mark of removal was taken away is in no index of what was removed: lookThrough() finds it.
        for (const Row& row : removedPatients()) take(row, [&] { return holdingOf(row, nullptr); });
        for (const Row& row : removedSessions()) take(row, [&] { return holdingOf(patientRow({uuidOf(row.parent)}), &row); });
        std::sort(list.begin(), list.end(), [](const Removed& a, const Removed& b) { return a.removedAt > b.removedAt; });
        return list;
    });
}

}  // namespace myochart::store
