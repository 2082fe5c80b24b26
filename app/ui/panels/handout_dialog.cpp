#include <array>

#include <fmt/format.h>

#include "core/words.h"
#include "ui/panels/dialog.h"
#include "ui/panels/panels.h"
#include "ui/patient_handout.h"

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
    void drawPaper(Ui& ui);
    bool save(Ui& ui);

    HandoutChoice choice_;
    bool chosen_ = false;  ///< somebody has chosen the language
    std::string place_, proposed_, fault_;
    bool open_ = false;
};

void HandoutDialog::begin(const Ui& ui) {
    if (!chosen_) choice_.language = languageInUse();
    place_ = proposed_ = shown(ui.program.exchange.placeFor("handout", ".pdf"));
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
    const bool outside = beginDialog(ui, "handout", {620, 400});
    const bool close = dialogTitle(ui, tr("Handout for the patient"));
    paragraph(ui, ui.fonts.note, ui.theme.quiet, handoutHolds(*ui.program.record.session()));
    drawLanguage(ui);
    drawPaper(ui);
    fieldLabel(ui, tr("File, or the folder for it"));
    const FieldEvent event = field(ui, "handout.place", place_, {.focus = opens, .maxBytes = 4000});
    if (event.changed) fault_.clear();
    paragraph(ui, ui.fonts.note, fault_.empty() ? ui.theme.quiet : ui.theme.danger,
              fault_.empty() ? std::string_view(tr("The file tells who the patient is. It is not encrypted: everybody who has it can read it.")) : std::string_view(fault_));
    const bool asked = button(ui, "handout.save", {.label = tr("Make the handout"), .kind = ButtonKind::primary}) || event.entered;
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
