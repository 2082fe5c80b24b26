#pragma once
#include "referral/frame_warp.h"
#include "referral/limbs.h"

namespace myochart::referral {

/// A region of referral_regions.csv on a body.
struct RegionPlace {
    const anatomy::ReferralRegion* region = nullptr;  ///< of the catalogue, which must live on
    Side side = Side::midline;
    vec3 position{};                       ///< mm: on the skin; of an internal one where it lies in the body
    vec3 outward{};                        ///< unit: the way it faces
    std::optional<std::uint32_t> vertex;   ///< of the skin; none for what lies inside (teeth, palate, tongue)
    float radiusMm = 0;
};

/// Every region on both sides, in the order of the table, left before right; those in the midline once. Each lies on the skin
/// of its own limb and side, where the landmarks tell and facing as the table says, the two weighed against each other.
std::vector<RegionPlace> placeRegions(const anatomy::Catalogue& catalogue, const FrameWarp& warp, const SkinGraph& graph, const Limbs& limbs);

}  // namespace myochart::referral
