#include "needle/hazards.h"

#include <algorithm>
#include <array>
#include <cmath>

#include <glm/gtc/constants.hpp>

#include "builtin/schematic_paths.h"
#include "core/text.h"
#include "core/words.h"
#include "places/danger.h"

namespace myochart::needle {

namespace {

using anatomy::Danger;

std::vector<Hazard> hazardsOf(const body::Body& body, const anatomy::Catalogue& catalogue, const scene::ChestWall& chest, bool uncertain) {
    const auto paths = builtin::schematicPaths(catalogue);
    std::vector<Hazard> found;
    for (std::uint32_t i = 0; i < body.structures().size(); ++i) {
        const bool isWall = chest.isWall(i);
        const Danger danger = isWall ? Danger::lung : places::dangerOf(body.structure(i));
        if (danger == Danger::none) continue;
        Hazard hazard{.structure = i, .danger = danger, .isWall = isWall};
        if (const auto* path = builtin::schematicPathOf(paths, body.structure(i).key)) {
            hazard.schematic = true;
            hazard.uncertaintyMm = static_cast<float>(path->uncertaintyMm);
        }
        if ((hazard.uncertaintyMm > 0) == uncertain) found.push_back(hazard);
    }
    return found;
}

geometry::SegmentIndex segmentIndexOf(const body::Body& body, const std::vector<Hazard>& hazards) {
    std::vector<geometry::TriMesh> meshes;
    for (const Hazard& hazard : hazards) meshes.push_back(body.mesh(*hazard.structure));
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

void addSooner(const Hazard& hazard, std::vector<Hazard>& found) {
    const auto same = std::ranges::find(found, hazard.structure, &Hazard::structure);
    if (same == found.end()) found.push_back(hazard);
    else if (isSooner(hazard, *same)) *same = hazard;
}

bool hasOrgan(const body::Body& body, std::string_view word) {
    return std::ranges::any_of(body.structures(), [&](const body::Structure& each) {
        return each.system != body::System::muscle && each.system != body::System::bone && foldForSearch(each.name).find(word) != std::string::npos;
    });
}

bool hasSystem(const body::Body& body, body::System system) {
    return std::ranges::any_of(body.structures(), [&](const body::Structure& each) { return each.system == system; });
}

constexpr float kLeastBodyMm = 100, kMostBodyMm = 3000;  ///< a hand .. a person

float longestOf(const body::Body& body) {
    const vec3 size = body.bounds().size();
    return std::max({size.x, size.y, size.z});
}

std::vector<std::string> notCheckedOn(const body::Body& body) {
    struct Kind {
        const char *word, *sentence;
    };
    constexpr std::array kKinds = {
        Kind{"pleura", mark("This body has no pleura; the wall of the chest is taken for it.")},
        Kind{"lung", mark("This body has no lungs.")},
        Kind{"kidney", mark("This body has no kidneys.")},
        Kind{"spinal cord", mark("This body has no spinal cord.")},
        Kind{"eyeball", mark("This body has no eyes.")},
        Kind{"peritone", mark("This body has no peritoneum.")},
    };
    std::vector<std::string> sentences;
    if (!scene::hasSkin(body)) sentences.emplace_back(tr("This body has no skin, so depths count from where the needle was said to go in."));
    for (const Kind& kind : kKinds)
        if (!hasOrgan(body, kind.word)) sentences.emplace_back(tr(kind.sentence));
    if (!hasSystem(body, body::System::vessel)) sentences.emplace_back(tr("This body has no vessels."));
    if (!hasSystem(body, body::System::nerve)) sentences.emplace_back(tr("This body has no nerves."));
    if (const float longest = longestOf(body); longest < kLeastBodyMm || longest > kMostBodyMm)
        sentences.push_back(trf("This body is {:.0f} mm at its longest. If that is wrong it was brought in with another unit, and so is every depth here.", longest));
    sentences.emplace_back(tr("Joint spaces and the openings between vertebrae are on no body; look for them yourself."));
    sentences.emplace_back(tr("Small vessels and nerves, and how this person differs from the model, are on no body."));
    return sentences;
}

}  // namespace

float Hazard::metFromMm() const { return std::max(0.0F, atDepthMm - std::sqrt(std::max(0.0F, uncertaintyMm * uncertaintyMm - distanceMm * distanceMm))); }

HazardIndex::Group::Group(const body::Body& body, std::vector<Hazard> hazards) : parts(std::move(hazards)), index(segmentIndexOf(body, parts)) {}

void HazardIndex::Group::addNear(const Shaft& shaft, float aroundMm, const Fold& fold, std::vector<Hazard>& found) const {
    const Shaft past = fold.past(shaft);
    for (const geometry::SegmentIndex::Near& near : index.near({past.entry, past.tip()}, aroundMm)) found.push_back(hazardAt(parts[near.part], near));
    if (fold.mm <= 0) return;
    for (const geometry::SegmentIndex::Near& near : index.near({shaft.entry, shaft.tip()}, aroundMm))
        if (const Hazard inPlace = hazardAt(parts[near.part], near); mayBeLifted(inPlace, fold)) addSooner(inPlace, found);
}

HazardIndex::HazardIndex(const body::Body& body, const anatomy::Catalogue& catalogue)
    : chest_(body), measured_(body, hazardsOf(body, catalogue, chest_, false)), courses_(body, hazardsOf(body, catalogue, chest_, true)), mostUncertainMm_(mostUncertain(courses_.parts)),
      notChecked_(notCheckedOn(body)) {}

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
    std::ranges::stable_sort(found, [](const Hazard& a, const Hazard& b) {
        if (a.isMet() != b.isMet()) return a.isMet();
        return a.isMet() ? a.atDepthMm < b.atDepthMm : a.distanceMm - a.uncertaintyMm < b.distanceMm - b.uncertaintyMm;
    });
    return found;
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

std::vector<ConeWay> coneOf(const HazardIndex& hazards, const geometry::RayIndex& rays, const Shaft& shaft, float halfAngle, size_t count, const Fold& fold) {
    const vec3 aside = std::abs(shaft.direction.x) < 0.8F ? vec3(1, 0, 0) : vec3(0, 1, 0);
    const vec3 u = glm::normalize(glm::cross(shaft.direction, aside)), v = glm::cross(shaft.direction, u);
    const float golden = glm::pi<float>() * (3 - std::sqrt(5.0F)), least = std::cos(std::clamp(halfAngle, 0.0F, glm::half_pi<float>()));
    std::vector<ConeWay> ways;
    ways.reserve(count);
    for (size_t i = 0; i < count; ++i) {
        // A spiral with equal steps of height on the sphere: equal areas.
        const float along = count > 1 ? 1 - (1 - least) * static_cast<float>(i) / static_cast<float>(count - 1) : 1;
        const float off = std::sqrt(std::max(0.0F, 1 - along * along)), turn = golden * static_cast<float>(i);
        Shaft way = shaft;
        way.direction = glm::normalize(shaft.direction * along + (u * std::cos(turn) + v * std::sin(turn)) * off);
        ways.push_back({way.direction, hazards.firstOnWay(way, rays, fold)});
    }
    return ways;
}

std::string statement() { return tr("A planning aid on one generic body. People differ; no figure here is a limit, and none clears a needle."); }

}  // namespace myochart::needle
