#pragma once
#include <optional>

#include "render/body_pass.h"

namespace myochart::render {

/// Which structure is drawn at a pixel. Draws that one pixel alone, with the few structures that may cover it, when
/// asked: nothing is spent on it while a frame is made.
class NumberPass {
  public:
    static Result<NumberPass> create(const Path& shaderFolder);
    /// Pixel counted from the upper left. Ghosts do not count.
    std::optional<std::uint32_t> structureAt(const DrawableBody& body, const DrawPlan& plan, scene::Viewport viewport,
                                             int x, int y) const;

  private:
    explicit NumberPass(gl::Program program);
    gl::Program program_;
    gl::Texture number_;
    gl::Renderbuffer depth_;
    gl::Framebuffer framebuffer_;
};

}  // namespace myochart::render
