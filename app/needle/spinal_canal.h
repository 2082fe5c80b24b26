#pragma once
#include <optional>

#include "body/body.h"

namespace myochart::needle {

// Bodies seldom hold the cord: the built-in one has its central canal down to the atlas alone. What lies in the spinal canal is found
// from the vertebrae of the body instead. Only for this folder.

/// The sac of the dura in the spinal canal of one body, as a tube from the uppermost vertebra to the second sacral one.
struct SpinalCanal {
    geometry::TriMesh tube;
    float topMm = 0, bottomMm = 0;  ///< heights (z) of its ends
};
/// General anatomy, no measure of anybody: the sac is about as thick as a finger, and the canal around it 15 to 25 mm wide.
constexpr float kSacRadiusMm = 7, kSacUncertaintyMm = 4;

/// The rule: at every height the way from front to back through the middle of the vertebra and disc there leaves the body (or the
/// dens), and goes into the arch. The least such gap within half a vertebra is the depth of the canal, and its middle lies half
/// of it behind the body; where no arch is near, as far behind as in most people. In the sacrum two thirds of the way through it.
/// The heights are evened out. Nothing where the body has too few vertebrae.
std::optional<SpinalCanal> spinalCanalOf(const body::Body& body);

/// Vertebra, atlas, axis or sacrum, as a bone.
bool isSpineBone(const body::Structure& structure);

}  // namespace myochart::needle
