#include "ui/fonts.h"

#include <imgui_freetype.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "core/files.h"

namespace myochart::ui {

namespace {

Path firstExisting(const std::vector<Path>& candidates) {
    std::error_code fault;
    for (const Path& candidate : candidates)
        if (std::filesystem::is_regular_file(candidate, fault)) return candidate;
    return {};
}

/// Where distributions keep fonts.
std::vector<Path> under(const char* relative) {
    return {Path("/usr/share/fonts") / relative, Path("/usr/local/share/fonts") / relative};
}

const ImWchar* textRanges() {
    // Latin with its extensions, Greek, Cyrillic, Vietnamese, and the signs the window uses.
    static const ImWchar ranges[] = {0x0020, 0x024F, 0x0300, 0x036F, 0x0370, 0x052F, 0x1E00,
                                     0x1EFF, 0x2002, 0x2002, 0x2010, 0x2044, 0x20AC, 0x20AC,
                                     0x2190, 0x2193, 0x2212, 0x2212, 0x25CF, 0x25CF, 0};
    return ranges;
}

const ImWchar* iconRanges() {
    static const ImWchar ranges[] = {0xE000, 0xEFFF, 0};
    return ranges;
}

ImFont* addFace(ImFontAtlas& atlas, const Path& file, float px, const ImWchar* ranges, float lift = 0) {
    if (file.empty()) return nullptr;
    ImFontConfig config;
    config.PixelSnapH = false;
    config.OversampleH = 1;
    config.GlyphOffset.y = lift;
    config.FontBuilderFlags = ImGuiFreeTypeBuilderFlags_LightHinting;
    return atlas.AddFontFromFileTTF(file.string().c_str(), std::max(4.0F, std::round(px)), &config, ranges);
}

void evenDigits(ImFont& font) {
    float widest = 0;
    for (ImWchar c = '0'; c <= '9'; ++c) widest = std::max(widest, font.GetCharAdvance(c));
    for (ImFontGlyph& glyph : font.Glyphs) {
        if (glyph.Codepoint < '0' || glyph.Codepoint > '9') continue;
        const float shift = std::round((widest - glyph.AdvanceX) / 2);
        glyph.X0 += shift;
        glyph.X1 += shift;
        glyph.AdvanceX = widest;
        font.IndexAdvanceX[static_cast<int>(glyph.Codepoint)] = widest;
    }
}

/// Files of one type family; empty paths where a weight is missing.
struct FontFiles {
    Path regular, medium, semibold, icons;
    float emPerLine = 1;  ///< line height over em, so that sizes are those of the em
};

/// The first family installed of Inter and Roboto, and the icon font.
FontFiles findFonts() {
    FontFiles files;
    files.icons = firstExisting(under("truetype/material-design-icons-iconfont/MaterialIcons-Regular.ttf"));
    const auto inter = [](const char* weight) {
        return firstExisting(under((std::string("opentype/inter/Inter-") + weight + ".otf").c_str()));
    };
    const auto roboto = [](const char* weight) {
        return firstExisting(
            under((std::string("truetype/roboto/unhinted/RobotoTTF/Roboto-") + weight + ".ttf").c_str()));
    };
    files.regular = inter("Regular");
    if (!files.regular.empty()) {
        files.medium = inter("Medium");
        files.semibold = inter("SemiBold");
        files.emPerLine = 1.21F;
        return files;
    }
    files.regular = roboto("Regular");
    files.medium = files.semibold = roboto("Medium");
    files.emPerLine = 1.172F;
    return files;
}

}  // namespace

FontSet makeFonts(float scale) {
    const FontFiles files = findFonts();
    FontSet set;
    set.scale = scale;
    ImFontAtlas& atlas = *set.atlas;
    Fonts& fonts = set.fonts;
    atlas.FontBuilderIO = ImGuiFreeType::GetBuilderForFreeType();
    atlas.Flags |= ImFontAtlasFlags_NoPowerOfTwoHeight;
    const float em = files.emPerLine * scale;
    const Path& medium = files.medium.empty() ? files.regular : files.medium;
    const Path& semibold = files.semibold.empty() ? medium : files.semibold;
    fonts.body = addFace(atlas, files.regular, 15 * em, textRanges());
    if (!fonts.body) {
        ImFontConfig config;
        config.SizePixels = std::round(15 * scale);
        fonts.body = atlas.AddFontDefault(&config);
    }
    const auto orBody = [&](ImFont* face) { return face ? face : fonts.body; };
    fonts.strong = orBody(addFace(atlas, semibold, 15 * em, textRanges()));
    fonts.note = orBody(addFace(atlas, files.regular, 13 * em, textRanges()));
    fonts.noteStrong = orBody(addFace(atlas, medium, 13 * em, textRanges()));
    fonts.title = orBody(addFace(atlas, semibold, 20 * em, textRanges()));
    fonts.icons = addFace(atlas, files.icons, 20 * scale, iconRanges());
    fonts.smallIcons = addFace(atlas, files.icons, 16 * scale, iconRanges());
    atlas.Build();
    // Figures stand in columns and are typed in these two; in headings even digits would leave gaps around every 1.
    for (ImFont* face : {fonts.body, fonts.note}) evenDigits(*face);
    return set;
}

}  // namespace myochart::ui
