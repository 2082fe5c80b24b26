#include "ui/panels/body_overlay.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "core/text.h"
#include "ui/framing.h"
#include "ui/icons.h"

namespace myochart::ui {

namespace {

using anatomy::Layer;

constexpr float kEdge = 16;  ///< px from the edge of the body's area

void badge(Ui& ui, const Rect& area, bool onRight, const char* letter, const char* word) {
    const float r = ui.px(14), x = onRight ? area.max.x - ui.px(kEdge) - r - (ui.px(0)) : area.min.x + ui.px(kEdge) + r;
    const vec2 centre(std::round(x), std::round(area.centre().y));
    ImDrawList& to = *ImGui::GetWindowDrawList();
    to.AddCircleFilled(im(centre), r, withAlpha(ui.theme.raised, 0.92F), 32);
    to.AddCircle(im(centre), r, ui.theme.rule, 32, std::max(1.0F, std::floor(ui.scale)));
    textCentred(to, ui.fonts.strong, {centre - vec2(r), centre + vec2(r)}, ui.theme.ink, letter);
    const float half = textSize(ui.fonts.note, word).x / 2;
    const float left = std::clamp(centre.x - half, area.min.x + ui.px(6), area.max.x - 2 * half - ui.px(6));
    textAt(to, ui.fonts.note, {left, centre.y + r + ui.px(4)}, ui.theme.quiet, word);
    ui.record.add(onRight ? "body.badge.right" : "body.badge.left", {centre - vec2(r), centre + vec2(r)});
    ui.record.fact(onRight ? "badgeRight" : "badgeLeft", letter);
}

}  // namespace

void drawSideBadges(Ui& ui, const Rect& area) {
    // What lies towards the right of the picture, in the patient's own terms (x: the patient's left, y: the back).
    const vec3 right = ui.ws.camera.right();
    struct Badge {
        const char *letter, *word;
    };
    static constexpr Badge kLeft{"L", "Left"}, kRight{"R", "Right"}, kFront{"A", "Front"}, kBack{"P", "Back"};
    const bool sides = std::abs(right.x) >= std::abs(right.y);
    const bool positive = sides ? right.x > 0 : right.y > 0;
    const Badge& towardsRight = sides ? (positive ? kLeft : kRight) : (positive ? kBack : kFront);
    const Badge& towardsLeft = sides ? (positive ? kRight : kLeft) : (positive ? kFront : kBack);
    badge(ui, area, true, towardsRight.letter, towardsRight.word);
    badge(ui, area, false, towardsLeft.letter, towardsLeft.word);
}

void drawViewName(Ui& ui, const Rect& area) {
    const std::string word = viewName(ui.ws.camera);
    const float width = textSize(ui.fonts.noteStrong, word).x;
    const vec2 at(std::round(area.centre().x - width / 2), area.min.y + ui.px(20));
    textAt(*ImGui::GetWindowDrawList(), ui.fonts.noteStrong, at, ui.theme.quiet, word);
    ui.record.fact("view", word);
}

void drawViewButtons(Ui& ui, const Rect& area) {
    struct View {
        const char *id, *word, *name;
    };
    static constexpr std::array<View, 6> kViews = {View{"view.anterior", "Front", "Front"}, {"view.posterior", "Back", "Back"},
                                                   {"view.left", "Left", "Left side"}, {"view.right", "Right", "Right side"},
                                                   {"view.superior", "Above", "From above"}, {"view.inferior", "Below", "From below"}};
    const std::string now = viewName(ui.ws.camera);
    const float row = ui.px(28), width = ui.px(76);
    const vec2 corner = area.min + vec2(ui.px(kEdge), ui.px(kEdge + 36 + 12));
    const vec2 size(width, row * kViews.size() + ui.px(8));
    if (corner.y + size.y > area.centre().y - ui.px(24)) return;
    floatingPlate(*ImGui::GetWindowDrawList(), ui, {corner, corner + size});
    for (size_t i = 0; i < kViews.size(); ++i) {
        ImGui::SetCursorScreenPos(im(corner + vec2(ui.px(4), ui.px(4) + row * static_cast<float>(i))));
        const Pressed at = pressArea(ui, kViews[i].id, {width - ui.px(8), row});
        ImDrawList& to = *ImGui::GetWindowDrawList();
        const bool on = now == kViews[i].name;
        if (on || at.hovered) to.AddRectFilled(im(at.rect.min), im(at.rect.max), on ? ui.theme.chosen : ui.theme.hover, ui.px(6));
        textIn(to, on ? ui.fonts.noteStrong : ui.fonts.note, at.rect, on ? ui.theme.accent : ui.theme.ink, kViews[i].word, ui.px(12));
        if (const workspace::Command* command = ui.commands.find(kViews[i].id)) tip(ui, command->title, command->key);
        if (at.clicked) ui.runLater(kViews[i].id);
    }
}

void drawHiddenChip(Ui& ui, const Rect& area) {
    const size_t hidden = ui.ws.view.hidden.size(), isolated = ui.ws.view.isolated.size();
    if (hidden + isolated == 0) return;
    const std::string word = isolated > 0 ? fmt::format("{} isolated", isolated) : fmt::format("{} hidden", hidden);
    const std::string label = word + " \xC2\xB7 Show all";
    const float width = textSize(ui.fonts.body, label).x + ui.px(24) + (ui.fonts.icons ? ui.px(24) : 0);
    const vec2 corner(std::round(area.centre().x - width / 2), area.min.y + ui.px(44));
    floatingPlate(*ImGui::GetWindowDrawList(), ui, {corner, corner + vec2(width, ui.px(32))});
    ImGui::SetCursorScreenPos(im(corner));
    if (button(ui, "body.showAll", {.icon = icon::kEye, .label = label, .tip = "Show everything again", .key = ui.keyOf("view.showAll"), .width = width / ui.scale}))
        ui.runLater("view.showAll");
}

size_t peelStep(const scene::ViewOptions& view) {
    static constexpr std::array kSteps = {Layer::skin, Layer::superficial, Layer::intermediate, Layer::deep};
    for (size_t i = 0; i < kSteps.size(); ++i)
        if (view.shows(kSteps[i])) return i;
    return kSteps.size();
}

void setPeelStep(scene::ViewOptions& view, size_t step) {
    static constexpr std::array kSteps = {Layer::skin, Layer::superficial, Layer::intermediate, Layer::deep, Layer::bone};
    for (size_t i = 0; i < kSteps.size(); ++i) view.layers[static_cast<size_t>(kSteps[i])] = i >= step;
}

void drawPeel(Ui& ui, const Rect& area) {
    static constexpr std::array<const char*, 5> kWords = {"Skin", "Superficial", "Intermediate", "Deep", "Bone"};
    if (area.size().y < ui.px(520)) return;
    const size_t now = peelStep(ui.ws.view);
    const float row = ui.px(28), width = ui.px(116);
    const vec2 corner(area.max.x - ui.px(kEdge) - width, area.min.y + ui.px(kEdge));
    floatingPlate(*ImGui::GetWindowDrawList(), ui, {corner, corner + vec2(width, row * 5 + ui.px(8))});
    ImDrawList& to = *ImGui::GetWindowDrawList();
    const float rail = corner.x + ui.px(16), top = corner.y + ui.px(4) + row / 2;
    to.AddLine({rail, top}, {rail, top + row * 4}, ui.theme.rule, ui.px(2));
    to.AddLine({rail, top + row * static_cast<float>(now)}, {rail, top + row * 4}, ui.theme.accent, ui.px(2));
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {0, 0});
    for (size_t i = 0; i < kWords.size(); ++i) {
        ImGui::SetCursorScreenPos(im(corner + vec2(ui.px(4), ui.px(4) + row * static_cast<float>(i))));
        const Pressed at = pressArea(ui, fmt::format("peel.{}", i), {width - ui.px(8), row});
        if (at.hovered) to.AddRectFilled(im(at.rect.min), im(at.rect.max), ui.theme.hover, ui.px(6));
        const vec2 dot(rail, at.rect.centre().y);
        to.AddCircleFilled(im(dot), i == now ? ui.px(6) : ui.px(4), i >= now ? ui.theme.accent : ui.theme.rule, 20);
        Rect words = at.rect;
        words.min.x += ui.px(24);
        textIn(to, i == now ? ui.fonts.noteStrong : ui.fonts.note, words, i == now ? ui.theme.ink : ui.theme.quiet, kWords[i]);
        if (at.clicked || (at.held && ImGui::IsMouseDragging(0))) setPeelStep(ui.ws.view, i);
    }
    // Dragging along the rail peels on without letting go.
    if (ImGui::IsMouseDragging(0) && ImGui::IsAnyItemActive() && ui.input.pos.x >= corner.x && ui.input.pos.y >= corner.y &&
        ui.input.pos.y < corner.y + row * 5 && Rect{corner, corner + vec2(width, row * 5 + ui.px(8))}.contains(vec(ImGui::GetIO().MouseClickedPos[0])))
        setPeelStep(ui.ws.view, static_cast<size_t>(std::clamp((ui.input.pos.y - corner.y - ui.px(4)) / row, 0.0F, 4.0F)));
    ImGui::PopStyleVar();
}

void LayersPopover::draw(Ui& ui, const Rect& area) {
    struct Switch {
        Layer layer;
        const char* word;
    };
    static constexpr std::array<Switch, 10> kSwitches = {
        Switch{Layer::skin, "Skin"}, Switch{Layer::superficial, "Superficial muscles"}, Switch{Layer::intermediate, "Intermediate muscles"},
        Switch{Layer::deep, "Deep muscles"}, Switch{Layer::bone, "Bones"}, Switch{Layer::connective, "Connective tissue"},
        Switch{Layer::vessel, "Vessels"}, Switch{Layer::nerve, "Nerves"}, Switch{Layer::organ, "Organs"}, Switch{Layer::other, "Everything else"}};
    const vec2 corner = area.min + vec2(ui.px(kEdge));
    const float width = textSize(ui.fonts.body, "Layers").x + ui.px(24) + (ui.fonts.icons ? ui.px(24) : 0);
    floatingPlate(*ImGui::GetWindowDrawList(), ui, {corner, corner + vec2(width, ui.px(36))});
    ImGui::SetCursorScreenPos(im(corner));
    if (button(ui, "body.layers", {.icon = icon::kLayers, .label = "Layers", .width = width / ui.scale, .height = 36})) ImGui::OpenPopup("layers");
    ImGui::SetNextWindowPos({corner.x, corner.y + ui.px(42)});
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {ui.px(8), ui.px(8)});
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {0, 0});
    ImGui::SetNextWindowSize({ui.px(264), 0});
    if (ImGui::BeginPopup("layers", ImGuiWindowFlags_NoMove)) {
        for (const Switch& s : kSwitches)
            if (toggle(ui, fmt::format("layers.{}", anatomy::name(s.layer)), s.word, ui.ws.view.shows(s.layer)))
                ui.ws.setLayer(s.layer, !ui.ws.view.shows(s.layer));
        gap(ui, 4);
        rule(ui);
        gap(ui, 4);
        if (toggle(ui, "layers.labels", "Labels of sites", ui.ws.view.labels)) ui.runLater("view.labels");
        if (toggle(ui, "layers.ghost", "Ghost around the isolated", ui.ws.view.ghostOthers)) ui.runLater("view.ghost");
        ImGui::EndPopup();
    }
    ImGui::PopStyleVar(2);
}

}  // namespace myochart::ui
