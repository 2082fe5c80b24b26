#include <algorithm>
#include <cmath>
#include <numbers>
#include <optional>
#include <vector>

#include "core/text.h"
#include "scene/exploded_view.h"
#include "scene/section_view.h"
#include "ui/body_picture.h"
#include "ui/panels/body_overlay.h"
#include "workspace/section_pane.h"

namespace myochart::ui {

namespace {

constexpr float kHidden = 0.38F;  ///< strength of a guide that tissue covers

/// A broken ring with a dot: unlike every marker of the record.
void drawRing(ImDrawList& to, const Ui& ui, vec2 at, bool chosen, float alpha) {
    const float radius = ui.px(chosen ? 11 : 9);
    const ImU32 light = withAlpha(ui.theme.dark ? rgb(0x14181C) : rgb(0xFFFFFF), 0.85F * alpha);
    const ImU32 ink = withAlpha(ui.theme.accent, alpha);
    constexpr int kDashes = 8;
    constexpr float kTurn = 2 * std::numbers::pi_v<float>;
    for (const auto& [colour, thick] : {std::pair{light, 4.5F}, std::pair{ink, 2.0F}})
        for (int i = 0; i < kDashes; ++i) {
            const float from = kTurn * static_cast<float>(i) / kDashes;
            to.PathArcTo(im(at), radius, from, from + kTurn / kDashes * 0.62F, 6);
            to.PathStroke(colour, 0, ui.scale * thick);
        }
    to.AddCircleFilled(im(at), ui.scale * 4.5F, light, 16);
    to.AddCircleFilled(im(at), ui.scale * 3, ink, 16);
}

/// Beside, above or below the ring, wherever no other label stands; nothing where there is no room.
std::optional<Rect> freePlace(const Ui& ui, vec2 ring, vec2 size, const std::vector<Rect>& taken) {
    const float away = ui.px(15);
    for (const vec2 corner : {vec2(away, -size.y / 2), vec2(-away - size.x, -size.y / 2),
                              vec2(-size.x / 2, -away - size.y), vec2(-size.x / 2, away)}) {
        const Rect place{ring + corner, ring + corner + size};
        if (std::none_of(taken.begin(), taken.end(), [&](const Rect& other) { return place.overlaps(other); }))
            return place;
    }
    return std::nullopt;
}

/// On the slice only what lies near to it, on the body what is not cut away.
bool isOn(const Ui& ui, const PaneView& pane, vec3 position) {
    const scene::SectionPlane& section = ui.program.view.options.effects.section;
    if (pane.slice) return std::abs(section.heightMm(position)) <= scene::kOnSliceMm;
    return !workspace::bodyIsCut(ui.program.view) || !section.cutsAway(position);
}

}  // namespace

void drawGuides(Ui& ui, const PaneView& pane) {
    const Rect& area = pane.area;
    const auto& places = ui.state.guides.places();
    if (places.empty() || !ui.program.bodies.current() || ui.program.quiz.isRunning()) return;
    const scene::SectionPlane& section = ui.program.view.options.effects.section;
    const scene::ExplodedView shifts(*ui.program.bodies.current(), pane.slice ? 0 : ui.program.view.options.effects.explode);
    ImDrawList& to = *ImGui::GetWindowDrawList();
    to.PushClipRect(im(area.min), im(area.max), true);
    std::vector<Rect> pills;
    for (size_t i = 0; i < places.size(); ++i) {
        if (!ui.state.guides.shows(i) || !isOn(ui, pane, places[i].position)) continue;
        const auto structure = ui.program.bodies.current()->find(places[i].structureKey);
        const vec3 own = pane.slice ? scene::ontoPlane(section, places[i].position) : places[i].position;
        const vec3 at = own + (structure ? shifts.of(*structure) : vec3(0));
        const auto pixel = pane.camera.project(at, ui.program.view.viewport);
        if (!pixel) continue;
        const vec2 pos = area.min + *pixel / ui.pixelRatio;
        if (!area.contains(pos)) continue;
        const bool chosen = ui.state.guides.chosen() == i;
        const bool covered = pane.picture && pane.picture->isHidden(at);
        drawRing(to, ui, pos, chosen, covered ? kHidden : 1);
        const std::string word = displayText(places[i].point->index, 12);
        const vec2 size(textSize(ui.fonts.noteStrong, word).x + ui.px(12), ui.px(20));
        if (const auto pill = freePlace(ui, pos, size, pills)) {
            pills.push_back(*pill);
            to.AddRectFilled(im(pill->min), im(pill->max), withAlpha(ui.theme.raised, 0.94F), ui.px(10));
            textCentred(to, ui.fonts.noteStrong, *pill, covered ? ui.theme.quiet : ui.theme.accent, word);
        }
        ui.record.add(pane.named(("guide." + places[i].point->key).c_str()), {pos - vec2(ui.px(9)), pos + vec2(ui.px(9))});
    }
    to.PopClipRect();
}

}  // namespace myochart::ui
