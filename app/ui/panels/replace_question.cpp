#include <fmt/format.h>

#include "core/text.h"
#include "core/words.h"
#include "ui/panels/dialog.h"
#include "ui/panels/panels.h"

namespace myochart::ui {

namespace {

/// A model of that name is installed already: asks whether it may go.
class ReplaceQuestion final : public Panel {
  public:
    std::string_view name() const override { return "replaceQuestion"; }
    Rect area(const Ui& ui) const override { return ui.layout.whole; }
    bool hasWindow() const override { return false; }
    void draw(Ui& ui) override;
    bool stepBack(Ui& ui) override {
        const bool asked = ui.program.bodies.replaceQuestion().has_value() && ui.state.dialog == Dialog::none;
        if (asked) ui.program.bodies.replaceQuestion().reset();
        return asked;
    }
};

void answer(Ui& ui, bool replace) {
    ui.later([&program = ui.program, replace] {
        if (!program.bodies.replaceQuestion()) return;
        auto question = *std::exchange(program.bodies.replaceQuestion(), std::nullopt);
        question.options.name = replace ? question.name : question.freeName;
        question.options.replace = replace;
        program.bodies.importInBackground(question.source, question.options);
    });
}

void ReplaceQuestion::draw(Ui& ui) {
    const auto& question = ui.program.bodies.replaceQuestion();
    if (!question) return;
    beginDialog(ui, "replace", {520, 190});
    const bool close = dialogTitle(ui, tr("A model of this name is installed"));
    paragraph(ui, ui.fonts.body, ui.theme.ink,
              trf("{} is installed already. Sites placed on it are found again on a new one by their muscle, "
                          "with a stated error.",
                          displayText(question->name, 60)));
    gap(ui, 8);
    if (button(ui, "replace.both",
               {.label = trf("Keep both, as {}", displayText(question->freeName, 40)),
                .kind = ButtonKind::primary}))
        answer(ui, false);
    ImGui::SameLine();
    if (button(ui, "replace.yes", {.label = tr("Replace it"), .kind = ButtonKind::danger})) answer(ui, true);
    endDialog();
    if (close) ui.later([&program = ui.program] { program.bodies.replaceQuestion().reset(); });
}

}  // namespace

std::unique_ptr<Panel> makeReplaceQuestion() {
    return std::make_unique<ReplaceQuestion>();
}

}  // namespace myochart::ui
