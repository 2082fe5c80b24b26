#include "render/text/typesetter.h"

#include <ft2build.h>
#include FT_FREETYPE_H
#include FT_OUTLINE_H

#include <cmath>
#include <optional>
#include <unordered_map>

#include "render/text/font_files.h"
#include "render/text/utf8.h"

namespace myochart::render {
namespace {

constexpr char32_t kEllipsis = 0x2026;
constexpr float kBoxWidthEm = 0.6F, kBoxHeightEm = 0.7F;
constexpr float kUsualCapEm = 0.72F;
constexpr FT_Int32 kLoadFlags = FT_LOAD_TARGET_LIGHT | FT_LOAD_NO_BITMAP;

FT_F26Dot6 inSixtyFourths(float px) { return static_cast<FT_F26Dot6>(std::lround(px * 64)); }
float inPixels(FT_Pos value) { return static_cast<float>(value) / 64.0F; }

struct Advance {
    std::uint16_t font = SetGlyph::kNoFont;
    std::uint32_t glyph = 0;
    float width = 0;
};

}  // namespace

struct Typesetter::Impl {
    struct Font {
        Path file;
        FT_Face face = nullptr;
        bool tried = false;
        FT_F26Dot6 size = 0;
    };

    FT_Library library = nullptr;
    std::vector<Font> fonts;
    std::unordered_map<std::uint64_t, Advance> advances;  // by character and size

    Impl() {
        if (FT_Init_FreeType(&library) != 0) library = nullptr;
        if (library == nullptr) return;
        for (Path& file : labelFonts()) fonts.push_back({std::move(file)});
    }
    Impl(const Impl&) = delete;
    Impl& operator=(const Impl&) = delete;
    ~Impl() {
        if (library != nullptr) FT_Done_FreeType(library);  // takes the faces with it
    }

    FT_Face face(size_t number, FT_F26Dot6 size);
    Advance find(char32_t character, FT_F26Dot6 size);
    const Advance& advance(char32_t character, FT_F26Dot6 size);
    float kerning(const SetGlyph& left, const Advance& right, FT_F26Dot6 size);
};

// Opened when first needed: most runs never look beyond the first font.
FT_Face Typesetter::Impl::face(size_t number, FT_F26Dot6 size) {
    Font& font = fonts[number];
    if (!font.tried) {
        font.tried = true;
        if (FT_New_Face(library, font.file.c_str(), 0, &font.face) != 0) font.face = nullptr;
    }
    if (font.face == nullptr) return nullptr;
    if (font.size != size) {
        if (FT_Set_Char_Size(font.face, 0, size, 72, 72) != 0) return nullptr;
        font.size = size;
    }
    return font.face;
}

Advance Typesetter::Impl::find(char32_t character, FT_F26Dot6 size) {
    std::optional<Advance> box;
    for (size_t i = 0; i < fonts.size(); ++i) {
        const FT_Face f = face(i, size);
        if (f == nullptr) continue;
        const FT_UInt glyph = FT_Get_Char_Index(f, character);
        if (glyph == 0 && box) continue;
        if (FT_Load_Glyph(f, glyph, kLoadFlags) != 0) continue;
        const Advance found{static_cast<std::uint16_t>(i), glyph, static_cast<float>(f->glyph->linearHoriAdvance) / 65536};
        if (glyph != 0) return found;
        box = found;
    }
    return box.value_or(Advance{SetGlyph::kNoFont, 0, inPixels(size) * kBoxWidthEm});
}

const Advance& Typesetter::Impl::advance(char32_t character, FT_F26Dot6 size) {
    const std::uint64_t key = (std::uint64_t{character} << 32U) | static_cast<std::uint32_t>(size);
    if (const auto known = advances.find(key); known != advances.end()) return known->second;
    return advances.emplace(key, find(character, size)).first->second;
}

float Typesetter::Impl::kerning(const SetGlyph& left, const Advance& right, FT_F26Dot6 size) {
    if (left.font != right.font || left.font == SetGlyph::kNoFont) return 0;
    const FT_Face f = face(left.font, size);
    FT_Vector kern{};
    if (f == nullptr || !FT_HAS_KERNING(f) || FT_Get_Kerning(f, left.glyph, right.glyph, FT_KERNING_UNFITTED, &kern) != 0) return 0;
    return inPixels(kern.x);
}

Typesetter::Typesetter() : impl_(std::make_unique<Impl>()) {}
Typesetter::~Typesetter() = default;

SetLine Typesetter::set(std::string_view text, float sizePx, float maxWidthPx) {
    const FT_F26Dot6 size = inSixtyFourths(sizePx);
    const Advance ellipsis = impl_->advance(kEllipsis, size);
    SetLine line;
    size_t keep = 0;          // glyphs that still leave room for the ellipsis
    float keptWidth = 0;
    for (const char32_t character : fromUtf8(text)) {
        const Advance& next = impl_->advance(character, size);
        if (!line.glyphs.empty()) line.width += impl_->kerning(line.glyphs.back(), next, size);
        if (line.width + next.width > maxWidthPx) {
            line.glyphs.resize(keep);
            line.glyphs.push_back({ellipsis.font, ellipsis.glyph, keptWidth});
            line.width = keptWidth + ellipsis.width;
            return line;
        }
        line.glyphs.push_back({next.font, next.glyph, line.width});
        line.width += next.width;
        if (line.width + ellipsis.width <= maxWidthPx) {
            keep = line.glyphs.size();
            keptWidth = line.width;
        }
    }
    return line;
}

static GlyphBitmap plainBox(float sizePx) {
    GlyphBitmap box;
    box.width = std::max(3, static_cast<int>(std::lround(sizePx * (kBoxWidthEm - 0.1F))));
    box.height = std::max(3, static_cast<int>(std::lround(sizePx * kBoxHeightEm)));
    box.top = box.height;
    box.grey.assign(static_cast<size_t>(box.width) * static_cast<size_t>(box.height), 0);
    for (int y = 0; y < box.height; ++y) {
        for (int x = 0; x < box.width; ++x) {
            const bool edge = x == 0 || y == 0 || x == box.width - 1 || y == box.height - 1;
            if (edge) box.grey[static_cast<size_t>(y * box.width + x)] = 255;
        }
    }
    return box;
}

GlyphBitmap Typesetter::draw(const SetGlyph& glyph, float sizePx, float shiftPx) {
    if (glyph.font == SetGlyph::kNoFont) return plainBox(sizePx);
    const FT_Face f = impl_->face(glyph.font, inSixtyFourths(sizePx));
    if (f == nullptr || FT_Load_Glyph(f, glyph.glyph, kLoadFlags) != 0) return {};
    FT_Outline_Translate(&f->glyph->outline, inSixtyFourths(shiftPx), 0);
    if (FT_Render_Glyph(f->glyph, FT_RENDER_MODE_NORMAL) != 0) return {};
    const FT_Bitmap& from = f->glyph->bitmap;
    GlyphBitmap bitmap{static_cast<int>(from.width), static_cast<int>(from.rows), f->glyph->bitmap_left,
                       f->glyph->bitmap_top, {}};
    bitmap.grey.reserve(size_t{from.width} * from.rows);
    for (unsigned row = 0; row < from.rows; ++row) {
        const unsigned char* start = from.buffer + static_cast<std::ptrdiff_t>(row) * from.pitch;
        bitmap.grey.insert(bitmap.grey.end(), start, start + from.width);
    }
    return bitmap;
}

float Typesetter::capHeight(float sizePx) {
    const FT_F26Dot6 size = inSixtyFourths(sizePx);
    const Advance& letter = impl_->advance(U'H', size);
    if (letter.font == SetGlyph::kNoFont) return sizePx * kBoxHeightEm;
    const FT_Face f = impl_->face(letter.font, size);
    if (f == nullptr || FT_Load_Glyph(f, letter.glyph, kLoadFlags) != 0) return sizePx * kUsualCapEm;
    return inPixels(f->glyph->metrics.horiBearingY);
}

}  // namespace myochart::render
