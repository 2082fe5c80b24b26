#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace myochart::builtin::measured {

// Whole numbers as text, short for small ones: a..z are 0..25, A..Z are -1..-26, others are written with their sign,
// +26, -27. No blanks between.

void appendFigure(std::string& text, std::int32_t value);
/// Takes the next figure off the front of `text`; nothing when there is none or it is out of ±1 000 000.
std::optional<std::int32_t> takeFigure(std::string_view& text);

}  // namespace myochart::builtin::measured
