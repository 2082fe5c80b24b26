#pragma once
#include <optional>

namespace myochart::teaching {

// What an answer is worth. Figures in, points out; how the figures are measured on a body says workspace/quiz_measures.h. Points are
// of a quiz: none of them, and no figure behind them, says that a needle may go anywhere.

/// Points of one answer, 0..1, and whether it counts as right (for what is asked again).
struct Score {
    double points = 0;
    bool right = false;

    bool operator==(const Score&) const = default;
};

/// One of several choices: 1 or 0.
Score scoreOfChoice(bool right);

/// How a place that was pointed at lies to the charted one.
struct PlaceFigures {
    double mm = 0;          ///< along the skin, where the body has one that leads from one to the other; else straight
    bool alongSkin = false;
    bool muscle = false;    ///< on the point's muscle
    bool layer = false;     ///< in its layer
    bool side = false;      ///< on its side
};
inline constexpr double kNearMm = 10;     ///< charted points are guides, not placed better than that: nearer is no better
inline constexpr double kFarOffMm = 50;   ///< from here on the distance is worth nothing
inline constexpr double kPlaceRightFrom = 0.7;
/// None on the other side, which is the gravest mistake of all; else 0.6 for the distance (whole up to kNearMm, falling evenly to none at
/// kFarOffMm), 0.2 for the muscle, 0.2 for the layer; right from kPlaceRightFrom.
Score scoreOfPlace(const PlaceFigures& figures);

/// How what was drawn and the reported pattern lie on each other.
struct DrawFigures {
    double ofPattern = 0;  ///< share of the pattern that was drawn, spillover counting half, 0..1
    double ofDrawn = 0;    ///< share of what was drawn that is the pattern's, 0..1
};
inline constexpr double kDrawRightFrom = 0.5;
/// The harmonic mean of the two shares: 2ab / (a + b); right from kDrawRightFrom.
Score scoreOfDrawing(const DrawFigures& figures);

/// What a needle does on one generic body.
struct NeedleFigures {
    double inTargetMm = 0;               ///< mm of its way in the muscle that is meant
    std::optional<double> hazardMm;      ///< to the nearest hazard of the model, less how uncertain its course is; 0 or less: met;
                                         ///< nothing: none is modelled within 25 mm, which clears nothing
    bool fromSkin = true;                ///< it goes in through the skin
    bool intoBone = false;               ///< its tip lies behind the first bone on its way
    double fromPointMm = 0;              ///< from the charted point to the nearest place of the shaft
};
inline constexpr double kInTargetMm = 8, kFromHazardMm = 10, kNeedleRightFrom = 0.5;
/// The part of kInTargetMm that lies in the target, times the part of kFromHazardMm that lies between needle and hazard; both at most
/// 1, so a hazard that is met gives none; times the part that is left of the way from kNearMm to kFarOffMm between the shaft and the
/// charted point. None for a needle that does not go in through the skin, or goes on behind bone. It counts as
/// answered from kNeedleRightFrom, and never with a hazard nearer than kFromHazardMm.
Score scoreOfNeedle(const NeedleFigures& figures);

}  // namespace myochart::teaching
