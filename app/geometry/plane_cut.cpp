#include "geometry/plane_cut.h"

#include <algorithm>
#include <unordered_map>

namespace myochart::geometry {

namespace {

/// Points of a cut, one for each edge that is crossed.
class EdgePoints {
  public:
    EdgePoints(const MeshView& mesh, const std::vector<float>& heights, PlaneCut& cut)
        : mesh_(mesh), heights_(heights), cut_(cut) {}

    std::uint32_t between(std::uint32_t a, std::uint32_t b) {
        if (a > b) std::swap(a, b);
        const auto [at, fresh] = known_.emplace((std::uint64_t{a} << 32U) | b, static_cast<std::uint32_t>(cut_.points.size()));
        if (fresh) {
            const float t = heights_[a] / (heights_[a] - heights_[b]);
            cut_.points.push_back(mesh_.positions[a] + (mesh_.positions[b] - mesh_.positions[a]) * t);
            cut_.between.push_back({a, b, t});
        }
        return at->second;
    }

  private:
    const MeshView& mesh_;
    const std::vector<float>& heights_;
    PlaneCut& cut_;
    std::unordered_map<std::uint64_t, std::uint32_t> known_;
};

}  // namespace

PlaneCut cutByPlane(const MeshView& mesh, vec3 origin, vec3 normal) {
    PlaneCut cut;
    std::vector<float> heights(mesh.positions.size());
    for (size_t i = 0; i < heights.size(); ++i) heights[i] = glm::dot(mesh.positions[i] - origin, normal);
    EdgePoints points(mesh, heights, cut);
    for (size_t t = 0; t < mesh.triangleCount(); ++t) {
        const std::uint32_t* corner = &mesh.indices[3 * t];
        const bool above[3] = {heights[corner[0]] >= 0, heights[corner[1]] >= 0, heights[corner[2]] >= 0};
        const int count = int{above[0]} + int{above[1]} + int{above[2]};
        if (count == 0 || count == 3) continue;
        // The corner that stands alone, and the other two in their order.
        const size_t lone = static_cast<size_t>(above[0] == above[1] ? 2 : above[0] == above[2] ? 1 : 0);
        const std::uint32_t a = corner[lone], b = corner[(lone + 1) % 3], c = corner[(lone + 2) % 3];
        const std::uint32_t onAb = points.between(a, b), onAc = points.between(a, c);
        // With the lone corner above, the way from ab to ac has the outside on its right, seen from above.
        if (above[lone]) cut.segments.push_back({onAb, onAc});
        else cut.segments.push_back({onAc, onAb});
    }
    return cut;
}

std::vector<Outline> outlinesOf(const PlaneCut& cut) {
    std::unordered_map<std::uint32_t, std::vector<size_t>> from;
    std::vector<int> arriving(cut.points.size());
    for (size_t i = 0; i < cut.segments.size(); ++i) {
        from[cut.segments[i][0]].push_back(i);
        ++arriving[cut.segments[i][1]];
    }
    std::vector<bool> used(cut.segments.size());
    std::vector<Outline> outlines;
    const auto follow = [&](size_t start) {
        Outline outline;
        const std::uint32_t first = cut.segments[start][0];
        for (size_t at = start;;) {
            used[at] = true;
            outline.points.push_back(cut.segments[at][0]);
            const std::uint32_t end = cut.segments[at][1];
            if (end == first) return outline;
            const auto& next = from[end];
            const auto free = std::find_if(next.begin(), next.end(), [&](size_t i) { return !used[i]; });
            if (free == next.end()) {
                outline.points.push_back(end);
                outline.closed = false;
                return outline;
            }
            at = *free;
        }
    };
    // Open lines from their beginnings first, so that none is found in two halves.
    for (size_t i = 0; i < cut.segments.size(); ++i)
        if (!used[i] && arriving[cut.segments[i][0]] == 0) outlines.push_back(follow(i));
    for (size_t i = 0; i < cut.segments.size(); ++i)
        if (!used[i]) outlines.push_back(follow(i));
    return outlines;
}

double areaOf(const PlaneCut& cut, vec3 normal) {
    if (cut.points.empty()) return 0;
    const vec3 base = cut.points.front();
    double twice = 0;
    for (const auto& [from, to] : cut.segments)
        twice += static_cast<double>(glm::dot(normal, glm::cross(cut.points[from] - base, cut.points[to] - base)));
    return twice / 2;
}

}  // namespace myochart::geometry
