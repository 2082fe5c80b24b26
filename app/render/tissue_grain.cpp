#include "render/tissue_grain.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "core/vec.h"
#include "render/fibre_noise.h"

namespace myochart::render {
namespace {

constexpr int kFascicles = 16;  // cells a side: 2.5 mm each
constexpr int kPores = 26;      // 1.5 mm

// Integer hash to 0..1.
float random(int x, int y, std::uint32_t salt) {
    std::uint32_t h = static_cast<std::uint32_t>(x) * 0x9E3779B1U ^ static_cast<std::uint32_t>(y) * 0x85EBCA77U ^ salt * 0xC2B2AE3DU;
    h = (h ^ (h >> 15U)) * 0x2C1B3C6DU;
    h = (h ^ (h >> 12U)) * 0x297A2D39U;
    return static_cast<float>((h ^ (h >> 15U)) >> 8U) / 16777216.0F;
}

struct CellDistances {
    float nearest = 9, second = 9;  // in cells
};

// To the two nearest of points scattered one a cell on a torus of `cells` x `cells` (Worley 1996).
CellDistances distances(vec2 at, int cells, std::uint32_t salt) {
    const int cx = static_cast<int>(std::floor(at.x)), cy = static_cast<int>(std::floor(at.y));
    CellDistances found;
    for (int y = cy - 1; y <= cy + 1; ++y) {
        for (int x = cx - 1; x <= cx + 1; ++x) {
            const int wx = (x + cells) % cells, wy = (y + cells) % cells;
            const vec2 point(static_cast<float>(x) + 0.15F + 0.7F * random(wx, wy, salt),
                             static_cast<float>(y) + 0.15F + 0.7F * random(wx, wy, salt + 1));
            const float d = glm::length(point - at);
            found.second = std::min(found.second, std::max(d, found.nearest));
            found.nearest = std::min(found.nearest, d);
        }
    }
    return found;
}

std::uint8_t byteOf(float share) { return static_cast<std::uint8_t>(std::clamp(share, 0.0F, 1.0F) * 255 + 0.5F); }

std::array<std::vector<std::uint8_t>, 2> planes() {
    std::array<std::vector<std::uint8_t>, 2> made;
    for (int y = 0; y < kTissueGrainSize; ++y) {
        for (int x = 0; x < kTissueGrainSize; ++x) {
            const vec2 at = (vec2(x, y) + 0.5F) / static_cast<float>(kTissueGrainSize);
            const CellDistances bundle = distances(at * static_cast<float>(kFascicles), kFascicles, 11);
            made[0].push_back(byteOf(1 - (bundle.second - bundle.nearest) * 5.5F));
            const CellDistances pore = distances(at * static_cast<float>(kPores), kPores, 23);
            made[1].push_back(byteOf(1.25F - pore.nearest * 2.6F));
        }
    }
    return made;
}

}  // namespace

Tissue tissueOf(const body::Structure& structure) {
    switch (structure.system) {
        case body::System::muscle: return Tissue::muscle;
        case body::System::bone:
        case body::System::tooth: return Tissue::bone;
        case body::System::skin: return Tissue::skin;
        case body::System::vessel: return Tissue::vessel;
        default: return Tissue::plain;
    }
}

std::vector<std::vector<std::uint8_t>> tissueGrain() {
    auto [red, green] = planes();
    std::vector<std::vector<std::uint8_t>> levels;
    for (int size = kTissueGrainSize; size > 0; size /= 2) {
        std::vector<std::uint8_t> both;
        for (size_t i = 0; i < red.size(); ++i) both.insert(both.end(), {red[i], green[i]});
        levels.push_back(std::move(both));
        red = halved(red, size, size);
        green = halved(green, size, size);
    }
    return levels;
}

}  // namespace myochart::render
