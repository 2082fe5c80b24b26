#include "render/scene_renderer.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "render/body_pass.h"
#include "render/compose_pass.h"
#include "render/label_painter.h"
#include "render/marker_painter.h"
#include "render/number_pass.h"
#include "render/occlusion_pass.h"
#include "render/outline_pass.h"
#include "render/picture_key.h"
#include "render/readback.h"

namespace myochart::render {
namespace {

// While turning, so much of finer levels is uploaded a frame at most; about 10 ms.
constexpr size_t kUploadBudgetBytes = size_t{8} << 20U;

// distance = y / (x + depth * 2 - 1) for the depth that this projection writes.
vec2 unprojection(const DrawPlan& plan) {
    return {plan.clipFromView[2][2], plan.clipFromView[3][2]};
}

// Puts back what a window's other painter had bound, and leaves no state behind.
class StateGuard {
  public:
    StateGuard() {
        glGetIntegerv(GL_DRAW_FRAMEBUFFER_BINDING, &draw_);
        glGetIntegerv(GL_READ_FRAMEBUFFER_BINDING, &read_);
        glGetIntegerv(GL_VIEWPORT, viewport_);
        for (const GLenum what : {GL_SCISSOR_TEST, GL_BLEND, GL_DEPTH_TEST, GL_CULL_FACE, GL_FRAMEBUFFER_SRGB}) glDisable(what);
        glBlendEquation(GL_FUNC_ADD);
        glColorMask(GL_TRUE, GL_TRUE, GL_TRUE, GL_TRUE);
        glDepthMask(GL_TRUE);
        glFrontFace(GL_CCW);
        glCullFace(GL_BACK);
        glPolygonMode(GL_FRONT_AND_BACK, GL_FILL);
        for (GLuint unit = 0; unit < 5; ++unit) glBindSampler(unit, 0);
        glDisable(GL_CLIP_DISTANCE0);
    }
    ~StateGuard() {
        glBindFramebuffer(GL_DRAW_FRAMEBUFFER, static_cast<GLuint>(draw_));
        glBindFramebuffer(GL_READ_FRAMEBUFFER, static_cast<GLuint>(read_));
        glViewport(viewport_[0], viewport_[1], viewport_[2], viewport_[3]);
        glBindVertexArray(0);
        glUseProgram(0);
        glActiveTexture(GL_TEXTURE0);
    }
    StateGuard(const StateGuard&) = delete;
    StateGuard& operator=(const StateGuard&) = delete;

  private:
    GLint draw_ = 0, read_ = 0, viewport_[4] = {};
};

struct Passes {
    BodyPass body;
    OcclusionPass occlusion;
    ComposePass compose;
    OutlinePass outline;
    NumberPass number;
    MarkerPainter markers;
    LabelPainter labels;
};

Result<Passes> loadPasses(const Path& folder) {
    auto body = BodyPass::create(folder);
    if (!body) return body.error();
    auto occlusion = OcclusionPass::create(folder);
    if (!occlusion) return occlusion.error();
    auto compose = ComposePass::create(folder);
    if (!compose) return compose.error();
    auto outline = OutlinePass::create(folder);
    if (!outline) return outline.error();
    auto number = NumberPass::create(folder);
    if (!number) return number.error();
    auto markers = MarkerPainter::create(folder);
    if (!markers) return markers.error();
    auto labels = LabelPainter::create(folder);
    if (!labels) return labels.error();
    return Passes{std::move(*body),   std::move(*occlusion), std::move(*compose), std::move(*outline),
                  std::move(*number), std::move(*markers),   std::move(*labels)};
}

}  // namespace

struct SceneRenderer::Impl {
    Passes passes;
    LabelMetrics metrics;
    std::optional<DrawableBody> body;
    std::optional<RenderTargets> targets;
    // The last frame.
    std::optional<PictureKey> key;  // nothing: the body's picture is not usable again
    DrawPlan plan;
    FrameStats stats;
    vec3 eye{};
    bool transparent = false, overlaid = false;

    explicit Impl(Passes p) : passes(std::move(p)) {}
    void drawPicture(const scene::Scene& scene, const scene::Camera& camera, const FrameOptions& options);
    void drawBody(const scene::Scene& scene, const scene::Camera& camera, const FrameOptions& options);
    void drawOverlays(const scene::Scene& scene, std::span<const scene::PlacedLabel> labels, const FrameOptions& options);
    const gl::Framebuffer& last() { return overlaid ? targets->final() : targets->plain(); }
};

void SceneRenderer::Impl::drawBody(const scene::Scene& scene, const scene::Camera& camera, const FrameOptions& options) {
    plan = planDraw(*body->body, scene, camera, targets->viewport(), options.tolerancePx);
    const size_t budget = options.samples > 0 ? std::numeric_limits<size_t>::max() : kUploadBudgetBytes;
    stats.complete = body->buffers.prepare(plan.solid, budget);
    stats.complete = body->buffers.prepare(plan.ghosts, budget) && stats.complete;
    stats.complete = body->buffers.prepare(plan.veils, budget) && stats.complete;
    stats.complete = body->buffers.prepare(plan.cutAway, budget) && stats.complete;
    stats.structures = static_cast<std::uint32_t>(plan.solid.size() + plan.ghosts.size() + plan.veils.size());
    body->looks.update(*body->body, scene);
    plan.grainMm *= options.pixelScale;
    body->laid.update(scene);
    body->faces.update(*body->body, plan, scene);
    stats.triangles = passes.body.draw(*body, plan, *targets);
}

// Everything but markers and labels.
void SceneRenderer::Impl::drawPicture(const scene::Scene& scene, const scene::Camera& camera, const FrameOptions& options) {
    stats = {};
    plan = {};
    vec2 unproject{};
    const gl::Texture* open = nullptr;
    if (body) {
        drawBody(scene, camera, options);
        unproject = unprojection(plan);
    }
    if (options.ambientOcclusion && !plan.solid.empty()) {
        const float pixelsAMm = static_cast<float>(targets->viewport().height) / (2 * std::tan(camera.fovRad / 2));
        passes.occlusion.draw(*targets, plan.box, unproject, pixelsAMm);
        open = &passes.occlusion.open();
    }
    passes.compose.draw(scene, *targets, plan.box, open, unproject, options.transparentGround);
    if (body && options.outline) passes.outline.draw(*body, plan, scene, *targets, targets->plain(), options.pixelScale);
}

void SceneRenderer::Impl::drawOverlays(const scene::Scene& scene, std::span<const scene::PlacedLabel> labels,
                                       const FrameOptions& options) {
    overlaid = !scene.markers.empty() || !scene.strokes.empty() || !labels.empty();
    if (!overlaid) return;
    const OverlayFrame frame{targets->viewport(), plan.clipFromBody, eye, options.pixelScale};
    const gl::Texture& depth = targets->depth();
    gl::copyPart(targets->plain(), targets->final(), 0, 0, frame.viewport.width, frame.viewport.height, GL_COLOR_BUFFER_BIT);
    targets->final().bind(frame.viewport.width, frame.viewport.height);
    glEnable(GL_BLEND);
    glBlendFunc(GL_ONE, GL_ONE_MINUS_SRC_ALPHA);
    passes.labels.drawLeaders(scene, labels, metrics, frame);
    passes.markers.draw(scene, depth, frame);
    passes.labels.drawPills(frame);
    glDisable(GL_BLEND);
}

SceneRenderer::SceneRenderer(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
SceneRenderer::~SceneRenderer() = default;

Result<std::unique_ptr<SceneRenderer>> SceneRenderer::create(const Path& shaderFolder) {
    const StateGuard guard;
    auto passes = loadPasses(shaderFolder);
    if (!passes) return passes.error();
    return std::unique_ptr<SceneRenderer>(new SceneRenderer(std::make_unique<Impl>(std::move(*passes))));
}

void SceneRenderer::setBody(std::shared_ptr<const body::Body> body) {
    Groundwork work;
    if (body) work = layGroundwork(*body, {});
    setBody(std::move(body), std::move(work));
}

void SceneRenderer::setBody(std::shared_ptr<const body::Body> body, Groundwork work) {
    const StateGuard guard;
    impl_->key.reset();
    impl_->passes.number.startAnew();
    impl_->plan = {};
    impl_->body.reset();
    if (body) impl_->body.emplace(std::move(body), std::move(work));
}

vec2 SceneRenderer::labelSize(std::string_view text, float pixelScale) const {
    return impl_->metrics.pillSize(text, pixelScale);
}

FrameStats SceneRenderer::draw(const scene::Scene& scene, const scene::Camera& camera,
                               std::span<const scene::PlacedLabel> labels, const FrameOptions& options) {
    Impl& self = *impl_;
    const StateGuard guard;
    if (!self.targets || !self.targets->fits(options.viewport, options.samples)) {
        self.key.reset();
        self.targets.reset();
        self.targets.emplace(options.viewport, options.samples);
        self.passes.compose.startAnew();
    }
    PictureKey key(scene, camera, options);
    if (!self.key || !(*self.key == key)) {
        self.key.reset();
        self.passes.number.startAnew();
        self.drawPicture(scene, camera, options);
        if (self.stats.complete) self.key = std::move(key);
    }
    self.eye = camera.eye();
    self.transparent = options.transparentGround;
    self.drawOverlays(scene, labels, options);
    return self.stats;
}

std::optional<std::uint32_t> SceneRenderer::structureAt(vec2 pixel) const {
    Impl& self = *impl_;  // tiles of numbers are kept
    if (!self.body || !self.targets) return std::nullopt;
    const scene::Viewport size = self.targets->viewport();
    const vec2 cell = glm::floor(pixel + 0.5F);
    if (!(cell.x >= 0 && cell.y >= 0 && cell.x < static_cast<float>(size.width) && cell.y < static_cast<float>(size.height))) return std::nullopt;
    const StateGuard guard;
    return self.passes.number.structureAt(*self.body, self.plan, size, static_cast<int>(cell.x), static_cast<int>(cell.y));
}

bool SceneRenderer::isHidden(vec3 positionBody, vec3 normal) const {
    Impl& self = *impl_;  // samples may have to be resolved
    if (!self.body || !self.targets || self.plan.solid.empty()) return false;
    const float margin = glm::dot(normal, self.eye - positionBody) < 0 ? kAwayMargin : kSeenMargin;
    const vec4 clip = self.plan.clipFromBody * vec4(glm::mix(positionBody, self.eye, margin), 1);
    if (clip.w <= 0) return false;
    const scene::Viewport size = self.targets->viewport();
    const vec3 window = vec3(clip) / clip.w * 0.5F + 0.5F;
    const int x = static_cast<int>(std::floor(window.x * static_cast<float>(size.width)));
    const int y = static_cast<int>(std::floor(window.y * static_cast<float>(size.height)));
    if (x < 0 || y < 0 || x >= size.width || y >= size.height) return false;
    const StateGuard guard;
    return window.z > farthestAround(*self.targets, x, y);
}

void SceneRenderer::finish() const { glFinish(); }

void SceneRenderer::show(int x, int y) const {
    if (!impl_->targets) return;
    const scene::Viewport size = impl_->targets->viewport();
    GLint read = 0;
    glGetIntegerv(GL_READ_FRAMEBUFFER_BINDING, &read);
    glBindFramebuffer(GL_READ_FRAMEBUFFER, impl_->last().name());
    glBlitFramebuffer(0, 0, size.width, size.height, x, y, x + size.width, y + size.height, GL_COLOR_BUFFER_BIT, GL_NEAREST);
    glBindFramebuffer(GL_READ_FRAMEBUFFER, static_cast<GLuint>(read));
}

Image SceneRenderer::read() const {
    if (!impl_->targets) return {};
    const StateGuard guard;
    return readPicture(impl_->last(), impl_->targets->viewport(), impl_->transparent);
}

unsigned SceneRenderer::picture() const {
    if (!impl_->targets) return 0;
    return impl_->overlaid ? impl_->targets->finalColour().name() : impl_->targets->plainColour().name();
}

bool SceneRenderer::bodyIsSound() const { return !impl_->body || impl_->body->buffers.sound(); }

}  // namespace myochart::render
