#include "core/text.h"
#include "core/words.h"
#include "ui/panels/dialog.h"
#include "ui/panels/panels.h"

namespace myochart::ui {

namespace {

/// Where the copy of the record goes; beside the record when nothing else is said. A folder, such as that of a stick, takes it
/// under the name it has anyway.
class BackupDialog final : public Panel {
  public:
    std::string_view name() const override { return "backup"; }
    Rect area(const Ui& ui) const override { return ui.layout.whole; }
    bool hasWindow() const override { return false; }
    void draw(Ui& ui) override;

  private:
    std::string place_, fault_;
    bool open_ = false;
};

void BackupDialog::draw(Ui& ui) {
    const bool open = ui.state.dialog == Dialog::backup, opens = open && !open_;
    open_ = open;
    if (!open) return;
    if (opens) place_ = shown(ui.program.record.placeForBackup()), fault_.clear();
    const bool outside = beginDialog(ui, "backup", {620, 230});
    const bool close = dialogTitle(ui, tr("Save a backup copy"));
    paragraph(ui, ui.fonts.note, ui.theme.quiet,
              tr("A whole copy of the record: all patients, visits and what was deleted in the last 30 days. Keep it on another disk."));
    fieldLabel(ui, tr("File, or the folder for it"));
    const FieldEvent event = field(ui, "backup.place", place_, {.focus = opens, .maxBytes = 4000});
    if (event.changed) fault_.clear();
    line(ui, ui.fonts.note, ui.theme.danger, fault_.empty() ? " " : fault_);
    const bool asked = button(ui, "backup.save", {.label = tr("Save the copy"), .kind = ButtonKind::primary}) || event.entered;
    ImGui::SameLine();
    const bool cancelled = button(ui, "backup.cancel", {.label = tr("Cancel")});
    endDialog();
    const auto file = asked ? newFileTyped(place_, ui.program.record.placeForBackup().filename()) : Result<Path>(failed(""));
    if (asked) fault_ = file ? std::string() : file.error().message;
    if (file) ui.later([&program = ui.program, file = *file] { program.record.backUp(file); });
    if (file || cancelled || close || outside) ui.state.close();
}

}  // namespace

std::unique_ptr<Panel> makeBackupDialog() {
    return std::make_unique<BackupDialog>();
}

}  // namespace myochart::ui
