#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "core/result.h"
#include "core/time.h"

namespace myochart {

/// Which number stands first in 03/04/1985.
enum class DayOrder { dayFirst, monthFirst, unknown };
/// As the desktop's language and country write it (LC_ALL, LC_TIME, LANG): month first in the United States, day first in
/// every other country; unknown in Canada and the Philippines, where both are written, and when no country is set.
DayOrder dayOrderHere();

/// A day as people type it, as "1985-03-12": 1985-03-12, 12.3.1985, 12. März 1985, 12 mars 1985, 12 de marzo de 1985,
/// Mar 12, 1985, and 12/03/1985 or 12-3-1985 by `order` (one number over 12 settles it). Months in English, German, Spanish
/// and French, whole or from their first three letters on. Refused with a sentence that ends in what to type: a year of two
/// digits, numbers that could be two days while the order is unknown (both are named), a day that is not in the calendar
/// from 1850 to 2100.
Result<std::string> dayFromTyped(std::string_view text, DayOrder order = dayOrderHere());

/// A moment as isoUtc() writes it, or without Z and offset ("2026-10-28T09:30", "2026-10-28 09:30"): then in the machine's own
/// time zone.
std::optional<UtcMs> parseMoment(std::string_view text);

}  // namespace myochart
