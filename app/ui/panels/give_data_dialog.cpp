#include "core/text.h"
#include "core/words.h"
#include "ui/panels/dialog.h"
#include "ui/panels/panels.h"
#include "ui/patient_handout.h"
#include "workspace/patient_order.h"

namespace myochart::ui {

namespace {

/// Where everything that is kept of a person is to go, as a folder.
class GiveDataDialog final : public Panel {
  public:
    std::string_view name() const override { return "giveData"; }
    Rect area(const Ui& ui) const override { return ui.layout.whole; }
    bool hasWindow() const override { return false; }
    void draw(Ui& ui) override;

  private:
    bool begin(Ui& ui);

    std::string place_, proposed_, fault_;
    bool open_ = false;
};

/// True when the job is under way.
bool GiveDataDialog::begin(Ui& ui) {
    const auto folder = newFileTyped(place_, Path(proposed_).filename());
    auto pages = notePagesWithoutMaps(ui.program);
    const Outcome begun = !folder ? Outcome(folder.error()) : !pages ? Outcome(pages.error()) : ui.program.person.giveData(ui.state.person.id, *folder, std::move(*pages));
    fault_ = begun ? std::string() : begun.error().message;
    return begun.ok();
}

void GiveDataDialog::draw(Ui& ui) {
    const bool open = ui.state.dialog == Dialog::giveData, opens = open && !open_;
    open_ = open;
    if (!open) return;
    if (opens) place_ = proposed_ = shown(ui.program.exchange.placeFor("person", "")), fault_.clear();
    const bool outside = beginDialog(ui, "giveData", {620, 360});
    const bool close = dialogTitle(ui, tr("Give the person their data"));
    line(ui, ui.fonts.strong, ui.theme.ink, workspace::nameAndBirth(ui.state.person.name, ui.state.person.birthDate));
    paragraph(ui, ui.fonts.note, ui.theme.quiet,
              tr("A folder with everything that is kept of this person: a file that Myochart reads back, the note of every visit as text and PDF, and who did what with it and when."));
    fieldLabel(ui, tr("New folder, or the folder for it"));
    const FieldEvent event = field(ui, "giveData.place", place_, {.focus = opens, .maxBytes = 4000});
    if (event.changed) fault_.clear();
    paragraph(ui, ui.fonts.note, fault_.empty() ? ui.theme.quiet : ui.theme.danger,
              fault_.empty() ? std::string_view(tr("The files tell who the person is. They are not encrypted: everybody who has them can read them.")) : std::string_view(fault_));
    const bool asked = button(ui, "giveData.save", {.label = tr("Write the folder"), .kind = ButtonKind::primary}) || event.entered;
    ImGui::SameLine();
    const bool cancelled = button(ui, "giveData.cancel", {.label = tr("Cancel")});
    endDialog();
    if ((asked && begin(ui)) || cancelled || close || outside) ui.state.close();
}

}  // namespace

std::unique_ptr<Panel> makeGiveDataDialog() {
    return std::make_unique<GiveDataDialog>();
}

}  // namespace myochart::ui
