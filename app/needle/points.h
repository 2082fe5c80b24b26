#pragma once
#include <functional>

#include "core/progress.h"
#include "needle/approach.h"
#include "needle/passage.h"

namespace myochart::needle {

/// A charted point on one side of a body, and what lies on its taught way. Nothing in it clears a way.
struct PointWay {
    const anatomy::TriggerPoint* point = nullptr;
    Side side = Side::midline;
    const anatomy::NeedlePolicy* policy = nullptr;  ///< null: the table has none
    Approach approach;
    Path path;                            ///< of kLongestMm
    std::optional<float> targetFromMm, targetToMm;  ///< where the way goes into the muscle first, and leaves it there
    std::optional<float> boneMm;
    std::optional<Hazard> first;          ///< met first, however long the needle
    std::optional<Hazard> firstLifted;    ///< the same in a pincer grip of kUsualLiftMm, where the tables tell of one
};
/// What a grip lifts in the table of points: a round figure to compare with, not measured on anybody.
constexpr float kUsualLiftMm = 15;

/// One charted point on that side; fails where this body has no place for it.
Result<PointWay> pointWay(const body::Body& body, const geometry::RayIndex& rays, const HazardIndex& hazards, const anatomy::Catalogue& catalogue,
                          places::LandmarkFinder& landmarks, places::SkinWay& skinWay, const anatomy::TriggerPoint& point, Side side);
/// All charted points on their sides, in the table's order, left first; what this body has no place for is left out and told in
/// `missing`. Some seconds; cancelled by `progress` with what is done.
struct PointWays {
    std::vector<PointWay> ways;
    std::vector<std::string> missing;
};
PointWays pointWays(const body::Body& body, const geometry::RayIndex& rays, const HazardIndex& hazards, const anatomy::Catalogue& catalogue, Progress& progress);

/// What a figure stands on: "published", "measured on the model" or "schematic".
const char* basisWords(const Hazard& hazard);

}  // namespace myochart::needle
