#include "render/gl/vertex_array.h"

namespace myochart::render::gl {

static GLuint makeVertexArray() {
    GLuint name = 0;
    glGenVertexArrays(1, &name);
    return name;
}

VertexArray::VertexArray() : name_(makeVertexArray()) {}

void VertexArray::setAttribute(const Buffer& buffer, const Attribute& a) {
    bind();
    glBindBuffer(GL_ARRAY_BUFFER, buffer.name());
    glVertexAttribPointer(a.location, a.count, a.type, a.normalised ? GL_TRUE : GL_FALSE,
                          static_cast<GLsizei>(a.stride), reinterpret_cast<const void*>(a.offset));
    glEnableVertexAttribArray(a.location);
    glVertexAttribDivisor(a.location, a.perInstance ? 1 : 0);
}

void VertexArray::setIndices(const Buffer& buffer) {
    bind();
    glBindBuffer(GL_ELEMENT_ARRAY_BUFFER, buffer.name());
}

}  // namespace myochart::render::gl
