#include "store/waiting_list.h"

#include <algorithm>

namespace myochart::store {

namespace {

/// When the first of its follow-ups is due; of one without any never.
UtcMs dueFirst(const WaitingVisit& visit) {
    return visit.followUpsDue.empty() ? INT64_MAX : std::ranges::min(visit.followUpsDue);
}

bool isAsked(const WaitingVisit& visit, const WaitingQuery& query) {
    if (query.what == WaitingQuery::What::open) return visit.isOpen || visit.wantsCosignature;
    return !visit.followUpsDue.empty() && dueFirst(visit) < query.dueBefore;
}

}  // namespace

void WaitingList::set(const PatientSummary& now) {
    if (now.waiting.empty()) return forget(now.patient.id);
    people_[now.patient.id.text] = {now.patient.name, now.patient.birthDate, now.waiting};
}

WaitingPage WaitingList::page(const WaitingQuery& query) const {
    struct Place {
        UtcMs order = 0;
        const std::string* patient = nullptr;
        const Person* person = nullptr;
        const WaitingVisit* visit = nullptr;
    };
    std::vector<Place> all;
    for (const auto& [id, person] : people_)
        for (const WaitingVisit& visit : person.visits)
            if (isAsked(visit, query)) all.push_back({query.what == WaitingQuery::What::open ? -visit.startedAt : dueFirst(visit), &id, &person, &visit});
    WaitingPage page{{}, all.size()};
    const size_t end = std::min(query.first + query.count, all.size());
    if (query.first >= end) return page;
    const auto before = [](const Place& a, const Place& b) { return a.order != b.order ? a.order < b.order : a.visit->id < b.visit->id; };
    std::ranges::partial_sort(all, all.begin() + static_cast<std::ptrdiff_t>(end), before);
    for (size_t i = query.first; i < end; ++i) page.rows.push_back({{*all[i].patient}, all[i].person->name, all[i].person->birthDate, *all[i].visit});
    return page;
}

}  // namespace myochart::store
