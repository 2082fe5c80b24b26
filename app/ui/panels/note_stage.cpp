#include <fmt/format.h>

#include <utility>

#include "core/text.h"
#include "core/words.h"
#include "ui/chip.h"
#include "ui/icons.h"
#include "ui/panels/missing_rows.h"
#include "ui/panels/visit_stages.h"
#include "ui/typed_field.h"
#include "ui/widgets.h"
#include "ui/wrapped_text.h"

namespace myochart::ui {

namespace {

constexpr float kMissingRow = 40, kNoteFoot = 40, kRoomForBoth = 640, kRoomForSlot = 340, kPanelScrolls = 200;
constexpr float kLeastRows = 2.5F, kMostNoteRows = 8.5F, kShareOfRows = 0.35F;  ///< of what is missing, in sight at once
constexpr int kLeastLines = 6;

/// The note as it stands, what it lacks by the chosen rules, and signing it.
class NoteStage final : public VisitStage {
  public:
    StageState state(const Ui& ui) const override;
    void draw(Ui& ui) override;

  private:
    void follow(const Ui& ui);
    void drawTools(Ui& ui, const note::NoteDraft& draft);
    void drawEdited(Ui& ui, const note::NoteDraft& draft);
    void drawQuestion(Ui& ui);
    void drawText(Ui& ui, const note::NoteDraft& draft);
    void drawNote(Ui& ui, const note::NoteDraft& draft, float height);
    void drawRules(Ui& ui);
    static void drawPacks(Ui& ui);
    void drawMissing(Ui& ui);
    static void drawSigning(Ui& ui);
    float heightBelow(const Ui& ui);

    float missingPx_ = 0;  ///< the height of what is missing that is in sight at once
    bool tight_ = false;     ///< there is so little room that the note is read first: what is missing is folded away
    bool unfolded_ = false;
    MissingRows missingRows_;
    record::SessionId visit_;
    bool editing_ = false, begins_ = false, asksAnew_ = false;
    TypedField text_;
    WrappedText shown_;
};

bool mayChange(const Ui& ui) {
    return !ui.program.record.visitIsLocked() && ui.program.record.readOnly().empty();
}

bool canSign(const Ui& ui) { return ui.commands.find("visit.askToSign") || ui.commands.find("visit.addend"); }

StageState NoteStage::state(const Ui& ui) const {
    workspace::NoteDesk& desk = ui.program.note;
    const note::NoteDraft& draft = desk.draft();
    if (draft.isSigned) return StageState::complete;
    if (draft.dataChanged == true) return StageState::needsAttention;
    if (desk.pack() && desk.missing().empty()) return StageState::complete;
    return ui.program.record.session()->markers.empty() && !draft.edited ? StageState::empty : StageState::begun;
}

/// Of another visit nothing is being edited or asked.
void NoteStage::follow(const Ui& ui) {
    const record::SessionId& open = ui.program.record.session()->id;
    if (std::exchange(visit_, open) == open) return;
    editing_ = asksAnew_ = false;
}

void NoteStage::drawTools(Ui& ui, const note::NoteDraft& draft) {
    if (!draft.isSigned && !editing_ &&
        button(ui, "note.edit", {.label = tr("Edit"), .kind = ButtonKind::plain, .enabled = mayChange(ui)}))
        editing_ = begins_ = true;
    if (editing_ && button(ui, "note.done", {.label = tr("Done"), .kind = ButtonKind::primary})) editing_ = false;
    if (!draft.isSigned) ImGui::SameLine(0, ui.px(8));
    if (labelWidth(ui, tr("Copy note"), 0) > ImGui::GetContentRegionAvail().x) ImGui::NewLine();
    if (button(ui, "note.copy", {.label = tr("Copy note"), .tip = tr("As plain text; it is taken from the clipboard after a minute"),
                                 .key = ui.keyOf("note.copy"), .kind = ButtonKind::plain}))
        ui.runLater("note.copy");
    ImGui::SameLine(0, ui.px(8));
    if (labelWidth(ui, tr("As PDF"), 0) > ImGui::GetContentRegionAvail().x) ImGui::NewLine();
    if (button(ui, "note.pdf", {.label = tr("As PDF"), .tip = draft.isSigned ? tr("The note for paper") : tr("The note for paper, as a draft: nobody has signed it"), .kind = ButtonKind::plain, .enabled = ui.canRun("note.pdf")})) ui.runLater("note.pdf");
}

void NoteStage::drawQuestion(Ui& ui) {
    paragraph(ui, ui.fonts.note, ui.theme.ink, tr("What was written by hand goes; undo brings it back."));
    if (button(ui, "note.anew.yes", {.label = tr("Write it anew"), .kind = ButtonKind::danger})) {
        asksAnew_ = editing_ = false;
        ui.later([&desk = ui.program.note] { desk.writeAnew(); });
    }
    ImGui::SameLine(0, ui.px(8));
    if (button(ui, "note.anew.no", {.label = tr("Keep it")})) asksAnew_ = false;
}

void NoteStage::drawEdited(Ui& ui, const note::NoteDraft& draft) {
    if (!draft.edited || draft.isSigned) return;
    const char* says = draft.dataChanged == true    ? tr("Edited by hand. The data of the visit changed since.")
                       : draft.dataChanged == false ? tr("Edited by hand.")
                                                    : tr("Edited by hand, in another language.");
    paragraph(ui, ui.fonts.note, draft.dataChanged == true ? ui.theme.danger : ui.theme.quiet, says);
    ui.record.add("note.edited", {vec(ImGui::GetItemRectMin()), vec(ImGui::GetItemRectMax())});
    if (asksAnew_) return drawQuestion(ui);
    if (button(ui, "note.anew", {.label = tr("Write it anew from the data\u2026"), .enabled = mayChange(ui)})) asksAnew_ = true;
}

void NoteStage::drawText(Ui& ui, const note::NoteDraft& draft) {
    shown_.draw(ui, draft.text, note::isHeading);
    ui.record.add("note.shown", {vec(ImGui::GetItemRectMin()), vec(ImGui::GetItemRectMax())});
}

void NoteStage::drawNote(Ui& ui, const note::NoteDraft& draft, float height) {
    beginScroll(ui, "note", std::max(80.0F, height / ui.scale));
    if (editing_ && !draft.isSigned) {
        const int lines = std::max(kLeastLines, static_cast<int>((height - ui.px(24)) / fontPx(ui.fonts.body)));
        text_.draw(ui, "note.text", visit_.text, trim(draft.text),
                   {.lines = lines, .focus = std::exchange(begins_, false), .maxBytes = record::kMaxNoteTextBytes},
                   [&desk = ui.program.note](const std::string& text, const std::string& typing) { desk.write(text, typing); });
    } else {
        drawText(ui, draft);
    }
    endScroll();
}

/// The rules to choose from, with whose they are.
void NoteStage::drawPacks(Ui& ui) {
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {ui.px(8), ui.px(8)});
    if (ImGui::BeginPopup("packs", ImGuiWindowFlags_NoMove)) {
        const note::RulePack* chosen = ui.program.note.pack();
        for (const note::RulePack& pack : ui.program.note.packs().packs) {
            const Pressed at = pressArea(ui, "note.pack." + pack.key, {ui.px(280), ui.px(32)});
            ImDrawList& to = *ImGui::GetWindowDrawList();
            if (&pack == chosen) to.AddRectFilled(im(at.rect.min), im(at.rect.max), ui.theme.chosen, ui.px(4));
            if (at.hovered) to.AddRectFilled(im(at.rect.min), im(at.rect.max), ui.theme.hover, ui.px(4));
            textIn(to, ui.fonts.body, at.rect, ui.theme.ink, displayText(pack.title.shown()), ui.px(8));
            tip(ui, displayText(pack.about.shown(), 1000), {}, TipPlace::beside);
            if (!at.clicked) continue;
            ui.later([&desk = ui.program.note, key = pack.key] { desk.choosePack(key); });
            ImGui::CloseCurrentPopup();
        }
        ImGui::EndPopup();
    }
    ImGui::PopStyleVar();
}

void NoteStage::drawMissing(Ui& ui) {
    const auto& groups = ui.program.note.missingGroups();
    if (groups.empty()) return emptyPlace(ui, tr("By these rules nothing is missing."));
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {0, ui.px(2)});
    beginScroll(ui, "missing", missingPx_ / ui.scale);
    missingRows_.draw(ui, "note.missing", groups);
    endScroll();
    ImGui::PopStyleVar();
}

void NoteStage::drawRules(Ui& ui) {
    const note::RulePack* pack = ui.program.note.pack();
    if (!pack) return;
    rule(ui);
    gap(ui, 4);
    const Pressed at = row(ui, "note.packs", 32, false);
    ImDrawList& to = *ImGui::GetWindowDrawList();
    to.AddRect(im(at.rect.min), im(at.rect.max), ui.theme.edge, ui.px(6));
    Rect words = at.rect;
    words.max.x -= ui.px(28);
    textIn(to, ui.fonts.body, words, ui.theme.ink, displayText(pack->title.shown()), ui.px(8));
    iconAt(to, ui.fonts.smallIcons, {at.rect.max.x - ui.px(16), at.rect.centre().y}, ui.theme.quiet, icon::kDown);
    tip(ui, tr("The rules that the note is held against"));
    if (at.clicked) openList(ui, "packs");
    drawPacks(ui);
    const size_t count = ui.program.note.missingGroups().size();
    const std::string lacking = trnf("{} thing is missing", "{} things are missing", count, count);
    if (count > 0 && !tight_) line(ui, ui.fonts.note, ui.theme.quiet, lacking);
    if (count == 0 || !tight_ || foldHeading(ui, "note.missingGroup", lacking, {}, unfolded_)) drawMissing(ui);
}

void NoteStage::drawSigning(Ui& ui) {
    if (!canSign(ui)) return;
    const bool isSigned = ui.program.note.draft().isSigned;
    const char* command = isSigned ? "visit.addend" : "visit.askToSign";
    if (!ui.commands.find(command)) return;
    gap(ui, 4);
    if (button(ui, isSigned ? "note.addend" : "note.sign",
               {.label = isSigned ? tr("Add to the signed note\u2026") : tr("Sign\u2026"), .key = ui.keyOf(command),
                .kind = isSigned ? ButtonKind::plain : ButtonKind::primary, .enabled = ui.canRun(command), .width = -1}))
        ui.runLater(command);
}

/// What the rules and the button to sign take below the note; how many rows are in sight goes with the room there is.
float NoteStage::heightBelow(const Ui& ui) {
    constexpr float kRules = 64, kCount = 24, kFold = 48, kNothing = 40;
    float height = canSign(ui) ? kNoteFoot + 12 : 0;
    if (!ui.program.note.pack()) return ui.px(height);
    const bool any = !ui.program.note.missingGroups().empty();
    const float rowPx = ui.px(kMissingRow + 2), room = std::clamp(ImGui::GetContentRegionAvail().y * kShareOfRows, kLeastRows * rowPx, kMostNoteRows * rowPx);
    missingPx_ = missingRows_.height() > 0 ? std::min(missingRows_.height(), room) : room;
    const bool shown = any && (!tight_ || unfolded_);
    return ui.px(height + kRules + (!any ? kNothing : tight_ ? kFold : kCount)) + (shown ? missingPx_ : 0);
}

void NoteStage::draw(Ui& ui) {
    follow(ui);
    const note::NoteDraft& draft = ui.program.note.draft();
    tight_ = ImGui::GetContentRegionAvail().y < ui.px(kRoomForBoth);
    // Who writes has all the room. Where there is next to none the note is as long as it is, and all of the stage scrolls.
    const bool writing = editing_ && !draft.isSigned, scrolls = !writing && ImGui::GetContentRegionAvail().y < ui.px(kRoomForSlot);
    const bool byItself = scrolls && ImGui::GetContentRegionAvail().y > ui.px(kPanelScrolls);
    if (byItself) beginStage(ui, "noteStage");
    drawTools(ui, draft);
    drawEdited(ui, draft);
    gap(ui, 4);
    if (scrolls) missingPx_ = std::max(missingRows_.height(), ui.px(kLeastRows * kMissingRow)), drawText(ui, draft);
    else drawNote(ui, draft, ImGui::GetContentRegionAvail().y - (writing ? 0 : heightBelow(ui)));
    if (!writing) drawRules(ui), drawSigning(ui);
    if (byItself) endScroll();
}

}  // namespace

std::unique_ptr<VisitStage> makeNoteStage() {
    return std::make_unique<NoteStage>();
}

}  // namespace myochart::ui
