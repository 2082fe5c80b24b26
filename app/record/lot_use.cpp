#include "record/lot_use.h"

#include <algorithm>
#include <set>

#include "core/local_day.h"
#include "core/text.h"

namespace myochart::record {

namespace {

std::string key(std::string_view text) {
    std::string folded = foldForSearch(text);
    std::erase(folded, ' ');
    return folded;
}

}  // namespace

void LotCounter::add(const Patient& patient, const Session& session) {
    for (const Marker& marker : session.markers) {
        const Needling& needle = marker.needle;
        if (needle.lot.empty() || marker.plan.unconfirmed == true) continue;
        LotUse& use = lots_[{key(needle.maker), key(needle.lot)}];
        if (use.lot.empty()) use.maker = needle.maker, use.lot = needle.lot;
        if (use.item.empty()) use.item = needle.item;
        if (use.expiry.empty()) use.expiry = needle.expiry;
        ++use.sites;
        if (use.visits.empty() || use.visits.back().session != session.id)
            use.visits.push_back({patient.id, patient.name, patient.birthDate, session.id, session.startedAt, session.utcOffset, 0});
        ++use.visits.back().sites;
    }
}

std::vector<LotUse> LotCounter::lots() const {
    std::vector<LotUse> all;
    for (const auto& [key, counted] : lots_) {
        LotUse use = counted;
        std::ranges::stable_sort(use.visits, std::greater(), &LotVisit::startedAt);
        std::set<std::string_view> people;
        for (const LotVisit& visit : use.visits) people.insert(visit.patient.text);
        use.patients = people.size();
        all.push_back(std::move(use));
    }
    std::ranges::stable_sort(all, std::greater(), [](const LotUse& use) { return use.visits.front().startedAt; });
    return all;
}

bool lotFits(const LotUse& lot, std::string_view sought) {
    const std::string wanted = key(sought);
    return wanted.empty() || key(lot.lot).find(wanted) != std::string::npos || key(lot.maker).find(wanted) != std::string::npos || key(lot.item).find(wanted) != std::string::npos;
}

bool usedExpired(const LotUse& lot) {
    return !lot.expiry.empty() && !lot.visits.empty() && dayAt(lot.visits.front().startedAt, lot.visits.front().utcOffset) > lot.expiry;
}

}  // namespace myochart::record
