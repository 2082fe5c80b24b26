#pragma once
#include <functional>

#include "geometry/tri_mesh.h"

namespace myochart::test {

/// The surface where `inside` turns negative, found on a grid of `cellMm` in `box` (marching tetrahedra, points on the
/// surface by bisection). Closed and wound outwards when the surface stays in the box.
geometry::TriMesh solid(const Box& box, float cellMm, const std::function<float(vec3)>& inside);

/// A ring of the given radii about z, open in the middle.
geometry::TriMesh torus(vec3 centre, float ringMm, float tubeMm);
/// Three prongs from one stem, as tendons leave a belly; the prongs run along -z and are `apartMm` apart.
geometry::TriMesh fork(vec3 top, float apartMm);
/// A quarter of a tube wall of 4 mm about z: a sheet that wraps.
geometry::TriMesh bentSheet(vec3 centre, float radiusMm);

/// Edges that are not shared by as many triangles one way as the other; 0 for a closed mesh.
size_t openEdges(const geometry::TriMesh& mesh);
size_t trianglesWithoutArea(const geometry::TriMesh& mesh);
/// Vertices - edges + triangles: 2 for a sphere, 0 for a torus.
int eulerNumber(const geometry::TriMesh& mesh);

}  // namespace myochart::test
