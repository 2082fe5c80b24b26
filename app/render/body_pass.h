#pragma once
#include "render/body_buffers.h"
#include "render/gl/program.h"
#include "render/render_targets.h"
#include "render/structure_looks.h"

namespace myochart::render {

/// A body with all that is needed to draw it.
struct DrawableBody {
    DrawableBody(std::shared_ptr<const body::Body> shown, Groundwork work)
        : body(std::move(shown)), buffers(body), looks(*body, std::move(work)) {}
    /// How stored places become millimetres: origin and step.
    vec4 stored() const { return {body->quantOrigin(), body->quantStepMm()}; }

    std::shared_ptr<const body::Body> body;
    BodyBuffers buffers;
    StructureLooks looks;
};

/// Draws the body's solid structures and ghosts into RenderTargets.
class BodyPass {
  public:
    static Result<BodyPass> create(const Path& shaderFolder);
    /// `plan` is prepared. Returns the triangles drawn.
    std::uint64_t draw(const DrawableBody& body, const DrawPlan& plan, RenderTargets& targets) const;

  private:
    BodyPass(gl::Program solid, gl::Program ghost, gl::Program depthOnly)
        : solid_(std::move(solid)), ghost_(std::move(ghost)), depthOnly_(std::move(depthOnly)) {}
    std::uint64_t drawGhosts(const DrawableBody& body, const DrawPlan& plan, const RenderTargets& targets) const;

    gl::Program solid_, ghost_, depthOnly_;
};

}  // namespace myochart::render
