#include <algorithm>
#include <map>
#include <optional>

#include "core/words.h"
#include "shorthand/code_days.h"
#include "shorthand/code_readers.h"

namespace myochart::shorthand {

namespace {

constexpr char kGroupSeparator = '\x1D';

/// An application identifier and how long its data may be.
struct Element {
    std::string_view id;
    size_t least, most;
    bool digits;
    bool fixed;  ///< needs no separator behind it
};
constexpr Element kElements[] = {
    {"00", 18, 18, true, true}, {"01", 14, 14, true, true}, {"02", 14, 14, true, true}, {"11", 6, 6, true, true}, {"12", 6, 6, true, true},
    {"13", 6, 6, true, true}, {"15", 6, 6, true, true}, {"16", 6, 6, true, true}, {"17", 6, 6, true, true}, {"20", 2, 2, true, true},
    {"10", 1, 20, false, false}, {"21", 1, 20, false, false}, {"22", 1, 20, false, false}, {"30", 1, 8, true, false}, {"37", 1, 8, true, false},
    {"235", 1, 28, false, false}, {"240", 1, 30, false, false}, {"241", 1, 30, false, false}, {"242", 1, 6, true, false}, {"243", 1, 20, false, false},
    {"250", 1, 30, false, false}, {"251", 1, 30, false, false}, {"254", 1, 20, false, false},
    {"710", 1, 20, false, false}, {"711", 1, 20, false, false}, {"712", 1, 20, false, false}, {"713", 1, 20, false, false}, {"714", 1, 20, false, false},
    {"715", 1, 20, false, false}, {"716", 1, 20, false, false}, {"717", 1, 20, false, false}, {"7003", 10, 10, true, false},
    {"90", 1, 30, false, false}, {"91", 1, 90, false, false}, {"92", 1, 90, false, false}, {"93", 1, 90, false, false}, {"94", 1, 90, false, false},
    {"95", 1, 90, false, false}, {"96", 1, 90, false, false}, {"97", 1, 90, false, false}, {"98", 1, 90, false, false}, {"99", 1, 90, false, false}};

using Found = std::map<std::string, std::string, std::less<>>;

const Element* elementAt(std::string_view text) {
    const auto at = std::find_if(std::begin(kElements), std::end(kElements), [&](const Element& each) { return text.starts_with(each.id); });
    return at == std::end(kElements) ? nullptr : at;
}

/// Letters, digits and the signs that elements may hold: no blank, no control.
bool isElementText(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || std::string_view("!\"%&'()*+,-./_:;<=>?").find(c) != std::string_view::npos;
    });
}

Outcome note(Found& found, const Element& element, std::string_view data) {
    if (data.size() < element.least || data.empty()) return cutShort();
    if (data.size() > element.most || (element.digits && !isDigits(data)) || !isElementText(data))
        return refused(said("The part {} of this code is not as it must be: scan it again.", std::string(element.id)));
    const auto [at, isNew] = found.emplace(std::string(element.id), std::string(data));
    if (!isNew && at->second != data) return refused(said("This code says the same thing twice and differently: scan it again."));
    return Done{};
}

/// A year of two digits by the year of now: at most 50 ahead and 49 back.
int yearOf(int two, int now) {
    const int century = now / 100 * 100, apart = two - now % 100;
    return century + two + (apart >= 51 ? -100 : apart <= -50 ? 100 : 0);
}

Result<std::string> dayOf(std::string_view six, int now, bool dayMayBeOpen) {
    const int day = figureOf(six.substr(4, 2));
    const auto whole = day == 0 && !dayMayBeOpen ? std::nullopt : calendarDay(yearOf(figureOf(six.substr(0, 2)), now), figureOf(six.substr(2, 2)), day);
    if (!whole) return noSuchDay();
    return *whole;
}

Result<NeedleCode> codeOf(const Found& found, int year) {
    NeedleCode code;
    const auto at = [&](std::string_view id) {
        const auto element = found.find(id);
        return element == found.end() ? std::string() : element->second;
    };
    for (const char* id : {"01", "02"})
        if (const std::string item = at(id); !item.empty()) {
            if (!isGtin(item)) return refused(said("The check digit of this code is wrong: scan it again."));
            if (code.item.empty()) code.item = item;
        }
    for (const char* id : {"11", "12", "13", "15", "16", "17"})
        if (const std::string six = at(id); !six.empty()) {
            const auto day = dayOf(six, year, true);
            if (!day) return day.error();
            if (std::string_view(id) == "11") code.made = *day;
            if (std::string_view(id) == "17") code.expiry = *day;
            if (std::string_view(id) == "17") code.dayGiven = six.substr(4) != "00";
        }
    if (const std::string hour = at("7003"); !hour.empty()) {
        const auto day = dayOf(hour, year, false);
        if (!day || figureOf(hour.substr(6, 2)) > 23 || figureOf(hour.substr(8, 2)) > 59) return noSuchDay();
        if (code.expiry.empty()) code.expiry = *day;
    }
    code.lot = at("10");
    code.serial = at("21");
    for (const char* id : {"710", "711", "712", "713", "714", "715", "716", "717"})
        if (code.national.empty()) code.national = at(id);
    if (code.item.empty() && code.lot.empty() && code.serial.empty() && code.expiry.empty())
        return refused(said("This code tells neither item nor lot: it is not that of a box of needles."));
    return code;
}

bool isSeparator(char c) { return c == kGroupSeparator || c == ' '; }

}  // namespace

bool isGtin(std::string_view digits) {
    if (!isDigits(digits)) return false;
    int sum = 0, weight = 3;
    for (size_t i = digits.size() - 1; i-- > 0; weight = 4 - weight) sum += (digits[i] - '0') * weight;
    return (10 - sum % 10) % 10 == digits.back() - '0';
}

Result<NeedleCode> readGs1(std::string_view text, int year) {
    Found found;
    while (!text.empty() && isSeparator(text.front())) text.remove_prefix(1);
    if (text.empty()) return cutShort();
    while (!text.empty()) {
        const Element* element = elementAt(text);
        if (!element) return text.size() < 2 ? Result<NeedleCode>(cutShort()) : Result<NeedleCode>(refused(said("A part of this code is not known: scan it again.")));
        text.remove_prefix(element->id.size());
        const size_t separator = static_cast<size_t>(std::find_if(text.begin(), text.end(), isSeparator) - text.begin());
        const size_t length = element->fixed ? std::min(element->most, separator) : separator;
        if (auto noted = note(found, *element, text.substr(0, length)); !noted) return noted.error();
        text.remove_prefix(length);
        while (!text.empty() && isSeparator(text.front())) text.remove_prefix(1);
    }
    return codeOf(found, year);
}

Result<NeedleCode> readGs1InBrackets(std::string_view text, int year) {
    Found found;
    while (!text.empty()) {
        const size_t close = text.find(')');
        if (text.front() != '(' || close == std::string_view::npos) return cutShort();
        const std::string_view id = text.substr(1, close - 1);
        const auto element = std::find_if(std::begin(kElements), std::end(kElements), [&](const Element& each) { return each.id == id; });
        if (element == std::end(kElements)) return refused(said("A part of this code is not known: scan it again."));
        text.remove_prefix(close + 1);
        size_t end = text.find('(');
        while (end != std::string_view::npos && (end + 3 > text.size() || !isDigits(text.substr(end + 1, 2)))) end = text.find('(', end + 1);
        std::string_view data = text.substr(0, std::min(end, text.size()));
        text.remove_prefix(data.size());
        while (!data.empty() && isSeparator(data.front())) data.remove_prefix(1);
        while (!data.empty() && isSeparator(data.back())) data.remove_suffix(1);
        if (auto noted = note(found, *element, data); !noted) return noted.error();
    }
    return codeOf(found, year);
}

}  // namespace myochart::shorthand
