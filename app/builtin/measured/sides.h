#pragma once
#include <optional>
#include <span>
#include <vector>

#include "builtin/measured/measurement.h"

namespace myochart::builtin::measured {

/// A name without its words left and right: the same for both structures of a pair.
std::string nameWithoutSide(const std::string& name);

/// For every left structure the index of its right partner (same kind and name but for the side).
std::vector<std::optional<size_t>> partners(std::span<const body::NewStructure> structures);

/// The plane the pairs mirror in: the median of where the pairs' centres lie to either side of x = 0.
MirrorPlane findMirrorPlane(std::span<const body::NewStructure> structures,
                            const std::vector<std::optional<size_t>>& partner);

geometry::TriMesh mirroredMesh(const geometry::TriMesh& mesh, const MirrorPlane& plane, vec3 shiftMm);

/// The shift after mirroring that lays `left` on `right` best, in tenths of a millimetre, when the two then lie within
/// `limitMm` on average; nothing when the right side is a shape of its own.
std::optional<vec3> shiftWhenMirrored(const geometry::TriMesh& left, const geometry::TriMesh& right,
                                      const MirrorPlane& plane, double limitMm);

}  // namespace myochart::builtin::measured
