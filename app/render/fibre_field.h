#pragma once
#include "body/body.h"

namespace myochart::render {

/// The course of a muscle's fibres, from its shape: along the address frame's u axis, following the curved middle line
/// of the muscle and drawing together where it grows thin. With t = 0..1 along u, the middle line and the half width
/// across are quadratics c0 + t * (c1 + t * c2) in (v, w), in mm.
struct FibreField {
    vec3 origin{};
    vec3 u{0, 0, -1}, v{1, 0, 0}, w{0, -1, 0};  ///< unit; w = cross(u, v)
    float lengthMm = 1;
    vec2 middle[3] = {};
    vec2 width[3] = {{1, 1}, {0, 0}, {0, 0}};
    vec2 fullWidth{1, 1};  ///< the greatest half width, mm
};

/// Fitted by least squares to the coarsest level of the structure. A structure too small to fit gets straight fibres.
FibreField fibreField(const body::Body& body, std::uint32_t structure);

}  // namespace myochart::render
