#include "body/axis_signs.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace myochart::body {

namespace {

constexpr double kMostT = 20;
constexpr float kTellsSideMm = 15;  ///< nearer to it a single structure tells no side
constexpr float kLeastApartMm = 20;   ///< of a pair without sides: nearer are two pieces of one thing
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

bool tellsSide(const NamedPlace& place) {
    return place.side && *place.side != Side::midline && (place.isPaired || !place.expectedMm);
}

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
        if (tellsSide(place)) {
            const float offset = place.expectedMm ? std::max(kTellsSideMm, place.expectedMm->x) : kUsualOffsetMm;
            pairs.emplace_back(along, *place.side == Side::left ? offset : -offset);
        } else if (place.expectedMm && !place.isPaired && std::abs(place.expectedMm->x) > kTellsSideMm) {
            pairs.emplace_back(along, place.expectedMm->x);
        }
    }
    return agreement(pairs);
}

namespace {

/// The middle of both sides of one thing, if that is what these are.
std::optional<float> middleOfPair(const std::vector<const NamedPlace*>& parts, vec3 direction) {
    size_t left = 0, right = 0;
    float sum = 0;
    for (const NamedPlace* part : parts) {
        left += part->side == Side::left ? 1 : 0;
        right += part->side == Side::right ? 1 : 0;
        sum += glm::dot(part->centre, direction);
    }
    const size_t told = left + right;
    if (left != right || (told == 0 ? parts.size() != 2 : told != parts.size())) return std::nullopt;
    if (told == 0) {
        const float apart = std::abs(glm::dot(parts[0]->centre - parts[1]->centre, direction));
        if (apart < std::max(kLeastApartMm, parts[0]->expectedMm.value_or(vec3(0)).x)) return std::nullopt;
    }
    return sum / static_cast<float>(parts.size());
}

}  // namespace

std::optional<float> midplane(std::span<const NamedPlace> places, vec3 direction) {
    std::map<std::string, std::vector<const NamedPlace*>> byKey;
    std::vector<float> middles;
    for (const NamedPlace& place : places)
        if (!place.key.empty()) byKey[place.key].push_back(&place);
    for (const auto& [key, parts] : byKey) {
        const NamedPlace& one = *parts.front();
        if (one.isPaired || !one.expectedMm) {
            if (const auto middle = middleOfPair(parts, direction)) middles.push_back(*middle);
        } else if (parts.size() == 1 && !one.side && std::abs(one.expectedMm->x) < kTellsSideMm) {
            middles.push_back(glm::dot(one.centre, direction));
        }
    }
    if (middles.empty()) return std::nullopt;
    return median(std::move(middles));
}

SideVotes sideVotes(std::span<const NamedPlace> places, vec3 direction) {
    constexpr float kLeastMm = 10;
    SideVotes votes;
    const auto middle = midplane(places, direction);
    if (!middle) return votes;
    for (const NamedPlace& place : places) {
        if (!tellsSide(place) || place.mayCross) continue;
        const float off = (glm::dot(place.centre, direction) - *middle) * (*place.side == Side::left ? 1.0F : -1.0F);
        votes.agree += off > kLeastMm ? 1 : 0;
        votes.contradict += off < -kLeastMm ? 1 : 0;
    }
    return votes;
}

}  // namespace myochart::body
