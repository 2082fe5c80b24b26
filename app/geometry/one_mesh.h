#pragma once
#include "geometry/tri_mesh.h"

namespace myochart::geometry {

/// The point of a triangle nearest to another, in double: `barycentric` as in SurfacePoint.
struct TrianglePoint {
    glm::dvec3 barycentric{1, 0, 0};
    double distance2 = 0;  ///< squared, mm^2
};
TrianglePoint nearestOnTriangle(glm::dvec3 p, glm::dvec3 a, glm::dvec3 b, glm::dvec3 c);

/// Barycentric coordinates as floats that sum to one.
vec3 barycentricFrom(glm::dvec3 b);

}  // namespace myochart::geometry
