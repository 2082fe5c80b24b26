#include "render/readback.h"

#include <algorithm>
#include <array>

namespace myochart::render {
namespace {

void divideOut(std::span<std::uint8_t> pixel) {
    const unsigned alpha = pixel[3];
    if (alpha == 0 || alpha == 255) return;
    for (size_t k = 0; k < 3; ++k) {
        pixel[k] = static_cast<std::uint8_t>(std::min(255U, (pixel[k] * 255U + alpha / 2) / alpha));
    }
}

}  // namespace

Image readPicture(const gl::Framebuffer& from, scene::Viewport size, bool premultiplied) {
    Image image{size.width, size.height, {}};
    const size_t stride = static_cast<size_t>(size.width) * 4;
    image.rgba.resize(stride * static_cast<size_t>(size.height));
    glBindFramebuffer(GL_READ_FRAMEBUFFER, from.name());
    glPixelStorei(GL_PACK_ALIGNMENT, 4);
    glPixelStorei(GL_PACK_ROW_LENGTH, 0);
    glReadPixels(0, 0, size.width, size.height, GL_RGBA, GL_UNSIGNED_BYTE, image.rgba.data());
    for (size_t top = 0, bottom = static_cast<size_t>(size.height) - 1; top < bottom; ++top, --bottom) {
        std::uint8_t* a = image.rgba.data() + top * stride;
        std::swap_ranges(a, a + stride, image.rgba.data() + bottom * stride);
    }
    const std::span<std::uint8_t> all(image.rgba);
    for (size_t i = 0; i < all.size(); i += 4) {
        if (premultiplied) divideOut(all.subspan(i, 4));
        else all[i + 3] = 255;
    }
    return image;
}

float farthestAround(RenderTargets& targets, int x, int y) {
    const scene::Viewport size = targets.viewport();
    const int x0 = std::max(x - 1, 0), y0 = std::max(y - 1, 0);
    const int width = std::min(x + 1, size.width - 1) - x0 + 1, height = std::min(y + 1, size.height - 1) - y0 + 1;
    std::array<float, 9> depths{};
    glBindFramebuffer(GL_READ_FRAMEBUFFER, targets.bodyPicture().name());
    glPixelStorei(GL_PACK_ALIGNMENT, 4);
    glPixelStorei(GL_PACK_ROW_LENGTH, 0);
    glReadPixels(x0, y0, width, height, GL_DEPTH_COMPONENT, GL_FLOAT, depths.data());
    float farthest = 0;
    for (int j = 0; j < height; ++j) {
        for (int i = 0; i < width; ++i) {
            if (x0 + i == x || y0 + j == y) farthest = std::max(farthest, depths[static_cast<size_t>(j * width + i)]);
        }
    }
    return farthest;
}

}  // namespace myochart::render
