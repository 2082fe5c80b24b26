#pragma once
#include <optional>
#include <span>
#include <string>

#include "core/vec.h"

namespace myochart::needle {

/// A direction that a hand means when it comes near to it, with its name.
struct Snapped {
    vec3 direction{};
    std::string word;  ///< "straight in", "45° to the skin", "along the rib", "towards the left acromion"
};

/// A landmark in words, and its place in the body frame.
struct AimMark {
    std::string name;
    vec3 place{};
};

constexpr float kSnapDeg = 2.5F;      ///< how near
constexpr float kMarkReachMm = 150;   ///< landmarks farther away are not meant

/// The nearest of: straight in (against `outward`), 45 and 30 degrees to the skin, towards one of `marks`, and across the
/// outward direction of a rib near by; nothing within kSnapDeg. All directions unit.
std::optional<Snapped> snapped(vec3 direction, vec3 entry, vec3 outward, std::span<const AimMark> marks, const std::optional<vec3>& ribOutward);

}  // namespace myochart::needle
