#pragma once
#include "needle/approach.h"
#include "record/chart.h"

namespace myochart::needle {

/// The needle of a site on the body on which the site was placed: as far as it is charted, else a first proposal.
struct SiteNeedle {
    Shaft shaft;  ///< its entry as given: pathOf() moves it along its way onto the skin
    bool directionCharted = false, depthCharted = false;
};

/// The approach to the charted point at the site: the one that it was planned at, else the nearest of its muscle within
/// places::kPointReachMm; nothing where none is so near.
std::optional<Approach> approachAt(const record::Marker& marker, const body::Body& body, const geometry::RayIndex& rays, const anatomy::Catalogue& catalogue,
                                   places::SkinWay& skinWay);

/// Without a direction it points as `proposed` (of approachOf()), else as firstDirection() says; without an entry its way leads through the site's place; without a
/// depth it is in as far as that place, as it lies under the skin on that way (`rays`: of the whole body).
SiteNeedle needleAt(const record::Marker& marker, const body::Body& body, const geometry::RayIndex& rays, places::SkinWay& skinWay,
                    const std::optional<vec3>& proposed = {});

/// The site with its needle as that shaft: direction, depth, and where it goes in; `shaft` has its entry on the skin.
record::Marker withShaft(record::Marker marker, const Shaft& shaft);

/// The skin's outward direction around a place on it, over some mm, so that no single triangle decides; `otherwise` where
/// this body has no skin near. Unit.
vec3 skinOutward(const body::Body& body, const geometry::RayIndex& rays, vec3 place, vec3 otherwise);

}  // namespace myochart::needle
