#pragma once
#include "referral/skin_graph.h"

namespace myochart::referral {

enum class Limb : std::uint8_t { trunk, leftArm, rightArm, leftLeg, rightLeg };

/// Which limb the skin lies on, by the nearest bone.
struct Limbs {
    std::vector<Limb> of;                 ///< by vertex of the graph; empty: the body has no bones to tell it by
    std::vector<std::uint32_t> nearest;   ///< by vertex: the structure that is the nearest bone

    Limb at(std::uint32_t vertex) const { return of.empty() ? Limb::trunk : of[vertex]; }
};

/// Some 0.2 s for a whole body.
Limbs limbsOf(const body::Body& body, const SkinGraph& graph);

/// Where the skin of one limb runs over onto another that it touches: a triangle between arm and trunk more than a quarter of
/// the upper arm below the shoulder, between arm and leg, or between the two legs. A skin that was made over the muscles
/// is grown together there; a person's is not.
void wallOffLimbs(const body::Body& body, const Limbs& limbs, SkinGraph& graph);

}  // namespace myochart::referral
