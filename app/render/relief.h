#pragma once
#include <vector>

#include "body/body.h"

namespace myochart::render {

/// At a triangle: in which direction the surface bends least, and how much that says (0: nothing).
struct ReliefSample {
    vec3 place{}, normal{}, along{};
    float weight = 0;
};

/// The relief of a surface and the one direction along which it bends least.
struct Relief {
    std::vector<ReliefSample> samples;
    vec3 along{};            ///< unit; zero when there is too little to go by
    float clearness = 0;     ///< how much more it bends across than along; 1 = no direction stands out
};

/// Measured on some hundred triangles spread over one level of detail.
Relief relief(const body::Body& body, const body::Level& level, vec3 guess);

}  // namespace myochart::render
