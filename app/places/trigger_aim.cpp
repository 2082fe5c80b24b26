#include <algorithm>
#include <array>
#include <cmath>

#include <fmt/format.h>

#include "places/place_search.h"
#include "places/place_words.h"

namespace myochart::places {

namespace {

constexpr float kPlainReadingBonusMm = 15;  // the table's estimate is good to 2 or 3 cm: too little to overrule a near tie
constexpr float kFarEstimateMm = 40;        // an estimate this far outside the structure says nothing about it

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

/// The table's fraction across (medial 0, upper 0, front 0) as the body's axes count, where height grows upwards.
float acrossCoordinate(const anatomy::TriggerPoint& point) {
    const auto across = static_cast<float>(point.across);
    return point.acrossAxis == "superior_inferior" ? 1 - across : across;
}

/// The fractions in a frame, the fibres along frame axis `fibres`, from its end when `turned`.
std::optional<TriggerAim> aimIn(const Region& region, const anatomy::TriggerPoint& point, size_t fibres, bool turned) {
    const BodyAxes axes(region.frame, region.side);
    const BodyAxes::Axis acrossAxis = axisOf(point.acrossAxis);
    const size_t across = axes.frameAxis(acrossAxis);
    if (fibres == across) return std::nullopt;
    TriggerAim aim;
    aim.freeAxis = 3 - fibres - across;
    const auto along = static_cast<float>(point.along);
    aim.address[static_cast<int>(fibres)] = turned ? 1 - along : along;
    aim.address[static_cast<int>(across)] = axes.addressValue(acrossAxis, acrossCoordinate(point));
    return aim;
}

/// How far the estimates of a region of the body are off here: other proportions, another pose. The median over that
/// region's points, read plainly.
vec3 estimatesOff(const body::Body& body, const anatomy::Catalogue& catalogue, std::string_view regionOfBody, Side side) {
    std::array<std::vector<float>, 3> offs;
    for (const anatomy::TriggerPoint& point : catalogue.triggerPoints()) {
        const auto guess = estimate(body, point, side);
        if (!guess || catalogue.muscle(point.muscleKey)->region != regionOfBody) continue;
        for (const std::uint32_t index : body.structuresOf(point.muscleKey, side)) {
            const Region region = regionOf(body, index);
            const auto aim = aimIn(region, point, 0, false);
            if (!aim) continue;
            const vec3 off = region.frame.position(aim->address) - *guess;
            for (int k = 0; k < 3; ++k) offs[static_cast<size_t>(k)].push_back(off[k]);
        }
    }
    vec3 median{};
    for (int k = 0; k < 3; ++k) {
        auto& values = offs[static_cast<size_t>(k)];
        if (values.empty()) continue;
        const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
        std::nth_element(values.begin(), middle, values.end());
        median[k] = *middle;
    }
    return median;
}

}  // namespace

std::optional<TriggerAim> aimAtTriggerPoint(const body::Body& body, const anatomy::Catalogue& catalogue, const Region& region,
                                            const anatomy::TriggerPoint& point, Side side) {
    auto guess = estimate(body, point, side);
    if (guess) *guess += estimatesOff(body, catalogue, catalogue.muscle(point.muscleKey)->region, side);
    if (!region.isOwn) {
        if (!guess) return std::nullopt;
        const vec3 address = glm::clamp(region.frame.address(*guess), vec3(0), vec3(1));
        if (glm::distance(region.frame.position(address), *guess) > kFarEstimateMm) return std::nullopt;
        return TriggerAim{address, 2};
    }
    // The fibres run along u from origin to insertion, unless they cross a broad muscle, or its ends lie the other way.
    std::optional<TriggerAim> best;
    float bestOff = 1e30F;
    for (size_t fibres = 0; fibres < 2; ++fibres)
        for (const bool turned : {false, true}) {
            const auto aim = aimIn(region, point, fibres, turned);
            const bool plain = fibres == 0 && !turned;
            if (!aim || (!guess && !plain)) continue;
            const float off = guess ? glm::distance(region.frame.position(aim->address), *guess) - (plain ? kPlainReadingBonusMm : 0.0F) : 0.0F;
            if (off >= bestOff) continue;
            bestOff = off;
            best = aim;
        }
    // Across along u itself: a muscle wider than its fibres are long, on a body without estimates.
    return best ? best : aimIn(region, point, 1, false);
}

std::string missingHere(const anatomy::Muscle& muscle, Side side) {
    const std::string spoken = anatomy::spokenName(muscle);
    return side == Side::midline ? fmt::format("This body has no {}.", spoken) : fmt::format("This body has no {} {}.", myochart::name(side), spoken);
}

}  // namespace myochart::places
