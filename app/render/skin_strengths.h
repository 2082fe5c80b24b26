#pragma once
#include <map>
#include <optional>

#include "render/draw_plan.h"
#include "render/gl/program.h"
#include "render/gl/texture.h"

namespace myochart::render {

/// What is laid on the skin (scene::LaidOnSkin), on the graphics card, level by level as it is drawn; and the grain it is drawn
/// with.
class SkinStrengths {
  public:
    /// What of a structure's level is laid; false: nothing.
    bool has(const PlannedStructure& planned) const;
    /// Takes over what is to be laid; uploads nothing yet.
    void update(const scene::Scene& scene);
    /// Tells a program compiled with LAID, in use, of the next structure to draw, whose first vertex that is.
    void setFor(const gl::Program& program, const PlannedStructure& planned, std::uint32_t firstVertex, const DrawPlan& plan);

  private:
    const gl::Texture& textureOf(const PlannedStructure& planned);

    scene::LaidOnSkin laid_;
    std::map<std::pair<std::uint32_t, std::uint32_t>, gl::Texture> textures_;  ///< by structure and level
    std::optional<gl::Texture> grain_;
};

}  // namespace myochart::render
