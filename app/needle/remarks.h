#pragma once
#include <string>
#include <vector>

#include "anatomy/catalogue.h"
#include "needle/passage.h"

namespace myochart::needle {

/// An entry that was moved farther than that onto the skin is remarked on, mm.
constexpr float kMovedToldMm = 15;
/// A muscle that is farther from the whole way, and 30 mm beyond its tip, is not within reach of it, mm.
constexpr float kTargetReachMm = 30;

/// Whether one of the structures lies within kTargetReachMm of the way.
bool isWithinReach(const geometry::RayIndex& rays, const Path& path, const std::vector<std::uint32_t>& target);

/// What is to be said of a way beside its figures, a sentence each: that the entry was moved far, that the way leaves the body again,
/// that the muscle that is meant does not lie on it. `meant` may be null; `target`: its structures (structuresMeant()).
std::vector<std::string> remarksOf(const geometry::RayIndex& rays, const Path& path, const anatomy::Muscle* meant, const std::vector<std::uint32_t>& target);

}  // namespace myochart::needle
