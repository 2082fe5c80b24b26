#include <fmt/format.h>

#include <utility>

#include "core/words.h"
#include "ui/panels/dialog.h"
#include "ui/panels/panels.h"
#include "ui/tick_row.h"

namespace myochart::ui {

namespace {

/// Before somebody is erased for good: who, what goes, what is not reached, why, and their initials. No key erases; Esc keeps.
class EraseDialog final : public Panel {
  public:
    std::string_view name() const override { return "erase"; }
    Rect area(const Ui& ui) const override { return ui.layout.whole; }
    bool hasWindow() const override { return false; }
    void draw(Ui& ui) override;
    bool stepBack(Ui& ui) override { return std::exchange(ui.program.person.erasure(), std::nullopt).has_value(); }

  private:
    void drawReasons(Ui& ui);
    bool isConfirmed(Ui& ui, const workspace::Erasure& erasure);

    record::PatientId of_;
    const workspace::ErasureReason* why_ = nullptr;
    std::string typed_;
    bool ticked_ = false;
};

void EraseDialog::drawReasons(Ui& ui) {
    fieldLabel(ui, tr("Why, as the audit trail keeps it"));
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {0, ui.px(2)});
    for (const workspace::ErasureReason& each : workspace::erasureReasons())
        if (tickRow(ui, fmt::format("erase.why.{}", each.key), note::capitalised(tr(each.words)), why_ == &each)) why_ = why_ == &each ? nullptr : &each;
    ImGui::PopStyleVar();
    gap(ui, 4);
}

/// The initials; of a name without letters, or of a damaged entry, a tick.
bool EraseDialog::isConfirmed(Ui& ui, const workspace::Erasure& erasure) {
    if (erasure.initials.empty()) {
        if (tickRow(ui, "erase.sure", tr("This is the person, and it is to go for good"), ticked_)) ticked_ = !ticked_;
        return ticked_;
    }
    fieldLabel(ui, trf("To confirm, type the person's initials: {}", erasure.initials));
    field(ui, "erase.initials", typed_, {.width = 160, .maxBytes = 60});
    return workspace::areInitials(typed_, erasure);
}

void EraseDialog::draw(Ui& ui) {
    const auto& erasure = ui.program.person.erasure();
    if (!erasure) {
        of_ = {};
        if (ui.state.dialog == Dialog::erase) ui.state.close();
        return;
    }
    ui.state.open(Dialog::erase);
    if (of_ != erasure->patient) {
        of_ = erasure->patient;
        why_ = nullptr;
        typed_.clear();
        ticked_ = false;
    }
    const bool outside = beginDialog(ui, "erase", {600, 640});
    dialogTitle(ui, tr("Erase this person for good?"), false);
    beginScroll(ui, "erase.words", ImGui::GetContentRegionAvail().y - ui.px(52));
    paragraph(ui, ui.fonts.strong, ui.theme.ink, erasure->question);
    gap(ui, 2);
    paragraph(ui, ui.fonts.body, ui.theme.ink, workspace::erasureTakes(*erasure));
    gap(ui, 2);
    paragraph(ui, ui.fonts.body, ui.theme.ink, workspace::erasureMustOftenWait());
    gap(ui, 2);
    paragraph(ui, ui.fonts.note, ui.theme.quiet, workspace::erasureDoesNotReach());
    gap(ui, 4);
    drawReasons(ui);
    const bool confirmed = isConfirmed(ui, *erasure);
    endScroll();
    gap(ui, 6);
    const bool yes = button(ui, "erase.yes", {.label = tr("Erase for good"), .tip = why_ && confirmed ? tr("Nothing brings it back") : tr("Choose why, and confirm, first"), .kind = ButtonKind::danger, .enabled = why_ && confirmed});
    ImGui::SameLine();
    const bool no = button(ui, "erase.no", {.label = tr("Keep"), .tip = tr("Nothing is erased"), .key = "Esc"}) || outside;
    endDialog();
    if (no) ui.later([&program = ui.program] { program.person.erasure().reset(); });
    if (yes && why_)
        ui.later([&program = ui.program, why = why_] {
            if (const auto agreed = std::exchange(program.person.erasure(), std::nullopt)) program.person.erase(agreed->patient, *why);
        });
}

}  // namespace

std::unique_ptr<Panel> makeEraseDialog() {
    return std::make_unique<EraseDialog>();
}

}  // namespace myochart::ui
