#include "workspace/neighbours.h"

#include <algorithm>
#include <cmath>

namespace myochart::workspace {

namespace {

constexpr size_t kSamples = 320;
constexpr float kReachMm = 25;    ///< farther apart than this are no neighbours
constexpr float kTouchMm = 4;     ///< as near as this, spacing of the samples aside, is touching

/// Evenly picked vertices of the coarsest level, and how far apart they lie about.
struct Samples {
    std::vector<vec3> points;
    float spacingMm = 0;
};

Samples samplesOf(const body::Body& body, const body::Structure& structure) {
    Samples samples;
    if (structure.levels.empty()) return samples;
    const auto vertices = body.vertices(structure.levels.back());
    const size_t step = std::max<size_t>(1, vertices.size() / kSamples);
    for (size_t i = 0; i < vertices.size(); i += step) samples.points.push_back(body.position(vertices[i]));
    const vec3 size = structure.bounds.size();
    const float area = 2 * (size.x * size.y + size.y * size.z + size.z * size.x);
    samples.spacingMm = samples.points.empty() ? 0 : std::sqrt(area / static_cast<float>(samples.points.size())) / 2;
    return samples;
}

float gapBetween(const Box& a, const Box& b) {
    const vec3 apart = glm::max(glm::max(a.min - b.max, b.min - a.max), vec3(0));
    return glm::length(apart);
}

Neighbour compare(const Samples& own, const Samples& other, std::uint32_t index) {
    const float spacing = std::max(own.spacingMm, other.spacingMm);
    const float touch = kTouchMm + spacing;
    float nearest = 1e9F;
    size_t touching = 0;
    for (const vec3 p : own.points) {
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
    const Samples own = samplesOf(body, self);
    if (own.points.empty()) return found;
    for (std::uint32_t i = 0; i < body.structures().size(); ++i) {
        const body::Structure& other = body.structure(i);
        if (i == structure || other.system == body::System::skin || gapBetween(self.bounds, other.bounds) > kReachMm)
            continue;
        const Samples samples = samplesOf(body, other);
        if (samples.points.empty()) continue;
        const Neighbour neighbour = compare(own, samples, i);
        if (neighbour.gapMm <= kReachMm) found.push_back(neighbour);
    }
    std::sort(found.begin(), found.end(), [](const Neighbour& a, const Neighbour& b) {
        if (a.contact != b.contact) return a.contact > b.contact;
        return a.gapMm != b.gapMm ? a.gapMm < b.gapMm : a.structure < b.structure;
    });
    if (found.size() > most) found.resize(most);
    return found;
}

}  // namespace myochart::workspace
