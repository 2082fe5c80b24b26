#include <algorithm>
#include <cmath>

#include "ui/widgets.h"

namespace myochart::ui {

void gap(Ui& ui, float height) {
    ImGui::SetCursorPosY(ImGui::GetCursorPosY() + ui.px(height));
}

void rule(Ui& ui) {
    const vec2 at = vec(ImGui::GetCursorScreenPos());
    const float width = ImGui::GetContentRegionAvail().x;
    const float thick = std::max(1.0F, std::floor(ui.scale));
    ImGui::GetWindowDrawList()->AddRectFilled(im(at), {at.x + width, at.y + thick}, ui.theme.rule);
    ImGui::Dummy({width, thick});
}

void heading(Ui& ui, std::string_view text) {
    gap(ui, 8);
    line(ui, ui.fonts.noteStrong, ui.theme.quiet, text);
}

void emptyPlace(Ui& ui, std::string_view sentence) {
    gap(ui, 4);
    paragraph(ui, ui.fonts.body, ui.theme.quiet, sentence);
    gap(ui, 4);
}

void softShadow(ImDrawList& to, const Ui& ui, const Rect& box, float rounding) {
    // Rings that fade outwards: cheap, and soft enough at these sizes.
    constexpr int kRings = 8;
    const float step = std::max(1.0F, ui.scale * 1.5F);
    const auto full = static_cast<float>(ui.theme.shadow >> 24) / 255.0F;
    for (int i = 0; i < kRings; ++i) {
        const float out = (static_cast<float>(i) + 0.5F) * step;
        const float fade = 1 - static_cast<float>(i) / kRings;
        const vec2 drop(0, 2 * ui.scale);
        to.AddRect(im(box.min - vec2(out) + drop), im(box.max + vec2(out) + drop),
                   withAlpha(ui.theme.shadow, full * fade * fade), rounding + out, 0, step);
    }
}

Rect offBadges(const Ui& ui, const Rect& box, const Rect& whole) {
    const auto covers = [&](const Rect& at) {
        return std::any_of(ui.state.badges.begin(), ui.state.badges.end(),
                           [&](const Rect& badge) { return badge.overlaps(at); });
    };
    for (float away = 0; away < whole.size().y; away += ui.px(4))
        for (const float way : {away, -away}) {
            const Rect moved{box.min + vec2(0, way), box.max + vec2(0, way)};
            if (moved.min.y >= whole.min.y && moved.max.y <= whole.max.y && !covers(moved)) return moved;
        }
    return box;
}

void floatingPlate(ImDrawList& to, const Ui& ui, const Rect& box, float rounding) {
    ui.state.plates.push_back(box);
    const float r = ui.px(rounding);
    softShadow(to, ui, box, r);
    to.AddRectFilled(im(box.min), im(box.max), ui.theme.raised, r);
    to.AddRect(im(box.min), im(box.max), ui.theme.rule, r, 0, std::max(1.0F, std::floor(ui.scale)));
}

void keepRowInSight(size_t row, float height) {
    const float top = static_cast<float>(row) * height, view = ImGui::GetWindowHeight();
    if (top < ImGui::GetScrollY() || top + height > ImGui::GetScrollY() + view)
        ImGui::SetScrollY(std::max(0.0F, top - (view - height) / 2));
}

bool beginScroll(Ui& ui, const char* id, float height) {
    return ImGui::BeginChild(id, {0, height > 0 ? ui.px(height) : height}, false);
}

void endScroll() {
    ImGui::EndChild();
}

}  // namespace myochart::ui
