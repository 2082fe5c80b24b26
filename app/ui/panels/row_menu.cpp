#include "ui/panels/row_menu.h"

#include "core/words.h"
#include "ui/icons.h"

namespace myochart::ui {

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
        for (size_t i = 0; i < choices.size(); ++i) {
            const Pressed choice = pressArea(ui, name + "." + std::string(choices[i].name), {ui.px(200), ui.px(32)});
            ImDrawList& to = *ImGui::GetWindowDrawList();
            if (choice.hovered) to.AddRectFilled(im(choice.rect.min), im(choice.rect.max), ui.theme.hover, ui.px(4));
            if (choices[i].icon)
                iconAt(to, ui.fonts.smallIcons, {choice.rect.min.x + ui.px(16), choice.rect.centre().y}, ui.theme.quiet,
                       choices[i].icon);
            Rect words = choice.rect;
            words.min.x += ui.px(32);
            textIn(to, ui.fonts.body, words, ui.theme.ink, tr(choices[i].label), ui.px(4));
            if (!choice.clicked) continue;
            menu.chosen = i;
            ImGui::CloseCurrentPopup();
        }
        ImGui::EndPopup();
    }
    ImGui::PopStyleVar(2);
    ImGui::SetCursorScreenPos(after);
    return menu;
}

}  // namespace myochart::ui
