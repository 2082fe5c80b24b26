#pragma once
#include <memory>
#include <optional>

#include "render/gl/framebuffer.h"
#include "render/pixel_box.h"

namespace myochart::render {

/// The pictures that make up a frame, all of one size. Those that few frames need are made when first asked for.
class RenderTargets {
  public:
    /// Sizes outside 1..limit of the graphics card are brought inside. Falls back to no multisampling when the card
    /// refuses it; throws std::runtime_error when it cannot hold even one picture of that size (as may the functions
    /// that make a picture).
    RenderTargets(scene::Viewport viewport, int samples);

    scene::Viewport viewport() const { return viewport_; }
    bool fits(scene::Viewport viewport, int samples) const;
    static scene::Viewport clamped(scene::Viewport viewport);

    /// Clears and binds what the body is drawn into. With samples that is a target no larger than `box`, which has to
    /// hold all that is drawn, since samples cost memory and time: origin() says how far it is moved.
    void beginBody(const PixelBox& box);
    /// The pixel of the picture that is (0, 0) for gl_FragCoord while the body is drawn.
    vec2 origin() const { return multisampled_ ? vec2(box_.x, box_.y) : vec2(0); }
    /// Goes on to what is seen through: binds the colours of the body and a depth that starts as the solid structures'
    /// and may be drawn into, without changing depth().
    void beginGhosts();

    /// The samples are read one by one, without resolving them: bindSamples(). False without samples, and after
    /// beginGhosts(), when colour() and depth() are to be used.
    bool direct() const { return multisampled_.has_value() && !depthWhole_; }
    /// The samples of colour and depth, to texture units; only while direct(). Their (0, 0) is origin().
    void bindSamples(int colourUnit, int depthUnit) const;
    PixelBox sampledBox() const { return box_; }

    const gl::Texture& colour();  ///< body alone, premultiplied; whole after all is drawn
    const gl::Texture& depth();   ///< of solid structures
    const gl::Framebuffer& bodyPicture();                      ///< with colour() and depth()
    const gl::Framebuffer& plain() const { return plain_; }    ///< ground, body and outline
    gl::Texture& plainColour() { return plainColour_; }
    const gl::Framebuffer& final();                            ///< with markers and labels
    const gl::Texture& finalColour() { return (void)final(), overlaid_->colour; }

  private:
    struct Multisampled {
        int width, height;
        gl::MultisampledTexture colour, depth;
        gl::Framebuffer framebuffer;
        Multisampled(int w, int h, int samples);
    };
    struct Whole {
        gl::Texture colour, depth;
        gl::Framebuffer framebuffer;
        explicit Whole(scene::Viewport viewport);
    };
    struct Overlaid {
        gl::Texture colour;
        gl::Framebuffer framebuffer;
        explicit Overlaid(scene::Viewport viewport);
    };
    struct GhostDepth {
        gl::Renderbuffer depth;
        gl::Framebuffer framebuffer;
        GhostDepth(scene::Viewport viewport, const gl::Texture& colour);
    };

    void bindBody();
    Whole& whole();
    void resolve(GLbitfield what);
    void fitMultisampled();

    scene::Viewport viewport_;
    int samples_;
    int usableSamples_ = 0;
    PixelBox box_;  // of the body drawn last
    gl::Texture plainColour_;
    gl::Framebuffer plain_;
    std::optional<Whole> whole_;
    bool colourWhole_ = false, depthWhole_ = false;  // samples are resolved into it
    std::optional<Overlaid> overlaid_;
    std::optional<Multisampled> multisampled_;
    std::optional<GhostDepth> ghosts_;
};

}  // namespace myochart::render
