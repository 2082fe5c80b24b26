#include <fmt/format.h>

#include "ui/panels/dialog.h"
#include "ui/panels/panels.h"

namespace myochart::ui {

namespace {

/// Closing while something could not be saved: wait for it, or leave it.
class UnsavedDialog final : public Panel {
  public:
    std::string_view name() const override { return "unsaved"; }
    Rect area(const Ui& ui) const override { return ui.layout.whole; }
    bool hasWindow() const override { return false; }
    void draw(Ui& ui) override {
        if (ui.state.dialog != Dialog::unsaved) return;
        if (ui.ws.saveState() == store::SaveState::saved) {
            ui.state.close();
            ui.state.quitAsked = true;
            return;
        }
        beginDialog(ui, "unsaved", {520, 230});
        dialogTitle(ui, "The last changes are not saved", false);
        const std::string why = ui.ws.saving().failure();
        paragraph(ui, ui.fonts.body, ui.theme.ink,
                  why.empty()
                      ? "They are still being written."
                      : fmt::format(
                            "{} It is tried again every two seconds; the window closes by itself once it works.", why));
        gap(ui, 8);
        if (button(ui, "unsaved.stay", {.label = "Keep working", .kind = ButtonKind::primary})) {
            ui.state.close();
            ui.state.quitAsked = false;
        }
        ImGui::SameLine();
        if (button(ui, "unsaved.leave", {.label = "Close and lose them", .kind = ButtonKind::danger}))
            ui.state.quitNow = true;
        ui.state.wake(ui.now + 0.2);
        endDialog();
    }
};

}  // namespace

std::unique_ptr<Panel> makeUnsavedDialog() {
    return std::make_unique<UnsavedDialog>();
}

}  // namespace myochart::ui
