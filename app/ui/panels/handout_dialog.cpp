#include <array>

#include <fmt/format.h>

#include "core/words.h"
#include "ui/panels/dialog.h"
#include "ui/panels/panels.h"
#include "ui/patient_handout.h"
#include "ui/tick_row.h"

namespace myochart::ui {

namespace {

/// In which language, on which paper and into which file the patient's handout is written.
class HandoutDialog final : public Panel {
  public:
    std::string_view name() const override { return "handout"; }
    Rect area(const Ui& ui) const override { return ui.layout.whole; }
    bool hasWindow() const override { return false; }
    void draw(Ui& ui) override;

  private:
    void begin(const Ui& ui);
    void drawLanguage(Ui& ui);
    void propose(const Ui& ui);
    void drawForm(Ui& ui);
    void drawPaper(Ui& ui);
    std::string_view warning() const;
    bool save(Ui& ui);

    HandoutChoice choice_;
    bool chosen_ = false;  ///< somebody has chosen the language
    std::string place_, proposed_, fault_;
    bool open_ = false;
};

void HandoutDialog::begin(const Ui& ui) {
    if (!chosen_) choice_.language = languageInUse();
    choice_.withName = choice_.withPatterns = false;
    place_ = proposed_;
    propose(ui);
}

/// The usual place, unless somebody typed another.
void HandoutDialog::propose(const Ui& ui) {
    const bool typed = place_ != proposed_;
    proposed_ = shown(ui.program.exchange.placeFor(choice_.form == HandoutForm::painting ? "pain-drawing" : "handout", choice_.form == HandoutForm::pdf ? ".pdf" : ".html"));
    if (!typed) place_ = proposed_;
    fault_.clear();
}

/// Each language by its own name: the patient's, not the window's.
void HandoutDialog::drawLanguage(Ui& ui) {
    constexpr std::array<std::pair<const char*, const char*>, 4> kChoices = {{{"en", "English"}, {"de", "Deutsch"}, {"es", "Espa\xC3\xB1ol"}, {"fr", "Fran\xC3\xA7" "ais"}}};
    fieldLabel(ui, tr("Language of the patient"));
    for (const auto& [code, language] : kChoices) {
        if (code != kChoices.front().first) ImGui::SameLine();
        if (!button(ui, fmt::format("handout.language.{}", code), {.label = language, .kind = ButtonKind::plain, .on = choice_.language == code})) continue;
        choice_.language = code;
        chosen_ = true;
    }
}

/// A PDF with its paper, a web page with what goes into it, or one to paint on.
void HandoutDialog::drawForm(Ui& ui) {
    const HandoutForm before = choice_.form;
    fieldLabel(ui, tr("As"));
    if (button(ui, "handout.form.pdf", {.label = "PDF", .kind = ButtonKind::plain, .on = choice_.form == HandoutForm::pdf})) choice_.form = HandoutForm::pdf;
    ImGui::SameLine();
    if (button(ui, "handout.form.page", {.label = tr("Web page"), .kind = ButtonKind::plain, .on = choice_.form == HandoutForm::page})) choice_.form = HandoutForm::page;
    ImGui::SameLine();
    if (button(ui, "handout.form.painting", {.label = tr("Pain drawing to take home"), .kind = ButtonKind::plain, .on = choice_.form == HandoutForm::painting})) choice_.form = HandoutForm::painting;
    if (choice_.form != before) propose(ui);
    if (choice_.form == HandoutForm::pdf) return drawPaper(ui);
    if (choice_.form == HandoutForm::painting)
        return paragraph(ui, ui.fonts.note, ui.theme.quiet, tr("One file in four languages on which the patient paints where it hurts and answers the questions before needling, at home before the next visit. It opens without the internet, sends nothing, and saves a small file that is imported here."));
    paragraph(ui, ui.fonts.note, ui.theme.quiet, tr("One file with the body to turn, for a phone or a computer. It opens without the internet and sends nothing."));
    if (tickRow(ui, "handout.name", tr("With the patient's name"), choice_.withName)) choice_.withName = !choice_.withName;
    if (tickRow(ui, "handout.patterns", tr("With where pain from these muscles is reported"), choice_.withPatterns)) choice_.withPatterns = !choice_.withPatterns;
}

std::string_view HandoutDialog::warning() const {
    if (choice_.form == HandoutForm::painting) return tr("Nothing of the record is in the file. What the patient saves is not encrypted: everybody who has it can read it.");
    if (choice_.form == HandoutForm::page && !choice_.withName) return tr("The patient's name is not in the file; what was treated is. It is not encrypted: everybody who has it can read it.");
    return tr("The file tells who the patient is. It is not encrypted: everybody who has it can read it.");
}

void HandoutDialog::drawPaper(Ui& ui) {
    using handout::Paper;
    fieldLabel(ui, tr("Paper"));
    if (button(ui, "handout.paper.a4", {.label = "A4", .kind = ButtonKind::plain, .on = choice_.paper == Paper::a4})) choice_.paper = Paper::a4;
    ImGui::SameLine();
    if (button(ui, "handout.paper.letter", {.label = tr("US Letter"), .kind = ButtonKind::plain, .on = choice_.paper == Paper::letter})) choice_.paper = Paper::letter;
}

/// True when the job is under way.
bool HandoutDialog::save(Ui& ui) {
    const auto file = newFileTyped(place_, Path(proposed_).filename());
    const Outcome begun = file ? saveHandout(ui.program, choice_, *file) : Outcome(file.error());
    fault_ = begun ? std::string() : begun.error().message;
    return begun.ok();
}

void HandoutDialog::draw(Ui& ui) {
    const bool open = ui.state.dialog == Dialog::handout, opens = open && !open_;
    open_ = open;
    if (!open) return;
    if (!ui.program.record.session()) return ui.state.close();
    if (opens) begin(ui);
    const bool outside = beginDialog(ui, "handout", {620, 470});
    const bool close = dialogTitle(ui, tr("Handout for the patient"));
    if (choice_.form != HandoutForm::painting) paragraph(ui, ui.fonts.note, ui.theme.quiet, handoutHolds(*ui.program.record.session()));
    drawLanguage(ui);
    drawForm(ui);
    fieldLabel(ui, tr("File, or the folder for it"));
    const FieldEvent event = field(ui, "handout.place", place_, {.focus = opens, .maxBytes = 4000});
    if (event.changed) fault_.clear();
    paragraph(ui, ui.fonts.note, fault_.empty() ? ui.theme.quiet : ui.theme.danger,
              fault_.empty() ? warning() : std::string_view(fault_));
    const bool asked = button(ui, "handout.save", {.label = choice_.form == HandoutForm::painting ? tr("Make the page") : tr("Make the handout"), .kind = ButtonKind::primary}) || event.entered;
    ImGui::SameLine();
    const bool cancelled = button(ui, "handout.cancel", {.label = tr("Cancel")});
    endDialog();
    if ((asked && save(ui)) || cancelled || close || outside) ui.state.close();
}

}  // namespace

std::unique_ptr<Panel> makeHandoutDialog() {
    return std::make_unique<HandoutDialog>();
}

}  // namespace myochart::ui
