#include "cli/picture.h"

#include <algorithm>
#include <future>
#include <stdexcept>

#include <fmt/format.h>
#include <glm/trigonometric.hpp>

#include "builtin/builtin_body.h"
#include "core/text.h"
#include "places/reanchor.h"
#include "scene/label_room.h"
#include "scene/other_part.h"
#include "scene/patient_way.h"
#include "scene/regions.h"
#include "scene/section_view.h"
#include "scene/site_labels.h"
#include "scene/site_marks.h"

namespace myochart::cli {

namespace {

/// The structures that `keys` (with commas) name; a muscle's key names both sides.
Result<std::set<std::uint32_t>> structuresNamed(const body::Body& body, const std::string& keys) {
    std::set<std::uint32_t> found;
    if (keys.empty()) return found;
    for (const std::string& key : split(keys, ',')) {
        const size_t before = found.size();
        if (const auto index = body.find(key)) found.insert(*index);
        for (const Side side : {Side::left, Side::right, Side::midline})
            for (const auto index : body.structuresOf(key, side)) found.insert(index);
        if (found.size() == before)
            return failed(fmt::format("This body has no structure {}; `model info` lists them.", displayText(key, 60)));
    }
    return found;
}

Outcome chooseLayers(const std::string& layers, scene::ViewOptions& view) {
    if (layers.empty()) return Done{};
    view.layers.fill(false);
    for (const std::string& text : split(layers, ',')) {
        const auto layer = anatomy::layerFromName(text);
        if (!layer) return environmentFault(fmt::format("There is no layer {}.", displayText(text, 40)));
        view.layers[static_cast<size_t>(*layer)] = true;
    }
    return Done{};
}

Result<Box> boxToFrame(const body::Body& body, const anatomy::Catalogue& catalogue, const PictureRequest& request,
                       const scene::ViewOptions& view) {
    if (request.sectionFace && request.region.empty()) {
        const Box box = scene::sectionBounds(body, view);
        if (box.empty()) return failed("Nothing that is shown meets the section; `model info` tells how large the body is.");
        return box;
    }
    if (request.region.empty()) return scene::shownBounds(body, view);
    // What therapists ask for, "left shoulder"; else one of the catalogue's own words, "forearm_hand".
    const auto frame = scene::regionFrame(body, catalogue, request.region);
    if (frame) return frame->bounds;
    Box box;
    for (const auto& s : body.structures())
        if (s.region == request.region) box.add(s.bounds);
    return box.empty() ? Result<Box>(frame.error()) : box;
}

Result<scene::Camera> cameraFor(const PictureRequest& request, const scene::ViewEffects& effects, const Box& box,
                                const scene::Viewport& viewport) {
    const auto view = scene::standardViewFromName(request.view.empty() ? "anterior" : request.view);
    if (!view) return environmentFault("--view is one of anterior, posterior, left, right, superior, inferior.");
    scene::Camera camera = scene::standardView(*view, box, viewport);
    if (effects.section.on && request.view.empty()) camera = scene::facing(effects.section, box, viewport);
    if (request.camera.empty()) return camera;
    auto values = numbers(request.camera, 3, "--camera");
    if (!values) return values.error();
    if ((*values)[2] < 0.05 || (*values)[2] > 50) return environmentFault("The zoom of --camera lies between 0.05 and 50.");
    camera.azimuthRad = static_cast<float>(glm::radians((*values)[0]));
    camera.elevationRad = static_cast<float>(glm::radians(std::clamp((*values)[1], -89.9, 89.9)));
    camera = scene::fitted(camera, box, viewport);
    camera.distanceMm /= static_cast<float>((*values)[2]);
    return camera;
}

Outcome chooseEffects(const PictureRequest& request, scene::ViewEffects& effects) {
    if (!(request.explode >= 0 && request.explode <= 1)) return environmentFault("--explode lies between 0 and 1.");
    if (!(request.skin >= 0 && request.skin <= 1)) return environmentFault("--skin lies between 0 (none) and 1 (solid).");
    effects.explode = request.explode;
    effects.skinOpacity = request.skin;
    if (request.section.empty()) return Done{};
    auto section = scene::sectionFromText(request.section);
    if (!section) return section.error();
    effects.section = *section;
    effects.section.flipped = request.sectionFlipped;
    effects.section.faceOnly = request.sectionFace;
    return Done{};
}

Outcome chooseStructures(workspace::Program& program, const PictureRequest& request) {
    if (auto outcome = chooseLayers(request.layers, program.view.options); !outcome) return outcome;
    if (auto outcome = chooseEffects(request, program.view.options.effects); !outcome) return outcome;
    auto isolated = structuresNamed(*program.bodies.current(), request.isolate);
    if (!isolated) return isolated.error();
    auto hidden = structuresNamed(*program.bodies.current(), request.hide);
    if (!hidden) return hidden.error();
    auto faded = structuresNamed(*program.bodies.current(), request.fade);
    if (!faded) return faded.error();
    auto shown = structuresNamed(*program.bodies.current(), request.show);
    if (!shown) return shown.error();
    shown->insert(isolated->begin(), isolated->end());
    shown->insert(faded->begin(), faded->end());
    for (const std::uint32_t structure : *shown) program.view.options.hidden.erase(structure);
    program.view.options.hidden.merge(*hidden);
    program.view.options.faded = std::move(*faded);
    program.view.options.isolated = std::move(*isolated);
    program.view.options.dark = request.dark;
    return Done{};
}

Result<std::optional<record::Session>> sessionFor(workspace::Program& program, const PictureRequest& request) {
    if (request.session.empty()) return std::optional<record::Session>{};
    auto session = fromRecord<record::Session>(program, [&](store::Record& r) { return r.session({request.session}); });
    if (!session) return session.error();
    return std::optional(places::reanchor(*session, *program.bodies.current(), program.catalogue()).session);
}

}  // namespace

Result<scene::Viewport> viewportFrom(const std::string& size) {
    const auto parts = split(size, 'x');
    const auto width = parseInteger(parts[0]), height = parts.size() == 2 ? parseInteger(parts[1]) : std::nullopt;
    if (!width || !height || *width < 16 || *height < 16 || *width > 16384 || *height > 16384)
        return environmentFault("--size takes WIDTHxHEIGHT from 16 to 16384, such as 1280x800.");
    return scene::Viewport{static_cast<int>(*width), static_cast<int>(*height)};
}

float printScale(const scene::Viewport& viewport) {
    return std::max(1.0F, static_cast<float>(viewport.height) / 1080);
}

std::vector<scene::PlacedLabel> labelsFor(const scene::Scene& scene, const scene::Camera& camera,
                                          const scene::Viewport& viewport, const render::SceneRenderer& renderer,
                                          float pixelScale) {
    std::vector<bool> hidden;
    for (const auto& marker : scene.markers) hidden.push_back(renderer.isHidden(marker.position, marker.normal));
    const auto sizeOf = [&](const std::string& text) { return renderer.labelSize(text, pixelScale); };
    const auto requests = scene::requestLabels(scene, camera, viewport, hidden, sizeOf, pixelScale);
    return scene::layOutLabels(requests, viewport, {}, scene::kMostLabels, pixelScale);
}

namespace {

/// Where sites are drawn, seen or not.
std::vector<scene::PxRect> marksOf(const scene::Scene& scene, const scene::Camera& camera, const scene::Viewport& viewport, float scale) {
    std::vector<scene::PxRect> marks;
    for (const scene::MarkerItem& marker : scene.markers)
        if (const auto mark = scene::siteMark(marker, camera, viewport, scale, scene.midlineMm)) marks.push_back(mark->box);
    return marks;
}

/// "Right" and "Left" at the picture's edges, half way up, or where no label and no site stands: a picture is handed on
/// without the window, and one of the back looks like one of the front.
void addSides(std::vector<scene::PlacedLabel>& labels, const std::vector<scene::PxRect>& marks, const scene::Camera& camera,
              const scene::Viewport& viewport, const render::SceneRenderer& renderer, float scale) {
    constexpr float kEdgePx = 12;
    const vec2 whole(viewport.width, viewport.height);
    for (const bool onRight : {false, true}) {
        scene::PlacedLabel side;
        side.text = scene::patientWay(onRight ? camera.right() : -camera.right()).word;
        side.key = "side " + side.text;
        side.sizePx = renderer.labelSize(side.text, scale);
        const float x = onRight ? whole.x - side.sizePx.x - kEdgePx * scale : kEdgePx * scale;
        const auto rectOf = [](const scene::PlacedLabel& label) { return scene::PxRect{label.cornerPx, label.cornerPx + label.sizePx}; };
        const auto isFree = [&] {
            return std::ranges::none_of(labels, [&](const auto& other) { return rectOf(side).meets(rectOf(other)); }) &&
                   std::ranges::none_of(marks, [&](const auto& mark) { return rectOf(side).meets(mark); });
        };
        for (const float height : {0.5F, 0.4F, 0.6F, 0.3F, 0.7F, 0.2F, 0.8F, 0.1F, 0.9F}) {
            side.cornerPx = glm::round(vec2(x, height * whole.y - side.sizePx.y / 2));
            if (isFree()) break;
        }
        side.pointPx = side.cornerPx + side.sizePx * 0.5F;
        labels.push_back(std::move(side));
    }
}

/// All that a picture needs and that asks nothing of OpenGL.
struct Subject {
    std::shared_ptr<const body::Body> body;
    scene::Viewport viewport;
    scene::Scene scene;
    scene::Camera camera;
    render::Groundwork work;
};

Result<Subject> subjectOf(Context& context, const PictureRequest& request, bool checked) {
    auto viewport = viewportFrom(request.size);
    if (!viewport) return viewport.error();
    auto program = context.program(!request.session.empty());
    if (!program) return program.error();
    if (auto outcome = (*program)->bodies.setHabitus(request.habitus); !outcome) return environmentFault(outcome.error().message);
    program = context.programWithBody(!request.session.empty(), checked);
    if (!program) return program.error();
    if (request.habitus != 1 && (*program)->bodies.current()->name() != builtin::kBuiltinName)
        return failed("Only the skin of the built-in body follows --habitus; leave it out for other models.");
    if (auto outcome = chooseStructures(**program, request); !outcome) return outcome.error();
    auto session = sessionFor(**program, request);
    if (!session) return session.error();
    const body::Body& body = *(*program)->bodies.current();
    auto box = boxToFrame(body, (*program)->catalogue(), request, (*program)->view.options);
    if (!box) return box.error();
    auto camera = cameraFor(request, (*program)->view.options.effects, *box, *viewport);
    if (!camera) return camera.error();
    Subject subject{(*program)->bodies.current(),
                    *viewport,
                    scene::buildScene(body, *session ? &**session : nullptr, (*program)->view.options, &(*program)->catalogue()),
                    *camera,
                    {}};
    scene::noteOtherParts(subject.scene, body, (*program)->bodies.rays(), (*program)->view.options, camera->eye());
    subject.work = render::layGroundwork(body, subject.scene);
    return subject;
}

/// `checked`: the body's triangles are looked at beforehand; else what is drawn is checked while it is drawn, and nothing
/// comes back when some of it is damaged.
Result<std::optional<Picture>> drawn(Context& context, const PictureRequest& request, bool checked) {
    // The context and its shaders take as long as the body: both at once.
    auto preparing = std::async(std::launch::async, [&] { return subjectOf(context, request, checked); });
    auto gl = render::OffscreenContext::create();
    Result<std::unique_ptr<render::SceneRenderer>> renderer = environmentFault("");
    if (gl) {
        auto shaders = programFolder("shaders");
        if (shaders) renderer = render::SceneRenderer::create(*shaders);
        else renderer = shaders.error();
    }
    auto subject = preparing.get();
    if (!subject) return subject.error();
    if (!gl) return gl.error();
    if (!renderer) return renderer.error();
    (*renderer)->setBody(subject->body, std::move(subject->work));
    const float scale = printScale(subject->viewport);
    render::FrameOptions options;
    options.viewport = subject->viewport;
    options.pixelScale = scale;
    options.samples = request.samples;
    options.ambientOcclusion = !request.plain;
    options.transparentGround = request.transparent;
    Picture picture;
    do picture.stats = (*renderer)->draw(subject->scene, subject->camera, {}, options);
    while (!picture.stats.complete);
    // Which sites lie under tissue is known from the picture; over it come the labels.
    if (request.labels) {
        auto labels = labelsFor(subject->scene, subject->camera, subject->viewport, **renderer, scale);
        addSides(labels, marksOf(subject->scene, subject->camera, subject->viewport, scale), subject->camera, subject->viewport, **renderer,
                 scale);
        (*renderer)->draw(subject->scene, subject->camera, labels, options);
    }
    if (!(*renderer)->bodyIsSound()) return std::optional<Picture>();
    picture.image = (*renderer)->read();
    picture.gl = std::move(*gl);
    picture.renderer = std::move(*renderer);
    return std::optional(std::move(picture));
}

}  // namespace

Result<Picture> makePicture(Context& context, const PictureRequest& request) try {
    auto picture = drawn(context, request, false);
    if (picture && !*picture) picture = drawn(context, request, true);
    if (!picture) return picture.error();
    if (!*picture) return failed("The stored model stays damaged; import it again with `model import`.");
    return std::move(**picture);
} catch (const std::runtime_error& fault) {  // render's, as a sentence: what the graphics card cannot do
    return failed(fault.what());
}

}  // namespace myochart::cli
