#include "builtin/schematic_muscles.h"

#include <algorithm>

#include <fmt/format.h>

#include "builtin/swept_tube.h"

namespace myochart::builtin {

namespace {

constexpr std::string_view kMuscleMark = "_schematic";  // ends every key
constexpr float kRingStepMm = 2;
constexpr std::uint32_t kRingCorners = 20;
constexpr float kBulge = 0.8F;  // rounds the ends off

using Points = std::vector<const anatomy::SchematicMusclePoint*>;

/// The points of each muscle, in the table's order; muscles with a single point are none.
std::vector<Points> courses(const anatomy::Catalogue& catalogue) {
    std::vector<Points> found;
    for (const auto& point : catalogue.musclePoints()) {
        const auto at = std::find_if(found.begin(), found.end(), [&](const Points& p) { return p.front()->muscle == point.muscle; });
        if (at == found.end()) found.push_back({&point});
        else at->push_back(&point);
    }
    std::erase_if(found, [](const Points& points) { return points.size() < 2; });
    return found;
}

body::Structure factsOf(const anatomy::Muscle& muscle, Side side) {
    body::Structure facts;
    facts.key = fmt::format("{}_{}{}", name(side), muscle.key, kMuscleMark);
    facts.name = fmt::format("{} {} (schematic)", name(side), anatomy::spokenName(muscle));
    facts.latin = muscle.latin;
    facts.muscleKey = muscle.key;
    facts.region = muscle.region;
    facts.side = side;
    facts.system = body::System::muscle;
    facts.layer = muscle.layer;
    return facts;
}

/// Empty when a landmark is missing.
std::vector<TubeRing> ringsOf(places::LandmarkFinder& landmarks, const Points& points, Side side) {
    std::vector<TubeRing> rings;
    for (const auto* point : points) {
        const auto at = landmarks.point(point->at, side);
        if (!at) return {};
        rings.push_back({*at, static_cast<float>(point->widthMm) / 2, static_cast<float>(point->thicknessMm) / 2,
                         places::directionNamed(point->faces, side).value_or(vec3(0))});
    }
    return rings;
}

}  // namespace

std::vector<body::NewStructure> schematicMuscles(places::LandmarkFinder& landmarks, const anatomy::Catalogue& catalogue) {
    std::vector<body::NewStructure> made;
    for (const Points& points : courses(catalogue))
        for (const Side side : {Side::left, Side::right})
            if (const auto rings = ringsOf(landmarks, points, side); !rings.empty())
                made.push_back({factsOf(*catalogue.muscle(points.front()->muscle), side), sweptTube(smoothedRings(rings, kRingStepMm), kRingCorners, kBulge)});
    return made;
}

std::set<std::uint32_t> hiddenAtFirst(const body::Body& body, const anatomy::Catalogue& catalogue) {
    std::set<std::uint32_t> hidden;
    for (const auto& point : catalogue.musclePoints())
        if (point.hiddenAtFirst)
            for (const Side side : {Side::left, Side::right})
                if (const auto index = body.find(fmt::format("{}_{}{}", name(side), point.muscle, kMuscleMark))) hidden.insert(*index);
    return hidden;
}

}  // namespace myochart::builtin
