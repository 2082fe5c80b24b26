#pragma once
#include "referral/referral_map.h"

namespace myochart::referral {

/// A painted area: a round dab at a place on the skin, or a whole region. A region may be on both sides.
struct PaintedArea {
    std::optional<vec3> at;   ///< mm, body frame
    float radiusMm = 0;
    std::string region;       ///< key; with `at` not looked at
    std::optional<Side> side; ///< of the region; nothing: both
};

/// Areas painted over each other count once. Fails with a sentence: nothing painted; a dab without a size or greater than a
/// body, or off the skin; a region that is none.
Result<Field> painted(const ReferralMap& map, std::span<const PaintedArea> areas);

/// Region keys with commas between them, as painted areas of that side (nothing: both).
std::vector<PaintedArea> regionsNamed(std::string_view keys, std::optional<Side> side);

}  // namespace myochart::referral
