#pragma once
#include <cstddef>
#include <span>

#include "render/gl/object_name.h"

namespace myochart::render::gl {

/// Memory of the graphics card for vertices, indices or instances. Uploads go through the copy binding, so they
/// disturb no vertex array.
class Buffer {
  public:
    Buffer();
    GLuint name() const { return name_.get(); }
    size_t bytes() const { return bytes_; }

    /// New storage; the old content is gone.
    void allocate(size_t bytes, GLenum usage = GL_STATIC_DRAW);
    /// New storage holding `data`, for what changes every frame.
    void replace(std::span<const std::byte> data);
    /// `data` must fit into the storage.
    void write(size_t offset, std::span<const std::byte> data);
    /// The first `bytes` of `source`.
    void copyFrom(const Buffer& source, size_t bytes);

  private:
    static void destroy(GLuint name) { glDeleteBuffers(1, &name); }
    ObjectName<destroy> name_;
    size_t bytes_ = 0;
};

}  // namespace myochart::render::gl
