#include "builtin/measured/row_choice.h"

#include <algorithm>

namespace myochart::builtin::measured {

namespace {

constexpr float kLongRow = 3;      // rows at most so many edges apart
constexpr float kLongEdge = 2.5F;  // points at most so many edges apart

float squaredDistance(vec2 p, vec2 a, vec2 b) {
    const vec2 d = b - a, g = p - a;
    const float x = std::clamp(glm::dot(g, d) / std::max(1e-12F, glm::dot(d, d)), 0.0F, 1.0F);
    return glm::dot(g - d * x, g - d * x);
}

/// True when every row between `first` and `last` lies within `flat` of the straight way from one to the other.
bool straight(const std::vector<Ring>& rings, size_t first, size_t last, float flat) {
    const Ring& a = rings[first];
    const Ring& b = rings[last];
    for (size_t r = first + 1; r < last; ++r) {
        const Ring& c = rings[r];
        for (size_t k = 0; k < c.points.size(); k += 2) {
            const vec3 p{c.s, c.points[k]}, from{a.s, a.points[k]}, way = vec3(b.s, b.points[k]) - from;
            const float x = std::clamp(glm::dot(p - from, way) / std::max(1e-12F, glm::dot(way, way)), 0.0F, 1.0F);
            const vec3 off = p - from - way * x;
            if (glm::dot(off, off) > flat * flat) return false;
        }
    }
    return true;
}

float apart(const Ring& a, const Ring& b) {
    float most = 0;
    const float ds = b.s - a.s;
    for (size_t k = 0; k < a.points.size(); k += 3) {
        const vec2 d = b.points[k] - a.points[k];
        most = std::max(most, ds * ds + glm::dot(d, d));
    }
    return std::sqrt(most);
}

}  // namespace

std::vector<size_t> rowsWorthKeeping(const std::vector<Ring>& rings, const LoftSettings& settings) {
    std::vector<size_t> out = {0};
    size_t from = 0;
    while (from + 1 < rings.size()) {
        size_t to = from + 1;
        while (to + 1 < rings.size() && to - from < 8 &&
               apart(rings[from], rings[to + 1]) < kLongRow * settings.edgeMm &&
               straight(rings, from, to + 1, settings.flatMm))
            ++to;
        out.push_back(to);
        from = to;
    }
    return out;
}

Picked pickPoints(const Ring& ring, const LoftSettings& settings) {
    const std::vector<vec2>& p = ring.points;
    const int n = static_cast<int>(p.size());
    const float flat = settings.flatMm * settings.flatMm, longest = kLongEdge * settings.edgeMm;
    const int most = std::max(1, n / 6);
    Picked out;
    for (int from = 0; from < n;) {
        out.places.push_back(from);
        int to = from + 1;
        for (int trial = to + 1; trial <= std::min(n, from + most); ++trial) {
            const vec2 a = p[static_cast<size_t>(from)], b = p[static_cast<size_t>(trial % n)];
            if (glm::distance(a, b) > longest) break;
            bool good = true;
            for (int k = from + 1; k < trial && good; ++k)
                good = squaredDistance(p[static_cast<size_t>(k)], a, b) <= flat;
            if (!good) break;
            to = trial;
        }
        from = to;
    }
    return out;
}

}  // namespace myochart::builtin::measured
