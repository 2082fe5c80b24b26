#include "ui/panels/side_panel.h"

#include <algorithm>
#include <cmath>

namespace myochart::ui {

void beginSide(Ui& ui, const Rect& area, Facing facing, bool scrolls) {
    const float thick = std::max(1.0F, std::floor(ui.scale));
    const float x = facing == Facing::left ? area.max.x - thick : area.min.x;
    ImGui::GetWindowDrawList()->AddRectFilled({x, area.min.y}, {x + thick, area.max.y}, ui.theme.rule);
    ImGui::SetCursorScreenPos({area.min.x + (facing == Facing::right ? thick : 0), area.min.y});
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {ui.px(16), ui.px(12)});
    const ImGuiWindowFlags flags = ImGuiWindowFlags_AlwaysUseWindowPadding |
                                   (scrolls ? 0 : ImGuiWindowFlags_NoScrollbar | ImGuiWindowFlags_NoScrollWithMouse);
    ImGui::BeginChild("content", {area.size().x - thick, area.size().y}, false, flags);
    ImGui::PopStyleVar();
}

void endSide() {
    ImGui::EndChild();
}

}  // namespace myochart::ui
