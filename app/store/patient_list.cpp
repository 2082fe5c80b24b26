#include "store/patient_list.h"

#include <algorithm>

namespace myochart::store {

namespace {

constexpr size_t kEnough = 20;  // so many who fit: nobody is guessed at

UtcMs seenAt(const PatientSummary& patient) { return patient.sessions > 0 ? patient.lastSession : patient.patient.createdAt; }

}  // namespace

void PatientList::set(const std::vector<PatientSummary>& all, bool fromKept) {
    forget();
    places_.reserve(all.size());
    for (const PatientSummary& each : all) {
        places_.push_back(record::listPlace(each.patient));
        waiting_.set(each);
        seen_[each.patient.id] = seenAt(each);
    }
    std::ranges::sort(places_);
    isSet_ = true;
    fromKept_ = fromKept;
}

void PatientList::forget() {
    places_.clear();
    seen_.clear();
    lastSeen_.clear();
    waiting_.forget();
    sought_.reset();
    isSet_ = false;
}

void PatientList::update(const record::PatientId& id, const PatientSummary* now) {
    sought_.reset();
    lastSeen_.clear();
    seen_.erase(id);
    std::erase_if(places_, [&](const record::ListPlace& place) { return place.id == id; });
    if (!now) return waiting_.forget(id);
    waiting_.set(*now);
    seen_[id] = seenAt(*now);
    record::ListPlace place = record::listPlace(now->patient);
    const auto at = std::ranges::upper_bound(places_, place);
    places_.insert(at, std::move(place));
}

const std::vector<const record::ListPlace*>& PatientList::lastSeen() {
    if (lastSeen_.size() == places_.size()) return lastSeen_;
    std::vector<std::pair<UtcMs, const record::ListPlace*>> order;
    for (const record::ListPlace& place : places_) order.emplace_back(-seen_.at(place.id), &place);
    std::ranges::sort(order);  // of one moment by name, as they lie
    lastSeen_.clear();
    for (const auto& [when, place] : order) lastSeen_.push_back(place);
    return lastSeen_;
}

const std::vector<const record::ListPlace*>& PatientList::fitting(const std::string& sought) {
    if (sought_ == sought) return fitting_;
    fitting_.clear();
    const record::PatientSearch search(sought);
    for (const record::ListPlace& place : places_)
        if (search.fits(place)) fitting_.push_back(&place);
    near_ = 0;
    if (fitting_.size() < kEnough && search.mayBeNear()) {
        const size_t exactly = fitting_.size();
        for (const record::ListPlace& place : places_)
            if (search.fit(place) == record::Fit::near) fitting_.push_back(&place);
        near_ = fitting_.size() - exactly;
    }
    sought_ = sought;
    return fitting_;
}

}  // namespace myochart::store
