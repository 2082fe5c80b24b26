#pragma once
#include <span>
#include <vector>

#include "geometry/tri_mesh.h"

namespace myochart::geometry {

/// Distances along a surface, as a tape measure laid on it tells them. Keeps a copy of the mesh; immutable; any thread.
class SurfaceDistance {
  public:
    explicit SurfaceDistance(const MeshView& mesh);

    /// The mesh, welded: its triangles are those that are asked about.
    const TriMesh& mesh() const { return mesh_; }
    /// From a point on triangle `triangle` to every vertex within `maxMm`, mm; infinity beyond and where the surface does not
    /// lead. Front by front over the triangles, each unfolded flat beside its edge: exact on flat ground, some tenths of a
    /// percent elsewhere.
    std::vector<float> from(std::uint32_t triangle, vec3 point, float maxMm) const;
    /// Between the vertices of a triangle, straight.
    float at(const std::vector<float>& distances, std::uint32_t triangle, vec3 barycentric) const;

  private:
    std::span<const std::uint32_t> trianglesAt(std::uint32_t vertex) const;

    TriMesh mesh_;
    std::vector<std::uint32_t> firstOf_, triangles_;  ///< of each vertex, end to end
};

}  // namespace myochart::geometry
