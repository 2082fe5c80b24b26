#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "core/text.h"
#include "ui/panels/body_tools.h"
#include "ui/slider.h"
#include "workspace/effect_commands.h"

namespace myochart::ui {

namespace {

using workspace::SectionKind;

/// A word in the row's height; the quiet buttons for left and right of a paired region stand at its end.
void drawRegionRow(Ui& ui, const scene::BodyRegion& region) {
    const auto* now = ui.ws.region();
    const bool on = now && now->region->key == region.key;
    const std::string key(region.key);
    const Pressed at = row(ui, "region." + key, 28, on && now->side == Side::midline);
    ImDrawList& to = *ImGui::GetWindowDrawList();
    textIn(to, on ? ui.fonts.strong : ui.fonts.body, at.rect, on ? ui.theme.accent : ui.theme.ink, region.name, ui.px(8));
    const auto frame = [&](const std::string& words) {
        ui.later([&ws = ui.ws, words] {
            if (auto outcome = ws.frameRegion(words); !outcome) ws.notify(outcome.error().message, true);
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

struct Axis {
    int index;
    const char *low, *high;
};
Axis axisOf(SectionKind kind) {
    if (kind == SectionKind::axial) return {2, "", ""};
    return kind == SectionKind::sagittal ? Axis{0, " right", " left"} : Axis{1, " to the front", " to the back"};
}

std::string placeWords(SectionKind kind, float mm) {
    const Axis axis = axisOf(kind);
    if (kind == SectionKind::axial) return fmt::format("{:.0f} mm", mm);
    return fmt::format("{:.0f} mm{}", std::abs(mm), mm < 0 ? axis.low : axis.high);
}

}  // namespace

void drawRegionTool(Ui& ui) {
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {0, 0});
    const Pressed whole = row(ui, "region.whole", 28, ui.ws.region() == nullptr);
    ImDrawList& to = *ImGui::GetWindowDrawList();
    textIn(to, ui.fonts.body, whole.rect, ui.theme.ink, "Whole body", ui.px(8));
    const std::string key = ui.keyOf("region.whole");
    textAt(to, ui.fonts.note,
           {whole.rect.max.x - ui.px(12) - textSize(ui.fonts.note, key).x, whole.rect.centre().y - fontPx(ui.fonts.note) / 2},
           ui.theme.quiet, key);
    if (whole.clicked) ui.runLater("region.whole");
    for (const scene::BodyRegion& region : scene::bodyRegions()) drawRegionRow(ui, region);
    ImGui::PopStyleVar();
}

void drawSectionTool(Ui& ui) {
    scene::SectionPlane& section = ui.ws.view.effects.section;
    static constexpr const char* kWords[] = {"None", "Axial", "Sagittal", "Coronal"};
    const auto kind = workspace::sectionKind(section);
    const size_t now = kind ? static_cast<size_t>(*kind) + 1 : 0;
    const size_t wanted = choiceOf(ui, "section", kWords, 4, now);
    if (wanted != now && wanted == 0) section.on = false;
    if (wanted != now && wanted > 0) workspace::cutThrough(ui.ws, static_cast<SectionKind>(wanted - 1));
    gap(ui, 4);
    if (!kind || wanted != now) {
        paragraph(ui, ui.fonts.note, ui.theme.quiet,
                  "Cuts through the selected site or structure; drag the slider to move the cut.");
        return;
    }
    const int axis = axisOf(*kind).index;
    const Box box = ui.ws.body()->bounds();
    slider(ui, "section.place", section.origin[axis],
           {.label = *kind == SectionKind::axial      ? "Height above the floor"
                     : *kind == SectionKind::sagittal ? "From the middle"
                                                      : "From the middle plane",
            .lowest = box.min[axis],
            .highest = box.max[axis],
            .step = 2,
            .value = placeWords(*kind, section.origin[axis])});
    const float half = std::floor((ImGui::GetContentRegionAvail().x - ui.px(4)) / 2) / ui.scale;
    if (button(ui, "section.here",
               {.label = "Through selected", .tip = "Move the cut to the selected site or structure",
                .kind = ButtonKind::plain, .width = half}))
        section.origin[axis] = workspace::sectionPoint(ui.ws)[axis];
    ImGui::SameLine(0, ui.px(4));
    if (button(ui, "section.flip",
               {.label = "Other side", .tip = "Show what was cut away", .key = ui.keyOf("section.flip"),
                .kind = ButtonKind::plain, .width = half}))
        ui.runLater("section.flip");
}

void drawExplodeTool(Ui& ui) {
    float& explode = ui.ws.view.effects.explode;
    slider(ui, "explode.amount", explode, {.label = "Layers apart", .value = percent(explode)});
    paragraph(ui, ui.fonts.note, ui.theme.quiet, "Bones stay; what lies farther out moves farther out.");
}

void drawSeeThroughTool(Ui& ui) {
    scene::ViewEffects& effects = ui.ws.view.effects;
    const bool muscles = !ui.ws.view.faded.empty();
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {0, ui.px(4)});
    if (toggle(ui, "xray.on", ui.ws.view.selected ? "See through the selected" : "See through all muscles",
               ui.ws.view.selected ? ui.ws.view.faded.contains(*ui.ws.view.selected) : muscles))
        ui.runLater("view.seeThrough");
    if (toggle(ui, "xray.ghost", "Ghost around the isolated", ui.ws.view.ghostOthers)) ui.runLater("view.ghost");
    gap(ui, 4);
    slider(ui, "xray.faded", effects.fadedOpacity,
           {.label = "Strength, seen through", .lowest = 0.05F, .highest = 0.9F, .value = percent(effects.fadedOpacity)});
    slider(ui, "xray.ghostStrength", effects.ghostOpacity,
           {.label = "Strength, ghost", .lowest = 0.02F, .highest = 0.6F, .value = percent(effects.ghostOpacity)});
    slider(ui, "xray.markers", effects.hiddenMarkerOpacity,
           {.label = "Strength, sites under tissue", .value = percent(effects.hiddenMarkerOpacity)});
    if (muscles && button(ui, "xray.clear", {.label = "All solid again", .kind = ButtonKind::plain, .width = -1}))
        ui.ws.view.faded.clear();
    ImGui::PopStyleVar();
}

}  // namespace myochart::ui
