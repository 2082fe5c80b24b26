#pragma once
#include <functional>
#include <string>
#include <vector>

#include "needle/passage.h"
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

/// A hazard that comes so near the shaft, its uncertainty taken off, is named on a picture, mm.
inline constexpr float kNamedWithinMm = 10;
/// The hazards that are met or come so near, at most `most`, each where it is nearest on the shaft: "met: left kidney 42".
std::vector<scene::NameItem> hazardNamesOf(const body::Body& body, const Passage& passage, size_t most = 4);
/// What the foot of a picture says of hazards and grip, a sentence each: never only that there is none.
std::vector<std::string> hazardSentencesOf(const body::Body& body, const Passage& passage, const std::optional<Passage>& without);

}  // namespace myochart::needle
