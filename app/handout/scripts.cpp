#include "handout/scripts.h"

#include <algorithm>
#include <cctype>

#include "core/text.h"
#include "core/utf8.h"

namespace myochart::handout {

namespace {

enum class Direction { none, left, right };

/// Of a letter. Hebrew, Arabic and the scripts beside them (U+0590..08FF and their presentation forms, U+10800..10FFF, U+1E800..1EFFF)
/// run to the left; digits, blanks and signs have no direction of their own.
Direction directionOf(char32_t letter) {
    const auto within = [&](char32_t from, char32_t to) { return letter >= from && letter <= to; };
    if (within(0x0590, 0x08FF) || within(0xFB1D, 0xFDFF) || within(0xFE70, 0xFEFE) || within(0x10800, 0x10FFF) || within(0x1E800, 0x1EFFF)) return Direction::left;
    if (within('A', 'Z') || within('a', 'z') || letter == 0xAA || letter == 0xB5 || letter == 0xBA) return Direction::right;
    if (letter < 0xC0 || letter == 0xD7 || letter == 0xF7 || within(0x2000, 0x2BFF) || within(0x3000, 0x3004) || letter == kNoCharacter) return Direction::none;
    return Direction::right;
}

}  // namespace

std::vector<std::string> inOneDirection(std::string_view text) {
    std::vector<std::string> pieces;
    Direction now = Direction::none;
    size_t begin = 0, lastBlank = 0;
    const auto take = [&](size_t end) {
        if (std::string piece = trim(text.substr(begin, end - begin)); !piece.empty()) pieces.push_back(std::move(piece));
        begin = end;
    };
    for (size_t at = 0; at < text.size();) {
        const size_t here = at;
        const Direction direction = directionOf(decodeUtf8(text, at));
        if (text[here] == ' ') lastBlank = at;
        if (direction == Direction::none) continue;
        if (now != Direction::none && direction != now) take(lastBlank > begin ? lastBlank : here);
        now = direction;
    }
    take(text.size());
    return pieces;
}

bool runsToTheLeft(std::string_view text) {
    for (size_t at = 0; at < text.size();)
        if (const Direction direction = directionOf(decodeUtf8(text, at)); direction != Direction::none) return direction == Direction::left;
    return false;
}

std::string linkIn(std::string_view line) {
    constexpr std::string_view kSigns = "-._~:/?#@!$&*+,;=%";
    for (const std::string& word : split(line, ' ')) {
        const bool plain = std::ranges::all_of(word, [&](char c) { return (static_cast<unsigned char>(c) < 0x80 && std::isalnum(static_cast<unsigned char>(c))) || kSigns.find(c) != std::string_view::npos; });
        if (!plain || word.size() > 300) continue;
        std::string address = word;
        while (!address.empty() && std::string_view(",;:.!?").find(address.back()) != std::string_view::npos) address.pop_back();
        if (address.starts_with("https://") || address.starts_with("http://")) return address;
        if (address.starts_with("www.") && address.size() > 6) return "https://" + address;
        const size_t sign = address.find('@');
        if (sign != std::string::npos && sign > 0 && address.find('@', sign + 1) == std::string::npos && address.find('.', sign) != std::string::npos && address.find('/') == std::string::npos)
            return "mailto:" + address;
    }
    return {};
}

}  // namespace myochart::handout
