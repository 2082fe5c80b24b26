#pragma once
#include "body/structure.h"
#include "geometry/tri_mesh.h"

namespace myochart::body {

/// A structure's own coordinates from the area-weighted principal axes of its surface.
///
/// u, the longest axis, runs from origin to insertion: from the end nearer to trunk and head to the far end (downwards,
/// outwards or forwards, whichever the axis follows most), and upwards in the muscles whose textbook origin is the
/// lower end (`muscleKey`: sternocleidomastoid, the erector spinae, rectus abdominis, ...).
/// v, the second axis, points away from the midplane, to the left in midline structures; where it lies in the sagittal
/// plane, downwards or backwards. w is u x v, negated on the right side, so that the frames of a pair mirror each
/// other and an address holds on both sides: over a hanging limb it points forwards.
/// `mesh` needs at least one triangle. Lengths are at least 0.001 mm.
AddressFrame addressFrame(const geometry::MeshView& mesh, Side side, std::string_view muscleKey);

/// Tendon weights 0 belly .. 255 tendon, one a position: they grow towards an end of u where the section is both small
/// in area and short in outline, as a round tendon is; a broad sheet's attachment stays belly.
std::vector<std::uint8_t> tendonWeights(const geometry::MeshView& mesh, const AddressFrame& frame);

}  // namespace myochart::body
