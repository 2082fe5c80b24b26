#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "core/text.h"

namespace myochart::shorthand {

// Days as codes tell them, as "YYYY-MM-DD"; only for needle_code.cpp, gs1.cpp and hibc.cpp.

inline bool isDigits(std::string_view text) {
    return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}
/// Of a text of digits, at most 8 of them.
inline int figureOf(std::string_view digits) { return static_cast<int>(parseInteger(digits).value_or(0)); }

/// Nothing when the calendar has no such day. `day` 0: the last of the month.
std::optional<std::string> calendarDay(int year, int month, int day);
/// By the number of the day in its year, from 1.
std::optional<std::string> dayOfYear(int year, int number);

}  // namespace myochart::shorthand
