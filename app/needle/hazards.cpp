#include "needle/hazards.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "builtin/schematic_paths.h"
#include "core/text.h"
#include "needle/not_checked.h"
#include "needle/spinal_canal.h"
#include "places/danger.h"

namespace myochart::needle {

namespace {

using anatomy::Danger;

/// The cord is about 12 mm wide. Of a thin line in its middle, as its central canal, what lies within half of that is met.
float ownRadiusOf(const body::Structure& structure) {
    constexpr float kThinMm = 8, kHalfCordMm = 6;
    const bool isCord = foldForSearch(structure.name).find("spinal cord") != std::string::npos;
    return isCord && structure.bounds.size().x < kThinMm ? kHalfCordMm : 0.0F;
}

std::vector<Hazard> hazardsOf(const body::Body& body, const anatomy::Catalogue& catalogue, const scene::ChestWall& chest, bool uncertain) {
    const auto paths = builtin::schematicPaths(catalogue);
    std::vector<Hazard> found;
    for (std::uint32_t i = 0; i < body.structures().size(); ++i) {
        const bool isWall = chest.isWall(i);
        const Danger danger = isWall ? Danger::lung : places::dangerOf(body.structure(i));
        if (danger == Danger::none) continue;
        Hazard hazard{.structure = i, .danger = danger, .isWall = isWall};
        if (danger == Danger::spine) hazard.uncertaintyMm = ownRadiusOf(body.structure(i));
        if (const auto* path = builtin::schematicPathOf(paths, body.structure(i).key)) {
            hazard.schematic = true;
            hazard.uncertaintyMm = static_cast<float>(path->uncertaintyMm);
        }
        if ((hazard.uncertaintyMm > 0) == uncertain) found.push_back(hazard);
    }
    return found;
}

/// The courses of the body, and its spinal canal.
std::vector<Hazard> coursesOf(const body::Body& body, const anatomy::Catalogue& catalogue, const scene::ChestWall& chest, const std::optional<SpinalCanal>& canal) {
    std::vector<Hazard> found = hazardsOf(body, catalogue, chest, true);
    if (canal) found.push_back({.structure = {}, .danger = Danger::spine, .isCanal = true, .uncertaintyMm = kSacUncertaintyMm, .schematic = true});
    return found;
}

geometry::SegmentIndex segmentIndexOf(const body::Body& body, const std::vector<Hazard>& hazards, const SpinalCanal* canal) {
    std::vector<geometry::TriMesh> meshes;
    for (const Hazard& hazard : hazards) meshes.push_back(hazard.isCanal ? canal->tube : body.mesh(*hazard.structure));
    return geometry::SegmentIndex::build(std::vector<geometry::MeshView>(meshes.begin(), meshes.end()));
}

Hazard hazardAt(Hazard hazard, const geometry::SegmentIndex::Near& near) {
    hazard.distanceMm = near.distanceMm;
    hazard.atDepthMm = near.alongMm;
    return hazard;
}

float mostUncertain(const std::vector<Hazard>& hazards) {
    float most = 0;
    for (const Hazard& hazard : hazards) most = std::max(most, hazard.uncertaintyMm);
    return most;
}

/// Whether a hazard where it lies on the body counts though tissue is lifted: it may be lifted too.
bool mayBeLifted(const Hazard& inPlace, const Fold& fold) {
    if (inPlace.danger == Danger::nerve) return true;
    return inPlace.danger == Danger::vessel && inPlace.isMet() && inPlace.metFromMm() <= fold.toMm;
}

/// The nearer of two places of one hazard; of two that are met the one that is met first.
bool isSooner(const Hazard& a, const Hazard& b) {
    if (a.isMet() != b.isMet()) return a.isMet();
    return a.isMet() ? a.metFromMm() < b.metFromMm() : a.distanceMm < b.distanceMm;
}

void sortByNearness(std::vector<Hazard>& hazards) {
    std::ranges::stable_sort(hazards, [](const Hazard& a, const Hazard& b) {
        if (a.isMet() != b.isMet()) return a.isMet();
        return a.isMet() ? a.atDepthMm < b.atDepthMm : a.distanceMm - a.uncertaintyMm < b.distanceMm - b.uncertaintyMm;
    });
}

void addSooner(const Hazard& hazard, std::vector<Hazard>& found) {
    const auto same = std::ranges::find(found, hazard.structure, &Hazard::structure);
    if (same == found.end()) found.push_back(hazard);
    else if (isSooner(hazard, *same)) *same = hazard;
}

}  // namespace

float Hazard::metFromMm() const { return std::max(0.0F, atDepthMm - std::sqrt(std::max(0.0F, uncertaintyMm * uncertaintyMm - distanceMm * distanceMm))); }

HazardIndex::Group::Group(const body::Body& body, std::vector<Hazard> hazards, const SpinalCanal* canal) : parts(std::move(hazards)), index(segmentIndexOf(body, parts, canal)) {}

void HazardIndex::Group::addNear(const Shaft& shaft, float aroundMm, const Fold& fold, std::vector<Hazard>& found) const {
    const Shaft past = fold.past(shaft);
    for (const geometry::SegmentIndex::Near& near : index.near({past.entry, past.tip()}, aroundMm)) found.push_back(hazardAt(parts[near.part], near));
    if (fold.mm <= 0) return;
    for (const geometry::SegmentIndex::Near& near : index.near({shaft.entry, shaft.tip()}, aroundMm))
        if (const Hazard inPlace = hazardAt(parts[near.part], near); mayBeLifted(inPlace, fold)) addSooner(inPlace, found);
}

HazardIndex::HazardIndex(const body::Body& body, const anatomy::Catalogue& catalogue) : HazardIndex(body, catalogue, spinalCanalOf(body)) {}

HazardIndex::HazardIndex(const body::Body& body, const anatomy::Catalogue& catalogue, const std::optional<SpinalCanal>& canal)
    : chest_(body), measured_(body, hazardsOf(body, catalogue, chest_, false), nullptr), courses_(body, coursesOf(body, catalogue, chest_, canal), canal ? &*canal : nullptr),
      mostUncertainMm_(mostUncertain(courses_.parts)), notChecked_(notCheckedOn(body, canal ? &*canal : nullptr)) {}

/// Between the ribs; the muscles there are among the measured ones.
std::optional<Hazard> HazardIndex::chest(const Shaft& shaft) const {
    const auto at = chest_.encloses({shaft.entry, shaft.direction}, shaft.depthMm + kAroundMm);
    if (!at) return std::nullopt;
    return Hazard{.structure = {}, .danger = Danger::lung, .isWall = true, .distanceMm = std::max(0.0F, *at - shaft.depthMm), .atDepthMm = std::min(*at, shaft.depthMm)};
}

std::vector<Hazard> HazardIndex::near(const Shaft& shaft, const geometry::RayIndex&, float aroundMm, const Fold& fold) const {
    std::vector<Hazard> each, found;
    measured_.addNear(shaft, aroundMm, fold, each);
    courses_.addNear(shaft, aroundMm, fold, each);
    std::optional<Hazard> wall = chest(fold.past(shaft));
    if (wall && wall->distanceMm > aroundMm) wall.reset();
    for (Hazard& hazard : each) {
        if (!hazard.isWall) {
            found.push_back(hazard);
            continue;
        }
        hazard.structure.reset();  // the wall is one, of many muscles
        if (!wall || isSooner(hazard, *wall)) wall = hazard;
    }
    if (wall) found.push_back(*wall);
    sortByNearness(found);
    return found;
}

const Hazard* HazardIndex::hazardOf(std::uint32_t structure) const {
    for (const Group* group : {&measured_, &courses_})
        if (const auto at = std::ranges::find(group->parts, std::optional(structure), &Hazard::structure); at != group->parts.end()) return &*at;
    return nullptr;
}

// A shaft inside of a structure comes to no surface of it, or only where it leaves again.
std::optional<float> HazardIndex::addPassed(const Path& path, std::vector<Hazard>& found) const {
    std::optional<float> first;
    for (const Piece& piece : path.pieces) {
        const Hazard* kind = piece.structure ? hazardOf(*piece.structure) : nullptr;
        if (!kind) continue;
        Hazard passed = *kind;
        passed.distanceMm = 0;
        passed.atDepthMm = piece.fromMm;
        if (passed.isWall) passed.structure.reset();
        const auto same = std::ranges::find_if(found, [&](const Hazard& each) { return each.structure == passed.structure && each.isWall == passed.isWall && !each.isCanal; });
        constexpr float kMetMm = 0.05F;
        if (same == found.end()) found.push_back(passed);
        else if (same->distanceMm > kMetMm || (piece.fromMm <= 0 && same->atDepthMm > 0)) *same = passed;
        else continue;
        first = std::min(first.value_or(kLongestMm), passed.metFromMm());
    }
    if (first) sortByNearness(found);
    return first;
}

bool HazardIndex::isWithin(const geometry::RayIndex& rays, vec3 place) const {
    constexpr float kThroughMm = 2000;
    std::map<std::uint32_t, int> insideBy;  // of both ways, so that an open surface tells nothing
    for (const vec3 way : {vec3(0.31F, 0.42F, 0.853F), vec3(-0.31F, -0.42F, -0.853F)}) {
        std::map<std::uint32_t, int> crossed;
        for (const geometry::RayHit& hit : rays.allHits({place, glm::normalize(way)}, kThroughMm)) ++crossed[hit.at.part];
        for (const auto& [part, count] : crossed) insideBy[part] += count % 2;
    }
    return std::ranges::any_of(insideBy, [&](const auto& each) { return each.second == 2 && hazardOf(each.first); });
}

std::optional<float> HazardIndex::firstOnWay(const Shaft& shaft, const geometry::RayIndex&, const Fold& fold) const {
    const Shaft past = fold.past(shaft);
    std::optional<float> first;
    const auto offer = [&](float depth) { first = std::min(first.value_or(kLongestMm), std::max(0.0F, depth)); };
    if (const auto met = measured_.index.firstMet(past.entry, past.direction, kLongestMm)) offer(met->alongMm);
    if (fold.mm > 0)
        if (const auto met = measured_.index.firstMet(shaft.entry, shaft.direction, fold.toMm)) {
            const Danger danger = measured_.parts[met->part].danger;
            if (danger == Danger::nerve || danger == Danger::vessel) offer(met->alongMm);
        }
    if (const auto wall = chest_.encloses({past.entry, past.direction}, first.value_or(kLongestMm))) offer(*wall);
    if (courses_.parts.empty()) return first;
    std::vector<Hazard> courses;
    Shaft way = shaft;
    way.depthMm = first.value_or(kLongestMm);
    courses_.addNear(way, mostUncertainMm_, fold, courses);
    for (const Hazard& course : courses)
        if (course.isMet()) offer(course.metFromMm());
    return first;
}

}  // namespace myochart::needle
