#pragma once
#include <functional>
#include <span>
#include <vector>

#include "geometry/ray_index.h"

namespace myochart::geometry {

/// The corners of a triangle of a part, for hits that may be the same crossing.
using CornersOf = std::function<std::array<vec3, 3>(std::uint32_t part, std::uint32_t triangle)>;

/// Sorts hits by distance (then part, then triangle) and leaves one of each crossing: a ray through a shared edge or
/// corner meets several triangles at one place; those of the same part that touch each other there and are crossed the
/// same way count once.
void sortAndMerge(std::vector<RayHit>& hits, const CornersOf& cornersOf);

}  // namespace myochart::geometry
