#pragma once
#include <memory>
#include <optional>

#include "render/gl/framebuffer.h"
#include "render/pixel_box.h"

namespace myochart::render {

/// The pictures that make up a frame, all of one size.
class RenderTargets {
  public:
    /// Sizes outside 1..limit of the graphics card are brought inside. Falls back to no multisampling when the card
    /// refuses it; throws std::runtime_error when it cannot hold even one picture of that size.
    RenderTargets(scene::Viewport viewport, int samples);

    scene::Viewport viewport() const { return viewport_; }
    bool fits(scene::Viewport viewport, int samples) const;
    static scene::Viewport clamped(scene::Viewport viewport);

    /// Binds what the body is drawn into (with samples, or the picture itself) and clears it. All drawing until the
    /// next beginBody() has to stay inside `box`; outside nothing changes, so that a small body costs little.
    void beginBody(const PixelBox& box);
    /// Makes depth() whole: resolves samples. Call after the solid structures.
    void resolveDepth() const;
    /// Where ghosts are drawn: the colours of the body, and its depth without changing depth(). After resolveDepth().
    const gl::Framebuffer& ghostTarget();
    /// Makes colour() whole.
    void resolveColour() const;

    const gl::Texture& colour() const { return colour_; }  ///< body alone, premultiplied
    const gl::Texture& depth() const { return depth_; }    ///< of solid structures
    const gl::Framebuffer& bodyPicture() const { return body_; }
    const gl::Framebuffer& plain() const { return plain_; }    ///< ground, body and outline
    const gl::Framebuffer& final() const { return final_; }    ///< with markers and labels

  private:
    struct Multisampled {
        gl::Renderbuffer colour, depth;
        gl::Framebuffer framebuffer;
        Multisampled(scene::Viewport viewport, int samples);
    };
    struct GhostDepth {
        gl::Renderbuffer depth;
        gl::Framebuffer framebuffer;
        GhostDepth(scene::Viewport viewport, const gl::Texture& colour);
    };

    void copyRegion(const gl::Framebuffer& from, const gl::Framebuffer& to, GLbitfield what) const;

    scene::Viewport viewport_;
    int samples_;
    PixelBox region_, lastBox_;  // to clear and resolve; drawn into the last time
    gl::Texture colour_, depth_;
    gl::Framebuffer body_;
    gl::Texture plainColour_, finalColour_;
    gl::Framebuffer plain_, final_;
    std::optional<Multisampled> multisampled_;
    std::optional<GhostDepth> ghosts_;
};

}  // namespace myochart::render
