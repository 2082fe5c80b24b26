#include "ui/cut_text.h"

#include <imgui.h>
#include <imgui_internal.h>

#include <utility>
#include <vector>

#include "ui/widgets.h"

namespace myochart::ui {

namespace {

struct CutText {
    const ImDrawList* drawn;
    Rect at;
    std::string text;
};

/// Of this frame. Drawing goes through one context on the main thread, and textAt() knows no more than its draw list.
std::vector<CutText>& cutTexts() {
    static std::vector<CutText> texts;
    return texts;
}

}  // namespace

void noteCutText(const ImDrawList& to, const Rect& at, std::string_view text) {
    const Rect clip{vec(to.GetClipRectMin()), vec(to.GetClipRectMax())};
    const Rect seen{glm::max(at.min, clip.min), glm::min(at.max, clip.max)};
    if (seen.size().x > 0 && seen.size().y > 0) cutTexts().push_back({&to, seen, std::string(text)});
}

void showCutText(Ui& ui) {
    const std::vector<CutText> texts = std::exchange(cutTexts(), {});
    const ImGuiWindow* hovered = ImGui::GetCurrentContext()->HoveredWindow;
    const CutText* under = nullptr;
    for (const CutText& each : texts)
        if (hovered && each.drawn == hovered->DrawList && each.at.contains(ui.input.pos)) under = &each;
    auto& [text, since] = ui.state.cutUnderPointer;
    if (!under || ui.input.press) return text.clear();
    if (text != under->text) text = under->text, since = ui.now;
    if (ui.now - since < kTipDelay) return ui.state.wake(since + kTipDelay);
    if (ui.state.tip.empty()) showTip(ui, under->at, under->text, {}, TipPlace::below);
}

}  // namespace myochart::ui
