#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "anatomy/catalogue.h"

namespace myochart::referral {

/// What words of a complaint mean: "pain behind the left eye", "cannot turn head".
struct AskedWords {
    std::vector<const anatomy::ReferralRegion*> regions;    ///< that are named; else those of the complaints
    std::vector<const anatomy::TriggerPoint*> complaints;   ///< points of which this complaint is told
    std::optional<Side> side;                               ///< when a side is said
    std::vector<std::string> notKnown;                      ///< of several places that were told, those that name no region and no complaint
};

/// Words of a region count when at least half of what was said is in its name; a complaint counts when all of it is. Places that are
/// told one after the other ("temple and behind the eye", "shoulder, elbow") are looked for one by one.
AskedWords askedFor(const anatomy::Catalogue& catalogue, std::string_view words);

}  // namespace myochart::referral
