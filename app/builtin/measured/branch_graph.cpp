#include "builtin/measured/branch_graph.h"

#include <algorithm>
#include <cmath>
#include <optional>

namespace myochart::builtin::measured {

namespace {

double meanGap(const Loop& a, const Loop& b) {
    double sum = 0;
    int count = 0;
    const size_t stride = std::max<size_t>(1, a.points.size() / 24);
    for (size_t i = 0; i < a.points.size(); i += stride, ++count) {
        float best = 1e30F;
        for (const vec2 q : b.points) best = std::min(best, glm::dot(a.points[i] - q, a.points[i] - q));
        sum += std::sqrt(static_cast<double>(best));
    }
    return count ? sum / count : 1e30;
}

class Follower {
  public:
    Follower(const SliceStack& stack, const PruneLimits& limits) : stack_(stack), limits_(limits) {
        alive_.assign(stack.loops.size(), true);
        for (size_t i = 0; i < stack.loops.size(); ++i)
            if (stack.loops[i].points.size() < 3 || stack.loops[i].perimeter < 0.05) alive_[i] = false;
        for (const Link& link : stack.links) addStars(link);
    }

    BranchGraph run() {
        for (int round = 0; round < 400; ++round) {
            indexLinks();
            collectChains();
            if (!prune()) break;
        }
        return graph();
    }

  private:
    struct Run {
        std::vector<int> loops;
        int below = 0, above = 0;  // links
        double length = 0, area = 0;
    };

    /// Takes a many-to-many link apart into stars (one to some), nearest outlines first.
    void addStars(const Link& link) {
        if (link.lower.size() <= 1 || link.upper.size() <= 1) {
            links_.push_back(link);
            return;
        }
        struct Pair {
            double gap;
            int low, high;
        };
        std::vector<Pair> pairs;
        for (const int l : link.lower)
            for (const int u : link.upper)
                pairs.push_back({meanGap(stack_.loops[at(l)], stack_.loops[at(u)]) +
                                     meanGap(stack_.loops[at(u)], stack_.loops[at(l)]),
                                 l, u});
        std::sort(pairs.begin(), pairs.end(), [](const Pair& a, const Pair& b) { return a.gap < b.gap; });
        std::vector<Link> stars;
        const auto starOf = [&](int loop) -> Link* {
            for (Link& star : stars)
                for (const auto* side : {&star.lower, &star.upper})
                    if (std::find(side->begin(), side->end(), loop) != side->end()) return &star;
            return nullptr;
        };
        for (const auto& [gap, low, high] : pairs)
            if (!starOf(low) && !starOf(high)) stars.push_back({{low}, {high}, {}, {}, false});
        for (const auto& [gap, low, high] : pairs) {
            Link* a = starOf(low);
            Link* b = starOf(high);
            if (a && !b && a->lower.size() == 1) a->upper.push_back(high);
            if (b && !a && b->upper.size() == 1) b->lower.push_back(low);
        }
        for (Link& star : stars) links_.push_back(std::move(star));
    }

    int living(const std::vector<int>& loops) const {
        return static_cast<int>(std::count_if(loops.begin(), loops.end(), [&](int i) { return alive_[at(i)]; }));
    }
    bool continues(int link) const {
        return link >= 0 && living(links_[at(link)].lower) == 1 && living(links_[at(link)].upper) == 1;
    }

    void indexLinks() {
        below_.assign(stack_.loops.size(), -1);
        above_ = below_;
        for (size_t k = 0; k < links_.size(); ++k) {
            for (const int i : links_[k].lower) above_[at(i)] = static_cast<int>(k);
            for (const int i : links_[k].upper) below_[at(i)] = static_cast<int>(k);
        }
    }

    int onlyLiving(const std::vector<int>& loops) const {
        for (const int i : loops)
            if (alive_[at(i)]) return i;
        return -1;
    }

    void collectChains() {
        runs_.clear();
        for (int i = 0; i < static_cast<int>(stack_.loops.size()); ++i) {
            if (!alive_[at(i)] || continues(below_[at(i)])) continue;
            Run run;
            for (int loop = i;;) {
                run.loops.push_back(loop);
                if (!continues(above_[at(loop)])) break;
                loop = onlyLiving(links_[at(above_[at(loop)])].upper);
            }
            run.below = below_[at(run.loops.front())];
            run.above = above_[at(run.loops.back())];
            measure(run);
            runs_.push_back(std::move(run));
        }
    }

    bool freeEnd(int link, bool below) const {
        return link < 0 || living(below ? links_[at(link)].lower : links_[at(link)].upper) == 0;
    }
    /// A free end that is a fork's, left alone: nothing on the far side and no other outline beside it.
    bool isFree(const Run& run, bool below) const {
        const int link = below ? run.below : run.above;
        if (!freeEnd(link, below)) return false;
        return link < 0 || living(below ? links_[at(link)].upper : links_[at(link)].lower) == 1;
    }

    void measure(Run& run) const {
        const Loop& first = stack_.loops[at(run.loops.front())];
        const Loop& last = stack_.loops[at(run.loops.back())];
        run.length = last.s - first.s;
        for (size_t k = 0; k + 1 < run.loops.size(); ++k) {
            const Loop& a = stack_.loops[at(run.loops[k])];
            const Loop& b = stack_.loops[at(run.loops[k + 1])];
            run.area += 0.5 * (a.perimeter + b.perimeter) * (b.s - a.s);
        }
        const auto end = [&](const Loop& loop, int link, bool below) {
            if (link < 0 || !freeEnd(link, below) || !links_[at(link)].hasVertex) return;
            const double height = below ? loop.s - links_[at(link)].lowest.x : links_[at(link)].highest.x - loop.s;
            run.length += height;
            run.area += 0.5 * loop.perimeter * height + std::abs(loop.area) * 0.5;
        };
        end(first, run.below, true);
        end(last, run.above, false);
    }

    bool tooSmall(const Run& run) const {
        const bool freeBelow = isFree(run, true), freeAbove = isFree(run, false);
        if (freeBelow && freeAbove) return run.area < limits_.isletAreaMm2;
        if (freeBelow || freeAbove) return run.length < limits_.spurMm || run.area < limits_.spurAreaMm2;
        return run.length < limits_.bridgeMm && !carriesAlone(run) &&
               (run.area < limits_.spurAreaMm2 || besideSlit(run));
    }
    /// True when cutting the run would part what hangs together: it is the only one on its side of a link.
    bool carriesAlone(const Run& run) const {
        const auto alone = [&](int link, bool below) {
            return link < 0 || living(below ? links_[at(link)].upper : links_[at(link)].lower) <= 1;
        };
        return alone(run.below, true) || alone(run.above, false);
    }

    /// Drops the smallest run that is too small. False: none is.
    bool prune() {
        const Run* smallest = nullptr;
        for (const Run& run : runs_)
            if (tooSmall(run) && (!smallest || run.area < smallest->area)) smallest = &run;
        if (!smallest) return false;
        if (!closeHole(*smallest))
            for (const int i : smallest->loops) alive_[at(i)] = false;
        return true;
    }

    static double narrowest(const Loop& a, const Loop& b) {
        float best = 1e30F;
        for (const vec2 p : a.points)
            for (const vec2 q : b.points) best = std::min(best, glm::dot(p - q, p - q));
        return std::sqrt(static_cast<double>(best));
    }
    /// True when the run comes near another outline of its slice all along: what lies between is a slit, not a hole.
    bool besideSlit(const Run& run) const {
        for (const int i : run.loops) {
            bool near = false;
            for (const Run& other : runs_)
                for (const int k : other.loops)
                    near = near || (k != i && stack_.loops[at(k)].slice == stack_.loops[at(i)].slice &&
                                    narrowest(stack_.loops[at(i)], stack_.loops[at(k)]) < limits_.slitMm);
            if (!near) return false;
        }
        return true;
    }

    std::vector<int> livingOf(const std::vector<int>& loops) const {
        std::vector<int> out;
        std::copy_if(loops.begin(), loops.end(), std::back_inserter(out), [&](int i) { return alive_[at(i)]; });
        return out;
    }
    /// Where an outline parts and all its parts meet again soon: leaves the parts out and goes straight on.
    bool closeHole(const Run& run) {
        if (run.below < 0 || run.above < 0) return false;
        const auto wholeLow = livingOf(links_[at(run.below)].lower), wholeHigh = livingOf(links_[at(run.above)].upper);
        if (wholeLow.size() != 1 || wholeHigh.size() != 1) return false;
        std::vector<const Run*> parts;
        for (const Run& other : runs_)
            if (other.below == run.below || other.above == run.above) {
                if (other.loops.front() == wholeHigh[0] || other.loops.back() == wholeLow[0]) continue;
                if (other.below != run.below || other.above != run.above) return false;
                parts.push_back(&other);
            }
        for (const Run* part : parts)
            for (const int i : part->loops) alive_[at(i)] = false;
        links_.push_back({wholeLow, wholeHigh, {}, {}, false});
        return true;
    }

    void closeEnd(const Run& run, Chain& chain, bool below) const {
        const int link = below ? run.below : run.above;
        auto& kind = below ? chain.firstKind : chain.lastKind;
        kind = BranchEnd::Kind::flat;
        if (link < 0 || !links_[at(link)].hasVertex || !isFree(run, below)) return;
        if (links_[at(link)].lower.size() + links_[at(link)].upper.size() != 1) return;
        kind = BranchEnd::Kind::tip;
        (below ? chain.firstTip : chain.lastTip) = below ? links_[at(link)].lowest : links_[at(link)].highest;
    }

    BranchGraph graph() const {
        BranchGraph out;
        std::vector<std::optional<BranchRef>> endOf[2];
        endOf[0].resize(stack_.loops.size());
        endOf[1].resize(stack_.loops.size());
        for (const Run& run : runs_) {
            const auto index = static_cast<std::uint32_t>(out.chains.size());
            endOf[0][at(run.loops.front())] = BranchRef{index, false};
            endOf[1][at(run.loops.back())] = BranchRef{index, true};
            Chain chain;
            chain.loops = run.loops;
            closeEnd(run, chain, true);
            closeEnd(run, chain, false);
            out.chains.push_back(std::move(chain));
        }
        for (const Link& link : links_) {
            addFork(link, endOf[1], endOf[0], out);
            addBridges(livingOf(link.lower), livingOf(link.upper), endOf[1], endOf[0], out);
        }
        return out;
    }

    /// Outlines that meet over a rim or an arch (several on one side, none on the other) close one another in pairs.
    void addBridges(std::vector<int> low, std::vector<int> high, const std::vector<std::optional<BranchRef>>& lowerEnds,
                    const std::vector<std::optional<BranchRef>>& upperEnds, BranchGraph& out) const {
        if (!low.empty() && !high.empty()) return;
        std::vector<int>& loops = low.empty() ? high : low;
        const auto& ends = low.empty() ? upperEnds : lowerEnds;
        while (loops.size() >= 2) {
            size_t mate = 1;
            for (size_t k = 2; k < loops.size(); ++k)
                if (meanGap(stack_.loops[at(loops[k])], stack_.loops[at(loops[0])]) <
                    meanGap(stack_.loops[at(loops[mate])], stack_.loops[at(loops[0])]))
                    mate = k;
            const BranchRef a = *ends[at(loops[0])], b = *ends[at(loops[mate])];
            for (const BranchRef end : {a, b})
                (end.atLast ? out.chains[end.branch].lastKind : out.chains[end.branch].firstKind) =
                    BranchEnd::Kind::junction;
            out.forks.push_back({a, {b}});
            loops.erase(loops.begin() + static_cast<std::ptrdiff_t>(mate));
            loops.erase(loops.begin());
        }
    }

    void addFork(const Link& link, const std::vector<std::optional<BranchRef>>& lowerEnds,
                 const std::vector<std::optional<BranchRef>>& upperEnds, BranchGraph& out) const {
        const int low = living(link.lower), high = living(link.upper);
        if (std::min(low, high) != 1 || std::max(low, high) < 2) return;
        const bool wholeBelow = low == 1;
        Fork fork;
        fork.whole = *(wholeBelow ? lowerEnds : upperEnds)[at(onlyLiving(wholeBelow ? link.lower : link.upper))];
        for (const int i : wholeBelow ? link.upper : link.lower)
            if (alive_[at(i)]) fork.parts.push_back(*(wholeBelow ? upperEnds : lowerEnds)[at(i)]);
        const auto mark = [&](BranchRef end) {
            Chain& chain = out.chains[end.branch];
            (end.atLast ? chain.lastKind : chain.firstKind) = BranchEnd::Kind::junction;
        };
        mark(fork.whole);
        for (const BranchRef part : fork.parts) mark(part);
        out.forks.push_back(std::move(fork));
    }

    const SliceStack& stack_;
    const PruneLimits& limits_;
    std::vector<Link> links_;
    std::vector<bool> alive_;
    std::vector<int> below_, above_;
    std::vector<Run> runs_;
};

}  // namespace

BranchGraph followBranches(const SliceStack& stack, const PruneLimits& limits) {
    return Follower(stack, limits).run();
}

}  // namespace myochart::builtin::measured
