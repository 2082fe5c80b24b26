#pragma once
#include "builtin/measured/shape.h"
#include "geometry/tri_mesh.h"

namespace myochart::builtin::measured {

/// How finely a surface is built from its sections.
struct LoftSettings {
    float edgeMm = 3;      ///< wished length of an edge, round and along
    int maxRound = 3;      ///< at most so many edges between two measured points of an outline
    int maxAlong = 6;      ///< at most so many rows between two stations
    float calmMm = 0.15F;  ///< ripples up to this height are smoothed away
    float flatMm = 0.1F;   ///< vertices are left out where the surface strays less than this from the one without them
};

/// The closed surface of a measured shape, body frame, wound outwards. `section` holds each vertex's s.
struct Loft {
    geometry::TriMesh mesh;
    std::vector<float> section;
};
Loft buildLoft(const MeasuredShape& shape, const LoftSettings& settings);

}  // namespace myochart::builtin::measured
