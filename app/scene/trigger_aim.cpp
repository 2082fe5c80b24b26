#include <array>
#include <cmath>

#include <fmt/format.h>

#include "scene/place_search.h"
#include "scene/place_words.h"

namespace myochart::scene {

namespace {

constexpr float kPlainReadingBonusMm = 15;  // the table's estimate is good to 2 or 3 cm: too little to overrule a near tie

/// The table's own estimate of where the point lies, if this is a whole standing body: unit = body height, x to the
/// left, y up from the floor, z forward from the body's coronal plane.
std::optional<vec3> estimate(const body::Body& body, const anatomy::TriggerPoint& point, Side side) {
    const Box box = body.bounds();
    const float height = box.size().z;
    if (height < 1200 || height > 2300) return std::nullopt;
    const float out = side == Side::right ? -1.0F : 1.0F;
    return vec3(midplaneX(body) + out * static_cast<float>(point.x) * height, box.centre().y - static_cast<float>(point.z) * height,
                box.min.z + static_cast<float>(point.y) * height);
}

BodyAxes::Axis axisOf(const std::string& acrossAxis) {
    return acrossAxis == "superior_inferior" ? BodyAxes::height : acrossAxis == "anterior_posterior" ? BodyAxes::depth : BodyAxes::across;
}

/// The table's fraction across as the body axes count: 0 lateral 1 medial and so on do not occur, but height grows up.
float acrossCoordinate(const anatomy::TriggerPoint& point) {
    const auto across = static_cast<float>(point.across);
    return point.acrossAxis == "superior_inferior" ? 1 - across : across;
}

}  // namespace

TriggerAim aimAtTriggerPoint(const body::Body& body, const Region& region, const anatomy::TriggerPoint& point, Side side) {
    const BodyAxes axes(region.frame, region.side);
    const BodyAxes::Axis acrossAxis = axisOf(point.acrossAxis);
    const size_t across = axes.frameAxis(acrossAxis);
    const auto along = static_cast<float>(point.along);
    const auto guess = estimate(body, point, side);
    TriggerAim best;
    float bestOff = 1e30F;
    // The fibres run along u from origin to insertion, unless they cross a broad muscle, or its ends lie the other way.
    for (size_t fibres = 0; fibres < 2; ++fibres) {
        if (fibres == across) continue;
        for (const bool turned : {false, true}) {
            TriggerAim aim;
            aim.freeAxis = 3 - fibres - across;
            aim.address[static_cast<int>(fibres)] = turned ? 1 - along : along;
            aim.address[static_cast<int>(across)] = axes.addressValue(acrossAxis, acrossCoordinate(point));
            const bool plain = fibres == 0 && !turned;
            if (!guess && !plain) continue;
            const float off = guess ? glm::distance(region.frame.position(aim.address), *guess) - (plain ? kPlainReadingBonusMm : 0.0F) : 0.0F;
            if (off >= bestOff) continue;
            bestOff = off;
            best = aim;
        }
    }
    return best;
}

std::string missingHere(const anatomy::Muscle& muscle, Side side) {
    const std::string spoken = anatomy::spokenName(muscle);
    return side == Side::midline ? fmt::format("This body has no {}.", spoken) : fmt::format("This body has no {} {}.", myochart::name(side), spoken);
}

}  // namespace myochart::scene
