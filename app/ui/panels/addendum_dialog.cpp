#include "core/text.h"
#include "core/words.h"
#include "record/ledger.h"
#include "record/typed_text.h"
#include "ui/panels/dialog.h"
#include "ui/panels/panels.h"

namespace myochart::ui {

namespace {

/// What is added to a signed visit, by whom. What was typed is kept until it is added or given up.
class AddendumDialog final : public Panel {
  public:
    std::string_view name() const override { return "addendum"; }
    Rect area(const Ui& ui) const override { return ui.layout.whole; }
    bool hasWindow() const override { return false; }
    void draw(Ui& ui) override;

  private:
    std::string text_, of_;
    bool open_ = false;
};

void AddendumDialog::draw(Ui& ui) {
    const record::Session* visit = ui.program.record.session();
    const bool open = ui.state.dialog == Dialog::addendum && visit, opens = open && !open_;
    open_ = open;
    if (!open) return;
    if (of_ != visit->id.text) of_ = visit->id.text, text_.clear();
    const record::Therapist* author = ui.program.practice.acting();
    const bool outside = beginDialog(ui, "addendum", {560, 300});
    const bool close = dialogTitle(ui, tr("Add to the signed visit"));
    paragraph(ui, ui.fonts.note, author ? ui.theme.quiet : ui.theme.danger,
              author ? trf("By {}, now. What was signed stays as it is.", displayText(author->name)) : tr("Enter or choose who acts first: Record, Practice."));
    field(ui, "addendum.text", text_, {.hint = tr("What is to be added"), .lines = 5, .focus = opens, .maxBytes = record::kMaxNoteBytes});
    const bool add = button(ui, "addendum.add", {.label = tr("Add it"), .kind = ButtonKind::primary, .enabled = author && !trim(text_).empty()});
    ImGui::SameLine();
    const bool cancelled = button(ui, "addendum.cancel", {.label = tr("Cancel")});
    endDialog();
    if (add)
        ui.later([this, &program = ui.program, by = *author, text = withoutHiddenMarks(trim(text_), '\n')] {
            if (program.record.session() && program.record.add(record::addAddendum(*program.record.session(), by, text, program.record.now()))) text_.clear();
        });
    if (cancelled) text_.clear();
    if (add || cancelled || close || outside) ui.state.close();
}

}  // namespace

std::unique_ptr<Panel> makeAddendumDialog() {
    return std::make_unique<AddendumDialog>();
}

}  // namespace myochart::ui
