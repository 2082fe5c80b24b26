#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace myochart {

/// A moment: milliseconds since 1970-01-01T00:00:00Z.
using UtcMs = std::int64_t;

UtcMs nowUtc();
/// Milliseconds since the machine was started, the time in which it slept included; never goes back, whatever its clock
/// is set to. Within one run of the machine only.
UtcMs sinceStartOfMachine();
/// "2026-11-22T14:05:09Z"; milliseconds are dropped.
std::string isoUtc(UtcMs moment);
/// "20261122T140509Z", for names of files.
std::string compactUtc(UtcMs moment);
/// Reads "YYYY-MM-DDThh:mm:ssZ", also without seconds, with fractions, or with an offset "+02:00". Checks the calendar.
std::optional<UtcMs> parseIsoUtc(std::string_view text);
/// True for an existing calendar day "YYYY-MM-DD" from 1850 to 2100.
bool isCalendarDay(std::string_view text);
/// "22 Nov 2026, 14:05" in the machine's own time zone, for people.
std::string localDateTime(UtcMs moment);
/// "22 Nov 2026" in the machine's own time zone, for people.
std::string localDate(UtcMs moment);
/// "28 October 2026" in the machine's own time zone, where the day itself is the matter.
std::string localDayInFull(UtcMs moment);
/// "12 Mar 1985" for "1985-03-12"; a text that is no day stays as it is.
std::string dayInWords(std::string_view isoDay);

}  // namespace myochart
