#include "render/pixel_box.h"

#include <algorithm>

#include <glm/common.hpp>

namespace myochart::render {

PixelBox unite(const PixelBox& a, const PixelBox& b) {
    if (a.empty()) return b;
    if (b.empty()) return a;
    const int x = std::min(a.x, b.x), y = std::min(a.y, b.y);
    return {x, y, std::max(a.x + a.width, b.x + b.width) - x, std::max(a.y + a.height, b.y + b.height) - y};
}

PixelBox grown(const PixelBox& box, int margin, const scene::Viewport& viewport) {
    if (box.empty()) return {};
    const int x = std::max(box.x - margin, 0), y = std::max(box.y - margin, 0);
    return {x, y, std::min(box.x + box.width + margin, viewport.width) - x,
            std::min(box.y + box.height + margin, viewport.height) - y};
}

PixelBox pixelBox(const Box& box, const mat4& clipFromBody, const scene::Viewport& viewport, int margin) {
    const vec2 size(viewport.width, viewport.height);
    vec2 low(1e9F), high(-1e9F);
    for (unsigned corner = 0; corner < 8; ++corner) {
        const vec3 p((corner & 1U) != 0 ? box.max.x : box.min.x, (corner & 2U) != 0 ? box.max.y : box.min.y,
                     (corner & 4U) != 0 ? box.max.z : box.min.z);
        const vec4 clip = clipFromBody * vec4(p, 1);
        if (clip.w <= 1e-3F) return {0, 0, viewport.width, viewport.height};
        const vec2 pixel = (vec2(clip) / clip.w * 0.5F + 0.5F) * size;
        low = glm::min(low, pixel);
        high = glm::max(high, pixel);
    }
    low = glm::clamp(glm::floor(low) - static_cast<float>(margin), vec2(0), size);
    high = glm::clamp(glm::ceil(high) + static_cast<float>(margin), vec2(0), size);
    return {static_cast<int>(low.x), static_cast<int>(low.y), static_cast<int>(high.x - low.x),
            static_cast<int>(high.y - low.y)};
}

}  // namespace myochart::render
