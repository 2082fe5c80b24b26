#pragma once
#include <optional>

#include "render/face_buffers.h"
#include "render/gl/program.h"
#include "render/gl/texture.h"
#include "render/structure_looks.h"

namespace myochart::render {

/// Draws the cut faces of a section: tissue with its grain, and the bands along their edges.
class FacePass {
  public:
    static Result<FacePass> create(const Path& shaderFolder);
    /// Into the framebuffer bound, with the depth test on.
    void draw(const FaceBuffers& faces, const StructureLooks& looks, const DrawPlan& plan, const scene::Viewport& viewport);

  private:
    FacePass(gl::Program faces, gl::Program rims) : faces_(std::move(faces)), rims_(std::move(rims)) {}
    void bindGrain(int unit);

    gl::Program faces_, rims_;
    std::optional<gl::Texture> grain_;
};

}  // namespace myochart::render
