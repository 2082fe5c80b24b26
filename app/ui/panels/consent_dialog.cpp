#include <algorithm>

#include <fmt/format.h>

#include "core/text.h"
#include "core/words.h"
#include "ui/panels/dialog.h"
#include "ui/panels/panels.h"
#include "ui/panels/signature_pad.h"
#include "ui/panels/visit_edit.h"
#include "ui/patient_handout.h"
#include "ui/tick_row.h"

namespace myochart::ui {

namespace {

using note::ConsentText;
using record::Consent;
using record::Consented;

/// The text that a patient is given before the first needle, in the patient's language, with the risks of the regions that
/// are planned; signed or agreed to here.
class ConsentDialog final : public Panel {
  public:
    std::string_view name() const override { return "consent"; }
    Rect area(const Ui& ui) const override { return ui.layout.whole; }
    bool hasWindow() const override { return false; }
    void draw(Ui& ui) override;

  private:
    void drawChoices(Ui& ui, const std::vector<ConsentText>& texts);
    void drawText(Ui& ui, const ConsentText& text, Consent& consent, bool& changed);
    void drawRisks(Ui& ui, const ConsentText& text, Consent& consent, bool& changed);
    void drawAgreement(Ui& ui, const ConsentText& text, Consent consent);
    void keep(Ui& ui, const ConsentText& text, Consent consent) const;

    std::string version_, language_;
    SignaturePad pad_;
    bool open_ = false, locked_ = false;
};

void ConsentDialog::keep(Ui& ui, const ConsentText& text, Consent consent) const {
    consent.version = text.version;
    changeVisitPart(ui, &record::Session::consent, std::move(consent), mark("Change consent"));
}

void ConsentDialog::drawChoices(Ui& ui, const std::vector<ConsentText>& texts) {
    for (const Language& each : kLanguages) {
        if (button(ui, fmt::format("consent.language.{}", each.code), {.label = each.name, .kind = ButtonKind::plain, .on = language_ == each.code, .height = 28})) language_ = each.code;
        ImGui::SameLine(0, ui.px(4));
    }
    ImGui::NewLine();
    if (texts.size() < 2) return;
    for (const ConsentText& each : texts) {
        if (button(ui, "consent.version." + each.version, {.label = each.version, .kind = ButtonKind::plain, .on = version_ == each.version, .height = 28})) version_ = each.version;
        ImGui::SameLine(0, ui.px(4));
    }
    ImGui::NewLine();
}

void ConsentDialog::drawRisks(Ui& ui, const ConsentText& text, Consent& consent, bool& changed) {
    const auto risks = note::risksFor(text, *ui.program.record.session(), ui.program.catalogue());
    const auto told = [&](const std::string& key) { return std::find(consent.risks.begin(), consent.risks.end(), key) != consent.risks.end(); };
    heading(ui, tr("Risks, ticked as they are talked about"));
    for (const note::ConsentRisk* risk : risks) {
        const bool on = told(risk->key);
        if (!tickRow(ui, "consent.risk." + risk->key, fmt::format("{}: {}", risk->title.in(language_), risk->text.in(language_)), on, !locked_)) continue;
        if (on) std::erase(consent.risks, risk->key);
        else consent.risks.push_back(risk->key);
        changed = true;
    }
    const bool all = std::all_of(risks.begin(), risks.end(), [&](const auto* risk) { return told(risk->key); });
    if (!button(ui, "consent.allRisks", {.label = tr("All of them were talked about"), .kind = ButtonKind::plain, .enabled = !locked_ && !all})) return;
    for (const note::ConsentRisk* risk : risks)
        if (!told(risk->key)) consent.risks.push_back(risk->key);
    changed = true;
}

void ConsentDialog::drawText(Ui& ui, const ConsentText& text, Consent& consent, bool& changed) {
    paragraph(ui, ui.fonts.note, ui.theme.danger, text.draft.in(language_));
    for (const note::Wording* each : {&text.what, &text.notAcupuncture}) {
        gap(ui, 8);
        paragraph(ui, ui.fonts.body, ui.theme.ink, each->in(language_));
    }
    drawRisks(ui, text, consent, changed);
    for (const note::Wording* each : {&text.alternatives, &text.withdrawal, &text.questions}) {
        gap(ui, 8);
        paragraph(ui, ui.fonts.body, ui.theme.ink, each->in(language_));
    }
    gap(ui, 8);
}

void ConsentDialog::drawAgreement(Ui& ui, const ConsentText& text, Consent consent) {
    const std::optional<UtcMs> now = ui.program.record.now();
    if (const auto strokes = pad_.draw(ui, "consent.pad", consent.strokes, !locked_)) {
        consent.strokes = *strokes;
        consent.how = Consented::written;
        consent.at = now;
        return keep(ui, text, consent);
    }
    const auto choose = [&](const char* id, const char* label, Consented how) {
        if (!button(ui, id, {.label = label, .kind = ButtonKind::plain, .enabled = !locked_, .on = consent.how == how})) return;
        if (consent.how == how) consent.how.reset(), consent.at.reset();
        else consent.how = how, consent.at = now;
        keep(ui, text, consent);
    };
    choose("consent.verbal", tr("Agreed by word of mouth"), Consented::verbal);
    ImGui::SameLine(0, ui.px(8));
    choose("consent.refused", tr("Refused"), Consented::refused);
    ImGui::SameLine(0, ui.px(8));
    if (button(ui, "consent.clearPad", {.label = tr("Clear the signature"), .kind = ButtonKind::quiet, .enabled = !locked_ && !consent.strokes.empty()})) {
        consent.strokes.clear();
        keep(ui, text, consent);
    }
    ImGui::SameLine(0, ui.px(8));
    if (button(ui, "consent.pdf", {.label = tr("As PDF"), .tip = tr("This text for paper, with the planned places and the signature or room for one"), .kind = ButtonKind::quiet})) {
        const Outcome begun = saveConsentPages(ui.program, language_, text.version);
        if (!begun) ui.program.notices.tell(begun.error().message, true);
    }
    ImGui::SameLine(0, ui.px(8));
    if (button(ui, "consent.close", {.label = tr("Close"), .kind = ButtonKind::primary})) ui.state.close();
}

void ConsentDialog::draw(Ui& ui) {
    const record::Session* visit = ui.program.record.session();
    const bool open = ui.state.dialog == Dialog::consent, opens = open && !open_;
    open_ = open;
    if (!open) return;
    if (!visit) return ui.state.close();
    locked_ = ui.program.record.visitIsLocked();
    const auto& texts = ui.program.note.consentTexts();
    if (opens) {
        language_ = languageInUse();
        version_ = visit->consent.version;
    }
    const auto at = std::find_if(texts.begin(), texts.end(), [&](const ConsentText& each) { return each.version == version_; });
    const ConsentText* text = at != texts.end() ? &*at : texts.empty() ? nullptr : &texts.back();
    const bool outside = beginDialog(ui, "consent", {720, 680});
    const bool close = dialogTitle(ui, text ? text->title.in(language_) : std::string(tr("Consent")));
    if (!text) {
        paragraph(ui, ui.fonts.body, ui.theme.danger, tr("No consent text can be read: there is none in the program's folder, or all of them are broken."));
    } else {
        if (!version_.empty() && text->version != version_)
            paragraph(ui, ui.fonts.note, ui.theme.danger, trf("The text \"{}\" of this visit is not on this computer; what is shown is \"{}\".", displayText(version_, 60), text->version));
        version_ = text->version;
        drawChoices(ui, texts);
        Consent consent = visit->consent;
        bool changed = false;
        beginScroll(ui, "consent.text", std::max(ui.px(160), ImGui::GetContentRegionAvail().y - ui.px(144)) / ui.scale);
        drawText(ui, *text, consent, changed);
        endScroll();
        if (changed) keep(ui, *text, consent);
        else drawAgreement(ui, *text, consent);
    }
    endDialog();
    if (outside || close) ui.state.close();
}

}  // namespace

std::unique_ptr<Panel> makeConsentDialog() {
    return std::make_unique<ConsentDialog>();
}

}  // namespace myochart::ui
