#pragma once
#include <optional>

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
    /// Into targets.plain(). `open` may be null: no occlusion. `box` holds the body; outside of it and of a margin for
    /// the outline, the ground of the last time stays.
    void draw(const scene::Scene& scene, const RenderTargets& targets, const PixelBox& box, const gl::Texture* open,
              vec2 unproject, bool transparentGround);
    /// Call when the targets are new: there is no ground to keep.
    void startAnew() { ground_.reset(); }

  private:
    /// A gradient from the lower edge upwards, premultiplied.
    struct Ground {
        vec4 low{}, step{};
        bool operator==(const Ground&) const = default;
    };
    ComposePass(gl::Program ground, gl::Program bare, gl::Program occluded)
        : groundProgram_(std::move(ground)), bare_(std::move(bare)), occluded_(std::move(occluded)) {}
    static Ground groundOf(const scene::Scene& scene, int height, bool transparent);
    void paint(const gl::Program& program, const Ground& ground, const PixelBox& box) const;

    gl::Program groundProgram_, bare_, occluded_;
    gl::VertexArray nothing_;
    std::optional<Ground> ground_;  // of the last time
    PixelBox drawn_;                // where more than ground was drawn then
};

}  // namespace myochart::render
