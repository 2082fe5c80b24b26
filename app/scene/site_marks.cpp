#include "scene/site_marks.h"

#include <algorithm>
#include <cmath>

namespace myochart::scene {

namespace {

constexpr float kRadiusPx = 8, kRimPx = 1.6F;
constexpr float kSelectedFactor = 1.25F, kHoveredFactor = 1.12F;
constexpr float kShaftPx = 22;
constexpr float kLeanMm = 4;              // along the normal, to see which way it points on the picture
constexpr float kLeastFrontality = 0.25F;  // seen further from the side, the midline divides nothing on the picture

/// From one point to another on the picture, y down.
vec2 stepPx(const vec4& from, const vec4& to, const Viewport& viewport) {
    const vec2 step = (vec2(to) / to.w - vec2(from) / from.w) * 0.5F * vec2(viewport.width, viewport.height);
    return {step.x, -step.y};
}

/// How much of the shaft stays on the point's side of the midline. `pxPerMm` at the point.
float shareOnItsSide(vec2 shaft, vec3 point, const mat4& clipFromBody, const Viewport& viewport, float midlineMm, float headPx,
                     float pxPerMm) {
    const float offMm = std::abs(point.x - midlineMm);
    if (offMm < kOnMidlineMm) return 1;
    const vec2 across = stepPx(clipFromBody * vec4(point, 1), clipFromBody * vec4(midlineMm, point.y, point.z, 1), viewport);
    const float room = glm::length(across), along = glm::dot(shaft, across) / std::max(room, 1e-4F);
    if (room < kLeastFrontality * offMm * pxPerMm || along <= 0) return 1;
    return std::clamp((room - headPx) / along, 0.0F, 1.0F);
}

}  // namespace

float markRadiusPx(const MarkerItem& marker, float pixelScale) {
    return kRadiusPx * (marker.selected ? kSelectedFactor : marker.hovered ? kHoveredFactor : 1.0F) * marker.size * pixelScale;
}

vec2 shaftPx(const MarkerItem& marker, const mat4& clipFromBody, const Viewport& viewport, float pixelScale,
             std::optional<float> midlineMm) {
    if (marker.type != record::MarkerType::needle) return {};
    const vec4 clip = clipFromBody * vec4(marker.position, 1);
    if (clip.w <= 0) return {};
    const vec2 lean = stepPx(clip, clipFromBody * vec4(marker.position + marker.normal * kLeanMm, 1), viewport);
    const float upward = glm::length(vec3(clipFromBody[0][1], clipFromBody[1][1], clipFromBody[2][1]));
    const float pxPerMm = 0.5F * static_cast<float>(viewport.height) * upward / clip.w;
    const vec2 shaft = lean / std::max(kLeanMm * pxPerMm, 1e-4F) * kShaftPx * pixelScale;
    if (!midlineMm) return shaft;
    return shaft * shareOnItsSide(shaft, marker.position, clipFromBody, viewport, *midlineMm, markRadiusPx(marker, pixelScale), pxPerMm);
}

mat4 flatClipFromBody(const Camera& camera, const Viewport& viewport) {
    return camera.projectionMatrix(viewport, {camera.target - 1.0F, camera.target + 1.0F}) * camera.viewMatrix();
}

PxRect markAboutHead(const MarkerItem& marker, vec2 shaft, float pixelScale) {
    const bool pin = marker.type == record::MarkerType::needle;
    const float reach = markRadiusPx(marker, pixelScale) * (pin ? kPinHeadShare : 1) + kRimPx * pixelScale;
    const float point = 2 * kRimPx * pixelScale;  // half of the shaft's breadth with its rim
    if (!pin) return {vec2(-reach), vec2(reach)};
    return {glm::min(vec2(-reach), -shaft - point), glm::max(vec2(reach), -shaft + point)};
}

std::optional<SiteMark> siteMark(const MarkerItem& marker, const Camera& camera, const Viewport& viewport, float pixelScale,
                                 std::optional<float> midlineMm) {
    const auto point = camera.project(marker.position, viewport);
    if (!point) return std::nullopt;
    const vec2 shaft = shaftPx(marker, flatClipFromBody(camera, viewport), viewport, pixelScale, midlineMm), head = *point + shaft;
    const PxRect about = markAboutHead(marker, shaft, pixelScale);
    return SiteMark{*point, head, {head + about.min, head + about.max}};
}

}  // namespace myochart::scene
