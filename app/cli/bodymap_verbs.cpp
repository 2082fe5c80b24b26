#include <memory>

#include <fmt/format.h>

#include "cli/verbs.h"
#include "scene/landmarks.h"
#include "scene/regions.h"

namespace myochart::cli {

namespace {

using nlohmann::json;

Answer showLandmarks(Context& context) {
    auto ws = context.workspaceWithBody(false);
    if (!ws) return ws.error();
    const body::Body& body = *(*ws)->body();
    const scene::LandmarkSet set = scene::findLandmarks(body, (*ws)->catalogue());
    json found = json::array(), missing = json::array();
    for (const scene::FoundLandmark& mark : set.found)
        found.push_back({{"key", mark.key}, {"side", name(mark.side)}, {"position", mm(mark.position)}, {"outward", mm(mark.outward)}, {"structure", body.structure(mark.structure).key}});
    for (const scene::MissingLandmark& mark : set.missing) missing.push_back({{"key", mark.key}, {"side", name(mark.side)}, {"why", mark.why}});
    return json{{"landmarks", std::move(found)}, {"missing", std::move(missing)}};
}

Answer showRegions(Context& context) {
    auto ws = context.workspaceWithBody(false);
    if (!ws) return ws.error();
    json regions = json::array(), missing = json::array();
    for (const scene::BodyRegion& region : scene::bodyRegions()) {
        const auto frame = scene::regionFrame(*(*ws)->body(), (*ws)->catalogue(), region.key);
        if (!frame) missing.push_back({{"key", region.key}, {"why", frame.error().message}});
        else regions.push_back({{"key", region.key}, {"name", region.name}, {"paired", region.paired}, {"view", name(region.view)},
                           {"bounds_min", mm(frame->bounds.min)}, {"bounds_max", mm(frame->bounds.max)}});
    }
    return json{{"regions", std::move(regions)}, {"missing", std::move(missing)}};
}

}  // namespace

void addBodymapVerbs(CLI::App& app, VerbTable& verbs) {
    CLI::App* bodymap = app.add_subcommand("bodymap", "Landmarks, regions and trigger points on the body");
    bodymap->require_subcommand(1);
    verbs.add(bodymap->add_subcommand("landmarks", "The bony landmarks, found on this body's own bones"), showLandmarks);
    verbs.add(bodymap->add_subcommand("regions", "The regions that can be framed, and their bounds"), showRegions);
}

}  // namespace myochart::cli
