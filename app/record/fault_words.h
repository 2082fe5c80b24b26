#pragma once
#include <string_view>

#include "core/result.h"

namespace myochart::record {

/// A fault (chart.h, faultIn) as it is said to people: "The birth date is in the future." for "birth_date is in the future.",
/// "The label of a site is too long." for "markers[3].label is too long."; empty for an empty one.
Said faultInWords(std::string_view fault);

}  // namespace myochart::record
