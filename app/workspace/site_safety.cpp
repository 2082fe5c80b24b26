#include "workspace/site_safety.h"

namespace myochart::workspace {

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
    if (!safety.policy) safety.policy = anatomy::strictestPolicy(catalogue, catalogue.triggerPointsOf(muscleKey));
    return safety;
}

std::string muscleKeyOf(const anatomy::Catalogue& catalogue, const chart::Marker& marker) {
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

SiteSafety SiteSafetyReader::of(const std::shared_ptr<const body::Body>& body, const anatomy::Catalogue& catalogue, const chart::Marker& marker) {
    return at(body, catalogue, muscleKeyOf(catalogue, marker), marker.side, marker.anchor.position);
}

}  // namespace myochart::workspace
