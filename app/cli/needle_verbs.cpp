#include <memory>

#include <fmt/format.h>
#include <glm/trigonometric.hpp>

#include "cli/asked_needle.h"
#include "cli/output.h"
#include "cli/verbs.h"
#include "core/text.h"
#include "needle/passage.h"
#include "needle/pincer.h"
#include "needle/remarks.h"
#include "needle/sentence.h"

// What a needle passes and nears on this body.

namespace myochart::cli {

namespace {

using nlohmann::json;

json rounded1(float mm) { return rounded(mm, 2); }

json placeJson(const body::Body& body, const std::optional<std::uint32_t>& structure) {
    if (!structure) return {{"structure", nullptr}, {"muscle", nullptr}, {"side", nullptr}, {"layer", nullptr}};
    const body::Structure& s = body.structure(*structure);
    return {{"structure", s.key}, {"muscle", s.muscleKey.empty() ? json() : json(s.muscleKey)}, {"side", name(s.side)}, {"layer", anatomy::name(s.layer)}};
}

json pieceJson(const body::Body& body, const needle::Piece& piece, const char* between) {
    json answer = placeJson(body, piece.structure);
    if (!piece.structure) answer["between"] = piece.outside ? "outside the body" : between;
    answer["from_mm"] = rounded1(piece.fromMm);
    answer["to_mm"] = rounded1(piece.toMm);
    return answer;
}

json hazardJson(const body::Body& body, const needle::Hazard& hazard) {
    return {{"structure", needle::keyOf(body, hazard)},
            {"kind", anatomy::name(hazard.danger)},
            {"distance_mm", rounded1(hazard.distanceMm)},
            {"at_depth_mm", rounded1(hazard.atDepthMm)},
            {"uncertainty_mm", hazard.uncertaintyMm > 0 ? rounded1(hazard.uncertaintyMm) : json()},
            {"met", hazard.isMet()},
            {"met_from_mm", hazard.isMet() ? rounded1(hazard.metFromMm()) : json()},
            {"basis", hazard.seen ? "ultrasound" : hazard.schematic ? "schematic" : "model"}};
}

/// What was published of the muscle, each figure with its sentence.
json publishedJson(const anatomy::Catalogue& catalogue, const std::string& muscle) {
    json rows = json::array();
    for (const anatomy::SafetyFact* fact : anatomy::hazardsOf(catalogue, muscle)) {
        const std::string depth = anatomy::depthSentence(*fact);
        rows.push_back({{"title", fact->title}, {"text", depth.empty() ? json() : json(depth)}, {"severity", fact->severity}, {"sources", fact->sources}, {"reviewed", anatomy::reviewSentence(fact->reviewedBy)}});
    }
    return rows;
}

json notCheckedJson(const body::Body& body, const needle::HazardIndex& index, const needle::Path& path) {
    json sentences = json::array();
    for (const std::string& sentence : index.notChecked()) sentences.push_back(sentence);
    if (!path.fromSkin) sentences.push_back("There is no skin on this way within 60 mm; depths count from the entry that was given.");
    for (const std::uint32_t open : path.openSurfaces) sentences.push_back(fmt::format("The surface of {} is open; how far it reaches is not known.", body.structure(open).key));
    return sentences;
}

/// The grip that was asked for, as it was made on this way; null: none was.
json pinchJson(const body::Body& body, const anatomy::Catalogue& catalogue, const std::string& muscle, const needle::Fold& fold) {
    if (fold.mm <= 0) return {};
    json sources = json::array();
    if (!muscle.empty())
        for (const anatomy::SafetyFact* fact : needle::pincerTaughtFor(catalogue, muscle)) sources.push_back({{"text", fact->technique}, {"sources", fact->sources}});
    const std::string none = needle::untaughtGripSentence(body, catalogue, muscle);
    return {{"lift_mm", rounded1(fold.mm)}, {"leaves_at_mm", rounded1(fold.toMm)}, {"target_on_way", fold.hasTarget}, {"taught", std::move(sources)}, {"not_taught", none.empty() ? json() : json(none)}};
}

/// Where there is none that is told for people beside the statement.
json hazardsJson(const body::Body& body, const needle::Passage& passage, bool forPeople) {
    if (passage.hazards.empty() && forPeople) return needle::noneModelled() + ". " + needle::statement();
    json hazards = json::array();
    for (const needle::Hazard& hazard : passage.hazards) hazards.push_back(hazardJson(body, hazard));
    return hazards;
}

json firstHazardJson(const needle::Passage& passage, bool forPeople) {
    if (passage.firstHazardMm) return rounded1(*passage.firstHazardMm);
    return forPeople ? json(needle::noneModelled()) : json();
}

/// Beside a grip the same needle without it; null: none was asked for.
json withoutPinchJson(const body::Body& body, const needle::Passage& passage, const std::optional<needle::Passage>& without, bool forPeople) {
    if (passage.path.fold.mm <= 0 || !without) return {};
    return {{"first_hazard_mm", firstHazardJson(*without, forPeople)}, {"hazards", hazardsJson(body, *without, forPeople)}};
}

/// The sentence of the site; null: its place cannot be told by landmarks.
json sentenceJson(const workspace::Program& program, const body::Body& body, const geometry::RayIndex& rays, const AskedNeedle& given, const needle::Path& path) {
    if (!path.fromSkin) return {};
    needle::SiteSentences sentences(body, program.catalogue());
    const bool isNear = given.lift.target.empty() || needle::isWithinReach(rays, path, given.lift.target);
    const auto sentence = sentences.sentence({path.shaft, isNear ? given.muscle : std::string(), isNear ? given.side : Side::midline, path.fold.mm > 0});
    return sentence ? json(*sentence) : json();
}

/// The side of the muscle that the way meets; midline where it meets none of it.
Side sideMet(const body::Body& body, const needle::Path& path, const std::vector<std::uint32_t>& target) {
    for (const needle::Piece& piece : path.pieces)
        if (piece.structure && std::ranges::find(target, *piece.structure) != target.end()) return body.structure(*piece.structure).side;
    return Side::midline;
}

Answer showNeedle(Context& context, const NeedleArguments& arguments) {
    auto program = context.programOfHabitus(arguments.habitus, !arguments.marker.empty());
    if (!program) return program.error();
    const body::Body& body = *(*program)->bodies.current();
    const anatomy::Catalogue& catalogue = (*program)->catalogue();
    const auto rays = body.buildRayIndex();
    if (!rays) return failed("The body could not be looked through.");
    auto given = askedNeedle(**program, *rays, arguments);
    if (!given) return given.error();
    const std::vector<std::uint32_t>& target = given->lift.target;
    const needle::HazardIndex index(body, catalogue);
    const needle::Passage passage = needle::passageOf(body, *rays, index, given->shaft, given->lift, given->ultrasound);
    const needle::Path& path = passage.path;
    if (given->side == Side::midline) given->side = sideMet(body, path, target);
    std::optional<needle::Passage> without;
    if (given->lift.mm > 0) without = needle::withoutGrip(body, *rays, index, given->shaft);
    json pieces = json::array();
    for (size_t i = 0; i < path.pieces.size(); ++i) pieces.push_back(pieceJson(body, path.pieces[i], i > 0 ? "structures" : path.fromSkin ? "skin and fat" : "not known"));
    json tip = placeJson(body, needle::tipIn(path));
    tip["point"] = {rounded1(path.shaft.tip().x), rounded1(path.shaft.tip().y), rounded1(path.shaft.tip().z)};
    return json{{"entry", {rounded1(path.shaft.entry.x), rounded1(path.shaft.entry.y), rounded1(path.shaft.entry.z)}},
                {"from_skin", path.fromSkin},
                {"moved_mm", rounded1(path.movedMm)},
                {"habitus", rounded1(arguments.habitus)},
                {"sentence", sentenceJson(**program, body, *rays, *given, path)},
                {"path", std::move(pieces)},
                {"tip", std::move(tip)},
                {"bone_at_mm", path.boneAtMm ? rounded1(*path.boneAtMm) : json()},
                {"in_target_mm", target.empty() ? json() : rounded1(needle::lengthIn(path, target))},
                {"pinch", pinchJson(body, catalogue, given->muscle, path.fold)},
                {"overridden", passage.overridden},
                {"remarks", needle::remarksOf(*rays, path, catalogue.muscle(given->muscle), target)},
                {"hazards", hazardsJson(body, passage, !context.json)},
                {"hazards_note", passage.hazards.empty() ? json(needle::noneModelled() + ". " + needle::statement()) : json()},
                {"first_hazard_mm", firstHazardJson(passage, !context.json)},
                {"without_pinch", withoutPinchJson(body, passage, without, !context.json)},
                {"published", given->muscle.empty() ? json::array() : publishedJson(catalogue, given->muscle)},
                {"checks_not_made", notCheckedJson(body, index, path)},
                {"statement", needle::statement()}};
}

Answer showCone(Context& context, const NeedleArguments& arguments) {
    if (!arguments.ultrasound.empty()) return environmentFault("An ultrasound depth holds for one way; the cone has 500. Leave --ultrasound out.");
    auto program = context.programOfHabitus(arguments.habitus, !arguments.marker.empty());
    if (!program) return program.error();
    const body::Body& body = *(*program)->bodies.current();
    const auto rays = body.buildRayIndex();
    if (!rays) return failed("The body could not be looked through.");
    const auto given = askedNeedle(**program, *rays, arguments);
    if (!given) return given.error();
    const needle::Path path = needle::pathOf(body, *rays, given->shaft, given->lift);
    const needle::HazardIndex index(body, (*program)->catalogue());
    json directions = json::array();
    for (const needle::ConeWay& way : needle::coneOf(index, *rays, path.shaft, glm::radians(arguments.halfAngle), 500, path.fold))
        directions.push_back({{"direction", {rounded(way.direction.x, 5), rounded(way.direction.y, 5), rounded(way.direction.z, 5)}},
                              {"before_hazard_mm", way.firstHazardMm ? rounded1(*way.firstHazardMm) : context.json ? json() : json(needle::noneModelled())}});
    return json{{"from_skin", path.fromSkin}, {"habitus", rounded1(arguments.habitus)}, {"directions", std::move(directions)}, {"checks_not_made", notCheckedJson(body, index, path)}, {"statement", needle::statement()}};
}

}  // namespace

void addNeedlePathVerbs(CLI::App& app, VerbTable& verbs) {
    auto arguments = std::make_shared<NeedleArguments>();
    CLI::App* verb = app.add_subcommand("needle", "What a needle passes and nears on this body: a planning aid, never clearance");
    addNeedleOptions(verb, arguments);
    verb->require_subcommand(0, 1);
    CLI::App* cone = verb->add_subcommand("cone", "The depth of the first hazard in 500 directions around that one");
    addNeedleOptions(cone, arguments);
    cone->add_option("--half-angle", arguments->halfAngle, "Degrees")->check(CLI::Range(1.0F, 90.0F));
    addNeedlePictureVerb(*verb, verbs);
    addNeedleListVerbs(*verb, verbs);
    verbs.add(cone, [arguments](Context& c) { return showCone(c, *arguments); });
    verbs.add(verb, [arguments](Context& c) { return showNeedle(c, *arguments); });
}

}  // namespace myochart::cli
