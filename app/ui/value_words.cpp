#include "ui/value_words.h"

#include <algorithm>

#include <fmt/format.h>

#include "anatomy/fact_names.h"
#include "core/text.h"
#include "core/time.h"
#include "core/words.h"

namespace myochart::ui {

namespace {

constexpr std::string_view kBetweenWords = " \xC2\xB7 ";

void add(std::string& text, const std::string& piece) {
    if (piece.empty()) return;
    if (!text.empty()) text += kBetweenWords;
    text += piece;
}

}  // namespace

std::string shortNumber(float value) {
    return formatNumber(static_cast<double>(value), 2);
}

std::string needleSize(const record::Needling& needle) {
    if (!needle.diameterMm && !needle.lengthMm) return {};
    const auto part = [](const std::optional<float>& mm) { return mm ? shortNumber(*mm) : std::string("?"); };
    return fmt::format("{} \xC3\x97 {}", part(needle.diameterMm), part(needle.lengthMm));
}

std::string depthQuestion(const record::Needling& needle) {
    if (!needle.depthMm || !needle.lengthMm || *needle.depthMm <= *needle.lengthMm) return {};
    return trf("{} mm is deeper than the needle is long ({} mm). It is kept as told; is it right?", shortNumber(*needle.depthMm), shortNumber(*needle.lengthMm));
}

std::string painChange(const std::optional<std::uint32_t>& before, const std::optional<std::uint32_t>& after) {
    if (!before && !after) return {};
    if (!after) return fmt::format("{} \xE2\x80\xBA", *before);
    return before ? fmt::format("{} \xE2\x80\xBA {}", *before, *after) : fmt::format("\xE2\x80\xBA {}", *after);
}

std::string clockWords(UtcMs moment, UtcMs of) {
    const std::string whole = localDateTime(moment);
    return localDate(moment) == localDate(of) ? whole.substr(whole.rfind(' ') + 1) : whole;
}

std::string minutesSeconds(UtcMs span) {
    const UtcMs seconds = span / 1000;
    return seconds < 3600 ? fmt::format("{}:{:02}", seconds / 60, seconds % 60) : fmt::format("{}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60);
}

std::string summary(const record::Finding& finding) {
    std::string text;
    if (finding.tautBand == true) add(text, tr("taut band"));
    if (finding.recognised == true) add(text, tr("recognised pain"));
    if (finding.tenderness) add(text, trf("tenderness {}", *finding.tenderness));
    if (!finding.referralWhere.empty()) add(text, displayText(finding.referralWhere, 40));
    if (finding.threshold && finding.thresholdUnit) add(text, fmt::format("{} {}", shortNumber(*finding.threshold), name(*finding.thresholdUnit)));
    if (text.empty() && finding != record::Finding()) text = tr("recorded");
    return text;
}

std::string summary(const record::Needling& needle, const anatomy::Catalogue& catalogue) {
    std::string text = needleSize(needle);
    if (needle.depthMm) add(text, fmt::format("{} mm", shortNumber(*needle.depthMm)));
    else add(text, displayText(needle.depthWords, 40));
    add(text, needleTerm(catalogue, needle.technique));
    if (text.empty() && needle != record::Needling()) text = tr("recorded");
    return text;
}

std::string summary(const record::Response& response) {
    std::string text;
    if (response.twitch) add(text, trf("twitch {}", tr(name(*response.twitch))));
    add(text, painChange(response.painBefore, response.painAfter));
    if (response.bleeding == true) add(text, tr("bleeding"));
    if (response.bruise == true) add(text, tr("bruise"));
    if (text.empty() && response != record::Response()) text = tr("recorded");
    return text;
}

}  // namespace myochart::ui
