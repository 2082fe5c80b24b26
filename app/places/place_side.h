#pragma once
#include <optional>

#include "body/body.h"
#include "geometry/tri_mesh.h"

namespace myochart::places {

/// So near the plane between left and right a place on a midline structure is "midline"; farther off it has a side.
constexpr float kMidlineMm = 5;

/// x of the plane between left and right: the median over all pairs of structures; of a whole standing body without
/// pairs its middle. Nothing for a part of a body without pairs: a hand alone does not tell where its midline is.
std::optional<float> knownMidplane(const body::Body& body);
/// The same, or the middle of the body's box where the plane is not known.
float midplaneX(const body::Body& body);

/// How far on `side` of the plane a place lies, mm; negative on the other one.
inline float onSideMm(vec3 position, float midplane, Side side) { return (position.x - midplane) * (side == Side::right ? -1.0F : 1.0F); }

/// The side of a structure as a whole: its own; of one without a side that lies beyond the plane altogether, the one it
/// lies on; midline when it lies across the plane or the plane is not known.
Side sideOfStructure(const body::Structure& structure, std::optional<float> midplane);
/// The side that is charted for a place on a structure: the structure's; of one across the plane, that of the place
/// (kMidlineMm).
Side sideOfPlace(const body::Structure& structure, std::optional<float> midplane, vec3 position);

}  // namespace myochart::places
