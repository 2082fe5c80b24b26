#include "core/utf8.h"

#include <algorithm>
#include <array>

namespace myochart {

namespace {

struct Range {
    char32_t first, last;
};
/// Characters without a mark on the page: Unicode's blanks (Zs, Zl, Zp), formats (Cf) and C1 controls, the fillers of
/// Hangul, Khmer and Braille, and what only changes a letter before it (combining marks, variation selectors, tags).
/// Line breaks and other C0 controls are refused or kept elsewhere.
constexpr std::array<Range, 25> kUnseen = {
    {{0x20, 0x20},     {0x80, 0xA0},     {0xAD, 0xAD},     {0x300, 0x36F},   {0x61C, 0x61C},
     {0x70F, 0x70F},   {0x115F, 0x1160}, {0x1680, 0x1680}, {0x17B4, 0x17B5}, {0x180B, 0x180F},
     {0x1AB0, 0x1AFF}, {0x1DC0, 0x1DFF}, {0x2000, 0x200F}, {0x2028, 0x202F}, {0x205F, 0x206F},
     {0x20D0, 0x20FF}, {0x2800, 0x2800}, {0x3000, 0x3000}, {0x3164, 0x3164}, {0xFE00, 0xFE0F},
     {0xFE20, 0xFE2F}, {0xFEFF, 0xFEFF}, {0xFFA0, 0xFFA0}, {0xFFF9, 0xFFFB}, {0xE0000, 0xE0FFF}}};

bool isUnseen(char32_t c) {
    return std::ranges::any_of(kUnseen, [&](const Range& range) { return c >= range.first && c <= range.last; });
}

}  // namespace

char32_t decodeUtf8(std::string_view text, size_t& at) {
    const auto byte = [&](size_t i) { return static_cast<unsigned char>(text[i]); };
    const unsigned char first = byte(at);
    if (first < 0x80) return text.size() > at ? static_cast<char32_t>(byte(at++)) : kNoCharacter;
    const int extra = first >= 0xF0 && first < 0xF5   ? 3
                      : first >= 0xE0 && first < 0xF0 ? 2
                      : first >= 0xC2 && first < 0xE0 ? 1
                                                      : 0;
    if (extra == 0 || at + static_cast<size_t>(extra) >= text.size()) {
        ++at;
        return kNoCharacter;
    }
    char32_t code = first & (0x3F >> extra);
    for (int i = 1; i <= extra; ++i) {
        const unsigned char next = byte(at + static_cast<size_t>(i));
        if ((next & 0xC0) != 0x80) {
            ++at;
            return kNoCharacter;
        }
        code = (code << 6) | (next & 0x3F);
    }
    const bool overlong = (extra == 2 && code < 0x800) || (extra == 3 && code < 0x10000);
    if (overlong || (code >= 0xD800 && code < 0xE000) || code > 0x10FFFF) {
        ++at;
        return kNoCharacter;
    }
    at += static_cast<size_t>(extra) + 1;
    return code;
}

bool isBlankText(std::string_view text) {
    for (size_t at = 0; at < text.size();)
        if (!isUnseen(decodeUtf8(text, at))) return false;
    return true;
}

}  // namespace myochart
