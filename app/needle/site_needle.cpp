#include "needle/site_needle.h"

#include <algorithm>
#include <array>
#include <cmath>

#include <glm/gtc/constants.hpp>

#include "places/site_safety.h"

namespace myochart::needle {

namespace {

constexpr float kLeastDepthMm = 1;

/// The charted point whose approach counts at the site: the one that it was planned at, else the nearest of its muscle within reach.
const anatomy::TriggerPoint* pointAt(const body::Body& body, const anatomy::Catalogue& catalogue, const std::string& muscle, const record::Marker& marker) {
    const anatomy::TriggerPoint* nearest = nullptr;
    float best = places::kPointReachMm;
    for (const places::TriggerPlace& place : places::triggerPlaces(body, catalogue, muscle, marker.side)) {
        if (place.point->key == marker.plan.point) return place.point;
        const float off = glm::distance(place.position, marker.anchor.position);
        if (off <= best) best = off, nearest = place.point;
    }
    return nearest;
}

}  // namespace

std::optional<Approach> approachAt(const record::Marker& marker, const body::Body& body, const geometry::RayIndex& rays, const anatomy::Catalogue& catalogue,
                                   places::SkinWay& skinWay) {
    const std::string muscle = places::muscleKeyOf(catalogue, marker);
    const anatomy::TriggerPoint* point = muscle.empty() ? nullptr : pointAt(body, catalogue, muscle, marker);
    if (!point) return std::nullopt;
    return approachOf(body, rays, catalogue, skinWay, *point, marker.side, marker.anchor.position, marker.anchor.normal);
}

SiteNeedle needleAt(const record::Marker& marker, const body::Body& body, const geometry::RayIndex& rays, places::SkinWay& skinWay, const std::optional<vec3>& proposed) {
    const record::Needling& charted = marker.needle;
    const vec3 place = marker.anchor.position;
    SiteNeedle needle;
    needle.directionCharted = charted.direction.has_value();
    needle.depthCharted = charted.depthMm && *charted.depthMm > 0;
    needle.shaft.entry = place + charted.entry.value_or(vec3(0));
    needle.shaft.direction = charted.direction ? glm::normalize(*charted.direction) : proposed ? *proposed : firstDirection(skinWay, place, marker.anchor.normal);
    if (needle.depthCharted) {
        needle.shaft.depthMm = std::min(*charted.depthMm, kLongestMm);
        return needle;
    }
    needle.shaft.depthMm = kLeastDepthMm;
    const vec3 skin = pathOf(body, rays, needle.shaft).shaft.entry;
    needle.shaft.depthMm = std::clamp(std::round(glm::dot(place - skin, needle.shaft.direction)), kLeastDepthMm, kLongestMm);
    return needle;
}

record::Marker withShaft(record::Marker marker, const Shaft& shaft) {
    marker.needle.direction = shaft.direction;
    marker.needle.entry = shaft.entry - marker.anchor.position;
    marker.needle.depthMm = shaft.depthMm;
    return marker;
}

vec3 skinOutward(const body::Body& body, const geometry::RayIndex& rays, vec3 place, vec3 otherwise) {
    constexpr float kRingMm = 6, kNearMm = 12;
    constexpr int kAround = 8;
    vec3 sum(0);
    for (std::uint32_t part = 0; part < body.structures().size(); ++part) {
        if (body.structure(part).system != body::System::skin) continue;
        const auto middle = rays.nearest(place, kNearMm, part);
        if (!middle) continue;
        const vec3 n = middle->at.normal;
        const vec3 aside = std::abs(n.x) < 0.8F ? vec3(1, 0, 0) : vec3(0, 1, 0);
        const vec3 u = glm::normalize(glm::cross(n, aside)), v = glm::cross(n, u);
        sum += n;
        for (int i = 0; i < kAround; ++i) {
            const float turn = glm::two_pi<float>() * static_cast<float>(i) / kAround;
            const auto near = rays.nearest(middle->at.position + (u * std::cos(turn) + v * std::sin(turn)) * kRingMm, kNearMm, part);
            if (near && glm::dot(near->at.normal, n) > 0) sum += near->at.normal;
        }
    }
    const float length = glm::length(sum);
    return length > 1e-3F ? sum / length : otherwise;
}

}  // namespace myochart::needle
