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

    /// Clears and binds what the body is drawn into. With samples that is a target no larger than `box`, which has to
    /// hold all that is drawn, since samples cost memory and time: origin() says how far it is moved.
    void beginBody(const PixelBox& box);
    /// The pixel of the picture that is (0, 0) for gl_FragCoord while the body is drawn.
    vec2 origin() const { return multisampled_ ? vec2(box_.x, box_.y) : vec2(0); }
    /// Makes depth() whole: resolves samples. Call after the solid structures.
    void resolveDepth() const;
    /// Goes on to ghosts: binds the colours of the body and its depth, without changing depth(). After resolveDepth().
    void beginGhosts();
    /// Makes colour() whole.
    void resolveColour() const;

    const gl::Texture& colour() const { return colour_; }  ///< body alone, premultiplied
    const gl::Texture& depth() const { return depth_; }    ///< of solid structures
    const gl::Framebuffer& bodyPicture() const { return body_; }
    const gl::Framebuffer& plain() const { return plain_; }    ///< ground, body and outline
    const gl::Framebuffer& final() const { return final_; }    ///< with markers and labels

  private:
    struct Multisampled {
        int width, height;
        gl::Renderbuffer colour, depth;
        gl::Framebuffer framebuffer;
        Multisampled(int w, int h, int samples);
    };
    struct GhostDepth {
        gl::Renderbuffer depth;
        gl::Framebuffer framebuffer;
        GhostDepth(scene::Viewport viewport, const gl::Texture& colour);
    };

    void bindBody() const;
    void resolve(GLbitfield what) const;
    void fitMultisampled();

    scene::Viewport viewport_;
    int samples_;
    int usableSamples_ = 0;
    PixelBox box_;  // of the body drawn last
    gl::Texture colour_, depth_;
    gl::Framebuffer body_;
    gl::Texture plainColour_, finalColour_;
    gl::Framebuffer plain_, final_;
    std::optional<Multisampled> multisampled_;
    std::optional<GhostDepth> ghosts_;
};

}  // namespace myochart::render
