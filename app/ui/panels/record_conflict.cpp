#include <algorithm>
#include <utility>

#include "core/words.h"
#include "ui/panels/dialog.h"
#include "ui/panels/panels.h"

namespace myochart::ui {

namespace {

/// After an import of records: what is to become of what is here with other content, or what somebody has to look at.
class RecordConflict final : public Panel {
  public:
    std::string_view name() const override { return "recordConflict"; }
    Rect area(const Ui& ui) const override { return ui.layout.whole; }
    bool hasWindow() const override { return false; }
    void draw(Ui& ui) override {
        if (ui.program.exchange.conflict()) ask(ui);
        else if (!ui.program.exchange.toBeLookedAt().empty()) tell(ui);
    }
    bool stepBack(Ui& ui) override {
        auto& desk = ui.program.exchange;
        if (ui.state.dialog != Dialog::none || (!desk.conflict() && desk.toBeLookedAt().empty())) return false;
        desk.conflict().reset();
        desk.toBeLookedAt().clear();
        return true;
    }

  private:
    static void ask(Ui& ui);
    static void tell(Ui& ui);
};

void drawSentences(Ui& ui, const std::vector<std::string>& sentences, float height) {
    beginScroll(ui, "recordConflict.list", height);
    for (const std::string& sentence : sentences) {
        paragraph(ui, ui.fonts.body, ui.theme.ink, sentence);
        gap(ui, 8);
    }
    endScroll();
}

void RecordConflict::ask(Ui& ui) {
    const auto& sentences = ui.program.exchange.conflict()->sentences;
    const float list = std::min(64.0F * static_cast<float>(sentences.size()), 240.0F);
    beginDialog(ui, "recordConflict", {560, 200 + list});
    const bool close = dialogTitle(ui, tr("Something of the file is here already"));
    drawSentences(ui, sentences, list);
    paragraph(ui, ui.fonts.note, ui.theme.quiet, tr("Nothing has been taken yet, and nothing that is here will be changed."));
    gap(ui, 8);
    const auto goOn = [&](store::OnConflict with) {
        ui.later([&program = ui.program, with] {
            if (!program.exchange.conflict()) return;
            program.exchange.importFrom(std::exchange(program.exchange.conflict(), std::nullopt)->file, with);
        });
    };
    if (button(ui, "recordConflict.keep", {.label = tr("Keep what is here, take the rest"), .kind = ButtonKind::primary}))
        goOn(store::OnConflict::keep);
    ImGui::SameLine();
    if (button(ui, "recordConflict.both", {.label = tr("Keep both"), .kind = ButtonKind::plain})) goOn(store::OnConflict::both);
    ImGui::SameLine();
    const bool cancelled = button(ui, "recordConflict.cancel", {.label = tr("Cancel")});
    endDialog();
    if (close || cancelled) ui.later([&program = ui.program] { program.exchange.conflict().reset(); });
}

void RecordConflict::tell(Ui& ui) {
    beginDialog(ui, "recordConflict", {560, 420});
    const bool close = dialogTitle(ui, tr("Imported; please look at this"));
    drawSentences(ui, ui.program.exchange.toBeLookedAt(), 300);
    const bool done = button(ui, "recordConflict.done", {.label = tr("Done"), .kind = ButtonKind::primary});
    endDialog();
    if (close || done) ui.later([&program = ui.program] { program.exchange.toBeLookedAt().clear(); });
}

}  // namespace

std::unique_ptr<Panel> makeRecordConflict() {
    return std::make_unique<RecordConflict>();
}

}  // namespace myochart::ui
