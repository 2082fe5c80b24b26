#include "core/plural_rule.h"

#include <array>
#include <charconv>
#include <optional>

namespace myochart {

namespace {

using Number = unsigned long;
using Operators = std::array<std::string_view, 4>;

constexpr size_t kLongest = 300;  ///< also how deep brackets can be
/// From what binds least to what binds most; of two that begin alike the longer stands first.
constexpr std::array<Operators, 6> kOperators = {
    {{"||"}, {"&&"}, {"==", "!="}, {"<=", ">=", "<", ">"}, {"+", "-"}, {"*", "/", "%"}}};

Number applied(std::string_view operation, Number a, Number b) {
    if (operation == "||") return a != 0 || b != 0 ? 1 : 0;
    if (operation == "&&") return a != 0 && b != 0 ? 1 : 0;
    if (operation == "==") return a == b ? 1 : 0;
    if (operation == "!=") return a != b ? 1 : 0;
    if (operation == "<=") return a <= b ? 1 : 0;
    if (operation == ">=") return a >= b ? 1 : 0;
    if (operation == "<") return a < b ? 1 : 0;
    if (operation == ">") return a > b ? 1 : 0;
    if (operation == "+") return a + b;
    if (operation == "-") return a - b;
    if (operation == "*") return a * b;
    if (b == 0) return 0;
    return operation == "/" ? a / b : a % b;
}

/// Reads an expression without blanks and reckons it at once, for one n.
class Reckoner {
  public:
    Reckoner(std::string_view text, Number n) : rest_(text), n_(n) {}

    std::optional<Number> value() {
        const Number found = choice();
        return sound_ && rest_.empty() ? std::optional(found) : std::nullopt;
    }

  private:
    bool take(std::string_view token) {
        if (token.empty() || !rest_.starts_with(token)) return false;
        rest_.remove_prefix(token.size());
        return true;
    }

    Number choice() {
        const Number condition = binary(0);
        if (!take("?")) return condition;
        const Number yes = choice();
        sound_ = take(":") && sound_;
        const Number no = sound_ ? choice() : 0;
        return condition != 0 ? yes : no;
    }

    Number binary(size_t level) {
        if (level == kOperators.size()) return single();
        Number left = binary(level + 1);
        for (std::string_view operation = next(level); !operation.empty(); operation = next(level))
            left = applied(operation, left, binary(level + 1));
        return left;
    }

    std::string_view next(size_t level) {
        for (const std::string_view operation : kOperators[level])
            if (take(operation)) return operation;
        return {};
    }

    Number single() {
        if (take("!")) return single() == 0 ? 1 : 0;
        if (take("n")) return n_;
        if (take("(")) {
            const Number inner = choice();
            sound_ = take(")") && sound_;
            return inner;
        }
        Number number = 0;
        const auto read = std::from_chars(rest_.data(), rest_.data() + rest_.size(), number);
        sound_ = read.ec == std::errc() && sound_;
        rest_.remove_prefix(static_cast<size_t>(read.ptr - rest_.data()));
        return number;
    }

    std::string_view rest_;
    Number n_;
    bool sound_ = true;
};

/// What stands between `key` and the next ';' or the end of the line, without blanks; empty when `key` is not there.
std::string after(std::string_view text, std::string_view key) {
    const auto at = text.find(key);
    std::string found;
    if (at == std::string_view::npos) return found;
    text.remove_prefix(at + key.size());
    for (const char letter : text.substr(0, text.find_first_of(";\n")))
        if (letter != ' ' && letter != '\t') found += letter;
    return found;
}

}  // namespace

PluralRule::PluralRule(std::string_view header) {
    const auto line = header.find("Plural-Forms:");
    if (line == std::string_view::npos) return;
    const std::string count = after(header.substr(line), "nplurals="), expression = after(header.substr(line), "plural=");
    Number forms = 0;
    std::from_chars(count.data(), count.data() + count.size(), forms);
    if (forms < 1 || forms > 6 || expression.size() > kLongest || !Reckoner(expression, 1).value()) return;
    expression_ = expression;
    forms_ = forms;
}

unsigned long PluralRule::form(unsigned long n) const {
    const Number found = Reckoner(expression_, n).value().value_or(0);
    return found < forms_ ? found : 0;
}

}  // namespace myochart
