#include "ui/panels/row_menu.h"

#include <algorithm>

#include "core/words.h"
#include "ui/icons.h"

namespace myochart::ui {

std::optional<size_t> menuChoices(Ui& ui, const std::string& name, std::span<const RowChoice> choices) {
    constexpr float kLeastWide = 200, kBeforeWords = 32, kRoom = 12;
    float wide = ui.px(kLeastWide);
    for (const RowChoice& choice : choices) wide = std::max(wide, ui.px(kBeforeWords + kRoom) + textSize(ui.fonts.body, tr(choice.label)).x);
    std::optional<size_t> chosen;
    for (size_t i = 0; i < choices.size(); ++i) {
        const Pressed choice = pressArea(ui, name + "." + std::string(choices[i].name), {wide, ui.px(32)});
        ImDrawList& to = *ImGui::GetWindowDrawList();
        if (choice.hovered) to.AddRectFilled(im(choice.rect.min), im(choice.rect.max), ui.theme.hover, ui.px(4));
        if (choices[i].icon)
            iconAt(to, ui.fonts.smallIcons, {choice.rect.min.x + ui.px(16), choice.rect.centre().y}, ui.theme.quiet,
                   choices[i].icon);
        Rect words = choice.rect;
        words.min.x += ui.px(kBeforeWords);
        textIn(to, ui.fonts.body, words, ui.theme.ink, tr(choices[i].label), ui.px(4));
        if (!choice.clicked) continue;
        chosen = i;
        ImGui::CloseCurrentPopup();
    }
    return chosen;
}

RowMenu rowMenu(Ui& ui, const std::string& name, const Pressed& at, std::span<const RowChoice> choices) {
    RowMenu menu;
    const bool asked = at.hovered && ImGui::IsMouseReleased(ImGuiMouseButton_Right);
    const ImVec2 after = ImGui::GetCursorScreenPos();
    ImGui::SetCursorScreenPos({at.rect.max.x - ui.px(kRowMenuWidth + 2), at.rect.min.y + ui.px(6)});
    menu.pressed =
        button(ui, name + ".more", {.icon = icon::kMore, .label = ui.fonts.icons ? "" : "...", .tip = tr("More")});
    if (menu.pressed || asked) openList(ui, "more");
    if (ui.state.focus.isIn(name + ".more")) ImGui::SetNextWindowPos({at.rect.max.x, at.rect.min.y + ui.px(40)}, ImGuiCond_Appearing, {1, 0});
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {ui.px(8), ui.px(8)});
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {0, ui.px(2)});
    if (ImGui::BeginPopup("more", ImGuiWindowFlags_NoMove)) {
        menu.chosen = menuChoices(ui, name, choices);
        ImGui::EndPopup();
    }
    ImGui::PopStyleVar(2);
    ImGui::SetCursorScreenPos(after);
    return menu;
}

}  // namespace myochart::ui
