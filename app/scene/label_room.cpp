#include "scene/label_room.h"

#include <algorithm>
#include <cmath>

namespace myochart::scene {

namespace {

constexpr float kCellPx = 2;
constexpr int kWordBits = 64;

/// Bits `from`..`to` (inclusive) of one word.
std::uint64_t bits(int from, int to) {
    const std::uint64_t upTo = to == kWordBits - 1 ? ~std::uint64_t{0} : (std::uint64_t{1} << static_cast<unsigned>(to + 1)) - 1;
    return upTo & ~((std::uint64_t{1} << static_cast<unsigned>(from)) - 1);
}

}  // namespace

LabelRoom::LabelRoom(const Viewport& viewport)
    : size_(std::max(viewport.width, 0), std::max(viewport.height, 0)),
      columns_(static_cast<int>(std::ceil(size_.x / kCellPx))),
      rows_(static_cast<int>(std::ceil(size_.y / kCellPx))),
      wordsPerRow_(static_cast<size_t>(columns_ + kWordBits - 1) / kWordBits),
      taken_(wordsPerRow_ * static_cast<size_t>(rows_)) {}

LabelRoom::Cells LabelRoom::cellsOf(const PxRect& rect) const {
    const auto cell = [](float px, int count) { return std::clamp(static_cast<int>(std::floor(px / kCellPx)), 0, count - 1); };
    return {cell(rect.min.x, columns_), cell(rect.max.x, columns_), cell(rect.min.y, rows_), cell(rect.max.y, rows_)};
}

void LabelRoom::take(const PxRect& rect) {
    if (taken_.empty() || rect.max.x < 0 || rect.max.y < 0 || rect.min.x > size_.x || rect.min.y > size_.y) return;
    const Cells c = cellsOf(rect);
    for (int row = c.top; row <= c.bottom; ++row)
        for (int word = c.left / kWordBits; word <= c.right / kWordBits; ++word)
            taken_[static_cast<size_t>(row) * wordsPerRow_ + static_cast<size_t>(word)] |=
                bits(std::max(c.left - word * kWordBits, 0), std::min(c.right - word * kWordBits, kWordBits - 1));
}

bool LabelRoom::isFree(const PxRect& rect) const {
    if (rect.min.x < 0 || rect.min.y < 0 || rect.max.x > size_.x || rect.max.y > size_.y || taken_.empty()) return false;
    const Cells c = cellsOf(rect);
    for (int word = c.left / kWordBits; word <= c.right / kWordBits; ++word) {
        const std::uint64_t mask = bits(std::max(c.left - word * kWordBits, 0), std::min(c.right - word * kWordBits, kWordBits - 1));
        for (int row = c.top; row <= c.bottom; ++row)
            if (taken_[static_cast<size_t>(row) * wordsPerRow_ + static_cast<size_t>(word)] & mask) return false;
    }
    return true;
}

}  // namespace myochart::scene
