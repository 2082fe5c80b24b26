#include "render/occlusion_pass.h"

namespace myochart::render {
namespace {

constexpr float kRadiusMm = 30;
// Taps and smoothing reach over the edge of the body by so many half-size pixels.
constexpr int kBlurMarginPx = 4;
constexpr gl::Texture::Format kRg32F{GL_RG32F, GL_RG, GL_FLOAT};

}  // namespace

OcclusionPass::Pictures::Pictures(int w, int h)
    : width(w), height(h),
      distance(gl::kR32F, w, h, gl::Texture::Filter::nearest),
      raw(kRg32F, w, h, gl::Texture::Filter::nearest),
      smooth(kRg32F, w, h, gl::Texture::Filter::nearest) {
    distanceTarget.attach(GL_COLOR_ATTACHMENT0, distance);
    rawTarget.attach(GL_COLOR_ATTACHMENT0, raw);
    smoothTarget.attach(GL_COLOR_ATTACHMENT0, smooth);
}

Result<OcclusionPass> OcclusionPass::create(const Path& shaderFolder) {
    auto halve = gl::Program::loadLater(shaderFolder, "picture", "depth_half");
    if (!halve) return halve.error();
    auto halveSampled = gl::Program::loadLater(shaderFolder, "picture", "depth_half", {"SAMPLED"});
    if (!halveSampled) return halveSampled.error();
    auto occlude = gl::Program::loadLater(shaderFolder, "picture", "occlusion");
    if (!occlude) return occlude.error();
    auto smooth = gl::Program::loadLater(shaderFolder, "picture", "occlusion_smooth");
    if (!smooth) return smooth.error();
    return OcclusionPass(std::move(*halve), std::move(*halveSampled), std::move(*occlude), std::move(*smooth));
}

void OcclusionPass::run(const gl::Program& program, const gl::Framebuffer& target, const gl::Texture& from,
                        const char* name) const {
    target.bind(pictures_->width, pictures_->height);
    program.set(name, 0);
    from.bind(0);
    glDrawArrays(GL_TRIANGLES, 0, 3);
}

void OcclusionPass::halve(RenderTargets& targets, vec2 unproject) const {
    const bool direct = targets.direct();
    const gl::Program& program = direct ? halveSampled_ : halve_;
    pictures_->distanceTarget.bind(pictures_->width, pictures_->height);
    program.use();
    program.set("unproject", unproject);
    program.set("depth", 1);
    if (direct) {
        const PixelBox part = targets.sampledBox();
        program.set("sampled", glm::ivec4(part.x, part.y, part.x + part.width, part.y + part.height));
        targets.bindSamples(0, 1);
    } else {
        targets.depth().bind(1);
    }
    glDrawArrays(GL_TRIANGLES, 0, 3);
}

void OcclusionPass::draw(RenderTargets& targets, const PixelBox& box, vec2 unproject, float pixelsAMm) {
    const int width = (targets.viewport().width + 1) / 2, height = (targets.viewport().height + 1) / 2;
    const bool fresh = !pictures_ || pictures_->width != width || pictures_->height != height;
    if (fresh) pictures_.emplace(width, height);
    if (!targets.direct()) (void)targets.depth();
    // Texels outside the box are read by taps at its edge: they count as far away.
    const float far[4] = {1e6F, 0, 0, 0};
    glBindFramebuffer(GL_FRAMEBUFFER, pictures_->distanceTarget.name());
    glClearBufferfv(GL_COLOR, 0, far);
    nothing_.bind();
    glEnable(GL_SCISSOR_TEST);
    glScissor(box.x / 2 - kBlurMarginPx, box.y / 2 - kBlurMarginPx, box.width / 2 + 2 * kBlurMarginPx, box.height / 2 + 2 * kBlurMarginPx);
    halve(targets, unproject);
    occlude_.use();
    occlude_.set("pixelsAMm", pixelsAMm / 2);
    occlude_.set("radiusMm", kRadiusMm);
    run(occlude_, pictures_->rawTarget, pictures_->distance, "distances");
    smooth_.use();
    run(smooth_, pictures_->smoothTarget, pictures_->raw, "open");
    glDisable(GL_SCISSOR_TEST);
}

}  // namespace myochart::render
