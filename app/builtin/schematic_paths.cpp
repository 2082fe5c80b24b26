#include "builtin/schematic_paths.h"

#include <algorithm>

#include <fmt/format.h>

#include "builtin/swept_tube.h"

namespace myochart::builtin {

namespace {

constexpr std::string_view kMark = "_schematic";  // ends every key
constexpr float kStepMm = 4;                       // between the rings of a tube
constexpr std::uint32_t kCorners = 8;

body::Structure factsOf(const SchematicPath& path, Side side) {
    body::Structure facts;
    const std::string sideName(side == Side::midline ? "" : myochart::name(side));
    facts.key = fmt::format("{}{}{}{}", sideName, sideName.empty() ? "" : "_", path.key, kMark);
    facts.name = fmt::format("{}{}{}", sideName, sideName.empty() ? "" : " ", path.name);
    facts.side = side;
    facts.system = path.system;
    facts.layer = path.system == body::System::nerve ? anatomy::Layer::nerve : anatomy::Layer::vessel;
    return facts;
}

}  // namespace

std::vector<SchematicPath> schematicPaths(const anatomy::Catalogue& catalogue) {
    std::vector<SchematicPath> paths;
    for (const anatomy::SchematicPathPoint& point : catalogue.pathPoints()) {
        auto at = std::find_if(paths.begin(), paths.end(), [&](const SchematicPath& path) { return path.key == point.path; });
        if (at == paths.end()) {
            const auto system = point.system == "vessel" ? body::System::vessel : body::System::nerve;
            paths.push_back({point.path, point.name + " (schematic)", system, point.paired, point.radiusMm, 0, point.source, {}});
            at = paths.end() - 1;
        }
        at->uncertaintyMm = std::max(at->uncertaintyMm, point.uncertaintyMm);
        at->points.push_back(point);
    }
    std::erase_if(paths, [](const SchematicPath& path) { return path.points.size() < 2; });
    return paths;
}

const SchematicPath* schematicPathOf(std::span<const SchematicPath> paths, std::string_view structureKey) {
    if (!structureKey.ends_with(kMark)) return nullptr;
    structureKey.remove_suffix(kMark.size());
    for (const std::string_view side : {"left_", "right_"})
        if (structureKey.starts_with(side)) structureKey.remove_prefix(side.size());
    const auto at = std::ranges::find(paths, structureKey, &SchematicPath::key);
    return at == paths.end() ? nullptr : &*at;
}

std::optional<SchematicPath> schematicPathOf(const anatomy::Catalogue& catalogue, std::string_view structureKey) {
    if (!structureKey.ends_with(kMark)) return std::nullopt;
    const auto paths = schematicPaths(catalogue);
    const SchematicPath* path = schematicPathOf(paths, structureKey);
    return path ? std::optional(*path) : std::nullopt;
}

std::vector<body::NewStructure> schematicTubes(places::LandmarkFinder& landmarks, const anatomy::Catalogue& catalogue) {
    std::vector<body::NewStructure> tubes;
    for (const SchematicPath& path : schematicPaths(catalogue))
        for (const Side side : path.paired ? std::vector<Side>{Side::left, Side::right} : std::vector<Side>{Side::midline}) {
            std::vector<TubeRing> points;
            for (const anatomy::SchematicPathPoint& point : path.points)
                if (const auto at = landmarks.point(point.at, side))
                    points.push_back({*at, static_cast<float>(point.radiusMm), static_cast<float>(point.radiusMm), vec3(0)});
            if (points.size() == path.points.size()) tubes.push_back({factsOf(path, side), sweptTube(smoothedRings(points, kStepMm), kCorners, 0)});
        }
    return tubes;
}

}  // namespace myochart::builtin
