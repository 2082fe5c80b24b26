#pragma once
#include <optional>
#include <string_view>

#include "core/vec.h"
#include "geometry/ray_index.h"

namespace myochart::scene {

/// Where the viewer stands. Anterior: the patient's left is on the picture's right. Superior: the patient faces the
/// picture's lower edge; inferior: the upper edge; both with the patient's left on the right.
enum class StandardView { anterior, posterior, left, right, superior, inferior };
std::string_view name(StandardView view);
std::optional<StandardView> standardViewFromName(std::string_view text);

/// A picture's size in pixels.
struct Viewport {
    int width = 1280, height = 800;
    float aspect() const { return static_cast<float>(width) / static_cast<float>(height); }
};

/// Looks at `target` from a turntable: z stays up. Body frame, mm, radians.
struct Camera {
    vec3 target{};
    float azimuthRad = 0;    ///< 0: eye in front (-y); growing turns the eye towards the patient's left (+x)
    float elevationRad = 0;  ///< above the horizon, within +-89.9 degrees
    float distanceMm = 3000;
    float fovRad = 0.4363F;  ///< vertical, 25 degrees

    vec3 eye() const;
    vec3 forward() const;  ///< unit, from the eye to the target
    vec3 right() const;    ///< unit, to the right of the picture
    vec3 up() const;
    mat4 viewMatrix() const;
    /// Near and far planes hug `content`.
    mat4 projectionMatrix(const Viewport& viewport, const Box& content) const;
    /// Through the middle of pixel (x, y), y down from the top: (0, 0) is the middle of the upper left pixel.
    geometry::Ray rayThrough(vec2 pixel, const Viewport& viewport) const;
    /// Pixel of a point, y down, the inverse of rayThrough; nothing behind the eye.
    std::optional<vec2> project(vec3 positionBody, const Viewport& viewport) const;
    /// Millimetres a pixel covers at `positionBody`.
    float mmPerPixel(vec3 positionBody, const Viewport& viewport) const;
};

/// How far the target may be from the frame's origin along an axis: a body of 2 m stays in reach.
inline constexpr float kMaxTargetMm = 4000;

/// The body follows the pointer, half a degree a pixel; the elevation stops at +-89.9 degrees.
void orbit(Camera& camera, vec2 dragPx);
/// Moves the target so that what was under the pointer stays under it; the target stays within kMaxTargetMm.
void pan(Camera& camera, vec2 dragPx, const Viewport& viewport);
/// Moves the target back to within 100 mm of `content`, so that no drag or zoom loses the body.
void keepNear(Camera& camera, const Box& content);
/// factor < 1 comes nearer; the point under `pixel` at the target's depth stays where it is.
void zoomTo(Camera& camera, float factor, vec2 pixel, const Viewport& viewport);
/// The same direction, with the box in the middle and as large as it fits (6 % margin); unchanged for an empty box.
Camera fitted(const Camera& camera, const Box& content, const Viewport& viewport);
Camera standardView(StandardView view, const Box& content, const Viewport& viewport);
/// Between two cameras for an animation, t 0..1, the short way round.
Camera blend(const Camera& from, const Camera& to, float t);

}  // namespace myochart::scene
