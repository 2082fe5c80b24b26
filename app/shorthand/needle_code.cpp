#include "shorthand/needle_code.h"

#include <chrono>

#include <fmt/format.h>

#include "core/words.h"
#include "shorthand/code_days.h"
#include "shorthand/code_readers.h"

namespace myochart::shorthand {

namespace {

constexpr size_t kMostCodeBytes = 400;
constexpr char kFieldEnd = '\x1D';

/// The line's end that scanners send, and nothing else: a blank may be a check character.
std::string_view withoutLineEnd(std::string_view text) {
    while (!text.empty() && (text.back() == '\r' || text.back() == '\n')) text.remove_suffix(1);
    return text;
}

std::string_view withoutAsterisks(std::string_view text) {
    if (text.size() > 2 && text.front() == '*' && text.back() == '*') return text.substr(1, text.size() - 2);
    return text;
}

bool beginsInBrackets(std::string_view text) { return text.size() > 4 && text[0] == '(' && isDigits(text.substr(1, 2)); }

}  // namespace

std::optional<std::string> calendarDay(int year, int month, int day) {
    using namespace std::chrono;
    const std::chrono::year_month whole{std::chrono::year(year), std::chrono::month(static_cast<unsigned>(month))};
    if (month < 1 || month > 12) return std::nullopt;
    const year_month_day last = sys_days(whole / std::chrono::last);
    const auto lastDay = static_cast<int>(static_cast<unsigned>(last.day()));
    if (day < 0 || day > lastDay) return std::nullopt;
    return fmt::format("{:04}-{:02}-{:02}", year, month, day == 0 ? lastDay : day);
}

std::optional<std::string> dayOfYear(int year, int number) {
    using namespace std::chrono;
    const std::chrono::year whole(year);
    if (number < 1 || number > (whole.is_leap() ? 366 : 365)) return std::nullopt;
    const year_month_day day = sys_days(whole / January / 1) + days(number - 1);
    return calendarDay(year, static_cast<int>(static_cast<unsigned>(day.month())), static_cast<int>(static_cast<unsigned>(day.day())));
}

Error cutShort() { return refused(said("This code is cut short: scan it again.")); }
Error noSuchDay() { return refused(said("This code holds a day that is not in the calendar: scan it again, or type what is on the box.")); }

Result<NeedleCode> readNeedleCode(std::string_view scanned, int year) {
    if (scanned.size() > kMostCodeBytes) return refused(said("This is no code of a box of needles."));
    std::string_view text = withoutAsterisks(withoutLineEnd(scanned));
    const bool identified = text.size() > 3 && text[0] == ']';
    const std::string_view identifier = identified ? text.substr(1, 2) : std::string_view();
    if (identified) text.remove_prefix(3);
    if (text.starts_with('+')) return readHibc(text);
    if (identifier == "E0") {
        if (text.size() != 13 || !isGtin(text)) return refused(said("The check digit of this code is wrong: scan it again."));
        NeedleCode code;
        code.item = "0" + std::string(text);
        return code;
    }
    if (identified && identifier != "d2" && identifier != "C1" && identifier != "Q3" && identifier != "e0")
        return refused(said("This is no code of a box of needles."));
    if (beginsInBrackets(text)) return readGs1InBrackets(text, year);
    if (!identified && !looksLikeNeedleCode(text)) return refused(said("This is no code of a box of needles."));
    return readGs1(text, year);
}

Result<NeedleCode> joined(const NeedleCode& primary, const NeedleCode& secondary) {
    if (primary.check == 0 || secondary.link == 0 || primary.check != secondary.link)
        return refused(said("These two codes are not of one box: scan the first of them, then the second."));
    NeedleCode both = secondary;
    both.item = primary.item;
    both.labeler = primary.labeler;
    both.unit = primary.unit;
    both.link = both.check = 0;
    return both;
}

bool looksLikeNeedleCode(std::string_view scanned) {
    std::string_view text = withoutAsterisks(withoutLineEnd(scanned));
    if (text.size() > 3 && text[0] == ']') return true;
    if (text.size() > 5 && text[0] == '+' && (text[1] == '$' || isDigits(text.substr(1, 1)) || (text[1] >= 'A' && text[1] <= 'Z'))) return true;
    if (beginsInBrackets(text)) return true;
    while (!text.empty() && (text.front() == kFieldEnd || text.front() == ' ')) text.remove_prefix(1);
    // An item, or what stands beside it on a small box, and so much of it that nobody types it.
    return text.size() >= 8 && (text.starts_with("01") || text.starts_with("17") || text.starts_with("10") || text.starts_with("11") || text.starts_with("21")) &&
           (!text.starts_with("01") || isDigits(text.substr(0, std::min<size_t>(16, text.size()))));
}

record::Needling withCode(record::Needling needle, const NeedleCode& code) {
    needle.item = code.item;
    needle.lot = code.lot;
    needle.serial = code.serial;
    needle.expiry = code.expiry;
    return needle;
}

}  // namespace myochart::shorthand
