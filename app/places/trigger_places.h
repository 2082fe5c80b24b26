#pragma once
#include <string>
#include <vector>

#include "places/place.h"

namespace myochart::places {

/// A charted trigger point of a muscle laid on a body: a guide, not a diagnosis.
struct TriggerPlace {
    const anatomy::TriggerPoint* point = nullptr;  ///< of the catalogue, which must live on
    Side side = Side::midline;
    std::string structureKey;
    vec3 position{}, normal{0, 0, 1};  ///< body frame
};

/// Where the muscle's charted points lie on its own side of the body, in the table's order; those that this body has no
/// place for are left out. A few ms.
std::vector<TriggerPlace> triggerPlaces(const body::Body& body, const anatomy::Catalogue& catalogue,
                                        std::string_view muscleKey, Side side);

}  // namespace myochart::places
