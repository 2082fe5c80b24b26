#pragma once
#include <span>
#include <string>
#include <vector>

#include "anatomy/catalogue.h"

namespace myochart::referral {

/// What to rule out before a muscle is blamed: of the complaints for which textbooks name at least two of these muscles (the one,
/// when it is one alone), the complaint that shares most first; five at most. `muscles`: keys, the likeliest first.
std::vector<const anatomy::Condition*> toRuleOutFirst(const anatomy::Catalogue& catalogue, std::span<const std::string> muscles);

}  // namespace myochart::referral
