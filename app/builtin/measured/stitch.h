#pragma once
#include <cstdint>
#include <vector>

#include "core/vec.h"
#include "geometry/tri_mesh.h"

namespace myochart::builtin::measured {

/// Vertex numbers round an outline, counter-clockwise seen against s.
using Row = std::vector<std::uint32_t>;

/// The points of an outline that are kept: their places in the full outline (rising, 0 first) and vertex numbers.
struct Picked {
    std::vector<int> places;
    Row row;
};

/// Vertices (mapped coordinates) and triangles of a surface being sewn together from rows; every face outwards.
struct Stitch {
    std::vector<vec3> positions;
    std::vector<std::uint32_t> indices;

    std::uint32_t add(vec3 position) {
        positions.push_back(position);
        return static_cast<std::uint32_t>(positions.size() - 1);
    }
    /// Triangles between rows picked from outlines of the same number of points, `upper` at the higher s.
    void band(const Picked& lower, const Picked& upper);
    /// Triangles between rows of any lengths, the shortest way round.
    void strip(const Row& lower, const Row& upper);
    /// Closes a row with triangles to `tip`; `top`: the solid lies below it.
    void fan(std::uint32_t tip, const Row& row, bool top);
    /// Closes a row flat, by sewing its first half to its second.
    void zip(const Row& row, bool top);
    /// Smooths the surface at the vertices `around` and their neighbours without shrinking it.
    void fair(const std::vector<std::uint32_t>& around);
    /// Smooths away what is rougher than `mostMm`: no vertex moves farther.
    void calm(float mostMm);

  private:
    void relax(std::vector<vec3>& points, const std::vector<std::uint32_t>& corners, int rounds) const;
    void triangle(std::uint32_t a, std::uint32_t b, std::uint32_t c);
    float gap(std::uint32_t a, std::uint32_t b) const { return glm::distance(positions[a], positions[b]); }
};

/// Turns the longest edge of triangles without area, so that none is left where a neighbour allows it.
void turnSlivers(geometry::TriMesh& mesh);

}  // namespace myochart::builtin::measured
