#pragma once
#include <imgui.h>

namespace myochart::ui {

/// A colour as ImGui packs it: sRGB with straight alpha.
constexpr ImU32 rgb(unsigned hex, unsigned alpha = 255) {
    return ((hex >> 16) & 0xFFU) | (hex & 0xFF00U) | ((hex & 0xFFU) << 16) | (alpha << 24);
}
/// `alpha` 0..1 instead of the colour's own.
ImU32 withAlpha(ImU32 colour, float alpha);
/// From a (t = 0) to b (t = 1), alpha too.
ImU32 mix(ImU32 a, ImU32 b, float t);
/// Contrast of two opaque colours, 1..21 (WCAG 2 relative luminance).
double contrastRatio(ImU32 a, ImU32 b);

/// The colours of the window, light first. WCAG 2.2: ink, quiet, accent and danger stand at 4.5 : 1 or more on panel and
/// raised under every veil (chosen, and hover or press over it), and on ground and field (1.4.3); edge and the accent of
/// the focus at 3 : 1 or more (1.4.11). Texts have no alpha of their own, except those of what cannot be pressed now.
struct Theme {
    bool dark = false;
    ImU32 ground = 0;  ///< behind the body, where no body is
    ImU32 panel = 0;   ///< side panels and bars
    ImU32 raised = 0;  ///< popups, dialogs, floating controls
    ImU32 field = 0;   ///< inside text fields
    ImU32 ink = 0, quiet = 0;
    ImU32 rule = 0;  ///< hairlines, which carry no meaning
    ImU32 edge = 0;  ///< borders that tell where a control is: fields, plain buttons, switches
    ImU32 accent = 0, onAccent = 0;
    ImU32 hover = 0, press = 0;  ///< veils over what the pointer is on
    ImU32 chosen = 0;            ///< veil over what is selected
    ImU32 danger = 0, onDanger = 0;
    ImU32 shadow = 0;
};

const Theme& lightTheme();
const Theme& darkTheme();

/// Sets ImGui's style from scratch for `theme` at `scale` (never scales an already scaled style).
void applyStyle(const Theme& theme, float scale);

}  // namespace myochart::ui
