#include <algorithm>

#include <fmt/format.h>

#include "core/text.h"
#include "core/words.h"
#include "ui/icons.h"
#include "ui/panels/over_time.h"
#include "ui/panels/row_menu.h"

namespace myochart::ui {

namespace {

constexpr float kPlaceRow = 56, kSightingRow = 46, kScale = 88;
constexpr RowChoice kApart{"apart", mark("Not the same place"), icon::kCut};
constexpr RowChoice kJoin{"join", mark("Same place as\xE2\x80\xA6"), icon::kBookmark};
constexpr RowChoice kByItself{"itself", mark("As the program finds"), icon::kUndo};

std::string timesWords(size_t count) { return "\xC3\x97" + std::to_string(count); }

const record::Marker& markerOf(const Ui& ui, const note::Sighting& sighting) { return ui.program.time.visits()[sighting.visit].markers[sighting.marker]; }

}  // namespace

void PlacesView::drawPlace(Ui& ui, size_t index) {
    const note::PlaceOverTime& place = ui.program.time.overTime().places[index];
    const record::Marker& newest = markerOf(ui, place.sightings.back());
    const bool chosen = ui.program.time.place() == index;
    ImGui::PushID(newest.id.text.c_str());
    const Pressed at = row(ui, fmt::format("time.place.{}", index), kPlaceRow, chosen);
    ImDrawList& to = *ImGui::GetWindowDrawList();
    drawMarkerShape(to, ui, newest.type, {at.rect.min.x + ui.px(18), at.rect.min.y + ui.px(18)}, ui.px(8));
    const float left = at.rect.min.x + ui.px(36), end = at.rect.max.x - ui.px(8);
    const std::string times = place.needled > 0 ? timesWords(place.needled) : std::string();
    const float wide = textSize(ui.fonts.strong, times).x;
    textAt(to, ui.fonts.strong, {left, at.rect.min.y + ui.px(8)}, ui.theme.ink, siteTitle(place.muscle, place.side), end - left - wide - ui.px(8));
    textAt(to, ui.fonts.strong, {end - wide, at.rect.min.y + ui.px(8)}, ui.theme.ink, times);
    const float y = at.rect.min.y + ui.px(32);
    drawPainScale(ui, {{left, y}, {left + ui.px(kScale), y + ui.px(14)}}, place.pain);
    textAt(to, ui.fonts.note, {left + ui.px(kScale + 12), y}, place.pain.by() ? ui.theme.ink : ui.theme.quiet, painWords(place.pain), end - left - ui.px(kScale + 12));
    tip(ui,
        fmt::format("{}\n{}", trnf("seen in {} visit", "seen in {} visits", place.sightings.size(), place.sightings.size()),
                    place.needled > 0 ? trnf("a needle in {} visit", "a needle in {} visits", place.needled, place.needled) : std::string(tr("no needle recorded"))),
        {}, TipPlace::beside);
    ImGui::PopID();
    if (!at.clicked) return;
    if (joined_) return join(ui, index);
    ui.program.time.choosePlace(chosen ? std::nullopt : std::optional(index));
    if (!chosen) faceSite(ui, newest);
}

/// Says that the site that waits is the same as the nearest earlier one of that place, or its first one the same as the site.
void PlacesView::join(Ui& ui, size_t place) {
    const record::MarkerId site = *std::exchange(joined_, std::nullopt);
    const auto at = ui.program.time.find(site);
    if (!at) return;
    const note::SamePlace& there = ui.program.time.overTime().places[place].sightings;
    const auto sameVisit = [&](const note::Sighting& each) { return each.visit == at->first; };
    if (std::ranges::any_of(there, sameVisit)) return ui.program.notices.tell(tr("That place has a site of the same visit: two sites of one visit are never one place."));
    const auto earlier = std::ranges::find_if(there.rbegin(), there.rend(), [&](const note::Sighting& each) { return each.visit < at->first; });
    const bool before = earlier != there.rend();
    const record::Marker& to = markerOf(ui, before ? *earlier : there.front());
    const record::Marker& from = ui.program.time.visits()[at->first].markers[at->second];
    if (!note::sidesMayBeOne(from.side, to.side)) return ui.program.notices.tell(tr("One of these sites is on the left and the other on the right; they are not one place."));
    const record::MarkerId other = to.id;
    ui.later([&program = ui.program, site, other, before] { before ? program.time.sayEarlier(site, other) : program.time.sayEarlier(other, site); });
}

void PlacesView::drawSighting(Ui& ui, const note::PlaceOverTime& place, size_t index) {
    const note::Sighting& sighting = place.sightings[index];
    const record::Marker& marker = markerOf(ui, sighting);
    ImGui::PushID(marker.id.text.c_str());
    const std::string name = fmt::format("time.sighting.{}", index);
    const Pressed at = row(ui, name, kSightingRow, sighting.visit == ui.program.time.chosen());
    ImDrawList& to = *ImGui::GetWindowDrawList();
    const float left = at.rect.min.x + ui.px(36), width = at.rect.max.x - left - ui.px(kRowMenuWidth + 8);
    const std::string said = sighting.found == note::FoundBy::corrected ? std::string(" \xC2\xB7 ") + tr("by hand") : std::string();
    const std::string day = dayOf(ui.program.time.visits()[sighting.visit]);
    textAt(to, ui.fonts.noteStrong, {left, at.rect.min.y + ui.px(7)}, ui.theme.ink, day + " \xC2\xB7 " + trnf("site {}", "sites {}", 1, marker.number) + said, width);
    const std::string words = sightingWords(marker, sighting.offMm);
    textAt(to, ui.fonts.note, {left, at.rect.min.y + ui.px(25)}, ui.theme.quiet, words, width);
    tip(ui, trf("Opens the visit of {}", day) + "\n" + words, {}, TipPlace::beside);
    std::vector<RowChoice> choices;
    if (index > 0) choices.push_back(kApart);
    choices.push_back(kJoin);
    if (sighting.found == note::FoundBy::corrected) choices.push_back(kByItself);
    const RowMenu menu = rowMenu(ui, name, at, choices);
    ImGui::PopID();
    if (menu.chosen) {
        const std::string_view what = choices[*menu.chosen].name;
        if (what == kJoin.name) joined_ = marker.id;
        else
            ui.later([&program = ui.program, id = marker.id, apart = what == kApart.name] {
                program.time.sayEarlier(id, apart ? std::optional(record::MarkerId()) : std::nullopt);
            });
    }
    if (at.clicked && !menu.pressed) openVisitOf(ui, sighting.visit);
}

/// Newest first, as visits are listed.
void PlacesView::drawSightings(Ui& ui, size_t index) {
    const note::PlaceOverTime& place = ui.program.time.overTime().places[index];
    for (size_t i = place.sightings.size(); i > 0; --i) drawSighting(ui, place, i - 1);
    gap(ui, 4);
}

void PlacesView::drawMuscles(Ui& ui) {
    const auto& muscles = ui.program.time.overTime().muscles;
    heading(ui, tr("Muscles needled"));
    if (muscles.empty()) return emptyPlace(ui, tr("No needle is recorded."));
    const Columns columns(ui, 3, 64);
    columns.head(ui, {tr("Muscle"), tr("visits"), tr("needles")});
    for (const note::MuscleOverTime& each : muscles) {
        const vec2 at = vec(ImGui::GetCursorScreenPos()), size(ImGui::GetContentRegionAvail().x, ui.px(24));
        columns.draw(ui, {at, at + size}, {siteTitle(each.muscle, each.side), std::to_string(each.visits), std::to_string(each.needles)});
        ImGui::Dummy(im(size));
    }
}

void PlacesView::draw(Ui& ui) {
    auto& time = ui.program.time;
    if (time.overTime().places.empty()) return emptyPlace(ui, tr("No site is charted in these visits."));
    if (joined_ && !time.find(*joined_)) joined_.reset();
    if (joined_) {
        paragraph(ui, ui.fonts.note, ui.theme.accent, tr("Choose the place that this site is the same as."));
        if (button(ui, "time.join.cancel", {.label = tr("Cancel"), .key = "Esc", .kind = ButtonKind::plain, .width = -1})) joined_.reset();
    } else {
        const char* const words[] = {tr("Every site"), tr("How often needled")};
        const bool counts = time.shows() == workspace::TimeShows::counts;
        const size_t chosen = wordOf(ui, "time.shows", words, counts ? 1 : 0);
        if (chosen != (counts ? 1U : 0U)) time.setShows(chosen == 1 ? workspace::TimeShows::counts : workspace::TimeShows::sites);
    }
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {0, ui.px(2)});
    for (size_t i = 0; i < time.overTime().places.size(); ++i) {
        drawPlace(ui, i);
        if (time.place() == i) drawSightings(ui, i);
    }
    drawMuscles(ui);
    ImGui::PopStyleVar();
}

}  // namespace myochart::ui
