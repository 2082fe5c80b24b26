#pragma once
#include "render/image.h"
#include "render/render_targets.h"

namespace myochart::render {

/// The colours of a framebuffer, top row first. `premultiplied`: alpha is kept and divided out; else it becomes 255.
Image readPicture(const gl::Framebuffer& from, scene::Viewport size, bool premultiplied);

/// The greatest depth (0..1) in a small cross around a pixel counted from the lower left, as shaders/marker.vert does it.
float farthestAround(RenderTargets& targets, int x, int y);

}  // namespace myochart::render
