#include "builtin/measured/outline.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace myochart::builtin::measured {

namespace {

template <class V>
std::vector<V> smooth(const std::vector<V>& p, int perPoint) {
    const size_t n = p.size();
    std::vector<V> out;
    out.reserve(n * static_cast<size_t>(perPoint));
    std::vector<float> h(n);  // knot spacing: the root of the chord
    for (size_t i = 0; i < n; ++i) h[i] = std::sqrt(std::max(1e-4F, glm::distance(p[i], p[(i + 1) % n])));
    const auto slope = [&](size_t i) {
        const size_t before = (i + n - 1) % n, after = (i + 1) % n;
        const V in = (p[i] - p[before]) / h[before], on = (p[after] - p[i]) / h[i];
        return (in * h[i] + on * h[before]) / (h[before] + h[i]);
    };
    for (size_t i = 0; i < n; ++i) {
        const V a = p[i], b = p[(i + 1) % n], ma = slope(i) * h[i], mb = slope((i + 1) % n) * h[i];
        for (int k = 0; k < perPoint; ++k) {
            const float x = static_cast<float>(k) / static_cast<float>(perPoint), x2 = x * x, x3 = x2 * x;
            out.push_back(a * (2 * x3 - 3 * x2 + 1) + ma * (x3 - 2 * x2 + x) + b * (3 * x2 - 2 * x3) + mb * (x3 - x2));
        }
    }
    return out;
}

/// A loop by arc length.
class Walk {
  public:
    explicit Walk(const std::vector<vec2>& points) : points_(points) {
        length_.push_back(0);
        for (size_t i = 0; i < points.size(); ++i)
            length_.push_back(length_.back() + glm::distance(points[i], points[(i + 1) % points.size()]));
    }
    float total() const { return length_.back(); }
    vec2 at(float place) const {
        place -= std::floor(place / total()) * total();
        const auto next = std::upper_bound(length_.begin() + 1, length_.end() - 1, place);
        const size_t i = static_cast<size_t>(next - length_.begin()) - 1;
        const float span = length_[i + 1] - length_[i];
        const float x = span > 0 ? (place - length_[i]) / span : 0;
        return glm::mix(points_[i], points_[(i + 1) % points_.size()], x);
    }
    float nearest(vec2 p) const {
        float best = 1e30F, place = 0;
        for (size_t i = 0; i < points_.size(); ++i) {
            const vec2 a = points_[i], d = points_[(i + 1) % points_.size()] - a;
            const float x = std::clamp(glm::dot(p - a, d) / std::max(1e-12F, glm::dot(d, d)), 0.0F, 1.0F);
            const vec2 gap = p - a - d * x;
            if (const float g = glm::dot(gap, gap); g < best) {
                best = g;
                place = length_[i] + x * (length_[i + 1] - length_[i]);
            }
        }
        return place;
    }

  private:
    const std::vector<vec2>& points_;
    std::vector<float> length_;
};

constexpr int kCandidates = 96;

/// How much of an edge the outline has at a place: 0 flat or hollow .. 1 a hairpin.
float sharpness(const Walk& walk, float place, bool hole) {
    const float reach = walk.total() * 0.06F;
    const vec2 p = walk.at(place), in = p - walk.at(place - reach), out = walk.at(place + reach) - p;
    const float length = glm::length(in) * glm::length(out);
    if (length < 1e-12F) return 0;
    const float turn = (in.x * out.y - in.y * out.x) * (hole ? -1.0F : 1.0F);
    const float bend = 0.5F * (1 - glm::dot(in, out) / length);
    return turn >= 0 ? bend : 0;
}

/// The sharpest place within one candidate's step of `place`.
float sharpestNear(const Walk& walk, float place, float step, bool hole) {
    float best = -1, found = place;
    for (int k = -8; k <= 8; ++k) {
        const float trial = place + step * static_cast<float>(k) / 8;
        if (const float sharp = sharpness(walk, trial, hole); sharp > best) best = sharp, found = trial;
    }
    return found - std::floor(found / walk.total()) * walk.total();
}

}  // namespace

std::vector<vec3> smoothRing(const std::vector<vec3>& outline, int perPoint) {
    return smooth(outline, perPoint);
}
std::vector<vec2> smoothRing(const std::vector<vec2>& outline, int perPoint) {
    return smooth(outline, perPoint);
}

double signedArea(const std::vector<vec2>& p) {
    double area = 0;
    for (size_t i = 0; i < p.size(); ++i) {
        const vec2 q = p[(i + 1) % p.size()];
        area += 0.5 * (static_cast<double>(p[i].x) * q.y - static_cast<double>(q.x) * p[i].y);
    }
    return area;
}

double perimeter(const std::vector<vec2>& p) {
    double sum = 0;
    for (size_t i = 0; i < p.size(); ++i) sum += glm::distance(p[i], p[(i + 1) % p.size()]);
    return sum;
}

float distanceToOutline(vec2 point, const std::vector<vec2>& outline) {
    float best = 1e30F;
    vec2 a = outline.back();
    for (const vec2 b : outline) {
        const vec2 d = b - a, g = point - a;
        const float x = std::clamp(glm::dot(g, d) / std::max(1e-12F, glm::dot(d, d)), 0.0F, 1.0F);
        const vec2 gap = g - d * x;
        best = std::min(best, glm::dot(gap, gap));
        a = b;
    }
    return std::sqrt(best);
}

Deviation outlineDeviation(const std::vector<vec2>& a, const std::vector<vec2>& b) {
    Deviation out;
    const auto oneWay = [&out](const std::vector<vec2>& from, const std::vector<vec2>& to) {
        const Walk walk(from);
        const int samples = std::clamp(static_cast<int>(from.size()), 24, 64);
        double sum = 0;
        for (int i = 0; i < samples; ++i) {
            const double d =
                distanceToOutline(walk.at(walk.total() * static_cast<float>(i) / static_cast<float>(samples)), to);
            sum += d;
            out.worst = std::max(out.worst, d);
        }
        return sum / samples;
    };
    out.mean = 0.5 * (oneWay(a, b) + oneWay(b, a));
    return out;
}

Rims findRims(const Loop& loop, const std::optional<Rims>& before) {
    const Walk walk(loop.points);
    const float step = walk.total() / kCandidates;
    float places[kCandidates], sharp[kCandidates];
    for (int i = 0; i < kCandidates; ++i) {
        places[i] = static_cast<float>(i) * step;
        sharp[i] = sharpness(walk, places[i], loop.area < 0);
    }
    const float scale = std::max(1e-3F, walk.total() * 0.02F);  // how far a rim may stray for a sharper place
    const auto pick = [&](std::optional<vec2> near, std::optional<float> apartFrom) {
        float best = -1e30F, place = 0;
        for (int i = 0; i < kCandidates; ++i) {
            float worth = sharp[i];
            if (near)
                worth -= 0.5F * glm::dot(walk.at(places[i]) - *near, walk.at(places[i]) - *near) / (scale * scale);
            if (apartFrom) {
                const float gap = std::abs(places[i] - *apartFrom),
                            arc = std::min(gap, walk.total() - gap) / walk.total();
                if (arc < 0.2F) continue;
                if (!near) worth += 0.6F * arc;
            }
            if (worth > best) best = worth, place = places[i];
        }
        return sharpestNear(walk, place, step, loop.area < 0);
    };
    if (before) {
        const float a = pick(before->a, std::nullopt);
        return {walk.at(a), walk.at(pick(before->b, a))};
    }
    const float a = pick(std::nullopt, std::nullopt);
    return {walk.at(a), walk.at(pick(std::nullopt, a))};
}

namespace {

/// Places along the loop, rising: the first half from rim a to rim b, the second back to a.
std::vector<float> rimToRim(const Walk& walk, const Rims& rims, int count, float rimDensity) {
    const float a = walk.nearest(rims.a);
    float b = walk.nearest(rims.b);
    if (b <= a) b += walk.total();
    const int half = count / 2;
    std::vector<float> out;
    for (int i = 0; i < count; ++i) {
        const float x = static_cast<float>(i % half) / static_cast<float>(half);
        const float eased = 0.5F * (1 - std::cos(std::numbers::pi_v<float> * x));
        const float f = x + (eased - x) * rimDensity;
        out.push_back(i < half ? a + (b - a) * f : b + (a + walk.total() - b) * f);
    }
    return out;
}

vec2 middleOf(const Walk& walk) {
    vec2 sum{0};
    for (int i = 0; i < kCandidates; ++i) sum += walk.at(walk.total() * static_cast<float>(i) / kCandidates);
    return sum / static_cast<float>(kCandidates);
}

/// How far along the loop from `place` it comes nearest to `target`, at most `reach`, unwilling to go far.
float nearestBeside(const Walk& walk, float place, vec2 target, float reach) {
    constexpr int kTries = 12;
    constexpr float kReluctance = 0.1F;
    float best = 1e30F, found = 0;
    for (int k = -kTries; k <= kTries; ++k) {
        const float offset = reach * static_cast<float>(k) / kTries;
        const vec2 gap = walk.at(place + offset) - target;
        if (const float cost = glm::dot(gap, gap) + kReluctance * offset * offset; cost < best)
            best = cost, found = offset;
    }
    return found;
}

std::vector<vec2> pointsAt(const Walk& walk, const std::vector<float>& places) {
    std::vector<vec2> out;
    for (const float place : places) out.push_back(walk.at(place));
    return out;
}

}  // namespace

std::vector<vec2> samplePoints(const Loop& loop, const Rims& rims, int count, float rimDensity) {
    const Walk walk(loop.points);
    return pointsAt(walk, rimToRim(walk, rims, count, rimDensity));
}

std::vector<vec2> followPoints(const Loop& loop, const Rims& rims, float rimDensity, const Loop& beforeLoop,
                               const std::vector<vec2>& before) {
    const Walk walk(loop.points);
    const size_t n = before.size(), half = n / 2;
    std::vector<float> places = rimToRim(walk, rims, static_cast<int>(n), rimDensity);
    const vec2 moved = middleOf(walk) - middleOf(Walk(beforeLoop.points));
    std::vector<float> offsets(n, 0.0F);
    for (size_t i = 0; i < n; ++i) {
        if (i % half == 0) continue;  // the rims stay
        const float start = places[i / half * half], end = i < half ? places[half] : places[0] + walk.total();
        const float reach = std::min({0.06F * walk.total(), 0.8F * (places[i] - start), 0.8F * (end - places[i])});
        offsets[i] = nearestBeside(walk, places[i], before[i] + moved, reach);
    }
    for (int round = 0; round < 2; ++round) {
        const std::vector<float> rough = offsets;
        for (size_t i = 0; i < n; ++i)
            if (i % half) offsets[i] = 0.25F * rough[i - 1] + 0.5F * rough[i] + 0.25F * rough[(i + 1) % n];
    }
    for (size_t i = 0; i < n; ++i) places[i] += offsets[i];
    const float gap = 0.15F * walk.total() / static_cast<float>(n);
    for (size_t i = 1; i < n; ++i) places[i] = std::max(places[i], places[i - 1] + gap);
    for (size_t i = n - 1; i > 0; --i)
        places[i] = std::min(places[i], (i + 1 < n ? places[i + 1] : places[0] + walk.total()) - gap);
    return pointsAt(walk, places);
}

}  // namespace myochart::builtin::measured
