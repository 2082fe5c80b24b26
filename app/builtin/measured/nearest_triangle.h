#pragma once
#include <cstdint>
#include <vector>

#include "geometry/tri_mesh.h"

namespace myochart::builtin::measured {

/// Exact distance from points to the triangles of one mesh (a tree of boxes). The mesh must outlive it. Any thread.
class NearestTriangle {
  public:
    explicit NearestTriangle(const geometry::MeshView& mesh);
    /// Distance to the surface, mm; at least `limitMm` when nothing is nearer. 1e30 for an empty mesh.
    float distance(vec3 point, float limitMm = 1e30F) const;

  private:
    struct Node {
        Box box;
        std::uint32_t first = 0, count = 0;  // count 0: inner node, children at first and first + 1
    };
    void split(std::uint32_t node, std::uint32_t begin, std::uint32_t end, const std::vector<vec3>& centres);

    geometry::MeshView mesh_;
    std::vector<std::uint32_t> order_;
    std::vector<Node> nodes_;
};

double surfaceArea(const geometry::MeshView& mesh);

/// The same points on a surface every time: `count` places spread evenly by area.
std::vector<vec3> evenSamples(const geometry::MeshView& mesh, size_t count);

/// Two-way distance between surfaces, mm.
struct SurfaceGap {
    double mean = 0, p95 = 0, worst = 0;
};
/// Both ways with `samples` places each; the mean of the two means, the greater 95 % and greatest distance.
SurfaceGap surfaceGap(const geometry::MeshView& a, const geometry::MeshView& b, size_t samples);

}  // namespace myochart::builtin::measured
