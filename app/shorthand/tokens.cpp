#include "shorthand/tokens.h"

#include <algorithm>

#include "core/text.h"
#include "core/utf8.h"

namespace myochart::shorthand {

namespace {

using TokenKind = Token::Kind;

bool isDigit(char c) { return c >= '0' && c <= '9'; }

/// Whether a character beyond ASCII belongs to a word.
bool isLetterBeyond(char32_t c) {
    if (c == kNoCharacter || c < 0xAA || c == 0xD7 || c == 0xF7) return false;
    if (c < 0xC0) return c == 0xAA || c == 0xB5 || c == 0xBA;
    return c < 0x2000 || c > 0x2BFF;  // no blanks, dashes, arrows and signs
}

class Tokenizer {
  public:
    explicit Tokenizer(std::string_view line) : line_(line) {}
    std::vector<Token> run();

  private:
    char at(size_t i) const { return i < line_.size() ? line_[i] : '\0'; }
    void add(TokenKind kind, size_t to);
    void number();
    void word();
    void sign();
    size_t signLength(std::string_view sign) const { return line_.substr(at_).starts_with(sign) ? sign.size() : 0; }
    bool commaIsOfNumber(size_t comma) const;

    std::string_view line_;
    size_t at_ = 0;
    bool blank_ = true;
    std::vector<Token> tokens_;
};

void Tokenizer::add(TokenKind kind, size_t to) {
    Token token;
    token.kind = kind;
    token.from = at_;
    token.to = to;
    token.text = std::string(line_.substr(at_, to - at_));
    token.glued = !blank_;
    tokens_.push_back(std::move(token));
    at_ = to;
    blank_ = false;
}

/// "0,25" and "2,5 kg"; not "trp1,0.25x40" nor "trp 1,0.25x40": there a comma parts.
bool Tokenizer::commaIsOfNumber(size_t comma) const {
    size_t end = comma + 1;
    while (isDigit(at(end))) ++end;
    const size_t digits = end - comma - 1;
    if (digits == 0 || digits > 3 || (at(end) == '.' && isDigit(at(end + 1)))) return false;
    // "0.25 x 40,20 mm": a needle's length is told without a comma, its diameter with one.
    const bool behindTimes = !tokens_.empty() && (tokens_.back().kind == TokenKind::times || tokens_.back().text == "x");
    if (behindTimes) return line_.substr(at_, comma - at_) == "0";
    return blank_ || tokens_.empty() || tokens_.back().kind == TokenKind::separator;
}

void Tokenizer::number() {
    size_t end = at_;
    while (isDigit(at(end))) ++end;
    const bool leadingPoint = end == at_;
    bool whole = true;
    if (leadingPoint || (at(end) == '.' && isDigit(at(end + 1))) || (at(end) == ',' && commaIsOfNumber(end))) {
        whole = false;
        ++end;
        while (isDigit(at(end))) ++end;
    }
    std::string text(line_.substr(at_, end - at_));
    std::replace(text.begin(), text.end(), ',', '.');
    const auto value = parseNumber(leadingPoint ? "0" + text : text);
    add(value ? TokenKind::number : TokenKind::other, end);
    tokens_.back().value = value.value_or(0);
    tokens_.back().whole = whole;
}

void Tokenizer::word() {
    size_t end = at_;
    while (end < line_.size()) {
        size_t next = end;
        const char32_t c = decodeUtf8(line_, next);
        const bool letter = c < 0x80 ? (c | 0x20U) >= 'a' && (c | 0x20U) <= 'z' : isLetterBeyond(c);
        if (!letter && !(c == '\'' && end > at_)) break;
        end = next;
    }
    const bool countBehind = end > at_ + 1 && isDigit(at(end)) && (line_[end - 1] == 'x' || line_[end - 1] == 'X');
    if (countBehind) --end;  // "LTRx3"
    add(TokenKind::word, end);
    Token& token = tokens_.back();
    token.text = foldForSearch(token.text);
    std::erase(token.text, ' ');
    const bool squared = at(end) == '2' && !isDigit(at(end + 1));
    const size_t power = squared ? 1 : signLength("\xC2\xB2");
    if (token.text == "cm" && power > 0) {
        token.text = "cm2";
        token.to = at_ = end + power;
    }
}

void Tokenizer::sign() {
    struct Sign {
        std::string_view text;
        TokenKind kind;
    };
    static constexpr Sign kSigns[] = {
        {",", TokenKind::separator}, {";", TokenKind::separator}, {"\n", TokenKind::separator}, {"\r", TokenKind::separator}, {"->", TokenKind::arrow}, {"=>", TokenKind::arrow},
        {">", TokenKind::arrow}, {"\xE2\x86\x92", TokenKind::arrow}, {"\xE2\x80\xBA", TokenKind::arrow}, {"\xE2\x9E\x9C", TokenKind::arrow}, {"\xC3\x97", TokenKind::times},
        {"*", TokenKind::times}, {":", TokenKind::colon}, {"=", TokenKind::colon}, {"/", TokenKind::slash}};
    if (at(at_) == '+') {
        size_t end = at_;
        while (at(end) == '+') ++end;
        const auto count = static_cast<double>(end - at_);
        add(TokenKind::plus, end);
        tokens_.back().value = count;
        return;
    }
    for (const Sign& sign : kSigns)
        if (const size_t length = signLength(sign.text)) return add(sign.kind, at_ + length);
    size_t next = at_;
    const char32_t c = decodeUtf8(line_, next);
    const bool dash = c == '-' || (c >= 0x2010 && c <= 0x2015) || c == 0x2212;
    if (dash && isDigit(at(next))) return add(TokenKind::minus, next);
    const bool says = !dash && c != '.' && c != '"' && c != '\'' && c != '(' && c != ')' && c != '_' && (c == kNoCharacter || c > 0x20) &&
                      !(c != kNoCharacter && isBlankText(line_.substr(at_, next - at_)));
    if (says) return add(TokenKind::other, next);
    at_ = next;
    blank_ = true;
}

std::vector<Token> Tokenizer::run() {
    while (at_ < line_.size()) {
        const char c = line_[at_];
        size_t next = at_;
        const char32_t code = decodeUtf8(line_, next);
        const bool letter = code < 0x80 ? (code | 0x20U) >= 'a' && (code | 0x20U) <= 'z' : isLetterBeyond(code);
        if (isDigit(c) || (c == '.' && isDigit(at(at_ + 1)))) number();
        else if (letter) word();
        else sign();
    }
    return std::move(tokens_);
}

}  // namespace

std::vector<Token> tokensOf(std::string_view line) {
    std::vector<Token> tokens = Tokenizer(line).run();
    // "0.25x40", "5x", "x3": there x is a sign; nowhere else is a word of one x meant.
    for (size_t i = 0; i < tokens.size(); ++i) {
        const bool behind = i > 0 && tokens[i - 1].kind == TokenKind::number;
        const bool before = i + 1 < tokens.size() && tokens[i + 1].kind == TokenKind::number;
        if (tokens[i].kind == TokenKind::word && tokens[i].text == "x" && (behind || before)) tokens[i].kind = TokenKind::times;
    }
    return tokens;
}

}  // namespace myochart::shorthand
