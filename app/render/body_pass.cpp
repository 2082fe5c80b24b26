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
    struct Variant {
        const char* fragment;
        std::initializer_list<std::string_view> plain, staged;
    };
    // By Kind.
    const std::array<Variant, kKinds> variants = {{{"body", {}, {"STAGED"}},
                                                   {"body", {"SKIN"}, {"STAGED", "SKIN"}},
                                                   {"body", {"GHOST"}, {"STAGED", "GHOST"}},
                                                   {"body", {"GHOST", "SKIN"}, {"STAGED", "GHOST", "SKIN"}},
                                                   {"nothing", {}, {"STAGED"}},
                                                   {"body", {"SKIN", "LAID"}, {"STAGED", "SKIN", "LAID"}},
                                                   {"body", {"GHOST", "SKIN", "LAID"}, {"STAGED", "GHOST", "SKIN", "LAID"}}}};
    std::vector<gl::Program> programs;
    for (const bool staged : {false, true})
        for (const Variant& variant : variants) {
            // The first draws every picture of a body, so a fault in it is told at once.
            auto program = programs.empty() ? gl::Program::load(shaderFolder, "body", variant.fragment)
                                            : gl::Program::loadLater(shaderFolder, "body", variant.fragment, staged ? variant.staged : variant.plain);
            if (!program) return program.error();
            programs.push_back(std::move(*program));
        }
    auto faces = FacePass::create(shaderFolder);
    if (!faces) return faces.error();
    return BodyPass(std::move(programs), std::move(*faces));
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

std::uint64_t BodyPass::drawSkin(DrawableBody& body, const DrawPlan& plan, std::span<const PlannedStructure> list, Kind kind, bool staged, const RenderTargets& targets, bool takenOff) const {
    std::vector<PlannedStructure> plain, laid;
    for (const PlannedStructure& planned : list) (body.laid.has(planned) ? laid : plain).push_back(planned);
    std::uint64_t triangles = 0;
    if (!plain.empty()) {
        useFor(kind, staged, body, plan, targets, takenOff);
        triangles += body.buffers.draw(plain);
    }
    if (laid.empty()) return triangles;
    const Kind withLaid = kind == Kind::skin ? Kind::laidSkin : Kind::laidVeil;
    useFor(withLaid, staged, body, plan, targets, takenOff);
    const gl::Program& program = programs_[static_cast<size_t>(withLaid) + (staged ? kKinds : 0)];
    for (const PlannedStructure& planned : laid) {
        body.laid.setFor(program, planned, body.buffers.firstVertexOf(planned), plan);
        triangles += body.buffers.draw({&planned, 1});
    }
    return triangles;
}

std::uint64_t BodyPass::drawSolid(DrawableBody& body, const DrawPlan& plan, std::span<const PlannedStructure> list,
                                  bool staged, const RenderTargets& targets) const {
    if (list.empty()) return 0;
    const bool anySkin = std::any_of(list.begin(), list.end(), [](const auto& planned) { return planned.skin; });
    if (!anySkin) {
        useFor(Kind::solid, staged, body, plan, targets);
        return body.buffers.draw(list);
    }
    std::uint64_t triangles = drawSkin(body, plan, chosen(list, true), Kind::skin, staged, targets);  // it hides most of the rest
    useFor(Kind::solid, staged, body, plan, targets);
    return triangles + body.buffers.draw(chosen(list, false));
}

std::uint64_t BodyPass::drawCut(DrawableBody& body, const DrawPlan& plan, const RenderTargets& targets) {
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
std::uint64_t BodyPass::drawSeenThrough(DrawableBody& body, const DrawPlan& plan,
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
    std::uint64_t triangles = 0;
    if (kind == Kind::veil) triangles = drawSkin(body, plan, list, kind, plan.staged(), targets, takenOff);
    else {
        useFor(kind, plan.staged(), body, plan, targets, takenOff);
        triangles = body.buffers.draw(list);
    }
    glDisable(GL_BLEND);
    glDepthMask(GL_TRUE);
    return triangles;
}

std::uint64_t BodyPass::draw(DrawableBody& body, const DrawPlan& plan, RenderTargets& targets) {
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
