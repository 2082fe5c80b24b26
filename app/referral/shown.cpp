#include "referral/shown.h"

#include <algorithm>
#include <array>

namespace myochart::referral {

std::vector<const Pattern*> patternsOf(const anatomy::Catalogue& catalogue, const ReferralMap& map, const PatternSource& source) {
    const auto ofMuscle = catalogue.triggerPointsOf(source.key);
    const auto isAsked = [&](const anatomy::TriggerPoint* point) { return point->key == source.key || std::find(ofMuscle.begin(), ofMuscle.end(), point) != ofMuscle.end(); };
    std::vector<const Pattern*> found;
    for (const Pattern& pattern : map.patterns())
        if (isAsked(pattern.point) && (!source.side || *source.side == Side::midline || *source.side == pattern.side)) found.push_back(&pattern);
    return found;
}

std::vector<std::uint32_t> insideOf(std::span<const Pattern* const> patterns, const ReferralMap& map) {
    std::vector<std::uint32_t> inside;
    for (const Pattern* pattern : patterns)
        for (const Zone& zone : pattern->zones)
            if (!map.regions()[zone.region].vertex && std::find(inside.begin(), inside.end(), zone.region) == inside.end()) inside.push_back(zone.region);
    return inside;
}

body::VertexShares laid(const anatomy::Catalogue& catalogue, const ReferralMap& map, const SkinLevels& levels, std::span<const PatternSource> sources, const std::vector<float>& pain) {
    std::array<std::vector<float>, kToldApart> strengths;
    for (size_t i = 0; i < sources.size(); ++i) {
        std::vector<float>& strength = strengths[std::min(i, kToldApart - 1)];
        strength.resize(map.cellCount(), 0);
        for (const Pattern* pattern : patternsOf(catalogue, map, sources[i]))
            for (const Share& each : pattern->field) strength[each.cell] = std::max(strength[each.cell], each.share);
    }
    const std::array<const std::vector<float>*, kToldApart + 1> all = {&strengths[0], &strengths[1], &strengths[2], &pain};
    return levels.laid(all);
}

}  // namespace myochart::referral
