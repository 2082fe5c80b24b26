#pragma once
#include <glm/mat4x4.hpp>
#include <glm/vec2.hpp>
#include <glm/vec3.hpp>
#include <glm/vec4.hpp>
#include <glm/geometric.hpp>

namespace myochart {

// Positions are millimetres in the body frame (LPS, docs/decisions/0001): x to the patient's left, y posterior,
// z superior, right-handed.
using glm::mat4;
using glm::vec2;
using glm::vec3;
using glm::vec4;

/// An axis-aligned box in the body frame, mm. Empty while min > max.
struct Box {
    vec3 min{1e30F};
    vec3 max{-1e30F};

    bool empty() const { return min.x > max.x; }
    void add(vec3 p) { min = glm::min(min, p); max = glm::max(max, p); }
    void add(const Box& b) { min = glm::min(min, b.min); max = glm::max(max, b.max); }
    vec3 centre() const { return (min + max) * 0.5F; }
    vec3 size() const { return max - min; }
};

}  // namespace myochart
