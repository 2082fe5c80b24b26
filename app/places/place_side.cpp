#include "places/place_side.h"

#include <algorithm>

#include "core/text.h"
#include "places/place_search.h"

namespace myochart::places {

namespace {

constexpr float kLeastBodyMm = 1200, kLargestBodyMm = 2300;  // a whole standing body

}  // namespace

std::optional<float> knownMidplane(const body::Body& body) {
    std::vector<float> middles;
    for (const body::Structure& structure : body.structures()) {
        if (structure.side != Side::left) continue;
        const auto other = body.find(otherSideKey(structure.key));
        if (other && body.structure(*other).side == Side::right)
            middles.push_back((structure.bounds.centre().x + body.structure(*other).bounds.centre().x) / 2);
    }
    if (middles.empty()) {
        const float height = body.bounds().size().z;
        return height >= kLeastBodyMm && height <= kLargestBodyMm ? std::optional(body.bounds().centre().x) : std::nullopt;
    }
    const auto middle = middles.begin() + static_cast<std::ptrdiff_t>(middles.size() / 2);
    std::nth_element(middles.begin(), middle, middles.end());
    return *middle;
}

float midplaneX(const body::Body& body) { return knownMidplane(body).value_or(body.bounds().centre().x); }

Side sideOfStructure(const body::Structure& structure, std::optional<float> midplane) {
    if (structure.side != Side::midline || !midplane) return structure.side;
    if (structure.bounds.min.x > *midplane) return Side::left;
    return structure.bounds.max.x < *midplane ? Side::right : Side::midline;
}

Side sideOfPlace(const body::Structure& structure, std::optional<float> midplane, vec3 position) {
    const Side whole = sideOfStructure(structure, midplane);
    if (whole != Side::midline || !midplane) return whole;
    if (onSideMm(position, *midplane, Side::left) > kMidlineMm) return Side::left;
    return onSideMm(position, *midplane, Side::right) > kMidlineMm ? Side::right : Side::midline;
}

}  // namespace myochart::places
