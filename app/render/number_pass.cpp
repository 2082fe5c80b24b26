#include "render/number_pass.h"

#include "render/staging.h"

namespace myochart::render {
namespace {

constexpr std::uint32_t kNothing = 0xFFFFFFFF;

bool overlap(const PixelBox& a, const PixelBox& b) {
    return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

}  // namespace

NumberPass::NumberPass(gl::Program program, gl::Program staged)
    : program_(std::move(program)),
      staged_(std::move(staged)),
      numbers_(gl::kR32Ui, kTile, kTile, gl::Texture::Filter::nearest),
      depth_(GL_DEPTH_COMPONENT32F, kTile, kTile, 0) {
    framebuffer_.attach(GL_COLOR_ATTACHMENT0, numbers_);
    framebuffer_.attach(GL_DEPTH_ATTACHMENT, depth_);
}

Result<NumberPass> NumberPass::create(const Path& shaderFolder) {
    auto program = gl::Program::loadLater(shaderFolder, "number", "number");
    if (!program) return program.error();
    auto staged = gl::Program::loadLater(shaderFolder, "number", "number", {"STAGED"});
    if (!staged) return staged.error();
    return NumberPass(std::move(*program), std::move(*staged));
}

void NumberPass::drawStructures(const DrawableBody& body, const DrawPlan& plan, std::span<const PlannedStructure> near) const {
    if (plan.staged()) return drawStaged(body, plan, near);
    program_.use();
    program_.set("clipFromBody", plan.clipFromBody);
    program_.set("stored", body.stored());
    body.buffers.draw(near);
}

void NumberPass::drawStaged(const DrawableBody& body, const DrawPlan& plan, std::span<const PlannedStructure> near) const {
    if (!plan.section.faceOnly) {
        const Clipping clipping(plan);
        staged_.use();
        staged_.set("clipFromBody", plan.clipFromBody);
        staged_.set("stored", body.stored());
        setStaging(staged_, plan);
        staged_.set("looks", 1);
        body.looks.bind(1, 2);
        body.buffers.draw(near);
    }
    if (!plan.facesSeen) return;
    glDisable(GL_CULL_FACE);
    program_.use();
    program_.set("clipFromBody", plan.clipFromBody);
    program_.set("stored", vec4(0, 0, 0, 1));
    body.faces.drawFaces();
}

// The viewport of the whole picture, moved so that the tile falls onto the framebuffer: the same pixels as the picture's.
NumberPass::Tile NumberPass::draw(const DrawableBody& body, const DrawPlan& plan, scene::Viewport viewport, int column,
                                  int row) const {
    const PixelBox tile{column * kTile, row * kTile, kTile, kTile};
    std::vector<PlannedStructure> near;
    for (const auto& planned : plan.solid) {
        if (overlap(tile, pixelBox(movedBox(body.body->structure(planned.structure).bounds, planned.shiftMm), plan.clipFromBody, viewport, 1))) near.push_back(planned);
    }
    Tile numbers(size_t{kTile} * kTile, kNothing);
    if (near.empty()) return numbers;
    framebuffer_.bind(kTile, kTile);
    glViewport(-tile.x, -tile.y, viewport.width, viewport.height);
    const GLuint nothing[4] = {kNothing, 0, 0, 0};
    const float far = 1;
    glClearBufferuiv(GL_COLOR, 0, nothing);
    glClearBufferfv(GL_DEPTH, 0, &far);
    glEnable(GL_DEPTH_TEST);
    glDepthFunc(GL_LEQUAL);
    glEnable(GL_CULL_FACE);
    drawStructures(body, plan, near);
    glDisable(GL_DEPTH_TEST);
    glDisable(GL_CULL_FACE);
    glPixelStorei(GL_PACK_ALIGNMENT, 4);
    glPixelStorei(GL_PACK_ROW_LENGTH, 0);
    glReadPixels(0, 0, kTile, kTile, GL_RED_INTEGER, GL_UNSIGNED_INT, numbers.data());
    return numbers;
}

std::optional<std::uint32_t> NumberPass::structureAt(const DrawableBody& body, const DrawPlan& plan,
                                                     scene::Viewport viewport, int x, int y) {
    const int yFromBelow = viewport.height - 1 - y;
    const int column = x / kTile, row = yFromBelow / kTile;
    const int key = row * 1000 + column;
    auto tile = tiles_.find(key);
    if (tile == tiles_.end()) tile = tiles_.emplace(key, draw(body, plan, viewport, column, row)).first;
    const std::uint32_t number = tile->second[static_cast<size_t>((yFromBelow % kTile) * kTile + x % kTile)];
    if (number >= body.body->structures().size()) return std::nullopt;
    return number;
}

}  // namespace myochart::render
