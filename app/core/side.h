#pragma once
#include <optional>
#include <string_view>

namespace myochart {

/// The patient's own left or right.
enum class Side { left, right, midline };

constexpr std::string_view name(Side side) {
    return side == Side::left ? "left" : side == Side::right ? "right" : "midline";
}
constexpr std::optional<Side> sideFromName(std::string_view text) {
    if (text == "left") return Side::left;
    if (text == "right") return Side::right;
    if (text == "midline") return Side::midline;
    return std::nullopt;
}
constexpr Side opposite(Side side) {
    return side == Side::left ? Side::right : side == Side::right ? Side::left : Side::midline;
}

}  // namespace myochart
