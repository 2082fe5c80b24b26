#include "geometry/surface_distance.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <queue>

namespace myochart::geometry {

namespace {

constexpr float kFar = std::numeric_limits<float>::infinity();
constexpr float kFlatMm = 8;  ///< so near a point its distances are straight

/// The distance at c of a wave that passed a and b: from its source, unfolded into the plane of the triangle, through the edge;
/// else along an edge.
float over(vec3 a, float atA, vec3 b, float atB, vec3 c) {
    const float along = std::min(atA + glm::distance(a, c), atB + glm::distance(b, c));
    const float edge = glm::distance(a, b);
    if (!(edge > 1e-6F) || !std::isfinite(along)) return along;
    const vec3 x = (b - a) / edge;
    const float cx = glm::dot(c - a, x), cy = glm::length(c - a - x * cx);
    const float sx = (edge * edge + atA * atA - atB * atB) / (2 * edge), below = atA * atA - sx * sx;
    if (below < 0) return along;
    const float sy = -std::sqrt(below), share = cy > sy ? -sy / (cy - sy) : 0, crossing = sx + share * (cx - sx);
    if (crossing < 0 || crossing > edge) return along;
    return std::hypot(cx - sx, cy - sy);
}

using Front = std::pair<float, std::uint32_t>;
using Fronts = std::priority_queue<Front, std::vector<Front>, std::greater<>>;

}  // namespace

SurfaceDistance::SurfaceDistance(const MeshView& mesh) : mesh_(weld(mesh)) {
    firstOf_.assign(mesh_.positions.size() + 1, 0);
    for (const std::uint32_t index : mesh_.indices) ++firstOf_[index + 1];
    for (size_t i = 1; i < firstOf_.size(); ++i) firstOf_[i] += firstOf_[i - 1];
    triangles_.resize(mesh_.indices.size());
    std::vector<std::uint32_t> next(firstOf_.begin(), firstOf_.end() - 1);
    for (std::uint32_t i = 0; i < mesh_.indices.size(); ++i) triangles_[next[mesh_.indices[i]]++] = i / 3;
}

std::span<const std::uint32_t> SurfaceDistance::trianglesAt(std::uint32_t vertex) const {
    return std::span(triangles_).subspan(firstOf_[vertex], firstOf_[vertex + 1] - firstOf_[vertex]);
}

std::vector<float> SurfaceDistance::from(std::uint32_t triangle, vec3 point, float maxMm) const {
    std::vector<float> distances(mesh_.positions.size(), kFar);
    std::vector<bool> isDone(mesh_.positions.size());
    Fronts fronts;
    const auto offer = [&](std::uint32_t vertex, float mm) {
        if (mm >= distances[vertex] || mm > maxMm) return;
        distances[vertex] = mm;
        fronts.emplace(mm, vertex);
    };
    for (std::uint32_t k = 0; k < 3; ++k) {
        const std::uint32_t vertex = mesh_.indices[3 * triangle + k];
        offer(vertex, glm::distance(mesh_.positions[vertex], point));
    }
    while (!fronts.empty()) {
        const auto [mm, vertex] = fronts.top();
        fronts.pop();
        if (isDone[vertex]) continue;
        isDone[vertex] = true;
        for (const std::uint32_t each : trianglesAt(vertex))
            for (std::uint32_t k = 0; k < 3; ++k) {
                const std::uint32_t to = mesh_.indices[3 * each + k];
                if (to == vertex || isDone[to]) continue;
                const std::uint32_t other = mesh_.indices[3 * each] ^ mesh_.indices[3 * each + 1] ^ mesh_.indices[3 * each + 2] ^ vertex ^ to;
                const float straight = glm::distance(mesh_.positions[to], point);
                if (straight < kFlatMm) offer(to, straight);
                else if (isDone[other]) offer(to, over(mesh_.positions[vertex], mm, mesh_.positions[other], distances[other], mesh_.positions[to]));
                else offer(to, mm + glm::distance(mesh_.positions[vertex], mesh_.positions[to]));
            }
    }
    return distances;
}

float SurfaceDistance::at(const std::vector<float>& distances, std::uint32_t triangle, vec3 barycentric) const {
    float mm = 0;
    for (int k = 0; k < 3; ++k) mm += barycentric[k] * distances[mesh_.indices[3 * triangle + static_cast<std::uint32_t>(k)]];
    return mm;
}

}  // namespace myochart::geometry
