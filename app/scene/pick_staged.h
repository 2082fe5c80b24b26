#pragma once
#include <vector>

#include "body/body.h"
#include "scene/exploded_view.h"
#include "scene/view_effects.h"

namespace myochart::scene {

/// pickAlong() where structures are cut or moved apart: `shown` by structure. Hits lie on the unmoved body, distances on
/// the ray as it is seen. Nothing that is cut away is hit. Where the ray enters through a cut face, the hit is at the
/// face's distance and its point the surface's nearest that is left. A few ms.
std::vector<geometry::RayHit> pickStaged(const body::Body& body, const geometry::Ray& ray, const SectionPlane& section,
                                         const ExplodedView& shifts, const std::vector<bool>& shown);

}  // namespace myochart::scene
