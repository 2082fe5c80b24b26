#include "render/number_pass.h"

namespace myochart::render {
namespace {

constexpr std::uint32_t kNothing = 0xFFFFFFFF;

// Spreads one pixel of the picture over the whole of another, one pixel large.
mat4 pixelFromPicture(scene::Viewport viewport, int x, int yFromBelow) {
    const vec2 size(viewport.width, viewport.height);
    const vec2 middle = (vec2(x, yFromBelow) + 0.5F) / size * 2.0F - 1.0F;
    mat4 m(1);
    m[0][0] = size.x;
    m[1][1] = size.y;
    m[3][0] = -middle.x * size.x;
    m[3][1] = -middle.y * size.y;
    return m;
}

}  // namespace

NumberPass::NumberPass(gl::Program program)
    : program_(std::move(program)),
      number_(gl::kR32Ui, 1, 1, gl::Texture::Filter::nearest),
      depth_(GL_DEPTH_COMPONENT32F, 1, 1, 0) {
    framebuffer_.attach(GL_COLOR_ATTACHMENT0, number_);
    framebuffer_.attach(GL_DEPTH_ATTACHMENT, depth_);
}

Result<NumberPass> NumberPass::create(const Path& shaderFolder) {
    auto program = gl::Program::load(shaderFolder, "number", "number");
    if (!program) return program.error();
    return NumberPass(std::move(*program));
}

std::optional<std::uint32_t> NumberPass::structureAt(const DrawableBody& body, const DrawPlan& plan,
                                                     scene::Viewport viewport, int x, int y) const {
    const int yFromBelow = viewport.height - 1 - y;
    std::vector<PlannedStructure> near;
    for (const auto& planned : plan.solid) {
        const PixelBox box = pixelBox(body.body->structure(planned.structure).bounds, plan.clipFromBody, viewport, 1);
        const bool covers = x >= box.x && x < box.x + box.width && yFromBelow >= box.y && yFromBelow < box.y + box.height;
        if (covers) near.push_back(planned);
    }
    if (near.empty()) return std::nullopt;
    framebuffer_.bind(1, 1);
    const GLuint nothing[4] = {kNothing, 0, 0, 0};
    const float far = 1;
    glClearBufferuiv(GL_COLOR, 0, nothing);
    glClearBufferfv(GL_DEPTH, 0, &far);
    glEnable(GL_DEPTH_TEST);
    glEnable(GL_CULL_FACE);
    program_.use();
    program_.set("clipFromBody", pixelFromPicture(viewport, x, yFromBelow) * plan.clipFromBody);
    program_.set("stored", body.stored());
    body.buffers.draw(near);
    glDisable(GL_DEPTH_TEST);
    glDisable(GL_CULL_FACE);
    GLuint number = kNothing;
    glReadPixels(0, 0, 1, 1, GL_RED_INTEGER, GL_UNSIGNED_INT, &number);
    if (number >= body.body->structures().size()) return std::nullopt;
    return number;
}

}  // namespace myochart::render
