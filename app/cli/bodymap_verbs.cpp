#include <memory>

#include <fmt/format.h>

#include "builtin/schematic_paths.h"
#include "cli/verbs.h"
#include "places/landmarks.h"
#include "places/place_trigger_points.h"
#include "scene/regions.h"

namespace myochart::cli {

namespace {

using nlohmann::json;

Answer showLandmarks(Context& context) {
    auto program = context.programWithBody(false);
    if (!program) return program.error();
    const body::Body& body = *(*program)->bodies.current();
    const places::LandmarkSet set = places::findLandmarks(body, (*program)->catalogue());
    json found = json::array(), missing = json::array();
    for (const places::FoundLandmark& mark : set.found)
        found.push_back({{"key", mark.key}, {"side", name(mark.side)}, {"position", mm(mark.position)}, {"outward", mm(mark.outward)}, {"structure", body.structure(mark.structure).key}});
    for (const places::MissingLandmark& mark : set.missing) missing.push_back({{"key", mark.key}, {"side", name(mark.side)}, {"why", mark.why}});
    return json{{"landmarks", std::move(found)}, {"missing", std::move(missing)}};
}

Answer showRegions(Context& context) {
    auto program = context.programWithBody(false);
    if (!program) return program.error();
    json regions = json::array(), missing = json::array();
    for (const scene::BodyRegion& region : scene::bodyRegions()) {
        const auto frame = scene::regionFrame(*(*program)->bodies.current(), (*program)->catalogue(), region.key);
        if (!frame) missing.push_back({{"key", region.key}, {"why", frame.error().message}});
        else regions.push_back({{"key", region.key}, {"name", region.name}, {"paired", region.paired}, {"view", name(region.view)},
                           {"bounds_min", mm(frame->bounds.min)}, {"bounds_max", mm(frame->bounds.max)}});
    }
    return json{{"regions", std::move(regions)}, {"missing", std::move(missing)}};
}

json placedJson(const anatomy::TriggerPoint& point, Side side, const places::PlacedTriggerPoint& placed) {
    return {{"key", point.key}, {"muscle", point.muscleKey}, {"side", name(side)}, {"structure", placed.place.anchor.structureKey},
            {"position", mm(placed.place.anchor.position)}, {"normal", mm(placed.place.anchor.normal)}, {"approach", mm(placed.approach)},
            {"aside_mm", rounded(placed.asideMm)}, {"by_fractions", placed.byFractions}};
}

Answer showPoints(Context& context) {
    auto program = context.programWithBody(false);
    if (!program) return program.error();
    const body::Body& body = *(*program)->bodies.current();
    places::LandmarkFinder landmarks(body);
    json placed = json::array(), missing = json::array();
    for (const anatomy::TriggerPoint& point : (*program)->catalogue().triggerPoints())
        for (const Side side : {Side::left, Side::right}) {
            const auto place = places::placeTriggerPoint(body, landmarks, (*program)->catalogue(), point, side);
            if (place) placed.push_back(placedJson(point, side, *place));
            else missing.push_back({{"key", point.key}, {"side", name(side)}, {"why", place.error().message}});
        }
    return json{{"points", std::move(placed)}, {"missing", std::move(missing)}};
}

Answer showPaths(Context& context) {
    auto program = context.program(false);
    if (!program) return program.error();
    json paths = json::array();
    for (const builtin::SchematicPath& path : builtin::schematicPaths((*program)->catalogue()))
        paths.push_back({{"key", path.key}, {"name", path.name}, {"system", name(path.system)}, {"radius_mm", rounded(path.radiusMm)},
                         {"uncertainty_mm", rounded(path.uncertaintyMm)}, {"source", path.source}, {"points", path.points.size()}});
    return json{{"paths", std::move(paths)}};
}

}  // namespace

void addBodymapVerbs(CLI::App& app, VerbTable& verbs) {
    CLI::App* bodymap = app.add_subcommand("bodymap", "Landmarks, regions and trigger points on the body");
    bodymap->require_subcommand(1);
    verbs.add(bodymap->add_subcommand("landmarks", "The bony landmarks, found on this body's own bones"), showLandmarks);
    verbs.add(bodymap->add_subcommand("regions", "The regions that can be framed, and their bounds"), showRegions);
    verbs.add(bodymap->add_subcommand("points", "Every charted trigger point, where this body has it"), showPoints);
    verbs.add(bodymap->add_subcommand("paths", "The schematic nerves and vessels, and how sure their courses are"), showPaths);
}

}  // namespace myochart::cli
