#include "scene/camera.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

#include <glm/common.hpp>
#include <glm/ext/matrix_clip_space.hpp>

namespace myochart::scene {

namespace {

constexpr float kPi = std::numbers::pi_v<float>;
constexpr float kMaxElevationRad = 89.9F * kPi / 180;
constexpr float kRadPerPx = 0.0087F;  // half a degree a pixel: 360 pixels turn the body round
constexpr float kMinDistanceMm = 30;
constexpr float kMaxDistanceMm = 20000;
constexpr float kMargin = 1.06F;  // of the fitted box, so that nothing touches the picture's edge

constexpr std::array<std::string_view, 6> kViewNames = {"anterior", "posterior", "left", "right", "superior", "inferior"};

float wrapped(float angleRad) { return std::remainder(angleRad, 2 * kPi); }

std::array<vec3, 8> cornersOf(const Box& box) {
    std::array<vec3, 8> corners;
    for (size_t i = 0; i < 8; ++i)
        corners[i] = {(i & 1U) ? box.max.x : box.min.x, (i & 2U) ? box.max.y : box.min.y, (i & 4U) ? box.max.z : box.min.z};
    return corners;
}

float halfTan(const Camera& camera) { return std::tan(camera.fovRad / 2); }

/// Offset of a pixel from the picture's middle, y up.
vec2 fromMiddle(vec2 pixel, const Viewport& viewport) {
    return {pixel.x + 0.5F - static_cast<float>(viewport.width) / 2, static_cast<float>(viewport.height) / 2 - pixel.y - 0.5F};
}

/// The point under `pixel` in the plane through the target, seen as the picture's plane.
vec3 underPixel(const Camera& camera, vec2 pixel, const Viewport& viewport) {
    const vec2 mm = fromMiddle(pixel, viewport) * camera.mmPerPixel(camera.target, viewport);
    return camera.target + camera.right() * mm.x + camera.up() * mm.y;
}

vec3 inReach(vec3 target) { return glm::clamp(target, vec3(-kMaxTargetMm), vec3(kMaxTargetMm)); }

}  // namespace

std::string_view name(StandardView view) { return kViewNames[static_cast<size_t>(view)]; }

std::optional<StandardView> standardViewFromName(std::string_view text) {
    const auto at = std::find(kViewNames.begin(), kViewNames.end(), text);
    if (at == kViewNames.end()) return std::nullopt;
    return static_cast<StandardView>(at - kViewNames.begin());
}

vec3 Camera::forward() const {
    const float level = std::cos(elevationRad);
    return {-std::sin(azimuthRad) * level, std::cos(azimuthRad) * level, -std::sin(elevationRad)};
}

vec3 Camera::eye() const { return target - forward() * distanceMm; }

vec3 Camera::right() const { return {std::cos(azimuthRad), std::sin(azimuthRad), 0}; }

vec3 Camera::up() const { return glm::cross(right(), forward()); }

mat4 Camera::viewMatrix() const {
    const vec3 r = right(), u = up(), f = forward(), e = eye();
    return {vec4(r.x, u.x, -f.x, 0), vec4(r.y, u.y, -f.y, 0), vec4(r.z, u.z, -f.z, 0),
            vec4(-glm::dot(r, e), -glm::dot(u, e), glm::dot(f, e), 1)};
}

mat4 Camera::projectionMatrix(const Viewport& viewport, const Box& content) const {
    float near = distanceMm * 0.1F, far = distanceMm * 10;
    if (!content.empty()) {
        near = 1e30F;
        far = 0;
        for (const vec3& corner : cornersOf(content)) {
            const float depth = glm::dot(corner - eye(), forward());
            near = std::min(near, depth);
            far = std::max(far, depth);
        }
        // Markers stand a little outside the box; a near plane at the eye would cost all depth precision.
        far = std::max(far * 1.01F + 5, 2.0F);
        near = std::clamp(near * 0.99F - 5, far / 2000, far / 2);
    }
    return glm::perspectiveRH_NO(fovRad, viewport.aspect(), near, far);
}

geometry::Ray Camera::rayThrough(vec2 pixel, const Viewport& viewport) const {
    const vec2 slope = fromMiddle(pixel, viewport) * (2 * halfTan(*this) / static_cast<float>(viewport.height));
    return {eye(), glm::normalize(forward() + right() * slope.x + up() * slope.y)};
}

std::optional<vec2> Camera::project(vec3 positionBody, const Viewport& viewport) const {
    const vec3 d = positionBody - eye();
    const float depth = glm::dot(d, forward());
    if (depth <= distanceMm * 1e-5F) return std::nullopt;
    const float pxPerSlope = static_cast<float>(viewport.height) / (2 * halfTan(*this));
    const float x = glm::dot(d, right()) / depth * pxPerSlope, y = glm::dot(d, up()) / depth * pxPerSlope;
    return vec2(static_cast<float>(viewport.width) / 2 + x - 0.5F, static_cast<float>(viewport.height) / 2 - y - 0.5F);
}

float Camera::mmPerPixel(vec3 positionBody, const Viewport& viewport) const {
    return std::abs(glm::dot(positionBody - eye(), forward())) * 2 * halfTan(*this) / static_cast<float>(viewport.height);
}

void orbit(Camera& camera, vec2 dragPx) {
    camera.azimuthRad = wrapped(camera.azimuthRad - dragPx.x * kRadPerPx);
    camera.elevationRad = std::clamp(camera.elevationRad + dragPx.y * kRadPerPx, -kMaxElevationRad, kMaxElevationRad);
}

void pan(Camera& camera, vec2 dragPx, const Viewport& viewport) {
    const vec2 mm = dragPx * camera.mmPerPixel(camera.target, viewport);
    camera.target = inReach(camera.target + camera.up() * mm.y - camera.right() * mm.x);
}

void keepNear(Camera& camera, const Box& content) {
    constexpr float kBesideMm = 100;
    if (!content.empty()) camera.target = glm::clamp(camera.target, content.min - vec3(kBesideMm), content.max + vec3(kBesideMm));
}

void zoomTo(Camera& camera, float factor, vec2 pixel, const Viewport& viewport) {
    const vec3 kept = underPixel(camera, pixel, viewport);
    const float distance = std::clamp(camera.distanceMm * factor, kMinDistanceMm, kMaxDistanceMm);
    camera.target = inReach(kept + (camera.target - kept) * (distance / camera.distanceMm));
    camera.distanceMm = distance;
}

Camera fitted(const Camera& camera, const Box& content, const Viewport& viewport) {
    if (content.empty()) return camera;
    Camera fit = camera;
    fit.target = content.centre();
    const float tall = halfTan(camera) / kMargin, wide = tall * viewport.aspect();
    float distance = kMinDistanceMm;
    for (const vec3& corner : cornersOf(content)) {
        const vec3 d = corner - fit.target;
        const float nearer = -glm::dot(d, camera.forward());
        const float needed = std::max(std::abs(glm::dot(d, camera.right())) / wide, std::abs(glm::dot(d, camera.up())) / tall);
        distance = std::max(distance, nearer + needed);
    }
    fit.distanceMm = std::min(distance, kMaxDistanceMm);
    return fit;
}

Camera standardView(StandardView view, const Box& content, const Viewport& viewport) {
    Camera camera;
    switch (view) {
        case StandardView::anterior: break;
        case StandardView::posterior: camera.azimuthRad = kPi; break;
        case StandardView::left: camera.azimuthRad = kPi / 2; break;
        case StandardView::right: camera.azimuthRad = -kPi / 2; break;
        case StandardView::superior: camera.elevationRad = kMaxElevationRad; break;
        case StandardView::inferior: camera.elevationRad = -kMaxElevationRad; break;
    }
    return fitted(camera, content, viewport);
}

Camera blend(const Camera& from, const Camera& to, float t) {
    if (t <= 0) return from;
    if (t >= 1) return to;
    Camera between = to;
    between.target = glm::mix(from.target, to.target, t);
    between.azimuthRad = wrapped(from.azimuthRad + t * wrapped(to.azimuthRad - from.azimuthRad));
    between.elevationRad = glm::mix(from.elevationRad, to.elevationRad, t);
    // In the logarithm, so that coming nearer looks even.
    between.distanceMm = from.distanceMm * std::pow(to.distanceMm / from.distanceMm, t);
    between.fovRad = glm::mix(from.fovRad, to.fovRad, t);
    return between;
}

}  // namespace myochart::scene
