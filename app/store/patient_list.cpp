#include "store/patient_list.h"

#include <algorithm>
#include <functional>
#include <unordered_set>

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
        visits_.set(each);
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
    visits_.forget();
    sought_.reset();
    isSet_ = false;
}

void PatientList::update(const record::PatientId& id, const PatientSummary* now) {
    sought_.reset();
    lastSeen_.clear();
    seen_.erase(id);
    std::erase_if(places_, [&](const record::ListPlace& place) { return place.id == id; });
    if (!now) {
        visits_.forget(id);
        return waiting_.forget(id);
    }
    waiting_.set(*now);
    visits_.set(*now);
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

const std::vector<const record::ListPlace*>& PatientList::fitting(const PatientQuery& query) {
    Sought sought{query.sought, query.pieces};
    if (sought_ == sought) return fitting_;
    fitting_.clear();
    const record::PatientSearch search(query.sought);
    for (const record::ListPlace& place : places_)
        if (search.fits(place)) fitting_.push_back(&place);
    addByVisits(query.pieces);
    near_ = 0;
    if (fitting_.size() < kEnough && search.mayBeNear()) {
        const std::unordered_set<const record::ListPlace*> here(fitting_.begin(), fitting_.end());
        const size_t before = fitting_.size();
        for (const record::ListPlace& place : places_)
            if (search.fit(place) == record::Fit::near && !here.contains(&place)) fitting_.push_back(&place);
        near_ = fitting_.size() - before;
    }
    sought_ = std::move(sought);
    return fitting_;
}

void PatientList::addByVisits(const std::vector<SoughtPiece>& pieces) {
    firstByVisits_ = fitting_.size();
    found_.clear();
    if (std::ranges::all_of(pieces, [](const SoughtPiece& piece) { return piece.namesNoVisit(); })) return;
    std::vector<record::PatientSearch> searches;
    for (const SoughtPiece& piece : pieces) searches.emplace_back(piece.text);
    const VisitSearch visits(visits_, pieces);
    std::vector<std::pair<FoundVisits, const record::ListPlace*>> found;
    const std::unordered_set<const record::ListPlace*> here(fitting_.begin(), fitting_.end());
    std::vector<bool> ofVisit(pieces.size());
    for (const record::ListPlace& place : places_) {
        bool possible = true;
        for (size_t i = 0; i < pieces.size() && possible; ++i) {
            ofVisit[i] = !searches[i].fits(place);
            possible = !ofVisit[i] || !pieces[i].namesNoVisit();
        }
        if (!possible || std::ranges::find(ofVisit, true) == ofVisit.end() || here.contains(&place)) continue;
        if (auto each = visits.of(place.id, ofVisit); each.visits > 0) found.emplace_back(std::move(each), &place);
    }
    std::ranges::stable_sort(found, std::greater(), [](const auto& each) { return each.first.last; });
    for (auto& [each, place] : found) {
        found_.push_back(std::move(each));
        fitting_.push_back(place);
    }
}

}  // namespace myochart::store
