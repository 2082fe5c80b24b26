#pragma once
#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

namespace myochart::render {

/// A glyph of a line: which, and where its origin stands from the line's start, px.
struct SetGlyph {
    std::uint16_t font = 0;      ///< kNoFont: a plain box
    std::uint32_t glyph = 0;     ///< number inside that font
    float x = 0;
    static constexpr std::uint16_t kNoFont = 0xFFFF;
};

struct SetLine {
    std::vector<SetGlyph> glyphs;
    float width = 0;  ///< px
};

/// A glyph as grey levels, rows from the top. `left` and `top` lead from the origin on the base line to the upper left
/// corner (top counts upwards).
struct GlyphBitmap {
    int width = 0, height = 0, left = 0, top = 0;
    std::vector<std::uint8_t> grey;
};

/// Sets single lines of text, left to right, in the first font that has the character. Any UTF-8; invalid bytes become
/// the replacement character, unknown characters the font's box. No shaping. One thread.
class Typesetter {
  public:
    Typesetter();
    ~Typesetter();
    Typesetter(const Typesetter&) = delete;
    Typesetter& operator=(const Typesetter&) = delete;

    /// Ends in an ellipsis when it would be wider than `maxWidthPx`.
    SetLine set(std::string_view text, float sizePx, float maxWidthPx);
    /// `shiftPx` (0..1) moves the outline to the right, for places between pixels.
    GlyphBitmap draw(const SetGlyph& glyph, float sizePx, float shiftPx);
    /// Height of a capital letter above the base line, px.
    float capHeight(float sizePx);

  private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace myochart::render
