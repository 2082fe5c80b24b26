#pragma once
#include <cstdint>
#include <vector>

#include "body/body.h"
#include "render/pixel_box.h"
#include "scene/build_scene.h"

namespace myochart::render {

/// A structure inside the picture and the level of detail that is fine enough for it.
struct PlannedStructure {
    std::uint32_t item = 0;  ///< index into Scene::structures
    std::uint32_t structure = 0;
    std::uint32_t level = 0;
    float depthMm = 0;  ///< of its nearest point before the eye
};

/// What to draw and where: the outcome of culling and of choosing levels. Plain values, made without OpenGL.
struct DrawPlan {
    std::vector<PlannedStructure> solid;   ///< front to back
    std::vector<PlannedStructure> ghosts;  ///< opacity below 1, back to front
    mat4 clipFromBody{1}, viewFromBody{1}, clipFromView{1};
    PixelBox box;  ///< holds every pixel of them
};

/// Leaves out what lies outside the picture. A level is fine enough when its error covers at most `tolerancePx` at the
/// structure's nearest point.
DrawPlan planDraw(const body::Body& body, const scene::Scene& scene, const scene::Camera& camera,
                  const scene::Viewport& viewport, float tolerancePx);

}  // namespace myochart::render
