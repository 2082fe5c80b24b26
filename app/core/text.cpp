#include "core/text.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdint>

#include <fmt/format.h>

#include "core/utf8.h"

namespace myochart {

namespace {

/// Base letters of U+00C0..U+017F, a blank where there is none.
constexpr std::string_view kLatinBase =
    "aaaaaaaceeeeiiiidnooooo ouuuuytsaaaaaaaceeeeiiiidnooooo ouuuuyty"
    "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkkklllllll"
    "lllnnnnnnnnnoooooooorrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";

bool isHidden(char32_t c) {
    return c < 0x20 || c == 0x7F || (c >= 0x80 && c < 0xA0) || (c >= 0x200B && c <= 0x200F) ||
           (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) || c == 0xFEFF;
}

/// Whether a text is of ASCII alone, and something in it can be seen: most texts.
bool isPlain(std::string_view text) {
    bool seen = false;
    for (const char c : text) {
        if (static_cast<unsigned char>(c) >= 0x80) return false;
        seen = seen || c > ' ';
    }
    return seen;
}

}  // namespace

std::string foldForSearch(std::string_view text) {
    std::string folded;
    folded.reserve(text.size());
    for (size_t at = 0; at < text.size();) {
        const char32_t c = decodeUtf8(text, at);
        char base = ' ';
        bool keepAsIs = false;
        if (c < 0x80) {
            const char plain = static_cast<char>(c);
            if ((plain >= 'a' && plain <= 'z') || (plain >= '0' && plain <= '9')) base = plain;
            else if (plain >= 'A' && plain <= 'Z') base = static_cast<char>(plain - 'A' + 'a');
            else if (plain == '\'') continue;
        } else if (c >= 0xC0 && c - 0xC0 < kLatinBase.size()) {
            base = kLatinBase[c - 0xC0];
        } else if (c >= 0x300 && c <= 0x36F) {
            continue;  // an accent that stands behind its letter
        } else if (c != kNoCharacter && c > 0x17F && !isHidden(c) && !(c >= 0x2000 && c <= 0x206F)) {
            keepAsIs = true;
        }
        if (keepAsIs) folded += fmt::format("u{:x}", static_cast<std::uint32_t>(c));
        else if (base != ' ') folded += base;
        else if (!folded.empty() && folded.back() != ' ') folded += ' ';
    }
    while (!folded.empty() && folded.back() == ' ') folded.pop_back();
    return folded;
}

bool isUtf8(std::string_view text) {
    for (size_t at = 0; at < text.size();) {
        if (static_cast<unsigned char>(text[at]) - 1U < 0x7F) {  // ASCII, most of what there is
            ++at;
            continue;
        }
        const char32_t c = decodeUtf8(text, at);
        if (c == kNoCharacter || c == 0) return false;
    }
    return true;
}

std::string displayText(std::string_view text, size_t maxBytes) {
    std::string shown;
    for (size_t at = 0; at < text.size();) {
        const size_t from = at;
        const char32_t c = decodeUtf8(text, at);
        const std::string_view piece = c == kNoCharacter || isHidden(c) ? std::string_view("\xEF\xBF\xBD") : text.substr(from, at - from);
        if (shown.size() + piece.size() > maxBytes) return shown + "\xE2\x80\xA6";
        shown += piece;
    }
    return shown;
}

std::string withoutHiddenMarks(std::string_view text, char lineEnd) {
    if (isPlain(text)) return std::string(text);
    std::string kept;
    if (isBlankText(text)) return kept;
    kept.reserve(text.size());
    for (size_t at = 0; at < text.size();) {
        const size_t from = at;
        const char32_t c = decodeUtf8(text, at);
        const bool ends = c == 0x85 || c == 0x2028 || c == 0x2029, joins = c == 0x200C || c == 0x200D, ascii = c < 0x80;
        if (ends) kept += lineEnd;
        else if (ascii || joins || c == kNoCharacter || !(isHidden(c) || c == 0x061C || c == 0x2060)) kept += text.substr(from, at - from);
    }
    return kept;
}

int editDistance(std::string_view a, std::string_view b, int limit) {
    const int n = static_cast<int>(a.size()), m = static_cast<int>(b.size());
    if (std::abs(n - m) > limit) return limit + 1;
    const auto width = static_cast<size_t>(m) + 1;
    std::vector<int> before(width), last(width), row(width);
    for (int j = 0; j <= m; ++j) last[static_cast<size_t>(j)] = j;
    for (int i = 1; i <= n; ++i) {
        row[0] = i;
        int best = i;
        for (int j = 1; j <= m; ++j) {
            const auto at = static_cast<size_t>(j);
            const bool same = a[static_cast<size_t>(i - 1)] == b[at - 1];
            row[at] = std::min({last[at] + 1, row[at - 1] + 1, last[at - 1] + (same ? 0 : 1)});
            if (i > 1 && j > 1 && a[static_cast<size_t>(i - 1)] == b[at - 2] && a[static_cast<size_t>(i - 2)] == b[at - 1])
                row[at] = std::min(row[at], before[at - 2] + 1);
            best = std::min(best, row[at]);
        }
        if (best > limit) return limit + 1;
        std::swap(before, last);
        std::swap(last, row);
    }
    return std::min(last[width - 1], limit + 1);
}

std::optional<double> parseNumber(std::string_view text) {
    double value = 0;
    const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (text.empty() || fault != std::errc{} || end != text.data() + text.size() || !std::isfinite(value))
        return std::nullopt;
    return value;
}

std::optional<long long> parseInteger(std::string_view text) {
    long long value = 0;
    const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (text.empty() || fault != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return value;
}

std::vector<std::string> split(std::string_view text, char separator) {
    std::vector<std::string> parts;
    for (size_t from = 0;;) {
        const size_t to = text.find(separator, from);
        parts.emplace_back(text.substr(from, to == std::string_view::npos ? to : to - from));
        if (to == std::string_view::npos) return parts;
        from = to + 1;
    }
}

std::string trim(std::string_view text) {
    const auto blank = [](char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; };
    while (!text.empty() && blank(text.front())) text.remove_prefix(1);
    while (!text.empty() && blank(text.back())) text.remove_suffix(1);
    return std::string(text);
}

std::string formatNumber(double value, int decimals) {
    std::string text = fmt::format("{:.{}f}", value, decimals);
    if (text.find('.') != std::string::npos) {
        while (text.back() == '0') text.pop_back();
        if (text.back() == '.') text.pop_back();
    }
    return text == "-0" ? "0" : text;
}

}  // namespace myochart
