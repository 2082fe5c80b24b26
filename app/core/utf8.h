#pragma once
#include <string_view>

namespace myochart {

/// What decodeUtf8() answers for bytes that are no UTF-8.
inline constexpr char32_t kNoCharacter = 0xFFFFFFFF;

/// The character at `at` of a text in UTF-8, which then is behind it; kNoCharacter (one byte passed) where it is
/// malformed.
char32_t decodeUtf8(std::string_view text, size_t& at);
/// True when a text holds nothing that can be seen: blanks of any kind and width, fillers, joiners and marks without a
/// letter that they change. True of an empty text, false of bytes that are no UTF-8 and of C0 controls.
bool isBlankText(std::string_view text);

}  // namespace myochart
