#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace myochart::shorthand {

/// One word, figure or sign of a line.
struct Token {
    enum class Kind {
        word,       ///< letters; "cm2" is one
        number,     ///< "20", "0.25", "0,25", ".25"
        separator,  ///< comma, semicolon, end of a line
        arrow,      ///< > -> → ›
        times,      ///< × *; the letter x between or behind figures is one, too
        plus,       ///< one or several +
        colon,      ///< : =
        slash,
        minus,      ///< between or before figures; else a dash is a blank
        other,
    };
    Kind kind = Kind::other;
    size_t from = 0, to = 0;  ///< bytes of the line
    std::string text;         ///< of a word: folded for search; else as it stands
    double value = 0;         ///< of a number; of plus how many
    bool whole = false;       ///< a number without a point or comma
    bool glued = false;       ///< no blank before it
};

/// A line in pieces, in order; never fails, whatever the bytes. Blanks, quotes and full stops behind words are left out.
std::vector<Token> tokensOf(std::string_view line);

}  // namespace myochart::shorthand
