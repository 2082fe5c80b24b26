#include "core/local_day.h"

#include <array>
#include <ctime>

#include <fmt/format.h>

#include "core/text.h"
#include "core/utc_offset.h"
#include "core/words.h"

namespace myochart {

namespace {

constexpr std::array<const char*, 12> kMonths = {
    mark("January"), mark("February"), mark("March"), mark("April"), mark("May"), mark("June"),
    mark("July"), mark("August"), mark("September"), mark("October"), mark("November"), mark("December")};

/// Minutes east of Greenwich of this machine's clock.
int machineMinutes(UtcMs moment) {
    const auto seconds = static_cast<std::time_t>(moment / 1000);
    std::tm parts{};
    localtime_r(&seconds, &parts);
    return static_cast<int>(parts.tm_gmtoff / 60);
}

/// What the clock of that place shows, as if it were UTC.
std::string clockAt(UtcMs moment, std::string_view utcOffset) {
    return isoUtc(moment + 60'000 * static_cast<UtcMs>(minutesOfUtcOffset(utcOffset).value_or(machineMinutes(moment))));
}

}  // namespace

std::string utcOffsetAt(UtcMs moment) {
    const int minutes = machineMinutes(moment), size = minutes < 0 ? -minutes : minutes;
    return fmt::format("{}{:02}:{:02}", minutes < 0 ? '-' : '+', size / 60, size % 60);
}

bool isUtcOffset(std::string_view text) {
    return minutesOfUtcOffset(text).has_value();
}

std::string dayAt(UtcMs moment, std::string_view utcOffset) {
    return clockAt(moment, utcOffset).substr(0, 10);
}

std::string dateAt(UtcMs moment, std::string_view utcOffset) {
    return dayInWords(dayAt(moment, utcOffset));
}

std::string dayInFullAt(UtcMs moment, std::string_view utcOffset) {
    const std::string day = dayAt(moment, utcOffset);
    const auto number = [&](size_t from) { return parseInteger(std::string_view(day).substr(from, 2)).value_or(1); };
    // Translators: a day in full: 28 October 2026
    return trf("{0} {1} {2}", number(8), tr(kMonths.at(static_cast<size_t>(number(5) - 1))), day.substr(0, 4));
}

std::string localDate(UtcMs moment) {
    return dateAt(moment, {});
}
std::string localDayInFull(UtcMs moment) {
    return dayInFullAt(moment, {});
}
std::string localDateTime(UtcMs moment) {
    return dateTimeAt(moment, {});
}

std::string dateTimeAt(UtcMs moment, std::string_view utcOffset) {
    return fmt::format("{}, {}", dateAt(moment, utcOffset), clockAt(moment, utcOffset).substr(11, 5));
}

}  // namespace myochart
