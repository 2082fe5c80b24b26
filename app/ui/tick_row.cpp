#include "ui/tick_row.h"

#include <algorithm>

namespace myochart::ui {

bool tickRow(Ui& ui, std::string_view name, std::string_view words, bool ticked, bool enabled, float width) {
    const float wide = width > 0 ? width : ImGui::GetContentRegionAvail().x, wrap = wide - ui.px(36);
    const float high = std::max(ui.px(28), textSize(ui.fonts.note, words, wrap).y + ui.px(10));
    ImGui::BeginDisabled(!enabled);
    const Pressed at = pressArea(ui, name, {wide, high});
    ImGui::EndDisabled();
    ImDrawList& to = *ImGui::GetWindowDrawList();
    if (at.hovered && enabled) to.AddRectFilled(im(at.rect.min), im(at.rect.max), ui.theme.hover, ui.px(4));
    const Rect box{at.rect.min + vec2(ui.px(6), ui.px(7)), at.rect.min + vec2(ui.px(20), ui.px(21))};
    to.AddRect(im(box.min), im(box.max), ticked ? ui.theme.accent : ui.theme.edge, ui.px(3));
    if (ticked) {
        const ImVec2 tick[] = {im(box.min + vec2(ui.px(3), ui.px(7))), im(box.min + vec2(ui.px(6), ui.px(10))), im(box.min + vec2(ui.px(11), ui.px(4)))};
        to.AddPolyline(tick, 3, ui.theme.accent, 0, ui.px(2));
    }
    to.AddText(ui.fonts.note, fontPx(ui.fonts.note), {at.rect.min.x + ui.px(28), at.rect.min.y + ui.px(5)}, enabled ? ui.theme.ink : ui.theme.quiet, words.data(), words.data() + words.size(), wrap);
    return at.clicked;
}

}  // namespace myochart::ui
