#pragma once
#include <optional>

#include "render/draw_plan.h"
#include "render/gl/program.h"
#include "render/gl/vertex_array.h"
#include "render/render_targets.h"

namespace myochart::render {

/// Ambient occlusion of the visible surfaces, at half the picture's size and only where the body is.
class OcclusionPass {
  public:
    static Result<OcclusionPass> create(const Path& shaderFolder);
    /// `unproject` turns depth into distance, see shaders/depth_half.frag.
    void draw(RenderTargets& targets, const PixelBox& box, vec2 unproject, float pixelsAMm);
    /// Open share and distance, valid after draw() inside its box.
    const gl::Texture& open() const { return pictures_->smooth; }

  private:
    struct Pictures {
        int width, height;
        gl::Texture distance, raw, smooth;
        gl::Framebuffer distanceTarget, rawTarget, smoothTarget;
        Pictures(int w, int h);
    };
    OcclusionPass(gl::Program halve, gl::Program halveSampled, gl::Program occlude, gl::Program smooth)
        : halve_(std::move(halve)), halveSampled_(std::move(halveSampled)), occlude_(std::move(occlude)),
          smooth_(std::move(smooth)) {}
    void halve(RenderTargets& targets, vec2 unproject) const;
    void run(const gl::Program& program, const gl::Framebuffer& target, const gl::Texture& from, const char* name) const;

    gl::Program halve_, halveSampled_, occlude_, smooth_;
    gl::VertexArray nothing_;
    std::optional<Pictures> pictures_;
};

}  // namespace myochart::render
