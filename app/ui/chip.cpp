#include "ui/chip.h"

#include <imgui_internal.h>

#include <algorithm>
#include <cmath>

#include "ui/icons.h"

namespace myochart::ui {

namespace {

constexpr float kChipHeight = 28, kChipIndent = 12, kBetween = 6;
bool isFirstChip = true;  ///< of its row of chips; there is one at a time

}  // namespace

void beginChips() {
    isFirstChip = true;
}

void endChips(Ui& ui) {
    if (!isFirstChip) gap(ui, 4);
    isFirstChip = true;
}

ChipEvent chip(Ui& ui, std::string_view name, const ChipLook& look) {
    ImFont* font = look.strong ? ui.fonts.strong : ui.fonts.body;
    const float room = ImGui::GetWindowContentRegionMax().x - ImGui::GetWindowContentRegionMin().x;
    const float wide = std::min(std::ceil(textSize(font, look.label).x) + 2 * ui.px(kChipIndent), room);
    // What has no room in one line goes on below.
    const float words = wide - 2 * ui.px(kChipIndent), lines = textSize(font, look.label, words + 1).y;
    const bool many = lines > 1.5F * fontPx(font);
    const float high = many ? std::ceil(lines) + ui.px(10) : ui.px(kChipHeight);
    if (!isFirstChip) {
        ImGui::SameLine(0, ui.px(kBetween));
        if (ImGui::GetCursorPosX() + wide > ImGui::GetWindowContentRegionMax().x) ImGui::NewLine(), ImGui::SetCursorPosY(ImGui::GetCursorPosY() + ui.px(kBetween) - ImGui::GetStyle().ItemSpacing.y);
    }
    isFirstChip = false;
    ImGui::BeginDisabled(!look.enabled);
    const Pressed at = pressArea(ui, name, {wide, high}, false, FocusStop::Kind::chip);
    ImGui::EndDisabled();
    const unsigned id = ImGui::GetItemID();
    if (!look.tip.empty()) tip(ui, look.tip);
    ImDrawList& to = *ImGui::GetWindowDrawList();
    const Theme& t = ui.theme;
    const float round = ui.px(kChipHeight) / 2, thick = std::max(1.0F, std::floor(ui.scale));
    to.AddRectFilled(im(at.rect.min), im(at.rect.max), look.danger ? t.raised : look.strong ? t.chosen : look.recorded && look.enabled ? t.raised : t.panel, round);
    if (at.hovered) to.AddRectFilled(im(at.rect.min), im(at.rect.max), at.held ? t.press : t.hover, round);
    to.AddRect(im(at.rect.min), im(at.rect.max), look.danger ? t.danger : look.strong ? t.accent : look.recorded ? t.edge : t.rule, round, 0, thick);
    const ImU32 ink = !look.enabled && !look.danger ? t.quiet : look.danger ? t.danger : look.strong ? t.accent : look.recorded ? t.ink : t.quiet;
    if (many) to.AddText(font, fontPx(font), {at.rect.min.x + ui.px(kChipIndent), at.rect.min.y + ui.px(5)}, ink, look.label.data(), look.label.data() + look.label.size(), words + 1);
    else textIn(to, font, at.rect, ink, look.label, ui.px(kChipIndent) - (look.strong ? ui.px(2) : 0));
    return {at.clicked, ui.state.focus.emptied(id), at.steps, ui.state.focus.digit(id), at.rect};
}

void foldMark(ImDrawList& to, const Ui& ui, vec2 at, bool open) {
    const float r = ui.px(4);
    if (open) to.AddTriangleFilled({at.x - r, at.y - r / 2}, {at.x + r, at.y - r / 2}, {at.x, at.y + r * 0.8F}, ui.theme.quiet);
    else to.AddTriangleFilled({at.x - r / 2, at.y - r}, {at.x - r / 2, at.y + r}, {at.x + r * 0.8F, at.y}, ui.theme.quiet);
}

bool foldHeading(Ui& ui, std::string_view name, std::string_view title, std::string_view summary, bool& open) {
    rule(ui);
    const float used = ui.px(16) + textSize(ui.fonts.strong, title).x + ui.px(12), whole = ImGui::GetContentRegionAvail().x;
    const float said = textSize(ui.fonts.note, summary).x;
    // Where it has no room beside the title it stands below, but not over what is open: nothing moves there while it is filled in.
    const bool fits = used + said + ui.px(4) <= whole, below = said > 0 && !fits && !open;
    const Pressed at = row(ui, name, below ? 50 : 32, false);
    ImDrawList& to = *ImGui::GetWindowDrawList();
    const float y = at.rect.min.y + ui.px(16);
    foldMark(to, ui, {at.rect.min.x + ui.px(6), y}, open);
    const vec2 corner(at.rect.min.x + ui.px(16), at.rect.min.y);
    textIn(to, ui.fonts.strong, {corner, {at.rect.max.x, corner.y + ui.px(32)}}, ui.theme.ink, title, 0);
    const vec2 there = below ? corner + vec2(0, ui.px(29)) : vec2(at.rect.max.x - ui.px(4) - said, y - fontPx(ui.fonts.note) / 2);
    if (said > 0 && (fits || below)) textAt(to, ui.fonts.note, there, ui.theme.quiet, summary, at.rect.max.x - ui.px(4) - there.x + 1);
    if (at.clicked) open = !open;
    return open;
}

}  // namespace myochart::ui
