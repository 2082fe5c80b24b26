#include "render/body_pass.h"

namespace myochart::render {
namespace {

constexpr int kLooksUnit = 1, kNoiseUnit = 2;

// The way from a pixel to the eye, as shaders/body.frag wants it.
vec4 toEyeFromPixel(const DrawPlan& plan, const RenderTargets& targets) {
    const vec2 slope(1 / plan.clipFromView[0][0], 1 / plan.clipFromView[1][1]);
    const vec2 step = slope * -2.0F / vec2(targets.viewport().width, targets.viewport().height);
    return {step, slope + step * targets.origin()};
}

void useFor(const gl::Program& program, const DrawableBody& body, const DrawPlan& plan, const RenderTargets& targets) {
    program.use();
    program.set("clipFromBody", plan.clipFromBody);
    program.set("viewFromBody", plan.viewFromBody);
    program.set("toEyeFromPixel", toEyeFromPixel(plan, targets));
    program.set("stored", body.stored());
    program.set("looks", kLooksUnit);
    program.set("noise", kNoiseUnit);
    body.looks.bind(kLooksUnit, kNoiseUnit);
}

}  // namespace

Result<BodyPass> BodyPass::create(const Path& shaderFolder) {
    auto solid = gl::Program::load(shaderFolder, "body", "body");
    if (!solid) return solid.error();
    auto ghost = gl::Program::loadLater(shaderFolder, "body", "body", {"GHOST"});
    if (!ghost) return ghost.error();
    auto depthOnly = gl::Program::loadLater(shaderFolder, "body", "nothing");
    if (!depthOnly) return depthOnly.error();
    return BodyPass(std::move(*solid), std::move(*ghost), std::move(*depthOnly));
}

// Only the nearest ghost of each pixel is drawn: the same picture in any order, and no fog of many layers.
std::uint64_t BodyPass::drawGhosts(const DrawableBody& body, const DrawPlan& plan, const RenderTargets& targets) const {
    glColorMask(GL_FALSE, GL_FALSE, GL_FALSE, GL_FALSE);
    useFor(depthOnly_, body, plan, targets);
    body.buffers.draw(plan.ghosts);
    glColorMask(GL_TRUE, GL_TRUE, GL_TRUE, GL_TRUE);
    glDepthMask(GL_FALSE);
    glEnable(GL_BLEND);
    glBlendFunc(GL_ONE, GL_ONE_MINUS_SRC_ALPHA);
    useFor(ghost_, body, plan, targets);
    const std::uint64_t triangles = body.buffers.draw(plan.ghosts);
    glDisable(GL_BLEND);
    glDepthMask(GL_TRUE);
    return triangles;
}

std::uint64_t BodyPass::draw(const DrawableBody& body, const DrawPlan& plan, RenderTargets& targets) const {
    targets.beginBody(plan.box);
    glEnable(GL_DEPTH_TEST);
    glDepthFunc(GL_LEQUAL);
    glEnable(GL_CULL_FACE);
    useFor(solid_, body, plan, targets);
    std::uint64_t triangles = body.buffers.draw(plan.solid);
    if (!plan.ghosts.empty()) {
        targets.beginGhosts();
        triangles += drawGhosts(body, plan, targets);
    }
    glDisable(GL_CULL_FACE);
    glDisable(GL_DEPTH_TEST);
    return triangles;
}

}  // namespace myochart::render
