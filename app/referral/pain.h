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

/// The vertex under the middle of a dab. Fails with a sentence: no skin to paint on, a radius that is none or greater than a body,
/// a place off the skin.
Result<std::uint32_t> dabVertex(const ReferralMap& map, vec3 at, float radiusMm);
/// The fields of a region on that side (nothing: both). Fails with a sentence where it is none.
Result<std::vector<const Field*>> regionFields(const ReferralMap& map, const std::string& key, std::optional<Side> side);

/// Areas painted over each other count once. Fails with a sentence: nothing painted; a dab without a size or greater than a
/// body, or off the skin; a region that is none.
Result<Field> painted(const ReferralMap& map, std::span<const PaintedArea> areas);

/// Region keys with commas between them, as painted areas of that side (nothing: both).
std::vector<PaintedArea> regionsNamed(std::string_view keys, std::optional<Side> side);

}  // namespace myochart::referral
