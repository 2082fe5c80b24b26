#pragma once
#include <string>

#include "needle/path.h"
#include "places/place_trigger_points.h"
#include "places/trigger_places.h"

namespace myochart::needle {

/// Where the words for a way in come from.
enum class ApproachBasis {
    taught,    ///< the direction that courses teach (safety.csv), as a turn of the finger's way
    finger,    ///< the way a finger comes to the point (trigger_places.csv)
    shortest,  ///< the shortest way from the skin that meets no bone: no table tells of one that can be gone here
};
std::string_view name(ApproachBasis basis);  ///< "taught", "finger", "shortest"

/// A way in to a charted point: a place to begin an aim from, no advice.
struct Approach {
    vec3 entry{};               ///< on the skin; the place itself where `fromSkin` is false
    vec3 direction{0, 0, -1};   ///< unit, inward
    ApproachBasis basis = ApproachBasis::shortest;
    std::string words;          ///< of the table, as they stand there; empty for the shortest way
    bool fromSkin = false;
    bool pincer = false;        ///< the tables tell of a pincer grip of this muscle
};

/// The way to `place` (body frame, mm, on its muscle, with that outward normal) of a charted point. The rule: the finger's way
/// in; where a direction is taught in words of the body ("caudal and medial"), turned by kTaughtTurn that way, or, taught from
/// one side to another ("front to back"), that way turned by kTaughtTurn to the finger's; what is "never", "not" or "away from"
/// turns nothing. A way that meets bone before the place, or no skin, is not gone: then the next basis.
Approach approachOf(const body::Body& body, const geometry::RayIndex& rays, const anatomy::Catalogue& catalogue, places::SkinWay& skinWay,
                    const anatomy::TriggerPoint& point, Side side, vec3 place, vec3 normal);
inline Approach approachOf(const body::Body& body, const geometry::RayIndex& rays, const anatomy::Catalogue& catalogue, places::SkinWay& skinWay,
                           const places::TriggerPlace& place) {
    return approachOf(body, rays, catalogue, skinWay, *place.point, place.side, place.position, place.normal);
}

constexpr float kTaughtTurn = 0.5235988F;  ///< 30 degrees: the words tell no angle

/// The direction that words teach, given the finger's way `inward`; nothing when they tell none in words of the body.
std::optional<vec3> taughtDirection(std::string_view words, Side side, vec3 inward);

}  // namespace myochart::needle
