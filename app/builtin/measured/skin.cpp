#include "builtin/measured/skin.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <memory>
#include <unordered_map>

#include "builtin/measured/distance_grid.h"
#include "builtin/measured/nearest_triangle.h"
#include "builtin/measured/segment.h"
#include "builtin/measured/two_threads.h"

namespace myochart::builtin::measured {

namespace {

constexpr float kSkinCellMm = 3;

/// How a segment is closed: what lies between outlines less than twice `closeMm` apart is bridged; then the layer under
/// the skin (rounded medians of assets/knowledge/skin_thickness.csv); how far its neighbours' surfaces shape it; and
/// how often its depth is averaged with what lies beside it, so that furrows between muscles soften.
struct Cover {
    float closeMm, layerMm, overlapMm;
    int blurs;
};
constexpr std::array<Cover, segmentCount> kCovers = {{{7, 3.5F, 45, 2},
                                                      {22, 6.5F, 16, 9},
                                                      {10, 4.5F, 40, 6},
                                                      {10, 4.5F, 40, 6},
                                                      {4, 2.3F, 35, 1},
                                                      {4, 2.3F, 35, 1},
                                                      {20, 6.5F, 90, 9},
                                                      {20, 6.5F, 90, 9},
                                                      {9, 3.5F, 45, 2},
                                                      {9, 3.5F, 45, 2}}};

bool carriesSkin(const body::Structure& facts) {
    if (facts.system == body::System::skin)
        return facts.name.find("ear") != std::string::npos && facts.name.find("hear") == std::string::npos;
    return facts.system == body::System::muscle || facts.system == body::System::bone || facts.system == body::System::cartilage ||
           facts.system == body::System::connective || facts.system == body::System::eye;
}

/// Surface places, one a cell, and how far each is from every segment's bones.
class Places {
  public:
    explicit Places(std::span<const body::NewStructure> structures) {
        std::array<geometry::TriMesh, segmentCount> bones;
        for (const body::NewStructure& structure : structures)
            if (structure.facts.system == body::System::bone)
                append(bones[static_cast<size_t>(segmentOf(structure.facts))], structure.mesh);
        complete_ = std::all_of(bones.begin(), bones.end(), [](const auto& mesh) { return !mesh.indices.empty(); });
        if (!complete_) return;
        collect(structures);
        distance_.resize(points_.size());
        forEachOnTwoThreads(segmentCount, [&](size_t segment) {
            const NearestTriangle nearest(bones[segment]);
            for (size_t i = 0; i < points_.size(); ++i) distance_[i][segment] = nearest.distance(points_[i], 150);
        });
    }
    bool complete() const { return complete_; }

    /// The places that shape a segment: its own, and its neighbours' as far as they reach into it.
    std::vector<vec3> of(size_t segment) const {
        std::vector<vec3> out;
        for (size_t i = 0; i < points_.size(); ++i) {
            const auto& d = distance_[i];
            const auto own = static_cast<size_t>(std::min_element(d.begin(), d.end()) - d.begin());
            if (own == segment || (isNeighbour(own, segment) && d[segment] < kCovers[segment].overlapMm))
                out.push_back(points_[i]);
        }
        return out;
    }

  private:
    static void append(geometry::TriMesh& to, const geometry::TriMesh& mesh) {
        const auto shift = static_cast<std::uint32_t>(to.positions.size());
        to.positions.insert(to.positions.end(), mesh.positions.begin(), mesh.positions.end());
        for (const std::uint32_t i : mesh.indices) to.indices.push_back(i + shift);
    }
    /// Left and right never shape each other, nor does a hand a leg.
    static bool isNeighbour(size_t a, size_t b) {
        const auto joined = [](size_t p, size_t q) {
            if (p == trunk) return q == head || q == leftArm || q == rightArm || q == leftLeg || q == rightLeg;
            return (p == leftArm && q == leftHand) || (p == rightArm && q == rightHand) ||
                   (p == leftLeg && q == leftFoot) || (p == rightLeg && q == rightFoot);
        };
        return joined(a, b) || joined(b, a);
    }

    void collect(std::span<const body::NewStructure> structures) {
        std::unordered_map<std::uint64_t, bool> seen;
        for (const body::NewStructure& structure : structures) {
            if (!carriesSkin(structure.facts)) continue;
            const auto count = static_cast<size_t>(surfaceArea(structure.mesh) / 4) + 200;
            for (const vec3 p : evenSamples(structure.mesh, count)) {
                const auto cell = [](float v) {
                    return static_cast<std::uint64_t>(std::lround(v / kSkinCellMm) + 4096) & 0xFFFF;
                };
                if (seen.try_emplace(cell(p.x) << 32 | cell(p.y) << 16 | cell(p.z), true).second) points_.push_back(p);
            }
        }
    }

    bool complete_ = false;
    std::vector<vec3> points_;
    std::vector<std::array<float, segmentCount>> distance_;
};

/// How deep each lattice point lies under a segment's skin, mm; negative outside.
Grid depthUnderSkin(const std::vector<vec3>& places, const Cover& cover) {
    Box box;
    for (const vec3 p : places) box.add(p);
    const vec3 margin(cover.closeMm + 4 * kSkinCellMm);
    Grid grid({box.min - margin, box.max + margin}, kSkinCellMm, 1);
    for (const vec3 p : places) {
        const auto [x, y, z] = grid.nearest(p);
        grid.values[grid.at(x, y, z)] = 0;
    }
    distancesToZeros(grid);
    const float close = cover.closeMm;
    Grid depth = outside(grid, [close](float distance) { return distance > close; });
    distancesToZeros(depth);
    for (float& value : depth.values) value -= cover.closeMm - cover.layerMm;
    blur(depth, cover.blurs);
    return depth;
}

}  // namespace

geometry::TriMesh skinOver(std::span<const body::NewStructure> structures) {
    const Places places(structures);
    if (!places.complete()) return {};
    std::array<std::unique_ptr<Grid>, segmentCount> depths;
    forEachOnTwoThreads(segmentCount, [&](size_t segment) {
        depths[segment] = std::make_unique<Grid>(depthUnderSkin(places.of(segment), kCovers[segment]));
    });
    Box box;
    for (const auto& depth : depths) {
        box.add(depth->place(0, 0, 0));
        box.add(depth->place(depth->count[0] - 1, depth->count[1] - 1, depth->count[2] - 1));
    }
    Grid all({box.min - 2 * kSkinCellMm, box.max + 2 * kSkinCellMm}, kSkinCellMm, -20);
    for (const auto& depth : depths)
        for (int z = 0; z < depth->count[2]; ++z)
            for (int y = 0; y < depth->count[1]; ++y)
                for (int x = 0; x < depth->count[0]; ++x) {
                    const auto [X, Y, Z] = all.nearest(depth->place(x, y, z));
                    float& value = all.values[all.at(X, Y, Z)];
                    value = std::max(value, std::clamp(depth->values[depth->at(x, y, z)], -20.0F, 20.0F));
                }
    blur(all, 1);
    return zeroSurface(all);
}

}  // namespace myochart::builtin::measured
