#include <algorithm>
#include <future>
#include <memory>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <glm/trigonometric.hpp>

#include "anatomy/side_words.h"
#include "cli/knowledge_json.h"
#include "cli/render_batch.h"
#include "cli/render_sheet.h"
#include "cli/verbs.h"
#include "core/text.h"
#include "needle/sentence.h"
#include "needle/target.h"
#include "places/danger.h"
#include "places/place.h"
#include "places/place_by_words.h"
#include "scene/depths.h"

namespace myochart::cli {

namespace {

using nlohmann::json;

Result<picture::Picture> drawn(Context& context, const RenderOptions& options) {
    for (const bool checked : {false, true}) {  // looking at everything beforehand takes its time: only of a damaged body
        auto picture = picture::draw([&] { return pictureRequest(context, options, checked); });
        if (!picture) return picture.error();
        if (*picture) return std::move(**picture);
    }
    return failed("The stored model stays damaged; import it again with `model import`.");
}

Answer renderPicture(Context& context, const RenderOptions& request) {
    if (const auto png = requirePng(request.output); !png) return png.error();
    if (request.sectionFace && request.section.empty()) return environmentFault("--section-face needs --section.");
    const auto file = context.output(request.output);
    if (!file) return file.error();
    auto picture = drawn(context, request);
    if (!picture) return picture.error();
    auto writing = std::async(std::launch::async, [&] { return render::writePng(picture->image, *file, request.transparent); });
    picture->renderer.reset();
    picture->gl.reset();
    if (auto outcome = writing.get(); !outcome) return outcome.error();
    if (!request.session.empty())
        if (const auto noted = notePicture(*context.opened, request.session, request.output); !noted) return noted.error();
    return json{{"file", request.output},
                {"width", picture->image.width},
                {"height", picture->image.height},
                {"structures", picture->stats.structures},
                {"triangles", picture->stats.triangles}};
}

json hitJson(const body::Body& body, const anatomy::Catalogue& catalogue, const geometry::RayHit& hit, const scene::SkinDepth& skin, bool hidden) {
    const body::Structure& s = body.structure(hit.at.part);
    const places::Place place = places::placeAt(body, catalogue, hit.at);
    const auto depth = skin.of(hit);
    return {{"structure", s.key},
            {"depth_from_skin_mm", depth ? json(rounded(*depth)) : json()},
            {"danger", places::dangerOf(s) != anatomy::Danger::none},
            {"hidden", hidden},
            {"name", s.name},
            {"muscle", place.muscle},
            {"side", name(s.side)},
            {"layer", anatomy::name(s.layer)},
            {"distance_mm", rounded(hit.distanceMm)},
            {"point", mm(hit.at.position)},
            {"normal", mm(hit.at.normal)},
            {"triangle", hit.at.triangle},
            {"barycentric", {rounded(hit.at.barycentric.x, 6), rounded(hit.at.barycentric.y, 6), rounded(hit.at.barycentric.z, 6)}},
            {"u", rounded(place.anchor.address.u, 4)},
            {"v", rounded(place.anchor.address.v, 4)}};
}

/// That the ray goes into the wall of the chest, as the window's list has it: no structure, and no depth that could be read as one
/// to needle to.
json pleuraJson(const geometry::Ray& ray, float distanceMm) {
    return {{"structure", nullptr}, {"name", "Pleura and lung lie behind"}, {"muscle", ""},   {"side", nullptr},   {"layer", "organ"},       {"danger", true}, {"hidden", false}, {"depth_from_skin_mm", nullptr},
            {"distance_mm", rounded(distanceMm)}, {"point", mm(ray.origin + ray.direction * distanceMm)}, {"normal", nullptr}, {"triangle", nullptr}, {"barycentric", nullptr}, {"u", nullptr}, {"v", nullptr}};
}

/// What the depths of `pick` count from, and that none of them is a depth to needle to.
std::string depthsTold(const body::Body& body) {
    return fmt::format("{} distance_mm counts from where the ray begins. People differ: no figure is a depth to needle to.",
                       scene::hasSkin(body) ? "depth_from_skin_mm counts from where this line last goes in through the skin of this body, along this line only (none: no skin before it)."
                                            : "This body has no skin, so no depth from the skin is told.");
}

Answer pickAlongRay(Context& context, const std::string& rayText) {
    auto values = numbers(rayText, 6, "--ray");
    if (!values) return values.error();
    const auto& v = *values;
    const vec3 direction(v[3], v[4], v[5]);
    if (glm::length(direction) < 1e-9F) return environmentFault("--ray needs a direction that is not 0,0,0.");
    auto program = context.programWithBody(false);
    if (!program) return program.error();
    const body::Body& body = *(*program)->bodies.current();
    const geometry::Ray ray{vec3(v[0], v[1], v[2]), glm::normalize(direction)};
    std::vector<std::pair<float, json>> rows;  // as in the window's list: dangers that are not shown, and the wall of the chest
    const scene::SkinDepth skin(body, nullptr, ray);
    const auto add = [&](const geometry::RayHit& hit, bool hidden) { rows.emplace_back(hit.distanceMm, hitJson(body, (*program)->catalogue(), hit, skin, hidden)); };
    for (const auto& hit : scene::pickAlong(body, nullptr, ray, (*program)->view.options)) add(hit, false);
    for (const auto& hit : scene::hiddenDangers(body, nullptr, ray, (*program)->view.options)) add(hit, true);
    if (const auto chest = scene::entersChest(body, nullptr, ray)) rows.emplace_back(*chest, pleuraJson(ray, *chest));
    std::ranges::stable_sort(rows, {}, [](const auto& row) { return row.first; });
    json hits = json::array();
    for (auto& [distance, row] : rows) hits.push_back(std::move(row));
    return json{{"depths", depthsTold(body)}, {"hits", std::move(hits)}};
}

Answer searchNames(Context& context, const std::string& text) {
    auto program = context.program(false);
    if (!program) return program.error();
    json found = json::array();
    auto hits = (*program)->catalogue().search(text);
    if (std::vector<std::string> words = split(foldForSearch(text), ' '); hits.empty() && anatomy::takeSideWord(words))
        hits = (*program)->catalogue().search(fmt::format("{}", fmt::join(words, " ")));
    for (const auto& hit : hits) {
        const anatomy::Muscle* muscle = (*program)->catalogue().muscle(hit.muscleKey);
        found.push_back({{"key", hit.muscleKey},
                         {"name", muscle ? muscle->name : hit.muscleKey},
                         {"latin", muscle ? muscle->latin : ""},
                         {"region", muscle ? muscle->region : ""},
                         {"matched", hit.matched},
                         {"score", rounded(hit.score)},
                         {"found_by", anatomy::name(hit.by)},
                         {"screen_first", hit.screenFirst.empty() ? json() : json(hit.screenFirst)}});
    }
    return json{{"results", std::move(found)}};
}

Answer showMuscle(Context& context, const std::string& key) {
    auto program = context.program(false);
    if (!program) return program.error();
    const anatomy::Catalogue& catalogue = (*program)->catalogue();
    if (const anatomy::Muscle* muscle = catalogue.muscle(key)) return muscleFacts(catalogue, *muscle);
    const auto near = catalogue.search(key, 3);
    std::string names;
    for (const auto& hit : near) names += (names.empty() ? "" : ", ") + hit.muscleKey;
    return failed(fmt::format("There is no muscle {}{}", displayText(key, 60),
                              names.empty() ? "; try `myochart search`." : "; did you mean " + names + "?"));
}

/// The place where the way of a site's sentence meets its muscle, and the way.
Answer locateSite(const body::Body& body, const anatomy::Catalogue& catalogue, const std::string& words) {
    needle::SiteSentences sentences(body, catalogue);
    const auto site = sentences.site(words);
    if (!site) return site.error();
    const auto rays = body.buildRayIndex();
    if (!rays) return failed("The body could not be looked through.");
    needle::Shaft longest = site->shaft;
    longest.depthMm = needle::kLongestMm;
    const needle::Path path = needle::pathOf(body, *rays, longest);
    const auto target = needle::structuresMeant(body, catalogue, site->muscle, site->side);
    json answer = {{"structure", nullptr}, {"muscle", site->muscle.empty() ? json() : json(site->muscle)}, {"side", name(site->side)}, {"position", nullptr}};
    for (const needle::Piece& piece : path.pieces)
        if (piece.structure && (site->muscle.empty() || std::ranges::find(target, *piece.structure) != target.end())) {
            answer["structure"] = body.structure(*piece.structure).key;
            answer["position"] = mm(path.shaft.at(piece.fromMm));
            break;
        }
    answer["entry"] = mm(site->shaft.entry);
    answer["direction"] = mm(site->shaft.direction);
    answer["depth_mm"] = site->shaft.depthMm > 0 ? json(rounded(site->shaft.depthMm)) : json();
    answer["pincer"] = site->pincer;
    answer["sentence"] = words;
    return answer;
}

Answer locate(Context& context, const std::string& where) {
    auto program = context.programWithBody(false);
    if (!program) return program.error();
    const body::Body& body = *(*program)->bodies.current();
    if (needle::SiteSentences::isMeant(where)) return locateSite(body, (*program)->catalogue(), where);
    const bool isPoint = numbers(where, 3, "locate").ok();
    auto place = isPoint ? scene::placeNear(body, (*program)->catalogue(), *point(where, "locate"), {}, (*program)->view.options)
                         : places::placeByWords(body, (*program)->catalogue(), where);
    if (!place) return place.error();
    return json{{"structure", place->anchor.structureKey},
                {"muscle", place->muscle},
                {"side", name(place->side)},
                {"position", mm(place->anchor.position)},
                {"normal", mm(place->anchor.normal)},
                {"u", rounded(place->anchor.address.u, 4)},
                {"v", rounded(place->anchor.address.v, 4)},
                {"sentence", place->sentence}};
}

void addRender(CLI::App& app, VerbTable& verbs) {
    auto request = std::make_shared<RenderOptions>();
    auto batch = std::make_shared<RenderBatch>();
    auto sheet = std::make_shared<std::string>();
    CLI::App* render = app.add_subcommand("render", "A picture without a window or a display");
    render->add_option("-o,--output", request->output, "The PNG file to write; with --sessions or --turntable the folder")->required();
    render->add_option("--view", request->view, "anterior (if not given), posterior, left, right, superior or inferior");
    render->add_option("--camera", request->camera, "Azimuth, elevation (degrees) and zoom: AZ,EL,ZOOM");
    render->add_option("--region", request->region, "Frame a region: neck, low back, left shoulder, thigh ...");
    render->add_option("--layers", request->layers, "Only these layers: skin,superficial,intermediate,deep,bone ...");
    render->add_option("--isolate", request->isolate, "Only these structures (keys with commas)");
    render->add_option("--hide", request->hide, "Without these structures (keys with commas)");
    render->add_option("--show", request->show, "With these, which are hidden until asked for: sternalis");
    render->add_option("--fade", request->fade, "See through these structures (keys with commas)");
    render->add_option("--skin", request->skin, "The skin as a veil: 0 none, 1 solid");
    render->add_option("--habitus", request->habitus, "The layer under the skin, times as thick as measured: 0.6 lean to 3 large");
    render->add_option("--explode", request->explode, "Layers moved apart: 0 to 1");
    render->add_option("--section", request->section, "Cut: axial:z=MM, sagittal:x=MM, coronal:y=MM or plane:OX,OY,OZ,NX,NY,NZ");
    render->add_flag("--section-flip", request->sectionFlipped, "Cut away the other side");
    render->add_flag("--section-face", request->sectionFace, "Only the cut faces, seen straight on");
    render->add_option("--session", request->session, "With the markers of this session");
    render->add_option("--sessions", batch->sessions, "A picture of each of these sessions: ids with commas, or a file with one a line")->type_name("IDS|FILE");
    render->add_option("--turntable", batch->turntable, "So many pictures round the body, from --view or --camera on");
    render->add_option("--sheet", *sheet, "Several views beside each other, for a slide: anterior,posterior,left,right")->type_name("VIEWS");
    render->add_option("--patterns", request->patterns, "Reported referral patterns on the skin: keys of muscles or trigger points with commas, each as KEY, KEY:left or KEY:right")->type_name("KEYS");
    render->add_option("--size", request->size, "WIDTHxHEIGHT in pixels; 1280x800 if not given");
    render->add_option("--samples", request->samples, "Samples a pixel")->check(CLI::IsMember({0, 4}));
    render->add_flag("--labels", request->labels, "With the markers' labels, and which side is which");
    render->add_flag("--transparent", request->transparent, "No background");
    render->add_flag("--dark", request->dark, "Dark background");
    render->add_flag("--plain", request->plain, "Geometry and light only, without ambient occlusion");
    verbs.add(render, [request, batch, sheet](Context& c) -> Answer {
        if (sheet->empty()) return batch->isAsked() ? renderBatch(c, *request, *batch) : renderPicture(c, *request);
        return batch->isAsked() ? environmentFault("--sheet is one picture; it does not go with --sessions and --turntable.") : renderSheet(c, *request, *sheet);
    });
}

}  // namespace

void addViewVerbs(CLI::App& app, VerbTable& verbs) {
    addRender(app, verbs);
    auto text = std::make_shared<std::string>();
    CLI::App* pick = app.add_subcommand("pick", "Every structure along a ray, in order");
    pick->add_option("--ray", *text, "Origin and direction: OX,OY,OZ,DX,DY,DZ (mm)")->required();
    verbs.add(pick, [text](Context& c) { return pickAlongRay(c, *text); });
    CLI::App* search = app.add_subcommand("search", "Muscles by name, everyday word, complaint or FMA id; forgives spelling");
    search->add_option("TEXT", *text)->required();
    verbs.add(search, [text](Context& c) { return searchNames(c, *text); });
    CLI::App* muscle = app.add_subcommand("muscle", "What is known of a muscle");
    muscle->add_option("KEY", *text)->required();
    verbs.add(muscle, [text](Context& c) { return showMuscle(c, *text); });
    CLI::App* where = app.add_subcommand("locate", "Words to a place on the body, or a place to words");
    where->add_option("WHERE", *text, "\"left upper trapezius, trp1\" or X,Y,Z")->required();
    verbs.add(where, [text](Context& c) { return locate(c, *text); });
}

}  // namespace myochart::cli
