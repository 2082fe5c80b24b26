#pragma once
#include <array>
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
    void draw(const scene::Scene& scene, RenderTargets& targets, const PixelBox& box, const gl::Texture* open,
              vec2 unproject, bool transparentGround);
    /// Call when the targets are new: there is no ground to keep.
    void startAnew() { ground_.reset(); }

  private:
    /// A gradient from the lower edge upwards, premultiplied.
    struct Ground {
        vec4 low{}, step{};
        bool operator==(const Ground&) const = default;
    };
    explicit ComposePass(std::array<gl::Program, 4> programs) : programs_(std::move(programs)) {}
    static Ground groundOf(const scene::Scene& scene, int height, bool transparent);
    static void paintGround(gl::Texture& picture, const Ground& ground, const PixelBox& box);
    void paintBody(RenderTargets& targets, const Ground& ground, const PixelBox& box, const gl::Texture* open,
                   vec2 unproject) const;

    std::array<gl::Program, 4> programs_;  // bare, occluded, and both from samples
    gl::VertexArray nothing_;
    std::optional<Ground> ground_;  // of the last time
    PixelBox drawn_;                // where more than ground was drawn then
};

}  // namespace myochart::render
