#include "scene/pick.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "core/text.h"
#include "scene/build_scene.h"
#include "scene/pick_staged.h"
#include "scene/place_search.h"
#include "scene/place_side.h"
#include "scene/place_words.h"

namespace myochart::scene {

namespace {

constexpr size_t kMostNameBytes = 120;  // of a model's own name in a sentence
constexpr float kNearMm = 300;  // a point farther from every surface is a slip: wrong units or axes

std::string withSmallFirst(std::string name) {
    const bool acronym = name.size() > 1 && name[1] >= 'A' && name[1] <= 'Z';
    if (!acronym && !name.empty() && name[0] >= 'A' && name[0] <= 'Z') name[0] = static_cast<char>(name[0] - 'A' + 'a');
    return name;
}

/// What comes once has no side in its name, wherever it lies: there is no left spleen.
bool comesInPairs(body::System system) {
    using enum body::System;
    return system != organ && system != vessel && system != nerve && system != skin;
}

/// "left soleus", "left humerus", "sternum"; `side` of the structure as a whole.
std::string sidedName(const body::Structure& structure, const anatomy::Muscle* muscle, Side side) {
    const std::string name = muscle ? anatomy::spokenName(*muscle) : withSmallFirst(displayText(structure.name, kMostNameBytes));
    if (side == Side::midline || anatomy::sideInName(name) || (structure.side == Side::midline && !comesInPairs(structure.system))) return name;
    return fmt::format("{} {}", myochart::name(side), name);
}

/// How far off the midline a place lies, where its structure comes near the midline and the place is near it, too: ", 8 mm
/// left of the midline".
std::string fromMidline(const body::Body& body, const body::Structure& structure, Side whole, vec3 position) {
    constexpr float kComesNearMm = 15, kSurelyOffMm = 60;  // no body stands more than 10 mm off x = 0 (decision 10)
    if (std::abs(position.x) > kSurelyOffMm || structure.bounds.min.x > kSurelyOffMm || structure.bounds.max.x < -kSurelyOffMm) return {};
    const auto midplane = knownMidplane(body);
    if (!midplane || structure.bounds.min.x > *midplane + kComesNearMm || structure.bounds.max.x < *midplane - kComesNearMm) return {};
    const std::string words = midlineWords(whole, position.x - *midplane);
    return words.empty() ? words : ", " + words;
}

/// Squared distance from a point to a box.
float distance2(vec3 point, const Box& box) {
    const vec3 gap = glm::max(glm::max(box.min - point, point - box.max), vec3(0));
    return glm::dot(gap, gap);
}

}  // namespace

std::vector<geometry::RayHit> pickAlong(const body::Body& body, const geometry::RayIndex* rays, const geometry::Ray& ray,
                                        const ViewOptions& options) {
    const std::vector<bool> shown = shownStructures(body, options);
    const ExplodedView shifts(body, options.effects.explode);
    if (shifts.any() || options.effects.section.on) return pickStaged(body, ray, options.effects.section, shifts, shown);
    std::vector<bool> met(shown.size());
    std::vector<geometry::RayHit> picked;
    for (const geometry::RayHit& hit : rays ? rays->allHits(ray) : body.hitsWithoutIndex(ray)) {
        if (!hit.entering || hit.at.part >= shown.size() || !shown[hit.at.part] || met[hit.at.part]) continue;
        met[hit.at.part] = true;
        picked.push_back(hit);
    }
    return picked;
}

Place placeAt(const body::Body& body, const anatomy::Catalogue& catalogue, const geometry::SurfacePoint& point) {
    const body::Structure& structure = body.structure(point.part);
    const anatomy::Muscle* muscle = structure.muscleKey.empty() ? nullptr : catalogue.muscle(structure.muscleKey);
    const vec3 address = glm::clamp(structure.frame.address(point.position), vec3(0), vec3(1));
    Place place;
    place.anchor = {structure.key, point.triangle, point.barycentric, point.position, point.normal, body.checksum(),
                    {structure.muscleKey, address.x, address.y, address.z}, 0};
    place.structureName = structure.name;
    place.muscle = muscle ? muscle->name : structure.name;
    const auto midplane = structure.side == Side::midline ? knownMidplane(body) : std::nullopt;
    const Side whole = sideOfStructure(structure, midplane);
    place.side = sideOfPlace(structure, midplane, point.position);
    place.sentence = fmt::format("{}, {}{}", sidedName(structure, muscle, whole), placeWords(structure.frame, whole, address, place.side),
                                 structure.system == body::System::skin ? "" : fromMidline(body, structure, whole, point.position));
    return place;
}

Result<Place> placeNear(const body::Body& body, const anatomy::Catalogue& catalogue, vec3 positionBody,
                        std::optional<std::uint32_t> onlyStructure, const ViewOptions& options) {
    if (onlyStructure && *onlyStructure >= body.structures().size()) return failed("This body has no such structure.");
    if (onlyStructure) return placeAt(body, catalogue, nearestOnStructure(body, *onlyStructure, positionBody));
    const std::vector<bool> shown = shownStructures(body, options);
    std::vector<std::pair<float, std::uint32_t>> byBox;
    for (std::uint32_t i = 0; i < shown.size(); ++i)
        if (shown[i]) byBox.emplace_back(distance2(positionBody, body.structure(i).bounds), i);
    if (byBox.empty()) return failed("Nothing of the body is shown to place a point on; show a layer first.");
    std::sort(byBox.begin(), byBox.end());
    std::optional<geometry::NearestPoint> best;
    for (const auto& [box2, index] : byBox) {
        const float reach = best ? best->distanceMm : kNearMm;
        if (box2 > reach * reach) break;
        if (auto nearer = geometry::nearestOn(body.mesh(index), index, positionBody, reach)) best = nearer;
    }
    if (!best)
        return failed(fmt::format("No surface lies within {} mm of that point; positions are millimetres in the body frame (x to the patient's left, y posterior, z up).",
                                  static_cast<int>(kNearMm)));
    return placeAt(body, catalogue, best->at);
}

Result<Place> placeByAddress(const body::Body& body, const anatomy::Catalogue& catalogue, const chart::MuscleAddress& address, Side side) {
    const anatomy::Muscle* muscle = catalogue.muscle(address.muscleKey);
    if (!muscle) return failed("No muscle of the catalogue has that key; search lists them.");
    if (!(address.u >= 0 && address.u <= 1 && address.v >= 0 && address.v <= 1)) return failed("u and v go from 0 to 1.");
    const auto regions = regionsOf(body, catalogue, muscle->key, side);
    if (regions.empty()) return failed(missingHere(*muscle, side));
    // Coordinates belong to one structure; of several (heads, slips) the largest stands for the muscle.
    Region region = regions.front();
    if (region.structures.size() > 1)
        region = regionOf(body, *std::max_element(region.structures.begin(), region.structures.end(), [&](std::uint32_t a, std::uint32_t b) {
                     return body.structure(a).radiusMm < body.structure(b).radiusMm;
                 }));
    const auto found = surfaceMetFirst(body, region, {address.u, address.v, 0.5F}, 2);
    if (!found) return failed(missingHere(*muscle, side));
    return placeAt(body, catalogue, *found);
}

}  // namespace myochart::scene
