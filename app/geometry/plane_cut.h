#pragma once
#include <array>
#include <vector>

#include "geometry/tri_mesh.h"

namespace myochart::geometry {

/// Where a plane meets a mesh: line segments between points that neighbouring triangles share.
struct PlaneCut {
    /// Between which vertices a point lies, and how far from the first to the second.
    struct Between {
        std::uint32_t first = 0, second = 0;
        float share = 0;
    };
    std::vector<vec3> points;                             ///< on the plane, mm
    std::vector<Between> between;                         ///< one a point
    std::vector<std::array<std::uint32_t, 2>> segments;   ///< seen from the normal's side, the inside lies to the left
};

/// Cuts by the plane through `origin` with unit `normal`. A closed mesh gives closed outlines.
PlaneCut cutByPlane(const MeshView& mesh, vec3 origin, vec3 normal);

/// The segments joined into lines of points, each closed one (first point not repeated) or, where the mesh is open, as
/// far as it goes.
struct Outline {
    std::vector<std::uint32_t> points;
    bool closed = true;
};
std::vector<Outline> outlinesOf(const PlaneCut& cut);

/// A corner of a triangle on an edge of what is filled.
struct FillCorner {
    std::uint32_t segment = 0;
    float share = 0;  ///< of the way along it
};
/// Triangles that fill all that the segments go around (anticlockwise counts, clockwise ones are holes), three corners
/// each. Segments that leave gaps fill up to where they can. `points` are in the plane, as seen from the normal's side.
std::vector<FillCorner> fill(std::span<const vec2> points, std::span<const std::array<std::uint32_t, 2>> segments);

/// mm^2 inside the outlines; holes count as less.
double areaOf(const PlaneCut& cut, vec3 normal);

}  // namespace myochart::geometry
