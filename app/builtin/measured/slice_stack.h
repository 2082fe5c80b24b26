#pragma once
#include <cstdint>
#include <vector>

#include "core/vec.h"
#include "geometry/tri_mesh.h"

namespace myochart::builtin::measured {

inline size_t at(int i) {
    return static_cast<size_t>(i);
}

/// A closed outline of a section through a mesh, counter-clockwise round the solid (a hole runs clockwise).
struct Loop {
    int slice = 0;
    float s = 0;
    std::vector<vec2> points;
    double area = 0;       ///< signed
    double perimeter = 0;  ///< mm
};

/// A connected bit of surface between two neighbouring slices (or beyond the first or last): the loops it joins.
struct Link {
    std::vector<int> lower, upper;  ///< indices into SliceStack::loops
    vec3 lowest{}, highest{};       ///< its extreme mesh vertices, mapped; valid when hasVertex
    bool hasVertex = false;
};

/// A mesh in mapped coordinates (s, a, b), cut at every level, with what joins the outlines.
struct SliceStack {
    std::vector<float> levels;
    std::vector<Loop> loops;
    std::vector<Link> links;
};

/// Cuts `mesh` (closed, wound outwards, mapped) at the rising `levels`. Open edges are closed with a straight line.
SliceStack sliceMesh(const geometry::TriMesh& mesh, std::vector<float> levels);

}  // namespace myochart::builtin::measured
