#pragma once
#include "render/draw_plan.h"
#include "render/gl/program.h"
#include "render/gl/vertex_array.h"
#include "render/render_targets.h"
#include "scene/build_scene.h"

namespace myochart::render {

/// Puts the body over the ground, darkened where it is occluded.
class ComposePass {
  public:
    static Result<ComposePass> create(const Path& shaderFolder);
    /// Into targets.plain(). `open` may be null: no occlusion. `box` holds the body.
    void draw(const scene::Scene& scene, const RenderTargets& targets, const PixelBox& box, const gl::Texture* open,
              vec2 unproject, bool transparentGround) const;

  private:
    ComposePass(gl::Program ground, gl::Program bare, gl::Program occluded)
        : ground_(std::move(ground)), bare_(std::move(bare)), occluded_(std::move(occluded)) {}

    gl::Program ground_, bare_, occluded_;
    gl::VertexArray nothing_;
};

}  // namespace myochart::render
