#include "page/page_patterns.h"

#include <algorithm>
#include <array>
#include <set>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "anatomy/fact_names.h"
#include "core/text.h"
#include "note/site_muscle.h"
#include "page/escapes.h"
#include "referral/shown.h"

namespace myochart::page {

namespace {

using referral::PatternSource;

/// Muscle and side of a site; nothing: the tables do not know its muscle.
std::optional<PatternSource> sourceOf(const handout::HandoutSource& source, const record::Marker& marker) {
    const anatomy::Muscle* muscle = note::muscleOf(marker, source.catalogue);
    if (!muscle) return std::nullopt;
    return PatternSource{muscle->key, marker.side};
}

std::string regionWord(const handout::HandoutSource& source, const anatomy::ReferralRegion& region) {
    const std::string_view language = source.texts.language();
    const anatomy::PlainName* name = language == "en" ? nullptr : source.catalogue.plainName(anatomy::regionNameKey(region.key));
    return name ? name->in(language) : region.label;
}

std::string citationOf(const anatomy::Catalogue& catalogue, const std::string& key) {
    const anatomy::Source* source = catalogue.source(key);
    return source ? source->citation : key;
}

/// The patterns in words: every region once, in the tables' order.
ReportedPain wordsOfPatterns(const handout::HandoutSource& source, const std::vector<const referral::Pattern*>& patterns, const referral::ReferralMap& map) {
    std::vector<std::string> regions, sources;
    const auto addTo = [](std::vector<std::string>& list, std::string text) {
        if (std::ranges::find(list, text) == list.end()) list.push_back(std::move(text));
    };
    for (const referral::Pattern* pattern : patterns) {
        for (const referral::Zone& zone : pattern->zones) addTo(regions, regionWord(source, *map.regions()[zone.region].region));
        const std::string confidence = "page confidence " + pattern->point->confidence;
        const auto known = handout::keys();
        addTo(sources, source.texts.of("page pattern source", {{"source", citationOf(source.catalogue, pattern->point->source)},
                                                               {"confidence", std::ranges::find(known, confidence) == known.end() ? pattern->point->confidence : source.texts.of(confidence)}}));
    }
    return {source.texts.of("page pattern", {{"places", fmt::format("{}", fmt::join(regions, "; "))}}), fmt::format("{}", fmt::join(sources, " "))};
}

/// Fields on the vertices of the page's skin, four at a time.
std::vector<std::string> laidFields(const std::vector<std::vector<float>>& strengths, const body::Body& body, const referral::ReferralMap& map, const FlatLayer& skin) {
    std::vector<std::string> fields;
    const referral::SkinLevels levels(body, *map.skin());
    for (size_t first = 0; first < strengths.size(); first += 4) {
        std::vector<const std::vector<float>*> some;
        for (size_t k = first; k < std::min(first + 4, strengths.size()); ++k) some.push_back(&strengths[k]);
        const body::VertexShares laid = levels.laid(some);
        for (size_t k = 0; k < some.size(); ++k) {
            std::vector<std::uint8_t> bytes;
            for (const FlatPart& part : skin.parts) {
                const auto* shares = laid.of(part.structure);
                for (const std::uint32_t vertex : part.vertexOf) bytes.push_back(shares ? shares->levels.at(part.level).at(vertex)[k] : std::uint8_t{0});
            }
            fields.push_back(deflated(bytes).value_or(std::string()));
        }
    }
    return fields;
}

}  // namespace

PagePatterns pagePatterns(const handout::HandoutSource& source, const handout::Handout& handout, const body::Body& body, const FlatBody& flat) {
    PagePatterns made;
    auto onBody = referral::ReferralMap::on(body, source.catalogue);
    const referral::ReferralMap map = onBody ? std::move(*onBody) : referral::ReferralMap::byNames(source.catalogue);
    std::vector<PatternSource> sources;
    std::vector<std::vector<float>> strengths;
    for (const handout::HandoutSite& site : handout.sites) {
        const auto marker = std::ranges::find(source.session.markers, site.id, &record::Marker::id);
        const auto asked = marker == source.session.markers.end() ? std::nullopt : sourceOf(source, *marker);
        const auto patterns = asked ? referral::patternsOf(source.catalogue, map, *asked) : std::vector<const referral::Pattern*>();
        if (patterns.empty()) continue;
        made.reported[site.number] = wordsOfPatterns(source, patterns, map);
        const auto before = std::ranges::find(sources, *asked);
        made.fieldOf[site.number] = static_cast<size_t>(before - sources.begin());
        if (before != sources.end()) continue;
        sources.push_back(*asked);
        std::vector<float>& strength = strengths.emplace_back(map.cellCount(), 0.0F);
        for (const referral::Pattern* pattern : patterns)
            for (const referral::Share& each : pattern->field) strength[each.cell] = std::max(strength[each.cell], each.share);
    }
    const bool hasSkin = !flat.layers.empty() && flat.layers.front().layer == PageLayer::skin;
    if (map.skin() && hasSkin && !strengths.empty()) made.fields = laidFields(strengths, body, map, flat.layers.front());
    if (made.fields.empty()) made.fieldOf.clear();
    return made;
}

}  // namespace myochart::page
