#pragma once
#include <vector>

#include "render/body_buffers.h"
#include "render/face_pass.h"
#include "render/gl/program.h"
#include "render/render_targets.h"
#include "render/skin_strengths.h"
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
    FaceBuffers faces;  ///< of the plan drawn last
    SkinStrengths laid;
};

/// Draws the body's solid structures, cut faces, ghosts and veils into RenderTargets.
class BodyPass {
  public:
    static Result<BodyPass> create(const Path& shaderFolder);
    /// `plan` is prepared. Returns the triangles drawn.
    std::uint64_t draw(DrawableBody& body, const DrawPlan& plan, RenderTargets& targets);

  private:
    /// Each has a second program for plans that are staged.
    enum class Kind : std::uint8_t { solid, skin, ghost, veil, depth, laidSkin, laidVeil };
    static constexpr size_t kKinds = 7;
    using Programs = std::vector<gl::Program>;  ///< kKinds, and kKinds staged

    BodyPass(Programs programs, FacePass faces) : programs_(std::move(programs)), faces_(std::move(faces)) {}
    void useFor(Kind kind, bool staged, const DrawableBody& body, const DrawPlan& plan, const RenderTargets& targets,
                bool takenOff = false) const;
    /// Skin, solid or a veil, with what is laid on it.
    std::uint64_t drawSkin(DrawableBody& body, const DrawPlan& plan, std::span<const PlannedStructure> list, Kind kind, bool staged, const RenderTargets& targets, bool takenOff = false) const;
    std::uint64_t drawSolid(DrawableBody& body, const DrawPlan& plan, std::span<const PlannedStructure> list,
                            bool staged, const RenderTargets& targets) const;
    std::uint64_t drawCut(DrawableBody& body, const DrawPlan& plan, const RenderTargets& targets);
    std::uint64_t drawSeenThrough(DrawableBody& body, const DrawPlan& plan, std::span<const PlannedStructure> list,
                                  Kind kind, const RenderTargets& targets) const;

    Programs programs_;
    FacePass faces_;
};

}  // namespace myochart::render
