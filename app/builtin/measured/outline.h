#pragma once
#include <optional>

#include "builtin/measured/slice_stack.h"

namespace myochart::builtin::measured {

/// Points of a smooth closed curve through `outline` (periodic centripetal Catmull-Rom), `perPoint` for each given one;
/// given point i is result point i * perPoint.
std::vector<vec3> smoothRing(const std::vector<vec3>& outline, int perPoint);
std::vector<vec2> smoothRing(const std::vector<vec2>& outline, int perPoint);

double signedArea(const std::vector<vec2>& outline);
double perimeter(const std::vector<vec2>& outline);
/// Distance from `point` to the closed polyline.
float distanceToOutline(vec2 point, const std::vector<vec2>& outline);
struct Deviation {
    double mean = 0, worst = 0;
};
/// Two-way distance between closed polylines, mm.
Deviation outlineDeviation(const std::vector<vec2>& a, const std::vector<vec2>& b);

/// Where the two edges of an outline lie, as places along it (0 .. points).
struct Rims {
    vec2 a{}, b{};
};

/// Finds the two edges of an outline: its sharpest places well apart; near `before` when given.
Rims findRims(const Loop& loop, const std::optional<Rims>& before);
/// `count` (even) points of `loop`: half from rim a to rim b, half back; denser towards the rims by `rimDensity` 0..1.
std::vector<vec2> samplePoints(const Loop& loop, const Rims& rims, int count, float rimDensity);

/// Like samplePoints, but each point as near as can be to its place in the outline `before` (of `beforeLoop`), so that
/// a change on one part of an outline does not shift the points everywhere else.
std::vector<vec2> followPoints(const Loop& loop, const Rims& rims, float rimDensity, const Loop& beforeLoop,
                               const std::vector<vec2>& before);

}  // namespace myochart::builtin::measured
