#pragma once
#include "geometry/tri_mesh.h"

namespace myochart::geometry {

/// What was found about the way a mesh's triangles face, and what was turned.
struct Winding {
    std::uint32_t parts = 0;            ///< connected pieces
    std::uint32_t turnedParts = 0;      ///< pieces that were inside out as a whole
    std::uint32_t turned = 0;           ///< triangles turned
    double sheetShare = 0;              ///< of the area: pieces that enclose nothing
    std::vector<std::uint32_t> sheets;  ///< triangles of those pieces
};

/// Turns triangles so that every connected piece faces outwards. Triangles that face against their neighbours follow
/// the greater part of their piece; a closed piece, or one whose openings are small (edge length below 1.5 times the
/// root of its area), is turned when its volume is negative; a hollow inside another piece of the mesh keeps facing
/// against it. Pieces that enclose nothing (sheets), that cannot be oriented or whose neighbours cannot be told (three
/// triangles at an edge) keep their way. Vertices are taken as the same where their places are.
Winding mendWinding(TriMesh& mesh);

/// Gives the triangles `sheets` a back: every one once more, facing the other way, both moved apart along their
/// normals by `halfThickness` (in the mesh's unit). Such a sheet is seen and hit from both sides.
void giveBacks(TriMesh& mesh, std::span<const std::uint32_t> sheets, float halfThickness);

}  // namespace myochart::geometry
