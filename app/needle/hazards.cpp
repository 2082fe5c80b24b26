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

std::vector<Hazard> hazardsOf(const body::Body& body, const anatomy::Catalogue& catalogue, const scene::ChestWall& chest) {
    std::vector<Hazard> found;
    for (std::uint32_t i = 0; i < body.structures().size(); ++i) {
        const bool isWall = chest.isWall(i);
        const Danger danger = isWall ? Danger::lung : places::dangerOf(body.structure(i));
        if (danger == Danger::none) continue;
        Hazard hazard{.structure = i, .danger = danger, .isWall = isWall};
        if (const auto path = builtin::schematicPathOf(catalogue, body.structure(i).key)) {
            hazard.schematic = true;
            hazard.uncertaintyMm = static_cast<float>(path->uncertaintyMm);
        }
        found.push_back(hazard);
    }
    return found;
}

template <class Wanted>
std::vector<Hazard> those(const std::vector<Hazard>& hazards, Wanted wanted) {
    std::vector<Hazard> found;
    std::ranges::copy_if(hazards, std::back_inserter(found), wanted);
    return found;
}
bool isUncertain(const Hazard& hazard) { return hazard.uncertaintyMm > 0; }
bool isSure(const Hazard& hazard) { return !isUncertain(hazard); }

std::vector<geometry::TriMesh> meshesOf(const body::Body& body, const std::vector<Hazard>& hazards) {
    std::vector<geometry::TriMesh> meshes;
    for (const Hazard& hazard : hazards) meshes.push_back(body.mesh(*hazard.structure));
    return meshes;
}

geometry::SegmentIndex segmentIndexOf(const body::Body& body, const std::vector<Hazard>& hazards) {
    const auto meshes = meshesOf(body, hazards);
    return geometry::SegmentIndex::build(std::vector<geometry::MeshView>(meshes.begin(), meshes.end()));
}

geometry::RayIndex rayIndexOf(const body::Body& body, const std::vector<Hazard>& hazards) {
    const auto meshes = meshesOf(body, hazards);
    return std::move(*geometry::RayIndex::build(std::vector<geometry::MeshView>(meshes.begin(), meshes.end())));
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

bool hasOrgan(const body::Body& body, std::string_view word) {
    return std::ranges::any_of(body.structures(), [&](const body::Structure& each) {
        return each.system != body::System::muscle && each.system != body::System::bone && foldForSearch(each.name).find(word) != std::string::npos;
    });
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
    sentences.emplace_back(tr("Joint spaces and the openings between vertebrae are on no body; look for them yourself."));
    sentences.emplace_back(tr("Small vessels and nerves, and how this person differs from the model, are on no body."));
    return sentences;
}

}  // namespace

float Hazard::metFromMm() const { return std::max(0.0F, atDepthMm - std::sqrt(std::max(0.0F, uncertaintyMm * uncertaintyMm - distanceMm * distanceMm))); }

HazardIndex::HazardIndex(const body::Body& body, const anatomy::Catalogue& catalogue)
    : chest_(body), parts_(hazardsOf(body, catalogue, chest_)), index_(segmentIndexOf(body, parts_)), courses_(those(parts_, isUncertain)), mostUncertainMm_(mostUncertain(parts_)),
      courseIndex_(segmentIndexOf(body, courses_)), crossings_(rayIndexOf(body, those(parts_, isSure))), notChecked_(notCheckedOn(body)) {}

std::optional<Hazard> HazardIndex::chest(const Shaft& shaft, const geometry::RayIndex& rays) const {
    const auto at = chest_.entered(&rays, {shaft.entry, shaft.direction});
    if (!at) return std::nullopt;
    return Hazard{.structure = {}, .danger = Danger::lung, .isWall = true, .distanceMm = std::max(0.0F, *at - shaft.depthMm), .atDepthMm = std::min(*at, shaft.depthMm)};
}

/// The nearer of two places of the wall; of two that are met the one that is met first.
static bool isSooner(const Hazard& a, const Hazard& b) {
    if (a.isMet() != b.isMet()) return a.isMet();
    return a.isMet() ? a.atDepthMm < b.atDepthMm : a.distanceMm < b.distanceMm;
}

std::vector<Hazard> HazardIndex::near(const Shaft& shaft, const geometry::RayIndex& rays, float aroundMm) const {
    std::vector<Hazard> found;
    std::optional<Hazard> wall = chest(shaft, rays);
    if (wall && wall->distanceMm > aroundMm) wall.reset();
    for (const geometry::SegmentIndex::Near& near : index_.near({shaft.entry, shaft.tip()}, aroundMm)) {
        Hazard hazard = hazardAt(parts_[near.part], near);
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

std::optional<float> HazardIndex::firstOnWay(const Shaft& shaft, const geometry::RayIndex& rays) const {
    const geometry::Ray way{shaft.entry, shaft.direction};
    std::optional<float> first;
    const auto offer = [&](float depth) { first = std::min(first.value_or(kLongestMm), std::max(0.0F, depth)); };
    if (const auto hit = crossings_.firstHit(way, kLongestMm)) offer(hit->distanceMm);
    if (const auto wall = chest_.entered(&rays, way); wall && *wall <= kLongestMm) offer(*wall);
    if (courses_.empty()) return first;
    for (const geometry::SegmentIndex::Near& near : courseIndex_.near({shaft.entry, shaft.at(first.value_or(kLongestMm))}, mostUncertainMm_)) {
        const Hazard course = hazardAt(courses_[near.part], near);
        if (near.distanceMm <= course.uncertaintyMm) offer(course.metFromMm());
    }
    return first;
}

std::vector<ConeWay> coneOf(const HazardIndex& hazards, const geometry::RayIndex& rays, const Shaft& shaft, float halfAngle, size_t count) {
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
        ways.push_back({way.direction, hazards.firstOnWay(way, rays)});
    }
    return ways;
}

std::string statement() { return tr("A planning aid on one generic body. People differ; no figure here is a limit, and none clears a needle."); }

}  // namespace myochart::needle
