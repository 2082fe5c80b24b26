#include <memory>

#include <fmt/format.h>

#include "cli/output.h"
#include "cli/verbs.h"
#include "core/text.h"
#include "needle/passage.h"
#include "needle/pincer.h"
#include "needle/sentence.h"
#include "places/site_safety.h"

// What a needle passes and nears on this body.

namespace myochart::cli {

namespace {

using nlohmann::json;

struct NeedleArguments {
    std::string entry, direction, marker, target, ultrasound;
    std::optional<float> lengthMm, pinchMm;
    float halfAngle = 60;
};

json rounded1(float mm) { return rounded(mm, 2); }

/// The needle that is asked about, and the muscle that it is meant for; empty: none was named.
struct Asked {
    needle::Shaft shaft;
    std::string muscle;
    Side side = Side::midline;  ///< of the marker
};

Result<Asked> ofMarker(workspace::Program& program, const NeedleArguments& arguments) {
    const auto session = sessionWith(program, arguments.marker);
    if (!session) return session.error();
    const record::Marker* found = session->marker({arguments.marker});
    if (!found) return failed("That site is damaged and cannot be read.");
    const record::Marker& marker = *found;
    if (marker.anchor.bodyChecksum != program.bodies.current()->checksum())
        return environmentFault("That site was charted on another body; give --entry and --direction on this one.");
    places::SkinWay skinWay(*program.bodies.current());
    const vec3 direction = marker.needle.direction ? *marker.needle.direction : needle::firstDirection(skinWay, marker.anchor.position, marker.anchor.normal);
    const std::optional<float> length = arguments.lengthMm ? arguments.lengthMm : marker.needle.depthMm;
    if (!length) return environmentFault("No depth is charted at that site; give --length.");
    auto shaft = needle::shaftFrom(marker.anchor.position, direction, *length);
    if (!shaft) return shaft.error();
    return Asked{*shaft, places::muscleKeyOf(program.catalogue(), marker), marker.side};
}

Result<Asked> asked(workspace::Program& program, const NeedleArguments& arguments) {
    if (!arguments.marker.empty()) {
        if (!arguments.entry.empty() || !arguments.direction.empty() || !arguments.target.empty()) return environmentFault("--marker says where and for which muscle; --entry, --direction and --target are another way.");
        return ofMarker(program, arguments);
    }
    if (arguments.entry.empty() || arguments.direction.empty()) return environmentFault("Give --entry and --direction, or --marker.");
    const auto entry = numbers(arguments.entry, 3, "--entry");
    if (!entry) return entry.error();
    const auto direction = numbers(arguments.direction, 3, "--direction");
    if (!direction) return direction.error();
    auto shaft = needle::shaftFrom({(*entry)[0], (*entry)[1], (*entry)[2]}, {(*direction)[0], (*direction)[1], (*direction)[2]}, arguments.lengthMm.value_or(0));
    if (!shaft) return shaft.error();
    if (needle::distanceFrom(*program.bodies.current(), shaft->entry) > needle::kSkinReachMm) return refused("The entry lies off this body.");
    return Asked{*shaft, arguments.target};
}

json placeJson(const body::Body& body, const std::optional<std::uint32_t>& structure) {
    if (!structure) return {{"structure", nullptr}, {"muscle", nullptr}, {"side", nullptr}, {"layer", nullptr}};
    const body::Structure& s = body.structure(*structure);
    return {{"structure", s.key}, {"muscle", s.muscleKey.empty() ? json() : json(s.muscleKey)}, {"side", name(s.side)}, {"layer", anatomy::name(s.layer)}};
}

json pieceJson(const body::Body& body, const needle::Piece& piece, const char* between) {
    json answer = placeJson(body, piece.structure);
    if (!piece.structure) answer["between"] = between;
    answer["from_mm"] = rounded1(piece.fromMm);
    answer["to_mm"] = rounded1(piece.toMm);
    return answer;
}

json hazardJson(const body::Body& body, const needle::Hazard& hazard) {
    return {{"structure", hazard.structure ? json(body.structure(*hazard.structure).key) : json("wall_of_the_chest")},
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

/// Key, side and structures of the muscle that is meant.
std::vector<std::uint32_t> structuresOf(const body::Body& body, const std::string& muscle) {
    std::vector<std::uint32_t> target;
    if (!muscle.empty())
        for (const Side side : {Side::left, Side::right, Side::midline})
            for (const std::uint32_t each : body.structuresOf(muscle, side)) target.push_back(each);
    return target;
}

/// The grip that was asked for, as it was made on this way; null: none was.
json pinchJson(const anatomy::Catalogue& catalogue, const std::string& muscle, const needle::Fold& fold) {
    if (fold.mm <= 0) return {};
    json sources = json::array();
    if (!muscle.empty())
        for (const anatomy::SafetyFact* fact : needle::pincerTaughtFor(catalogue, muscle)) sources.push_back({{"text", fact->technique}, {"sources", fact->sources}});
    const anatomy::Muscle* meant = catalogue.muscle(muscle);
    const std::string none = meant ? needle::noPincerSentence(catalogue, *meant) : "";
    return {{"lift_mm", rounded1(fold.mm)}, {"leaves_at_mm", rounded1(fold.toMm)}, {"target_on_way", fold.hasTarget}, {"taught", std::move(sources)}, {"not_taught", none.empty() ? json() : json(none)}};
}

/// The sentence of the site; null: its place cannot be told by landmarks.
json sentenceJson(const workspace::Program& program, const body::Body& body, const Asked& given, const needle::Path& path) {
    if (!path.fromSkin) return {};
    needle::SiteSentences sentences(body, program.catalogue());
    const auto sentence = sentences.sentence({path.shaft, given.muscle, given.side, path.fold.mm > 0});
    return sentence ? json(*sentence) : json();
}

/// The side of the muscle that the way meets; midline where it meets none of it.
Side sideMet(const body::Body& body, const needle::Path& path, const std::vector<std::uint32_t>& target) {
    for (const needle::Piece& piece : path.pieces)
        if (piece.structure && std::ranges::find(target, *piece.structure) != target.end()) return body.structure(*piece.structure).side;
    return Side::midline;
}

/// What was asked beside the needle itself.
struct Extra {
    needle::Lift lift;
    needle::Ultrasound ultrasound;
};
Result<Extra> extraOf(const NeedleArguments& arguments, const std::vector<std::uint32_t>& target) {
    Extra extra;
    if (arguments.pinchMm) {
        auto lift = needle::liftFrom(*arguments.pinchMm, target);
        if (!lift) return lift.error();
        extra.lift = std::move(*lift);
    }
    if (!arguments.ultrasound.empty()) {
        const auto seen = needle::ultrasoundFrom(arguments.ultrasound);
        if (!seen) return seen.error();
        extra.ultrasound = *seen;
    }
    return extra;
}

Answer showNeedle(Context& context, const NeedleArguments& arguments) {
    auto program = context.programWithBody(!arguments.marker.empty());
    if (!program) return program.error();
    const body::Body& body = *(*program)->bodies.current();
    const anatomy::Catalogue& catalogue = (*program)->catalogue();
    auto given = asked(**program, arguments);
    if (!given) return given.error();
    if (!given->muscle.empty() && !catalogue.muscle(given->muscle)) return environmentFault(fmt::format("No muscle has the key \"{}\"; `search` finds it.", given->muscle));
    const auto target = structuresOf(body, given->muscle);
    const auto extra = extraOf(arguments, target);
    if (!extra) return extra.error();
    const auto rays = body.buildRayIndex();
    if (!rays) return failed("The body could not be looked through.");
    const needle::HazardIndex index(body, catalogue);
    const needle::Passage passage = needle::passageOf(body, *rays, index, given->shaft, extra->lift, extra->ultrasound);
    const needle::Path& path = passage.path;
    if (given->side == Side::midline) given->side = sideMet(body, path, target);
    json pieces = json::array(), hazards = json::array();
    for (size_t i = 0; i < path.pieces.size(); ++i) pieces.push_back(pieceJson(body, path.pieces[i], i > 0 ? "structures" : path.fromSkin ? "skin and fat" : "not known"));
    for (const needle::Hazard& hazard : passage.hazards) hazards.push_back(hazardJson(body, hazard));
    json tip = placeJson(body, needle::tipIn(path));
    tip["point"] = {rounded1(path.shaft.tip().x), rounded1(path.shaft.tip().y), rounded1(path.shaft.tip().z)};
    return json{{"entry", {rounded1(path.shaft.entry.x), rounded1(path.shaft.entry.y), rounded1(path.shaft.entry.z)}},
                {"from_skin", path.fromSkin},
                {"moved_mm", rounded1(path.movedMm)},
                {"sentence", sentenceJson(**program, body, *given, path)},
                {"path", std::move(pieces)},
                {"tip", std::move(tip)},
                {"bone_at_mm", path.boneAtMm ? rounded1(*path.boneAtMm) : json()},
                {"in_target_mm", target.empty() ? json() : rounded1(needle::lengthIn(path, target))},
                {"pinch", pinchJson(catalogue, given->muscle, path.fold)},
                {"overridden", passage.overridden},
                {"hazards", std::move(hazards)},
                {"first_hazard_mm", passage.firstHazardMm ? rounded1(*passage.firstHazardMm) : json()},
                {"published", given->muscle.empty() ? json::array() : publishedJson(catalogue, given->muscle)},
                {"checks_not_made", notCheckedJson(body, index, path)},
                {"statement", needle::statement()}};
}

Answer showCone(Context& context, const NeedleArguments& arguments) {
    auto program = context.programWithBody(!arguments.marker.empty());
    if (!program) return program.error();
    const body::Body& body = *(*program)->bodies.current();
    const auto given = asked(**program, arguments);
    if (!given) return given.error();
    const auto extra = extraOf(arguments, structuresOf(body, given->muscle));
    if (!extra) return extra.error();
    if (extra->ultrasound.any()) return environmentFault("An ultrasound depth holds for one way; the cone has 500. Leave --ultrasound out.");
    const auto rays = body.buildRayIndex();
    if (!rays) return failed("The body could not be looked through.");
    const needle::Path path = needle::pathOf(body, *rays, given->shaft, extra->lift);
    const needle::HazardIndex index(body, (*program)->catalogue());
    json directions = json::array();
    for (const needle::ConeWay& way : needle::coneOf(index, *rays, path.shaft, glm::radians(arguments.halfAngle), 500, path.fold))
        directions.push_back({{"direction", {rounded(way.direction.x, 5), rounded(way.direction.y, 5), rounded(way.direction.z, 5)}},
                              {"before_hazard_mm", way.firstHazardMm ? rounded1(*way.firstHazardMm) : json()}});
    return json{{"from_skin", path.fromSkin}, {"directions", std::move(directions)}, {"checks_not_made", notCheckedJson(body, index, path)}, {"statement", needle::statement()}};
}

}  // namespace

void addNeedlePathVerbs(CLI::App& app, VerbTable& verbs) {
    auto arguments = std::make_shared<NeedleArguments>();
    const auto options = [arguments](CLI::App* verb) {
        verb->add_option("--entry", arguments->entry, "Where it goes in: X,Y,Z (mm)");
        verb->add_option("--direction", arguments->direction, "Where its tip points: DX,DY,DZ");
        verb->add_option("--length", arguments->lengthMm, "How far it is in, mm");
        verb->add_option("--marker", arguments->marker, "The site whose needle is meant, charted on this body");
        verb->add_option("--target", arguments->target, "Key of the muscle that is meant");
        verb->add_option("--pinch", arguments->pinchMm, "Lifted in a pincer grip, mm");
        verb->add_option("--ultrasound", arguments->ultrasound, "Depths that ultrasound showed: muscle=MM,rib=MM,pleura=MM");
    };
    CLI::App* verb = app.add_subcommand("needle", "What a needle passes and nears on this body: a planning aid, never clearance");
    options(verb);
    verb->require_subcommand(0, 1);
    CLI::App* cone = verb->add_subcommand("cone", "The depth of the first hazard in 500 directions around that one");
    options(cone);
    cone->add_option("--half-angle", arguments->halfAngle, "Degrees")->check(CLI::Range(1.0F, 90.0F));
    addNeedleListVerbs(*verb, verbs);
    verbs.add(cone, [arguments](Context& c) { return showCone(c, *arguments); });
    verbs.add(verb, [arguments](Context& c) { return showNeedle(c, *arguments); });
}

}  // namespace myochart::cli
