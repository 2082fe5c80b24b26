#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "ui/slider.h"
#include "ui/widgets.h"

namespace myochart::ui {

std::string percent(float share) {
    return fmt::format("{:.0f} %", static_cast<double>(share) * 100);
}

bool sliderTrack(Ui& ui, std::string_view name, float& value, const SliderLook& look, const Rect& box) {
    ImGui::SetCursorScreenPos(im(box.min));
    const Pressed at = pressArea(ui, name, box.size(), false, FocusStop::Kind::slider);
    const float before = value, range = std::max(1e-6F, look.highest - look.lowest);
    const float radius = ui.px(7), from = box.min.x + radius, to = std::max(from + 1, box.max.x - radius);
    if (at.held) {
        ui.state.sliding = true;
        value = look.lowest + range * std::clamp((ui.input.pos.x - from) / (to - from), 0.0F, 1.0F);
    }
    if (at.hovered && ui.input.wheel != 0) value += look.step * std::round(ui.input.wheel);
    value += look.step * static_cast<float>(at.steps);
    value = std::clamp(value, look.lowest, look.highest);
    ImDrawList& draw = *ImGui::GetWindowDrawList();
    const float y = std::round(box.centre().y), x = from + (to - from) * (value - look.lowest) / range;
    const float thick = ui.px(4);
    draw.AddRectFilled({from - radius / 2, y - thick / 2}, {to + radius / 2, y + thick / 2},
                       withAlpha(ui.theme.quiet, 0.28F), thick / 2);
    draw.AddRectFilled({from - radius / 2, y - thick / 2}, {x, y + thick / 2}, ui.theme.accent, thick / 2);
    draw.AddCircleFilled({x, y}, radius, ui.theme.accent, 24);
    draw.AddCircleFilled({x, y}, radius - ui.px(2), at.hovered || at.held ? ui.theme.accent : ui.theme.raised, 24);
    return value != before;
}

bool slider(Ui& ui, std::string_view name, float& value, const SliderLook& look) {
    const vec2 at = vec(ImGui::GetCursorScreenPos());
    const float width = ImGui::GetContentRegionAvail().x;
    ImDrawList& to = *ImGui::GetWindowDrawList();
    const float shown = textSize(ui.fonts.noteStrong, look.value).x;
    textAt(to, ui.fonts.note, at, ui.theme.quiet, look.label, width - shown - ui.px(8));
    textAt(to, ui.fonts.noteStrong, {at.x + width - shown, at.y}, ui.theme.ink, look.value);
    const vec2 corner = at + vec2(0, ui.px(16));
    const bool changed = sliderTrack(ui, name, value, look, {corner, corner + vec2(width, ui.px(28))});
    ImGui::SetCursorScreenPos({at.x, corner.y + ui.px(32)});
    ImGui::Dummy({1, 1});
    return changed;
}

size_t choiceOf(Ui& ui, std::string_view name, const char* const* words, size_t count, size_t chosen) {
    const float space = ui.px(4);
    const float each =
        std::floor((ImGui::GetContentRegionAvail().x - space * static_cast<float>(count - 1)) / static_cast<float>(count));
    for (size_t i = 0; i < count; ++i) {
        if (i > 0) ImGui::SameLine(0, space);
        if (button(ui, fmt::format("{}.{}", name, i),
                   {.label = words[i], .on = i == chosen, .width = each / ui.scale, .height = 28}))
            chosen = i;
    }
    return chosen;
}

}  // namespace myochart::ui
