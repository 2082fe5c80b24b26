#pragma once
#include "render/scene_renderer.h"
#include "scene/build_scene.h"
#include "scene/label_room.h"

namespace myochart::picture {

/// Labels of a scene's markers, and "Right" and "Left", laid out for a renderer that has drawn the scene: which sites lie
/// under tissue is known from the picture. The scene's names stand beside their places, `foot` in the middle of the lower edge. `pixelScale`: how much larger than on the screen.
std::vector<scene::PlacedLabel> labelsFor(const scene::Scene& scene, const scene::Camera& camera, const scene::Viewport& viewport,
                                          const render::SceneRenderer& renderer, float pixelScale,
                                          const std::string& foot = {});

}  // namespace myochart::picture
