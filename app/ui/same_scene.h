#pragma once
#include "scene/build_scene.h"
#include "scene/camera.h"

namespace myochart::ui {

/// How two scenes differ: not at all, only in what the pointer is on, or in anything else.
enum class SceneChange { none, hover, content };
SceneChange difference(const scene::Scene& a, const scene::Scene& b);
bool sameCamera(const scene::Camera& a, const scene::Camera& b);

}  // namespace myochart::ui
