#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "anatomy/fact_names.h"
#include "core/local_day.h"
#include "core/text.h"
#include "core/words.h"
#include "note/adverse_rates.h"
#include "note/visit_words.h"
#include "record/reading_order.h"
#include "ui/panels/over_time.h"
#include "ui/plot.h"
#include "ui/slider.h"
#include "ui/structure_words.h"
#include "ui/value_words.h"

namespace myochart::ui {

namespace {

/// Different in any two visits, or long: nobody reads these to see what has changed.
bool isRead(const record::Difference& each) {
    constexpr std::string_view kNot[] = {"signing.", "note.", "utc_offset", "consent.at", "before.therapist", "before.episode", "outcomes."};
    constexpr std::string_view kNotAtTheEnd[] = {"_at", ".site", ".threshold_unit", ".direction", ".at", ".follow_up_due"};  // moments, and what goes with others
    return std::ranges::none_of(kNot, [&](std::string_view start) { return each.name.starts_with(start); }) &&
           std::ranges::none_of(kNotAtTheEnd, [&](std::string_view end) { return each.name.ends_with(end); });
}

/// A key of the tables in words; else the text as it stands.
std::string keyWords(const Ui& ui, const std::string& text) {
    for (const anatomy::SafetyFact& fact : ui.program.catalogue().safety())
        if (fact.key == text) return anatomy::called(ui.program.catalogue(), fact);
    for (const auto& list : {note::positions(), note::adviceTexts()})
        if (std::string words = note::wordsOf(list, text); !words.empty()) return words;
    for (const note::AdverseCategory& each : note::adverseCategories())
        if (each.key == text) return tr(each.title);
    return needleTerm(ui.program.catalogue(), text);
}

std::string valueWords(const Ui& ui, const record::Difference& each, const std::string& text) {
    if (text.empty()) return tr("not recorded");
    if (each.isWord) return tr(text.c_str());
    if (!each.unit.empty()) return fmt::format("{} {}", text, each.unit);
    return displayText(keyWords(ui, text), 160);
}

std::string differenceWords(const Ui& ui, const record::Difference& each) {
    return trf("{}: {}, then {}", capitalised(tr(each.title.c_str())), valueWords(ui, each, each.before), valueWords(ui, each, each.after));
}

/// Of a site that is in one visit alone: what is recorded of it.
std::string recordedWords(const Ui& ui, const record::Difference& each) {
    return fmt::format("{}: {}", capitalised(tr(each.title.c_str())), valueWords(ui, each, each.before.empty() ? each.after : each.before));
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

/// "64° › 71°"; of the visit in which nothing of it is recorded that.
std::string figuresIn(const note::FigureOverTime& figure, size_t visit) {
    const auto at = std::ranges::find(figure.values, visit, &note::FigureOverTime::At::visit);
    if (at == figure.values.end()) return tr("not recorded");
    const std::string_view unit = figure.isScore ? "" : "\xC2\xB0";
    return at->after ? fmt::format("{} \xE2\x80\xBA {}", figureWords(at->before, unit), figureWords(at->after, unit)) : figureWords(at->before, unit);
}

/// What the two visits themselves say otherwise of pain, a line each.
std::vector<std::string> painLines(Ui& ui) {
    std::vector<std::string> lines;
    for (const record::Difference& each : ui.program.time.difference().ofVisit)
        if (record::isOfPain(each)) lines.push_back(differenceWords(ui, each));
    return lines;
}

/// And of the rest: measures first, the screening last.
std::vector<std::string> visitLines(Ui& ui) {
    auto& time = ui.program.time;
    const auto [before, after] = time.pair();
    std::vector<std::string> lines;
    for (const note::FigureOverTime& figure : time.overTime().figures)
        if (const std::string was = figuresIn(figure, before), is = figuresIn(figure, after); was != is) lines.push_back(trf("{}: {}, then {}", figureTitle(ui.program.catalogue(), figure), was, is));
    for (const record::Difference& each : time.difference().ofVisit)
        if (isRead(each) && !record::isOfPain(each)) lines.push_back(differenceWords(ui, each));
    return lines;
}

/// The day of a visit; with the time where another has the same.
std::string whenOf(const std::vector<record::Session>& visits, size_t which) {
    const auto day = [](const record::Session& visit) { return dayAt(visit.startedAt, visit.utcOffset); };
    const record::Session& visit = visits[which];
    const auto same = std::ranges::count_if(visits, [&](const record::Session& each) { return day(each) == day(visit); });
    return same > 1 ? dateTimeAt(visit.startedAt, visit.utcOffset) : dayOf(visit);
}

std::string stateWords(const note::SiteDifference& site) {
    if (!site.before) return tr("new");
    if (!site.after) return tr("gone");
    constexpr float kToldMm = 1;
    return site.movedMm.value_or(0) >= kToldMm ? trf("moved {:.0f} mm", *site.movedMm) : std::string();
}

bool isChanged(const note::SiteDifference& site) { return !site.before || !site.after || site.movedMm.value_or(0) >= 1 || std::ranges::any_of(site.fields, isRead); }

}  // namespace

void CompareView::drawChoice(Ui& ui) {
    auto& time = ui.program.time;
    const auto [before, after] = time.pair();
    const auto last = static_cast<float>(time.visits().size() - 1);
    auto from = static_cast<float>(before), to = static_cast<float>(after);
    bool changed = slider(ui, "time.compare.from", from, {.label = tr("Hollow on the body"), .highest = last, .step = 1, .value = whenOf(time.visits(), before)});
    gap(ui, -8);
    changed |= slider(ui, "time.compare.to", to, {.label = tr("Solid on the body"), .highest = last, .step = 1, .value = whenOf(time.visits(), after)});
    gap(ui, -14);
    if (!changed) return;
    const auto whole = [](float value) { return static_cast<size_t>(std::lround(value)); };
    if (whole(from) != before || whole(to) != after) time.choosePair(whole(from), whole(to));
}

void CompareView::drawSite(Ui& ui, const note::SiteDifference& site, size_t index) {
    const auto& time = ui.program.time;
    const auto [before, after] = time.pair();
    const record::Marker& marker = site.after ? time.visits()[after].markers[*site.after] : time.visits()[before].markers[*site.before];
    ImGui::PushID(static_cast<int>(index));
    const Pressed at = row(ui, fmt::format("time.compare.site.{}", index), 32, false);
    ImDrawList& to = *ImGui::GetWindowDrawList();
    const vec2 centre(at.rect.min.x + ui.px(18), at.rect.centre().y);
    drawMarkerShape(to, ui, marker.type, centre, ui.px(8), site.after ? 1 : 0.45F);
    const std::string state = stateWords(site);
    const float wide = textSize(ui.fonts.noteStrong, state).x;
    Rect words = at.rect;
    words.min.x += ui.px(36), words.max.x -= wide + ui.px(16);
    textIn(to, ui.fonts.strong, words, ui.theme.ink, fmt::format("{}  {}", marker.number, siteTitle(marker.muscle, marker.side)), 0);
    textAt(to, ui.fonts.noteStrong, {at.rect.max.x - ui.px(8) - wide, at.rect.centre().y - fontPx(ui.fonts.noteStrong) / 2}, ui.theme.accent, state);
    if (at.clicked) faceSite(ui, marker);
    ImGui::Indent(ui.px(36));
    const bool both = site.before && site.after;
    const record::Marker *was = site.before ? &time.visits()[before].markers[*site.before] : nullptr, *is = site.after ? &marker : nullptr;
    for (const record::Difference& field : site.fields) {
        if (!isRead(field) || (!both && isInRow(field))) continue;
        const record::Difference each = withUnit(field, was, is);
        paragraph(ui, ui.fonts.note, ui.theme.ink, both ? differenceWords(ui, each) : recordedWords(ui, each));
    }
    const float error = std::max(marker.anchor.errorRadiusMm, was ? was->anchor.errorRadiusMm : 0);
    if (error > 0) paragraph(ui, ui.fonts.note, ui.theme.quiet, trf("Charted on another body: placed within {:.0f} mm", error));
    ImGui::Unindent(ui.px(36));
    ImGui::PopID();
}

void CompareView::draw(Ui& ui) {
    auto& time = ui.program.time;
    if (time.visits().size() < 2) return emptyPlace(ui, tr("There are not two visits to compare yet."));
    drawChoice(ui);
    const note::VisitDifference& difference = time.difference();
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {0, ui.px(2)});
    const auto drawLines = [&](const char* title, const std::vector<std::string>& lines) {
        heading(ui, title);
        for (const std::string& each : lines) paragraph(ui, ui.fonts.note, ui.theme.ink, each);
        if (lines.empty()) line(ui, ui.fonts.note, ui.theme.quiet, tr("No difference"));
    };
    drawLines(tr("Pain"), painLines(ui));
    heading(ui, tr("Sites"));
    size_t unchanged = 0;
    for (size_t i = 0; i < difference.sites.size(); ++i) {
        if (isChanged(difference.sites[i])) drawSite(ui, difference.sites[i], i);
        else ++unchanged;
    }
    if (unchanged > 0) line(ui, ui.fonts.note, ui.theme.quiet, trnf("{} site is as it was", "{} sites are as they were", unchanged, unchanged));
    if (difference.sites.empty()) line(ui, ui.fonts.note, ui.theme.quiet, tr("Neither visit has a site."));
    drawLines(tr("Visit"), visitLines(ui));
    ImGui::PopStyleVar();
}

}  // namespace myochart::ui
