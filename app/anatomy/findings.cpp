#include "anatomy/findings.h"

#include <algorithm>
#include <array>

#include "anatomy/hazards.h"
#include "core/words.h"

namespace myochart::anatomy {

namespace {

bool isDigit(char c) { return c >= '0' && c <= '9'; }

/// "11 of 14", "1 per 1024", "84 percent": a figure, and behind it one of these with another figure or alone.
bool holdsShare(std::string_view text) {
    constexpr std::array<std::string_view, 3> kWithFigure = {" of ", " per ", " in "};
    for (size_t at = 0; at < text.size(); ++at) {
        if (!isDigit(text[at])) continue;
        while (at < text.size() && (isDigit(text[at]) || text[at] == '.')) ++at;
        const std::string_view rest = text.substr(at);
        if (rest.starts_with(" percent") || rest.starts_with("%")) return true;
        for (const std::string_view word : kWithFigure)
            if (rest.starts_with(word) && rest.size() > word.size() && isDigit(rest[word.size()])) return true;
    }
    return false;
}

}  // namespace

bool tellsFinding(std::string_view text) {
    constexpr std::array<std::string_view, 4> kOutcomes = {"as stop", "did not reach", "none pierced", "met none"};
    return holdsLength(text) || holdsShare(text) || std::ranges::any_of(kOutcomes, [&](std::string_view words) { return text.find(words) != std::string_view::npos; });
}

std::string asFinding(std::string_view text) {
    return tellsFinding(text) ? trf("One publication's finding and no limit to go by: {}", text) : std::string(text);
}

}  // namespace myochart::anatomy
