#include "teaching/quiz_score.h"

#include <algorithm>
#include <cmath>

namespace myochart::teaching {

namespace {

/// 0..1; what is no number is 0.
double quizShare(double value) { return std::isfinite(value) ? std::clamp(value, 0.0, 1.0) : 0.0; }

}  // namespace

Score scoreOfChoice(bool right) { return {right ? 1.0 : 0.0, right}; }

Score scoreOfPlace(const PlaceFigures& figures) {
    if (!figures.side) return {};
    const double near = quizShare((kFarOffMm - figures.mm) / (kFarOffMm - kNearMm));
    const double points = 0.6 * near + (figures.muscle ? 0.2 : 0) + (figures.layer ? 0.2 : 0);
    return {quizShare(points), points >= kPlaceRightFrom - 1e-9};
}

Score scoreOfDrawing(const DrawFigures& figures) {
    const double a = quizShare(figures.ofPattern), b = quizShare(figures.ofDrawn);
    const double points = a + b > 0 ? 2 * a * b / (a + b) : 0;
    return {points, points >= kDrawRightFrom};
}

Score scoreOfNeedle(const NeedleFigures& figures) {
    if (!figures.fromSkin || figures.intoBone) return {};
    const double off = figures.hazardMm ? quizShare(*figures.hazardMm / kFromHazardMm) : 1;
    const double points = quizShare(figures.inTargetMm / kInTargetMm) * off * quizShare((kFarOffMm - figures.fromPointMm) / (kFarOffMm - kNearMm));
    return {points, points >= kNeedleRightFrom && off >= 1};
}

}  // namespace myochart::teaching
