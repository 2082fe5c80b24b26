#include <algorithm>
#include <iterator>

#include <fmt/format.h>
#include <glm/trigonometric.hpp>

#include "cli/asked_needle.h"
#include "cli/output.h"
#include "cli/render_options.h"
#include "core/text.h"
#include "needle/drawn_needle.h"
#include "picture/picture.h"
#include "scene/patient_way.h"
#include "scene/section_view.h"
#include "workspace/aim_desk.h"

// A needle as a picture: on the body, or on the section that holds it, with what it passes named.

namespace myochart::cli {

namespace {

using nlohmann::json;

struct PictureArguments {
    std::string output, size = "1280x960";
    bool section = false, dark = false;
    float turnDeg = 0, azimuthDeg = 35;
    std::optional<float> widthMm;
};

/// The name of the structure, with what lies under the skin first and between two.
std::string nameOf(const body::Body& body, const anatomy::Catalogue& catalogue, const needle::Path& path, const needle::Piece& piece) {
    if (piece.outside) return "outside the body";
    if (!piece.structure) return piece.fromMm > 0 ? "between structures" : path.fromSkin ? "skin and fat" : "not known";
    const body::Structure& structure = body.structure(*piece.structure);
    const anatomy::Muscle* muscle = structure.muscleKey.empty() ? nullptr : catalogue.muscle(structure.muscleKey);
    return displayText(muscle ? muscle->name : structure.name, 60);
}

/// A sentence in lines that a label holds.
std::vector<std::string> linesOf(const std::string& sentence) {
    constexpr size_t kLetters = 40;
    std::vector<std::string> lines(1);
    for (const std::string& word : split(sentence, ' ')) {
        if (!lines.back().empty() && lines.back().size() + word.size() >= kLetters) lines.emplace_back();
        lines.back() += (lines.back().empty() ? "" : " ") + word;
    }
    return lines;
}

/// So near that `widthMm` of the place lie across the picture.
float distanceFor(const scene::Camera& camera, const scene::Viewport& size, float widthMm) { return widthMm / size.aspect() / (2 * std::tan(camera.fovRad / 2)); }

/// What stands at the foot: which way is up, hazards, the grip, and what the picture is.
std::vector<std::string> legendOf(const body::Body& body, const needle::Passage& passage, const std::optional<needle::Passage>& without, const scene::Camera& camera) {
    std::vector<std::string> sentences = {fmt::format("Top edge: {}. Foot: {}.", scene::patientWay(camera.up()).word, scene::patientWay(-camera.up()).word)};
    std::ranges::move(needle::hazardSentencesOf(body, passage, without), std::back_inserter(sentences));
    sentences.push_back(needle::statement());
    std::vector<std::string> lines;
    for (const std::string& sentence : sentences) std::ranges::move(linesOf(sentence), std::back_inserter(lines));
    return lines;
}

picture::Request onBody(workspace::Program& program, const needle::Path& path, const PictureArguments& arguments, const scene::Viewport& size) {
    picture::Request request;
    request.view = program.view.options;
    request.view.layers[static_cast<size_t>(anatomy::Layer::skin)] = false;
    const vec3 out = -path.shaft.direction;
    request.camera.target = path.shaft.entry;
    request.camera.azimuthRad = std::atan2(out.x, -out.y) + glm::radians(arguments.azimuthDeg);
    request.camera.elevationRad = std::clamp(std::asin(std::clamp(out.z, -1.0F, 1.0F)), -1.2F, 1.2F);
    request.camera.distanceMm = distanceFor(request.camera, size, arguments.widthMm.value_or(320));
    return request;
}

picture::Request onSection(workspace::Program& program, const needle::Path& path, const PictureArguments& arguments, const scene::Viewport& size) {
    picture::Request request;
    request.view = scene::sliceOptions(program.view.options);
    scene::SectionPlane section = scene::asSlice(workspace::sectionAlong(path.shaft, arguments.turnDeg));
    section.faceOnly = true;
    request.view.layers[static_cast<size_t>(anatomy::Layer::skin)] = true;
    request.view.effects.section = section;
    Box around;
    around.add(path.shaft.at(path.shaft.depthMm / 2));
    request.camera = scene::facing(section, around, size);
    request.camera.target = path.shaft.at(path.shaft.depthMm / 2);
    request.camera.distanceMm = distanceFor(request.camera, size, arguments.widthMm.value_or(160));
    return request;
}

Answer drawNeedle(Context& context, const NeedleArguments& needleTold, const PictureArguments& arguments) {
    if (const auto png = requirePng(arguments.output); !png) return png.error();
    if (const float width = arguments.widthMm.value_or(160); !(width >= 20 && width <= 2000)) return environmentFault("--width lies between 20 and 2000 mm.");
    for (const auto& [number, option] : {std::pair(arguments.turnDeg, "--turn"), std::pair(arguments.azimuthDeg, "--azimuth")})
        if (auto outcome = finite(number, option); !outcome) return outcome.error();
    const auto size = viewportFrom(arguments.size);
    if (!size) return size.error();
    const auto file = context.output(arguments.output);
    if (!file) return file.error();
    auto program = context.programOfHabitus(needleTold.habitus, !needleTold.marker.empty());
    if (!program) return program.error();
    const auto body = (*program)->bodies.current();
    const auto rays = body->buildRayIndex();
    if (!rays) return failed("The body could not be looked through.");
    const auto given = askedNeedle(**program, *rays, needleTold);
    if (!given) return given.error();
    const needle::HazardIndex index(*body, (*program)->catalogue());
    const needle::Passage passage = needle::passageOf(*body, *rays, index, given->shaft, given->lift, given->ultrasound);
    const needle::Path& path = passage.path;
    std::optional<needle::Passage> without;
    if (given->lift.mm > 0) without = needle::withoutGrip(*body, *rays, index, given->shaft);
    auto drawn = picture::draw([&]() -> Result<picture::Request> {
        picture::Request request = arguments.section ? onSection(**program, path, arguments, *size) : onBody(**program, path, arguments, *size);
        request.body = body;
        request.catalogue = &(*program)->catalogue();
        request.rays = &*rays;
        request.size = *size;
        request.labels = true;
        request.view.dark = arguments.dark;
        const vec3 across = arguments.section ? glm::cross(path.shaft.direction, request.view.effects.section.normal) : request.camera.right();
        request.strokes = needle::strokesOf(path.shaft, given->needleMm.value_or(std::max(40.0F, path.shaft.depthMm)), across);
        if (arguments.section) {
            request.names = needle::namesOf(path, [&](const needle::Piece& piece) { return nameOf(*body, (*program)->catalogue(), path, piece); });
            // Between the first and the last piece, which tell how the way lies in the picture.
            const auto hazards = needle::hazardNamesOf(*body, passage);
            request.names.insert(request.names.begin() + (request.names.empty() ? 0 : 1), hazards.begin(), hazards.end());
        }
        request.legend = legendOf(*body, passage, without, request.camera);
        return request;
    });
    if (!drawn) return drawn.error();
    if (!*drawn) return failed("The stored model stays damaged; import it again with `model import`.");
    if (auto outcome = render::writePng((*drawn)->image, *file, false); !outcome) return outcome.error();
    if (!needleTold.marker.empty()) {
        const auto session = sessionWith(**program, needleTold.marker);
        if (!session) return session.error();
        if (const auto noted = notePicture(**program, session->id.text, arguments.output); !noted) return noted.error();
    }
    return json{{"file", arguments.output}, {"width", (*drawn)->image.width}, {"height", (*drawn)->image.height}, {"statement", needle::statement()}};
}

}  // namespace

void addNeedlePictureVerb(CLI::App& needle, VerbTable& verbs) {
    const auto told = std::make_shared<NeedleArguments>();
    const auto arguments = std::make_shared<PictureArguments>();
    CLI::App* verb = needle.add_subcommand("picture", "The needle as a picture, with what it passes named");
    addNeedleOptions(verb, told);
    verb->add_option("-o,--output", arguments->output, "The PNG file to write")->required();
    verb->add_flag("--section", arguments->section, "On the section that holds it, instead of on the body");
    verb->add_option("--turn", arguments->turnDeg, "The section turned about the needle, degrees from the most nearly axial one");
    verb->add_option("--azimuth", arguments->azimuthDeg, "On the body: degrees beside the needle from which it is seen");
    verb->add_option("--width", arguments->widthMm, "How much of the body lies across the picture, mm");
    verb->add_option("--size", arguments->size, "WIDTHxHEIGHT in pixels");
    verb->add_flag("--dark", arguments->dark, "On a dark ground");
    verbs.add(verb, [told, arguments](Context& c) { return drawNeedle(c, *told, *arguments); });
}

}  // namespace myochart::cli
