#pragma once
#include <functional>
#include <string>
#include <vector>

#include "needle/path.h"
#include "scene/build_scene.h"

namespace myochart::needle {

// A needle over a picture, at its true length.

inline constexpr float kHandleMm = 20;  ///< as long as the handles of common needles

/// Where its handle begins and ends along its way, mm under the skin: below 0 outside of the body. `lengthMm`: of the needle.
struct Handle {
    float hubMm, endMm;
    Handle(float depthMm, float lengthMm) : hubMm(std::min(0.0F, depthMm - lengthMm)), endMm(hubMm - kHandleMm) {}
};

/// Handle, shaft, the part that is in as a broken line, and a tick across it every 10 mm; `across`: the unit direction of the ticks.
std::vector<scene::StrokeItem> strokesOf(const Shaft& shaft, float lengthMm, vec3 across);
/// What each piece is called, with from and to in mm, at its middle.
std::vector<scene::NameItem> namesOf(const Path& path, const std::function<std::string(const Piece&)>& nameOf);

}  // namespace myochart::needle
