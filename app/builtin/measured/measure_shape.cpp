#include "builtin/measured/measure_shape.h"

#include <algorithm>
#include <cmath>

#include "builtin/measured/chain_measure.h"
#include "builtin/measured/nearest_triangle.h"
#include "builtin/measured/outline.h"
#include "builtin/measured/slice_stack.h"

namespace myochart::builtin::measured {

namespace {

/// Levels for a first cut, evenly between the ends.
std::vector<float> evenLevels(const geometry::TriMesh& mapped) {
    const Box box = geometry::bounds(mapped);
    const float range = box.size().x;
    const float gap = std::clamp(range / 140, 0.3F, 2.5F);
    const int count = std::max(5, static_cast<int>(range / gap));
    std::vector<float> levels;
    for (int i = 0; i < count; ++i)
        levels.push_back(box.min.x + range * (static_cast<float>(i) + 0.5017F) / static_cast<float>(count));
    return levels;
}

/// More levels where outlines part, and towards tips, so that no more than a thin slab is left unmeasured.
std::vector<float> refinedLevels(const SliceStack& stack, float finest) {
    std::vector<float> levels = stack.levels;
    for (const Link& link : stack.links) {
        const size_t low = link.lower.size(), high = link.upper.size();
        if (low + high == 1 && link.hasVertex) {
            const Loop& loop = stack.loops[at(low ? link.lower[0] : link.upper[0])];
            const float tip = low ? link.highest.x : link.lowest.x, height = tip - loop.s;
            if (loop.perimeter < 4 || std::abs(height) < 2 * finest) continue;
            for (const float part : {0.45F, 0.75F, 0.93F}) levels.push_back(loop.s + height * part);
        } else if (low + high >= 2 && (!low || !high) && link.hasVertex) {
            const float near = stack.loops[at(low ? link.lower[0] : link.upper[0])].s;
            const float far = low ? link.highest.x : link.lowest.x;
            if (std::abs(far - near) < 2 * finest) continue;
            for (const float part : {0.45F, 0.75F, 0.93F}) levels.push_back(near + (far - near) * part);
        } else if (low + high > 2 && low && high) {
            const float a = stack.loops[at(link.lower[0])].s, b = stack.loops[at(link.upper[0])].s;
            if (b - a < 2 * finest) continue;
            for (const float part : {0.27F, 0.52F, 0.77F}) levels.push_back(a + (b - a) * part);
        }
    }
    std::sort(levels.begin(), levels.end());
    std::vector<float> apart;
    for (const float level : levels)
        if (apart.empty() || level - apart.back() > finest) apart.push_back(level);
    return apart;
}

SliceStack sliceFinely(const geometry::TriMesh& mapped) {
    SliceStack stack = sliceMesh(mapped, evenLevels(mapped));
    const float range = geometry::bounds(mapped).size().x;
    const float finest = std::clamp(range / 1200, 0.04F, 0.12F);
    for (int round = 0; round < 2; ++round) {
        std::vector<float> levels = refinedLevels(stack, finest);
        if (levels.size() == stack.levels.size() || levels.size() > 900) break;
        stack = sliceMesh(mapped, std::move(levels));
    }
    return stack;
}

/// The run of `mine` entries (a circular stretch) that holds most of them and least of the others.
std::pair<int, int> bestStretch(const std::vector<float>& worth) {
    const int n = static_cast<int>(worth.size());
    float best = -1e30F;
    std::pair<int, int> found{0, n / 2};
    for (int start = 0; start < n; ++start) {
        float sum = 0;
        for (int length = 1; length <= n - 2; ++length) {
            sum += worth[at((start + length - 1) % n)];
            if (length >= 3 && sum > best) {
                best = sum;
                found = {start, length};
            }
        }
    }
    return found;
}

/// Cuts the whole's outline among the parts: each point goes to the part whose outline is nearest.
Junction measureFork(const SliceStack& stack, const BranchGraph& graph, const Fork& fork,
                     const std::vector<Branch>& branches, float step) {
    Junction out{fork.whole, fork.parts, {}};
    const Branch& whole = branches[fork.whole.branch];
    const Section& section = fork.whole.atLast ? whole.sections.back() : whole.sections.front();
    std::vector<vec2> points;
    for (const auto& p : section.outline) points.push_back(vec2(p[0], p[1]) * step);
    const std::vector<vec2> dense = smoothRing(points, 4);
    const auto outlineOf = [&](BranchRef part) -> const std::vector<vec2>& {
        const auto& loops = graph.chains[part.branch].loops;
        return stack.loops[at(part.atLast ? loops.back() : loops.front())].points;
    };
    std::vector<int> owner;
    for (const vec2 p : dense) {
        float best = 1e30F;
        int who = 0;
        for (size_t k = 0; k < fork.parts.size(); ++k)
            if (const float d = distanceToOutline(p, outlineOf(fork.parts[k])); d < best)
                best = d, who = static_cast<int>(k);
        owner.push_back(who);
    }
    std::vector<int> left(dense.size());
    for (size_t i = 0; i < left.size(); ++i) left[i] = static_cast<int>(i);
    for (int part = 0; part + 1 < static_cast<int>(fork.parts.size()); ++part) {
        std::vector<float> worth;
        for (size_t i = 0; i < left.size(); ++i) {
            const float length = glm::distance(dense[at(left[i])], dense[at(left[(i + 1) % left.size()])]) + 1e-3F;
            worth.push_back(owner[at(left[i])] == part ? length : -length);
        }
        const auto [start, length] = bestStretch(worth);
        const int n = static_cast<int>(left.size());
        std::rotate(left.begin(), left.begin() + start, left.end());
        out.cuts.push_back({left[0], left[at(std::min(length, n - 1) - 1)]});
        left.erase(left.begin() + 1, left.begin() + std::min(length, n - 1) - 1);
    }
    return out;
}

float stepFor(const geometry::TriMesh& mesh) {
    const float size = glm::length(geometry::bounds(mesh).size());
    return size > 80 ? 0.1F : size > 25 ? 0.05F : 0.02F;
}

/// Moves the ends of a fork's parts away from the fork, so that the surface between is a slope and not a step.
void openForks(BranchGraph& graph, const SliceStack& stack, double gapMm) {
    const auto section = [&](const Chain& chain, bool last) {
        return stack.loops[at(last ? chain.loops.back() : chain.loops.front())].s;
    };
    for (const Fork& fork : graph.forks) {
        if (fork.parts.size() < 2) continue;
        const float from = section(graph.chains[fork.whole.branch], fork.whole.atLast);
        for (const BranchRef part : fork.parts) {
            std::vector<int>& loops = graph.chains[part.branch].loops;
            const auto length = std::abs(stack.loops[at(loops.back())].s - stack.loops[at(loops.front())].s);
            const double gap = std::min(gapMm, 0.3 * length);
            while (loops.size() > 2 && std::abs(section(graph.chains[part.branch], part.atLast) - from) < gap)
                loops.erase(part.atLast ? loops.end() - 1 : loops.begin());
        }
    }
}

/// Leaves out sections that lie too close to the one before to add anything but noise; tips keep theirs.
void thinOut(BranchGraph& graph, const SliceStack& stack, double closestMm) {
    constexpr size_t kTipSections = 4;
    for (Chain& chain : graph.chains) {
        const size_t n = chain.loops.size();
        const size_t first = chain.firstKind == BranchEnd::Kind::tip ? kTipSections : 1;
        const size_t last = chain.lastKind == BranchEnd::Kind::tip ? kTipSections : 1;
        std::vector<int> kept;
        for (size_t i = 0; i < n; ++i) {
            const float s = stack.loops[at(chain.loops[i])].s;
            const bool crowded = i >= first && s - stack.loops[at(kept.back())].s < closestMm;
            if (crowded && i + last < n) continue;
            kept.push_back(chain.loops[i]);
        }
        chain.loops = std::move(kept);
    }
}

}  // namespace

MeasureSettings settingsFor(const geometry::TriMesh& mesh) {
    const double size = glm::length(geometry::bounds(mesh).size());
    const double area = std::max(1.0, surfaceArea(mesh));
    const double thickness = 2 * std::abs(geometry::signedVolume(mesh)) / area;
    const double scale = std::clamp(std::min(size / 100, 0.25 + thickness / 6), area > 60000 ? 0.8 : 0.35, 1.1);
    MeasureSettings settings;
    settings.closestMm = std::clamp(size / 350, 0.15, 1.0);
    settings.ringTolMm *= scale;
    settings.stationTolMm *= scale;
    settings.stationWorstMm *= scale;
    settings.forkGapMm = std::clamp(size / 60, 0.4, 2.5);
    settings.prune.spurMm = std::clamp(size / 60, 0.5, 2.0);
    settings.prune.bridgeMm = std::clamp(size / 60, 0.5, 2.5);
    settings.prune.isletAreaMm2 = std::clamp(size * size / 500, 2.0, 20.0);
    settings.prune.spurAreaMm2 = std::clamp(size * size / 800, 1.0, 10.0);
    return settings;
}

MeasuredShape measureShape(const geometry::TriMesh& mesh, const SectionFrame& frame, const MeasureSettings& settings) {
    geometry::TriMesh mapped = mesh;
    for (vec3& p : mapped.positions) p = frame.fromBody(p);
    const SliceStack stack = sliceFinely(mapped);
    BranchGraph graph = followBranches(stack, settings.prune);
    openForks(graph, stack, settings.forkGapMm);
    thinOut(graph, stack, settings.closestMm);
    MeasuredShape shape;
    shape.frame = frame;
    shape.stepMm = stepFor(mesh);
    for (const Chain& chain : graph.chains)
        shape.branches.push_back(measureChain(stack, chain, settings, shape.stepMm));
    for (const Fork& fork : graph.forks)
        shape.junctions.push_back(measureFork(stack, graph, fork, shape.branches, shape.stepMm));
    return shape;
}

}  // namespace myochart::builtin::measured
