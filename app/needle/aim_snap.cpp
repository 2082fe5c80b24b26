#include "needle/aim_snap.h"

#include <algorithm>
#include <cmath>

#include "core/words.h"

namespace myochart::needle {

namespace {

float degreesBetween(vec3 a, vec3 b) { return glm::degrees(std::acos(std::clamp(glm::dot(a, b), -1.0F, 1.0F))); }

/// `direction` leaned to that angle to the skin, towards where it leans already.
std::optional<vec3> leaned(vec3 direction, vec3 outward, float toSkinDeg) {
    const vec3 along = direction - outward * glm::dot(direction, outward);
    if (glm::length(along) < 0.05F) return std::nullopt;
    const float angle = glm::radians(toSkinDeg);
    return glm::normalize(along) * std::cos(angle) - outward * std::sin(angle);
}

}  // namespace

std::optional<Snapped> snapped(vec3 direction, vec3 entry, vec3 outward, std::span<const AimMark> marks, const std::optional<vec3>& ribOutward) {
    std::optional<Snapped> best;
    float nearest = kSnapDeg;
    const auto offer = [&](vec3 way, auto word) {
        const float off = degreesBetween(direction, way);
        if (off >= nearest) return;
        nearest = off;
        best = Snapped{way, word()};
    };
    offer(-outward, [] { return std::string(tr("straight in")); });
    for (const float toSkin : {45.0F, 30.0F})
        if (const auto way = leaned(direction, outward, toSkin)) offer(*way, [&] { return trf("{:.0f}\xC2\xB0 to the skin", toSkin); });
    if (ribOutward) {
        const vec3 along = direction - *ribOutward * glm::dot(direction, *ribOutward);
        if (glm::length(along) > 0.5F) offer(glm::normalize(along), [] { return std::string(tr("along the rib's surface")); });
    }
    for (const AimMark& mark : marks) {
        const vec3 way = mark.place - entry;
        const float far = glm::length(way);
        if (far > 1 && far <= kMarkReachMm) offer(way / far, [&] { return trf("towards {}", mark.name); });
    }
    return best;
}

}  // namespace myochart::needle
