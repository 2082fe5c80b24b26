#pragma once
#include <memory>

#include "core/result.h"

namespace myochart::render {

/// An OpenGL 3.3 core context without a window or a display (EGL surfaceless), current on this thread while it lives.
class OffscreenContext {
  public:
    static Result<std::unique_ptr<OffscreenContext>> create();
    ~OffscreenContext();
    OffscreenContext(const OffscreenContext&) = delete;
    OffscreenContext& operator=(const OffscreenContext&) = delete;

  private:
    struct Impl;
    explicit OffscreenContext(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> impl_;
};

}  // namespace myochart::render
