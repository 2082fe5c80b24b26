#include "handout/signature.h"

#include <algorithm>
#include <limits>

#include "core/text.h"

namespace myochart::handout {

namespace {

constexpr float kLargestPt = 0.5F;  ///< of a thousandth of the width that it was drawn in
constexpr double kInkPt = 1.3;

std::vector<vec2> strokePoints(std::string_view stroke) {
    std::vector<vec2> points;
    for (const std::string& point : split(stroke, ' ')) {
        const auto parts = split(point, ',');
        if (parts.size() != 2) continue;
        const auto x = parseNumber(parts[0]), y = parseNumber(parts[1]);
        if (x && y) points.push_back(vec2(std::clamp(*x, 0.0, 1000.0), std::clamp(*y, 0.0, 1000.0)));
    }
    return points;
}

}  // namespace

bool drawSignature(Sheet& sheet, std::string_view strokes, vec2 upperLeft, vec2 size) {
    std::vector<std::vector<vec2>> all;
    vec2 lowest(std::numeric_limits<float>::max()), highest(0);
    for (const std::string& stroke : split(strokes, ';')) {
        auto points = strokePoints(stroke);
        if (points.size() < 2) continue;
        for (const vec2& each : points) lowest = glm::min(lowest, each), highest = glm::max(highest, each);
        all.push_back(std::move(points));
    }
    if (all.empty()) return false;
    const vec2 extent = glm::max(highest - lowest, vec2(1));
    const float scale = std::min({size.x / extent.x, size.y / extent.y, kLargestPt});
    const vec2 corner(upperLeft.x, upperLeft.y + size.y - extent.y * scale);  // it stands on the line below
    for (std::vector<vec2>& points : all) {
        for (vec2& each : points) each = corner + (each - lowest) * scale;
        sheet.stroke(points, kInkPt, kInk);
    }
    return true;
}

}  // namespace myochart::handout
