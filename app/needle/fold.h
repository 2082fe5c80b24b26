#pragma once
#include "needle/stretches.h"

namespace myochart::needle {

/// How far before the entry and behind the tip a way is looked along, mm.
constexpr float kBeforeMm = 400, kBehindMm = 400;

/// Replaces the stretches of what stays by those on the way past it (Fold). `path` has its entry on the skin, and gets the
/// open surfaces of that way.
Fold lifted(const body::Body& body, const geometry::RayIndex& rays, Path& path, const Lift& lift, vec3 outward, std::vector<Stretch>& stretches);

}  // namespace myochart::needle
