#include "builtin/measured/ring_curve.h"

#include <algorithm>
#include <cmath>

namespace myochart::builtin::measured {

namespace {

struct Hermite {
    float a, ma, b, mb;
    explicit Hermite(float x) {
        const float x2 = x * x, x3 = x2 * x;
        a = 2 * x3 - 3 * x2 + 1;
        ma = x3 - 2 * x2 + x;
        b = 3 * x2 - 2 * x3;
        mb = x3 - x2;
    }
};

float meanDistance(const Ring& p, const Ring& q) {
    const float ds = q.s - p.s;
    float sum = 0;
    for (size_t i = 0; i < p.points.size(); ++i) sum += glm::length(vec3(ds, q.points[i] - p.points[i]));
    return sum / static_cast<float>(p.points.size());
}

}  // namespace

RingCurve::RingCurve(std::vector<Ring> rings) : rings_(std::move(rings)) {
    const size_t n = rings_.size();
    for (size_t i = 0; i + 1 < n; ++i)
        gap_.push_back(std::sqrt(std::max(1e-3F, meanDistance(rings_[i], rings_[i + 1]))));
    slopeS_.assign(n, 0);
    slope_.resize(n);
    const auto rise = [&](size_t i) { return (rings_[i + 1].s - rings_[i].s) / gap_[i]; };
    for (size_t i = 0; i < n && n > 1; ++i) {
        const size_t before = i > 0 ? i - 1 : 0, after = std::min(i, n - 2);
        const float hb = gap_[before], ha = gap_[after];
        slopeS_[i] = std::min({(rise(before) * ha + rise(after) * hb) / (ha + hb), 3 * rise(before), 3 * rise(after)});
        slope_[i].resize(rings_[i].points.size());
        for (size_t k = 0; k < slope_[i].size(); ++k) {
            const vec2 in = (rings_[before + 1].points[k] - rings_[before].points[k]) / hb;
            const vec2 on = (rings_[after + 1].points[k] - rings_[after].points[k]) / ha;
            slope_[i][k] = (in * ha + on * hb) / (ha + hb);
        }
    }
}

float RingCurve::sectionAt(size_t i, float x) const {
    const Hermite h(x);
    return rings_[i].s * h.a + slopeS_[i] * gap_[i] * h.ma + rings_[i + 1].s * h.b + slopeS_[i + 1] * gap_[i] * h.mb;
}

Ring RingCurve::at(size_t i, float x) const {
    const Hermite h(x);
    Ring out{sectionAt(i, x), rings_[i].points};
    const float ma = h.ma * gap_[i], mb = h.mb * gap_[i];
    for (size_t k = 0; k < out.points.size(); ++k)
        out.points[k] = out.points[k] * h.a + slope_[i][k] * ma + rings_[i + 1].points[k] * h.b + slope_[i + 1][k] * mb;
    return out;
}

Ring RingCurve::atSection(size_t i, float s) const {
    float low = 0, high = 1;
    for (int k = 0; k < 16; ++k) (sectionAt(i, 0.5F * (low + high)) < s ? low : high) = 0.5F * (low + high);
    return at(i, 0.5F * (low + high));
}

}  // namespace myochart::builtin::measured
