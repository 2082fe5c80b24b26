#pragma once
#include "referral/referral_map.h"

namespace myochart::referral {

/// Why a pattern is listed: a zone of it that hurts.
struct MetZone {
    std::uint32_t region = 0;  ///< of ReferralMap::regions()
    bool essential = true;
    double share = 0;          ///< of the zone, 0..1
};

/// A trigger point whose reported pattern meets the pain.
struct Ranked {
    const Pattern* pattern = nullptr;
    double explained = 0;  ///< share of the pain's area that its pattern covers; spillover counts half
    double painted = 0;    ///< share of its pattern that hurts; spillover counts half
    double score = 0;      ///< of the two, and of how settled the pattern is in the literature
    std::vector<MetZone> why;
};

/// A nerve or root whose field meets the pain.
struct RankedNerve {
    const NerveArea* area = nullptr;
    double explained = 0, painted = 0, score = 0;
    bool fitsBetter = false;  ///< than every muscle's pattern
};

struct Unexplained {
    std::uint32_t region = 0;
    double share = 0;  ///< of what hurts there
};

/// From a pain to the muscles that are reported to refer there: what to look for with the fingers, never a diagnosis.
struct Ranking {
    std::vector<Ranked> ranked;            ///< best first
    std::vector<size_t> few;               ///< of `ranked`: few that together explain the pain, the first explains most
    std::vector<Unexplained> unexplained;  ///< regions that hurt and that the few leave over
    double unexplainedShare = 0;           ///< of the pain's area
    std::vector<RankedNerve> nerves;       ///< that explain much of it, best first
};

/// About a ms for every pattern of a body.
Ranking rank(const ReferralMap& map, const Field& pain);

/// The places of `ranking.ranked` at which a muscle comes for the first time.
std::vector<size_t> firstOfEachMuscle(const Ranking& ranking);

}  // namespace myochart::referral
