#include "workspace/time_desk.h"

#include <algorithm>
#include <cmath>

#include "core/words.h"
#include "note/muscle_count.h"
#include "record/edits.h"

namespace myochart::workspace {

TimeDesk::TimeDesk(const anatomy::Catalogue& catalogue, Notices& notices, RecordLink& link, JobRunner& jobs, RecordDesk& record, const BodyDesk& bodies,
                   ViewDesk& view)
    : catalogue_(catalogue), notices_(notices), link_(link), jobs_(jobs), record_(record), bodies_(bodies), view_(view) {}

void TimeDesk::setOpen(bool open) {
    open_ = open;
    stale_ = true;
}

void TimeDesk::setGhosts(bool on) {
    (isOpen() ? ghosts_ : ghostsWhileCharting_) = on;
    stale_ = true;
}

void TimeDesk::setShows(TimeShows shows) {
    shows_ = shows;
    stale_ = true;
}

void TimeDesk::choose(size_t visit) {
    chosen_ = visits_.empty() ? 0 : std::min(visit, visits_.size() - 1);
    chosenByHand_ = true;
    stale_ = true;
}

void TimeDesk::choosePair(size_t before, size_t after) {
    pair_ = std::minmax(before, after);
    difference_.reset();
    stale_ = true;
}

std::optional<size_t> TimeDesk::place() const {
    const auto at = place_ ? find(*place_) : std::nullopt;
    if (!at) return std::nullopt;
    const auto has = [&](const note::PlaceOverTime& each) {
        return std::ranges::any_of(each.sightings, [&](const note::Sighting& s) { return s.visit == at->first && s.marker == at->second; });
    };
    const auto found = std::ranges::find_if(overTime_.places, has);
    return found == overTime_.places.end() ? std::nullopt : std::optional(static_cast<size_t>(found - overTime_.places.begin()));
}

void TimeDesk::choosePlace(std::optional<size_t> place) {
    place_.reset();
    stale_ = true;
    if (!place) return;
    const note::Sighting& newest = overTime_.places[*place].sightings.back();
    place_ = visits_[newest.visit].markers[newest.marker].id;
}

size_t TimeDesk::needledUpTo(const note::PlaceOverTime& place, size_t visit) const {
    return static_cast<size_t>(std::ranges::count_if(place.sightings, [&](const note::Sighting& each) {
        return each.visit <= visit && note::wasNeedled(visits_[each.visit].markers[each.marker]);
    }));
}

std::optional<std::pair<size_t, size_t>> TimeDesk::find(const record::MarkerId& site) const {
    for (size_t visit = 0; visit < visits_.size(); ++visit) {
        const auto& markers = visits_[visit].markers;
        const auto at = std::ranges::find(markers, site, &record::Marker::id);
        if (at != markers.end()) return std::pair(visit, static_cast<size_t>(at - markers.begin()));
    }
    return std::nullopt;
}

void TimeDesk::sayEarlier(const record::MarkerId& site, const std::optional<record::MarkerId>& earlier) {
    if (record_.patient()) record_.changePatient(record::withSameSite(*record_.patient(), site, earlier));
}

// --- going after what has changed

TimeDesk::Wanted TimeDesk::wanted() const {
    Wanted wanted;
    if (!record_.patient() || (!isOpen() && !ghosts())) return wanted;
    wanted.patient = record_.patient()->id.text;
    wanted.body = bodies_.current() ? bodies_.current()->checksum() : std::string();
    for (const store::SessionSummary& each : record_.sessions()) wanted.visits.push_back(each.id.text);
    return wanted;
}

void TimeDesk::forget() {
    ++question_;
    take({});
    ready_ = false;
    place_.reset();
    chosenByHand_ = false;
}

void TimeDesk::follow() {
    if (Wanted now = wanted(); now != asked_) {
        if (now.patient != asked_.patient) forget();
        asked_ = std::move(now);
        if (!asked_.patient.empty()) ask();
    }
    if (ready_ && record_.patient() && said_ != record_.patient()->details.sameSites) count();
    if (const record::Session* shown = record_.session(); ready_ && shown) {
        const auto at = std::ranges::find(visits_, shown->id, &record::Session::id);
        if (at != visits_.end() && *at != *shown) *at = *shown, count();
    }
    const std::string visit = record_.session() ? record_.session()->id.text : std::string();
    if (visit != veiledFor_) stale_ = true, veiledFor_ = visit;
    if (std::exchange(stale_, false)) showGhosts();
}

void TimeDesk::ask() {
    const unsigned question = ++question_;
    const record::PatientId patient{asked_.patient};
    link_.ask<PatientVisits>([patient](store::Record& record) { return readVisits(record, patient); },
                             [this, question](Result<PatientVisits> answer) {
                                 if (question != question_) return;
                                 if (!answer) return notices_.tell(answer.error().message, true);
                                 place(std::move(*answer));
                             });
}

void TimeDesk::place(PatientVisits answer) {
    const auto body = bodies_.current();
    const auto elsewhere = [&](const record::Session& visit) {
        return std::ranges::any_of(visit.markers, [&](const record::Marker& marker) { return marker.anchor.bodyChecksum != body->checksum(); });
    };
    if (!body || std::ranges::none_of(answer.visits, elsewhere)) return take(std::move(answer.visits));
    const unsigned question = question_;
    jobs_.start(
        tr("Placing earlier sites"),
        [this, question, body, visits = std::move(answer.visits)](Progress&) -> std::function<void()> {
            auto placed = std::make_shared<std::vector<record::Session>>(placedOn(visits, *body, catalogue_));
            return [this, question, placed] {
                if (question == question_) take(std::move(*placed));
            };
        },
        true);
}

void TimeDesk::take(std::vector<record::Session> visits) {
    const bool wasEmpty = visits_.size() != visits.size();
    visits_ = std::move(visits);
    ready_ = !asked_.patient.empty();
    const size_t last = visits_.empty() ? 0 : visits_.size() - 1;
    if (!chosenByHand_ || chosen_ > last) chosen_ = last;
    if (wasEmpty || pair_.second > last) pair_ = {last > 0 ? last - 1 : 0, last};
    count();
}

void TimeDesk::count() {
    said_ = record_.patient() ? record_.patient()->details.sameSites : std::vector<record::SameSite>();
    overTime_ = note::overTime(visits_, said_, catalogue_);
    same_ = note::samePlaces(visits_, said_, catalogue_);
    difference_.reset();
    ++generation_;
    stale_ = true;
}

const note::VisitDifference& TimeDesk::difference() {
    if (!difference_) difference_.emplace(generation_, visits_.empty() ? note::VisitDifference() : note::visitDifference(visits_, same_, pair_.first, pair_.second));
    return difference_->second;
}

// --- on the body

namespace {

constexpr float kEarlier = 0.7F, kChosen = 1;  ///< opacity
constexpr float kSmaller = 0.8F;

}  // namespace

bool TimeDesk::isHere(const record::Marker& marker) const {
    return bodies_.current() && marker.anchor.bodyChecksum == bodies_.current()->checksum() && marker.plan.unconfirmed != true;
}

std::vector<scene::Ghost> TimeDesk::sitesAsGhosts() const {
    std::vector<scene::Ghost> ghosts;
    const auto placeNow = place();
    const auto ofPlace = [&](size_t visit, size_t marker) {
        return placeNow && std::ranges::any_of(overTime_.places[*placeNow].sightings, [&](const note::Sighting& s) { return s.visit == visit && s.marker == marker; });
    };
    const auto openVisit = static_cast<size_t>(std::ranges::find(visits_, veiledFor_, [](const record::Session& each) { return each.id.text; }) - visits_.begin());
    const size_t end = isOpen() ? std::min(chosen_ + 1, visits_.size()) : openVisit;  // while charting what came before
    for (size_t visit = 0; visit < end; ++visit) {
        if (visit == openVisit) continue;
        for (size_t i = 0; i < visits_[visit].markers.size(); ++i) {
            const record::Marker& marker = visits_[visit].markers[i];
            if (!isHere(marker)) continue;
            scene::Ghost& ghost = ghosts.emplace_back(scene::ghostOf(marker));
            const bool strong = (isOpen() && visit == chosen_) || ofPlace(visit, i);
            ghost.opacity = strong ? kChosen : kEarlier;
            ghost.size = strong ? 1 : kSmaller;
            ghost.selected = isOpen() && ofPlace(visit, i);
        }
    }
    return ghosts;
}

/// Each place that a needle was at, as large as it was often, with the number.
std::vector<scene::Ghost> TimeDesk::countsAsGhosts() const {
    std::vector<scene::Ghost> ghosts;
    const auto placeNow = place();
    for (size_t i = 0; i < overTime_.places.size(); ++i) {
        const note::PlaceOverTime& each = overTime_.places[i];
        const size_t count = needledUpTo(each, chosen_);
        const auto here = std::ranges::find_if(each.sightings.rbegin(), each.sightings.rend(), [&](const note::Sighting& s) { return isHere(visits_[s.visit].markers[s.marker]); });
        if (count == 0 || here == each.sightings.rend()) continue;
        scene::Ghost& ghost = ghosts.emplace_back(scene::ghostOf(visits_[here->visit].markers[here->marker]));
        ghost.hollow = false;
        ghost.size = 0.6F + 0.4F * std::sqrt(static_cast<float>(std::min<size_t>(count, 25)));
        ghost.label = "\xC3\x97" + std::to_string(count);
        ghost.selected = placeNow == i;
    }
    return ghosts;
}

std::vector<scene::Ghost> TimeDesk::twoVisitsAsGhosts() {
    std::vector<scene::Ghost> ghosts;
    const auto add = [&](size_t visit, bool hollow) {
        for (const record::Marker& marker : visits_[visit].markers) {
            if (!isHere(marker)) continue;
            scene::Ghost& ghost = ghosts.emplace_back(scene::ghostOf(marker));
            ghost.hollow = hollow;
            if (!hollow) ghost.label = std::to_string(marker.number);
        }
    };
    add(pair_.first, true);
    if (pair_.second != pair_.first) add(pair_.second, false);
    constexpr float kMovedMm = 3;  // less is the same spot on the picture
    for (const note::SiteDifference& each : difference().sites) {
        if (!each.before || !each.after || each.movedMm.value_or(0) < kMovedMm) continue;
        const record::Marker &was = visits_[pair_.first].markers[*each.before], &is = visits_[pair_.second].markers[*each.after];
        if (isHere(was) && isHere(is)) moves_.emplace_back(was.anchor.position, is.anchor.position);
    }
    return ghosts;
}

void TimeDesk::showInstead(std::optional<Instead> instead) {
    instead_ = std::move(instead);
    showGhosts();
}

void TimeDesk::showGhosts() {
    moves_.clear();
    std::vector<scene::Ghost> shown;
    if (instead_) {
        shown = instead_->ghosts, moves_ = instead_->moves;
    } else if (ready_ && ghosts() && !visits_.empty()) {
        const TimeShows shows = isOpen() ? shows_ : TimeShows::sites;
        shown = shows == TimeShows::sites ? sitesAsGhosts() : shows == TimeShows::counts ? countsAsGhosts() : twoVisitsAsGhosts();
    }
    if (view_.options.ghosts ? *view_.options.ghosts == shown : shown.empty()) return;
    view_.options.ghosts = std::make_shared<const std::vector<scene::Ghost>>(std::move(shown));
}

}  // namespace myochart::workspace
