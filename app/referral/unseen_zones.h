#pragma once
#include "referral/pattern_sketch.h"

namespace myochart::referral {

/// The zones of these patterns that a sketch does not show, for they lie inside of the body or outside of the sketch; numbers of
/// map.regions(), each region's label once, in the order of the patterns.
std::vector<std::uint32_t> unseenZones(const ReferralMap& map, const PatternSketcher& sketcher, const Sketch& sketch, std::span<const Pattern* const> patterns);

}  // namespace myochart::referral
