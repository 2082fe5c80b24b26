#include "render/text/utf8.h"

#include <cstddef>

namespace myochart::render {
namespace {

constexpr char32_t kReplacement = 0xFFFD;

// Bytes of the form that starts with `lead`; 0 when none does.
size_t lengthOf(unsigned char lead) {
    if (lead < 0x80) return 1;
    if (lead >= 0xC2 && lead < 0xE0) return 2;
    if (lead >= 0xE0 && lead < 0xF0) return 3;
    if (lead >= 0xF0 && lead < 0xF5) return 4;
    return 0;
}

bool isAllowed(char32_t c, size_t length) {
    constexpr char32_t kSmallest[] = {0, 0, 0x80, 0x800, 0x10000};
    return c >= kSmallest[length] && c <= 0x10FFFF && (c < 0xD800 || c > 0xDFFF);
}

}  // namespace

std::u32string fromUtf8(std::string_view text) {
    std::u32string characters;
    for (size_t i = 0; i < text.size();) {
        const auto lead = static_cast<unsigned char>(text[i]);
        const size_t length = lengthOf(lead);
        char32_t c = length == 1 ? lead : lead & (0x7FU >> length);
        bool whole = length > 0 && i + length <= text.size();
        for (size_t k = 1; whole && k < length; ++k) {
            const auto next = static_cast<unsigned char>(text[i + k]);
            whole = (next & 0xC0U) == 0x80U;
            c = (c << 6U) | (next & 0x3FU);
        }
        whole = whole && isAllowed(c, length);
        characters += whole && c >= 0x20 && c != 0x7F ? c : kReplacement;
        i += whole ? length : 1;
    }
    return characters;
}

}  // namespace myochart::render
