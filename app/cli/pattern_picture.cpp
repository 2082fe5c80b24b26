#include "cli/pattern_picture.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "core/text.h"
#include "referral/shown.h"

namespace myochart::cli {

namespace {

constexpr std::array<const char*, referral::kToldApart> kDrawnAs = {"Red dots", "Blue lines", "Brown lines the other way"};

/// "Red: Infraspinatus, left" and "reported in TS1, high confidence": a label is no wider.
std::vector<std::string> legendOf(const anatomy::Catalogue& catalogue, const referral::ReferralMap& map, const referral::PatternSource& source, size_t place, bool several) {
    const auto patterns = referral::patternsOf(catalogue, map, source);
    const anatomy::Muscle* muscle = catalogue.muscle(source.key);
    std::string title = muscle ? muscle->name : source.key;
    if (!muscle)
        if (const auto* of = catalogue.muscle(patterns.front()->point->muscleKey)) title = fmt::format("{} {}", of->name, patterns.front()->point->index);
    std::vector<std::string> origins;
    for (const referral::Pattern* pattern : patterns) {
        std::string origin = fmt::format("{}, {} confidence", pattern->point->source, pattern->point->confidence);
        if (std::find(origins.begin(), origins.end(), origin) == origins.end()) origins.push_back(std::move(origin));
    }
    return {fmt::format("{}: {}{}", several ? kDrawnAs[std::min(place, referral::kToldApart - 1)] : "Red", title, source.side ? fmt::format(", {}", name(*source.side)) : ""), fmt::format("reported in {}", fmt::join(origins, "; "))};
}

}  // namespace

Result<std::vector<referral::PatternSource>> patternSources(const anatomy::Catalogue& catalogue, const referral::ReferralMap& map, const std::string& keys, size_t most) {
    std::vector<referral::PatternSource> sources;
    for (const std::string& word : split(keys, ',')) {
        const size_t colon = word.find(':');
        referral::PatternSource source{trim(word.substr(0, colon)), {}};
        if (colon != std::string::npos && word.substr(colon + 1) != "both") {
            source.side = sideFromName(trim(word.substr(colon + 1)));
            if (!source.side) return environmentFault(fmt::format("Patterns are named by keys such as infraspinatus or infraspinatus:left; {} has no such side.", displayText(word, 60)));
        }
        if (referral::patternsOf(catalogue, map, source).empty()) return failed(fmt::format("No muscle or trigger point with a reported pattern has the key \"{}\"; `search` finds muscles.", displayText(source.key, 60)));
        sources.push_back(std::move(source));
    }
    if (sources.size() > most) return environmentFault(fmt::format("Up to {} patterns are shown at once.", most));
    return sources;
}

Outcome layPatterns(const anatomy::Catalogue& catalogue, const std::string& keys, picture::Request& request) {
    const auto map = referral::ReferralMap::on(*request.body, catalogue);
    if (!map) return map.error();
    const auto sources = patternSources(catalogue, *map, keys, kMostInAPicture);
    if (!sources) return sources.error();
    const referral::SkinLevels levels(*request.body, *map->skin());
    request.view.laid = {std::make_shared<const body::VertexShares>(referral::laid(catalogue, *map, levels, *sources, {})), sources->size() > 1};
    std::vector<const referral::Pattern*> all;
    for (size_t i = 0; i < sources->size(); ++i) {
        for (std::string& line : legendOf(catalogue, *map, (*sources)[i], i, sources->size() > 1)) request.legend.push_back(std::move(line));
        for (const referral::Pattern* pattern : referral::patternsOf(catalogue, *map, (*sources)[i])) all.push_back(pattern);
    }
    for (const std::uint32_t inside : referral::insideOf(all, *map)) request.names.push_back({map->regions()[inside].position, map->regions()[inside].region->label});
    request.legend.emplace_back(sources->size() > 1 ? "Essential within the line, spillover outside it" : "Essential solid, spillover in dots");
    request.legend.emplace_back("Reported patterns: no finding, no diagnosis");
    return Done{};
}

}  // namespace myochart::cli
