#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "core/text.h"
#include "core/words.h"
#include "places/visit_warnings.h"
#include "record/ledger.h"
#include "record/signing_rules.h"
#include "ui/go_to_field.h"
#include "ui/panels/dialog.h"
#include "ui/panels/missing_rows.h"
#include "ui/panels/panels.h"
#include "ui/panels/visit_edit.h"

namespace myochart::ui {

namespace {

/// Asks before a visit is signed, for that cannot be taken back: who signs, what hinders it, what the rules still want.
class SignDialog final : public Panel {
  public:
    std::string_view name() const override { return "sign"; }
    Rect area(const Ui& ui) const override { return ui.layout.whole; }
    bool hasWindow() const override { return false; }
    void draw(Ui& ui) override;

  private:
    static bool drawHindrance(Ui& ui, const std::string& name, const record::Hindrance& hindrance);
    void drawWarnings(Ui& ui, const record::Session& visit, const std::vector<places::VisitWarning>& warnings);
    bool isAnswered(const record::Session& visit, const places::VisitWarning& warning) const;

    places::VisitWarningsReader warnings_;
    MissingRows missing_;
    std::map<std::string, TypedField> reasons_;  ///< given while this dialog is open
};

/// A sentence that leads to where it is mended: true when it was followed.
bool SignDialog::drawHindrance(Ui& ui, const std::string& name, const record::Hindrance& hindrance) {
    const float width = ImGui::GetContentRegionAvail().x - ui.px(16), high = textSize(ui.fonts.body, hindrance.sentence.text, width).y;
    const Pressed at = row(ui, name, high / ui.scale + 10, false);
    ImGui::GetWindowDrawList()->AddText(ui.fonts.body, fontPx(ui.fonts.body), {at.rect.min.x + ui.px(8), at.rect.min.y + ui.px(5)}, ui.theme.danger, hindrance.sentence.text.data(),
                                        hindrance.sentence.text.data() + hindrance.sentence.text.size(), width);
    ui.record.fact(name, hindrance.sentence.text);
    if (at.clicked) goToField(ui, hindrance.field, hindrance.marker);
    return at.clicked;
}

/// What spoke against these sites; each that was needled wants its reason, which is given here.
void SignDialog::drawWarnings(Ui& ui, const record::Session& visit, const std::vector<places::VisitWarning>& warnings) {
    for (const places::VisitWarning& each : warnings) {
        const bool open = places::reasonFor(visit, each).empty();
        if (!open && !reasons_.contains(each.about)) continue;  // it was given before
        paragraph(ui, ui.fonts.body, ui.theme.danger, each.sentence);
        if (open) ui.record.fact("sign.warning", each.about);
        reasonField(ui, reasons_[each.about], fmt::format("sign.warning.{}", each.about), visit, each.about, ui.program.record.visitIsLocked(), mark("Give a reason"));
        gap(ui, 4);
    }
}

/// A reason that is still being typed counts: the press on *Sign now* leaves its field, which keeps it first.
bool SignDialog::isAnswered(const record::Session& visit, const places::VisitWarning& warning) const {
    const auto reason = reasons_.find(warning.about);
    return !places::wantsReason(visit, warning) || (reason != reasons_.end() && reason->second.holdsWords());
}

/// Sites that nobody has confirmed stand in one line where they are many.
std::vector<record::Hindrance> inShort(std::vector<record::Hindrance> all) {
    constexpr std::ptrdiff_t kMany = 2;
    const auto isUnconfirmed = [](const record::Hindrance& each) { return each.field.ends_with(".plan.unconfirmed"); };
    const auto count = std::ranges::count_if(all, isUnconfirmed);
    if (count < kMany) return all;
    const auto first = std::ranges::find_if(all, isUnconfirmed);
    first->sentence = saidOf(mark("{} sites were taken over and nobody has confirmed them; confirm them or remove them."), count);
    const record::Hindrance kept = *first;
    std::erase_if(all, isUnconfirmed);
    all.insert(all.begin(), kept);
    return all;
}

void SignDialog::draw(Ui& ui) {
    if (ui.state.dialog != Dialog::sign) return reasons_.clear();
    const record::Session* visit = ui.program.record.session();
    const record::Therapist* signer = ui.program.practice.acting();
    const bool nobody = ui.program.practice.practice().therapists.empty();
    if (!visit || visit->signing.isSigned()) return ui.state.close();
    const bool outside = beginDialog(ui, "sign", {560, 560});
    const bool close = dialogTitle(ui, tr("Sign the visit"));
    paragraph(ui, ui.fonts.body, ui.theme.ink, tr("A signed visit can never be changed, only added to."));
    if (signer) line(ui, ui.fonts.strong, ui.theme.ink, signer->licence.empty() ? displayText(signer->name) : trf("{}, licence {}", displayText(signer->name), displayText(signer->licence)));
    else paragraph(ui, ui.fonts.body, ui.theme.danger, nobody ? tr("Nobody has been entered who could sign.") : tr("Nobody acts now: say who you are, and sign as that person."));
    if (signer && signer->role == record::Role::student) paragraph(ui, ui.fonts.note, ui.theme.quiet, tr("A student's visit waits for a therapist's co-signature after this one."));
    if (!signer && button(ui, "sign.practice", {.label = nobody ? tr("Enter who works here") : tr("Say who acts"), .kind = ButtonKind::plain})) return endDialog(), ui.state.open(Dialog::practice, Dialog::sign);
    const auto hindrances = inShort(record::hindrancesToSign(*visit));
    const auto& missing = ui.program.note.missingGroups();
    const auto& warnings = warnings_.of(*ui.program.record.patient(), *visit, ui.program.catalogue());
    bool followed = false, counts = false;
    beginScroll(ui, "hindrances", std::max(96.0F, (ImGui::GetContentRegionAvail().y - ui.px(44)) / ui.scale));
    for (size_t i = 0; i < hindrances.size(); ++i) followed |= drawHindrance(ui, fmt::format("sign.hindrance.{}", i), hindrances[i]);
    if (record::countOf(*visit).isOpen()) counts = button(ui, "sign.count", {.label = tr("Count the needles"), .kind = ButtonKind::plain});
    drawWarnings(ui, *visit, warnings);
    if (!missing.empty()) paragraph(ui, ui.fonts.strong, ui.theme.ink, trnf("{} thing is missing", "{} things are missing", missing.size(), missing.size()));
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {0, ui.px(2)});
    followed |= missing_.draw(ui, "sign.missing", missing);
    ImGui::PopStyleVar();
    endScroll();
    const bool answered = std::ranges::all_of(warnings, [&](const places::VisitWarning& each) { return isAnswered(*visit, each); });
    const bool sign = button(ui, "sign.now", {.label = tr("Sign now"), .kind = ButtonKind::primary, .enabled = signer && hindrances.empty() && answered});
    ImGui::SameLine();
    const bool cancelled = button(ui, "sign.cancel", {.label = tr("Cancel")});
    endDialog();
    if (sign) ui.runLater("visit.sign");
    if (counts) return ui.state.open(Dialog::sweep, Dialog::sign);
    if (sign || cancelled || close || outside || followed) ui.state.close();
}

}  // namespace

std::unique_ptr<Panel> makeSignDialog() {
    return std::make_unique<SignDialog>();
}

}  // namespace myochart::ui
