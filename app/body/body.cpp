#include "body/body.h"

#include <algorithm>
#include <numeric>

#include "body/cache_format.h"
#include "body/parallel.h"

namespace myochart::body {

void Body::indexKeys() {
    byKey_.resize(structures_.size());
    std::iota(byKey_.begin(), byKey_.end(), 0U);
    std::sort(byKey_.begin(), byKey_.end(),
              [&](std::uint32_t a, std::uint32_t b) { return structures_[a].key < structures_[b].key; });
}

std::optional<std::uint32_t> Body::find(std::string_view key) const {
    const auto at = std::lower_bound(byKey_.begin(), byKey_.end(), key, [&](std::uint32_t i, std::string_view wanted) {
        return structures_[i].key < wanted;
    });
    if (at == byKey_.end() || structures_[*at].key != key) return std::nullopt;
    return *at;
}

std::vector<std::uint32_t> Body::structuresOf(std::string_view muscleKey, Side side) const {
    std::vector<std::uint32_t> found;
    if (muscleKey.empty()) return found;
    for (std::uint32_t i = 0; i < structures_.size(); ++i)
        if (structures_[i].muscleKey == muscleKey && structures_[i].side == side) found.push_back(i);
    return found;
}

bool Body::levelIsSound(const Level& level) const {
    const auto corners = indices(level);
    const auto points = vertices(level);
    if (cache::levelChecksum(points, corners) != level.checksum) return false;
    const auto pointIsSound = [&](const PackedVertex& v) { return v.structure < structures_.size(); };
    return std::all_of(corners.begin(), corners.end(), [&](std::uint32_t i) { return i < level.vertexCount; }) &&
           std::all_of(points.begin(), points.end(), pointIsSound);
}

bool Body::isSound() const {
    std::atomic<bool> sound{true};
    forEachInParallel(structures_.size(), [&](size_t i) {
        const auto& levels = structures_[i].levels;
        if (!std::all_of(levels.begin(), levels.end(), [&](const Level& level) { return levelIsSound(level); })) sound = false;
    });
    return sound;
}

geometry::TriMesh Body::mesh(std::uint32_t structure) const {
    geometry::TriMesh mesh;
    const Level& level = structures_[structure].levels[0];
    if (!levelIsSound(level)) return mesh;
    const auto corners = indices(level);
    mesh.indices.assign(corners.begin(), corners.end());
    mesh.positions.reserve(level.vertexCount);
    for (const PackedVertex& v : vertices(level)) mesh.positions.push_back(position(v));
    return mesh;
}

std::optional<geometry::RayIndex> Body::buildRayIndex(const Progress* progress) const {
    std::vector<geometry::TriMesh> meshes;
    meshes.reserve(structures_.size());
    for (std::uint32_t i = 0; i < structures_.size(); ++i) {
        if (progress && progress->cancelled()) return std::nullopt;
        meshes.push_back(mesh(i));
    }
    const std::vector<geometry::MeshView> parts(meshes.begin(), meshes.end());
    return geometry::RayIndex::build(parts, progress);
}

std::vector<geometry::RayHit> Body::hitsWithoutIndex(const geometry::Ray& ray) const {
    std::vector<geometry::RayHit> hits;
    constexpr float kFar = 1e6F;
    for (std::uint32_t i = 0; i < structures_.size(); ++i)
        if (geometry::meets(ray, structures_[i].bounds, kFar)) geometry::appendHits(ray, mesh(i), i, kFar, hits);
    std::sort(hits.begin(), hits.end(), [](const auto& a, const auto& b) { return a.distanceMm < b.distanceMm; });
    return hits;
}

}  // namespace myochart::body
