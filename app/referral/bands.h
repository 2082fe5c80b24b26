#pragma once
#include <map>
#include <utility>
#include <vector>

#include "referral/referral_map.h"

namespace myochart::referral {

/// Two regions, the lower index first.
using RegionPair = std::pair<std::uint32_t, std::uint32_t>;

/// Which zones of a pattern are drawn as one where nothing tells it (pattern_bands.csv does for some), as charts draw them: those that
/// all but touch, and from shoulder or hip down an arm or a leg those that follow each other. The shortest links that hold the zones together, so that no web fills what lies between several.
/// Zones that no skin shows are in none.
std::vector<RegionPair> joinedZones(const std::vector<RegionPlace>& regions, std::span<const Zone> zones);

/// Between two regions the skin from the one's middle to the other's, as wide as they are, soft at the edges; where no skin leads
/// from one to the other (from an arm to the trunk that touches it) there is none.
class Bands {
  public:
    Bands(const std::vector<RegionPlace>& regions, const std::vector<RegionPair>& pairs, float midplane, const SkinGraph& graph);

    /// Shares from 0 to 1; empty: there is none.
    const Field& between(const RegionPair& pair) const;

  private:
    std::map<RegionPair, Field> fields_;
};

}  // namespace myochart::referral
