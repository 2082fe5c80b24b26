#pragma once
#include "body/body.h"

namespace myochart::render {

/// The course of a muscle's fibres, for drawing. Fibres run along u, bent and drawn together: with x = -1..1 along u
/// over the structure, a fibre keeps the same (place across - middle(x)) / spread(x), where middle and spread are
/// quadratics c0 + x * (c1 + x * c2) in the directions (v, w); places in mm from `centre`.
struct FibreField {
    vec3 centre{};
    vec3 u{0, 0, -1}, v{1, 0, 0}, w{0, -1, 0};  ///< unit, right-handed
    float halfLengthMm = 1;
    vec2 middle[3] = {};
    vec2 spread[3] = {{1, 1}, {0, 0}, {0, 0}};
};

/// As toldFibres() has it, else read off the relief of the structure's surface: it bends least along its fibres. Where the relief shows no clear
/// direction, or the level is damaged, straight fibres along the address frame's u axis.
FibreField fibreField(const body::Body& body, std::uint32_t structure);

}  // namespace myochart::render
