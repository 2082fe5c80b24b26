#include "render/stipple.h"

#include <algorithm>
#include <cmath>

#include "core/vec.h"

namespace myochart::render {

namespace {

constexpr float kScatter = 0.62F;   // of a cell: how far a dot may lie from its middle
constexpr float kFarthest = 0.85F;  // of a cell: beyond that every place is as far

float noise(std::uint32_t x, std::uint32_t y, std::uint32_t which) {
    std::uint32_t h = x * 0x9E3779B1U ^ y * 0x85EBCA77U ^ which * 0xC2B2AE3DU;
    h = (h ^ h >> 15U) * 0x2C1B3C6DU;
    h = (h ^ h >> 12U) * 0x297A2D39U;
    return static_cast<float>((h ^ h >> 15U) & 0xFFFFU) / 65535.0F;
}

vec2 dotIn(int x, int y) {
    const auto wrapped = [](int at) { return static_cast<std::uint32_t>((at + kStippleDots) % kStippleDots); };
    const vec2 scatter(noise(wrapped(x), wrapped(y), 1), noise(wrapped(x), wrapped(y), 2));
    return vec2(x, y) + vec2(0.5F) + (scatter - 0.5F) * kScatter;
}

}  // namespace

std::vector<std::uint8_t> stipple() {
    std::vector<std::uint8_t> texels;
    texels.reserve(size_t{kStippleSize} * kStippleSize);
    constexpr float kCell = static_cast<float>(kStippleDots) / kStippleSize;
    for (int row = 0; row < kStippleSize; ++row)
        for (int column = 0; column < kStippleSize; ++column) {
            const vec2 at = (vec2(column, row) + vec2(0.5F)) * kCell;
            const glm::ivec2 cell(at);
            float nearest = 9;
            for (int y = cell.y - 1; y <= cell.y + 1; ++y)
                for (int x = cell.x - 1; x <= cell.x + 1; ++x) nearest = std::min(nearest, glm::length(dotIn(x, y) - at));
            texels.push_back(static_cast<std::uint8_t>(std::min(nearest / kFarthest, 1.0F) * 255 + 0.5F));
        }
    return texels;
}

}  // namespace myochart::render
