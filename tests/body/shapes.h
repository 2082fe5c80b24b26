#pragma once
#include <functional>

#include "body/body_writer.h"
#include "support/test_folder.h"

namespace myochart::test {

/// A closed tube along -z from `top` whose half widths across x and y at height t (0 top .. 1 bottom) are given.
geometry::TriMesh tube(vec3 top, float lengthMm, const std::function<vec2(float)>& halfWidths, int rings = 48,
                       int sides = 24);
/// An ellipsoid; `subdivisions` rings, twice as many sides.
geometry::TriMesh ellipsoid(vec3 centre, vec3 radii, int subdivisions = 24);
/// `mesh` mirrored across the midplane x = 0, still wound outwards.
geometry::TriMesh mirrored(geometry::TriMesh mesh);

body::NewStructure structure(std::string key, geometry::TriMesh mesh, body::System system = body::System::muscle,
                             Side side = Side::midline);
/// A left and a right tapering muscle, a bone and an organ.
body::NewBody smallBody();

}  // namespace myochart::test
