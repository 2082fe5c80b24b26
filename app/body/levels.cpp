#include <algorithm>
#include <array>

#include <meshoptimizer.h>

#include "body/level_error.h"
#include "body/packed_body.h"

namespace myochart::body {

namespace {

constexpr std::array<float, 7> kTargetErrorsMm = {0.1F, 0.2F, 0.4F, 0.8F, 1.6F, 3.2F, 6.4F};
constexpr size_t kFewestTriangles = 4;
/// A level must save at least a fifth of the triangles of the one before it.
constexpr double kWorthwhile = 0.8;
/// Finer levels lose no thin parts; measuring them would take most of the time.
constexpr float kMeasuredFromMm = 0.4F;
/// Beyond this a level shows something else.
constexpr float kGreatestErrorMm = 12.8F;

}  // namespace

std::vector<std::uint32_t> orderForDrawing(std::span<const std::uint32_t> indices, const std::vector<vec3>& positions) {
    std::vector<std::uint32_t> cached(indices.size()), ordered(indices.size());
    meshopt_optimizeVertexCache(cached.data(), indices.data(), indices.size(), positions.size());
    meshopt_optimizeOverdraw(ordered.data(), cached.data(), cached.size(), &positions[0].x, positions.size(),
                             sizeof(vec3), 1.05F);
    return ordered;
}

PackedLevel withOwnVertices(float errorMm, std::span<const std::uint32_t> indices,
                            std::span<const PackedVertex> vertices) {
    std::vector<std::uint32_t> remap(vertices.size());
    const size_t used = meshopt_optimizeVertexFetchRemap(remap.data(), indices.data(), indices.size(), vertices.size());
    PackedLevel level{errorMm, std::vector<PackedVertex>(used), std::vector<std::uint32_t>(indices.size())};
    meshopt_remapVertexBuffer(level.vertices.data(), vertices.data(), vertices.size(), sizeof(PackedVertex),
                              remap.data());
    meshopt_remapIndexBuffer(level.indices.data(), indices.data(), indices.size(), remap.data());
    return level;
}

void appendLevels(PackedStructure& structure, const Quantisation& quantisation) {
    // The library stops the program when it is asked to keep more than there is.
    if (structure.levels.empty() || structure.levels.front().indices.size() <= 3 * kFewestTriangles) return;
    const PackedLevel full = structure.levels.front();
    const auto positions = unpackedPositions(full.vertices, quantisation);
    const float scale = meshopt_simplifyScale(&positions[0].x, positions.size(), sizeof(vec3));
    if (scale <= 0) return;
    size_t before = full.indices.size();
    float errorBefore = 0;
    std::vector<std::uint32_t> simpler(full.indices.size());
    for (const float target : kTargetErrorsMm) {
        float error = 0;
        simpler.resize(full.indices.size());
        simpler.resize(meshopt_simplify(simpler.data(), full.indices.data(), full.indices.size(), &positions[0].x,
                                        positions.size(), sizeof(vec3), 3 * kFewestTriangles, target / scale, 0,
                                        &error));
        if (simpler.size() < 3 * kFewestTriangles) return;
        if (static_cast<double>(simpler.size()) > kWorthwhile * static_cast<double>(before)) continue;
        const float measured = target < kMeasuredFromMm ? 0 : measuredError(positions, {positions, simpler});
        before = simpler.size();
        errorBefore = std::max({error * scale, measured, errorBefore + 1e-4F});
        if (errorBefore > kGreatestErrorMm) return;
        structure.levels.push_back(withOwnVertices(errorBefore, orderForDrawing(simpler, positions), full.vertices));
    }
}

}  // namespace myochart::body
