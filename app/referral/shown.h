#pragma once
#include "referral/referral_map.h"
#include "referral/skin_levels.h"

namespace myochart::referral {

/// How many sources are drawn each in its own way; those that come after share the last one's.
inline constexpr size_t kToldApart = 3;

/// What patterns are shown of: a trigger point or a whole muscle, on one side or on both.
struct PatternSource {
    std::string key;           ///< of a point or a muscle
    std::optional<Side> side;  ///< nothing: both

    bool operator==(const PatternSource&) const = default;
};

/// The patterns of a source, in the order of the table; none: no point is called so, or none of it lies there.
std::vector<const Pattern*> patternsOf(const anatomy::Catalogue& catalogue, const ReferralMap& map, const PatternSource& source);
/// The places inside that patterns tell of and no skin shows (teeth, palate, tongue), each once; numbers of map.regions().
std::vector<std::uint32_t> insideOf(std::span<const Pattern* const> patterns, const ReferralMap& map);
/// To be drawn: the first sources by themselves, the further ones in the last; `pain` in the fourth, by cell, may be empty.
body::VertexShares laid(const anatomy::Catalogue& catalogue, const ReferralMap& map, const SkinLevels& levels, std::span<const PatternSource> sources, const std::vector<float>& pain);

}  // namespace myochart::referral
