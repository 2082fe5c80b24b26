#include "places/neighbours.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace myochart::places {

namespace {

constexpr size_t kSamples = 320, kOtherSamples = 1200;
constexpr float kNeighbourReachMm = 25;    ///< farther apart than this are no neighbours
constexpr float kTouchMm = 4;     ///< as near as this, spacing of the samples aside, is touching

/// Points spread evenly over a surface, and how far apart they lie about.
struct Samples {
    std::vector<vec3> points;
    float spacingMm = 0;
};

/// A point of the triangle by the n-th member of a sequence that fills a square evenly.
vec3 spread(const std::array<vec3, 3>& corner, size_t n) {
    float s = std::fmod(0.5F + 0.7548777F * static_cast<float>(n % 4096), 1.0F);
    float t = std::fmod(0.5F + 0.5698403F * static_cast<float>(n % 4096), 1.0F);
    if (s + t > 1) s = 1 - s, t = 1 - t;
    return corner[0] + (corner[1] - corner[0]) * s + (corner[2] - corner[0]) * t;
}

Samples samplesOf(const body::Body& body, const body::Structure& structure, size_t count) {
    Samples samples;
    if (structure.levels.empty()) return samples;
    const body::Level& level = structure.levels.back();
    const auto vertices = body.vertices(level);
    const auto indices = body.indices(level);
    const auto corners = [&](size_t i) {
        return std::array{body.position(vertices[indices[i]]), body.position(vertices[indices[i + 1]]),
                          body.position(vertices[indices[i + 2]])};
    };
    const auto areaOf = [](const std::array<vec3, 3>& c) { return glm::length(glm::cross(c[1] - c[0], c[2] - c[0])) / 2; };
    float whole = 0;
    for (size_t i = 0; i + 2 < indices.size(); i += 3) whole += areaOf(corners(i));
    if (!(whole > 0)) return samples;
    const float each = whole / static_cast<float>(count);
    float due = each / 2;
    for (size_t i = 0; i + 2 < indices.size(); i += 3) {
        const auto triangle = corners(i);
        for (due += areaOf(triangle); due >= each; due -= each) samples.points.push_back(spread(triangle, samples.points.size()));
    }
    samples.spacingMm = std::sqrt(each);
    return samples;
}

float gapBetween(const Box& a, const Box& b) {
    const vec3 apart = glm::max(glm::max(a.min - b.max, b.min - a.max), vec3(0));
    return glm::length(apart);
}

float gapBetween(vec3 p, const Box& box) {
    return glm::length(glm::max(glm::max(box.min - p, p - box.max), vec3(0)));
}

Neighbour compare(const Samples& own, const Samples& other, const Box& otherBox, std::uint32_t index) {
    const float spacing = other.spacingMm;
    const float touch = kTouchMm + spacing * 0.7F;  // a point lies at most so far from the nearest sample
    float nearest = 1e9F;  ///< squared
    size_t touching = 0;
    for (const vec3 p : own.points) {
        if (gapBetween(p, otherBox) > kNeighbourReachMm) continue;
        float best = 1e9F;
        for (const vec3 q : other.points) best = std::min(best, glm::dot(p - q, p - q));
        if (best <= touch * touch) ++touching;
        nearest = std::min(nearest, best);
    }
    const float gap = std::sqrt(nearest);
    return {index, gap <= touch ? 0 : gap - spacing / 2,
            static_cast<float>(touching) / static_cast<float>(std::max<size_t>(1, own.points.size()))};
}

}  // namespace

std::vector<Neighbour> neighboursOf(const body::Body& body, std::uint32_t structure, size_t most) {
    std::vector<Neighbour> found;
    const body::Structure& self = body.structure(structure);
    const Samples own = samplesOf(body, self, kSamples);
    if (own.points.empty()) return found;
    for (std::uint32_t i = 0; i < body.structures().size(); ++i) {
        const body::Structure& other = body.structure(i);
        if (i == structure || other.system == body::System::skin || gapBetween(self.bounds, other.bounds) > kNeighbourReachMm)
            continue;
        const Samples samples = samplesOf(body, other, kOtherSamples);
        if (samples.points.empty()) continue;
        const Neighbour neighbour = compare(own, samples, other.bounds, i);
        if (neighbour.gapMm <= kNeighbourReachMm) found.push_back(neighbour);
    }
    std::sort(found.begin(), found.end(), [](const Neighbour& a, const Neighbour& b) {
        if (a.contact != b.contact) return a.contact > b.contact;
        return a.gapMm != b.gapMm ? a.gapMm < b.gapMm : a.structure < b.structure;
    });
    if (found.size() > most) found.resize(most);
    return found;
}

}  // namespace myochart::places
