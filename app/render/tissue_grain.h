#pragma once
#include <cstdint>
#include <vector>

#include "body/structure.h"

namespace myochart::render {

/// What a cut face shows; the numbers are those of shaders/body.frag.
enum class Tissue { muscle = 0, bone = 1, plain = 2, skin = 3, vessel = 4 };
Tissue tissueOf(const body::Structure& structure);

/// The grain of cut tissue, repeating in both directions: kTissueGrainSize texels cover kTissueGrainMm. Red: the pale
/// sheaths between the fascicles of a muscle and the lobules of fat; green: the pores of spongy bone. By mipmap level,
/// two bytes a texel. The same on every machine.
inline constexpr int kTissueGrainSize = 256;
inline constexpr float kTissueGrainMm = 40;
std::vector<std::vector<std::uint8_t>> tissueGrain();

}  // namespace myochart::render
