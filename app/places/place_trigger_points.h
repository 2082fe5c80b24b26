#pragma once
#include "places/landmarks.h"
#include "places/place.h"

namespace myochart::places {

/// A charted trigger point on a body.
struct PlacedTriggerPoint {
    Place place;
    vec3 approach{};        ///< unit: the way from the muscle out to the finger that feels it; the surface faces it
    float asideMm = 0;      ///< how far beside the place that the table's landmarks tell; 0 when it lies right there
    bool byFractions = false;  ///< this body lacks the landmarks: placed by the table's fractions alone
};

/// Where a therapist feels `point` on a side: the surface of its muscle that is met first on the way in from the
/// table's approach (trigger_places.csv), at the landmark it tells. Without the landmarks: the fractions of
/// trigger_points.csv on the outer face. `side` left or right, or midline for a muscle that has no sides. Fails with a
/// sentence when this body lacks the muscle, or the point is charted on the other side only.
Result<PlacedTriggerPoint> placeTriggerPoint(const body::Body& body, LandmarkFinder& landmarks, const anatomy::Catalogue& catalogue,
                                             const anatomy::TriggerPoint& point, Side side);

}  // namespace myochart::places
