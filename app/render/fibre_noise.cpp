#include "render/fibre_noise.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace myochart::render {
namespace {

// Integer hash to 0..1 (Wang's mixing steps).
float random(std::uint32_t x, std::uint32_t y, std::uint32_t octave) {
    std::uint32_t h = x * 0x9E3779B1U ^ y * 0x85EBCA77U ^ octave * 0xC2B2AE3DU;
    h = (h ^ (h >> 15U)) * 0x2C1B3C6DU;
    h = (h ^ (h >> 12U)) * 0x297A2D39U;
    return static_cast<float>((h ^ (h >> 15U)) >> 8U) / 16777216.0F;
}

float smooth(float t) { return t * t * (3 - 2 * t); }

// Value noise on a lattice of columns x rows that wraps around; x, y in 0..1.
float valueNoise(float x, float y, std::uint32_t columns, std::uint32_t rows, std::uint32_t octave) {
    const float fx = x * static_cast<float>(columns), fy = y * static_cast<float>(rows);
    const auto x0 = static_cast<std::uint32_t>(fx) % columns, y0 = static_cast<std::uint32_t>(fy) % rows;
    const std::uint32_t x1 = (x0 + 1) % columns, y1 = (y0 + 1) % rows;
    const float tx = smooth(fx - std::floor(fx)), ty = smooth(fy - std::floor(fy));
    const float low = std::lerp(random(x0, y0, octave), random(x1, y0, octave), tx);
    const float high = std::lerp(random(x0, y1, octave), random(x1, y1, octave), tx);
    return std::lerp(low, high, ty);
}

struct Octave {
    std::uint32_t columns, rows;
    float weight;
};
// 64 mm / columns = spacing across: 16, 8, 4, 2, 1 and 0.5 mm.
constexpr Octave kOctaves[] = {{4, 1, 0.7F}, {8, 2, 0.8F}, {16, 3, 0.9F}, {32, 4, 0.8F}, {64, 6, 0.6F}, {128, 8, 0.5F}};

}  // namespace

std::vector<std::uint8_t> fibreNoise() {
    std::vector<float> values;
    values.reserve(size_t{kFibreNoiseWidth} * kFibreNoiseHeight);
    for (int j = 0; j < kFibreNoiseHeight; ++j) {
        for (int i = 0; i < kFibreNoiseWidth; ++i) {
            const float x = (static_cast<float>(i) + 0.5F) / kFibreNoiseWidth;
            const float y = (static_cast<float>(j) + 0.5F) / kFibreNoiseHeight;
            float sum = 0;
            std::uint32_t number = 0;
            for (const Octave& o : kOctaves) sum += o.weight * (valueNoise(x, y, o.columns, o.rows, number++) - 0.5F);
            values.push_back(sum);
        }
    }
    const float mean = std::accumulate(values.begin(), values.end(), 0.0F) / static_cast<float>(values.size());
    std::vector<std::uint8_t> texels;
    texels.reserve(values.size());
    for (const float value : values) {
        texels.push_back(static_cast<std::uint8_t>(std::clamp(128 + (value - mean) * 128, 0.0F, 255.0F)));
    }
    return texels;
}

std::vector<std::uint8_t> halved(const std::vector<std::uint8_t>& texels, int width, int height) {
    const int stepX = width > 1 ? 2 : 1, stepY = height > 1 ? 2 : 1;
    std::vector<std::uint8_t> half;
    for (int y = 0; y + stepY <= height; y += stepY) {
        for (int x = 0; x + stepX <= width; x += stepX) {
            int sum = 0;
            for (int j = 0; j < stepY; ++j) {
                for (int i = 0; i < stepX; ++i) sum += texels[static_cast<size_t>((y + j) * width + x + i)];
            }
            const int count = stepX * stepY;
            half.push_back(static_cast<std::uint8_t>((sum + count / 2) / count));
        }
    }
    return half;
}

}  // namespace myochart::render
