#pragma once
#include "render/scene_renderer.h"
#include "scene/build_scene.h"
#include "scene/label_room.h"

namespace myochart::picture {

/// Labels of a scene's markers, and "Right" and "Left", laid out for a renderer that has drawn the scene: which sites lie
/// under tissue is known from the picture. The scene's names stand beside their places. `pixelScale`: how much larger than on the screen.
std::vector<scene::PlacedLabel> labelsFor(const scene::Scene& scene, const scene::Camera& camera, const scene::Viewport& viewport,
                                          const render::SceneRenderer& renderer, float pixelScale);

/// The lines of a legend as labels, one under the other at the foot of the picture; a line that a label has no room for goes on in the next.
void addLegend(std::vector<scene::PlacedLabel>& labels, const std::vector<std::string>& told, const scene::Viewport& viewport,
               const render::SceneRenderer& renderer, float pixelScale);

}  // namespace myochart::picture
