#include "needle/points.h"

#include <algorithm>

#include "core/words.h"
#include "needle/pincer.h"
#include "needle/target.h"

namespace myochart::needle {

namespace {

/// The hazard that is met first within kLongestMm.
std::optional<Hazard> firstMet(const HazardIndex& hazards, const geometry::RayIndex& rays, const Path& way) {
    constexpr float kMostUncertainMm = 20;
    std::optional<Hazard> first;
    std::vector<Hazard> near = hazards.near(way.shaft, rays, kMostUncertainMm, way.fold);
    hazards.addPassed(way, near);
    for (const Hazard& each : near)
        if (each.isMet() && (!first || each.metFromMm() < first->metFromMm())) first = each;
    return first;
}

void findTarget(PointWay& way, const std::vector<std::uint32_t>& target) {
    for (const Piece& piece : way.path.pieces) {
        const bool isTarget = piece.structure && std::ranges::find(target, *piece.structure) != target.end();
        if (isTarget && !way.targetFromMm) way.targetFromMm = piece.fromMm;
        if (isTarget && (!way.targetToMm || *way.targetToMm == piece.fromMm)) way.targetToMm = piece.toMm;
    }
}

/// The muscle's own structures, or those that hold it on this body.
std::vector<std::uint32_t> targetOf(const body::Body& body, const anatomy::Catalogue& catalogue, const anatomy::TriggerPoint& point, const std::string& structureKey, Side side) {
    std::vector<std::uint32_t> target = structuresMeant(body, catalogue, point.muscleKey, side);
    if (const auto own = body.find(structureKey); own && std::ranges::find(target, *own) == target.end()) target.push_back(*own);
    return target;
}

}  // namespace

Result<PointWay> pointWay(const body::Body& body, const geometry::RayIndex& rays, const HazardIndex& hazards, const anatomy::Catalogue& catalogue,
                          places::LandmarkFinder& landmarks, places::SkinWay& skinWay, const anatomy::TriggerPoint& point, Side side) {
    const auto placed = places::placeTriggerPoint(body, landmarks, catalogue, point, side);
    if (!placed) return placed.error();
    PointWay way;
    way.point = &point;
    way.side = side;
    way.policy = catalogue.policy(point.key);
    way.approach = approachOf(body, rays, catalogue, skinWay, point, side, placed->place.anchor.position, placed->place.anchor.normal);
    const Shaft shaft{way.approach.entry, way.approach.direction, kLongestMm};
    way.path = pathOf(body, rays, shaft);
    way.boneMm = way.path.boneAtMm;
    const auto target = targetOf(body, catalogue, point, placed->place.anchor.structureKey, side);
    findTarget(way, target);
    way.first = firstMet(hazards, rays, way.path);
    if (way.approach.pincer) way.firstLifted = firstMet(hazards, rays, pathOf(body, rays, shaft, Lift{kUsualLiftMm, target}));
    return way;
}

PointWays pointWays(const body::Body& body, const geometry::RayIndex& rays, const HazardIndex& hazards, const anatomy::Catalogue& catalogue, Progress& progress) {
    places::LandmarkFinder landmarks(body);
    places::SkinWay skinWay(body);
    PointWays all;
    float done = 0;
    const auto count = static_cast<float>(catalogue.triggerPoints().size());
    for (const anatomy::TriggerPoint& point : catalogue.triggerPoints()) {
        progress.report(done++ / count, tr("Charted points"));
        if (progress.cancelled()) break;
        for (const Side side : {Side::left, Side::right}) {
            if (point.rightOnly && side == Side::left) continue;
            if (auto way = pointWay(body, rays, hazards, catalogue, landmarks, skinWay, point, side)) all.ways.push_back(std::move(*way));
            else all.missing.push_back(fmt::format("{} {}: {}", point.key, myochart::name(side), way.error().message));
        }
    }
    return all;
}

const char* basisWords(const Hazard& hazard) { return hazard.seen ? mark("ultrasound") : hazard.schematic ? mark("schematic") : mark("measured on the model"); }

}  // namespace myochart::needle
