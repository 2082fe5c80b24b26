#include "render/outline_pass.h"

#include <cmath>

#include "render/staging.h"

namespace myochart::render {
namespace {

constexpr float kWidthPx = 2;
constexpr int kMarginPx = 6;
constexpr float kSlack = 1e-5F;
constexpr float kFaceSlack = 4e-5F;  // shaders/face.vert draws faces before where they lie
// Above this many pixels (4K) the mask is no finer than the picture: its steps are too small to see there.
constexpr int kFineUpToPixels = 6'000'000;

int finenessFor(scene::Viewport size) { return size.width * size.height > kFineUpToPixels ? 1 : 2; }

}  // namespace

OutlinePass::Mask::Mask(scene::Viewport viewport, int finer)
    : texture(gl::kRg8, viewport.width * finer, viewport.height * finer, gl::Texture::Filter::linear), fineness(finer) {
    framebuffer.attach(GL_COLOR_ATTACHMENT0, texture);
}

Result<OutlinePass> OutlinePass::create(const Path& shaderFolder) {
    auto mask = gl::Program::loadLater(shaderFolder, "mask", "mask");
    if (!mask) return mask.error();
    auto stagedMask = gl::Program::loadLater(shaderFolder, "mask", "mask", {"STAGED"});
    if (!stagedMask) return stagedMask.error();
    auto line = gl::Program::loadLater(shaderFolder, "picture", "outline");
    if (!line) return line.error();
    return OutlinePass(std::move(*mask), std::move(*stagedMask), std::move(*line));
}

// Seen and whole parts are gathered by the greater value, so the order of triangles does not matter.
void OutlinePass::drawMask(const DrawableBody& body, const DrawPlan& plan, std::span<const PlannedStructure> selected,
                           RenderTargets& targets, const PixelBox& box) const {
    const int fine = mask_->fineness;
    mask_->framebuffer.bind(mask_->texture.width(), mask_->texture.height());
    // The line looks a little beyond the box: no leftovers of an earlier picture may stand there.
    const PixelBox around = grown(box, kMarginPx, targets.viewport());
    glScissor(around.x * fine, around.y * fine, around.width * fine, around.height * fine);
    glClearColor(0, 0, 0, 0);
    glClear(GL_COLOR_BUFFER_BIT);
    glScissor(box.x * fine, box.y * fine, box.width * fine, box.height * fine);
    glEnable(GL_CULL_FACE);
    glEnable(GL_BLEND);
    glBlendEquation(GL_MAX);
    glBlendFunc(GL_ONE, GL_ONE);
    const gl::Program& program = plan.staged() ? stagedMask_ : maskProgram_;
    program.use();
    program.set("clipFromBody", plan.clipFromBody);
    program.set("stored", body.stored());
    program.set("depth", 0);
    program.set("fineness", static_cast<float>(fine));
    program.set("least", kSlack);
    targets.depth().bind(0);
    if (!plan.staged()) {
        body.buffers.draw(selected);
    } else {
        setStaging(program, plan);
        program.set("looks", 1);
        body.looks.bind(1, 2);
        const Clipping clipping(plan);
        if (!plan.section.faceOnly) body.buffers.draw(selected);
    }
    if (plan.facesSeen) drawFaces(body, plan, selected, targets);
    glBlendEquation(GL_FUNC_ADD);
    glDisable(GL_CULL_FACE);
}

void OutlinePass::drawFaces(const DrawableBody& body, const DrawPlan& plan, std::span<const PlannedStructure> selected,
                            RenderTargets& targets) const {
    glDisable(GL_CULL_FACE);
    maskProgram_.use();
    maskProgram_.set("clipFromBody", plan.clipFromBody);
    maskProgram_.set("stored", vec4(0, 0, 0, 1));
    maskProgram_.set("depth", 0);
    maskProgram_.set("fineness", static_cast<float>(mask_->fineness));
    maskProgram_.set("least", kFaceSlack);
    targets.depth().bind(0);
    for (const PlannedStructure& planned : selected) body.faces.drawFace(planned.structure);
}

void OutlinePass::draw(const DrawableBody& body, const DrawPlan& plan, const scene::Scene& scene,
                       RenderTargets& targets, const gl::Framebuffer& target, float pixelScale) {
    std::vector<PlannedStructure> selected;
    Box bounds;
    for (const auto* list : {&plan.solid, &plan.ghosts}) {
        for (const auto& planned : *list) {
            if (!scene.structures[planned.item].selected) continue;
            selected.push_back(planned);
            bounds.add(movedBox(body.body->structure(planned.structure).bounds, planned.shiftMm));
        }
    }
    if (selected.empty()) return;
    const scene::Viewport size = targets.viewport();
    const int fine = finenessFor(size);
    const bool fits = mask_ && mask_->texture.width() == size.width * fine && mask_->texture.height() == size.height * fine;
    if (!fits) mask_.emplace(size, fine);
    const int margin = static_cast<int>(std::ceil(kMarginPx * pixelScale));
    const PixelBox box = pixelBox(bounds, plan.clipFromBody, size, margin);
    if (box.empty()) return;
    (void)targets.depth();  // whole before the scissor is set
    glEnable(GL_SCISSOR_TEST);
    drawMask(body, plan, selected, targets, box);
    target.bind(size.width, size.height);
    glScissor(box.x, box.y, box.width, box.height);
    glBlendFunc(GL_ONE, GL_ONE_MINUS_SRC_ALPHA);
    lineProgram_.use();
    lineProgram_.set("mask", 0);
    lineProgram_.set("pixel", vec2(1.0F / static_cast<float>(size.width), 1.0F / static_cast<float>(size.height)));
    lineProgram_.set("widthPx", kWidthPx * pixelScale);
    lineProgram_.set("accent", scene.accent);
    mask_->texture.bind(0);
    nothing_.bind();
    glDrawArrays(GL_TRIANGLES, 0, 3);
    glDisable(GL_BLEND);
    glDisable(GL_SCISSOR_TEST);
}

}  // namespace myochart::render
