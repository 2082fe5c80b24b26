#include "builtin/measured/chain_measure.h"

#include <algorithm>
#include <cassert>
#include <cmath>

#include "builtin/measured/outline.h"
#include "builtin/measured/ring_curve.h"

namespace myochart::builtin::measured {

namespace {

/// Measures one chain of outlines.
class ChainMeasure {
  public:
    ChainMeasure(const SliceStack& stack, const Chain& chain, const MeasureSettings& settings)
        : stack_(stack), chain_(chain), settings_(settings), count_(static_cast<int>(chain.loops.size())) {
        assert(count_ > 0);
        followRims();
        choosePoints();
        followPointsAlong();
        chooseStations();
    }
    const std::vector<int>& stations() const { return stations_; }
    Ring calibrated(int i) const {
        Ring ring = rings_[at(i)];
        const std::vector<vec2> dense = smoothRing(ring.points, 4);
        const auto missing = loop(i).area - signedArea(dense);
        const auto outwards =
            static_cast<float>(std::clamp(missing / std::max(1.0, perimeter(dense)), -0.3, 0.3) + settings_.outwardsMm);
        const size_t n = ring.points.size();
        std::vector<vec2> moved = ring.points;
        for (size_t k = 0; k < n; ++k) {
            const vec2 d = ring.points[(k + 1) % n] - ring.points[(k + n - 1) % n];
            if (const float length = glm::length(d); length > 1e-4F) moved[k] += vec2(d.y, -d.x) / length * outwards;
        }
        ring.points = std::move(moved);
        return ring;
    }

  private:
    const Loop& loop(int i) const { return stack_.loops[at(chain_.loops[at(i)])]; }

    void followRims() {
        rims_.resize(at(count_));
        for (int i = 1; i < count_; ++i)  // the fullest outline shows its rims best
            if (loop(i).perimeter > loop(start_).perimeter) start_ = i;
        rims_[at(start_)] = findRims(loop(start_), std::nullopt);
        for (int i = start_ + 1; i < count_; ++i) rims_[at(i)] = findRims(loop(i), rims_[at(i - 1)]);
        for (int i = start_ - 1; i >= 0; --i) rims_[at(i)] = findRims(loop(i), rims_[at(i + 1)]);
    }

    /// Every section's points, from the fullest outline towards both ends.
    void followPointsAlong() {
        rings_.resize(at(count_));
        rings_[at(start_)] = ringAt(start_, points_);
        const auto follow = [&](int i, int before) {
            rings_[at(i)] = {loop(i).s,
                             followPoints(loop(i), rims_[at(i)], rimDensity_, loop(before), rings_[at(before)].points)};
        };
        for (int i = start_ + 1; i < count_; ++i) follow(i, i - 1);
        for (int i = start_ - 1; i >= 0; --i) follow(i, i + 1);
    }

    Ring ringAt(int i, int points) const {
        return {loop(i).s, samplePoints(loop(i), rims_[at(i)], points, rimDensity_)};
    }

    double misfit(int points) const {
        double sum = 0;
        int used = 0;
        for (int k = 0; k < std::min(7, count_); ++k, ++used) {
            const int i = count_ <= 7 ? k : (count_ - 1) * (2 * k + 1) / 14;
            sum += outlineDeviation(smoothRing(ringAt(i, points).points, 4), loop(i).points).mean;
        }
        return sum / used;
    }

    void choosePoints() {
        static constexpr int kCounts[] = {8, 10, 12, 16, 20, 24, 32, 40, 52, 64, 80, 96, 128};
        for (const int points : kCounts) {
            if (points > settings_.maxPoints) break;
            points_ = points;
            rimDensity_ = 0.35F;
            const double even = misfit(points);
            rimDensity_ = 0.8F;
            const double dense = misfit(points);
            if (even <= dense) rimDensity_ = 0.35F;
            if (std::min(even, dense) < settings_.ringTolMm) break;
        }
    }

    RingCurve curve() const {
        std::vector<Ring> chosen;
        for (const int i : stations_) chosen.push_back(rings_[at(i)]);
        return RingCurve(std::move(chosen));
    }

    void chooseStations() {
        stations_ = {0};
        if (count_ > 1) stations_.push_back(count_ - 1);
        std::vector<bool> settled(1, false);
        for (int round = 0; round < 12 && stations_.size() > 1; ++round) {
            const RingCurve through = curve();
            std::vector<int> stations = {0};
            std::vector<bool> done;
            bool changed = false;
            for (size_t k = 0; k + 1 < stations_.size(); ++k) {
                const int worst = settled[k] ? -1 : worstBetween(through, k);
                if (worst >= 0) {
                    stations.push_back(worst);
                    done.push_back(false);
                    changed = true;
                }
                stations.push_back(stations_[k + 1]);
                done.push_back(worst < 0);
            }
            stations_ = std::move(stations);
            settled = std::move(done);
            if (!changed) break;
        }
    }

    /// A section between stations k and k + 1 that is off by more than allowed, best one to add; -1: none.
    int worstBetween(const RingCurve& through, size_t k) const {
        const int first = stations_[k], last = stations_[k + 1];
        const int inside = last - first - 1;
        double worst = 0;
        int found = -1;
        for (int n = 0; n < std::min(5, inside); ++n) {
            const int i = inside <= 5 ? first + 1 + n : first + (last - first) * (n + 1) / 6;
            const Deviation off =
                outlineDeviation(smoothRing(through.atSection(k, loop(i).s).points, 3), loop(i).points);
            const double badness = std::max(off.mean / settings_.stationTolMm, off.worst / settings_.stationWorstMm);
            if (badness > 1 && badness > worst) {
                worst = badness;
                found = i;
            }
        }
        return found < 0 ? -1 : inside > 8 ? (first + last) / 2 : found;
    }

    const SliceStack& stack_;
    const Chain& chain_;
    const MeasureSettings& settings_;
    int count_;
    int start_ = 0;
    int points_ = 8;
    float rimDensity_ = 0.8F;
    std::vector<Rims> rims_;
    std::vector<Ring> rings_;
    std::vector<int> stations_;
};

std::int32_t steps(float mm, float step) {
    return static_cast<std::int32_t>(std::lround(mm / step));
}

BranchEnd endOf(BranchEnd::Kind kind, vec3 tip, float step) {
    return {kind, {steps(tip.x, step), steps(tip.y, step), steps(tip.z, step)}};
}

}  // namespace

Branch measureChain(const SliceStack& stack, const Chain& chain, const MeasureSettings& settings, float step) {
    const ChainMeasure measure(stack, chain, settings);
    Branch branch;
    for (const int station : measure.stations()) {
        const Ring ring = measure.calibrated(station);
        Section section{steps(ring.s, step), {}};
        for (const vec2 p : ring.points) section.outline.push_back({steps(p.x, step), steps(p.y, step)});
        if (!branch.sections.empty() && branch.sections.back().s >= section.s) continue;
        branch.sections.push_back(std::move(section));
    }
    branch.first = endOf(chain.firstKind, chain.firstTip, step);
    branch.last = endOf(chain.lastKind, chain.lastTip, step);
    if (branch.first.tip[0] >= branch.sections.front().s && branch.first.kind == BranchEnd::Kind::tip)
        branch.first.kind = BranchEnd::Kind::flat;
    if (branch.last.tip[0] <= branch.sections.back().s && branch.last.kind == BranchEnd::Kind::tip)
        branch.last.kind = BranchEnd::Kind::flat;
    return branch;
}

}  // namespace myochart::builtin::measured
