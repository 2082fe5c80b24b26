#include <utility>

#include <fmt/format.h>

#include "core/text.h"
#include "core/words.h"
#include "record/adverse_kinds.h"
#include "record/typed_text.h"
#include "ui/list_keys.h"
#include "ui/panels/practice_lists.h"
#include "ui/widgets.h"

namespace myochart::ui {

namespace {

constexpr float kDueRow = 66;

/// Patients who are to be asked how it went, each noted in place.
class FollowUpList final : public PracticeListView {
  public:
    void draw(Ui& ui) override;
    bool stepBack() override { return std::exchange(asked_, {}) != record::SessionId(); }

  private:
    void drawRow(Ui& ui, const store::WaitingRow& row, size_t index);
    void drawAsking(Ui& ui, const store::WaitingRow& row, const workspace::VisitDetail& detail);

    record::SessionId asked_;  ///< the visit whose patient is being asked; empty: none
    std::string text_;
    bool begins_ = false;
};

std::string categoryWords(const std::string& category) {
    const record::AdverseCategory* known = record::adverseCategory(category);
    return known ? capitalised(tr(known->title)) : displayText(category, 80);
}

/// How it went, and that it was asked.
void FollowUpList::drawAsking(Ui& ui, const store::WaitingRow& row, const workspace::VisitDetail& detail) {
    const record::Therapist* acting = ui.program.practice.acting();
    fieldLabel(ui, tr("How it went; may stay empty"));
    field(ui, "due.text", text_, {.lines = 2, .focus = std::exchange(begins_, false), .maxBytes = record::kMaxNoteBytes});
    if (detail.isSigned)
        paragraph(ui, ui.fonts.note, acting ? ui.theme.quiet : ui.theme.danger,
                  acting ? trf("The visit is signed: it becomes an addendum by {}.", displayText(acting->name)) : tr("Enter or choose who acts first: Record, Practice."));
    const bool note = button(ui, "due.note", {.label = tr("Followed up"), .kind = ButtonKind::primary, .enabled = acting || !detail.isSigned});
    ImGui::SameLine(0, ui.px(8));
    const bool cancelled = button(ui, "due.cancel", {.label = tr("Cancel")});
    if (note)
        ui.later([&lists = ui.program.lists, session = row.visit.id, event = detail.due.front().event, text = record::withoutHiddenMarks({.key = "", .title = "", .form = record::Form::lines}, trim(text_))] {
            lists.followUp(session, event, text);
        });
    if (note || cancelled) asked_ = {};
}

void FollowUpList::drawRow(Ui& ui, const store::WaitingRow& visit, size_t index) {
    ImGui::PushID(visit.visit.id.text.c_str());
    const Pressed at = row(ui, fmt::format("due.row.{}", index), kDueRow, false);
    showWalkedRow(ui, KeyPlace::patients, index, at.rect);
    const workspace::VisitDetail* detail = ImGui::IsRectVisible(im(at.rect.min), im(at.rect.max)) ? ui.program.lists.detail(visit.visit.id) : nullptr;
    const bool known = detail && !detail->due.empty();
    ImDrawList& to = *ImGui::GetWindowDrawList();
    const float width = at.rect.size().x - ui.px(16);
    const vec2 corner = at.rect.min + vec2(ui.px(8), 0);
    textAt(to, ui.fonts.body, corner + vec2(0, ui.px(4)), ui.theme.ink, displayText(visit.patientName), width);
    if (known) {
        const auto& due = detail->due.front();
        textAt(to, ui.fonts.note, corner + vec2(0, ui.px(24)), ui.theme.ink, fmt::format("{} \xC2\xB7 {}", categoryWords(due.category), tr(name(due.severity))), width);
        textAt(to, ui.fonts.note, corner + vec2(0, ui.px(42)), ui.theme.danger, trf("was due {}", momentWords(ui, due.due, {})), width);
    }
    if (at.clicked)
        ui.later([&program = ui.program, &state = ui.state, patient = visit.patient, session = visit.visit.id] {
            state.stage = Stage::after;
            state.keys = {};
            program.lists.openVisit(patient, session);
        });
    if (asked_ == visit.visit.id && known) drawAsking(ui, visit, *detail);
    else if (button(ui, fmt::format("due.row.{}.ask", index), {.label = tr("Followed up\xE2\x80\xA6"), .kind = ButtonKind::plain, .enabled = known && ui.program.record.readOnly().empty()})) {
        asked_ = visit.visit.id;
        text_.clear();
        begins_ = true;
    }
    gap(ui, 6);
    ImGui::PopID();
}

void FollowUpList::draw(Ui& ui) {
    const auto rows = ui.program.lists.followUps();
    if (button(ui, "due.rates", {.label = tr("Adverse rates\xE2\x80\xA6"), .kind = ButtonKind::plain})) ui.runLater("record.rates");
    gap(ui, 4);
    if (rows.empty()) return emptyPlace(ui, tr("Nobody is to be asked about an adverse event now."));
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {0, ui.px(4)});
    beginScroll(ui, "due");
    const auto taken = asked_.empty() ? walkList(ui, KeyPlace::patients, rows.size()) : std::nullopt;
    for (size_t i = 0; i < rows.size(); ++i) drawRow(ui, rows[i], i);
    if (taken) ui.later([&program = ui.program, row = rows[*taken]] { program.lists.openVisit(row.patient, row.visit.id); });
    endScroll();
    ImGui::PopStyleVar();
}

}  // namespace

std::unique_ptr<PracticeListView> makeFollowUpList() {
    return std::make_unique<FollowUpList>();
}

}  // namespace myochart::ui
