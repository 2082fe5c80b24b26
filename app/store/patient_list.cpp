#include "store/patient_list.h"

#include <algorithm>

namespace myochart::store {

void PatientList::set(const std::vector<PatientSummary>& all, bool fromKept) {
    forget();
    places_.reserve(all.size());
    for (const PatientSummary& each : all) places_.push_back(record::listPlace(each.patient));
    std::ranges::sort(places_);
    isSet_ = true;
    fromKept_ = fromKept;
}

void PatientList::forget() {
    places_.clear();
    sought_.reset();
    isSet_ = false;
}

void PatientList::update(const record::PatientId& id, const record::Patient* now) {
    sought_.reset();
    std::erase_if(places_, [&](const record::ListPlace& place) { return place.id == id; });
    if (!now) return;
    record::ListPlace place = record::listPlace(*now);
    const auto at = std::ranges::upper_bound(places_, place);
    places_.insert(at, std::move(place));
}

const std::vector<const record::ListPlace*>& PatientList::fitting(const std::string& sought) {
    if (sought_ == sought) return fitting_;
    fitting_.clear();
    const record::PatientSearch search(sought);
    for (const record::ListPlace& place : places_)
        if (search.fits(place)) fitting_.push_back(&place);
    sought_ = sought;
    return fitting_;
}

}  // namespace myochart::store
