#include "render/text/glyph_atlas.h"

#include <algorithm>
#include <cmath>

namespace myochart::render {

static std::uint64_t keyOf(const SetGlyph& glyph, float sizePx, int shift) {
    const auto size = static_cast<std::uint64_t>(std::lround(sizePx * 16)) & 0xFFFFU;
    return (std::uint64_t{glyph.font} << 48U) | (size << 32U) | (std::uint64_t{glyph.glyph} << 2U) |
           static_cast<std::uint64_t>(shift);
}

std::optional<GlyphAtlas::Place> GlyphAtlas::place(Typesetter& typesetter, const SetGlyph& glyph, float sizePx, int shift) {
    const std::uint64_t key = keyOf(glyph, sizePx, shift);
    if (const auto known = places_.find(key); known != places_.end()) return known->second;
    const GlyphBitmap bitmap = typesetter.draw(glyph, sizePx, static_cast<float>(shift) / kShifts);
    if (shelfX_ + bitmap.width > kSide) {
        shelfX_ = 0;
        shelfY_ += shelfHeight_;
        shelfHeight_ = 0;
    }
    if (bitmap.width > kSide || shelfY_ + bitmap.height > kSide) return std::nullopt;
    const Place place{shelfX_, shelfY_, bitmap.width, bitmap.height, bitmap.left, -bitmap.top};
    if (!bitmap.grey.empty()) texture_.upload(place.x, place.y, place.width, place.height, bitmap.grey.data());
    shelfX_ += bitmap.width;
    shelfHeight_ = std::max(shelfHeight_, bitmap.height);
    return places_.emplace(key, place).first->second;
}

void GlyphAtlas::clear() {
    places_.clear();
    shelfX_ = shelfY_ = shelfHeight_ = 0;
}

}  // namespace myochart::render
