#pragma once
#include "body/structure.h"
#include "geometry/tri_mesh.h"

namespace myochart::body {

/// A structure's own coordinates from the area-weighted principal axes of its surface.
///
/// u, the longest axis, runs from origin to insertion: from the end nearer to trunk and head to the far end (downwards,
/// outwards or forwards, whichever the axis follows most), but as the textbooks have it in the muscles known by
/// `muscleKey` to run otherwise (upwards: sternocleidomastoid, the erector spinae, rectus abdominis; outwards: the
/// rotator cuff; ...).
/// v, the second axis, points away from the midplane, to the left in midline structures; where it lies in the sagittal
/// plane, downwards or backwards. w is u x v, negated on the right side, so that the frames of a pair mirror each
/// other and an address holds on both sides: over a hanging limb it points forwards.
/// Signs are as stable as the axes: one near a border between two of these directions may come out the other way in
/// another body (6 of 321 muscles between BodyParts3D 3.0 and 4.0), so whoever carries an address from body to body
/// compares the axes first.
/// `mesh` needs at least one triangle. Lengths are at least 0.001 mm.
AddressFrame addressFrame(const geometry::MeshView& mesh, Side side, std::string_view muscleKey);

/// Tendon weights 0 belly .. 255 tendon, one a position. Of a muscle of which `flesh` tells where it is flesh, by that
/// where it is not as thick as a belly; else, and beside it, they grow towards an end of u where the section is both small in
/// area and short in outline, as a round tendon is; a broad sheet's attachment stays belly.
std::vector<std::uint8_t> tendonWeights(const geometry::MeshView& mesh, const AddressFrame& frame, std::span<const anatomy::MuscleFlesh::Span> flesh = {});

}  // namespace myochart::body
