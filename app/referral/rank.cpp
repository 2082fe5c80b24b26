#include "referral/rank.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

namespace myochart::referral {

namespace {

constexpr double kOfExplained = 0.8;      // the rest of the score is of the share of the pattern that hurts
constexpr double kLeastExplained = 0.02;  // what hurts by the edge of a zone alone is no match
constexpr double kMetShare = 0.25;        // of a zone from which on it is named as a reason
constexpr double kWorthAdding = 0.05;     // of the pain, to be one of the few
constexpr size_t kFew = 5;
constexpr double kNerveExplains = 0.3;

/// How settled a pattern is. The steps are small: they part what the areas leave equal.
double settled(std::string_view confidence) { return confidence == "high" ? 1.0 : confidence == "medium" ? 0.95 : 0.85; }

/// Area that hurts within a field, each cell times its share in both.
double both(const ReferralMap& map, const Field& field, const std::vector<float>& pain) {
    double sum = 0;
    for (const Share& each : field) sum += static_cast<double>(map.cellMm2(each.cell) * each.share * pain[each.cell]);
    return sum;
}

double scoreOf(double explained, double painted, std::string_view confidence) {
    return std::pow(explained, kOfExplained) * std::pow(painted, 1 - kOfExplained) * settled(confidence);
}

std::vector<MetZone> reasons(const ReferralMap& map, const Pattern& pattern, const std::vector<float>& pain) {
    std::vector<MetZone> met;
    for (const Zone& zone : pattern.zones) {
        const Field& field = map.fieldOf(zone.region);
        const double share = both(map, field, pain) / std::max(map.areaMm2(field), 1e-9);
        if (share >= kMetShare) met.push_back({zone.region, zone.essential, share});
    }
    std::stable_sort(met.begin(), met.end(), [](const MetZone& a, const MetZone& b) { return a.share * (a.essential ? 2 : 1) > b.share * (b.essential ? 2 : 1); });
    return met;
}

/// Takes away what a pattern explains.
void takeAway(const Field& field, std::vector<float>& pain) {
    for (const Share& each : field) pain[each.cell] *= 1 - each.share;
}

/// One pattern after the other that explains most of what is left.
void chooseFew(const ReferralMap& map, double whole, std::vector<float>& left, Ranking& ranking) {
    while (ranking.few.size() < kFew) {
        size_t best = 0;
        double bestScore = 0;
        for (size_t i = 0; i < ranking.ranked.size(); ++i) {
            if (std::find(ranking.few.begin(), ranking.few.end(), i) != ranking.few.end()) continue;
            const Pattern& pattern = *ranking.ranked[i].pattern;
            const double area = both(map, pattern.field, left);
            if (area < kWorthAdding * whole) continue;
            const double score = scoreOf(area / whole, ranking.ranked[i].painted, pattern.point->confidence);
            if (score > bestScore) best = i, bestScore = score;
        }
        if (bestScore <= 0) return;
        ranking.few.push_back(best);
        takeAway(ranking.ranked[best].pattern->field, left);
    }
}

void addUnexplained(const ReferralMap& map, const std::vector<float>& pain, const std::vector<float>& left, Ranking& ranking) {
    for (std::uint32_t i = 0; i < map.regions().size(); ++i) {
        const double hurts = both(map, map.fieldOf(i), pain), remains = both(map, map.fieldOf(i), left);
        if (hurts > 0.5 * map.areaMm2(map.fieldOf(i)) && remains > 0.5 * hurts) ranking.unexplained.push_back({i, remains / hurts});
    }
}

void addNerves(const ReferralMap& map, const std::vector<float>& pain, double whole, Ranking& ranking) {
    std::map<const anatomy::NerveField*, double> onBothSides;  // numb fingers of both hands are half a hand each
    for (const NerveArea& area : map.nerves()) onBothSides[area.nerve] += both(map, area.field, pain) / whole;
    for (const NerveArea& area : map.nerves()) {
        const double hurts = both(map, area.field, pain), explained = hurts / whole, share = hurts / area.weightMm2;
        if (explained >= kNerveExplains || (explained >= kNerveExplains / 2 && onBothSides[area.nerve] >= kNerveExplains)) ranking.nerves.push_back({&area, explained, share, scoreOf(explained, share, area.nerve->confidence), false});
    }
    std::stable_sort(ranking.nerves.begin(), ranking.nerves.end(), [](const RankedNerve& a, const RankedNerve& b) { return a.score > b.score; });
    const double best = ranking.ranked.empty() ? 0 : ranking.ranked.front().score;
    for (RankedNerve& nerve : ranking.nerves) nerve.fitsBetter = nerve.score > best;
}

}  // namespace

Ranking rank(const ReferralMap& map, const Field& field) {
    Ranking ranking;
    const double whole = map.areaMm2(field);
    if (whole <= 0) return ranking;
    const std::vector<float> pain = map.dense(field);
    for (const Pattern& pattern : map.patterns()) {
        const double hurts = both(map, pattern.field, pain), explained = hurts / whole;
        if (explained < kLeastExplained || pattern.weightMm2 <= 0) continue;
        const double share = hurts / pattern.weightMm2;
        ranking.ranked.push_back({&pattern, explained, share, scoreOf(explained, share, pattern.point->confidence), {}});
    }
    std::stable_sort(ranking.ranked.begin(), ranking.ranked.end(), [](const Ranked& a, const Ranked& b) { return a.score > b.score; });
    for (Ranked& each : ranking.ranked) each.why = reasons(map, *each.pattern, pain);
    std::vector<float> left = pain;
    chooseFew(map, whole, left, ranking);
    for (const Share& each : field) ranking.unexplainedShare += static_cast<double>(map.cellMm2(each.cell) * left[each.cell]) / whole;
    addUnexplained(map, pain, left, ranking);
    addNerves(map, pain, whole, ranking);
    return ranking;
}

std::vector<size_t> firstOfEachMuscle(const Ranking& ranking) {
    std::vector<size_t> first;
    std::set<std::string_view> seen;
    for (size_t i = 0; i < ranking.ranked.size(); ++i)
        if (seen.insert(ranking.ranked[i].pattern->point->muscleKey).second) first.push_back(i);
    return first;
}

}  // namespace myochart::referral
