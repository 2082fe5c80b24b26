#include "core/time.h"

#include <array>
#include <charconv>
#include <chrono>

#include <fmt/format.h>

#include "core/utc_offset.h"
#include "core/words.h"

namespace myochart {

namespace {

constexpr std::array<const char*, 12> kMonthsShort = {mark("Jan"), mark("Feb"), mark("Mar"), mark("Apr"), mark("May"), mark("Jun"),
                                                 mark("Jul"), mark("Aug"), mark("Sep"), mark("Oct"), mark("Nov"), mark("Dec")};
/// Takes `digits` digits from the front of `text`; false when there are none.
bool takeNumber(std::string_view& text, size_t digits, int& value) {
    if (text.size() < digits) return false;
    value = 0;
    for (size_t i = 0; i < digits; ++i) {
        if (text[i] < '0' || text[i] > '9') return false;
        value = value * 10 + (text[i] - '0');
    }
    text.remove_prefix(digits);
    return true;
}

bool take(std::string_view& text, char c) {
    if (text.empty() || text.front() != c) return false;
    text.remove_prefix(1);
    return true;
}

std::optional<std::chrono::sys_days> takeDay(std::string_view& text) {
    int year = 0, month = 0, day = 0;
    if (!takeNumber(text, 4, year) || !take(text, '-') || !takeNumber(text, 2, month) || !take(text, '-') ||
        !takeNumber(text, 2, day))
        return std::nullopt;
    const std::chrono::year_month_day date{std::chrono::year{year}, std::chrono::month{static_cast<unsigned>(month)},
                                           std::chrono::day{static_cast<unsigned>(day)}};
    if (!date.ok()) return std::nullopt;
    return std::chrono::sys_days{date};
}

}  // namespace

std::optional<int> minutesOfUtcOffset(std::string_view text) {
    constexpr int kMostMinutes = 14 * 60;
    const bool west = take(text, '-');
    int hours = 0, minutes = 0;
    if ((!west && !take(text, '+')) || !takeNumber(text, 2, hours) || !take(text, ':') || !takeNumber(text, 2, minutes)) return std::nullopt;
    if (!text.empty() || minutes > 59 || hours * 60 + minutes > kMostMinutes) return std::nullopt;
    return (west ? -1 : 1) * (hours * 60 + minutes);
}

UtcMs nowUtc() {
    using namespace std::chrono;
    return duration_cast<milliseconds>(system_clock::now().time_since_epoch()).count();
}

std::string compactUtc(UtcMs moment) {
    std::string stamp = isoUtc(moment);
    std::erase_if(stamp, [](char c) { return c == '-' || c == ':'; });
    return stamp;
}

std::string isoUtc(UtcMs moment) {
    using namespace std::chrono;
    const sys_time<milliseconds> at{milliseconds{moment}};
    const auto day = floor<days>(at);
    const year_month_day date{day};
    const hh_mm_ss clock{floor<seconds>(at - day)};
    const int year = static_cast<int>(date.year());
    if (year < 0 || year > 9999)
        return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}Z", year, static_cast<unsigned>(date.month()),
                           static_cast<unsigned>(date.day()), clock.hours().count(), clock.minutes().count(), clock.seconds().count());
    std::string text = "0000-00-00T00:00:00Z";
    const auto put = [&](size_t first, size_t digits, long value) {
        for (size_t i = first + digits; i-- > first; value /= 10) text[i] = static_cast<char>('0' + value % 10);
    };
    put(0, 4, year);
    put(5, 2, static_cast<long>(static_cast<unsigned>(date.month())));
    put(8, 2, static_cast<long>(static_cast<unsigned>(date.day())));
    put(11, 2, clock.hours().count());
    put(14, 2, clock.minutes().count());
    put(17, 2, clock.seconds().count());
    return text;
}

std::optional<UtcMs> parseIsoUtc(std::string_view text) {
    const auto day = takeDay(text);
    int hour = 0, minute = 0, second = 0;
    if (!day || !take(text, 'T') || !takeNumber(text, 2, hour) || !take(text, ':') || !takeNumber(text, 2, minute))
        return std::nullopt;
    if (take(text, ':')) {
        if (!takeNumber(text, 2, second)) return std::nullopt;
        if (take(text, '.')) {
            int digit = 0;
            if (!takeNumber(text, 1, digit)) return std::nullopt;
            while (takeNumber(text, 1, digit)) {}
        }
    }
    const auto offset = text == "Z" ? std::optional(0) : minutesOfUtcOffset(text);
    if (!offset || hour > 23 || minute > 59 || second > 60) return std::nullopt;
    const std::int64_t days = day->time_since_epoch().count();
    return ((days * 24 + hour) * 60 + minute - *offset) * 60'000 + second * 1000;
}

bool isCalendarDay(std::string_view text) {
    const auto year = text.substr(0, 4);
    return takeDay(text).has_value() && text.empty() && year >= "1850" && year <= "2100";
}

std::string dayInWords(std::string_view isoDay) {
    std::string_view rest = isoDay;
    const auto day = takeDay(rest);
    if (!day || !rest.empty()) return std::string(isoDay);
    const std::chrono::year_month_day date{*day};
    // Translators: a short day: 22 Nov 2026
    return trf("{0:d} {1} {2}", static_cast<unsigned>(date.day()), tr(kMonthsShort.at(static_cast<unsigned>(date.month()) - 1)),
               static_cast<int>(date.year()));
}

}  // namespace myochart
