#include <fmt/format.h>

#include <algorithm>

#include "core/local_day.h"
#include "core/text.h"
#include "core/words.h"
#include "ui/panels/dialog.h"
#include "ui/panels/panels.h"
#include "workspace/patient_order.h"

namespace myochart::ui {

namespace {

constexpr UtcMs kDayMs = 86'400'000;

std::string title(const store::Removed& removed) {
    const store::Holding& what = removed.what;
    const std::string name = workspace::nameAndBirth(what.patientName, what.birthDate);
    return what.session.empty()
               ? name
               : trf("Visit of {}{} \xC2\xB7 {}", dateTimeAt(what.startedAt, what.utcOffset),
                             what.title.empty() ? "" : fmt::format(" ({})", displayText(what.title, 60)), name);
}

std::string detail(const store::Removed& removed) {
    const auto left = std::max<UtcMs>(0, (removed.keptUntil - nowUtc() + kDayMs - 1) / kDayMs);
    const store::Holding& held = removed.what;
    const std::string sites = trnf("{} site", "{} sites", static_cast<unsigned long>(held.markers), held.markers);
    const std::string visits = trnf("{} visit", "{} visits", static_cast<unsigned long>(held.sessions), held.sessions);
    return trnf("{} \xC2\xB7 deleted {} \xC2\xB7 {} day left", "{} \xC2\xB7 deleted {} \xC2\xB7 {} days left",
                static_cast<unsigned long>(left), held.session.empty() ? visits + ", " + sites : sites, localDateTime(removed.removedAt), left);
}

/// What was deleted in the last 30 days, each with a button that brings it back.
class RemovedDialog final : public Panel {
  public:
    std::string_view name() const override { return "removed"; }
    Rect area(const Ui& ui) const override { return ui.layout.whole; }
    bool hasWindow() const override { return false; }
    void draw(Ui& ui) override;

  private:
    static void drawRow(Ui& ui, const store::Removed& removed, size_t index);
    bool open_ = false;
};

void RemovedDialog::drawRow(Ui& ui, const store::Removed& removed, size_t index) {
    ImGui::PushID(static_cast<int>(index));
    const vec2 at = vec(ImGui::GetCursorScreenPos());
    const float width = ImGui::GetContentRegionAvail().x, words = width - ui.px(116);
    ImDrawList& to = *ImGui::GetWindowDrawList();
    textAt(to, ui.fonts.body, at + vec2(0, ui.px(4)), ui.theme.ink, title(removed), words);
    textAt(to, ui.fonts.note, at + vec2(0, ui.px(24)), ui.theme.quiet, detail(removed), words);
    if (removed.what.startedAt != 0)
        ui.record.fact(fmt::format("removed.row.{}.visit", index), dateTimeAt(removed.what.startedAt, removed.what.utcOffset));
    ImGui::SetCursorScreenPos({at.x + width - ui.px(108), at.y + ui.px(6)});
    if (button(ui, fmt::format("removed.row.{}.back", index),
               {.label = tr("Bring back"), .kind = ButtonKind::plain, .width = 108})) {
        ui.state.close();
        ui.later([&program = ui.program, patient = removed.what.patient, session = removed.what.session] {
            session.empty() ? program.record.bringBack(patient) : program.record.bringBack(session);
        });
    }
    ImGui::SetCursorScreenPos({at.x, at.y + ui.px(48)});
    ImGui::Dummy({0, 0});
    ImGui::PopID();
}

void RemovedDialog::draw(Ui& ui) {
    const bool open = ui.state.dialog == Dialog::removed;
    if (open && !open_) ui.later([&program = ui.program] { program.record.refreshRemoved(); });
    open_ = open;
    if (!open) return;
    const bool outside = beginDialog(ui, "removed", {640, 480});
    const bool close = dialogTitle(ui, tr("Recently deleted"));
    paragraph(ui, ui.fonts.note, ui.theme.quiet,
              tr("Patients and visits stay here for 30 days after they were deleted; then they are erased for good."));
    gap(ui, 4);
    beginScroll(ui, "removed.list");
    const auto& removed = ui.program.record.removed();
    for (size_t i = 0; i < removed.size(); ++i) drawRow(ui, removed[i], i);
    if (removed.empty()) emptyPlace(ui, tr("Nothing was deleted in the last 30 days."));
    endScroll();
    endDialog();
    if (outside || close) ui.state.close();
}

}  // namespace

std::unique_ptr<Panel> makeRemovedDialog() {
    return std::make_unique<RemovedDialog>();
}

}  // namespace myochart::ui
