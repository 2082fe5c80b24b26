#pragma once
#include <string>
#include <string_view>

#include "core/time.h"

namespace myochart {

// The day of something that happened at a place, whatever the clock of the machine that shows it. `utcOffset` is that
// place's, as "+09:00" or "-04:30"; where it is empty the machine's own time zone counts.

/// How far this machine's clock is ahead of UTC at that moment.
std::string utcOffsetAt(UtcMs moment);
/// True for "+hh:mm" and "-hh:mm" up to 14 hours.
bool isUtcOffset(std::string_view text);
/// "2026-11-22".
std::string dayAt(UtcMs moment, std::string_view utcOffset);
/// "22 Nov 2026".
std::string dateAt(UtcMs moment, std::string_view utcOffset);
/// "28 October 2026", where the day itself is the matter.
std::string dayInFullAt(UtcMs moment, std::string_view utcOffset);
/// "22 Nov 2026, 14:05".
std::string dateTimeAt(UtcMs moment, std::string_view utcOffset);

}  // namespace myochart
