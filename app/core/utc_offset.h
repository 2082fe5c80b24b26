#pragma once
#include <optional>
#include <string_view>

namespace myochart {

/// Minutes east of Greenwich of "+hh:mm" or "-hh:mm", up to 14 hours; nothing where the text is no offset.
std::optional<int> minutesOfUtcOffset(std::string_view text);

}  // namespace myochart
