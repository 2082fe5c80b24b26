#include "ui/panels/body_tools.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "core/words.h"
#include "ui/icons.h"
#include "workspace/effect_commands.h"

namespace myochart::ui {

namespace {

constexpr float kToolHeight = 36, kFromEdge = 16, kPane = 32;

float toolWidth(const Ui& ui, const std::string& word, bool words) {
    const float icon = ui.fonts.icons ? 24 : 0;
    if (!words && ui.fonts.icons) return kToolHeight;
    return textSize(ui.fonts.body, word).x / ui.scale + 20 + icon;
}

/// One, two or four small windows.
void drawPaneGlyph(ImDrawList& to, const Ui& ui, vec2 centre, size_t count, ImU32 ink) {
    const vec2 half(ui.px(8), ui.px(7));
    const float thick = std::max(1.0F, 1.5F * ui.scale);
    to.AddRect(im(centre - half), im(centre + half), ink, ui.px(2), 0, thick);
    if (count >= 2) to.AddLine({centre.x, centre.y - half.y}, {centre.x, centre.y + half.y}, ink, thick);
    if (count >= 4) to.AddLine({centre.x - half.x, centre.y}, {centre.x + half.x, centre.y}, ink, thick);
}

std::string sectionWord(const Ui& ui) {
    using enum workspace::SectionKind;
    const auto kind = workspace::sectionKind(ui.program.view.options.effects.section);
    return !kind ? tr("Section") : *kind == axial ? tr("Axial") : *kind == sagittal ? tr("Sagittal") : tr("Coronal");
}

}  // namespace

bool BodyTools::drawTool(Ui& ui, const char* name, const char* icon, const std::string& word, const char* tipText,
                         const char* command, bool on) {
    const bool bare = !words_ && ui.fonts.icons;
    const bool pressed = button(ui, std::string("tool.") + name,
                                {.icon = icon,
                                 .label = bare ? std::string_view() : std::string_view(word),
                                 .tip = tipText,
                                 .key = ui.keyOf(command),
                                 .on = on,
                                 .width = toolWidth(ui, word, words_),
                                 .height = kToolHeight});
    const bool asked = ui.state.askedPopup == name;
    if (asked) ui.state.askedPopup.clear();
    if (asked) ImGui::OpenPopup(name);
    if (pressed) openList(ui, name);
    return pressed || asked;
}

void BodyTools::drawPopup(Ui& ui, const char* name, const Rect& from, float width) {
    const float x = std::clamp(from.min.x, ui.layout.body.min.x + ui.px(8),
                               std::max(ui.layout.body.min.x + ui.px(8), ui.layout.body.max.x - ui.px(width + 8)));
    ImGui::SetNextWindowPos({x, from.min.y - ui.px(8)}, ImGuiCond_Always, {0, 1});
    ImGui::SetNextWindowSizeConstraints({ui.px(width), 0},
                                        {ui.px(width), std::max(ui.px(120), from.min.y - ui.layout.body.min.y - ui.px(16))});
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {ui.px(12), ui.px(12)});
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {ui.px(8), ui.px(4)});
    if (ImGui::BeginPopup(name, ImGuiWindowFlags_NoMove)) {
        const std::string_view which(name);
        if (which == "regions") drawRegionTool(ui);
        if (which == "views") views_.draw(ui);
        if (which == "section") section_.draw(ui);
        if (which == "explode") drawExplodeTool(ui);
        if (which == "xray") drawSeeThroughTool(ui);
        ImGui::EndPopup();
    }
    ImGui::PopStyleVar(2);
}

void BodyTools::drawPanes(Ui& ui) {
    static constexpr std::array<std::pair<size_t, const char*>, 3> kCounts = {
        std::pair{size_t{1}, "view.one"}, {2, "view.two"}, {4, "view.four"}};
    for (const auto& [count, id] : kCounts) {
        ImGui::SameLine(0, 0);
        const Pressed at = pressArea(ui, fmt::format("tool.panes.{}", count), {ui.px(kPane), ui.px(kToolHeight)});
        const bool on = ui.program.view.panes.count() == count;
        ImDrawList& to = *ImGui::GetWindowDrawList();
        if (on || at.hovered)
            to.AddRectFilled(im(at.rect.min + vec2(0, ui.px(2))), im(at.rect.max - vec2(0, ui.px(2))),
                             on ? ui.theme.chosen : ui.theme.hover, ui.px(6));
        drawPaneGlyph(to, ui, at.rect.centre(), count, on ? ui.theme.accent : ui.theme.ink);
        if (const workspace::Command* command = ui.commands.find(id)) tip(ui, tr(std::string_view(command->title)), shownKey(command->key));
        if (at.clicked) ui.runLater(id);
    }
}

void BodyTools::draw(Ui& ui, const Rect& area) {
    const scene::ViewEffects& effects = ui.program.view.options.effects;
    struct Tool {
        const char *name, *icon;
        std::string word;
        const char *tip, *command;
        bool on;
        float popup;
    };
    const auto* region = ui.program.view.region();
    const std::array<Tool, 5> tools = {
        Tool{"regions", icon::kBody, std::string(region ? tr(region->region->name) : tr("Region")), tr("Look at a part of the body"),
             "region.choose", region != nullptr, 264},
        {"views", icon::kBookmark, tr("Views"), tr("Views saved by name"), "views.choose", false, 304},
        {"section", icon::kCut, sectionWord(ui), tr("Cut the body open"), "section.next", effects.section.on, 376},
        {"explode", icon::kApart, tr("Explode"), tr("Move the layers apart"), "view.explode", effects.explode > 0, 264},
        {"xray", icon::kSeeThrough, tr("X-ray"), tr("See through muscles"), "view.seeThrough", !ui.program.view.options.faded.empty(), 264}};
    const auto widthWith = [&](bool words) {
        float width = 3 * kPane + 8 + 13;
        for (const Tool& tool : tools) width += toolWidth(ui, tool.word, words);
        return ui.px(width);
    };
    words_ = widthWith(true) <= area.size().x - ui.px(2 * kFromEdge);
    const float width = widthWith(words_);
    if (width > area.size().x - ui.px(8) || area.size().y < ui.px(160)) return;
    const vec2 corner(std::round(area.centre().x - width / 2), area.max.y - ui.px(kFromEdge + kToolHeight + 8));
    floatingPlate(*ImGui::GetWindowDrawList(), ui, {corner, corner + vec2(width, ui.px(kToolHeight + 8))});
    ImGui::SetCursorScreenPos(im(corner + vec2(ui.px(4))));
    for (const Tool& tool : tools) {
        if (&tool != tools.data()) ImGui::SameLine(0, 0);
        const bool opened = drawTool(ui, tool.name, tool.icon, tool.word, tool.tip, tool.command, tool.on);
        if (opened && std::exchange(ui.state.nameView, false)) views_.focusName();
        const Rect at{vec(ImGui::GetItemRectMin()), vec(ImGui::GetItemRectMax())};
        drawPopup(ui, tool.name, at, tool.popup);
        ImGui::SetCursorScreenPos({at.max.x, at.min.y});
        ImGui::Dummy({0, at.size().y});
    }
    ImGui::SameLine(0, 0);
    const vec2 line = vec(ImGui::GetCursorScreenPos());
    ImGui::GetWindowDrawList()->AddRectFilled({line.x + ui.px(6), line.y + ui.px(6)},
                                              {line.x + ui.px(6) + std::max(1.0F, std::floor(ui.scale)), line.y + ui.px(30)},
                                              ui.theme.rule);
    ImGui::Dummy({ui.px(13), ui.px(kToolHeight)});
    drawPanes(ui);
}

}  // namespace myochart::ui
