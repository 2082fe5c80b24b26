#pragma once
#include "render/gl/buffer.h"

namespace myochart::render::gl {

/// How vertices lie in a buffer. Does not own the buffers.
class VertexArray {
  public:
    /// One attribute: `count` numbers of `type` at `offset` in records of `stride` bytes; `normalised` maps integers to
    /// 0..1 or -1..1; `perInstance` advances once an instance.
    struct Attribute {
        GLuint location;
        GLint count;
        GLenum type;
        bool normalised;
        size_t stride, offset;
        bool perInstance = false;
    };

    VertexArray();
    void setAttribute(const Buffer& buffer, const Attribute& attribute);
    void setIndices(const Buffer& buffer);
    void bind() const { glBindVertexArray(name_.get()); }

  private:
    static void destroy(GLuint name) { glDeleteVertexArrays(1, &name); }
    ObjectName<destroy> name_;
};

}  // namespace myochart::render::gl
