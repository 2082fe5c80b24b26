#pragma once
#include "core/vec.h"
#include "scene/camera.h"

namespace myochart::render {

/// A rectangle of the picture in pixels, from the lower left as OpenGL counts.
struct PixelBox {
    int x = 0, y = 0, width = 0, height = 0;
    bool empty() const { return width <= 0 || height <= 0; }
    bool operator==(const PixelBox&) const = default;
};

/// The smallest box that holds both; an empty one adds nothing.
PixelBox unite(const PixelBox& a, const PixelBox& b);
/// Wider by `margin` on each side, but inside the picture. An empty box stays empty.
PixelBox grown(const PixelBox& box, int margin, const scene::Viewport& viewport);
/// The pixels that `box` may cover, `margin` wider on each side; the whole picture when it reaches behind the eye.
PixelBox pixelBox(const Box& box, const mat4& clipFromBody, const scene::Viewport& viewport, int margin);

}  // namespace myochart::render
