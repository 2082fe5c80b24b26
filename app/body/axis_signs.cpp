#include "body/axis_signs.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace myochart::body {

namespace {

constexpr double kMostT = 20;
constexpr float kOffMidplaneMm = 15;  ///< nearer to it a single structure tells no side
constexpr float kUsualOffsetMm = 80;  ///< of a structure that tells its side and nothing else

double clampedT(double correlation, size_t count) {
    if (count < 3) return count == 2 ? (correlation > 0 ? 1 : -1) : 0;
    const double rest = std::max(1e-9, 1 - correlation * correlation);
    return std::clamp(correlation * std::sqrt(static_cast<double>(count - 2) / rest), -kMostT, kMostT);
}

/// The mean of each key's structures.
std::map<std::string, std::pair<vec3, vec3>> byKey(std::span<const NamedPlace> places) {
    std::map<std::string, std::pair<vec3, vec3>> sums;
    std::map<std::string, float> counts;
    for (const NamedPlace& place : places) {
        if (!place.expectedMm) continue;
        sums[place.key].first += place.centre;
        sums[place.key].second = *place.expectedMm;
        ++counts[place.key];
    }
    for (auto& [key, sum] : sums) sum.first /= counts[key];
    return sums;
}

float median(std::vector<float> values) {
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    if (values.size() % 2 == 1) return *middle;
    return (*middle + *std::max_element(values.begin(), middle)) / 2;
}

}  // namespace

Agreement agreement(std::span<const std::pair<double, double>> pairs) {
    Agreement found{0, 0, pairs.size()};
    if (pairs.size() < 2) return found;
    double m = 0, e = 0;
    for (const auto& [measured, expected] : pairs) {
        m += measured / static_cast<double>(pairs.size());
        e += expected / static_cast<double>(pairs.size());
    }
    double mm = 0, ee = 0, me = 0;
    for (const auto& [measured, expected] : pairs) {
        mm += (measured - m) * (measured - m);
        ee += (expected - e) * (expected - e);
        me += (measured - m) * (expected - e);
    }
    if (mm <= 0 || ee <= 0) return found;
    found.t = clampedT(me / std::sqrt(mm * ee), pairs.size());
    found.slope = me / mm;
    return found;
}

Agreement alongBodyAxis(std::span<const NamedPlace> places, vec3 direction, int bodyAxis) {
    std::vector<std::pair<double, double>> pairs;
    for (const auto& [key, place] : byKey(places))
        pairs.emplace_back(glm::dot(place.first, direction), place.second[bodyAxis]);
    return agreement(pairs);
}

Agreement towardsLeft(std::span<const NamedPlace> places, vec3 direction) {
    std::vector<std::pair<double, double>> pairs;
    for (const NamedPlace& place : places) {
        const float along = glm::dot(place.centre, direction);
        const bool sided = place.side && *place.side != Side::midline;
        if (sided && (place.isPaired || !place.expectedMm)) {
            const float offset = place.expectedMm ? std::max(kOffMidplaneMm, place.expectedMm->x) : kUsualOffsetMm;
            pairs.emplace_back(along, *place.side == Side::left ? offset : -offset);
        } else if (place.expectedMm && !place.isPaired && std::abs(place.expectedMm->x) > kOffMidplaneMm) {
            pairs.emplace_back(along, place.expectedMm->x);
        }
    }
    return agreement(pairs);
}

std::optional<float> midplane(std::span<const NamedPlace> places, vec3 direction) {
    std::map<std::string, std::vector<std::pair<float, std::optional<Side>>>> byKey;
    std::vector<float> middles;
    for (const NamedPlace& place : places) {
        const float along = glm::dot(place.centre, direction);
        if (place.isPaired || !place.expectedMm)
            byKey[place.key].emplace_back(along, place.side);
        else if (std::abs(place.expectedMm->x) < kOffMidplaneMm)
            middles.push_back(along);
    }
    for (const auto& [key, values] : byKey)
        if (values.size() == 2 && !key.empty() && (!values[0].second || values[0].second != values[1].second))
            middles.push_back((values[0].first + values[1].first) / 2);
    if (middles.empty()) return std::nullopt;
    return median(std::move(middles));
}

}  // namespace myochart::body
