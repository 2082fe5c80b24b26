#pragma once
#include <cstdint>
#include <vector>

namespace myochart::render {

/// How far each place is from the nearest of many scattered dots, 0 on a dot, 255 farthest; kStippleSize texels square,
/// kStippleDots dots to a side, repeating in both directions. The same on every machine.
inline constexpr int kStippleSize = 256, kStippleDots = 32;
std::vector<std::uint8_t> stipple();

}  // namespace myochart::render
