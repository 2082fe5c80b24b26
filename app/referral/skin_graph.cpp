#include "referral/skin_graph.h"

#include <algorithm>
#include <numeric>

#include "core/words.h"
#include "geometry/edge_rings.h"

namespace myochart::referral {

namespace {

constexpr double kSmall = 0.05;  // of the largest piece: smaller closed ones are ears, hair or nails on or under the skin

/// For every vertex the one that stands for it: the first at its place among those on open edges, else itself.
std::vector<std::uint32_t> sewn(const geometry::TriMesh& mesh) {
    std::vector<std::uint32_t> stands(mesh.positions.size());
    std::iota(stands.begin(), stands.end(), 0U);
    const geometry::EdgeRings rings = geometry::edgeRings(mesh.indices);
    if (rings.open.empty()) return stands;
    const auto places = geometry::placeNumbers(mesh);
    constexpr std::uint32_t kNowhere = 0xFFFFFFFF;
    std::vector<std::uint32_t> first(mesh.positions.size(), kNowhere);
    for (const std::uint32_t halfEdge : rings.open)
        for (const std::uint32_t vertex : {mesh.indices[halfEdge], mesh.indices[geometry::following(halfEdge)]}) {
            std::uint32_t& there = first[places[vertex]];
            if (there == kNowhere) there = vertex;
            stands[vertex] = there;
        }
    return stands;
}

/// By triangle: whether it belongs to a piece that is large enough to be the outside. A skin made over muscles may have hollows.
std::vector<bool> ofLargePieces(const geometry::TriMesh& mesh) {
    std::vector<std::uint32_t> piece(mesh.positions.size()), size(mesh.positions.size(), 0);
    std::iota(piece.begin(), piece.end(), 0U);
    const auto of = [&](std::uint32_t vertex) {
        while (piece[vertex] != vertex) vertex = piece[vertex] = piece[piece[vertex]];
        return vertex;
    };
    for (size_t i = 0; i < mesh.indices.size(); ++i) piece[of(mesh.indices[i])] = of(mesh.indices[i - i % 3]);
    std::uint32_t largest = 0;
    for (std::uint32_t i = 0; i < piece.size(); ++i) largest = std::max(largest, ++size[of(i)]);
    std::vector<bool> large;
    for (size_t t = 0; t < mesh.triangleCount(); ++t) large.push_back(size[of(mesh.indices[3 * t])] >= kSmall * largest);
    return large;
}

}  // namespace

Result<SkinGraph> SkinGraph::of(const body::Body& body) {
    std::vector<geometry::TriMesh> meshes;
    std::vector<std::uint32_t> structures;
    size_t largest = 0;
    for (const body::Structure& structure : body.structures())
        if (structure.system == body::System::skin) largest = std::max<size_t>(largest, structure.vertexCount());
    for (std::uint32_t i = 0; i < body.structures().size(); ++i) {
        if (body.structure(i).system != body::System::skin) continue;
        geometry::TriMesh mesh = body.mesh(i);
        if (static_cast<double>(mesh.positions.size()) < kSmall * static_cast<double>(largest) && geometry::edgeRings(mesh.indices).open.empty()) continue;
        meshes.push_back(std::move(mesh));
        structures.push_back(i);
    }
    std::vector<geometry::MeshView> views(meshes.begin(), meshes.end());
    SkinGraph graph = of(views);
    if (graph.mesh_.indices.empty()) return failed(said("This body has no skin to show a pattern on; the regions can be asked for by name."));
    for (size_t i = 0; i < structures.size(); ++i) graph.parts_[i].structure = structures[i];
    return graph;
}

SkinGraph SkinGraph::of(std::span<const geometry::MeshView> parts) {
    SkinGraph graph;
    geometry::TriMesh all;
    for (const geometry::MeshView& part : parts) {
        const auto offset = static_cast<std::uint32_t>(all.positions.size());
        all.positions.insert(all.positions.end(), part.positions.begin(), part.positions.end());
        for (const std::uint32_t index : part.indices) all.indices.push_back(offset + index);
    }
    const auto stands = sewn(all);
    std::vector<std::uint32_t> numbers(all.positions.size());
    for (std::uint32_t i = 0; i < stands.size(); ++i)
        if (stands[i] == i) {
            numbers[i] = static_cast<std::uint32_t>(graph.mesh_.positions.size());
            graph.mesh_.positions.push_back(all.positions[i]);
        }
    for (size_t t = 0; t + 2 < all.indices.size(); t += 3) {
        const std::uint32_t a = numbers[stands[all.indices[t]]], b = numbers[stands[all.indices[t + 1]]], c = numbers[stands[all.indices[t + 2]]];
        if (a != b && b != c && c != a) graph.mesh_.indices.insert(graph.mesh_.indices.end(), {a, b, c});
    }
    std::uint32_t at = 0;
    for (const geometry::MeshView& part : parts) {
        SkinPart& mapped = graph.parts_.emplace_back();
        for (size_t i = 0; i < part.positions.size(); ++i, ++at) mapped.vertices.push_back(numbers[stands[at]]);
    }
    graph.normals_ = geometry::vertexNormals(graph.mesh_);
    graph.areas_.assign(graph.mesh_.positions.size(), 0);
    for (size_t t = 0; t < graph.mesh_.triangleCount(); ++t) {
        const geometry::MeshView view(graph.mesh_);
        const float area = 0.5F * glm::length(glm::cross(view.corner(t, 1) - view.corner(t, 0), view.corner(t, 2) - view.corner(t, 0)));
        for (size_t k = 0; k < 3; ++k) graph.areas_[graph.mesh_.indices[3 * t + k]] += area / 3;
    }
    graph.isOutside_ = ofLargePieces(graph.mesh_);
    graph.walls_.assign(graph.mesh_.triangleCount(), false);
    graph.connect();
    return graph;
}

void SkinGraph::setWalls(const std::function<bool(std::uint32_t)>& isWall) {
    for (std::uint32_t t = 0; t < walls_.size(); ++t) walls_[t] = isWall(t);
    connect();
}

void SkinGraph::connect() {
    starts_.assign(mesh_.positions.size() + 1, 0);
    for (std::uint32_t t = 0; t < walls_.size(); ++t)
        if (!walls_[t] && isOutside_[t])
            for (size_t k = 0; k < 3; ++k) ++starts_[mesh_.indices[3 * t + k] + 1];
    std::partial_sum(starts_.begin(), starts_.end(), starts_.begin());
    around_.resize(starts_.back());
    std::vector<std::uint32_t> next(starts_.begin(), starts_.end() - 1);
    for (std::uint32_t t = 0; t < walls_.size(); ++t)
        if (!walls_[t] && isOutside_[t])
            for (size_t k = 0; k < 3; ++k) around_[next[mesh_.indices[3 * t + k]]++] = t;
}

std::optional<std::uint32_t> SkinGraph::nearestVertex(vec3 position, const std::function<bool(std::uint32_t)>& mayBe) const {
    std::optional<std::uint32_t> best;
    float nearest = 0;
    for (std::uint32_t i = 0; i < vertexCount(); ++i) {
        const vec3 way = mesh_.positions[i] - position;
        const float distance = glm::dot(way, way);
        if ((best && distance >= nearest) || around(i).empty() || (mayBe && !mayBe(i))) continue;
        best = i;
        nearest = distance;
    }
    return best;
}

}  // namespace myochart::referral
