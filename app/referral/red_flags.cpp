#include "referral/red_flags.h"

#include <algorithm>
#include <array>
#include <map>

namespace myochart::referral {

namespace {

constexpr size_t kMost = 5, kJudgedByMuscles = 5;

/// Complaints whose red flags belong to a pain of that area, whichever muscle is likeliest.
constexpr auto kNeverLeftOut = std::to_array<std::pair<std::string_view, std::string_view>>({
    {"head_face", "tension_headache"}, {"neck", "neck_pain"},       {"shoulder_girdle", "cervical_radiculopathy"}, {"arm", "cervical_radiculopathy"},
    {"forearm_hand", "cervical_radiculopathy"}, {"thorax", "chest_wall_pain"}, {"abdomen", "abdominal_wall_pain"}, {"back", "low_back_pain"},
    {"pelvis_hip", "sciatica"},        {"thigh", "sciatica"},       {"leg_foot", "sciatica"},                      {"leg_foot", "calf_strain"},
});

}  // namespace

std::vector<std::string> painfulAreas(const ReferralMap& map, const Field& pain) {
    constexpr double kHurtsFrom = 1.0 / 3;
    const std::vector<float> shares = map.dense(pain);
    std::map<std::string, double> hurts;
    for (size_t i = 0; i < map.regions().size(); ++i) {
        const Field& field = map.fieldOf(i);
        double inPain = 0;
        for (const Share& each : field) inPain += static_cast<double>(std::min(each.share, shares[each.cell]) * map.cellMm2(each.cell));
        if (!field.empty() && inPain >= kHurtsFrom * map.areaMm2(field)) hurts[map.regions()[i].region->bodyArea] += inPain;
    }
    std::vector<std::string> areas;
    for (const auto& [area, mm2] : hurts) areas.push_back(area);
    std::ranges::stable_sort(areas, std::greater<>(), [&](const std::string& area) { return hurts[area]; });
    return areas;
}

std::vector<const anatomy::Condition*> toRuleOutFirst(const anatomy::Catalogue& catalogue, const ReferralMap& map, const Field& pain, const Ranking& ranking,
                                                      std::span<const anatomy::Condition* const> told) {
    std::vector<std::string> muscles;
    for (const size_t i : firstOfEachMuscle(ranking))
        if (muscles.size() < kJudgedByMuscles) muscles.push_back(ranking.ranked[i].pattern->point->muscleKey);
    std::vector<const anatomy::Condition*> conditions(told.begin(), told.end());
    for (const anatomy::Condition* each : toRuleOutFirst(catalogue, muscles, painfulAreas(map, pain)))
        if (std::ranges::find(conditions, each) == conditions.end()) conditions.push_back(each);
    return conditions;
}

std::vector<const anatomy::Condition*> toRuleOutFirst(const anatomy::Catalogue& catalogue, std::span<const std::string> muscles, std::span<const std::string> areas) {
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
    const auto add = [&](const anatomy::Condition* condition) {
        if (condition && std::ranges::find(conditions, condition) == conditions.end()) conditions.push_back(condition);
    };
    for (const std::string& area : areas)
        for (const auto& [of, key] : kNeverLeftOut)
            if (of == area) {
                const auto found = std::ranges::find(catalogue.conditions(), key, &anatomy::Condition::key);
                add(found == catalogue.conditions().end() ? nullptr : &*found);
            }
    for (const Match& match : matches)
        if (conditions.size() < kMost) add(match.condition);
    return conditions;
}

}  // namespace myochart::referral
