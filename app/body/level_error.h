#pragma once
#include <span>
#include <vector>

#include "core/vec.h"
#include "geometry/tri_mesh.h"

namespace myochart::body {

/// How far 95 of 100 vertices of the full detail lie from the coarse surface at most, mm; from 256 of them, the same
/// every time. (The simplifier's own estimate weighs by area: it sees nothing of a thin tendon that has collapsed.)
float measuredError(std::span<const vec3> full, const geometry::MeshView& coarse);

}  // namespace myochart::body
