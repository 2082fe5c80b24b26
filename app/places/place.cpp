#include "places/place.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "core/text.h"
#include "places/place_side.h"
#include "places/place_words.h"

namespace myochart::places {

namespace {

constexpr size_t kMostNameBytes = 120;  // of a model's own name in a sentence

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

}  // namespace

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

}  // namespace myochart::places
