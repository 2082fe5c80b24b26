#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "core/words.h"
#include "ui/body_picture.h"
#include "ui/panels/body_overlay.h"
#include "ui/panels/over_time.h"

namespace myochart::ui {

GhostWords ghostWords(const Ui& ui, const record::MarkerId& ghost) {
    const auto& time = ui.program.time;
    const auto at = time.find(ghost);
    if (!at) return {};
    const record::Session& visit = time.visits()[at->first];
    const record::Marker& marker = visit.markers[at->second];
    const std::string title = siteTitle(marker.muscle, marker.side);
    if (!time.isOpen() || time.shows() != workspace::TimeShows::counts) return {fmt::format("{} \xC2\xB7 {}", dayOf(visit), title), sightingWords(marker, std::nullopt)};
    for (const note::PlaceOverTime& place : time.overTime().places)
        if (std::ranges::any_of(place.sightings, [&](const note::Sighting& s) { return s.visit == at->first && s.marker == at->second; })) {
            const size_t count = time.needledUpTo(place, time.chosen());
            return {title, trnf("a needle in {} visit", "a needle in {} visits", count, count)};
        }
    return {};
}

/// From where a site was to where it is: a line with a head, on a light edge.
void drawMoves(Ui& ui, const PaneView& pane) {
    const auto& moves = ui.program.time.moves();
    if (moves.empty() || pane.slice || ui.program.view.options.effects.explode > 0) return;
    ImDrawList& to = *ImGui::GetWindowDrawList();
    to.PushClipRect(im(pane.area.min), im(pane.area.max), true);
    for (const auto& [from, here] : moves) {
        const auto a = pane.camera.project(from, ui.program.view.viewport), b = pane.camera.project(here, ui.program.view.viewport);
        if (!a || !b || (pane.picture && (pane.picture->isHidden(from) || pane.picture->isHidden(here)))) continue;
        const vec2 was = pane.area.min + *a / ui.pixelRatio, is = pane.area.min + *b / ui.pixelRatio;
        const float apart = glm::length(is - was), clear = std::min(ui.px(10), apart / 4);  // the marks stay readable
        if (apart < ui.px(6)) continue;
        const vec2 way = (is - was) / apart, across(-way.y, way.x), start = was + way * clear, end = is - way * clear;
        const float length = apart - 2 * clear;
        const float head = std::min(ui.px(8), length * 0.5F);
        for (const auto& [ink, thick] : {std::pair{rgb(0xFFFFFF, 220), 5.0F}, std::pair{rgb(0x1F2933), 2.0F}}) {
            to.AddLine(im(start), im(end), ink, ui.scale * thick);
            to.AddLine(im(end), im(end - way * head + across * head * 0.6F), ink, ui.scale * thick);
            to.AddLine(im(end), im(end - way * head - across * head * 0.6F), ink, ui.scale * thick);
        }
    }
    to.PopClipRect();
}

}  // namespace myochart::ui
