#pragma once
#include <optional>
#include <vector>

#include "body/body.h"
#include "render/gl/texture.h"
#include "render/groundwork.h"
#include "scene/build_scene.h"

namespace myochart::render {

/// What the body shaders need to know of each structure, as a texture they read by structure number (shaders/body.vert
/// lists the texels), and the noise that fibres are made of.
class StructureLooks {
  public:
    StructureLooks(const body::Body& body, Groundwork work);
    /// Takes over fibres, colours and opacity; uploads only when something changed.
    void update(const body::Body& body, const scene::Scene& scene);
    /// Binds the looks to `looksUnit` and the fibre noise to `noiseUnit`.
    void bind(int looksUnit, int noiseUnit) const;

  private:
    void writeFibres(const body::Body& body, std::uint32_t structure);
    vec4* texels(std::uint32_t structure);

    std::vector<vec4> table_;
    std::vector<std::optional<FibreField>> fibres_;  // found ahead
    std::vector<bool> fibresKnown_;  // of each structure; found when first shown with fibres
    std::vector<scene::StructureItem> shown_;
    int rows_;
    gl::Texture looks_;
    gl::Texture noise_;
};

}  // namespace myochart::render
