#include "render/compose_pass.h"

#include <glm/common.hpp>
#include <glm/ext/vector_uint4_sized.hpp>

#include <algorithm>
#include <vector>

namespace myochart::render {

// What passes after this one may draw outside the body's box: the outline.
static constexpr int kGlowMarginPx = 40;

Result<ComposePass> ComposePass::create(const Path& shaderFolder) {
    auto bare = gl::Program::loadLater(shaderFolder, "picture", "compose");
    if (!bare) return bare.error();
    auto occluded = gl::Program::loadLater(shaderFolder, "picture", "compose", {"OCCLUSION"});
    if (!occluded) return occluded.error();
    auto bareSampled = gl::Program::loadLater(shaderFolder, "picture", "compose", {"SAMPLED"});
    if (!bareSampled) return bareSampled.error();
    auto occludedSampled = gl::Program::loadLater(shaderFolder, "picture", "compose", {"OCCLUSION", "SAMPLED"});
    if (!occludedSampled) return occludedSampled.error();
    return ComposePass({std::move(*bare), std::move(*occluded), std::move(*bareSampled), std::move(*occludedSampled)});
}

ComposePass::Ground ComposePass::groundOf(const scene::Scene& scene, int height, bool transparent) {
    if (transparent) return {};
    return {vec4(scene.groundBottom, 1), vec4((scene.groundTop - scene.groundBottom) / static_cast<float>(height), 0)};
}

// Rows of one colour, made here: for this alone a software driver would compile shaders, at several times the cost.
void ComposePass::paintGround(gl::Texture& picture, const Ground& ground, const PixelBox& box) {
    const auto width = static_cast<size_t>(box.width);
    std::vector<glm::u8vec4> texels(width * static_cast<size_t>(box.height));
    for (int row = 0; row < box.height; ++row) {
        const vec4 colour = ground.low + ground.step * (static_cast<float>(box.y + row) + 0.5F);
        const glm::u8vec4 texel(glm::clamp(colour, vec4(0), vec4(1)) * 255.0F + 0.5F);
        std::fill_n(texels.begin() + static_cast<std::ptrdiff_t>(static_cast<size_t>(row) * width), width, texel);
    }
    picture.upload(box.x, box.y, box.width, box.height, texels.data());
}

void ComposePass::paintBody(RenderTargets& targets, const Ground& ground, const PixelBox& box, const gl::Texture* open,
                            vec2 unproject) const {
    const scene::Viewport size = targets.viewport();
    const bool direct = targets.direct();
    if (!direct) targets.colour().bind(0);
    if (!direct) targets.depth().bind(1);
    if (direct) targets.bindSamples(0, 1);
    if (open != nullptr) open->bind(2);
    targets.plain().bind(size.width, size.height);
    nothing_.bind();
    const gl::Program& program = programs_[(open != nullptr ? 1U : 0U) + (direct ? 2U : 0U)];
    program.use();
    program.set("body", 0);
    program.set("depth", 1);
    program.set("open", 2);
    program.set("unproject", unproject);
    program.set("corner", glm::ivec2(targets.origin()));
    program.set("groundLow", ground.low);
    program.set("groundStep", ground.step);
    glEnable(GL_SCISSOR_TEST);
    glScissor(box.x, box.y, box.width, box.height);
    glDrawArrays(GL_TRIANGLES, 0, 3);
    glDisable(GL_SCISSOR_TEST);
}

void ComposePass::draw(const scene::Scene& scene, RenderTargets& targets, const PixelBox& box, const gl::Texture* open,
                       vec2 unproject, bool transparentGround) {
    const scene::Viewport size = targets.viewport();
    const Ground ground = groundOf(scene, size.height, transparentGround);
    if (!ground_ || !(*ground_ == ground)) drawn_ = {0, 0, size.width, size.height};
    if (!drawn_.empty()) paintGround(targets.plainColour(), ground, drawn_);
    if (!box.empty()) paintBody(targets, ground, box, open, unproject);
    ground_ = ground;
    drawn_ = grown(box, kGlowMarginPx, size);
}

}  // namespace myochart::render
