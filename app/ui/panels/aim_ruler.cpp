#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "core/text.h"
#include "core/words.h"
#include "scene/colours.h"
#include "ui/panels/aim.h"
#include "ui/structure_words.h"
#include "ui/value_words.h"

namespace myochart::ui {

namespace {

using workspace::AimedNeedle;

constexpr float kRulerHeight = 236, kScaleWide = 30, kBar = 34;

std::string wholeMm(float mm) { return fmt::format("{:.0f}", mm); }

ImU32 pieceColour(const Ui& ui, const needle::Piece& piece) {
    if (!piece.structure) return piece.fromMm == 0 ? rgb(0xE8C7A6) : rgb(0xD9D9D6);
    using enum body::System;
    switch (ui.program.bodies.current()->structure(*piece.structure).system) {
        case muscle: return rgb(0xB5655C);
        case bone:
        case tooth: return rgb(0xEDE6D3);
        case cartilage:
        case disc: return rgb(0xC9D7DC);
        case vessel: return rgb(0xC0392B);
        case nerve: return rgb(0xE0B73A);
        default: return rgb(0xA98BB0);
    }
}

/// mm to the ruler's own height.
struct Scale {
    Rect bar;
    float reachMm;
    float y(float mm) const { return bar.min.y + bar.size().y * mm / reachMm; }
};

void drawPieces(Ui& ui, const AimedNeedle& aimed, const Scale& scale, float right) {
    ImDrawList& to = *ImGui::GetWindowDrawList();
    float lowest = scale.bar.min.y - ui.px(2);
    size_t index = 0;
    for (const needle::Piece& piece : aimed.way.pieces) {
        if (piece.fromMm >= scale.reachMm) break;
        const float top = scale.y(piece.fromMm), bottom = std::min(scale.bar.max.y, scale.y(piece.toMm));
        const bool reached = piece.fromMm < aimed.shaft.depthMm;
        to.AddRectFilled({scale.bar.min.x, top}, {scale.bar.max.x, bottom}, withAlpha(pieceColour(ui, piece), reached ? 1 : 0.45F));
        to.AddLine({scale.bar.min.x, bottom}, {scale.bar.max.x, bottom}, withAlpha(ui.theme.ink, 0.35F), 1);
        const bool isTarget = piece.structure && std::ranges::find(aimed.target, *piece.structure) != aimed.target.end();
        const std::string words = pieceWords(ui, aimed, piece), mm = fmt::format("{}\xE2\x80\x93{}", wholeMm(piece.fromMm), wholeMm(piece.toMm));
        ui.record.fact(fmt::format("aim.piece.{}", index++), fmt::format("{} {:.1f}-{:.1f}", words, piece.fromMm, piece.toMm));
        const float high = fontPx(ui.fonts.note), y = std::max(lowest, (top + bottom) / 2 - high / 2);
        if (y + high > scale.bar.max.y + ui.px(6)) continue;
        lowest = y + high + ui.px(1);
        to.AddLine({scale.bar.max.x, (top + bottom) / 2}, {scale.bar.max.x + ui.px(8), y + high / 2}, ui.theme.quiet, 1);
        ImFont* font = isTarget ? ui.fonts.noteStrong : ui.fonts.note;
        const float wide = textSize(ui.fonts.note, mm).x;
        textAt(to, font, {scale.bar.max.x + ui.px(12), y}, reached ? ui.theme.ink : ui.theme.quiet, words, right - scale.bar.max.x - ui.px(20) - wide);
        textAt(to, ui.fonts.note, {right - wide, y}, ui.theme.quiet, mm);
    }
}

void drawScale(Ui& ui, const Scale& scale) {
    ImDrawList& to = *ImGui::GetWindowDrawList();
    for (int mm = 0; static_cast<float>(mm) <= scale.reachMm; mm += 10) {
        const float y = scale.y(static_cast<float>(mm));
        const std::string word = std::to_string(mm);
        to.AddLine({scale.bar.min.x - ui.px(4), y}, {scale.bar.min.x, y}, ui.theme.quiet, 1);
        textAt(to, ui.fonts.note, {scale.bar.min.x - ui.px(6) - textSize(ui.fonts.note, word).x, y - fontPx(ui.fonts.note) / 2}, ui.theme.quiet, word);
    }
}

/// The needle itself in the middle of the bar, and where its length ends.
void drawNeedle(Ui& ui, const AimedNeedle& aimed, const Scale& scale) {
    ImDrawList& to = *ImGui::GetWindowDrawList();
    const float x = std::round(scale.bar.centre().x), tip = scale.y(std::min(aimed.shaft.depthMm, scale.reachMm));
    to.AddLine({x, scale.bar.min.y - ui.px(6)}, {x, tip}, rgb(0xFFFFFF), ui.scale * 5);
    to.AddLine({x, scale.bar.min.y - ui.px(6)}, {x, tip}, rgb(0x1F2933), ui.scale * 2.5F);
    to.AddTriangleFilled({x - ui.px(4), tip - ui.px(6)}, {x + ui.px(4), tip - ui.px(6)}, {x, tip}, rgb(0x1F2933));
    for (const needle::Hazard& hazard : aimed.hazards) {
        const Nearness nearness = nearnessOf(hazard);
        if (nearness == Nearness::farther) continue;
        drawNearness(to, ui, {scale.bar.max.x - ui.px(7), scale.y(std::min(hazard.isMet() ? hazard.metFromMm() : hazard.atDepthMm, scale.reachMm))}, nearness);
    }
    if (aimed.firstHazardMm && *aimed.firstHazardMm < scale.reachMm) {
        const float y = scale.y(*aimed.firstHazardMm);
        for (float at = scale.bar.min.x; at < scale.bar.max.x; at += ui.px(7)) to.AddLine({at, y}, {std::min(scale.bar.max.x, at + ui.px(4)), y}, ui.theme.danger, std::max(2.0F, 2 * ui.scale));
    }
}

}  // namespace

void drawAimRuler(Ui& ui, const AimedNeedle& aimed) {
    const vec2 at = vec(ImGui::GetCursorScreenPos());
    const float width = ImGui::GetContentRegionAvail().x;
    const Rect bar{at + vec2(ui.px(kScaleWide), ui.px(10)), at + vec2(ui.px(kScaleWide + kBar), ui.px(kRulerHeight - 6))};
    const float reach = std::min(needle::kLongestMm, std::max({20.0F, aimed.shaft.depthMm + 12, aimed.firstHazardMm && *aimed.firstHazardMm < aimed.lengthMm + 10 ? *aimed.firstHazardMm + 5 : 0.0F}));
    const Scale scale{bar, std::min(reach, aimed.way.pieces.empty() ? reach : aimed.way.pieces.back().toMm)};
    drawScale(ui, scale);
    drawPieces(ui, aimed, scale, at.x + width);
    drawNeedle(ui, aimed, scale);
    ImGui::GetWindowDrawList()->AddRect(im(bar.min), im(bar.max), ui.theme.edge, 0, 0, 1);
    recordPart(ui, "aim.ruler", {at, at + vec2(width, ui.px(kRulerHeight))});
    ImGui::SetCursorScreenPos(im(at));
    ImGui::Dummy({width, ui.px(kRulerHeight)});
}

}  // namespace myochart::ui
