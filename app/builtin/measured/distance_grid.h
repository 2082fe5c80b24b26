#pragma once
#include <array>
#include <functional>
#include <vector>

#include "geometry/tri_mesh.h"

namespace myochart::builtin::measured {

/// Values on a lattice whose points are whole multiples of `cellMm` in the body frame.
struct Grid {
    std::array<int, 3> first{}, count{};  ///< lattice numbers of the first point; points along x, y, z
    float cellMm = 3;
    std::vector<float> values;

    Grid(const Box& box, float cell, float value);
    size_t at(int x, int y, int z) const {
        return static_cast<size_t>((z * count[1] + y)) * static_cast<size_t>(count[0]) + static_cast<size_t>(x);
    }
    vec3 place(int x, int y, int z) const { return vec3(first[0] + x, first[1] + y, first[2] + z) * cellMm; }
    /// The nearest lattice point's x, y, z inside this grid; clamped.
    std::array<int, 3> nearest(vec3 p) const;
};

/// Turns a grid of 0 (there) and anything greater (not there) into distances to the nearest 0, mm; exact between
/// lattice points (Felzenszwalb and Huttenlocher 2012).
void distancesToZeros(Grid& grid);

/// A grid with 0 where the points that hold `open` hang together with the grid's border, 1e9 elsewhere.
Grid outside(const Grid& grid, const std::function<bool(float)>& open);

/// Averages neighbours (1 2 1) along each axis, `rounds` times.
void blur(Grid& grid, int rounds);

/// The surface where the values pass zero, wound outwards from the positive side (naive surface nets).
geometry::TriMesh zeroSurface(const Grid& grid);

}  // namespace myochart::builtin::measured
