#include <algorithm>

#include "core/text.h"
#include "core/words.h"
#include "places/visit_warnings.h"
#include "record/signing_rules.h"
#include "ui/panels/dialog.h"
#include "ui/panels/panels.h"

namespace myochart::ui {

namespace {

/// Asks before a visit is signed, for that cannot be taken back: who signs, what hinders it, what the rules still want.
class SignDialog final : public Panel {
  public:
    std::string_view name() const override { return "sign"; }
    Rect area(const Ui& ui) const override { return ui.layout.whole; }
    bool hasWindow() const override { return false; }
    void draw(Ui& ui) override;
};

void SignDialog::draw(Ui& ui) {
    if (ui.state.dialog != Dialog::sign) return;
    const record::Session* visit = ui.program.record.session();
    const record::Therapist* signer = ui.program.practice.acting();
    if (!visit || visit->signing.isSigned()) return ui.state.close();
    const bool outside = beginDialog(ui, "sign", {560, 420});
    const bool close = dialogTitle(ui, tr("Sign the visit"));
    paragraph(ui, ui.fonts.body, ui.theme.ink, tr("A signed visit can never be changed, only added to."));
    if (signer) line(ui, ui.fonts.strong, ui.theme.ink, signer->licence.empty() ? displayText(signer->name) : trf("{}, licence {}", displayText(signer->name), displayText(signer->licence)));
    else paragraph(ui, ui.fonts.body, ui.theme.danger, tr("Nobody has been entered who could sign."));
    if (!signer && button(ui, "sign.practice", {.label = tr("Enter who works here"), .kind = ButtonKind::plain})) ui.runLater("record.practice");
    const auto hindrances = record::hindrancesToSign(*visit);
    const auto& missing = ui.program.note.missing();
    beginScroll(ui, "hindrances", 200);
    for (const record::Hindrance& each : hindrances) paragraph(ui, ui.fonts.body, ui.theme.danger, each.sentence.text);
    for (const places::VisitWarning& each : places::visitWarnings(*ui.program.record.patient(), *visit, ui.program.catalogue()))
        if (places::reasonFor(*visit, each).empty()) paragraph(ui, ui.fonts.body, ui.theme.danger, each.sentence), ui.record.fact("sign.warning", each.about);
    const bool fainted = std::any_of(visit->after.adverse.begin(), visit->after.adverse.end(), [](const auto& event) { return event.category == "fainting"; });
    if (fainted && visit->after.checkedBy.empty()) paragraph(ui, ui.fonts.body, ui.theme.danger, tr("Somebody fainted, and nobody has counted the needles: Record, Count the needles."));
    if (!missing.empty()) paragraph(ui, ui.fonts.strong, ui.theme.ink, trnf("{} thing is missing", "{} things are missing", missing.size(), missing.size()));
    for (const note::Missing& each : missing) paragraph(ui, ui.fonts.note, ui.theme.quiet, each.sentence);
    endScroll();
    const bool sign = button(ui, "sign.now", {.label = tr("Sign now"), .kind = ButtonKind::primary, .enabled = signer && hindrances.empty()});
    ImGui::SameLine();
    const bool cancelled = button(ui, "sign.cancel", {.label = tr("Cancel")});
    endDialog();
    if (sign) ui.runLater("visit.sign");
    if (sign || cancelled || close || outside) ui.state.close();
}

}  // namespace

std::unique_ptr<Panel> makeSignDialog() {
    return std::make_unique<SignDialog>();
}

}  // namespace myochart::ui
