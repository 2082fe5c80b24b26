#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "builtin/measured/habitus.h"
#include "builtin/measured/surface_average.h"
#include "geometry/ray_index.h"

namespace myochart::builtin {

namespace {

using namespace measured;

constexpr int kDirectionRounds = 12;  // so that furrows do not send their walls against each other
constexpr int kMoveRounds = 8;
constexpr float kSteepest = 0.25F;    // by how much a move may grow from one vertex to the next, mm a mm
constexpr int kSlopeRounds = 40, kSlopeRoundsAgain = 10;
constexpr float kGapShare = 0.4F;     // of the room to the surface opposite
constexpr float kStartMm = 0.05F;     // rays begin beyond their own triangles
constexpr float kLeastDepthMm = 0.8F;
constexpr float kTurned = 0.3F;       // cosine: a triangle that turns further is on its way to fold
constexpr float kBackOff = 0.6F;
constexpr int kMostAttempts = 60;

std::vector<vec3> smoothDirections(const geometry::MeshView& skin, const SurfaceAverage& average) {
    std::vector<vec3> directions = geometry::vertexNormals(skin);
    average.evenOut(directions, kDirectionRounds);
    for (vec3& d : directions) {
        const float length = glm::length(d);
        d = length > 1e-6F ? d / length : vec3(0);
    }
    return directions;
}

/// No vertex goes further out than a share of the way to the surface it faces.
void keepApart(const geometry::MeshView& skin, const std::vector<vec3>& directions, std::vector<float>& moves) {
    const auto index = geometry::RayIndex::build(std::span(&skin, 1));
    if (!index) return;
    for (size_t i = 0; i < moves.size(); ++i) {
        if (!(moves[i] > 0) || directions[i] == vec3(0)) continue;
        const auto hit = index->firstHit({skin.positions[i] + directions[i] * kStartMm, directions[i]}, moves[i] / kGapShare);
        if (hit) moves[i] = std::min(moves[i], kGapShare * hit->distanceMm);
    }
}

/// Towards a vertex that may hardly move its neighbours move less and less, so that the surface does not break off there.
void levelOff(const geometry::MeshView& skin, std::vector<float>& moves, int rounds) {
    for (int round = 0; round < rounds; ++round)
        for (size_t t = 0; t < skin.indices.size(); t += 3)
            for (size_t k = 0; k < 3; ++k) {
                const std::uint32_t a = skin.indices[t + k], b = skin.indices[t + (k + 1) % 3];
                const float step = kSteepest * glm::distance(skin.positions[a], skin.positions[b]);
                moves[a] = std::min(moves[a], moves[b] + step);
                moves[b] = std::min(moves[b], moves[a] + step);
            }
}

std::vector<vec3> movedBy(const geometry::MeshView& skin, const std::vector<vec3>& directions, const std::vector<float>& moves) {
    std::vector<vec3> moved(skin.positions.begin(), skin.positions.end());
    for (size_t i = 0; i < moved.size(); ++i) moved[i] += directions[i] * moves[i];
    return moved;
}

/// The vertices of triangles that turned too far or lost most of their area.
std::vector<std::uint32_t> atFolds(const geometry::MeshView& before, const std::vector<vec3>& after) {
    std::vector<std::uint32_t> found;
    const geometry::MeshView now(after, before.indices);
    for (size_t t = 0; t < before.triangleCount(); ++t) {
        const auto area = [t](const geometry::MeshView& m) { return glm::cross(m.corner(t, 1) - m.corner(t, 0), m.corner(t, 2) - m.corner(t, 0)); };
        const vec3 a = area(before), b = area(now);
        if (a == vec3(0)) continue;
        if (glm::dot(a, b) >= kTurned * glm::length(a) * glm::length(b) && glm::length(b) > 0.02F * glm::length(a)) continue;
        for (size_t k = 0; k < 3; ++k) found.push_back(before.indices[3 * t + k]);
    }
    return found;
}

/// Draws moves back around folds until there is none.
std::vector<vec3> withoutFolds(const geometry::MeshView& skin, const SurfaceAverage& average, const std::vector<vec3>& directions,
                               std::vector<float> moves) {
    for (int attempt = 0; attempt < kMostAttempts; ++attempt) {
        std::vector<vec3> moved = movedBy(skin, directions, moves);
        const auto folds = atFolds(skin, moved);
        if (folds.empty()) return moved;
        std::vector<float> share(moves.size(), 1);
        for (const std::uint32_t i : folds) share[i] = kBackOff;
        std::vector<float> around = share;
        average.evenOut(around, 3);
        for (size_t i = 0; i < moves.size(); ++i) moves[i] *= std::min(share[i], around[i]);
        levelOff(skin, moves, kSlopeRoundsAgain);
    }
    // Nothing moved is never folded: whatever is left stays as measured.
    std::vector<vec3> moved = movedBy(skin, directions, moves);
    for (auto folds = atFolds(skin, moved); !folds.empty(); folds = atFolds(skin, moved))
        for (const std::uint32_t i : folds) moved[i] = skin.positions[i];
    return moved;
}

}  // namespace

Outcome checkHabitus(float habitus) {
    if (habitus >= kLeastHabitus && habitus <= kGreatestHabitus) return Done{};
    return failed(fmt::format("The body habitus lies between {} (lean) and {} (large); 1 is as measured.", kLeastHabitus, kGreatestHabitus));
}

Result<std::vector<vec3>> skinOfHabitus(const geometry::MeshView& skin, const LayerUnderSkin& layer, float habitus) {
    if (auto outcome = checkHabitus(habitus); !outcome) return outcome.error();
    if (habitus == 1) return std::vector<vec3>(skin.positions.begin(), skin.positions.end());
    const SurfaceAverage average(skin);
    const std::vector<vec3> directions = smoothDirections(skin, average);
    std::vector<float> moves(skin.positions.size());
    for (size_t i = 0; i < moves.size(); ++i) moves[i] = (habitus - 1) * layer.thicknessMm[i];
    if (habitus > 1) {
        keepApart(skin, directions, moves);
        levelOff(skin, moves, kSlopeRounds);
    }
    const std::vector<float> limits = moves;
    average.evenOut(moves, kMoveRounds);
    for (size_t i = 0; i < moves.size(); ++i) {
        moves[i] = habitus > 1 ? std::min(moves[i], limits[i]) : std::max(moves[i], std::min(0.0F, kLeastDepthMm - layer.depthMm[i]));
    }
    return withoutFolds(skin, average, directions, std::move(moves));
}

}  // namespace myochart::builtin
