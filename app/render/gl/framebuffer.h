#pragma once
#include "render/gl/texture.h"

namespace myochart::render::gl {

/// Storage to draw into that is never sampled; `samples` 0 or more.
class Renderbuffer {
  public:
    Renderbuffer(GLenum format, int width, int height, int samples);
    GLuint name() const { return name_.get(); }

  private:
    static void destroy(GLuint name) { glDeleteRenderbuffers(1, &name); }
    ObjectName<destroy> name_;
};

/// What is drawn into. Does not own what is attached.
class Framebuffer {
  public:
    Framebuffer();
    GLuint name() const { return name_.get(); }

    void attach(GLenum point, const Texture& texture);
    void attach(GLenum point, const MultisampledTexture& texture);
    void attach(GLenum point, const Renderbuffer& buffer);
    bool complete() const;
    /// For drawing and reading, with the viewport over `width` x `height`.
    void bind(int width, int height) const;

  private:
    static void destroy(GLuint name) { glDeleteFramebuffers(1, &name); }
    ObjectName<destroy> name_;
};

/// Copies the lower left width x height pixels of `from` to (x, y) of `to`; `what` is the colour or the depth bit.
/// Resolves samples.
void copyPart(const Framebuffer& from, const Framebuffer& to, int x, int y, int width, int height, GLbitfield what);

}  // namespace myochart::render::gl
