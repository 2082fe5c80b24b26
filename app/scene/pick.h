#pragma once
#include <vector>

#include "anatomy/catalogue.h"
#include "body/body.h"
#include "places/place.h"
#include "scene/view_options.h"

namespace myochart::scene {

/// The shown structures along a ray, nearest first, each once, where the ray enters it. With an index 10 us, without
/// (null), with a section or exploded a few ms; then see pick_staged.h for what a hit means.
std::vector<geometry::RayHit> pickAlong(const body::Body& body, const geometry::RayIndex* rays, const geometry::Ray& ray,
                                        const ViewOptions& options);

/// The nearest surface point of the shown structures (of `onlyStructure`, shown or not, when given). Fails when nothing
/// lies within 300 mm: such a point is in other units or axes.
Result<places::Place> placeNear(const body::Body& body, const anatomy::Catalogue& catalogue, vec3 positionBody,
                        std::optional<std::uint32_t> onlyStructure, const ViewOptions& options);
}  // namespace myochart::scene
