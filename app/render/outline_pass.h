#pragma once
#include <optional>

#include "render/body_pass.h"

namespace myochart::render {

/// The accent line around the selected structures.
class OutlinePass {
  public:
    static Result<OutlinePass> create(const Path& shaderFolder);
    /// Draws into the framebuffer that `target` names, over what is there.
    void draw(const DrawableBody& body, const DrawPlan& plan, const scene::Scene& scene, RenderTargets& targets,
              const gl::Framebuffer& target, float pixelScale);

  private:
    struct Mask {
        gl::Texture texture;
        gl::Framebuffer framebuffer;
        int fineness;
        Mask(scene::Viewport viewport, int finer);
    };
    OutlinePass(gl::Program mask, gl::Program stagedMask, gl::Program line)
        : maskProgram_(std::move(mask)), stagedMask_(std::move(stagedMask)), lineProgram_(std::move(line)) {}
    void drawMask(const DrawableBody& body, const DrawPlan& plan, std::span<const PlannedStructure> selected,
                  RenderTargets& targets, const PixelBox& box) const;
    void drawFaces(const DrawableBody& body, const DrawPlan& plan, std::span<const PlannedStructure> selected,
                   RenderTargets& targets) const;

    gl::Program maskProgram_, stagedMask_, lineProgram_;
    gl::VertexArray nothing_;
    std::optional<Mask> mask_;
};

}  // namespace myochart::render
