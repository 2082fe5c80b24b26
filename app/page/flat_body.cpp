#include "page/flat_body.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <future>

#include <meshoptimizer.h>

#include "page/escapes.h"

namespace myochart::page {

namespace {

/// How far from the surface the drawn one may be, mm, and how many triangles a layer has at most: then it is drawn coarser.
struct LayerBudget {
    float errorMm = 1;
    size_t mostTriangles = 0;
};
constexpr std::array<LayerBudget, kPageLayers> kBudgets = {{{0.2F, 100000}, {0.8F, 150000}, {0.8F, 80000}}};
constexpr float kCoarsestMm = 60;

std::optional<PageLayer> layerOf(const body::Structure& structure) {
    using body::System;
    if (structure.layer == anatomy::Layer::skin || structure.system == System::skin) return PageLayer::skin;
    switch (structure.system) {
        case System::muscle:
        case System::connective: return PageLayer::muscles;
        case System::bone:
        case System::cartilage:
        case System::disc:
        case System::tooth:
        case System::eye: return PageLayer::bones;
        default: return std::nullopt;
    }
}

/// The coarsest level that keeps within `errorMm`.
size_t levelFor(const body::Structure& structure, float errorMm) {
    size_t level = 0;
    while (level + 1 < structure.levels.size() && structure.levels[level + 1].errorMm <= errorMm) ++level;
    return level;
}

/// Triangles of a structure as they are packed, with which of the level's vertices they use.
struct Piece {
    std::vector<std::uint32_t> indices, vertexOf;
};

/// Thins the triangles out to about so many: with their form as long as it goes, then without.
void thinOut(std::vector<std::uint32_t>& indices, const std::vector<vec3>& places, size_t mostTriangles) {
    constexpr float kAnyError = 1;
    std::vector<std::uint32_t> fewer(indices.size());
    fewer.resize(meshopt_simplify(fewer.data(), indices.data(), indices.size(), &places[0].x, places.size(), sizeof(vec3), 3 * mostTriangles, kAnyError, 0, nullptr));
    if (fewer.size() > 6 * mostTriangles) fewer.resize(meshopt_simplifySloppy(fewer.data(), indices.data(), indices.size(), &places[0].x, places.size(), sizeof(vec3), 3 * mostTriangles, kAnyError, nullptr));
    if (!fewer.empty()) indices = std::move(fewer);
}

/// Thinned out to so many triangles where that is fewer; in an order that packs well.
Piece pieceOf(const body::Body& body, const body::Level& level, size_t mostTriangles) {
    const auto vertices = body.vertices(level);
    const auto stored = body.indices(level);
    Piece piece;
    piece.indices.assign(stored.begin(), stored.end());
    if (piece.indices.size() > 3 * mostTriangles) {
        std::vector<vec3> places;
        for (const body::PackedVertex& vertex : vertices) places.push_back(body.position(vertex));
        thinOut(piece.indices, places, mostTriangles);
    }
    if (piece.indices.empty()) return piece;
    meshopt_optimizeVertexCache(piece.indices.data(), piece.indices.data(), piece.indices.size(), vertices.size());
    std::vector<std::uint32_t> remap(vertices.size());
    piece.vertexOf.resize(meshopt_optimizeVertexFetchRemap(remap.data(), piece.indices.data(), piece.indices.size(), vertices.size()));
    for (std::uint32_t i = 0; i < remap.size(); ++i)
        if (remap[i] != ~0U) piece.vertexOf[remap[i]] = i;
    for (std::uint32_t& index : piece.indices) index = remap[index];
    return piece;
}

/// A unit vector as two numbers of a byte, by the octahedron.
std::array<std::uint8_t, 2> octahedral(vec3 n) {
    const float sum = std::max(std::abs(n.x) + std::abs(n.y) + std::abs(n.z), 1e-6F);
    vec2 at(n.x / sum, n.y / sum);
    if (n.z < 0) at = vec2((1 - std::abs(at.y)) * (at.x < 0 ? -1.0F : 1.0F), (1 - std::abs(at.x)) * (at.y < 0 ? -1.0F : 1.0F));
    const auto byteOf = [](float x) { return static_cast<std::uint8_t>(std::clamp(std::lround(x * 127.0F) + 127L, 0L, 254L)); };
    return {byteOf(at.x), byteOf(at.y)};
}

/// Gathers the vertices of a layer, one plane a byte, each as what it differs from the one before.
class Planes {
  public:
    void add(glm::ivec3 place, std::array<std::uint8_t, 2> normal, std::uint8_t tendon) {
        for (int axis = 0; axis < 3; ++axis) {
            const auto from = static_cast<std::int32_t>(place[axis] - before_[axis]);
            const auto folded = static_cast<std::uint16_t>((from << 1) ^ (from >> 31));
            planes_[static_cast<size_t>(2 * axis)].push_back(static_cast<std::uint8_t>(folded & 0xFFU));
            planes_[static_cast<size_t>(2 * axis + 1)].push_back(static_cast<std::uint8_t>(folded >> 8U));
        }
        before_ = place;
        for (size_t k = 0; k < 2; ++k) {
            planes_[6 + k].push_back(static_cast<std::uint8_t>(normal[k] - normalBefore_[k]));
            normalBefore_[k] = normal[k];
        }
        planes_[8].push_back(tendon);
    }
    void appendTo(std::vector<std::uint8_t>& bytes) const {
        for (const auto& plane : planes_) bytes.insert(bytes.end(), plane.begin(), plane.end());
    }

  private:
    glm::ivec3 before_{};
    std::array<std::uint8_t, 2> normalBefore_{};
    std::array<std::vector<std::uint8_t>, 9> planes_;
};

/// A layer's structures, with an error for which they stay within the budget as far as their levels allow.
std::vector<FlatPart> partsOf(const body::Body& body, PageLayer layer, const std::set<std::uint32_t>& hidden, size_t& triangles) {
    const LayerBudget& budget = kBudgets[static_cast<size_t>(layer)];
    std::vector<FlatPart> parts;
    for (float errorMm = budget.errorMm; errorMm < kCoarsestMm; errorMm *= 2) {
        parts.clear();
        triangles = 0;
        for (std::uint32_t i = 0; i < body.structures().size(); ++i) {
            const body::Structure& structure = body.structure(i);
            if (hidden.contains(i) || layerOf(structure) != layer || structure.levels.empty() || structure.triangleCount() == 0) continue;
            parts.push_back({i, levelFor(structure, errorMm), {}});
            triangles += structure.levels[parts.back().level].indexCount / 3;
        }
        if (triangles <= budget.mostTriangles) break;
    }
    return parts;
}

std::optional<FlatLayer> flatLayer(const body::Body& body, PageLayer layer, const std::set<std::uint32_t>& hidden, const FlatBody& frame) {
    const LayerBudget& budget = kBudgets[static_cast<size_t>(layer)];
    size_t triangles = 0;
    FlatLayer flat;
    flat.layer = layer;
    flat.parts = partsOf(body, layer, hidden, triangles);
    std::vector<std::uint32_t> indices;
    Planes planes;
    for (FlatPart& part : flat.parts) {
        const body::Level& level = body.structure(part.structure).levels[part.level];
        if (!body.levelIsSound(level)) return std::nullopt;
        const size_t share = triangles <= budget.mostTriangles ? level.indexCount / 3 : std::max<size_t>(12, budget.mostTriangles * (level.indexCount / 3) / triangles);
        Piece piece = pieceOf(body, level, share);
        for (const std::uint32_t index : piece.indices) indices.push_back(flat.vertexCount + index);
        const auto vertices = body.vertices(level);
        for (const std::uint32_t v : piece.vertexOf) {
            const body::PackedVertex& vertex = vertices[v];
            planes.add(glm::ivec3(glm::round((body.position(vertex) - frame.origin) / frame.stepMm)), octahedral(vec3(vertex.nx, vertex.ny, vertex.nz)), vertex.tendon);
        }
        flat.vertexCount += static_cast<std::uint32_t>(piece.vertexOf.size());
        part.vertexOf = std::move(piece.vertexOf);
    }
    flat.indexCount = static_cast<std::uint32_t>(indices.size());
    std::vector<std::uint8_t> bytes(meshopt_encodeIndexBufferBound(indices.size(), flat.vertexCount));
    meshopt_encodeIndexVersion(1);
    bytes.resize(meshopt_encodeIndexBuffer(bytes.data(), bytes.size(), indices.data(), indices.size()));
    flat.indexBytes = static_cast<std::uint32_t>(bytes.size());
    planes.appendTo(bytes);
    auto packed = deflated(bytes);
    if (!packed) return std::nullopt;
    flat.packed = std::move(*packed);
    return flat;
}

}  // namespace

const char* name(PageLayer layer) { return layer == PageLayer::skin ? "skin" : layer == PageLayer::muscles ? "muscles" : "bones"; }

std::optional<FlatBody> flatten(const body::Body& body, const std::set<std::uint32_t>& hidden, std::span<const PageLayer> wanted) {
    FlatBody flat;
    flat.origin = body.bounds().min;
    const vec3 size = body.bounds().size();
    flat.stepMm = std::max(0.25F, std::max({size.x, size.y, size.z}) / 32000.0F);
    // Thinning out a body whose levels of detail are not made yet takes a second or two.
    std::vector<std::future<std::optional<FlatLayer>>> layers;
    for (const PageLayer layer : wanted)
        layers.push_back(std::async(std::launch::async, [&, layer, frame = flat] { return flatLayer(body, layer, hidden, frame); }));
    bool isWhole = true;
    for (auto& each : layers) {
        auto made = each.get();
        isWhole &= made.has_value();
        if (made && made->indexCount > 0) flat.layers.push_back(std::move(*made));
    }
    return isWhole ? std::optional(std::move(flat)) : std::nullopt;
}

Box boundsOf(const FlatBody& flat, const body::Body& body) {
    Box box;
    for (const FlatLayer& layer : flat.layers)
        for (const FlatPart& part : layer.parts) box.add(body.structure(part.structure).bounds);
    return box.empty() ? body.bounds() : box;
}

}  // namespace myochart::page
