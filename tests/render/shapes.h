#pragma once
#include "body/body_writer.h"

namespace myochart::test {

// Bodies made by code: spheres, spindles and grooved sheets, so that pictures need no data from outside.

geometry::TriMesh sphere(vec3 centre, float radius, int rings = 48);
/// A muscle-like body of revolution from `from` to `to`: full in the middle, thin at both ends.
geometry::TriMesh spindle(vec3 from, vec3 to, float radius, int rings = 64);
/// A rod of constant radius with round ends.
geometry::TriMesh rod(vec3 from, vec3 to, float radius);
/// A thin sheet in the plane y = 0, `width` along x and `height` along z, with grooves 6 mm apart that run at
/// `angleRad` from the x axis; `fan` > 0 lets them draw together towards +x.
geometry::TriMesh groovedSheet(float width, float height, float angleRad, float fan = 0);

body::NewStructure structure(std::string key, body::System system, geometry::TriMesh mesh);
/// Writes and opens a body of these; throws std::runtime_error when that fails.
std::shared_ptr<const body::Body> bodyOf(const Path& file, std::vector<body::NewStructure> structures);
/// A small limb: a bone, a joint and three muscles about it, some 300 mm tall, centred at 0.
std::vector<body::NewStructure> limb();

}  // namespace myochart::test
