#pragma once
#include <memory>
#include <string>
#include <vector>

#include "geometry/ray_index.h"
#include "referral/shown.h"
#include "scene/build_scene.h"
#include "scene/camera.h"
#include "teaching/lesson.h"

namespace myochart::workspace {

/// What a step of a lesson shows on a body; window and command line draw the same.
struct ShownStep {
    scene::ViewOptions view;   ///< its markers are ghosts: nothing of them can be picked, moved or kept
    scene::Camera camera;
    std::vector<referral::PatternSource> patterns;
    std::vector<scene::StrokeItem> needle;  ///< empty: none
    std::vector<std::string> told;          ///< what goes with the needle, a sentence each: whose way it is, and that it clears nothing
    std::vector<std::string> missing;       ///< what this body lacks of it, a sentence each
};

/// Pure. `rays` of the body may be null: then no needle is drawn. Keys that the catalogue lacks are passed over (their file was
/// remarked on). Some 10 ms for each marker.
ShownStep showStep(const teaching::Step& step, const body::Body& body, const anatomy::Catalogue& catalogue, const geometry::RayIndex* rays,
                   const scene::Viewport& viewport, bool dark = false);

/// Puts what is to be seen now into a step, in place of what it showed: camera, layers, isolated muscles and patterns. Its words,
/// markers, needle and picture stay.
void takeView(teaching::Step& step, const body::Body& body, const scene::ViewOptions& view, const scene::Camera& camera,
              const std::vector<referral::PatternSource>& patterns);

}  // namespace myochart::workspace
