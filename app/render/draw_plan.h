#pragma once
#include <cstdint>
#include <span>
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
    vec3 shiftMm{};     ///< where the exploded view moves it
    bool cut = false;   ///< the section plane meets it
    bool skin = false;
};

/// What to draw and where: the outcome of culling and of choosing levels. Plain values, made without OpenGL.
struct DrawPlan {
    /// Front to back; those that the section plane meets come last, front to back among themselves.
    std::vector<PlannedStructure> solid;
    std::vector<PlannedStructure> ghosts;  ///< opacity below 1, back to front
    std::vector<PlannedStructure> veils;   ///< skin with opacity below 1
    std::vector<PlannedStructure> cutAway; ///< veils of what the section takes away
    scene::SectionPlane section;
    bool moved = false;                    ///< some structure has a shift
    bool facesSeen = false;                ///< the eye is on the side of the section that is cut away
    vec3 eye{};
    float grainMm = 1;                     ///< of a pixel of the screen, at what is looked at
    mat4 clipFromBody{1}, viewFromBody{1}, clipFromView{1};
    PixelBox box;  ///< holds every pixel of them

    std::span<const PlannedStructure> whole() const { return std::span(solid).first(firstCut()); }
    std::span<const PlannedStructure> cut() const { return std::span(solid).subspan(firstCut()); }
    bool staged() const { return moved || section.on; }

  private:
    size_t firstCut() const;
};

/// Where a structure is drawn.
inline Box movedBox(const Box& box, vec3 shift) { return {box.min + shift, box.max + shift}; }

/// Leaves out what lies outside the picture or is wholly cut away. A level is fine enough when its error covers at most `tolerancePx` at the
/// structure's nearest point.
DrawPlan planDraw(const body::Body& body, const scene::Scene& scene, const scene::Camera& camera,
                  const scene::Viewport& viewport, float tolerancePx);

}  // namespace myochart::render
