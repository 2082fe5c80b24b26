#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "core/text.h"
#include "core/words.h"
#include "ui/panels/body_tools.h"
#include "ui/slider.h"
#include "ui/structure_words.h"

namespace myochart::ui {

namespace {

/// A word in the row's height; the quiet buttons for left and right of a paired region stand at its end.
void drawRegionRow(Ui& ui, const scene::BodyRegion& region) {
    const auto* now = ui.program.view.region();
    const bool on = now && now->region->key == region.key;
    const std::string key(region.key);
    const Pressed at = row(ui, "region." + key, 28, on && now->side == Side::midline);
    ImDrawList& to = *ImGui::GetWindowDrawList();
    textIn(to, on ? ui.fonts.strong : ui.fonts.body, at.rect, on ? ui.theme.accent : ui.theme.ink, region.name, ui.px(8));
    const auto frame = [&](const std::string& words) {
        ImGui::CloseCurrentPopup();
        ui.later([&program = ui.program, words] {
            if (auto outcome = program.view.frameRegion(words); !outcome) program.notices.tell(outcome.error().message, true);
        });
    };
    bool sidePressed = false;
    for (const Side side : {Side::right, Side::left}) {
        if (!region.paired) break;
        // The patient's right stands on the left, as on the screen from in front.
        const float x = at.rect.max.x - ui.px(side == Side::right ? 64 : 32);
        const ImVec2 after = ImGui::GetCursorScreenPos();
        ImGui::SetCursorScreenPos({x, at.rect.min.y});
        const bool sideOn = on && now->side == side;
        const Pressed pressed = pressArea(ui, fmt::format("region.{}.{}", key, name(side)), {ui.px(32), at.rect.size().y});
        ImGui::SetCursorScreenPos(after);
        tip(ui, sideTitle(side));
        if (sideOn || pressed.hovered)
            to.AddRectFilled(im(pressed.rect.min), im(pressed.rect.max), sideOn ? ui.theme.chosen : ui.theme.hover,
                             ui.px(6));
        textCentred(to, ui.fonts.noteStrong, pressed.rect, sideOn ? ui.theme.accent : ui.theme.quiet,
                    side == Side::left ? "L" : "R");
        if (pressed.clicked) frame(std::string(name(side)) + " " + key);
        sidePressed = sidePressed || pressed.clicked;
    }
    if (at.clicked && !sidePressed) frame(key);
}

}  // namespace

void drawRegionTool(Ui& ui) {
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {0, 0});
    const Pressed whole = row(ui, "region.whole", 28, ui.program.view.region() == nullptr);
    ImDrawList& to = *ImGui::GetWindowDrawList();
    textIn(to, ui.fonts.body, whole.rect, ui.theme.ink, tr("Whole body"), ui.px(8));
    const std::string key = ui.keyOf("region.whole");
    textAt(to, ui.fonts.note,
           {whole.rect.max.x - ui.px(12) - textSize(ui.fonts.note, key).x, whole.rect.centre().y - fontPx(ui.fonts.note) / 2},
           ui.theme.quiet, key);
    if (whole.clicked) ImGui::CloseCurrentPopup(), ui.runLater("region.whole");
    for (const scene::BodyRegion& region : scene::bodyRegions()) drawRegionRow(ui, region);
    ImGui::PopStyleVar();
}

void drawExplodeTool(Ui& ui) {
    float& explode = ui.program.view.options.effects.explode;
    slider(ui, "explode.amount", explode, {.label = tr("Layers apart"), .value = percent(explode)});
    paragraph(ui, ui.fonts.note, ui.theme.quiet, tr("Bones stay; what lies farther out moves farther out."));
}

void drawSeeThroughTool(Ui& ui) {
    scene::ViewEffects& effects = ui.program.view.options.effects;
    const bool muscles = !ui.program.view.options.faded.empty();
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {0, ui.px(4)});
    if (toggle(ui, "xray.on", ui.program.view.options.selected ? tr("See through all but the selected") : tr("See through all muscles"), muscles))
        ui.runLater("view.seeThrough");
    if (toggle(ui, "xray.ghost", tr("Ghost around the isolated"), ui.program.view.options.ghostOthers)) ui.runLater("view.ghost");
    gap(ui, 4);
    slider(ui, "xray.faded", effects.fadedOpacity,
           {.label = tr("Strength, seen through"), .lowest = 0.05F, .highest = 0.9F, .value = percent(effects.fadedOpacity)});
    slider(ui, "xray.ghostStrength", effects.ghostOpacity,
           {.label = tr("Strength, ghost"), .lowest = 0.02F, .highest = 0.6F, .value = percent(effects.ghostOpacity)});
    slider(ui, "xray.markers", effects.hiddenMarkerOpacity,
           {.label = tr("Strength, sites under tissue"), .value = percent(effects.hiddenMarkerOpacity)});
    if (muscles && button(ui, "xray.clear", {.label = tr("All solid again"), .kind = ButtonKind::plain, .width = -1}))
        ui.program.view.options.faded.clear();
    ImGui::PopStyleVar();
}

}  // namespace myochart::ui
