#include "builtin/measured/compare_bodies.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <map>
#include <optional>

#include "builtin/measured/nearest_triangle.h"
#include "builtin/measured/two_threads.h"
#include "core/text.h"

namespace myochart::builtin {

namespace {

constexpr size_t kSamples = 4000;

/// One of the two bodies, wherever its triangles are.
struct Compared {
    size_t count = 0;
    std::function<const body::Structure&(size_t)> facts;
    std::function<geometry::TriMesh(size_t)> mesh;
};

Compared comparedOf(const body::Body& body) {
    return {body.structures().size(), [&](size_t i) -> const body::Structure& { return body.structures()[i]; },
            [&](size_t i) { return body.mesh(static_cast<std::uint32_t>(i)); }};
}
Compared comparedOf(std::span<const body::NewStructure> body) {
    return {body.size(), [body](size_t i) -> const body::Structure& { return body[i].facts; },
            [body](size_t i) { return body[i].mesh; }};
}

/// The structure of b that is structure i of a, by id and side, else by name; each of b once.
std::vector<std::optional<size_t>> matches(const Compared& a, const Compared& b) {
    std::map<std::pair<std::string, Side>, size_t> byId;
    std::map<std::string, size_t> byName;
    for (size_t i = 0; i < b.count; ++i) {
        if (!b.facts(i).fma.empty()) byId.emplace(std::pair(b.facts(i).fma, b.facts(i).side), i);
        byName.emplace(foldForSearch(b.facts(i).name), i);
    }
    std::vector<std::optional<size_t>> out(a.count);
    std::vector<bool> taken(b.count, false);
    const auto take = [&](size_t i, size_t found) {
        if (!out[i] && !taken[found]) out[i] = found, taken[found] = true;
    };
    for (size_t i = 0; i < a.count; ++i)
        if (const auto found = byId.find({a.facts(i).fma, a.facts(i).side}); found != byId.end())
            take(i, found->second);
    for (size_t i = 0; i < a.count; ++i)
        if (const auto found = byName.find(foldForSearch(a.facts(i).name)); found != byName.end())
            take(i, found->second);
    return out;
}

StructureGap gapBetween(const body::Structure& facts, const geometry::TriMesh& a, const geometry::TriMesh& b) {
    const measured::SurfaceGap gap = measured::surfaceGap(a, b, kSamples);
    const double volumeA = std::abs(geometry::signedVolume(a)), volumeB = std::abs(geometry::signedVolume(b));
    return {facts.key,  facts.name,   facts.fma,
            facts.side, facts.system, gap.mean,
            gap.p95,    gap.worst,    volumeA > 0 ? volumeB / volumeA : 0};
}

BodyComparison compare(const Compared& a, const Compared& b, Progress& progress) {
    BodyComparison out;
    const auto partner = matches(a, b);
    std::vector<size_t> both;
    std::vector<bool> used(b.count, false);
    for (size_t i = 0; i < a.count; ++i) {
        if (partner[i])
            both.push_back(i), used[*partner[i]] = true;
        else
            out.onlyInA.push_back(a.facts(i).name);
    }
    for (size_t i = 0; i < b.count; ++i)
        if (!used[i]) out.onlyInB.push_back(b.facts(i).name);
    std::vector<std::optional<StructureGap>> gaps(both.size());
    std::atomic<size_t> done{0};
    measured::forEachOnTwoThreads(both.size(), [&](size_t k) {
        if (progress.cancelled()) return;
        const size_t i = both[k];
        gaps[k] = gapBetween(a.facts(i), a.mesh(i), b.mesh(*partner[i]));
        const size_t n = ++done;
        progress.report(static_cast<float>(n) / static_cast<float>(both.size()),
                        fmt::format("Compared {} of {} structures", n, both.size()));
    });
    for (auto& gap : gaps)
        if (gap) out.structures.push_back(std::move(*gap));
    return out;
}

}  // namespace

GapSummary BodyComparison::summary(body::System system) const {
    GapSummary out;
    std::vector<double> means;
    size_t close = 0;
    for (const StructureGap& gap : structures) {
        if (gap.system != system) continue;
        means.push_back(gap.meanMm);
        if (std::abs(gap.volumeRatio - 1) <= 0.03) ++close;
    }
    out.count = means.size();
    if (means.empty()) return out;
    std::sort(means.begin(), means.end());
    out.medianMm = means[means.size() / 2];
    out.p90Mm = means[means.size() * 9 / 10];
    out.worstMm = means.back();
    out.volumeWithin3Share = static_cast<double>(close) / static_cast<double>(means.size());
    return out;
}

std::vector<std::string> missedBars(const BodyComparison& comparison) {
    std::vector<std::string> out;
    const GapSummary muscles = comparison.summary(body::System::muscle), bones = comparison.summary(body::System::bone);
    const auto most = [&](double value, double bar, const char* what) {
        if (value > bar) out.push_back(fmt::format("{}: {:.2f} mm, the bar is {} mm", what, value, bar));
    };
    most(muscles.medianMm, 0.5, "median of the muscles' mean distance");
    most(muscles.p90Mm, 1.2, "90 % of the muscles' mean distance");
    most(muscles.worstMm, 2.5, "greatest of the muscles' mean distance");
    most(bones.medianMm, 0.4, "median of the bones' mean distance");
    most(bones.worstMm, 1.5, "greatest of the bones' mean distance");
    if (muscles.count > 0 && muscles.volumeWithin3Share < 0.9)
        out.push_back(fmt::format("muscles with their volume within 3 %: {:.1f} %, the bar is 90 %",
                                  100 * muscles.volumeWithin3Share));
    return out;
}

BodyComparison compareBodies(const body::Body& a, const body::Body& b, Progress& progress) {
    return compare(comparedOf(a), comparedOf(b), progress);
}

BodyComparison compareBodies(std::span<const body::NewStructure> a, std::span<const body::NewStructure> b, Progress& progress) {
    return compare(comparedOf(a), comparedOf(b), progress);
}

}  // namespace myochart::builtin
