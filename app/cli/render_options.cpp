#include "cli/render_options.h"

#include <algorithm>

#include <fmt/format.h>
#include <glm/trigonometric.hpp>

#include "builtin/builtin_body.h"
#include "cli/pattern_picture.h"
#include "core/text.h"
#include "places/reanchor.h"
#include "scene/regions.h"
#include "scene/section_view.h"

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

Result<Box> boxToFrame(const body::Body& body, const anatomy::Catalogue& catalogue, const RenderOptions& options,
                       const scene::ViewOptions& view) {
    if (options.sectionFace && options.region.empty()) {
        const Box box = scene::sectionBounds(body, view);
        if (box.empty()) return failed("Nothing that is shown meets the section; `model info` tells how large the body is.");
        return box;
    }
    if (options.region.empty()) return scene::shownBounds(body, view);
    // What therapists ask for, "left shoulder"; else one of the catalogue's own words, "forearm_hand".
    const auto frame = scene::regionFrame(body, catalogue, options.region);
    if (frame) return frame->bounds;
    Box box;
    for (const auto& s : body.structures())
        if (s.region == options.region) box.add(s.bounds);
    return box.empty() ? Result<Box>(frame.error()) : box;
}

Result<scene::Camera> cameraFor(const RenderOptions& options, const scene::ViewEffects& effects, const Box& box,
                                const scene::Viewport& viewport) {
    const auto view = scene::standardViewFromName(options.view.empty() ? "anterior" : options.view);
    if (!view) return environmentFault("--view is one of anterior, posterior, left, right, superior, inferior.");
    scene::Camera camera = scene::standardView(*view, box, viewport);
    if (effects.section.on && options.view.empty()) camera = scene::facing(effects.section, box, viewport);
    if (options.camera.empty()) return camera;
    auto values = numbers(options.camera, 3, "--camera");
    if (!values) return values.error();
    if ((*values)[2] < 0.05 || (*values)[2] > 50) return environmentFault("The zoom of --camera lies between 0.05 and 50.");
    camera.azimuthRad = static_cast<float>(glm::radians((*values)[0]));
    camera.elevationRad = static_cast<float>(glm::radians(std::clamp((*values)[1], -89.9, 89.9)));
    camera = scene::fitted(camera, box, viewport);
    camera.distanceMm /= static_cast<float>((*values)[2]);
    return camera;
}

Outcome chooseEffects(const RenderOptions& options, scene::ViewEffects& effects) {
    if (!(options.explode >= 0 && options.explode <= 1)) return environmentFault("--explode lies between 0 and 1.");
    if (!(options.skin >= 0 && options.skin <= 1)) return environmentFault("--skin lies between 0 (none) and 1 (solid).");
    effects.explode = options.explode;
    effects.skinOpacity = options.skin;
    if (options.section.empty()) return Done{};
    auto section = scene::sectionFromText(options.section);
    if (!section) return section.error();
    effects.section = *section;
    effects.section.flipped = options.sectionFlipped;
    effects.section.faceOnly = options.sectionFace;
    return Done{};
}

Outcome chooseStructures(workspace::Program& program, const RenderOptions& options) {
    if (auto outcome = chooseLayers(options.layers, program.view.options); !outcome) return outcome;
    if (auto outcome = chooseEffects(options, program.view.options.effects); !outcome) return outcome;
    auto isolated = structuresNamed(*program.bodies.current(), options.isolate);
    if (!isolated) return isolated.error();
    auto hidden = structuresNamed(*program.bodies.current(), options.hide);
    if (!hidden) return hidden.error();
    auto faded = structuresNamed(*program.bodies.current(), options.fade);
    if (!faded) return faded.error();
    auto shown = structuresNamed(*program.bodies.current(), options.show);
    if (!shown) return shown.error();
    shown->insert(isolated->begin(), isolated->end());
    shown->insert(faded->begin(), faded->end());
    for (const std::uint32_t structure : *shown) program.view.options.hidden.erase(structure);
    program.view.options.hidden.merge(*hidden);
    program.view.options.faded = std::move(*faded);
    program.view.options.isolated = std::move(*isolated);
    program.view.options.dark = options.dark;
    return Done{};
}

}  // namespace

Result<std::shared_ptr<const record::Session>> sessionOnBody(workspace::Program& program, const std::string& id) {
    if (id.empty()) return std::shared_ptr<const record::Session>();
    auto session = fromRecord<record::Session>(program, [&](store::Record& r) { return r.session({id}); });
    if (!session) return session.error();
    return std::make_shared<const record::Session>(places::reanchor(*session, *program.bodies.current(), program.catalogue()).session);
}

Outcome requirePng(const std::string& output) {
    const std::string ending = foldForSearch(Path(output).extension().string());  // folding leaves letters and digits
    if (ending.empty() || ending == "png") return Done{};
    return environmentFault(fmt::format("Pictures are written as PNG; call it {}.", shown(Path(output).replace_extension(".png"))));
}

Result<scene::Viewport> viewportFrom(const std::string& size) {
    const auto parts = split(size, 'x');
    const auto width = parseInteger(parts[0]), height = parts.size() == 2 ? parseInteger(parts[1]) : std::nullopt;
    if (!width || !height || *width < 16 || *height < 16 || *width > 16384 || *height > 16384)
        return environmentFault("--size takes WIDTHxHEIGHT from 16 to 16384, such as 1280x800.");
    return scene::Viewport{static_cast<int>(*width), static_cast<int>(*height)};
}

Result<picture::Request> pictureRequest(Context& context, const RenderOptions& options, bool checked) {
    const auto size = viewportFrom(options.size);
    if (!size) return size.error();
    const bool needRecord = !options.session.empty();
    auto program = context.programOfHabitus(options.habitus, needRecord, checked);
    if (!program) return program.error();
    workspace::BodyDesk& bodies = (*program)->bodies;
    scene::ViewOptions& view = (*program)->view.options;
    if (const auto outcome = chooseStructures(**program, options); !outcome) return outcome.error();
    auto session = sessionOnBody(**program, options.session);
    if (!session) return session.error();
    const auto box = boxToFrame(*bodies.current(), (*program)->catalogue(), options, view);
    if (!box) return box.error();
    const auto camera = cameraFor(options, view.effects, *box, *size);
    if (!camera) return camera.error();
    picture::Request request{.body = bodies.current(),
                            .catalogue = &(*program)->catalogue(),
                            .rays = bodies.rays(),
                            .session = std::move(*session),
                            .view = view,
                            .camera = *camera,
                            .size = *size,
                            .samples = options.samples,
                            .labels = options.labels,
                            .transparent = options.transparent,
                            .plain = options.plain};
    if (!options.patterns.empty())
        if (const auto laid = layPatterns((*program)->catalogue(), options.patterns, request); !laid) return laid.error();
    return request;
}

}  // namespace myochart::cli
