#include <algorithm>

#include "record/same_person.h"
#include "store/record_rules.h"

// The list of patients, whole and in parts.

namespace myochart::store {

namespace {

constexpr size_t kMostUpdated = 100;  // of a larger change the list is made anew

}  // namespace

std::vector<PatientSummary> RecordRules::allPatients(bool& fromKept) {
    auto all = summaries_.all();
    fromKept = all.has_value();
    if (!fromKept) {
        leaveOut(keyOf(rows_.databaseUuid),
                 backend_->damaged(said("what it keeps for its list of patients does not fit; the list was made from the visits")));
        all = summaries_.fromEntries([&](const Key& id, const Error& error) { leaveOut(id, error); });
    }
    std::erase_if(*all, [&](const PatientSummary& each) {
        return std::ranges::any_of(damage_, [&](const Damage& damage) { return damage.id == each.patient.id.text; });
    });
    return std::move(*all);
}

PatientList& RecordRules::list() {
    if (list_.isSet() && damageInList_ == damage_.size()) return list_;
    bool fromKept = false;
    const auto all = allPatients(fromKept);
    list_.set(all, fromKept);
    damageInList_ = damage_.size();
    return list_;
}

std::optional<PatientSummary> RecordRules::listed(const record::PatientId& id) {
    const Key key = keyOf(id.text);
    std::optional<PatientSummary> row;
    if (list().isFromKept()) row = summaries_.kept(key);
    else if (damageIn([&] { row = summaries_.ofEntries(key); })) return std::nullopt;
    return row;
}

Result<std::vector<PatientSummary>> RecordRules::patients() {
    return read<std::vector<PatientSummary>>([&] {
        bool fromKept = false;
        return allPatients(fromKept);
    });
}

Result<PatientPage> RecordRules::patientPage(const PatientQuery& query) {
    return read<PatientPage>([&] {
        const auto page = [&] {
            const bool bySeen = query.sought.empty() && query.order == PatientQuery::Order::lastSeen;
            const auto& fitting = bySeen ? list().lastSeen() : list().fitting(query);
            PatientPage rows{{}, fitting.size(), list().size(), bySeen ? 0 : list().near(), bySeen ? 0 : list().byVisits()};
            for (size_t i = query.first; i < fitting.size() && rows.rows.size() < query.count; ++i) {
                auto row = listed(fitting[i]->id);
                if (!row) return std::optional<PatientPage>();
                rows.rows.push_back(std::move(*row));
                rows.found.push_back(bySeen ? FoundVisits{} : list().found(i));
            }
            return std::optional(std::move(rows));
        };
        auto rows = page();
        if (!rows) {  // a kept row is damaged: the whole list tells
            list_.forget();
            rows = page();
        }
        if (!rows) throw Fault(backend_->damaged(said("what it keeps for its list of patients does not fit")));
        return std::move(*rows);
    });
}

Result<WaitingPage> RecordRules::waiting(const WaitingQuery& query) {
    return read<WaitingPage>([&] { return list().waiting(query); });
}

Result<std::optional<PatientSummary>> RecordRules::namesakeOf(const record::Patient& patient) {
    return read<std::optional<PatientSummary>>([&]() -> std::optional<PatientSummary> {
        for (const record::ListPlace& place : list().places()) {
            record::Patient other;
            other.name = place.name;
            other.birthDate = place.birthDate;
            if (place.id != patient.id && record::mayBeOnePerson(other, patient)) return listed(place.id);
        }
        return std::nullopt;
    });
}

void RecordRules::bringListUpToDate() {
    if (!list_.isSet()) return;
    if (!list_.isFromKept() || summaries_.touched().size() > kMostUpdated) return list_.forget();
    try {
        for (const auto& [key, how] : summaries_.touched()) {
            const auto now = summaries_.kept(key);
            list_.update({uuidOf(key)}, now ? &*now : nullptr);
        }
    } catch (const Fault&) {  // the change is made; who asks for the list next is told
        list_.forget();
    }
}

}  // namespace myochart::store
