#include "render/gl/buffer.h"

#include <cassert>

namespace myochart::render::gl {

static GLuint makeBuffer() {
    GLuint name = 0;
    glGenBuffers(1, &name);
    return name;
}

Buffer::Buffer() : name_(makeBuffer()) {}

void Buffer::allocate(size_t bytes, GLenum usage) {
    glBindBuffer(GL_COPY_WRITE_BUFFER, name());
    glBufferData(GL_COPY_WRITE_BUFFER, static_cast<GLsizeiptr>(bytes), nullptr, usage);
    bytes_ = bytes;
}

void Buffer::replace(std::span<const std::byte> data) {
    glBindBuffer(GL_COPY_WRITE_BUFFER, name());
    glBufferData(GL_COPY_WRITE_BUFFER, static_cast<GLsizeiptr>(data.size()), data.data(), GL_STREAM_DRAW);
    bytes_ = data.size();
}

void Buffer::write(size_t offset, std::span<const std::byte> data) {
    assert(offset + data.size() <= bytes_);
    glBindBuffer(GL_COPY_WRITE_BUFFER, name());
    glBufferSubData(GL_COPY_WRITE_BUFFER, static_cast<GLintptr>(offset), static_cast<GLsizeiptr>(data.size()),
                    data.data());
}

void Buffer::copyFrom(const Buffer& source, size_t bytes) {
    assert(bytes <= bytes_ && bytes <= source.bytes_);
    glBindBuffer(GL_COPY_READ_BUFFER, source.name());
    glBindBuffer(GL_COPY_WRITE_BUFFER, name());
    glCopyBufferSubData(GL_COPY_READ_BUFFER, GL_COPY_WRITE_BUFFER, 0, 0, static_cast<GLsizeiptr>(bytes));
}

}  // namespace myochart::render::gl
