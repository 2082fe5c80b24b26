#pragma once
#include <cstdint>
#include <vector>

namespace myochart::render {

/// Streaks that repeat in both directions: x runs across the fibres (kFibreNoiseWidth texels cover
/// kFibreNoiseAcrossMm), y along them. Octaves from 16 mm bundles down to 0.5 mm fascicles, so that at every distance
/// some are left when mipmaps have taken away what is finer than a pixel. 128 is the mean. The same on every machine.
inline constexpr int kFibreNoiseWidth = 512, kFibreNoiseHeight = 64;
inline constexpr float kFibreNoiseAcrossMm = 64, kFibreNoiseAlongMm = 160;
std::vector<std::uint8_t> fibreNoise();
/// Half as large in each direction that is larger than one, each texel the mean of those it stands for.
std::vector<std::uint8_t> halved(const std::vector<std::uint8_t>& texels, int width, int height);

}  // namespace myochart::render
