#include "ui/panels/dialog.h"

#include <imgui_internal.h>

#include <algorithm>

#include "core/text.h"
#include "core/words.h"
#include "ui/icons.h"

namespace myochart::ui {

bool beginDialog(Ui& ui, const char* name, vec2 size, float fromTop) {
    const Rect& whole = ui.layout.whole;
    ImGui::SetNextWindowPos({0, 0});
    ImGui::SetNextWindowSize(im(whole.size()));
    ImGui::PushStyleColor(ImGuiCol_WindowBg, ui.theme.dark ? rgb(0x0B0D10, 150) : rgb(0x1F2933, 90));
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {0, 0});
    ImGui::Begin(name, nullptr,
                 ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings);
    ImGui::PopStyleVar();
    ImGui::PopStyleColor();
    ImGui::BringWindowToDisplayFront(ImGui::GetCurrentWindow());
    ui.state.dialogs.push_back(ImGui::GetCurrentWindow()->ID);
    if (ImGui::IsWindowAppearing()) ImGui::FocusWindow(ImGui::GetCurrentWindow());
    const vec2 fits = glm::min(vec2(ui.px(size.x), ui.px(size.y)), whole.size() - vec2(ui.px(32)));
    vec2 corner = glm::round(whole.centre() - fits * 0.5F);
    if (fromTop >= 0) corner.y = std::min(ui.px(fromTop), whole.max.y - fits.y - ui.px(16));
    const Rect box{corner, corner + fits};
    const bool outside = ImGui::IsWindowHovered() && ui.input.press && !box.contains(ui.input.pos);
    floatingPlate(*ImGui::GetWindowDrawList(), ui, box, 12);
    ImGui::SetCursorScreenPos(im(box.min));
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {ui.px(24), ui.px(20)});
    ImGui::BeginChild("dialog", im(fits), false, ImGuiWindowFlags_AlwaysUseWindowPadding);
    ImGui::PopStyleVar();
    ui.record.add(std::string("dialog.") + name, box);
    return outside;
}

Result<Path> newFileTyped(const std::string& typed, const Path& name) {
    Path file = trim(typed);
    std::error_code ignored;
    if (std::filesystem::is_directory(file, ignored)) file /= name;
    if (file.is_relative()) return failed(tr("Give the whole path, from / on."));
    if (!std::filesystem::is_directory(file.parent_path(), ignored))
        return failed(trf("There is no folder {}.", shown(file.parent_path())));
    if (std::filesystem::exists(file, ignored))
        return failed(trf("{} is there already; give the file another name.", shown(file.filename())));
    return file;
}

void endDialog() {
    ImGui::EndChild();
    ImGui::End();
}

bool dialogTitle(Ui& ui, std::string_view title, bool canClose) {
    const vec2 at = vec(ImGui::GetCursorScreenPos());
    const float width = ImGui::GetContentRegionAvail().x;
    textIn(*ImGui::GetWindowDrawList(), ui.fonts.title, {at, at + vec2(width - ui.px(40), ui.px(32))}, ui.theme.ink,
           title);
    ImGui::SetCursorScreenPos({at.x + width - ui.px(32), at.y});
    bool close = false;
    if (canClose)
        close = button(ui, "dialog.close", {.icon = icon::kClose, .tip = tr("Close"), .key = "Esc"});
    else
        ImGui::Dummy({ui.px(32), ui.px(32)});
    gap(ui, 4);
    return close;
}

}  // namespace myochart::ui
