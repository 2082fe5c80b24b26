#include <algorithm>
#include <utility>

#include "core/words.h"
#include "ui/panels/dialog.h"
#include "ui/panels/panels.h"

namespace myochart::ui {

namespace {

/// After an import of records: what somebody has to look at.
class ImportedNotes final : public Panel {
  public:
    std::string_view name() const override { return "importedNotes"; }
    Rect area(const Ui& ui) const override { return ui.layout.whole; }
    bool hasWindow() const override { return false; }
    void draw(Ui& ui) override {
        if (!ui.program.imports.toBeLookedAt().empty()) tell(ui);
    }
    bool stepBack(Ui& ui) override {
        auto& desk = ui.program.imports;
        if (ui.state.dialog != Dialog::none || desk.toBeLookedAt().empty()) return false;
        desk.toBeLookedAt().clear();
        return true;
    }

  private:
    static void tell(Ui& ui);
};

void drawSentences(Ui& ui, const std::vector<std::string>& sentences, float height) {
    beginScroll(ui, "importedNotes.list", height);
    for (const std::string& sentence : sentences) {
        paragraph(ui, ui.fonts.body, ui.theme.ink, sentence);
        gap(ui, 8);
    }
    endScroll();
}

void ImportedNotes::tell(Ui& ui) {
    beginDialog(ui, "importedNotes", {560, 420});
    const bool close = dialogTitle(ui, tr("Imported; please look at this"));
    drawSentences(ui, ui.program.imports.toBeLookedAt(), 300);
    const bool done = button(ui, "importedNotes.done", {.label = tr("Done"), .kind = ButtonKind::primary});
    endDialog();
    if (close || done) ui.later([&program = ui.program] { program.imports.toBeLookedAt().clear(); });
}

}  // namespace

std::unique_ptr<Panel> makeImportedNotes() {
    return std::make_unique<ImportedNotes>();
}

}  // namespace myochart::ui
