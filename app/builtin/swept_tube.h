#pragma once
#include <vector>

#include "core/vec.h"
#include "geometry/tri_mesh.h"

namespace myochart::builtin {

/// A section of a tube: an ellipse about `centre`, its broad side turned to `facing`; without one (a zero vector) it is
/// turned as little as the curve allows, which suits a round tube.
struct TubeRing {
    vec3 centre{};
    float halfWidth = 1, halfThickness = 1;  ///< mm
    vec3 facing{};
};

/// Rings along a Catmull-Rom curve through the given ones, at most `stepMm` apart on a straight course; sizes and facing
/// go over evenly from one to the next. Two rings or more.
std::vector<TubeRing> smoothedRings(const std::vector<TubeRing>& rings, float stepMm);

/// A closed surface through the rings, wound outwards, `corners` points round each; the ends are closed by a cone that
/// juts out by `bulge` of the end's half thickness.
geometry::TriMesh sweptTube(const std::vector<TubeRing>& rings, std::uint32_t corners, float bulge);

}  // namespace myochart::builtin
