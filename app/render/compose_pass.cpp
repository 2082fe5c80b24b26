#include "render/compose_pass.h"

namespace myochart::render {

Result<ComposePass> ComposePass::create(const Path& shaderFolder) {
    auto ground = gl::Program::load(shaderFolder, "picture", "ground");
    if (!ground) return ground.error();
    auto bare = gl::Program::load(shaderFolder, "picture", "compose");
    if (!bare) return bare.error();
    auto occluded = gl::Program::load(shaderFolder, "picture", "compose", {"OCCLUSION"});
    if (!occluded) return occluded.error();
    return ComposePass(std::move(*ground), std::move(*bare), std::move(*occluded));
}

void ComposePass::draw(const scene::Scene& scene, const RenderTargets& targets, const PixelBox& box,
                       const gl::Texture* open, vec2 unproject, bool transparentGround) const {
    const scene::Viewport size = targets.viewport();
    targets.plain().bind(size.width, size.height);
    nothing_.bind();
    if (transparentGround) {
        glClearColor(0, 0, 0, 0);
        glClear(GL_COLOR_BUFFER_BIT);
    } else {
        ground_.use();
        ground_.set("top", scene.groundTop);
        ground_.set("bottom", scene.groundBottom);
        ground_.set("height", static_cast<float>(size.height));
        glDrawArrays(GL_TRIANGLES, 0, 3);
    }
    if (box.empty()) return;
    glEnable(GL_SCISSOR_TEST);
    glScissor(box.x, box.y, box.width, box.height);
    glEnable(GL_BLEND);
    glBlendFunc(GL_ONE, GL_ONE_MINUS_SRC_ALPHA);
    const gl::Program& program = open != nullptr ? occluded_ : bare_;
    program.use();
    program.set("body", 0);
    program.set("depth", 1);
    program.set("open", 2);
    program.set("unproject", unproject);
    if (open != nullptr) open->bind(2);
    targets.depth().bind(1);
    targets.colour().bind(0);
    glDrawArrays(GL_TRIANGLES, 0, 3);
    glDisable(GL_BLEND);
    glDisable(GL_SCISSOR_TEST);
}

}  // namespace myochart::render
