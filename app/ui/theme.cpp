#include "ui/theme.h"

#include <algorithm>
#include <cmath>

namespace myochart::ui {

namespace {

unsigned channel(ImU32 colour, unsigned shift) {
    return (colour >> shift) & 0xFFU;
}

double luminance(ImU32 colour) {
    const auto linear = [&](unsigned shift) {
        const double c = channel(colour, shift) / 255.0;
        return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(0) + 0.7152 * linear(8) + 0.0722 * linear(16);
}

Theme makeLight() {
    Theme t;
    t.ground = rgb(0xECE9E3);
    t.panel = rgb(0xFBFAF8);
    t.raised = rgb(0xFFFFFF);
    t.field = rgb(0xFFFFFF);
    t.ink = rgb(0x1F2933);
    t.quiet = rgb(0x505B64);
    t.rule = rgb(0xD9D5CD);
    t.edge = rgb(0x7A8086);
    t.accent = rgb(0x0B6159);
    t.onAccent = rgb(0xFFFFFF);
    t.hover = rgb(0x1F2933, 14);
    t.press = rgb(0x1F2933, 26);
    t.chosen = rgb(0x0F766E, 28);
    t.danger = rgb(0xA81D2C);
    t.onDanger = rgb(0xFFFFFF);
    t.shadow = rgb(0x1F2933, 22);
    return t;
}

Theme makeDark() {
    Theme t;
    t.dark = true;
    t.ground = rgb(0x20252B);
    t.panel = rgb(0x262B32);
    t.raised = rgb(0x2C333A);
    t.field = rgb(0x20252B);
    t.ink = rgb(0xE8EAED);
    t.quiet = rgb(0xBBC4CC);
    t.rule = rgb(0x3C444D);
    t.edge = rgb(0x808A94);
    t.accent = rgb(0x76D3C8);
    t.onAccent = rgb(0x0B2522);
    t.hover = rgb(0xFFFFFF, 12);
    t.press = rgb(0xFFFFFF, 20);
    t.chosen = rgb(0x4FB8AC, 34);
    t.danger = rgb(0xF9B0B5);
    t.onDanger = rgb(0x2B0E12);
    t.shadow = rgb(0x000000, 60);
    return t;
}

void setShape(ImGuiStyle& style) {
    style.WindowPadding = {16, 12};
    style.WindowRounding = 0;
    style.WindowBorderSize = 0;
    style.ChildRounding = 0;
    style.ChildBorderSize = 0;
    style.PopupRounding = 8;
    style.PopupBorderSize = 1;
    style.FramePadding = {8, 6};
    style.FrameRounding = 6;
    style.FrameBorderSize = 1;
    style.ItemSpacing = {8, 8};
    style.ItemInnerSpacing = {8, 4};
    style.CellPadding = {8, 4};
    style.ScrollbarSize = 8;
    style.ScrollbarRounding = 4;
    style.GrabRounding = 4;
    style.WindowMinSize = {8, 8};
    style.DisplaySafeAreaPadding = {8, 8};
}

void setColours(ImGuiStyle& style, const Theme& theme) {
    const auto set = [&](ImGuiCol which, ImU32 colour) {
        style.Colors[which] = ImGui::ColorConvertU32ToFloat4(colour);
    };
    set(ImGuiCol_Text, theme.ink);
    set(ImGuiCol_TextDisabled, theme.quiet);
    set(ImGuiCol_WindowBg, theme.panel);
    set(ImGuiCol_ChildBg, 0);
    set(ImGuiCol_PopupBg, theme.raised);
    set(ImGuiCol_Border, theme.rule);
    set(ImGuiCol_BorderShadow, 0);
    set(ImGuiCol_FrameBg, theme.field);
    set(ImGuiCol_FrameBgHovered, theme.field);
    set(ImGuiCol_FrameBgActive, theme.field);
    set(ImGuiCol_ScrollbarBg, 0);
    set(ImGuiCol_ScrollbarGrab, withAlpha(theme.ink, 0.16F));
    set(ImGuiCol_ScrollbarGrabHovered, withAlpha(theme.ink, 0.30F));
    set(ImGuiCol_ScrollbarGrabActive, withAlpha(theme.ink, 0.40F));
    set(ImGuiCol_TextSelectedBg, withAlpha(theme.accent, 0.30F));
    set(ImGuiCol_ModalWindowDimBg, withAlpha(theme.dark ? rgb(0) : rgb(0x1F2933), 0.35F));
    set(ImGuiCol_NavHighlight, theme.accent);
}

}  // namespace

ImU32 withAlpha(ImU32 colour, float alpha) {
    const auto a = static_cast<unsigned>(std::lround(std::clamp(alpha, 0.0F, 1.0F) * 255.0F));
    return (colour & 0x00FFFFFFU) | (a << 24);
}

ImU32 mix(ImU32 a, ImU32 b, float t) {
    ImU32 out = 0;
    for (const unsigned shift : {0U, 8U, 16U, 24U}) {
        const auto from = static_cast<float>(channel(a, shift)), to = static_cast<float>(channel(b, shift));
        out |= static_cast<ImU32>(std::lround(from + (to - from) * t)) << shift;
    }
    return out;
}

double contrastRatio(ImU32 a, ImU32 b) {
    const double la = luminance(a), lb = luminance(b);
    return (std::max(la, lb) + 0.05) / (std::min(la, lb) + 0.05);
}

const Theme& lightTheme() {
    static const Theme theme = makeLight();
    return theme;
}

const Theme& darkTheme() {
    static const Theme theme = makeDark();
    return theme;
}

void applyStyle(const Theme& theme, float scale) {
    ImGuiStyle style;
    setShape(style);
    setColours(style, theme);
    style.ScaleAllSizes(scale);
    // Rounded down by ScaleAllSizes: a hairline must not vanish.
    style.PopupBorderSize = style.FrameBorderSize = std::max(1.0F, std::floor(scale));
    style.WindowMinSize = {std::max(1.0F, style.WindowMinSize.x), std::max(1.0F, style.WindowMinSize.y)};
    style.ScrollbarSize = std::max(1.0F, style.ScrollbarSize);
    style.AntiAliasedLinesUseTex = true;
    ImGui::GetStyle() = style;
}

}  // namespace myochart::ui
