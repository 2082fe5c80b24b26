#pragma once
#include <epoxy/gl.h>

#include <utility>

namespace myochart::render::gl {

/// The name of a GL object, deleted with its owner. Move-only; 0 when moved from. Every user needs the same context
/// current from creation to deletion, on one thread.
template <void (*kDelete)(GLuint)>
class ObjectName {
  public:
    explicit ObjectName(GLuint name) : name_(name) {}
    ObjectName(ObjectName&& other) noexcept : name_(std::exchange(other.name_, 0)) {}
    ObjectName& operator=(ObjectName&& other) noexcept {
        std::swap(name_, other.name_);
        return *this;
    }
    ObjectName(const ObjectName&) = delete;
    ObjectName& operator=(const ObjectName&) = delete;
    ~ObjectName() {
        if (name_ != 0) kDelete(name_);
    }
    GLuint get() const { return name_; }

  private:
    GLuint name_ = 0;
};

}  // namespace myochart::render::gl
