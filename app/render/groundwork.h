#pragma once
#include <cstdint>
#include <optional>
#include <vector>

#include "render/fibre_field.h"
#include "scene/build_scene.h"

namespace myochart::render {

/// What drawing a body needs to have worked out and needs no OpenGL for. Plain values; made on any thread, so that it
/// can be ready when the context is.
struct Groundwork {
    std::vector<std::vector<std::uint8_t>> noise;     ///< fibreNoise() and its mipmaps down to one texel
    std::vector<std::optional<FibreField>> fibres;    ///< by structure; of those that the scene shows with fibres
};
Groundwork layGroundwork(const body::Body& body, const scene::Scene& scene);

}  // namespace myochart::render
