#include "builtin/measured/figure_code.h"

#include <charconv>

namespace myochart::builtin::measured {

void appendFigure(std::string& text, std::int32_t value) {
    if (value >= 0 && value <= 25)
        text += static_cast<char>('a' + value);
    else if (value < 0 && value >= -26)
        text += static_cast<char>('A' - 1 - value);
    else
        text += (value > 0 ? "+" : "") + std::to_string(value);
}

std::optional<std::int32_t> takeFigure(std::string_view& text) {
    if (text.empty()) return std::nullopt;
    const char first = text.front();
    if (first >= 'a' && first <= 'z') return text.remove_prefix(1), first - 'a';
    if (first >= 'A' && first <= 'Z') return text.remove_prefix(1), 'A' - 1 - first;
    if (first != '+' && first != '-') return std::nullopt;
    std::int32_t size = 0;
    if (text.size() < 2 || text[1] < '0' || text[1] > '9') return std::nullopt;
    const auto [end, error] = std::from_chars(text.data() + 1, text.data() + text.size(), size);
    if (error != std::errc{} || size > 1'000'000) return std::nullopt;
    text.remove_prefix(static_cast<size_t>(end - text.data()));
    return first == '-' ? -size : size;
}

}  // namespace myochart::builtin::measured
