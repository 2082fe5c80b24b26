#include "render/compose_pass.h"

namespace myochart::render {

// What passes after this one may draw outside the body's box: the outline.
static constexpr int kMarginPx = 40;

Result<ComposePass> ComposePass::create(const Path& shaderFolder) {
    auto ground = gl::Program::load(shaderFolder, "picture", "ground");
    if (!ground) return ground.error();
    auto bare = gl::Program::load(shaderFolder, "picture", "compose");
    if (!bare) return bare.error();
    auto occluded = gl::Program::load(shaderFolder, "picture", "compose", {"OCCLUSION"});
    if (!occluded) return occluded.error();
    return ComposePass(std::move(*ground), std::move(*bare), std::move(*occluded));
}

ComposePass::Ground ComposePass::groundOf(const scene::Scene& scene, int height, bool transparent) {
    if (transparent) return {};
    return {vec4(scene.groundBottom, 1), vec4((scene.groundTop - scene.groundBottom) / static_cast<float>(height), 0)};
}

void ComposePass::paint(const gl::Program& program, const Ground& ground, const PixelBox& box) const {
    program.set("groundLow", ground.low);
    program.set("groundStep", ground.step);
    glScissor(box.x, box.y, box.width, box.height);
    glDrawArrays(GL_TRIANGLES, 0, 3);
}

void ComposePass::draw(const scene::Scene& scene, const RenderTargets& targets, const PixelBox& box,
                       const gl::Texture* open, vec2 unproject, bool transparentGround) {
    const scene::Viewport size = targets.viewport();
    const Ground ground = groundOf(scene, size.height, transparentGround);
    if (!ground_ || !(*ground_ == ground)) drawn_ = {0, 0, size.width, size.height};
    targets.plain().bind(size.width, size.height);
    nothing_.bind();
    glEnable(GL_SCISSOR_TEST);
    groundProgram_.use();
    paint(groundProgram_, ground, drawn_);
    if (!box.empty()) {
        const gl::Program& program = open != nullptr ? occluded_ : bare_;
        program.use();
        program.set("body", 0);
        program.set("depth", 1);
        program.set("open", 2);
        program.set("unproject", unproject);
        if (open != nullptr) open->bind(2);
        targets.depth().bind(1);
        targets.colour().bind(0);
        paint(program, ground, box);
    }
    glDisable(GL_SCISSOR_TEST);
    ground_ = ground;
    drawn_ = grown(box, kMarginPx, size);
}

}  // namespace myochart::render
