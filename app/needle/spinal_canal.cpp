#include "needle/spinal_canal.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "builtin/swept_tube.h"
#include "core/text.h"
#include "geometry/ray_index.h"

namespace myochart::needle {

namespace {

constexpr float kStepMm = 4;               ///< between heights
constexpr float kHalfVertebraMm = 14;
constexpr float kEvenMm = 10;              ///< up and down
constexpr float kLeastVertebraMm = 5;      ///< what is thinner is an edge of a body
constexpr float kJointMm = 4;              ///< of the dens, and between body and disc
constexpr float kLeastCanalMm = 11, kMostCanalMm = 25, kUsualCanalMm = 17;
constexpr float kInSacrum = 2.0F / 3;      ///< of the way through it
constexpr float kSacrumDown = 0.4F;        ///< of its height to the second sacral vertebra
constexpr size_t kLeastHeights = 5;

struct Bone {
    geometry::TriMesh mesh;
    Box bounds;
    bool isDisc = false, isSacrum = false;
};

struct Run {
    float from = 0, to = 0;  ///< y
};

/// What one height tells of the canal.
struct Height {
    float z = 0, x = 0;
    float behindMm = 0;            ///< y where the body ends, or where the canal lies in the sacrum
    std::optional<float> gapMm{};  ///< to the arch
    bool inSacrum = false;
};

bool hasWord(const std::string& name, std::string_view word) {
    const auto words = split(name, ' ');
    return std::ranges::find(words, word) != words.end();
}

bool isSacrum(const body::Structure& structure) {
    const std::string name = foldForSearch(structure.name);
    return isSpineBone(structure) && (hasWord(name, "sacrum") || hasWord(name, "sacral"));
}

std::vector<Bone> spineOf(const body::Body& body) {
    std::vector<Bone> spine;
    for (std::uint32_t i = 0; i < body.structures().size(); ++i) {
        const body::Structure& each = body.structure(i);
        const bool isDisc = each.system == body::System::disc;
        if (isDisc || isSpineBone(each)) spine.push_back({body.mesh(i), each.bounds, isDisc, isSacrum(each)});
    }
    return spine;
}

/// Where the way from front to back at that height runs in bone and disc, front first; what touches is one.
std::vector<Run> runsAt(const std::vector<const Bone*>& bones, float x, float z) {
    std::vector<Run> runs;
    for (const Bone* bone : bones) {
        constexpr float kBeforeMm = 10;
        std::vector<geometry::RayHit> hits;
        const float before = bone->bounds.min.y - kBeforeMm;
        geometry::appendHits({{x, before, z}, {0, 1, 0}}, bone->mesh, 0, bone->bounds.size().y + 2 * kBeforeMm, hits);
        std::ranges::sort(hits, {}, &geometry::RayHit::distanceMm);
        // On the edge of two triangles the way is told by both.
        const auto again = std::ranges::unique(hits, [](const geometry::RayHit& a, const geometry::RayHit& b) { return a.entering == b.entering && b.distanceMm - a.distanceMm < 1e-3F; });
        hits.erase(again.begin(), again.end());
        for (size_t i = 0; i + 1 < hits.size(); i += 2) runs.push_back({before + hits[i].distanceMm, before + hits[i + 1].distanceMm});
    }
    std::ranges::sort(runs, {}, &Run::from);
    std::vector<Run> joined;
    for (const Run& run : runs) {
        if (!joined.empty() && run.from - joined.back().to <= kJointMm) joined.back().to = std::max(joined.back().to, run.to);
        else joined.push_back(run);
    }
    std::erase_if(joined, [&](const Run& run) { return run.to - run.from < kLeastVertebraMm && &run == &joined.front(); });
    return joined;
}

std::optional<Height> heightAt(const std::vector<Bone>& spine, float z) {
    std::vector<const Bone*> there;
    float x = 0, vertebrae = 0;
    for (const Bone& bone : spine) {
        if (z < bone.bounds.min.z || z > bone.bounds.max.z) continue;
        there.push_back(&bone);
        if (!bone.isDisc) x += bone.bounds.centre().x, vertebrae += 1;
    }
    if (vertebrae == 0) return std::nullopt;
    x /= vertebrae;
    const std::vector<Run> runs = runsAt(there, x, z);
    if (runs.empty() || runs.front().to - runs.front().from < kLeastVertebraMm) return std::nullopt;
    Height height{.z = z, .x = x, .behindMm = runs.front().to};
    if (runs.size() > 1) {
        if (const float gap = runs[1].from - runs[0].to; gap >= kLeastCanalMm && gap <= kMostCanalMm) height.gapMm = gap;
        return height;
    }
    std::erase_if(there, [](const Bone* bone) { return !bone->isSacrum; });
    if (!runsAt(there, x, z).empty()) {
        height.inSacrum = true;
        height.behindMm = runs[0].from + (runs[0].to - runs[0].from) * kInSacrum;
    }
    return height;
}

/// Where a body has no discs the way between two vertebrae comes to an arch first: such a height is left out.
void leaveOutArches(std::vector<Height>& heights) {
    constexpr float kLevelMm = 20, kMostOffMm = 10;
    const std::vector<Height> all = heights;
    std::erase_if(heights, [&](const Height& at) {
        if (at.inSacrum) return false;
        std::vector<float> near;
        for (const Height& each : all)
            if (!each.inSacrum && std::abs(each.z - at.z) <= kLevelMm) near.push_back(each.behindMm);
        std::ranges::nth_element(near, near.begin() + static_cast<std::ptrdiff_t>(near.size() / 2));
        return std::abs(at.behindMm - near[near.size() / 2]) > kMostOffMm;
    });
}

/// Behind the body by half of the least gap near by.
vec3 middleOf(const std::vector<Height>& heights, const Height& at) {
    if (at.inSacrum) return {at.x, at.behindMm, at.z};
    std::optional<float> least;
    for (const Height& each : heights)
        if (each.gapMm && std::abs(each.z - at.z) <= kHalfVertebraMm) least = std::min(least.value_or(kMostCanalMm), *each.gapMm);
    return {at.x, at.behindMm + least.value_or(kUsualCanalMm) / 2, at.z};
}

std::vector<vec3> evened(const std::vector<vec3>& line) {
    std::vector<vec3> even;
    for (const vec3& at : line) {
        vec3 sum{};
        float weight = 0;
        // As far up as down, so that the ends stay where they are.
        const float reach = std::min({kEvenMm, line.front().z - at.z + kStepMm / 2, at.z - line.back().z + kStepMm / 2});
        for (const vec3& each : line)
            if (std::abs(each.z - at.z) <= reach) sum += each, weight += 1;
        even.push_back(sum / weight);
    }
    return even;
}

/// The heights from the uppermost vertebra to the second sacral one; without a sacrum to the lowest vertebra.
vec2 reachOf(const std::vector<Bone>& spine) {
    vec2 reach(-1e9F, 1e9F);
    std::optional<float> sacral;
    for (const Bone& bone : spine) {
        if (bone.isDisc) continue;
        reach.x = std::max(reach.x, bone.bounds.max.z);
        reach.y = std::min(reach.y, bone.bounds.min.z);
        if (bone.isSacrum) sacral = std::max(sacral.value_or(-1e9F), bone.bounds.max.z - bone.bounds.size().z * kSacrumDown);
    }
    return {reach.x, sacral.value_or(reach.y)};
}

}  // namespace

bool isSpineBone(const body::Structure& structure) {
    if (structure.system != body::System::bone) return false;
    const std::string name = foldForSearch(structure.name);
    return name.find("vertebra") != std::string::npos || std::ranges::any_of(std::array{"atlas", "axis", "sacrum", "sacral"}, [&](const char* word) { return hasWord(name, word); });
}

std::optional<SpinalCanal> spinalCanalOf(const body::Body& body) {
    const std::vector<Bone> spine = spineOf(body);
    if (std::ranges::all_of(spine, &Bone::isDisc)) return std::nullopt;
    const vec2 reach = reachOf(spine);
    std::vector<Height> heights;
    for (float z = reach.x - kStepMm / 2; z >= reach.y; z -= kStepMm)
        if (const auto height = heightAt(spine, z)) heights.push_back(*height);
    leaveOutArches(heights);
    const bool hasHole = std::ranges::any_of(heights, [](const Height& each) { return each.gapMm.has_value(); });
    if (heights.size() < kLeastHeights || !hasHole) return std::nullopt;
    std::vector<vec3> line;
    for (const Height& each : heights) line.push_back(middleOf(heights, each));
    std::vector<builtin::TubeRing> rings;
    for (const vec3& at : evened(line)) rings.push_back({at, kSacRadiusMm, kSacRadiusMm, vec3(0)});
    constexpr std::uint32_t kCorners = 12;
    return SpinalCanal{builtin::sweptTube(rings, kCorners, 0), line.front().z, line.back().z};
}

}  // namespace myochart::needle
