#pragma once
#include <span>
#include <string>
#include <vector>

#include "anatomy/catalogue.h"
#include "referral/rank.h"

namespace myochart::referral {

/// The areas of the body (ReferralRegion::bodyArea) in which it hurts, the one that hurts most first: those with a region of which at
/// least a third is in pain.
std::vector<std::string> painfulAreas(const ReferralMap& map, const Field& pain);

/// What to rule out before a muscle is blamed. First, for each painful area, what no list for it may leave out (nerve roots and cauda
/// equina for back and leg, neck arteries and cord for the neck, heart and lung for the chest, ...); then, up to five in all, of the complaints for
/// which textbooks name at least two of these muscles (the one, when it is one alone), the complaint that shares most first. `muscles`: keys, the
/// likeliest first. Whoever asks by words and whoever paints the same gets the same.
std::vector<const anatomy::Condition*> toRuleOutFirst(const anatomy::Catalogue& catalogue, std::span<const std::string> muscles, std::span<const std::string> areas);
/// The same for a pain and what was ranked by it. `told`: complaints that were told in words stand first.
std::vector<const anatomy::Condition*> toRuleOutFirst(const anatomy::Catalogue& catalogue, const ReferralMap& map, const Field& pain, const Ranking& ranking,
                                                      std::span<const anatomy::Condition* const> told = {});

}  // namespace myochart::referral
