#include "scene/schematic_paths.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include <fmt/format.h>

namespace myochart::scene {

namespace {

constexpr std::string_view kMark = "_schematic";  // ends every key
constexpr float kStepMm = 4;                       // between the rings of a tube
constexpr std::uint32_t kSides = 8;

struct Ring {
    vec3 centre;
    float radius;
};

/// A Catmull-Rom curve through the points, in steps of some millimetres.
std::vector<Ring> smoothed(const std::vector<Ring>& points) {
    std::vector<Ring> rings;
    for (size_t i = 0; i + 1 < points.size(); ++i) {
        const Ring &b = points[i], &c = points[i + 1];
        const vec3 a = i > 0 ? points[i - 1].centre : b.centre * 2.0F - c.centre;
        const vec3 d = i + 2 < points.size() ? points[i + 2].centre : c.centre * 2.0F - b.centre;
        const int steps = std::max(1, static_cast<int>(glm::distance(b.centre, c.centre) / kStepMm));
        for (int s = 0; s < steps; ++s) {
            const float t = static_cast<float>(s) / static_cast<float>(steps);
            const vec3 p = 0.5F * (2.0F * b.centre + (c.centre - a) * t + (2.0F * a - 5.0F * b.centre + 4.0F * c.centre - d) * (t * t) +
                                   (3.0F * b.centre - a - 3.0F * c.centre + d) * (t * t * t));
            rings.push_back({p, b.radius + (c.radius - b.radius) * t});
        }
    }
    rings.push_back(points.back());
    return rings;
}

/// A closed tube; its rings turn no more than the curve does.
geometry::TriMesh tubeAround(const std::vector<Ring>& rings) {
    geometry::TriMesh mesh;
    const auto direction = [&](size_t i) {
        return glm::normalize(rings[std::min(i + 1, rings.size() - 1)].centre - rings[i > 0 ? i - 1 : 0].centre);
    };
    vec3 across = glm::normalize(glm::cross(direction(0), std::abs(direction(0).z) < 0.8F ? vec3(0, 0, 1) : vec3(1, 0, 0)));
    for (size_t i = 0; i < rings.size(); ++i) {
        const vec3 along = direction(i);
        across = glm::normalize(across - along * glm::dot(across, along));
        const vec3 other = glm::cross(along, across);
        for (std::uint32_t s = 0; s < kSides; ++s) {
            const float angle = 2 * std::numbers::pi_v<float> * static_cast<float>(s) / kSides;
            mesh.positions.push_back(rings[i].centre + (across * std::cos(angle) + other * std::sin(angle)) * rings[i].radius);
        }
    }
    for (std::uint32_t i = 0; i + 1 < rings.size(); ++i)
        for (std::uint32_t s = 0; s < kSides; ++s) {
            const std::uint32_t next = (s + 1) % kSides, a = i * kSides + s, b = i * kSides + next, c = a + kSides, d = b + kSides;
            mesh.indices.insert(mesh.indices.end(), {a, b, d, a, d, c});
        }
    const auto cap = [&](std::uint32_t first, vec3 centre, bool start) {
        const auto middle = static_cast<std::uint32_t>(mesh.positions.size());
        mesh.positions.push_back(centre);
        for (std::uint32_t s = 0; s < kSides; ++s) {
            const std::uint32_t p = first + s, q = first + (s + 1) % kSides;
            mesh.indices.insert(mesh.indices.end(), {middle, start ? q : p, start ? p : q});
        }
    };
    cap(0, rings.front().centre, true);
    cap(static_cast<std::uint32_t>(rings.size() - 1) * kSides, rings.back().centre, false);
    return mesh;
}

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

std::optional<SchematicPath> schematicPathOf(const anatomy::Catalogue& catalogue, std::string_view structureKey) {
    if (!structureKey.ends_with(kMark)) return std::nullopt;
    structureKey.remove_suffix(kMark.size());
    for (const std::string_view side : {"left_", "right_"})
        if (structureKey.starts_with(side)) structureKey.remove_prefix(side.size());
    for (SchematicPath& path : schematicPaths(catalogue))
        if (path.key == structureKey) return path;
    return std::nullopt;
}

std::vector<body::NewStructure> schematicTubes(LandmarkFinder& landmarks, const anatomy::Catalogue& catalogue) {
    std::vector<body::NewStructure> tubes;
    for (const SchematicPath& path : schematicPaths(catalogue))
        for (const Side side : path.paired ? std::vector<Side>{Side::left, Side::right} : std::vector<Side>{Side::midline}) {
            std::vector<Ring> points;
            for (const anatomy::SchematicPathPoint& point : path.points)
                if (const auto at = landmarks.point(point.at, side)) points.push_back({*at, static_cast<float>(point.radiusMm)});
            if (points.size() == path.points.size()) tubes.push_back({factsOf(path, side), tubeAround(smoothed(points))});
        }
    return tubes;
}

}  // namespace myochart::scene
