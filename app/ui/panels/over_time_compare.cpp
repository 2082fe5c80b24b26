#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "core/local_day.h"
#include "core/text.h"
#include "core/words.h"
#include "note/difference_words.h"
#include "ui/panels/over_time.h"
#include "ui/slider.h"

namespace myochart::ui {

namespace {

std::string differenceWords(const note::DifferenceLine& each) { return trf("{}: {}, then {}", each.what, each.before, each.after); }

/// Of a site that is in one visit alone: what is recorded of it.
std::string recordedWords(const note::DifferenceLine& each) { return fmt::format("{}: {}", each.what, each.before.empty() ? each.after : each.before); }

/// The day of a visit; with the time where another has the same.
std::string whenOf(const std::vector<record::Session>& visits, size_t which) {
    const auto day = [](const record::Session& visit) { return dayAt(visit.startedAt, visit.utcOffset); };
    const record::Session& visit = visits[which];
    const auto same = std::ranges::count_if(visits, [&](const record::Session& each) { return day(each) == day(visit); });
    return same > 1 ? dateTimeAt(visit.startedAt, visit.utcOffset) : dayOf(visit);
}

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
    const std::string state = note::stateWords(site);
    const float wide = textSize(ui.fonts.noteStrong, state).x;
    Rect words = at.rect;
    words.min.x += ui.px(36), words.max.x -= wide + ui.px(16);
    textIn(to, ui.fonts.strong, words, ui.theme.ink, fmt::format("{}  {}", marker.number, siteTitle(marker.muscle, marker.side)), 0);
    textAt(to, ui.fonts.noteStrong, {at.rect.max.x - ui.px(8) - wide, at.rect.centre().y - fontPx(ui.fonts.noteStrong) / 2}, ui.theme.accent, state);
    if (at.clicked) faceSite(ui, marker);
    ImGui::Indent(ui.px(36));
    const bool both = site.before && site.after;
    const record::Marker *was = site.before ? &time.visits()[before].markers[*site.before] : nullptr, *is = site.after ? &marker : nullptr;
    for (const note::DifferenceLine& each : note::siteLines(ui.program.catalogue(), site, was, is)) paragraph(ui, ui.fonts.note, ui.theme.ink, both ? differenceWords(each) : recordedWords(each));
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
    const auto drawLines = [&](const char* title, const std::vector<note::DifferenceLine>& lines) {
        heading(ui, title);
        for (const note::DifferenceLine& each : lines) paragraph(ui, ui.fonts.note, ui.theme.ink, differenceWords(each));
        if (lines.empty()) line(ui, ui.fonts.note, ui.theme.quiet, tr("No difference"));
    };
    drawLines(tr("Pain"), note::painLines(ui.program.catalogue(), difference));
    heading(ui, tr("Sites"));
    size_t unchanged = 0;
    for (size_t i = 0; i < difference.sites.size(); ++i) {
        if (note::isChanged(difference.sites[i])) drawSite(ui, difference.sites[i], i);
        else ++unchanged;
    }
    if (unchanged > 0) line(ui, ui.fonts.note, ui.theme.quiet, trnf("{} site is as it was", "{} sites are as they were", unchanged, unchanged));
    if (difference.sites.empty()) line(ui, ui.fonts.note, ui.theme.quiet, tr("Neither visit has a site."));
    const auto [before, after] = time.pair();
    drawLines(tr("Visit"), note::visitLines(ui.program.catalogue(), difference, time.overTime(), before, after));
    ImGui::PopStyleVar();
}

}  // namespace myochart::ui
