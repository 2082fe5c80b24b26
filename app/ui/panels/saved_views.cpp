#include <fmt/format.h>

#include <utility>

#include "core/text.h"
#include "core/words.h"
#include "ui/icons.h"
#include "ui/panels/body_tools.h"
#include "workspace/presets.h"

namespace myochart::ui {

namespace {

constexpr float kSavedRow = 32;

void note(workspace::Program& program, const Outcome& outcome) {
    if (!outcome) program.notices.tell(outcome.error().message, true);
}

}  // namespace

bool SavedViewsTool::stepBack() {
    return std::exchange(renaming_, std::nullopt).has_value();
}

void SavedViewsTool::save(Ui& ui) {
    if (trim(name_).empty()) return;
    ui.later([&program = ui.program, name = std::exchange(name_, {})] { note(program, workspace::savePreset(program, name)); });
}

void SavedViewsTool::drawOwn(Ui& ui, size_t index) {
    const workspace::ViewPreset& preset = ui.program.settings.presets[index];
    const std::string name = fmt::format("views.row.{}", index);
    if (renaming_ == index) {
        const FieldEvent event =
            field(ui, name + ".name", renamed_, {.focus = std::exchange(justOpened_, false), .maxBytes = 200});
        if (event.committed) ui.later([&program = ui.program, index, to = renamed_] { note(program, workspace::renamePreset(program, index, to)); });
        if (event.committed) renaming_.reset();
        return;
    }
    ImGui::PushID(static_cast<int>(index));
    const Pressed at = row(ui, name, kSavedRow, false);
    const bool inside = ui.state.focus.isIn(name) ||
                        (ImGui::IsWindowHovered(ImGuiHoveredFlags_AllowWhenBlockedByActiveItem) && at.rect.contains(ui.input.pos));
    Rect words = at.rect;
    words.max.x -= inside ? ui.px(64) : 0;
    textIn(*ImGui::GetWindowDrawList(), ui.fonts.body, words, ui.theme.ink, displayText(preset.name, 120), ui.px(8));
    bool handled = false;
    if (inside) {
        const ImVec2 after = ImGui::GetCursorScreenPos();
        ImGui::SetCursorScreenPos({at.rect.max.x - ui.px(64), at.rect.min.y});
        if (button(ui, name + ".rename", {.icon = icon::kEdit, .tip = tr("Rename")})) {
            renaming_ = index;
            renamed_ = preset.name;
            justOpened_ = handled = true;
        }
        ImGui::SameLine(0, 0);
        if (button(ui, name + ".delete", {.icon = icon::kDelete, .tip = tr("Delete")})) {
            ui.later([&program = ui.program, index] { workspace::removePreset(program, index); });
            handled = true;
        }
        ImGui::SetCursorScreenPos(after);
    }
    if (at.clicked && !handled) {
        ui.later([&program = ui.program, preset] { workspace::applyPreset(program, preset); });
        ImGui::CloseCurrentPopup();
    }
    ImGui::PopID();
}

void SavedViewsTool::drawBuiltIn(Ui& ui, const workspace::ViewPreset& preset, size_t index) {
    const Pressed at = row(ui, fmt::format("views.builtin.{}", index), kSavedRow, false);
    textIn(*ImGui::GetWindowDrawList(), ui.fonts.body, at.rect, ui.theme.ink, workspace::shownName(preset), ui.px(8));
    if (!at.clicked) return;
    ui.later([&program = ui.program, &preset] { workspace::applyPreset(program, preset); });
    ImGui::CloseCurrentPopup();
}

void SavedViewsTool::draw(Ui& ui) {
    if (ImGui::IsWindowAppearing()) renaming_.reset();
    const float saveWidth = 64;
    const float width = ImGui::GetContentRegionAvail().x / ui.scale - saveWidth - 8;
    const FieldEvent event = field(ui, "views.name", name_,
                                   {.hint = tr("Name what you see now"), .width = width,
                                    .focus = std::exchange(focus_, false), .maxBytes = 200});
    ImGui::SameLine(0, ui.px(8));
    const bool named = !trim(name_).empty();
    if (button(ui, "views.save", {.label = tr("Save"), .kind = ButtonKind::primary, .enabled = named, .width = saveWidth}) ||
        event.entered)
        this->save(ui);
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {0, 0});
    gap(ui, 4);
    for (size_t i = 0; i < ui.program.settings.presets.size(); ++i) drawOwn(ui, i);
    if (ui.program.settings.presets.empty())
        paragraph(ui, ui.fonts.note, ui.theme.quiet,
                  tr("A saved view keeps the direction, the layers, what is hidden, the section and the rest."));
    heading(ui, tr("Ready made"));
    gap(ui, 4);
    const auto& own = workspace::builtInPresets();
    for (size_t i = 0; i < own.size(); ++i) drawBuiltIn(ui, own[i], i);
    ImGui::PopStyleVar();
}

}  // namespace myochart::ui
