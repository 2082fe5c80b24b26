#include <algorithm>
#include <cmath>

#include <glm/gtc/constants.hpp>

#include "needle/hazards.h"

namespace myochart::needle {

std::vector<ConeWay> coneOf(const HazardIndex& hazards, const geometry::RayIndex& rays, const Shaft& shaft, float halfAngle, size_t count, const Fold& fold) {
    const vec3 aside = std::abs(shaft.direction.x) < 0.8F ? vec3(1, 0, 0) : vec3(0, 1, 0);
    const vec3 u = glm::normalize(glm::cross(shaft.direction, aside)), v = glm::cross(shaft.direction, u);
    const float golden = glm::pi<float>() * (3 - std::sqrt(5.0F)), least = std::cos(std::isfinite(halfAngle) ? std::clamp(halfAngle, 0.0F, glm::half_pi<float>()) : 0.0F);
    const std::optional<float> atOnce = hazards.isWithin(rays, fold.past(shaft).entry) ? std::optional(0.0F) : std::nullopt;
    std::vector<ConeWay> ways;
    ways.reserve(count);
    for (size_t i = 0; i < count; ++i) {
        // A spiral with equal steps of height on the sphere: equal areas.
        const float along = count > 1 ? 1 - (1 - least) * static_cast<float>(i) / static_cast<float>(count - 1) : 1;
        const float off = std::sqrt(std::max(0.0F, 1 - along * along)), turn = golden * static_cast<float>(i);
        Shaft way = shaft;
        way.direction = glm::normalize(shaft.direction * along + (u * std::cos(turn) + v * std::sin(turn)) * off);
        ways.push_back({way.direction, atOnce ? atOnce : hazards.firstOnWay(way, rays, fold)});
    }
    return ways;
}

}  // namespace myochart::needle
