#include "builtin/measured/point_grid.h"

#include <algorithm>
#include <cmath>

namespace myochart::builtin::measured {

namespace {

constexpr float kCellMm = 6;

}  // namespace

PointGrid::PointGrid(std::span<const vec3> points) : points_(points) {
    Box box;
    for (const vec3 p : points) box.add(p);
    if (points.empty()) box.add(vec3(0));
    origin_ = box.min;
    for (size_t k = 0; k < 3; ++k) count_[k] = static_cast<int>(box.size()[static_cast<int>(k)] / kCellMm) + 1;
    first_.assign(static_cast<size_t>(count_[0]) * static_cast<size_t>(count_[1]) * static_cast<size_t>(count_[2]) + 1, 0);
    for (const vec3 p : points) ++first_[indexOf(cellOf(p)) + 1];
    for (size_t i = 1; i < first_.size(); ++i) first_[i] += first_[i - 1];
    order_.resize(points.size());
    std::vector<std::uint32_t> next(first_.begin(), first_.end() - 1);
    for (std::uint32_t i = 0; i < points.size(); ++i) order_[next[indexOf(cellOf(points[i]))]++] = i;
}

std::array<int, 3> PointGrid::cellOf(vec3 p) const {
    const vec3 at = (p - origin_) / kCellMm;
    std::array<int, 3> cell{};
    for (size_t k = 0; k < 3; ++k) cell[k] = std::clamp(static_cast<int>(std::floor(at[static_cast<int>(k)])), 0, count_[k] - 1);
    return cell;
}

size_t PointGrid::indexOf(const std::array<int, 3>& cell) const {
    return (static_cast<size_t>(cell[2]) * static_cast<size_t>(count_[1]) + static_cast<size_t>(cell[1])) * static_cast<size_t>(count_[0]) +
           static_cast<size_t>(cell[0]);
}

void PointGrid::lookIn(const std::array<int, 3>& cell, vec3 p, std::optional<Nearest>& best) const {
    const size_t i = indexOf(cell);
    for (std::uint32_t k = first_[i]; k < first_[i + 1]; ++k) {
        const float distance = glm::distance(points_[order_[k]], p);
        if (!best || distance < best->distanceMm) best = Nearest{order_[k], distance};
    }
}

std::optional<PointGrid::Nearest> PointGrid::nearest(vec3 p, float limitMm) const {
    std::optional<Nearest> best;
    const std::array<int, 3> middle = cellOf(p);
    // A point outside the lattice is that much farther from every cell.
    const vec3 inside = glm::clamp(p, origin_, origin_ + vec3(count_[0], count_[1], count_[2]) * kCellMm);
    const float outside = glm::distance(p, inside);
    for (int ring = 0; static_cast<float>(ring - 1) * kCellMm + outside <= limitMm; ++ring) {
        if (best && best->distanceMm <= static_cast<float>(ring - 1) * kCellMm) break;
        std::array<int, 3> low{}, high{};
        for (size_t k = 0; k < 3; ++k) {
            low[k] = std::max(middle[k] - ring, 0);
            high[k] = std::min(middle[k] + ring, count_[k] - 1);
        }
        for (int z = low[2]; z <= high[2]; ++z)
            for (int y = low[1]; y <= high[1]; ++y) {
                const bool edge = std::abs(z - middle[2]) == ring || std::abs(y - middle[1]) == ring;
                for (int x = low[0]; x <= high[0]; ++x)
                    if (edge || std::abs(x - middle[0]) == ring) lookIn({x, y, z}, p, best);
            }
    }
    if (best && best->distanceMm > limitMm) return std::nullopt;
    return best;
}

}  // namespace myochart::builtin::measured
