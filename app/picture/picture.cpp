#include "picture/picture.h"

#include <algorithm>
#include <future>
#include <stdexcept>

#include "core/files.h"
#include "picture/draw_again.h"
#include "picture/picture_labels.h"
#include "scene/build_scene.h"
#include "scene/other_part.h"

namespace myochart::picture {

namespace {

/// All that a picture needs and that asks nothing of OpenGL.
struct Subject {
    Request request;
    scene::Scene scene;
    render::Groundwork work;
};

Result<Subject> subjectOf(const std::function<Result<Request>()>& prepare) {
    auto request = prepare();
    if (!request) return request.error();
    const body::Body& body = *request->body;
    Subject subject{std::move(*request), {}, {}};
    const Request& r = subject.request;
    subject.scene = scene::buildScene(body, r.session.get(), r.view, r.catalogue);
    subject.scene.strokes = r.strokes;
    subject.scene.names = r.names;
    scene::noteOtherParts(subject.scene, body, r.rays, r.view, r.camera.eye());
    subject.work = render::layGroundwork(body, subject.scene);
    return subject;
}

render::FrameOptions frameOptions(const Request& request) {
    render::FrameOptions options;
    options.viewport = request.size;
    options.pixelScale = printScale(request.size);
    options.samples = request.samples;
    options.ambientOcclusion = !request.plain;
    options.transparentGround = request.transparent;
    return options;
}

void drawLabels(const scene::Scene& scene, const Request& request, render::SceneRenderer& renderer, const render::FrameOptions& options) {
    auto labels = labelsFor(scene, request.camera, request.size, renderer, options.pixelScale);
    addLegend(labels, request.legend, request.size, renderer, options.pixelScale);
    renderer.draw(scene, request.camera, labels, options);
}

/// The picture without its image; nothing when the body is damaged.
std::optional<Picture> drawn(Subject& subject, std::unique_ptr<render::OffscreenContext> gl,
                             std::unique_ptr<render::SceneRenderer> renderer) {
    const Request& request = subject.request;
    renderer->setBody(request.body, std::move(subject.work));
    const render::FrameOptions options = frameOptions(request);
    Picture picture;
    do picture.stats = renderer->draw(subject.scene, request.camera, {}, options);
    while (!picture.stats.complete);
    if (request.labels) drawLabels(subject.scene, request, *renderer, options);
    if (!renderer->bodyIsSound()) return std::nullopt;
    picture.image = renderer->read();
    picture.gl = std::move(gl);
    picture.renderer = std::move(renderer);
    return picture;
}

Result<std::unique_ptr<render::SceneRenderer>> newRenderer() {
    const auto shaders = programFolder("shaders");
    if (!shaders) return shaders.error();
    return render::SceneRenderer::create(*shaders);
}

}  // namespace

float printScale(const scene::Viewport& size) { return std::max(1.0F, static_cast<float>(size.height) / 1080); }

Result<std::optional<Picture>> draw(const std::function<Result<Request>()>& prepare) try {
    // The context and its shaders take as long as the body: both at once.
    auto preparing = std::async(std::launch::async, [&] { return subjectOf(prepare); });
    auto gl = render::OffscreenContext::create();
    Result<std::unique_ptr<render::SceneRenderer>> renderer = environmentFault("");
    if (gl) renderer = newRenderer();
    auto subject = preparing.get();
    if (!subject) return subject.error();
    if (!gl) return gl.error();
    if (!renderer) return renderer.error();
    return drawn(*subject, std::move(*gl), std::move(*renderer));
} catch (const std::runtime_error& fault) {  // render's, as a sentence: what the graphics card cannot do
    return failed(fault.what());
}

Result<std::optional<render::Image>> drawAgain(Picture& first, const Request& request) try {
    scene::Scene scene = scene::buildScene(*request.body, request.session.get(), request.view, request.catalogue);
    scene.strokes = request.strokes;
    scene.names = request.names;
    scene::noteOtherParts(scene, *request.body, request.rays, request.view, request.camera.eye());
    const render::FrameOptions options = frameOptions(request);
    while (!first.renderer->draw(scene, request.camera, {}, options).complete) {}
    if (request.labels) drawLabels(scene, request, *first.renderer, options);
    if (!first.renderer->bodyIsSound()) return std::optional<render::Image>();
    return std::optional<render::Image>(first.renderer->read());
} catch (const std::runtime_error& fault) {
    return failed(fault.what());
}

}  // namespace myochart::picture
