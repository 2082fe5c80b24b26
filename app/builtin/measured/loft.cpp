#include "builtin/measured/loft.h"

#include <algorithm>
#include <cmath>

#include "builtin/measured/outline.h"
#include "builtin/measured/ring_curve.h"
#include "builtin/measured/row_choice.h"
#include "builtin/measured/stitch.h"

namespace myochart::builtin::measured {

namespace {

class Lofter {
  public:
    Lofter(const MeasuredShape& shape, const LoftSettings& settings) : shape_(shape), settings_(settings) {}

    Loft run() {
        for (const Branch& branch : shape_.branches) addBranch(branch);
        std::vector<std::uint32_t> seams;
        for (const Junction& junction : shape_.junctions) {
            addJunction(junction);
            seams.insert(seams.end(), end(junction.whole).row.begin(), end(junction.whole).row.end());
            for (const BranchRef part : junction.parts)
                seams.insert(seams.end(), end(part).row.begin(), end(part).row.end());
        }
        if (!seams.empty()) stitch_.fair(seams);
        stitch_.calm(settings_.calmMm);
        for (const vec3 p : stitch_.positions) out_.section.push_back(p.x);
        for (const vec3 p : stitch_.positions) out_.mesh.positions.push_back(shape_.frame.toBody(p));
        out_.mesh.indices = std::move(stitch_.indices);
        turnSlivers(out_.mesh);
        return std::move(out_);
    }

  private:
    struct Built {
        Picked first, last;
        int points = 0, round = 1;
    };

    Ring ringOf(const Section& section) const {
        Ring ring{static_cast<float>(section.s) * shape_.stepMm, {}};
        for (const auto& p : section.outline) ring.points.push_back(vec2(p[0], p[1]) * shape_.stepMm);
        return ring;
    }
    vec3 tipOf(const BranchEnd& end) const { return vec3(end.tip[0], end.tip[1], end.tip[2]) * shape_.stepMm; }

    /// A tip closes as a dome only where every point of the outline sees it.
    static bool seesAll(const Ring& ring, vec3 tip) {
        const vec2 c{tip.y, tip.z};
        const size_t n = ring.points.size();
        const bool hole = signedArea(ring.points) < 0;
        for (size_t i = 0; i < n; ++i) {
            const vec2 p = ring.points[i] - c, q = ring.points[(i + 1) % n] - c;
            if ((p.x * q.y - q.x * p.y > 0) == hole) return false;
        }
        return true;
    }

    int edgesRound(const std::vector<Ring>& rings) const {
        double sum = 0;
        for (const Ring& ring : rings) sum = std::max(sum, perimeter(ring.points));
        const double spacing = sum / static_cast<double>(rings.front().points.size());
        return std::clamp(static_cast<int>(std::lround(spacing / settings_.edgeMm)), 1, settings_.maxRound);
    }

    void addBranch(const Branch& branch) {
        std::vector<Ring> rings;
        for (const Section& section : branch.sections) rings.push_back(ringOf(section));
        const bool domeFirst = branch.first.kind == BranchEnd::Kind::tip && seesAll(rings.front(), tipOf(branch.first));
        const bool domeLast = branch.last.kind == BranchEnd::Kind::tip && seesAll(rings.back(), tipOf(branch.last));
        Built built;
        built.points = static_cast<int>(rings.front().points.size());
        built.round = edgesRound(rings);
        const auto point = [&](vec3 tip) {
            return Ring{tip.x, std::vector<vec2>(rings.front().points.size(), vec2(tip.y, tip.z))};
        };
        if (domeLast) rings.push_back(point(tipOf(branch.last)));
        if (domeFirst) rings.insert(rings.begin(), point(tipOf(branch.first)));
        const RingCurve curve(std::move(rings));
        addRows(curve, domeFirst, domeLast, built);
        if (domeFirst)
            stitch_.fan(stitch_.add(tipOf(branch.first)), built.first.row, false);
        else if (branch.first.kind != BranchEnd::Kind::junction)
            stitch_.zip(built.first.row, false);
        if (domeLast)
            stitch_.fan(stitch_.add(tipOf(branch.last)), built.last.row, true);
        else if (branch.last.kind != BranchEnd::Kind::junction)
            stitch_.zip(built.last.row, true);
        built_.push_back(std::move(built));
    }

    void addRows(const RingCurve& curve, bool domeFirst, bool domeLast, Built& built) {
        const std::vector<Ring> rings = denseRings(curve, domeFirst, domeLast, built.round);
        Picked before;
        for (const size_t i : rowsWorthKeeping(rings, settings_)) {
            Picked row = pickPoints(rings[i], settings_);
            for (const int k : row.places)
                row.row.push_back(stitch_.add({rings[i].s, rings[i].points[static_cast<size_t>(k)]}));
            if (before.row.empty())
                built.first = row;
            else
                stitch_.band(before, row);
            before = std::move(row);
        }
        built.last = std::move(before);
    }

    /// All rows of a branch at full resolution; those of tips left out.
    std::vector<Ring> denseRings(const RingCurve& curve, bool domeFirst, bool domeLast, int round) const {
        std::vector<Ring> out;
        const auto add = [&](Ring ring) {
            if (round > 1) ring.points = smoothRing(ring.points, round);
            out.push_back(std::move(ring));
        };
        for (size_t i = 0; i < curve.intervals(); ++i) {
            const int rows =
                std::clamp(static_cast<int>(std::lround(curve.spacing(i) / settings_.edgeMm)), 1, settings_.maxAlong);
            const bool fromTip = domeFirst && i == 0, toTip = domeLast && i + 1 == curve.intervals();
            for (int k = fromTip ? 1 : 0; k < rows; ++k)
                add(k == 0 ? curve.ring(i) : curve.at(i, static_cast<float>(k) / static_cast<float>(rows)));
            if (i + 1 == curve.intervals() && !toTip) add(curve.ring(i + 1));
        }
        if (out.empty()) add(curve.ring(domeFirst && curve.intervals() ? 1 : 0));
        return out;
    }

    const Picked& end(BranchRef ref) const { return ref.atLast ? built_[ref.branch].last : built_[ref.branch].first; }

    void addJunction(const Junction& junction) {
        const Built& whole = built_[junction.whole.branch];
        const bool rising = junction.whole.atLast;
        if (junction.parts.size() == 1) {
            Row other = end(junction.parts[0]).row;
            std::reverse(other.begin(), other.end());
            if (rising)
                stitch_.strip(end(junction.whole).row, other);
            else
                stitch_.strip(other, end(junction.whole).row);
            return;
        }
        const Picked& row = end(junction.whole);
        std::vector<int> left(row.row.size());
        for (size_t i = 0; i < left.size(); ++i) left[i] = static_cast<int>(i);
        for (size_t part = 0; part < junction.parts.size(); ++part) {
            const std::vector<int> arc =
                part < junction.cuts.size() ? takeArc(left, junction.cuts[part], whole, row) : left;
            Row loop;
            for (const int i : arc) loop.push_back(row.row[static_cast<size_t>(i)]);
            if (rising)
                stitch_.strip(loop, end(junction.parts[part]).row);
            else
                stitch_.strip(end(junction.parts[part]).row, loop);
        }
    }

    /// Takes the arc of a cut out of `left` (its two ends stay in both), at least three points in each.
    static std::vector<int> takeArc(std::vector<int>& left, const std::array<std::int32_t, 2>& cut, const Built& whole,
                                    const Picked& row) {
        const int dense = whole.points * whole.round, n = static_cast<int>(left.size());
        const auto position = [&](int quarters) {
            const int wanted = static_cast<int>(std::lround(quarters * whole.round / 4.0)) % dense;
            const auto nearest = std::min_element(left.begin(), left.end(), [&](int a, int b) {
                const auto apart = [&](int i) {
                    const int gap = std::abs(row.places[static_cast<size_t>(i)] - wanted);
                    return std::min(gap, dense - gap);
                };
                return apart(a) < apart(b);
            });
            return static_cast<int>(nearest - left.begin());
        };
        const int start = position(cut[0]);
        const int length = std::clamp((position(cut[1]) - start + n) % n + 1, std::min(3, n - 1), std::max(3, n - 1));
        std::rotate(left.begin(), left.begin() + start, left.end());
        std::vector<int> arc(left.begin(), left.begin() + std::min(length, n));
        if (length > 2) left.erase(left.begin() + 1, left.begin() + length - 1);
        return arc;
    }

    const MeasuredShape& shape_;
    const LoftSettings& settings_;
    Stitch stitch_;
    std::vector<Built> built_;
    Loft out_;
};

}  // namespace

Loft buildLoft(const MeasuredShape& shape, const LoftSettings& settings) {
    return Lofter(shape, settings).run();
}

}  // namespace myochart::builtin::measured
