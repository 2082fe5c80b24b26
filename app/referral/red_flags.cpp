#include "referral/red_flags.h"

#include <algorithm>

namespace myochart::referral {

std::vector<const anatomy::Condition*> toRuleOutFirst(const anatomy::Catalogue& catalogue, std::span<const std::string> muscles) {
    constexpr size_t kMost = 5;
    struct Match {
        const anatomy::Condition* condition;
        size_t shared;
        double share;  // of what the complaint names
    };
    std::vector<Match> matches;
    for (const anatomy::Condition& condition : catalogue.conditions()) {
        const auto shared = static_cast<size_t>(std::count_if(muscles.begin(), muscles.end(), [&](const std::string& key) {
            return std::find(condition.muscles.begin(), condition.muscles.end(), key) != condition.muscles.end();
        }));
        if (shared >= std::min<size_t>(2, muscles.size()) && shared > 0)
            matches.push_back({&condition, shared, static_cast<double>(shared) / static_cast<double>(condition.muscles.size())});
    }
    std::stable_sort(matches.begin(), matches.end(), [](const Match& a, const Match& b) { return a.shared != b.shared ? a.shared > b.shared : a.share > b.share; });
    std::vector<const anatomy::Condition*> conditions;
    for (size_t i = 0; i < std::min(kMost, matches.size()); ++i) conditions.push_back(matches[i].condition);
    return conditions;
}

}  // namespace myochart::referral
