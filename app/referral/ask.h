#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "anatomy/catalogue.h"
#include "referral/told_words.h"

namespace myochart::referral {

/// A region that words name; on one side when they tell it of this place.
struct AskedRegion {
    const anatomy::ReferralRegion* region = nullptr;
    std::optional<Side> side;

    bool operator==(const AskedRegion&) const = default;
};

/// What words of a complaint mean: "pain behind the left eye", "cannot turn head".
struct AskedWords {
    std::vector<AskedRegion> regions;                      ///< that are named; else those of the complaints
    std::vector<const anatomy::TriggerPoint*> complaints;  ///< points of which this complaint is told
    std::vector<const anatomy::Condition*> conditions;     ///< complaints that the words name: "tennis elbow", "cannot pass urine"
    std::vector<std::string> denied;                       ///< places that were told not to hurt ("no pain in the left arm"); nothing of them is above
    std::vector<std::string> notKnown;                     ///< of several places that were told, those that name no region and no complaint
    std::vector<std::string> sideInDoubt;                  ///< places of which no side was told although one was told of others; looked for on both
    std::vector<std::string> readAs;                       ///< words that are none and what they were taken for: "sholder: shoulder"
};

/// Places that are told one after the other ("left temple and right calf", "front and side of the knee", told_places.h) are looked for
/// one by one, each with its side: parts of the body as people call them (pain_places.csv), where a word of direction keeps only what
/// lies there; else the names of the regions, of which at least half of what was said must be in one. A complaint counts when all of
/// it is said of a point. Looks at kMaxToldBytes of it.
AskedWords askedFor(const anatomy::Catalogue& catalogue, std::string_view words);

}  // namespace myochart::referral
