#pragma once
#include "geometry/tri_mesh.h"

namespace myochart::builtin::measured {

/// A coarse closed mesh as its vertex normals say it is meant to look: edges bent into curves (the edge of a PN
/// triangle, Vlachos 2001) and halved, up to twice, while the mean edge is over 2 mm. Creases stay. Fine meshes come
/// back as they are.
geometry::TriMesh roundedMesh(const geometry::TriMesh& mesh);

}  // namespace myochart::builtin::measured
