#include <fmt/format.h>
#include <imgui_internal.h>

#include <algorithm>
#include <cmath>

#include "ui/icons.h"
#include "ui/widgets.h"

namespace myochart::ui {

namespace {

constexpr float kTipWidth = 360;  ///< then a tip is wrapped

/// The keyboard goes from the bar above over the left panel, the body and the right panel to the bar below.
int rankOf(const FrameLayout& layout, vec2 middle) {
    const Rect parts[] = {layout.top, layout.leftTabs, layout.left, layout.visitBar, layout.body, layout.right, layout.status};
    int rank = 0;
    for (const Rect& part : parts) {
        if (part.contains(middle)) return rank;
        ++rank;
    }
    return rank;
}

struct ButtonInk {
    ImU32 fill, text, edge;
};

ButtonInk inkOf(const Ui& ui, const ButtonLook& look, const Pressed& at) {
    const Theme& t = ui.theme;
    ButtonInk ink{0, t.ink, 0};
    if (look.kind == ButtonKind::primary) ink = {t.accent, t.onAccent, 0};
    if (look.kind == ButtonKind::danger) ink = {t.danger, t.onDanger, 0};
    if (look.kind == ButtonKind::plain) ink = {t.raised, t.ink, t.edge};
    if (look.on) ink = {t.chosen, t.accent, look.kind == ButtonKind::plain ? t.accent : 0};
    if (!look.enabled) {
        ink.text = withAlpha(t.quiet, 0.5F);
        if (ink.fill != 0 && look.kind != ButtonKind::plain) ink.fill = withAlpha(t.quiet, 0.15F);
        return ink;
    }
    if (at.held || at.hovered) {
        const float strength = at.held ? 0.16F : 0.08F;
        ink.fill = ink.fill == 0 ? (at.held ? t.press : t.hover)
                                 : (look.on ? withAlpha(t.accent, 0.2F)
                                            : mix(ink.fill, t.dark ? rgb(0xFFFFFF) : rgb(0x000000), strength));
    }
    return ink;
}

float widthOf(Ui& ui, const ButtonLook& look, bool showsIcon) {
    if (look.width < 0) return ImGui::GetContentRegionAvail().x;
    if (look.width > 0) return ui.px(look.width);
    if (look.label.empty() && showsIcon) return ui.px(look.height);
    const std::string_view word = look.label.empty() ? look.tip : look.label;
    return textSize(ui.fonts.body, word).x + ui.px(24) + (showsIcon ? ui.px(24) : 0);
}

void drawButton(Ui& ui, const ButtonLook& look, const Pressed& at, bool showsIcon) {
    ImDrawList& to = *ImGui::GetWindowDrawList();
    const ButtonInk ink = inkOf(ui, look, at);
    const float rounding = ui.px(6);
    if (ink.fill != 0) to.AddRectFilled(im(at.rect.min), im(at.rect.max), ink.fill, rounding);
    if (ink.edge != 0)
        to.AddRect(im(at.rect.min), im(at.rect.max), ink.edge, rounding, 0, std::max(1.0F, std::floor(ui.scale)));
    if (look.label.empty() && showsIcon) return iconAt(to, ui.fonts.icons, at.rect.centre(), ink.text, look.icon);
    const std::string_view word = look.label.empty() ? look.tip : look.label;
    const float icon = showsIcon ? ui.px(24) : 0;
    const float text = std::min(textSize(ui.fonts.body, word).x, at.rect.size().x - icon - ui.px(16));
    const float start = at.rect.centre().x - (text + icon) / 2;
    if (showsIcon) iconAt(to, ui.fonts.icons, {start + ui.px(8), at.rect.centre().y}, ink.text, look.icon);
    textAt(to, ui.fonts.body, {start + icon, at.rect.centre().y - fontPx(ui.fonts.body) / 2}, ink.text, word, text);
}

}  // namespace

void openList(const Ui& ui, const char* name) {
    const auto& closed = ui.state.closedLists;
    if (std::find(closed.begin(), closed.end(), ImGui::GetID(name)) == closed.end()) ImGui::OpenPopup(name);
}

void recordSeen(Ui& ui, std::string_view name, const Rect& rect) {
    if (!ImGui::IsItemVisible()) return;
    const ImRect clip = ImGui::GetCurrentWindow()->ClipRect;
    ui.record.add(name, {glm::max(rect.min, vec(clip.Min)), glm::min(rect.max, vec(clip.Max))});
}

void recordPart(Ui& ui, std::string_view name, const Rect& rect) {
    const ImRect clip = ImGui::GetCurrentWindow()->ClipRect;
    const Rect seen{glm::max(rect.min, vec(clip.Min)), glm::min(rect.max, vec(clip.Max))};
    if (seen.size().x >= 1 && seen.size().y >= 1) ui.record.add(name, seen);
}

void noteStop(Ui& ui, FocusStop::Kind kind, std::string_view name, unsigned id, const Rect& rect) {
    const ImGuiContext& context = *ImGui::GetCurrentContext();
    ImGuiWindow* window = context.CurrentWindow;
    const ImGuiWindow& root = *window->RootWindow;
    const auto& dialogs = ui.state.dialogs;
    const bool apart = (root.Flags & ImGuiWindowFlags_Popup) || std::find(dialogs.begin(), dialogs.end(), root.ID) != dialogs.end();
    FocusStop stop;
    stop.kind = kind;
    stop.id = id;
    stop.scope = apart ? root.ID : 0;
    stop.window = root.ID;
    stop.rank = rankOf(ui.layout, vec(root.Rect().GetCenter()));
    stop.name = name;
    stop.rect = rect;
    stop.seen = {glm::max(rect.min, vec(window->ClipRect.Min)), glm::min(rect.max, vec(window->ClipRect.Max))};
    stop.enabled = (context.CurrentItemFlags & ImGuiItemFlags_Disabled) == 0;
    stop.byTab = (context.CurrentItemFlags & ImGuiItemFlags_NoTabStop) == 0;
    const bool asked = name == ui.state.fieldAsked && stop.scope == ui.state.focus.scope();
    if (asked) ui.state.fieldAsked.clear(), ui.state.focus.show(id);
    ui.state.focus.note(std::move(stop));
    if (asked) ImGui::ScrollToRect(window, {im(rect.min), im(rect.max)});
    if (ui.state.focus.comesTo(id)) ImGui::ScrollToRect(window, {im(rect.min), im(rect.max)});
}

bool listStop(Ui& ui, std::string_view name, const Rect& box) {
    const unsigned id = ImGui::GetID(std::string(name).c_str());
    noteStop(ui, FocusStop::Kind::list, name, id, box);
    return ui.state.focus.isAt(id);
}

void beginRows() {
    ImGui::PushAllowKeyboardFocus(false);
}
void endRows() {
    ImGui::PopAllowKeyboardFocus();
}

/// A line of the accent with one of the ground within: seen on every ground, a button of the accent's colour too.
void drawFocus(Ui& ui) {
    const FocusStop* stop = ui.state.focus.shown();
    if (ui.state.focusSince.first != (stop ? stop->id : 0)) ui.state.focusSince = {stop ? stop->id : 0, ui.now};
    if (!stop) return;
    ui.record.fact("focus", stop->name);
    if (stop->kind == FocusStop::Kind::field && ImGui::GetActiveID() == stop->id) return;  // it draws its own
    const float thick = std::max(2.0F, std::round(3 * ui.scale)), thin = std::max(1.0F, std::floor(ui.scale));
    Rect box = stop->seen;
    if (box.size().x < 1 || box.size().y < 1) return;
    box = {glm::max(box.min - vec2(thick + thin), ui.layout.whole.min), glm::min(box.max + vec2(thick + thin), ui.layout.whole.max)};
    ImDrawList& to = *ImGui::GetForegroundDrawList();
    const float rounding = ui.px(6) + thick;
    const vec2 half(thick / 2), within(thick + thin / 2);
    to.AddRect(im(box.min + within), im(box.max - within), ui.theme.raised, rounding - thick, 0, thin);
    to.AddRect(im(box.min + half), im(box.max - half), ui.theme.accent, rounding, 0, thick);
    ui.record.add("focus", box);
}

Pressed pressArea(Ui& ui, std::string_view name, vec2 size, bool under, FocusStop::Kind kind) {
    const std::string id(name);
    const vec2 safe = glm::max(size, vec2(1));
    Pressed at;
    const ImGuiButtonFlags overlap = under ? static_cast<ImGuiButtonFlags>(ImGuiButtonFlags_AllowItemOverlap) : 0;
    at.clicked = ImGui::InvisibleButton(id.c_str(), im(safe), overlap | ImGuiButtonFlags_MouseButtonLeft);
    if (under) ImGui::SetItemAllowOverlap();
    at.hovered = ImGui::IsItemHovered();
    at.held = ImGui::IsItemActive();
    at.rect = {vec(ImGui::GetItemRectMin()), vec(ImGui::GetItemRectMax())};
    const unsigned focusId = ImGui::GetItemID();
    if (at.clicked) ui.state.focus.stand(focusId);
    noteStop(ui, kind, name, focusId, at.rect);
    at.byKey = ui.state.focus.pressed(focusId);
    at.clicked |= at.byKey;
    at.steps = ui.state.focus.steps(focusId);
    recordSeen(ui, name, at.rect);
    return at;
}

float labelWidth(const Ui& ui, std::string_view label, float least) {
    return std::max(ui.px(least), std::ceil(textSize(ui.fonts.body, label).x) + ui.px(20));
}

bool button(Ui& ui, std::string_view name, const ButtonLook& look) {
    const bool showsIcon = look.icon && ui.fonts.icons;
    ImGui::BeginDisabled(!look.enabled);
    Pressed at = pressArea(ui, name, {widthOf(ui, look, showsIcon), ui.px(look.height)});
    ImGui::EndDisabled();
    drawButton(ui, look, at, showsIcon);
    at.hovered = ImGui::IsItemHovered(ImGuiHoveredFlags_AllowWhenDisabled);
    if (!look.tip.empty()) tip(ui, look.tip, look.key);
    return at.clicked;
}

Pressed row(Ui& ui, std::string_view name, float height, bool chosen) {
    Pressed at = pressArea(ui, name, {ImGui::GetContentRegionAvail().x, ui.px(height)}, true);
    ImDrawList& to = *ImGui::GetWindowDrawList();
    if (chosen) to.AddRectFilled(im(at.rect.min), im(at.rect.max), ui.theme.chosen, ui.px(6));
    if (at.hovered)
        to.AddRectFilled(im(at.rect.min), im(at.rect.max), at.held ? ui.theme.press : ui.theme.hover, ui.px(6));
    return at;
}

bool toggle(Ui& ui, std::string_view name, std::string_view label, bool on) {
    const Pressed at = row(ui, name, 32, false);
    ImDrawList& to = *ImGui::GetWindowDrawList();
    const vec2 size(ui.px(32), ui.px(18));
    const vec2 corner(at.rect.max.x - size.x - ui.px(8), at.rect.centre().y - size.y / 2);
    const float r = size.y / 2;
    to.AddRectFilled(im(corner), im(corner + size), on ? ui.theme.accent : ui.theme.edge, r);
    const vec2 knob(on ? corner.x + size.x - r : corner.x + r, corner.y + r);
    to.AddCircleFilled(im(knob), r - ui.px(2), on ? ui.theme.onAccent : ui.theme.raised, 24);
    Rect words = at.rect;
    words.max.x = corner.x;
    textIn(to, ui.fonts.body, words, on ? ui.theme.ink : ui.theme.quiet, label, ui.px(8));
    return at.clicked;
}

void tip(Ui& ui, std::string_view text, std::string_view key, TipPlace place) {
    const ImGuiContext& context = *ImGui::GetCurrentContext();
    const bool focused = ui.state.focus.isAt(ImGui::GetItemID()) && ui.state.focusSince.first == ImGui::GetItemID();
    if (!focused && !ImGui::IsItemHovered(ImGuiHoveredFlags_AllowWhenDisabled)) return;
    const double rested = focused ? ui.now - ui.state.focusSince.second : static_cast<double>(context.HoveredIdTimer);
    if (rested < kTipDelay && (focused || context.HoveredIdDisabled == false)) return ui.state.wake(ui.now + kTipDelay - rested);
    showTip(ui, {vec(ImGui::GetItemRectMin()), vec(ImGui::GetItemRectMax())}, text, key, place);
}

void showTip(Ui& ui, const Rect& about, std::string_view text, std::string_view key, TipPlace place) {
    const vec2 padding(ui.px(10), ui.px(6));
    const float away = ui.px(6), keyWidth = key.empty() ? 0 : textSize(ui.fonts.note, key).x + ui.px(12);
    const float wrap = std::min(ui.px(kTipWidth), std::max(ui.px(80), ui.layout.whole.size().x - 2 * padding.x - keyWidth - away));
    const vec2 words = textSize(ui.fonts.note, text, wrap);
    const vec2 size = words + vec2(keyWidth, 0) + padding * 2.0F;
    const Rect& whole = ui.layout.whole;
    vec2 at = place == TipPlace::below ? vec2(about.min.x, about.max.y + away) : vec2(about.max.x + away, about.centre().y - size.y / 2);
    if (place == TipPlace::below && at.y + size.y > whole.max.y) at.y = about.min.y - away - size.y;
    if (place == TipPlace::beside && at.x + size.x > whole.max.x) at.x = about.min.x - away - size.x;
    at = glm::round(glm::max(glm::min(at, whole.max - size), whole.min));
    at = offBadges(ui, {at, at + size}, whole).min;
    ImGui::SetNextWindowPos(im(at));
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, im(padding));
    ImGui::PushStyleVar(ImGuiStyleVar_WindowRounding, ui.px(6));
    ImGui::BeginTooltip();
    ImDrawList& to = *ImGui::GetWindowDrawList();
    const ImVec2 corner = ImGui::GetCursorScreenPos();
    to.AddText(ui.fonts.note, fontPx(ui.fonts.note), corner, ui.theme.ink, text.data(), text.data() + text.size(), wrap);
    if (!key.empty()) textAt(to, ui.fonts.note, {corner.x + words.x + ui.px(12), corner.y}, ui.theme.quiet, key);
    ImGui::Dummy({words.x + keyWidth, words.y});
    ImGui::EndTooltip();
    ImGui::PopStyleVar(2);
    ui.state.tip = text;
    ui.record.add("tip", {at, at + size});
}

}  // namespace myochart::ui
