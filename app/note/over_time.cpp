#include "note/over_time.h"

#include <algorithm>
#include <map>

#include "note/muscle_count.h"
#include "note/site_muscle.h"

namespace myochart::note {

namespace {

using record::Marker;
using record::Session;

bool counts(const Marker& marker) { return marker.plan.unconfirmed != true; }

PainChange painChange(std::span<const Session> visits, const SamePlace& sightings) {
    PainChange change;
    const auto take = [&](size_t visit, const std::optional<std::uint32_t>& pain, bool after) {
        if (!pain) return;
        if (!change.first) {
            change.first = pain;
            change.firstVisit = visit;
            return;
        }
        change.last = pain;
        change.lastVisit = visit;
        change.lastIsAfter = after;
    };
    for (const Sighting& each : sightings) {
        const record::Response& response = visits[each.visit].markers[each.marker].response;
        take(each.visit, response.painBefore, false);
        take(each.visit, response.painAfter, true);
    }
    return change;
}

PlaceOverTime placeOf(std::span<const Session> visits, SamePlace sightings) {
    PlaceOverTime place;
    for (const Sighting& each : sightings) place.needled += wasNeedled(visits[each.visit].markers[each.marker]) ? 1 : 0;
    const Marker& newest = visits[sightings.back().visit].markers[sightings.back().marker];
    place.muscle = newest.muscle;
    place.side = newest.side;
    place.pain = painChange(visits, sightings);
    place.sightings = std::move(sightings);
    return place;
}

std::vector<PlaceOverTime> placesOf(std::span<const Session> visits, std::vector<SamePlace> found) {
    std::vector<PlaceOverTime> places;
    for (SamePlace& sightings : found) {
        std::erase_if(sightings, [&](const Sighting& each) { return !counts(visits[each.visit].markers[each.marker]); });
        if (!sightings.empty()) places.push_back(placeOf(visits, std::move(sightings)));
    }
    std::ranges::stable_sort(places, [](const PlaceOverTime& a, const PlaceOverTime& b) {
        const Sighting &x = a.sightings.back(), &y = b.sightings.back();
        return x.visit != y.visit ? x.visit > y.visit : x.marker < y.marker;
    });
    return places;
}

/// By key of the catalogue where there is one, else by the name in the record.
std::vector<MuscleOverTime> musclesOf(std::span<const Session> visits, const anatomy::Catalogue& catalogue) {
    struct Counted {
        MuscleOverTime muscle;
        std::optional<size_t> lastVisit;
    };
    std::map<std::pair<std::string, Side>, Counted> all;
    for (size_t i = 0; i < visits.size(); ++i)
        for (const Marker& marker : visits[i].markers) {
            if (!wasNeedled(marker)) continue;
            const anatomy::Muscle* muscle = muscleOf(marker, catalogue);
            Counted& counted = all[{muscle ? muscle->key : "\n" + marker.muscle, marker.side}];
            counted.muscle.muscle = muscle ? anatomy::spokenName(*muscle) : marker.muscle;
            counted.muscle.side = marker.side;
            ++counted.muscle.needles;
            if (counted.lastVisit != i) ++counted.muscle.visits;
            counted.lastVisit = i;
        }
    std::vector<MuscleOverTime> muscles;
    for (auto& [key, counted] : all) muscles.push_back(std::move(counted.muscle));
    std::ranges::stable_sort(muscles, [](const MuscleOverTime& a, const MuscleOverTime& b) { return a.needles > b.needles; });
    return muscles;
}

FigureOverTime& figureOf(std::vector<FigureOverTime>& figures, FigureOverTime wanted) {
    const auto same = [&](const FigureOverTime& each) {
        return each.isScore == wanted.isScore && each.name == wanted.name && each.movement == wanted.movement && each.side == wanted.side;
    };
    const auto at = std::ranges::find_if(figures, same);
    return at != figures.end() ? *at : figures.emplace_back(std::move(wanted));
}

std::vector<FigureOverTime> figuresOf(std::span<const Session> visits) {
    std::vector<FigureOverTime> figures;
    for (size_t i = 0; i < visits.size(); ++i) {
        for (const record::Measure& each : visits[i].outcomes.measures)
            if (each.before || each.after) figureOf(figures, {each.joint, each.movement, each.side, false, {}}).values.push_back({i, each.before, each.after});
        for (const record::Score& each : visits[i].outcomes.scores)
            if (each.before || each.after) figureOf(figures, {each.name, {}, {}, true, {}}).values.push_back({i, each.before, each.after});
    }
    return figures;
}

}  // namespace

OverTime overTime(std::span<const Session> visits, std::span<const record::SameSite> said, const anatomy::Catalogue& catalogue) {
    OverTime all;
    for (const Session& visit : visits)
        all.visits.push_back({static_cast<size_t>(std::ranges::count_if(visit.markers, counts)), static_cast<size_t>(std::ranges::count_if(visit.markers, wasNeedled))});
    all.places = placesOf(visits, samePlaces(visits, said, catalogue));
    all.muscles = musclesOf(visits, catalogue);
    all.figures = figuresOf(visits);
    return all;
}

std::optional<float> thresholdNewton(const record::Finding& finding) {
    constexpr float kNewtonPerKilogram = 9.80665F, kNewtonPerKilopascalCm2 = 0.1F;
    if (!finding.threshold || !finding.thresholdUnit) return std::nullopt;
    switch (*finding.thresholdUnit) {
        case record::PressureUnit::newton: return *finding.threshold;
        case record::PressureUnit::kilogram: return *finding.threshold * kNewtonPerKilogram;
        case record::PressureUnit::kilopascal: return finding.tipCm2 ? std::optional(*finding.threshold * *finding.tipCm2 * kNewtonPerKilopascalCm2) : std::nullopt;
    }
    return std::nullopt;
}

VisitDifference visitDifference(std::span<const Session> visits, std::span<const SamePlace> places, size_t before, size_t after) {
    const Session &was = visits[before], &is = visits[after];
    std::vector<std::optional<size_t>> earlier(is.markers.size());
    std::vector<bool> there(was.markers.size(), false);
    for (const SamePlace& place : places) {
        const auto then = std::ranges::find(place, before, &Sighting::visit), now = std::ranges::find(place, after, &Sighting::visit);
        if (then == place.end() || now == place.end()) continue;
        earlier[now->marker] = then->marker;
        there[then->marker] = true;
    }
    VisitDifference difference{record::differencesOfVisit(was, is), {}};
    for (size_t i = 0; i < is.markers.size(); ++i) {
        const Marker *now = &is.markers[i], *then = earlier[i] ? &was.markers[*earlier[i]] : nullptr;
        SiteDifference& site = difference.sites.emplace_back(SiteDifference{earlier[i], i, std::nullopt, record::differencesOfSite(then, now)});
        if (then && then->anchor.bodyChecksum == now->anchor.bodyChecksum) site.movedMm = glm::distance(then->anchor.position, now->anchor.position);
    }
    for (size_t i = 0; i < there.size(); ++i)
        if (!there[i]) difference.sites.push_back({i, std::nullopt, std::nullopt, record::differencesOfSite(&was.markers[i], nullptr)});
    return difference;
}

}  // namespace myochart::note
