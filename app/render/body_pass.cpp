#include "render/body_pass.h"

#include <algorithm>

#include "render/staging.h"

namespace myochart::render {
namespace {

constexpr int kLooksUnit = 1, kNoiseUnit = 2;

// The way from a pixel to the eye, as shaders/body.frag wants it.
vec4 toEyeFromPixel(const DrawPlan& plan, const RenderTargets& targets) {
    const vec2 slope(1 / plan.clipFromView[0][0], 1 / plan.clipFromView[1][1]);
    const vec2 step = slope * -2.0F / vec2(targets.viewport().width, targets.viewport().height);
    return {step, slope + step * targets.origin()};
}

std::vector<PlannedStructure> chosen(std::span<const PlannedStructure> list, bool skin) {
    std::vector<PlannedStructure> made;
    std::copy_if(list.begin(), list.end(), std::back_inserter(made), [&](const auto& planned) { return planned.skin == skin; });
    return made;
}

}  // namespace

Result<BodyPass> BodyPass::create(const Path& shaderFolder) {
    // The first draws every picture of a body, so a fault in it is told at once.
    auto solid = gl::Program::load(shaderFolder, "body", "body");
    auto skin = gl::Program::loadLater(shaderFolder, "body", "body", {"SKIN"});
    auto ghost = gl::Program::loadLater(shaderFolder, "body", "body", {"GHOST"});
    auto veil = gl::Program::loadLater(shaderFolder, "body", "body", {"GHOST", "SKIN"});
    auto depth = gl::Program::loadLater(shaderFolder, "body", "nothing");
    auto stagedSolid = gl::Program::loadLater(shaderFolder, "body", "body", {"STAGED"});
    auto stagedSkin = gl::Program::loadLater(shaderFolder, "body", "body", {"STAGED", "SKIN"});
    auto stagedGhost = gl::Program::loadLater(shaderFolder, "body", "body", {"STAGED", "GHOST"});
    auto stagedVeil = gl::Program::loadLater(shaderFolder, "body", "body", {"STAGED", "GHOST", "SKIN"});
    auto stagedDepth = gl::Program::loadLater(shaderFolder, "body", "nothing", {"STAGED"});
    for (const auto* one : {&solid, &skin, &ghost, &veil, &depth, &stagedSolid, &stagedSkin, &stagedGhost, &stagedVeil, &stagedDepth})
        if (!*one) return one->error();
    auto faces = FacePass::create(shaderFolder);
    if (!faces) return faces.error();
    return BodyPass({std::move(*solid), std::move(*skin), std::move(*ghost), std::move(*veil), std::move(*depth),
                     std::move(*stagedSolid), std::move(*stagedSkin), std::move(*stagedGhost), std::move(*stagedVeil),
                     std::move(*stagedDepth)},
                    std::move(*faces));
}

void BodyPass::useFor(Kind kind, bool staged, const DrawableBody& body, const DrawPlan& plan,
                      const RenderTargets& targets, bool takenOff) const {
    const gl::Program& program = programs_[static_cast<size_t>(kind) + (staged ? kKinds : 0)];
    program.use();
    program.set("clipFromBody", plan.clipFromBody);
    program.set("viewFromBody", plan.viewFromBody);
    program.set("toEyeFromPixel", toEyeFromPixel(plan, targets));
    program.set("stored", body.stored());
    program.set("looks", kLooksUnit);
    program.set("noise", kNoiseUnit);
    body.looks.bind(kLooksUnit, kNoiseUnit);
    if (staged) setStaging(program, plan, takenOff);
}

std::uint64_t BodyPass::drawSolid(const DrawableBody& body, const DrawPlan& plan, std::span<const PlannedStructure> list,
                                  bool staged, const RenderTargets& targets) const {
    if (list.empty()) return 0;
    const bool anySkin = std::any_of(list.begin(), list.end(), [](const auto& planned) { return planned.skin; });
    if (!anySkin) {
        useFor(Kind::solid, staged, body, plan, targets);
        return body.buffers.draw(list);
    }
    useFor(Kind::skin, staged, body, plan, targets);  // it hides most of the rest
    std::uint64_t triangles = body.buffers.draw(chosen(list, true));
    useFor(Kind::solid, staged, body, plan, targets);
    return triangles + body.buffers.draw(chosen(list, false));
}

std::uint64_t BodyPass::drawCut(const DrawableBody& body, const DrawPlan& plan, const RenderTargets& targets) {
    const auto list = plan.cut();
    if (list.empty()) return 0;
    std::uint64_t triangles = 0;
    if (!plan.section.faceOnly) {
        const Clipping clipping(plan);
        triangles = drawSolid(body, plan, list, true, targets);
    }
    if (plan.facesSeen) faces_.draw(body.faces, body.looks, plan, targets.viewport());
    return triangles;
}

// Only the nearest surface of each pixel is drawn: the same picture in any order, and no fog of many layers.
std::uint64_t BodyPass::drawSeenThrough(const DrawableBody& body, const DrawPlan& plan,
                                        std::span<const PlannedStructure> list, Kind kind,
                                        const RenderTargets& targets) const {
    if (list.empty()) return 0;
    const Clipping clipping(plan);
    const bool takenOff = list.data() == plan.cutAway.data();
    glColorMask(GL_FALSE, GL_FALSE, GL_FALSE, GL_FALSE);
    useFor(Kind::depth, plan.staged(), body, plan, targets, takenOff);
    body.buffers.draw(list);
    glColorMask(GL_TRUE, GL_TRUE, GL_TRUE, GL_TRUE);
    glDepthMask(GL_FALSE);
    glEnable(GL_BLEND);
    glBlendFunc(GL_ONE, GL_ONE_MINUS_SRC_ALPHA);
    useFor(kind, plan.staged(), body, plan, targets, takenOff);
    const std::uint64_t triangles = body.buffers.draw(list);
    glDisable(GL_BLEND);
    glDepthMask(GL_TRUE);
    return triangles;
}

std::uint64_t BodyPass::draw(const DrawableBody& body, const DrawPlan& plan, RenderTargets& targets) {
    targets.beginBody(plan.box);
    glEnable(GL_DEPTH_TEST);
    glDepthFunc(GL_LEQUAL);
    glEnable(GL_CULL_FACE);
    std::uint64_t triangles = drawSolid(body, plan, plan.whole(), plan.moved, targets);
    triangles += drawCut(body, plan, targets);
    if (!plan.ghosts.empty() || !plan.veils.empty() || !plan.cutAway.empty()) {
        targets.beginGhosts();
        triangles += drawSeenThrough(body, plan, plan.ghosts, Kind::ghost, targets);
        triangles += drawSeenThrough(body, plan, plan.veils, Kind::veil, targets);
        triangles += drawSeenThrough(body, plan, plan.cutAway, Kind::veil, targets);
    }
    glDisable(GL_CULL_FACE);
    glDisable(GL_DEPTH_TEST);
    return triangles;
}

}  // namespace myochart::render
