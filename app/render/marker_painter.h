#pragma once
#include "render/draw_plan.h"
#include "render/gl/program.h"
#include "render/gl/texture.h"
#include "render/gl/vertex_array.h"

namespace myochart::render {

/// What overlays need to know of the picture they are drawn on.
struct OverlayFrame {
    scene::Viewport viewport;
    mat4 clipFromBody{1};
    vec3 eye{};
    float pixelScale = 1;
};

/// Draws markers at a constant size on the picture, into the framebuffer bound. Compiled when first needed.
class MarkerPainter {
  public:
    static Result<MarkerPainter> create(const Path& shaderFolder);
    /// `depth` is the body's depth picture: markers behind it are drawn hollow.
    void draw(const scene::Scene& scene, const gl::Texture& depth, const OverlayFrame& frame);

  private:
    explicit MarkerPainter(gl::Program program);
    gl::Program program_;
    gl::Buffer instances_;
    gl::VertexArray array_;
};

/// Share of the distance to the eye by which a point may lie behind what was drawn and still count as seen; of a place
/// that faces away (behind a thin hand the first would see it through) the second.
inline constexpr float kSeenMargin = 0.004F, kAwayMargin = 0.0008F;

}  // namespace myochart::render
