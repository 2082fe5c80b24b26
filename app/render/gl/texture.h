#pragma once
#include "render/gl/object_name.h"

namespace myochart::render::gl {

/// A two-dimensional texture.
class Texture {
  public:
    enum class Filter { nearest, linear, mipmapped };
    /// What uploads look like in memory; rows are tightly packed.
    struct Format {
        GLenum internal, format, type;
    };

    /// Storage of that size, content undefined; `repeat` wraps around, else the edge is held.
    Texture(Format format, int width, int height, Filter filter, bool repeat = false);
    GLuint name() const { return name_.get(); }
    int width() const { return width_; }
    int height() const { return height_; }

    /// Replaces a part; `data` is width * height texels of the texture's format.
    void upload(int x, int y, int width, int height, const void* data);
    /// Sets the whole of mipmap `level`, which has that size.
    void uploadLevel(int level, int width, int height, const void* data);
    /// To texture unit `unit`, for drawing.
    void bind(int unit) const;

  private:
    static void destroy(GLuint name) { glDeleteTextures(1, &name); }
    ObjectName<destroy> name_;
    Format format_;
    int width_, height_;
};

/// A picture with several samples a pixel, to draw into and to read sample by sample (sampler2DMS).
class MultisampledTexture {
  public:
    MultisampledTexture(GLenum format, int width, int height, int samples);
    GLuint name() const { return name_.get(); }
    void bind(int unit) const;

  private:
    static void destroy(GLuint name) { glDeleteTextures(1, &name); }
    ObjectName<destroy> name_;
};

// The formats this program uses.
inline constexpr Texture::Format kRgba8{GL_RGBA8, GL_RGBA, GL_UNSIGNED_BYTE};
inline constexpr Texture::Format kRg8{GL_RG8, GL_RG, GL_UNSIGNED_BYTE};
inline constexpr Texture::Format kR8{GL_R8, GL_RED, GL_UNSIGNED_BYTE};
inline constexpr Texture::Format kRgba32F{GL_RGBA32F, GL_RGBA, GL_FLOAT};
inline constexpr Texture::Format kR32F{GL_R32F, GL_RED, GL_FLOAT};
inline constexpr Texture::Format kR32Ui{GL_R32UI, GL_RED_INTEGER, GL_UNSIGNED_INT};
inline constexpr Texture::Format kDepth{GL_DEPTH_COMPONENT32F, GL_DEPTH_COMPONENT, GL_FLOAT};

}  // namespace myochart::render::gl
