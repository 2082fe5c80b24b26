#pragma once
#include <cstdint>
#include <span>
#include <vector>

namespace myochart::import_helper {

/// Appends the triangles of a plane polygon, dents allowed, wound as the polygon is. `positions` holds three floats a
/// vertex; every corner must be below their count. Beyond 256 corners the polygon is taken as convex.
void appendPolygon(const std::vector<float>& positions, std::span<const std::uint32_t> corners,
                   std::vector<std::uint32_t>& triangles);

}  // namespace myochart::import_helper
