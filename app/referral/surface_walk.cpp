#include "referral/surface_walk.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>

#include <glm/vec2.hpp>

namespace myochart::referral {

namespace {

constexpr double kFar = std::numeric_limits<double>::infinity();
constexpr double kShorter = 1 - 1e-6;   // what counts as a shorter way
constexpr double kSameFront = 1.02;     // how much farther than the source laid out a place on its way may be

/// A source laid out in the plane of a triangle beyond its edge from a to b, as the distances of a and b tell it; a lies at the
/// origin, b on the x axis, the source at or below it.
struct LaidOut {
    double ab, x, y;
    bool isSound;

    LaidOut(double edge, double fromA, double fromB) : ab(edge), x((edge * edge + fromA * fromA - fromB * fromB) / (2 * edge)), y(0), isSound(false) {
        const double below2 = fromA * fromA - x * x;
        isSound = below2 >= 0;
        if (isSound) y = -std::sqrt(below2);
    }
    /// A corner that is `ca` and `cb` from a and b, above the edge or below it.
    glm::dvec2 corner(double ca, double cb, double side) const {
        const double cx = (ab * ab + ca * ca - cb * cb) / (2 * ab);
        return {cx, side * std::sqrt(std::max(0.0, ca * ca - cx * cx))};
    }
    /// To the corner above, when the straight way crosses the edge; else infinite.
    double above(double ca, double cb) const {
        const glm::dvec2 c = corner(ca, cb, 1);
        if (c.y <= 0) return kFar;
        const double crossing = x + (c.x - x) * -y / (c.y - y);
        return crossing < 0 || crossing > ab ? kFar : std::hypot(c.x - x, c.y - y);
    }
    double below(double ca, double cb) const {
        const glm::dvec2 c = corner(ca, cb, -1);
        return std::hypot(c.x - x, c.y - y);
    }
};

}  // namespace

SurfaceWalk::SurfaceWalk(const SkinGraph& graph) : graph_(graph), mm_(graph.vertexCount(), kFar) {}

void SurfaceWalk::begin() {
    for (const std::uint32_t vertex : touched_) mm_[vertex] = kFar;
    touched_.clear();
    waiting_.clear();
    reached_.clear();
}

void SurfaceWalk::reach(std::uint32_t vertex, double mm) {
    if (!(mm < mm_[vertex] * kShorter)) return;
    if (mm_[vertex] == kFar) touched_.push_back(vertex);
    mm_[vertex] = mm;
    waiting_.push_back({mm, vertex});
    std::push_heap(waiting_.begin(), waiting_.end(), std::greater<>());
}

double SurfaceWalk::edge(std::uint32_t p, std::uint32_t q) const {
    return glm::length(glm::dvec3(graph_.mesh().positions[p]) - glm::dvec3(graph_.mesh().positions[q]));
}

double SurfaceWalk::through(std::uint32_t triangle, std::uint32_t a, std::uint32_t b, std::uint32_t c) const {
    if (mm_[a] == kFar || mm_[b] == kFar) return kFar;
    const LaidOut source(edge(a, b), mm_[a], mm_[b]);
    if (!source.isSound) return kFar;
    const double there = source.above(edge(a, c), edge(b, c));
    if (there == kFar) return kFar;
    // Two fronts that meet in the edge look like one that came through it; the corner on its other side tells them apart.
    const geometry::TriMesh& mesh = graph_.mesh();
    for (const std::uint32_t other : graph_.around(a)) {
        if (other == triangle) continue;
        const std::uint32_t* corners = &mesh.indices[3 * size_t{other}];
        if (corners[0] != b && corners[1] != b && corners[2] != b) continue;
        const size_t k = corners[0] != a && corners[0] != b ? 0 : corners[1] != a && corners[1] != b ? 1 : 2;
        if (mm_[corners[k]] != kFar && mm_[corners[k]] > source.below(edge(a, corners[k]), edge(b, corners[k])) * kSameFront) return kFar;
    }
    return there;
}

void SurfaceWalk::cross(std::uint32_t triangle, std::uint32_t from) {
    const std::uint32_t* corners = &graph_.mesh().indices[3 * size_t{triangle}];
    const size_t k = corners[0] == from ? 0 : corners[1] == from ? 1 : 2;
    const std::uint32_t a = corners[(k + 1) % 3], b = corners[(k + 2) % 3];
    reach(a, mm_[from] + edge(from, a));
    reach(b, mm_[from] + edge(from, b));
    reach(b, through(triangle, from, a, b));
    reach(a, through(triangle, from, b, a));
}

std::span<const Reached> SurfaceWalk::spread(double maxMm) {
    while (!waiting_.empty()) {
        std::pop_heap(waiting_.begin(), waiting_.end(), std::greater<>());
        const Waiting next = waiting_.back();
        waiting_.pop_back();
        if (next.mm > mm_[next.vertex] || next.mm > maxMm) continue;
        for (const std::uint32_t triangle : graph_.around(next.vertex)) cross(triangle, next.vertex);
    }
    for (const std::uint32_t vertex : touched_)
        if (mm_[vertex] <= maxMm) reached_.push_back({vertex, static_cast<float>(mm_[vertex])});
    return reached_;
}

std::span<const Reached> SurfaceWalk::from(std::uint32_t vertex, float maxMm) {
    begin();
    reach(vertex, 0);
    return spread(static_cast<double>(maxMm));
}

std::span<const Reached> SurfaceWalk::from(std::uint32_t triangle, vec3 barycentric, float maxMm) {
    begin();
    const geometry::MeshView mesh(graph_.mesh());
    const glm::dvec3 b(barycentric);
    const glm::dvec3 at = b.x * glm::dvec3(mesh.corner(triangle, 0)) + b.y * glm::dvec3(mesh.corner(triangle, 1)) + b.z * glm::dvec3(mesh.corner(triangle, 2));
    // On a wall the two sides must not both be begun from.
    size_t nearest = 0;
    for (size_t k = 1; k < 3; ++k)
        if (glm::length(glm::dvec3(mesh.corner(triangle, k)) - at) < glm::length(glm::dvec3(mesh.corner(triangle, nearest)) - at)) nearest = k;
    for (size_t k = 0; k < 3; ++k)
        if (!graph_.isWall(triangle) || k == nearest) reach(mesh.indices[3 * size_t{triangle} + k], glm::length(glm::dvec3(mesh.corner(triangle, k)) - at));
    return spread(static_cast<double>(maxMm));
}

}  // namespace myochart::referral
