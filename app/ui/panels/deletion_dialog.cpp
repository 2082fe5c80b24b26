#define GLFW_INCLUDE_NONE
#include <GLFW/glfw3.h>

#include <utility>

#include "core/words.h"
#include "ui/panels/dialog.h"
#include "ui/panels/panels.h"

namespace myochart::ui {

namespace {

/// Before a patient or a visit is deleted: who it is and what goes with it. The Delete key agrees, Esc and Enter keep.
class DeletionDialog final : public Panel {
  public:
    std::string_view name() const override { return "deletion"; }
    Rect area(const Ui& ui) const override { return ui.layout.whole; }
    bool hasWindow() const override { return false; }
    void draw(Ui& ui) override;
    bool stepBack(Ui& ui) override { return std::exchange(ui.program.record.deletion(), std::nullopt).has_value(); }

  private:
    static void agree(Ui& ui);
};

void DeletionDialog::agree(Ui& ui) {
    ui.later([&program = ui.program] {
        const auto deletion = std::exchange(program.record.deletion(), std::nullopt);
        if (!deletion) return;
        deletion->session.empty() ? program.record.removePatient(deletion->patient) : program.record.removeSession(deletion->session);
    });
}

void DeletionDialog::draw(Ui& ui) {
    const auto& deletion = ui.program.record.deletion();
    if (!deletion) {
        if (ui.state.dialog == Dialog::deletion) ui.state.close();
        return;
    }
    const bool justOpened = ui.state.dialog != Dialog::deletion;
    ui.state.open(Dialog::deletion);
    const bool outside = beginDialog(ui, "deletion", {520, 260});
    dialogTitle(ui, deletion->session.empty() ? tr("Delete this patient?") : tr("Delete this visit?"), false);
    paragraph(ui, ui.fonts.strong, ui.theme.ink, deletion->question);
    gap(ui, 4);
    paragraph(ui, ui.fonts.body, ui.theme.quiet,
              tr("It stays among the recently deleted for 30 days and can be brought back from there, or by undo. The Delete key deletes it, Esc keeps it."));
    gap(ui, 8);
    bool yes = button(ui, "deletion.yes",
                      {.label = tr("Delete"), .tip = tr("Delete it"), .key = "Delete", .kind = ButtonKind::danger});
    ImGui::SameLine();
    bool no = button(ui, "deletion.no", {.label = tr("Keep"), .tip = tr("Nothing is deleted"), .key = "Esc"}) || outside;
    if (!justOpened)
        for (const InputEvent& key : ui.input.keys) {
            yes |= key.key == GLFW_KEY_DELETE && !key.repeat;
            no |= (key.key == GLFW_KEY_ENTER || key.key == GLFW_KEY_KP_ENTER) && !key.repeat;
        }
    endDialog();
    if (no)
        ui.later([&program = ui.program] { program.record.deletion().reset(); });
    else if (yes)
        agree(ui);
}

}  // namespace

std::unique_ptr<Panel> makeDeletionDialog() {
    return std::make_unique<DeletionDialog>();
}

}  // namespace myochart::ui
