#include "note/difference_words.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "anatomy/fact_names.h"
#include "core/text.h"
#include "core/words.h"
#include "note/adverse_rates.h"
#include "note/visit_words.h"
#include "record/reading_order.h"

namespace myochart::note {

namespace {

/// Different in any two visits, or long: nobody reads these to see what has changed.
bool isRead(const record::Difference& each) {
    constexpr std::string_view kNot[] = {"signing.", "note.", "utc_offset", "consent.at", "before.therapist", "before.episode", "outcomes."};
    constexpr std::string_view kNotAtTheEnd[] = {"_at", ".site", ".threshold_unit", ".direction", ".at", ".follow_up_due"};  // moments, and what goes with others
    return std::ranges::none_of(kNot, [&](std::string_view start) { return each.name.starts_with(start); }) &&
           std::ranges::none_of(kNotAtTheEnd, [&](std::string_view end) { return each.name.ends_with(end); });
}

/// A key of the tables in words; else the text as it stands.
std::string keyWords(const anatomy::Catalogue& catalogue, const std::string& text) {
    for (const anatomy::SafetyFact& fact : catalogue.safety())
        if (fact.key == text) return anatomy::called(catalogue, fact);
    for (const auto& list : {positions(), adviceTexts()})
        if (std::string words = wordsOf(list, text); !words.empty()) return words;
    for (const AdverseCategory& each : adverseCategories())
        if (each.key == text) return tr(each.title);
    return needleTerm(catalogue, text);
}

std::string valueWords(const anatomy::Catalogue& catalogue, const record::Difference& each, const std::string& text) {
    if (text.empty()) return tr("not recorded");
    if (each.isWord) return tr(text.c_str());
    if (!each.unit.empty()) return fmt::format("{} {}", text, each.unit);
    return displayText(keyWords(catalogue, text), 160);
}

DifferenceLine lineOf(const anatomy::Catalogue& catalogue, const record::Difference& each) {
    return {capitalised(tr(each.title.c_str())), valueWords(catalogue, each, each.before), valueWords(catalogue, each, each.after)};
}

/// A threshold with its unit, which is a field of its own.
record::Difference withUnit(record::Difference each, const record::Marker* was, const record::Marker* is) {
    if (!each.name.ends_with(".finding.threshold")) return each;
    const auto add = [](std::string& text, const record::Marker* marker) {
        if (marker && !text.empty() && marker->finding.thresholdUnit) text += fmt::format(" {}", name(*marker->finding.thresholdUnit));
    };
    add(each.before, was);
    add(each.after, is);
    return each;
}

/// Who and where a site is stands in its row.
bool isInRow(const record::Difference& each) {
    return std::ranges::any_of(std::array{".muscle", ".side"}, [&](std::string_view end) { return each.name.ends_with(end); });
}

std::string sideWord(Side side) { return side == Side::left ? tr("left") : side == Side::right ? tr("right") : tr("midline"); }

/// "64\xC2\xB0 \xE2\x80\xBA 71\xC2\xB0"; of the visit in which nothing of it is recorded that.
std::string figuresIn(const FigureOverTime& figure, size_t visit) {
    const auto at = std::ranges::find(figure.values, visit, &FigureOverTime::At::visit);
    if (at == figure.values.end()) return tr("not recorded");
    const std::string_view unit = figure.isScore ? "" : "\xC2\xB0";
    const auto words = [&](const std::optional<float>& value) { return value ? formatNumber(static_cast<double>(*value), 2) + std::string(unit) : "\xE2\x80\x93"; };
    return at->after ? fmt::format("{} \xE2\x80\xBA {}", words(at->before), words(at->after)) : words(at->before);
}

constexpr float kToldMm = 1;  ///< a shorter way is no move

}  // namespace

std::string capitalised(std::string_view text) {
    std::string out(text);
    if (!out.empty() && out[0] >= 'a' && out[0] <= 'z') out[0] = static_cast<char>(out[0] - 'a' + 'A');
    return out;
}

std::string needleTerm(const anatomy::Catalogue& catalogue, const std::string& keyOrWords) {
    const auto& facts = catalogue.needles();
    const auto found = std::ranges::find(facts, keyOrWords, &anatomy::NeedleFact::key);
    return found == facts.end() ? displayText(keyOrWords, 60) : anatomy::called(catalogue, *found);
}

std::string figureTitle(const anatomy::Catalogue& catalogue, const FigureOverTime& figure) {
    if (figure.isScore) return displayText(figure.name, 60);
    const std::string both = fmt::format("{}, {}", capitalised(displayText(anatomy::called(catalogue, figure.name), 40)), displayText(anatomy::called(catalogue, figure.movement), 40));
    return figure.side ? fmt::format("{}, {}", both, sideWord(*figure.side)) : both;
}

std::vector<DifferenceLine> painLines(const anatomy::Catalogue& catalogue, const VisitDifference& difference) {
    std::vector<DifferenceLine> lines;
    for (const record::Difference& each : difference.ofVisit)
        if (record::isOfPain(each)) lines.push_back(lineOf(catalogue, each));
    return lines;
}

std::vector<DifferenceLine> visitLines(const anatomy::Catalogue& catalogue, const VisitDifference& difference, const OverTime& time, size_t before, size_t after) {
    std::vector<DifferenceLine> lines;
    for (const FigureOverTime& figure : time.figures)
        if (std::string was = figuresIn(figure, before), is = figuresIn(figure, after); was != is) lines.push_back({figureTitle(catalogue, figure), std::move(was), std::move(is)});
    for (const record::Difference& each : difference.ofVisit)
        if (isRead(each) && !record::isOfPain(each)) lines.push_back(lineOf(catalogue, each));
    return lines;
}

std::vector<DifferenceLine> siteLines(const anatomy::Catalogue& catalogue, const SiteDifference& site, const record::Marker* was, const record::Marker* is) {
    std::vector<DifferenceLine> lines;
    const bool both = was && is;
    for (const record::Difference& field : site.fields) {
        if (!isRead(field) || (!both && isInRow(field))) continue;
        lines.push_back(lineOf(catalogue, withUnit(field, was, is)));
        if (!was) lines.back().before.clear();
        if (!is) lines.back().after.clear();
    }
    return lines;
}

std::string stateWords(const SiteDifference& site) {
    if (!site.before) return tr("new");
    if (!site.after) return tr("gone");
    return site.movedMm.value_or(0) >= kToldMm ? trf("moved {:.0f} mm", *site.movedMm) : std::string();
}

bool isChanged(const SiteDifference& site) { return !site.before || !site.after || site.movedMm.value_or(0) >= kToldMm || std::ranges::any_of(site.fields, isRead); }

}  // namespace myochart::note
