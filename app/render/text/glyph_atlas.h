#pragma once
#include <optional>
#include <unordered_map>

#include "core/vec.h"
#include "render/gl/texture.h"
#include "render/text/typesetter.h"

namespace myochart::render {

/// The glyphs drawn so far, in one texture of grey levels.
class GlyphAtlas {
  public:
    static constexpr int kSide = 1024;
    static constexpr int kShifts = 4;  ///< places between two pixels that a glyph is drawn for

    /// Where a glyph lies in the texture, and where its upper left corner stands from its origin (y down), px.
    struct Place {
        int x = 0, y = 0, width = 0, height = 0;
        int left = 0, top = 0;
    };

    GlyphAtlas() : texture_(gl::kR8, kSide, kSide, gl::Texture::Filter::nearest) {}
    /// Draws it into the texture if it is not there. Nothing when the texture is full: clear() and set all text again.
    std::optional<Place> place(Typesetter& typesetter, const SetGlyph& glyph, float sizePx, int shift);
    void clear();
    void bind(int unit) const { texture_.bind(unit); }

  private:
    gl::Texture texture_;
    std::unordered_map<std::uint64_t, Place> places_;
    int shelfX_ = 0, shelfY_ = 0, shelfHeight_ = 0;
};

}  // namespace myochart::render
