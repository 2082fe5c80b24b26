#pragma once
#include <vector>

#include "render/draw_plan.h"

namespace myochart::render {

/// A corner of a triangle on a cut face.
struct FaceCorner {
    vec4 place{};     ///< with its structure's shift, mm; structure number
    vec2 inPlane{};   ///< mm, for the grain
    float tendon = 0; ///< 0 belly .. 1 tendon
    float tissue = 0; ///< as a number, tissue_grain.h
};

/// A corner of a band along the edge of a cut face: drawn at `place` moved inwards by inMmPx, millimetres and pixels.
struct RimCorner {
    vec3 place{};      ///< with its structure's shift, mm
    vec3 inwards{};    ///< in the plane; longer than 1 where the edge bends, so that the band keeps its width
    vec2 inMmPx{};
    vec4 colour{};     ///< squares of sRGB, opacity
};

/// Where a structure's corners lie among all.
struct FaceRange {
    std::uint32_t structure = 0;
    std::uint32_t first = 0, count = 0;
};

/// What a section shows of the structures it meets. Triangles.
struct CutFaces {
    std::vector<FaceCorner> faces;
    std::vector<FaceRange> ranges;
    /// Bands along the edges: the pale sheath of a muscle, the hard rim of a bone, the wall of a vessel, and around all of
    /// them a crisp dark line.
    std::vector<RimCorner> rims;
};

/// Of plan.cut(), whose levels are sound.
CutFaces cutFaces(const body::Body& body, const DrawPlan& plan, const scene::Scene& scene);

}  // namespace myochart::render
