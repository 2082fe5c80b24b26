#include <fmt/format.h>

#include "core/local_day.h"
#include "core/text.h"
#include "core/words.h"
#include "ui/panels/dialog.h"
#include "ui/panels/panels.h"

namespace myochart::ui {

namespace {

/// What is not in the record as it should be, and why: it can be saved elsewhere, waited for, or (while closing) left.
class UnsavedDialog final : public Panel {
  public:
    std::string_view name() const override { return "unsaved"; }
    Rect area(const Ui& ui) const override { return ui.layout.whole; }
    bool hasWindow() const override { return false; }
    void draw(Ui& ui) override;

  private:
    static void drawVisits(Ui& ui);
    void drawPlace(Ui& ui);
    std::string place_;
    bool open_ = false;
};

void UnsavedDialog::drawVisits(Ui& ui) {
    const auto patientOf = [&](const store::Unsaved& unsaved) {
        const record::Patient* open = ui.program.record.patient();
        if (open && open->id == unsaved.session.patient) return displayText(open->name);
        return unsaved.patientName.empty() ? std::string(tr("another patient")) : displayText(unsaved.patientName);
    };
    for (const store::Unsaved& unsaved : ui.program.record.saving().unsaved()) {
        line(ui, ui.fonts.strong, ui.theme.ink,
             trf("{}, visit of {}", patientOf(unsaved),
                         dayInFullAt(unsaved.session.startedAt, unsaved.session.utcOffset)));
        paragraph(ui, ui.fonts.note, ui.theme.quiet,
                  unsaved.reason.empty() ? tr("Waiting to be written.") : unsaved.reason);
    }
}

void UnsavedDialog::drawPlace(Ui& ui) {
    fieldLabel(ui, tr("Save these visits into a file of their own"));
    field(ui, "unsaved.place", place_, {.width = 400, .maxBytes = 4000});
    ImGui::SameLine();
    if (button(ui, "unsaved.keep", {.label = tr("Save there"), .kind = ButtonKind::plain}))
        ui.later([&program = ui.program, file = Path(trim(place_))] { program.record.keepUnsaved(file); });
}

void UnsavedDialog::draw(Ui& ui) {
    const bool open = ui.state.dialog == Dialog::unsaved;
    if (open && !open_) place_ = shown(ui.program.record.placeForUnsaved());
    open_ = open;
    if (!open) return;
    if (!ui.program.record.isOpen() || ui.program.record.saveState() == store::SaveState::saved) {
        ui.state.close();
        ui.state.quitAsked = ui.state.quitWaits;
        return;
    }
    beginDialog(ui, "unsaved", {560, 420});
    dialogTitle(ui, tr("The last changes are not saved"), false);
    const std::string why = ui.program.record.saving().failure();
    paragraph(ui, ui.fonts.body, ui.theme.ink, why.empty() ? tr("They are still being written.") : why);
    if (!why.empty() && ui.program.record.saving().triesAgain())
        paragraph(ui, ui.fonts.body, ui.theme.quiet, tr("It is tried again every two seconds."));
    gap(ui, 4);
    beginScroll(ui, "unsaved.visits", 120);
    drawVisits(ui);
    endScroll();
    drawPlace(ui);
    gap(ui, 8);
    if (button(ui, "unsaved.stay", {.label = tr("Keep working"), .kind = ButtonKind::primary})) {
        ui.state.close();
        ui.state.quitAsked = ui.state.quitWaits = false;
    }
    ImGui::SameLine();
    if (ui.state.quitWaits && button(ui, "unsaved.leave", {.label = tr("Close without them"), .kind = ButtonKind::danger}))
        ui.state.quitNow = true;
    ui.state.wake(ui.now + 0.2);
    endDialog();
}

}  // namespace

std::unique_ptr<Panel> makeUnsavedDialog() {
    return std::make_unique<UnsavedDialog>();
}

}  // namespace myochart::ui
