#pragma once
#include <string_view>

namespace myochart::import_helper {

inline bool isBlank(char c) {
    return c == ' ' || c == '\t';
}

/// Takes the number at the start of `rest`, after blanks and up to a blank or the end. False, with nothing taken, when
/// there is none, when something else follows it, or when no finite float can hold it. The point is a point in any
/// locale.
bool takeNumber(std::string_view& rest, float& value);

}  // namespace myochart::import_helper
