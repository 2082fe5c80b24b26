#include "render/gl/framebuffer.h"

namespace myochart::render::gl {

static GLuint makeRenderbuffer() {
    GLuint name = 0;
    glGenRenderbuffers(1, &name);
    return name;
}

static GLuint makeFramebuffer() {
    GLuint name = 0;
    glGenFramebuffers(1, &name);
    return name;
}

Renderbuffer::Renderbuffer(GLenum format, int width, int height, int samples) : name_(makeRenderbuffer()) {
    glBindRenderbuffer(GL_RENDERBUFFER, name());
    glRenderbufferStorageMultisample(GL_RENDERBUFFER, samples, format, width, height);
}

Framebuffer::Framebuffer() : name_(makeFramebuffer()) {}

void Framebuffer::attach(GLenum point, const Texture& texture) {
    glBindFramebuffer(GL_FRAMEBUFFER, name());
    glFramebufferTexture2D(GL_FRAMEBUFFER, point, GL_TEXTURE_2D, texture.name(), 0);
}

void Framebuffer::attach(GLenum point, const MultisampledTexture& texture) {
    glBindFramebuffer(GL_FRAMEBUFFER, name());
    glFramebufferTexture2D(GL_FRAMEBUFFER, point, GL_TEXTURE_2D_MULTISAMPLE, texture.name(), 0);
}

void Framebuffer::attach(GLenum point, const Renderbuffer& buffer) {
    glBindFramebuffer(GL_FRAMEBUFFER, name());
    glFramebufferRenderbuffer(GL_FRAMEBUFFER, point, GL_RENDERBUFFER, buffer.name());
}

bool Framebuffer::complete() const {
    glBindFramebuffer(GL_FRAMEBUFFER, name());
    return glCheckFramebufferStatus(GL_FRAMEBUFFER) == GL_FRAMEBUFFER_COMPLETE;
}

void Framebuffer::bind(int width, int height) const {
    glBindFramebuffer(GL_FRAMEBUFFER, name());
    glViewport(0, 0, width, height);
}

void copyPart(const Framebuffer& from, const Framebuffer& to, int x, int y, int width, int height, GLbitfield what) {
    glBindFramebuffer(GL_READ_FRAMEBUFFER, from.name());
    glBindFramebuffer(GL_DRAW_FRAMEBUFFER, to.name());
    glBlitFramebuffer(0, 0, width, height, x, y, x + width, y + height, what, GL_NEAREST);
}

}  // namespace myochart::render::gl
