#include <algorithm>
#include <optional>

#include "core/words.h"
#include "shorthand/code_days.h"
#include "shorthand/code_readers.h"

namespace myochart::shorthand {

namespace {

constexpr std::string_view kCharacters = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-. $/+%";
constexpr size_t kMostItem = 18, kMostLot = 18;
constexpr int kCentury = 2000;

bool isUpperOrDigit(char c) { return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z'); }

Error notAsItMustBe() { return refused(said("A part of this code is not known: scan it again.")); }

/// Of a code without its check character; nothing where a character is none of HIBC's.
std::optional<char> checkOf(std::string_view text) {
    size_t sum = 0;
    for (const char c : text) {
        const size_t value = kCharacters.find(c);
        if (value == std::string_view::npos) return std::nullopt;
        sum += value;
    }
    return kCharacters[sum % kCharacters.size()];
}

Outcome takeExpiry(NeedleCode& code, const std::optional<std::string>& day) {
    if (!day) return noSuchDay();
    if (!code.expiry.empty() && code.expiry != *day) return refused(said("This code says the same thing twice and differently: scan it again."));
    code.expiry = *day;
    return Done{};
}

/// The date at the front of a secondary of "$$", by its first digit.
Outcome takeDate(std::string_view& text, NeedleCode& code) {
    struct Form {
        char digit;
        size_t length;  ///< with the digit, where that is no part of the date
    };
    static constexpr Form kForms[] = {{'0', 4}, {'1', 4}, {'2', 7}, {'3', 7}, {'4', 9}, {'5', 6}, {'6', 8}, {'7', 1}};
    if (text.empty()) return cutShort();
    const auto form = std::find_if(std::begin(kForms), std::end(kForms), [&](const Form& each) { return each.digit == text[0]; });
    if (form == std::end(kForms)) return notAsItMustBe();
    if (text.size() < form->length) return cutShort();
    const std::string_view date = text.substr(0, form->length);
    text.remove_prefix(form->length);
    if (!isDigits(date)) return cutShort();
    const auto two = [&](size_t from) { return figureOf(date.substr(from, 2)); };
    const bool hour = date[0] == '4' || date[0] == '6';
    if (hour && two(date.size() - 2) > 23) return noSuchDay();
    switch (date[0]) {
        case '2': return takeExpiry(code, two(3) == 0 ? std::nullopt : calendarDay(kCentury + two(5), two(1), two(3)));
        case '3':
        case '4': return takeExpiry(code, two(5) == 0 ? std::nullopt : calendarDay(kCentury + two(1), two(3), two(5)));
        case '5':
        case '6': return takeExpiry(code, dayOfYear(kCentury + two(1), figureOf(date.substr(3, 3))));
        case '7': return Done{};
        default: break;
    }
    code.dayGiven = false;
    return takeExpiry(code, calendarDay(kCentury + two(2), two(0), 0));
}

Outcome takeLot(std::string_view text, bool serial, bool mayBeEmpty, NeedleCode& code) {
    if (text.empty() && !mayBeEmpty) return cutShort();
    const bool sound = std::all_of(text.begin(), text.end(), [](char c) { return isUpperOrDigit(c) || c == '-' || c == '.'; });
    if (text.size() > kMostLot || !sound) return notAsItMustBe();
    (serial ? code.serial : code.lot) = std::string(text);
    return Done{};
}

Outcome takeSecondary(std::string_view text, NeedleCode& code) {
    if (text.starts_with("$$")) {
        text.remove_prefix(2);
        const bool serial = text.starts_with('+');
        if (serial) text.remove_prefix(1);
        const size_t quantity = text.starts_with('8') ? 2 : text.starts_with('9') ? 5 : 0;
        if (quantity > 0) {
            if (text.size() < quantity + 1 || !isDigits(text.substr(1, quantity))) return cutShort();
            text.remove_prefix(quantity + 1);
        }
        if (auto dated = takeDate(text, code); !dated) return dated;
        return takeLot(text, serial, true, code);
    }
    if (text.starts_with('$')) {
        text.remove_prefix(1);
        const bool serial = text.starts_with('+');
        if (serial) text.remove_prefix(1);
        return takeLot(text, serial, false, code);
    }
    if (text.size() < 5 || !isDigits(text.substr(0, 5))) return notAsItMustBe();
    if (auto dated = takeExpiry(code, dayOfYear(kCentury + figureOf(text.substr(0, 2)), figureOf(text.substr(2, 3)))); !dated) return dated;
    return takeLot(text.substr(5), false, true, code);
}

std::optional<std::string> wholeDay(std::string_view eight) {
    if (eight.size() != 8 || !isDigits(eight) || eight.substr(6) == "00") return std::nullopt;
    return calendarDay(figureOf(eight.substr(0, 4)), figureOf(eight.substr(4, 2)), figureOf(eight.substr(6, 2)));
}

/// A part behind the primary: what it begins with tells what it is, before digits are taken for a day.
Outcome takePart(std::string_view part, NeedleCode& code) {
    if (part.starts_with("14D")) return takeExpiry(code, wholeDay(part.substr(3)));
    if (part.starts_with("16D")) {
        const auto day = wholeDay(part.substr(3));
        if (!day) return noSuchDay();
        code.made = *day;
        return Done{};
    }
    if (part.starts_with('S')) return takeLot(part.substr(1), true, false, code);
    if (part.starts_with('Q')) return isDigits(part.substr(1)) ? Outcome(Done{}) : Outcome(cutShort());
    return takeSecondary(part, code);
}

Outcome takePrimary(std::string_view text, NeedleCode& code) {
    constexpr size_t kLabeler = 4;
    if (text.size() < kLabeler + 2) return cutShort();
    if (!std::all_of(text.begin(), text.end(), isUpperOrDigit) || !isDigits(text.substr(text.size() - 1)) || text.size() > kLabeler + kMostItem + 1)
        return notAsItMustBe();
    code.labeler = std::string(text.substr(0, kLabeler));
    code.item = std::string(text.substr(kLabeler, text.size() - kLabeler - 1));
    code.unit = std::string(text.substr(text.size() - 1));
    return Done{};
}

}  // namespace

Result<NeedleCode> readHibc(std::string_view text) {
    if (text.size() < 4) return cutShort();
    const char last = text.back() == '_' ? ' ' : text.back();  // printed so for people
    std::string_view body = text.substr(0, text.size() - 1);
    if (checkOf(body) != last) return refused(said("The check character of this code is wrong: scan it again."));
    NeedleCode code;
    body.remove_prefix(1);
    const bool primary = body[0] >= 'A' && body[0] <= 'Z';
    if (!primary) {
        code.link = body.back();
        if (auto taken = takeSecondary(body.substr(0, body.size() - 1), code); !taken) return taken.error();
        return code;
    }
    const size_t slash = body.find('/');
    if (auto taken = takePrimary(body.substr(0, slash), code); !taken) return taken.error();
    if (slash == std::string_view::npos) {
        code.check = last;
        return code;
    }
    for (const std::string& part : split(body.substr(slash + 1), '/'))
        if (auto taken = takePart(part, code); !taken) return taken.error();
    return code;
}

}  // namespace myochart::shorthand
