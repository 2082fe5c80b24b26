#include "ui/quiz_marks.h"

#include <algorithm>

#include <fmt/format.h>

#include "core/words.h"
#include "ui/body_picture.h"
#include "ui/panels/body_overlay.h"
#include "ui/widgets.h"

namespace myochart::ui {

namespace {

constexpr ImU32 kPointedInk = rgb(0x1C46A5), kChartedInk = rgb(0x7A1E8C), kQuizHalo = rgb(0xFFFFFF);
constexpr float kShaftOutMm = 45;
constexpr size_t kMostClassMarks = 120;

std::optional<vec2> quizPixel(const Ui& ui, const PaneView& pane, vec3 place) {
    const auto pixel = pane.camera.project(place, ui.program.view.viewport);
    if (!pixel) return std::nullopt;
    const vec2 at = pane.area.min + *pixel / ui.pixelRatio;
    return pane.area.contains(at) ? std::optional(at) : std::nullopt;
}

void drawDisc(ImDrawList& to, const Ui& ui, vec2 at, ImU32 ink, bool filled) {
    const float radius = ui.px(7);
    to.AddCircle(im(at), radius, withAlpha(kQuizHalo, 0.9F), 32, ui.scale * 4);
    to.AddCircle(im(at), radius, ink, 32, ui.scale * 2);
    if (filled) to.AddCircleFilled(im(at), radius / 2, ink, 24);
}

void drawPill(ImDrawList& to, Ui& ui, vec2 at, ImU32 ink, const std::string& words) {
    const vec2 size(textSize(ui.fonts.noteStrong, words).x + ui.px(14), ui.px(22)), corner = at + vec2(ui.px(12), -ui.px(26));
    to.AddRectFilled(im(corner), im(corner + size), withAlpha(ui.theme.raised, 0.95F), ui.px(6));
    to.AddRect(im(corner), im(corner + size), ink, ui.px(6));
    textCentred(to, ui.fonts.noteStrong, {corner, corner + size}, ui.theme.ink, words);
}

/// Outside of the skin a solid line, inside a thin one with a tip.
void drawShaft(ImDrawList& to, const Ui& ui, const PaneView& pane, const needle::Shaft& shaft) {
    const auto hub = quizPixel(ui, pane, shaft.at(-kShaftOutMm)), entry = quizPixel(ui, pane, shaft.entry), tip = quizPixel(ui, pane, shaft.tip());
    if (!entry) return;
    if (hub) {
        to.AddLine(im(*hub), im(*entry), withAlpha(kQuizHalo, 0.9F), ui.scale * 5);
        to.AddLine(im(*hub), im(*entry), kPointedInk, ui.scale * 2.5F);
        to.AddCircleFilled(im(*hub), ui.px(4), kPointedInk, 20);
    }
    if (!tip) return;
    to.AddLine(im(*entry), im(*tip), withAlpha(kPointedInk, 0.75F), ui.scale * 1.5F);
    to.AddCircleFilled(im(*tip), ui.px(2), kPointedInk, 12);
}

void drawClass(ImDrawList& to, Ui& ui, const PaneView& pane) {
    const auto& places = ui.program.quiz.classPlaces();
    for (size_t i = 0; i < std::min(places.size(), kMostClassMarks); ++i) {
        const auto at = quizPixel(ui, pane, places[i].position);
        if (!at || (pane.picture && pane.picture->isHidden(places[i].position, places[i].normal))) continue;
        const ImU32 ink = mix(rgb(0xF2C879), rgb(0x8E1B22), static_cast<float>(places[i].error.share()));
        const float radius = ui.px(12);
        to.AddCircleFilled(im(*at), radius, ink, 32);
        to.AddCircle(im(*at), radius, kQuizHalo, 32, ui.scale * 1.5F);
        const std::string share = fmt::format("{:.0f}", places[i].error.share() * 100);
        textCentred(to, ui.fonts.noteStrong, {*at - vec2(radius), *at + vec2(radius)}, places[i].error.share() > 0.45 ? kQuizHalo : rgb(0x1B1B1B), share);
        ui.record.add("quiz.class." + std::to_string(i), {*at - vec2(radius), *at + vec2(radius)});
    }
}

}  // namespace

void drawQuizMarks(Ui& ui, const PaneView& pane) {
    const auto& quiz = ui.program.quiz;
    if (pane.slice || !quiz.isOpen() || ui.program.view.options.effects.explode > 0) return;
    ImDrawList& to = *ImGui::GetWindowDrawList();
    to.PushClipRect(im(pane.area.min), im(pane.area.max), true);
    if (quiz.showsClass() && !quiz.isRunning()) drawClass(to, ui, pane);
    if (quiz.isRunning()) {
        if (quiz.shaft()) drawShaft(to, ui, pane, *quiz.shaft());
        if (quiz.result())
            for (const workspace::ChartedPlace& place : quiz.charted())
                if (const auto at = quizPixel(ui, pane, place.position)) {
                    drawDisc(to, ui, *at, kChartedInk, false);
                    drawPill(to, ui, *at, kChartedInk, tr("charted here"));
                    ui.record.add(pane.named("quiz.charted"), {*at - vec2(ui.px(8)), *at + vec2(ui.px(8))});
                }
        if (quiz.pointed() && !quiz.shaft())
            if (const auto at = quizPixel(ui, pane, quiz.pointed()->position)) {
                drawDisc(to, ui, *at, kPointedInk, true);
                ui.record.add(pane.named("quiz.pointed"), {*at - vec2(ui.px(8)), *at + vec2(ui.px(8))});
            }
    }
    to.PopClipRect();
}

}  // namespace myochart::ui
