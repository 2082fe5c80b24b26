#pragma once
#include "scene/build_scene.h"
#include "scene/camera.h"
#include "scene/label_room.h"

namespace myochart::scene {

// What is drawn of a site on the picture, in pixels: the painter draws it so, labels keep off it.

/// Radius of the mark at `pixelScale`; a pin's head has kPinHeadShare of it.
float markRadiusPx(const MarkerItem& marker, float pixelScale);
inline constexpr float kPinHeadShare = 0.62F;
/// Nearer to the body's midline a site has no side to stay on: what is drawn of it may lean either way.
inline constexpr float kOnMidlineMm = 0.1F;

/// From a pin's point to the middle of its head, px, y down; zero for other types. As long as the normal shows it: full
/// seen from the side, short when it points at the viewer; and so short that the head stays on the point's side of the
/// body's midline: a head over there reads as a needle in the other side. `clipFromBody` as of the picture.
vec2 shaftPx(const MarkerItem& marker, const mat4& clipFromBody, const Viewport& viewport, float pixelScale,
             std::optional<float> midlineMm);
/// Body to clip space for what needs no depth: near and far stand anywhere.
mat4 flatClipFromBody(const Camera& camera, const Viewport& viewport);
/// The box of all that is drawn of a site, from the middle of its head: shaft, shape and white rim.
PxRect markAboutHead(const MarkerItem& marker, vec2 shaft, float pixelScale);

/// A site on a picture, px, y down: its point, the middle of its mark's head and the box of all that is drawn of it.
struct SiteMark {
    vec2 pointPx, headPx;
    PxRect box;
};
/// Nothing for a site behind the camera.
std::optional<SiteMark> siteMark(const MarkerItem& marker, const Camera& camera, const Viewport& viewport, float pixelScale,
                                 std::optional<float> midlineMm);

}  // namespace myochart::scene
