#pragma once
#include <span>

#include "body/body_writer.h"

namespace myochart::builtin::measured {

/// The skin that the muscles and bones of a body suggest: every body segment (head, trunk, arms, hands, legs, feet) is
/// closed by itself with a radius of its own, covered with its subcutaneous layer and joined to the others. A closed
/// surface; empty when the body lacks the bones that tell the segments apart. Some ten seconds.
geometry::TriMesh skinOver(std::span<const body::NewStructure> structures);

}  // namespace myochart::builtin::measured
