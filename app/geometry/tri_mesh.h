#pragma once
#include <cstdint>
#include <span>
#include <vector>

#include "core/vec.h"

namespace myochart::geometry {

/// Triangles, counter-clockwise seen from outside. Positions in mm, body frame; three indices a triangle.
struct TriMesh {
    std::vector<vec3> positions;
    std::vector<std::uint32_t> indices;

    size_t triangleCount() const { return indices.size() / 3; }
};

/// Triangles that live elsewhere; valid while their owner is.
struct MeshView {
    std::span<const vec3> positions;
    std::span<const std::uint32_t> indices;

    MeshView() = default;
    MeshView(std::span<const vec3> p, std::span<const std::uint32_t> i) : positions(p), indices(i) {}
    MeshView(const TriMesh& mesh) : positions(mesh.positions), indices(mesh.indices) {}
    size_t triangleCount() const { return indices.size() / 3; }
    vec3 corner(size_t triangle, size_t k) const { return positions[indices[3 * triangle + k]]; }
};

/// Unit normal of a triangle by its winding; (0, 0, 1) for one without area.
vec3 triangleNormal(const MeshView& mesh, size_t triangle);
/// Area-weighted unit normals, one a vertex.
std::vector<vec3> vertexNormals(const MeshView& mesh);
/// For every vertex the number of its place; vertices at exactly equal positions have the same.
std::vector<std::uint32_t> placeNumbers(const MeshView& mesh);
/// Merges vertices at exactly equal positions and drops triangles without area.
TriMesh weld(const MeshView& mesh);
Box bounds(const MeshView& mesh);
/// Enclosed volume in mm^3 of a closed, outward-wound mesh (divergence theorem); negative when wound inward.
double signedVolume(const MeshView& mesh);

}  // namespace myochart::geometry
