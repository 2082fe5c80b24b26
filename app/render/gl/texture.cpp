#include "render/gl/texture.h"

namespace myochart::render::gl {

static GLuint makeTexture() {
    GLuint name = 0;
    glGenTextures(1, &name);
    return name;
}

static GLint minification(Texture::Filter filter) {
    switch (filter) {
        case Texture::Filter::nearest: return GL_NEAREST;
        case Texture::Filter::linear: return GL_LINEAR;
        case Texture::Filter::mipmapped: return GL_LINEAR_MIPMAP_NEAREST;
    }
    return GL_NEAREST;
}

Texture::Texture(Format format, int width, int height, Filter filter, bool repeat)
    : name_(makeTexture()), format_(format), width_(width), height_(height) {
    bind(0);
    glTexImage2D(GL_TEXTURE_2D, 0, static_cast<GLint>(format.internal), width, height, 0, format.format, format.type,
                 nullptr);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, minification(filter));
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, filter == Filter::nearest ? GL_NEAREST : GL_LINEAR);
    const GLint wrap = repeat ? GL_REPEAT : GL_CLAMP_TO_EDGE;
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_S, wrap);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_T, wrap);
    if (filter != Filter::mipmapped) glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAX_LEVEL, 0);
}

void Texture::upload(int x, int y, int width, int height, const void* data) {
    bind(0);
    glPixelStorei(GL_UNPACK_ALIGNMENT, 1);
    glPixelStorei(GL_UNPACK_ROW_LENGTH, 0);
    glTexSubImage2D(GL_TEXTURE_2D, 0, x, y, width, height, format_.format, format_.type, data);
}

void Texture::uploadLevel(int level, int width, int height, const void* data) {
    bind(0);
    glPixelStorei(GL_UNPACK_ALIGNMENT, 1);
    glPixelStorei(GL_UNPACK_ROW_LENGTH, 0);
    glTexImage2D(GL_TEXTURE_2D, level, static_cast<GLint>(format_.internal), width, height, 0, format_.format,
                 format_.type, data);
}

void Texture::bind(int unit) const {
    glActiveTexture(GL_TEXTURE0 + static_cast<GLenum>(unit));
    glBindTexture(GL_TEXTURE_2D, name());
}

MultisampledTexture::MultisampledTexture(GLenum format, int width, int height, int samples) : name_(makeTexture()) {
    bind(0);
    glTexImage2DMultisample(GL_TEXTURE_2D_MULTISAMPLE, samples, format, width, height, GL_TRUE);
}

void MultisampledTexture::bind(int unit) const {
    glActiveTexture(GL_TEXTURE0 + static_cast<GLenum>(unit));
    glBindTexture(GL_TEXTURE_2D_MULTISAMPLE, name());
}

}  // namespace myochart::render::gl
