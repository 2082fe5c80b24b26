#include "ui/panels/main_menu.h"

#include <algorithm>
#include <array>
#include <span>

#include "core/words.h"
#include "ui/icons.h"
#include "ui/widgets.h"

namespace myochart::ui {

namespace {

constexpr float kLeastColumn = 240, kMostColumn = 288, kMenuRow = 28;
constexpr std::array kFirst = {mark("File"), mark("Edit"), mark("Record")};
constexpr std::array kSecond = {mark("Mark"), mark("Window"), mark("Help")};
constexpr std::array kThird = {mark("View")};
constexpr std::array kFourth = {mark("Region"), mark("Section")};

/// A column's width in window pixels: four of them where the window allows it.
float columnWidth(const Ui& ui) {
    return ui.px(std::clamp((ui.layout.whole.size().x / ui.scale - 80) / 4, kLeastColumn, kMostColumn));
}

/// Words left, key right.
void drawRow(Ui& ui, const workspace::Command& command) {
    const bool can = command.canRun(ui.program);
    ImGui::BeginDisabled(!can);
    const Pressed at = pressArea(ui, "menu." + command.id, {columnWidth(ui), ui.px(kMenuRow)});
    ImGui::EndDisabled();
    ImDrawList& to = *ImGui::GetWindowDrawList();
    if (at.hovered && can)
        to.AddRectFilled(im(at.rect.min), im(at.rect.max), at.held ? ui.theme.press : ui.theme.hover, ui.px(4));
    const std::string label = shownKey(command.key);
    const float key = textSize(ui.fonts.note, label).x, faint = 0.6F;
    Rect words = at.rect;
    words.max.x -= key + ui.px(12);
    textIn(to, ui.fonts.body, words, can ? ui.theme.ink : withAlpha(ui.theme.quiet, faint),
           tr(std::string_view(command.title)), ui.px(8));
    textAt(to, ui.fonts.note, {at.rect.max.x - key - ui.px(8), at.rect.centre().y - fontPx(ui.fonts.note) / 2},
           withAlpha(ui.theme.quiet, can ? 1 : faint), label);
    if (!at.clicked) return;
    ui.runLater(command.id);
    ImGui::CloseCurrentPopup();
}

void drawColumn(Ui& ui, std::span<const char* const> menus) {
    ImGui::BeginGroup();
    for (const char* menu : menus) {
        gap(ui, 8);
        const vec2 at = vec(ImGui::GetCursorScreenPos());
        textAt(*ImGui::GetWindowDrawList(), ui.fonts.noteStrong, at + vec2(ui.px(8), 0), ui.theme.quiet, tr(menu));
        ImGui::Dummy({columnWidth(ui), ui.px(24)});
        for (const auto& command : ui.commands.all())
            if (command.menu == menu) drawRow(ui, command);
    }
    ImGui::EndGroup();
}

}  // namespace

void drawMainMenu(Ui& ui) {
    if (button(ui, "top.menu", {.icon = icon::kMenu, .tip = tr("Menu")})) openList(ui, "menu");
    ImGui::SetNextWindowPos({ui.px(8), ui.px(46)});
    ImGui::SetNextWindowSizeConstraints({0, 0}, {FLT_MAX, std::max(ui.px(100), ui.layout.whole.max.y - ui.px(56))});
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {ui.px(8), ui.px(8)});
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {ui.px(8), 0});
    if (ImGui::BeginPopup("menu", ImGuiWindowFlags_NoMove)) {
        const bool wide = ui.layout.whole.size().x > 4 * columnWidth(ui) + ui.px(64);
        drawColumn(ui, kFirst);
        if (wide) ImGui::SameLine();
        drawColumn(ui, kSecond);
        if (wide) ImGui::SameLine();
        drawColumn(ui, kThird);
        if (wide) ImGui::SameLine();
        drawColumn(ui, kFourth);
        ImGui::EndPopup();
    }
    ImGui::PopStyleVar(2);
}

}  // namespace myochart::ui
