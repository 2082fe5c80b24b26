#pragma once
#include "builtin/measured/loft.h"
#include "builtin/measured/measure_shape.h"

namespace myochart::builtin::measured {

/// How a structure of this shape's size is built when large ones get edges of `edgeMm`.
LoftSettings loftFor(const MeasuredShape& shape, float edgeMm);

/// Measures `mesh` in every frame worth trying and keeps the best by surface distance, figures and volume; then moves
/// the outlines so that the volume built is the volume of the mesh.
MeasuredShape bestShape(const geometry::TriMesh& mesh);
/// The same with the frames to try and how finely to measure given.
MeasuredShape bestShape(const geometry::TriMesh& mesh, const std::vector<SectionFrame>& frames,
                        MeasureSettings settings);

}  // namespace myochart::builtin::measured
