#pragma once
#include "picture/picture.h"
#include "referral/shown.h"

namespace myochart::cli {

inline constexpr size_t kMostInAPicture = 12, kMostOnASheet = 60;

/// What `keys` name: muscles or trigger points with commas between them, each on both sides or, as "infraspinatus:left", on one. At
/// most `most`; fails with a sentence where one is none or has no pattern.
Result<std::vector<referral::PatternSource>> patternSources(const anatomy::Catalogue& catalogue, const referral::ReferralMap& map, const std::string& keys, size_t most);

/// Lays the reported patterns that `keys` name onto the skin of a picture (patternSources()). Says in the legend whose they are and how they are
/// drawn, and names the places inside that no skin shows.
Outcome layPatterns(const anatomy::Catalogue& catalogue, const std::string& keys, picture::Request& request);

}  // namespace myochart::cli
