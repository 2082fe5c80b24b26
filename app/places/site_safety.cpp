#include "places/site_safety.h"

#include <algorithm>

#include "places/danger.h"

namespace myochart::places {

namespace {

bool isNoTarget(const body::Structure& structure) {
    using enum body::System;
    const bool soft = structure.system == organ || structure.system == vessel || structure.system == nerve || structure.system == eye;
    return soft || dangerOf(structure) != anatomy::Danger::none;
}

}  // namespace

SiteSafety siteSafety(const anatomy::Catalogue& catalogue, std::string_view muscleKey, std::span<const TriggerPlace> places,
                      const vec3* position) {
    SiteSafety safety;
    safety.muscle = catalogue.muscle(muscleKey);
    if (!safety.muscle) return safety;
    safety.hazard = anatomy::mostSeriousHazard(catalogue, muscleKey);
    std::vector<const anatomy::TriggerPoint*> near;
    if (position)
        for (const TriggerPlace& place : places)
            if (glm::length(place.position - *position) <= kPointReachMm) near.push_back(place.point);
    safety.policy = anatomy::strictestPolicy(catalogue, near);
    safety.nearPoint = safety.policy != nullptr;
    if (!safety.policy) safety.policy = anatomy::strictestPolicyOf(catalogue, muscleKey);
    return safety;
}

bool reasonTakesHazardBack(const SiteSafety& safety) {
    return safety.hazard && safety.policy && safety.policy->policy == anatomy::Policy::trained;
}

std::vector<const anatomy::SafetyFact*> warningsOf(const anatomy::Catalogue& catalogue, const SiteSafety& safety) {
    std::vector<const anatomy::SafetyFact*> all;
    for (const anatomy::Muscle* muscle : {safety.muscle, safety.liesOn})
        for (const anatomy::SafetyFact* fact : muscle ? anatomy::safetyWorstFirst(catalogue, muscle->key) : decltype(all)())
            if (std::ranges::find(all, fact) == all.end()) all.push_back(fact);
    return all;
}

std::string muscleKeyOf(const anatomy::Catalogue& catalogue, const record::Marker& marker) {
    if (const auto named = catalogue.matchSpelt(marker.muscle)) return named->muscleKey;
    const std::string& placed = marker.anchor.address.muscleKey;
    return catalogue.muscle(placed) ? placed : std::string();
}

SiteSafety SiteSafetyReader::at(const std::shared_ptr<const body::Body>& body, const anatomy::Catalogue& catalogue, std::string_view muscleKey,
                                Side side, vec3 position) {
    if (!body || !catalogue.muscle(muscleKey)) return siteSafety(catalogue, muscleKey);
    if (body != body_) places_.clear();
    body_ = body;
    const auto [known, isNew] = places_.try_emplace({std::string(muscleKey), side});
    if (isNew) known->second = triggerPlaces(*body, catalogue, muscleKey, side);
    return siteSafety(catalogue, muscleKey, known->second, &position);
}

SiteSafety SiteSafetyReader::of(const std::shared_ptr<const body::Body>& body, const anatomy::Catalogue& catalogue, const record::Marker& marker) {
    const std::string key = muscleKeyOf(catalogue, marker);
    SiteSafety safety = at(body, catalogue, key, marker.side, marker.anchor.position);
    const auto on = body ? body->find(marker.anchor.structureKey) : std::nullopt;
    if (on && isNoTarget(body->structure(*on))) safety.noTarget = body->structure(*on).name;
    const std::string& placed = marker.anchor.address.muscleKey;
    if (placed == key || !catalogue.muscle(placed)) return safety;
    const SiteSafety there = at(body, catalogue, placed, marker.side, marker.anchor.position);
    safety.liesOn = there.muscle;
    safety.hazard = anatomy::moreSerious(safety.hazard, there.hazard);
    const anatomy::NeedlePolicy* named = safety.policy;
    safety.policy = anatomy::stricter(named, there.policy);
    if (safety.policy != named) safety.nearPoint = there.nearPoint;
    return safety;
}

}  // namespace myochart::places
