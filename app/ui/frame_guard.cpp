#include "ui/frame_guard.h"

#include <fmt/format.h>
#include <imgui.h>
#include <imgui_internal.h>

#include <exception>

#include "core/log.h"
#include "core/words.h"
#include "ui/widgets.h"

namespace myochart::ui {

namespace {

constexpr ImGuiWindowFlags kFixed = ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove |
                                    ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_NoBringToFrontOnFocus |
                                    ImGuiWindowFlags_NoScrollWithMouse;

bool beginFixed(const Panel& panel, const Rect& area) {
    ImGui::SetNextWindowPos({area.min.x, area.min.y});
    ImGui::SetNextWindowSize({area.size().x, area.size().y});
    const ImGuiWindowFlags seeThrough = panel.seeThrough() ? ImGuiWindowFlags_NoBackground : 0;
    const ImGuiWindowFlags fixed = panel.floats() ? (kFixed & ~ImGuiWindowFlags_NoBringToFrontOnFocus) | ImGuiWindowFlags_NoFocusOnAppearing : kFixed;
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {0, 0});
    const bool open = ImGui::Begin(std::string(panel.name()).c_str(), nullptr, fixed | seeThrough);
    ImGui::PopStyleVar();
    return open;
}

/// Closes whatever a panel that threw left open above `windows`.
void unwind(int windows) {
    ImGuiContext& context = *ImGui::GetCurrentContext();
    while (context.CurrentWindowStack.Size > windows) {
        ImGui::ErrorCheckEndWindowRecover(nullptr);
        const ImGuiWindowFlags flags = context.CurrentWindow->Flags;
        if (flags & ImGuiWindowFlags_Popup)
            ImGui::EndPopup();
        else if (flags & ImGuiWindowFlags_ChildWindow)
            ImGui::EndChild();
        else
            ImGui::End();
    }
    ImGui::ErrorCheckEndWindowRecover(nullptr);
}

}  // namespace

void FrameGuard::draw(Panel& panel, Ui& ui) {
    const Rect area = panel.area(ui);
    if (panel.hasWindow() && (area.size().x < 1 || area.size().y < 1)) return;
    if (faults_.contains(panel.name())) return drawFault(panel, ui, area);
    if (panel.hasWindow()) beginFixed(panel, area);
    const int windows = ImGui::GetCurrentContext()->CurrentWindowStack.Size;
    try {
        panel.draw(ui);
    } catch (const std::exception& fault) {
        unwind(windows);
        faults_[std::string(panel.name())] = fault.what();
        log::error(fmt::format("The panel {} failed: {}", panel.name(), fault.what()));
    }
    if (panel.hasWindow()) ImGui::End();
}

void FrameGuard::drawFault(Panel& panel, Ui& ui, const Rect& area) {
    const bool inPlace = panel.hasWindow() && area.size().y > ui.px(120);
    Rect place = area;
    if (!inPlace) {
        place.min = vec2(ui.layout.body.min.x + ui.px(16), ui.layout.body.max.y - ui.px(136));
        place.max = place.min + vec2(ui.px(340), ui.px(120));
    }
    ImGui::SetNextWindowPos({place.min.x, place.min.y});
    ImGui::SetNextWindowSize({place.size().x, place.size().y});
    ImGui::Begin((std::string(panel.name()) + ".fault").c_str(), nullptr,
                 kFixed & ~ImGuiWindowFlags_NoBringToFrontOnFocus);
    paragraph(ui, ui.fonts.body, ui.theme.ink,
              trf("The part \"{}\" met a fault and is closed. Your work is safe.", panel.name()));
    paragraph(ui, ui.fonts.note, ui.theme.quiet, faults_.find(panel.name())->second);
    if (button(ui, fmt::format("fault.{}.retry", panel.name()), {.label = tr("Try again"), .kind = ButtonKind::plain}))
        faults_.erase(faults_.find(panel.name()));
    ImGui::End();
}

std::string FrameGuard::fault(std::string_view panel) const {
    const auto found = faults_.find(panel);
    return found == faults_.end() ? std::string() : found->second;
}

}  // namespace myochart::ui
