#pragma once
#include <algorithm>

#include "core/side.h"

namespace myochart::referral {

// How a zone ends on the skin: softly, so that no figure of it reads as a border.

inline constexpr float kEdgeBegins = 0.7F, kEdgeEnds = 1.3F;  ///< of a radius: full up to the one, nothing from the other on
inline constexpr float kMidplaneMm = 4;                       ///< a zone of one side ends softly before the midplane

/// 1 within `radiusMm`, 0 beyond, soft about it; `begins` and `ends`: where, of the radius.
inline float edgeWeight(float mm, float radiusMm, float begins = kEdgeBegins, float ends = kEdgeEnds) {
    const float t = std::clamp((mm / radiusMm - begins) / (ends - begins), 0.0F, 1.0F);
    return 1 - t * t * (3 - 2 * t);
}

/// 1 to the patient's left, -1 to the right, 0 in the midline.
inline float sideSign(Side side) { return side == Side::left ? 1.0F : side == Side::right ? -1.0F : 0.0F; }
/// 1 on the side of `sign`, 0 beyond the midplane; without a side 1 everywhere.
inline float sideWeight(float x, float midplane, float sign) { return sign == 0 ? 1.0F : std::clamp((x - midplane) * sign / kMidplaneMm, 0.0F, 1.0F); }

}  // namespace myochart::referral
