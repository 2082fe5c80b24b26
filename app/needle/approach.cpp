#include "needle/approach.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "anatomy/hazards.h"
#include "core/text.h"
#include "needle/pincer.h"
#include "needle/stretches.h"

namespace myochart::needle {

namespace {

struct DirectionWord {
    std::string_view word;
    vec3 towards;  ///< x to lateral
};
constexpr std::array kWords = {
    DirectionWord{"forward", {0, -1, 0}}, DirectionWord{"backward", {0, 1, 0}},   DirectionWord{"upward", {0, 0, 1}},   DirectionWord{"cranial", {0, 0, 1}},
    DirectionWord{"downward", {0, 0, -1}}, DirectionWord{"caudal", {0, 0, -1}},   DirectionWord{"lateral", {1, 0, 0}},  DirectionWord{"outward", {1, 0, 0}},
    DirectionWord{"medial", {-1, 0, 0}},   DirectionWord{"medially", {-1, 0, 0}},
};
/// Of "X to Y".
constexpr std::array kEnds = {
    DirectionWord{"front", {0, -1, 0}}, DirectionWord{"back", {0, 1, 0}},    DirectionWord{"lateral", {1, 0, 0}},
    DirectionWord{"medial", {-1, 0, 0}}, DirectionWord{"dorsal", {0, 1, 0}}, DirectionWord{"palmar", {0, -1, 0}},
};

constexpr std::string_view kThroughTheGrip = "front to back or back to front";  ///< as the technique of some rows says

template <size_t N>
std::optional<vec3> named(const std::array<DirectionWord, N>& words, std::string_view word, Side side) {
    const auto at = std::ranges::find(words, word, &DirectionWord::word);
    if (at == words.end()) return std::nullopt;
    return at->towards * vec3(side == Side::right ? -1.0F : 1.0F, 1, 1);
}

bool warns(const std::vector<std::string>& words) {
    constexpr std::array<std::string_view, 7> kWarnings = {"never", "not", "no", "away", "avoid", "stay", "keep"};
    return std::ranges::any_of(words, [&](const std::string& word) { return std::ranges::find(kWarnings, word) != kWarnings.end(); });
}

/// Of the ways "front to back or back to front" in a clause the one that goes with the finger's.
std::optional<vec3> fromEndToEnd(const std::vector<std::string>& words, Side side, vec3 inward) {
    std::optional<vec3> best;
    for (size_t i = 0; i + 2 < words.size(); ++i) {
        const auto from = named(kEnds, words[i], side), to = named(kEnds, words[i + 2], side);
        if (words[i + 1] != "to" || !from || !to) continue;
        if (!best || glm::dot(*to, inward) > glm::dot(*best, inward)) best = to;
    }
    return best;
}

/// The sum of a clause's words before "toward", which names a place.
vec3 turnOf(const std::vector<std::string>& words, Side side) {
    vec3 sum{};
    for (const std::string& word : words) {
        if (word == "toward" || word == "along") break;
        if (const auto each = named(kWords, word, side)) sum += *each;
    }
    return sum;
}

/// `direction` turned by `angle` toward `aim`; unchanged where they are alike or opposite.
vec3 turned(vec3 direction, vec3 aim, float angle) {
    const vec3 across = aim - direction * glm::dot(aim, direction);
    if (glm::length(across) < 0.1F) return direction;
    return glm::normalize(direction * std::cos(angle) + glm::normalize(across) * std::sin(angle));
}

/// Of a fact whose technique names some of its muscles the direction is theirs.
bool isAbout(const anatomy::SafetyFact& fact, const std::string& muscleKey) {
    const auto named = musclesNamed(foldForSearch(fact.technique), fact.muscleKeys);
    return std::ranges::find(named, muscleKey) != named.end();
}

struct WayIn {
    vec3 entry{};
    vec3 direction{};
};

/// The way through the skin to the place along `direction`; nothing without skin, or through bone.
std::optional<WayIn> wayIn(const body::Body& body, const geometry::RayIndex& rays, vec3 place, vec3 direction) {
    constexpr float kReachMm = 150, kProudMm = 8, kOnBoneMm = 2;  // a muscle may stand out of the skin by so much
    const auto hits = rays.allHits({place - direction * kReachMm, direction}, kReachMm + kProudMm);
    std::optional<float> skin;
    for (const geometry::RayHit& hit : hits)
        if (hit.entering && body.structure(hit.at.part).system == body::System::skin && (!skin || hit.distanceMm <= kReachMm)) skin = hit.distanceMm;
    if (!skin) return std::nullopt;
    for (const geometry::RayHit& hit : hits)
        if (hit.distanceMm > *skin && hit.distanceMm < kReachMm - kOnBoneMm && rankOf(body.structure(hit.at.part)) == 0) return std::nullopt;
    return WayIn{place + direction * (*skin - kReachMm), direction};
}

}  // namespace

std::string_view name(ApproachBasis basis) { return basis == ApproachBasis::taught ? "taught" : basis == ApproachBasis::finger ? "finger" : "shortest"; }

std::optional<vec3> taughtDirection(std::string_view words, Side side, vec3 inward) {
    std::string text(words);
    std::ranges::replace(text, ';', ',');
    vec3 turn{};
    for (const std::string& clause : split(text, ',')) {
        const auto each = split(foldForSearch(clause), ' ');
        if (warns(each)) continue;
        if (const auto along = fromEndToEnd(each, side, inward)) return turned(*along, inward, kTaughtTurn);
        turn += turnOf(each, side);
    }
    if (glm::length(turn) < 0.1F) return std::nullopt;
    return turned(inward, glm::normalize(turn), kTaughtTurn);
}

Approach approachOf(const body::Body& body, const geometry::RayIndex& rays, const anatomy::Catalogue& catalogue, places::SkinWay& skinWay,
                    const anatomy::TriggerPoint& point, Side side, vec3 place, vec3 normal) {
    Approach approach;
    approach.entry = place;
    approach.pincer = !pincerTaughtFor(catalogue, point.muscleKey).empty();
    const auto go = [&](vec3 direction, ApproachBasis basis, std::string words) {
        const auto way = wayIn(body, rays, place, direction);
        if (!way) return false;
        approach.entry = way->entry;
        approach.direction = direction;
        approach.basis = basis;
        approach.words = std::move(words);
        approach.fromSkin = true;
        return true;
    };
    const anatomy::TriggerPlace* told = catalogue.triggerPlace(point.key);
    const auto outward = told ? places::directionNamed(told->approach, side) : std::nullopt;
    if (outward) {
        for (const anatomy::SafetyFact* fact : anatomy::hazardsOf(catalogue, point.muscleKey)) {
            if (!isAbout(*fact, point.muscleKey)) continue;
            if (const auto taught = taughtDirection(fact->direction, side, -*outward); taught && go(*taught, ApproachBasis::taught, fact->direction)) return approach;
            if (fact->technique.find(kThroughTheGrip) == std::string::npos) continue;
            if (go(*taughtDirection(kThroughTheGrip, side, -*outward), ApproachBasis::taught, std::string(kThroughTheGrip))) return approach;
        }
        if (go(-*outward, ApproachBasis::finger, told->approach)) return approach;
    }
    const vec3 shortest = firstDirection(skinWay, place, normal);
    if (!go(shortest, ApproachBasis::shortest, "")) approach.direction = shortest;
    return approach;
}

}  // namespace myochart::needle
