#include "core/typed_day.h"

#include <array>
#include <cstdlib>
#include <ctime>
#include <optional>
#include <vector>

#include <fmt/format.h>

#include "core/text.h"
#include "core/words.h"

namespace myochart {

namespace {

// January to December in English, German, Spanish and French, folded as foldForSearch() does.
constexpr std::array<std::string_view, 12> kMonthNames = {
    "january|januar|janner|enero|janvier", "february|februar|feber|febrero|fevrier", "march|marz|maerz|marzo|mars",
    "april|abril|avril", "may|mai|mayo", "june|juni|junio|juin", "july|juli|julio|juillet", "august|agosto|aout",
    "september|septiembre|setiembre|septembre", "october|oktober|octubre|octobre", "november|noviembre|novembre",
    "december|dezember|diciembre|decembre"};
constexpr size_t kShortestMonth = 3;

std::optional<int> monthNamed(const std::string& word) {
    std::optional<int> found;
    for (size_t month = 0; month < kMonthNames.size(); ++month)
        for (const std::string& name : split(kMonthNames[month], '|')) {
            if (name == word) return static_cast<int>(month) + 1;
            if (word.size() < kShortestMonth || !name.starts_with(word)) continue;
            if (found && *found != static_cast<int>(month) + 1) return std::nullopt;  // "jui": June or July
            found = static_cast<int>(month) + 1;
        }
    return found;
}

struct Part {
    std::string text;
    bool isNumber = false;
    int value() const { return std::atoi(text.c_str()); }
};

/// Runs of digits and of letters; what stands between them only parts them.
std::vector<Part> partsOf(const std::string& folded) {
    std::vector<Part> parts;
    bool apart = true;
    for (const char c : folded) {
        const bool digit = c >= '0' && c <= '9';
        const bool letter = (c >= 'a' && c <= 'z') || (static_cast<unsigned char>(c) & 0x80U) != 0;
        if (!digit && !letter) {
            apart = true;
            continue;
        }
        if (apart || parts.back().isNumber != digit) parts.push_back({{}, digit});
        parts.back().text += c;
        apart = false;
    }
    std::erase_if(parts, [](const Part& part) {  // "12 de marzo de 1985", "12th March", "1er mars"
        return part.text == "de" || part.text == "del" || part.text == "st" || part.text == "nd" || part.text == "rd" ||
               part.text == "th" || part.text == "er";
    });
    return parts;
}

Error notUnderstood() { return refused(tr("That is no day; type it as 12 March 1985 or 1985-03-12.")); }

std::string iso(int year, int month, int day) { return fmt::format("{:04}-{:02}-{:02}", year, month, day); }

Result<std::string> checked(int year, int month, int day) {
    const std::string text = iso(year, month, day);
    if (!isCalendarDay(text)) return refused(tr("That day is not in the calendar; type it as 12 March 1985 or 1985-03-12."));
    return text;
}

Result<std::string> fromNumbers(int first, int second, int year, DayOrder order) {
    if (first > 12 || first == second) return checked(year, second, first);
    if (second > 12) return checked(year, first, second);
    if (order == DayOrder::unknown)
        return refused(trf("That could be {} or {}; type the month in letters, or {}.", dayInWords(iso(year, second, first)),
                                   dayInWords(iso(year, first, second)), iso(year, second, first)));
    return order == DayOrder::dayFirst ? checked(year, second, first) : checked(year, first, second);
}

}  // namespace

DayOrder dayOrderHere() {
    for (const char* name : {"LC_ALL", "LC_TIME", "LANG"}) {
        const char* set = std::getenv(name);
        if (!set || !*set) continue;
        const std::string_view value(set);
        if (value.size() < 5 || value[2] != '_') return DayOrder::unknown;
        const std::string_view country = value.substr(3, 2);
        if (country == "US") return DayOrder::monthFirst;
        return country == "CA" || country == "PH" ? DayOrder::unknown : DayOrder::dayFirst;  // both ways are in use there
    }
    return DayOrder::unknown;
}

Result<std::string> dayFromTyped(std::string_view text, DayOrder order) {
    const std::vector<Part> parts = partsOf(foldForSearch(text));
    if (parts.size() != 3 || trim(text).starts_with('-')) return notUnderstood();  // the year 1985 is not that of -1985
    const Part &a = parts[0], &b = parts[1], &c = parts[2];
    const auto isYear = [](const Part& part) { return part.isNumber && part.text.size() == 4; };
    const auto isShort = [](const Part& part) { return part.isNumber && part.text.size() <= 2; };
    if (isYear(a) && isShort(b) && isShort(c)) return checked(a.value(), b.value(), c.value());
    if (c.isNumber && !isYear(c) && !isYear(a)) return refused(tr("The year needs four digits; type the day as 12 March 1985."));
    if (!isYear(c)) return notUnderstood();
    if (isShort(a) && !b.isNumber) {
        const auto month = monthNamed(b.text);
        return month ? checked(c.value(), *month, a.value()) : Result<std::string>(notUnderstood());
    }
    if (!a.isNumber && isShort(b)) {
        const auto month = monthNamed(a.text);
        return month ? checked(c.value(), *month, b.value()) : Result<std::string>(notUnderstood());
    }
    if (!isShort(a) || !isShort(b)) return notUnderstood();
    // Points are written between day and month only where the day stands first.
    return fromNumbers(a.value(), b.value(), c.value(), text.find('.') != std::string_view::npos ? DayOrder::dayFirst : order);
}

std::optional<UtcMs> parseMoment(std::string_view text) {
    if (const auto exact = parseIsoUtc(text)) return exact;
    std::string asUtc(text);
    if (asUtc.size() > 10 && asUtc[10] == ' ') asUtc[10] = 'T';
    asUtc += 'Z';
    const auto clock = parseIsoUtc(asUtc);
    if (!clock) return std::nullopt;
    // What the wall clock shows, taken as UTC, gives its fields; mktime() knows the offset of that day.
    const std::time_t seconds = static_cast<std::time_t>(*clock / 1000);
    std::tm fields{};
    ::gmtime_r(&seconds, &fields);
    fields.tm_isdst = -1;
    const std::time_t local = std::mktime(&fields);
    return local == -1 ? std::nullopt : std::optional<UtcMs>(static_cast<UtcMs>(local) * 1000);
}

}  // namespace myochart
