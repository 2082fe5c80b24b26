#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "anatomy/fact_names.h"
#include "core/text.h"
#include "core/words.h"
#include "record/fault_words.h"
#include "record/signing_rules.h"
#include "ui/field_chips.h"
#include "ui/icons.h"
#include "ui/panels/dialog.h"
#include "ui/panels/panels.h"

namespace myochart::ui {

namespace {

using record::Practice;
using record::Role;
using record::Therapist;

/// The practice's name and address, who works there, and who acts now.
class PracticeDialog final : public Panel {
  public:
    std::string_view name() const override { return "practice"; }
    Rect area(const Ui& ui) const override { return ui.layout.whole; }
    bool hasWindow() const override { return false; }
    void draw(Ui& ui) override;

  private:
    void drawPeople(Ui& ui);
    void drawPerson(Ui& ui, size_t index);
    void drawNewPerson(Ui& ui);
    void addPerson();
    void drawUsual(Ui& ui);
    void take(Ui& ui);

    Practice practice_;
    Therapist added_;
    std::string acting_, fault_;
    FieldChips usual_;
    bool open_ = false, toNewName_ = false;
};

/// A chip that steps through the roles.
bool roleChip(Ui& ui, const std::string& name, Role& role) {
    const auto roles = record::choicesOf(Role());
    if (!button(ui, name, {.label = tr(record::name(role)), .tip = tr("Role: what somebody may sign"), .kind = ButtonKind::plain, .width = 100})) return false;
    role = roles[(static_cast<size_t>(role) + 1) % roles.size()];
    return true;
}

void PracticeDialog::drawPerson(Ui& ui, size_t index) {
    Therapist& person = practice_.therapists[index];
    const std::string name = fmt::format("practice.person.{}", index);
    ImGui::PushID(static_cast<int>(index));
    field(ui, name + ".name", person.name, {.hint = tr("Name"), .width = 216, .maxBytes = record::kMaxNameBytes});
    ImGui::SameLine(0, ui.px(8));
    field(ui, name + ".licence", person.licence, {.hint = tr("Licence"), .width = 136, .maxBytes = record::kMaxNameBytes});
    ImGui::SameLine(0, ui.px(8));
    roleChip(ui, name + ".role", person.role);
    ImGui::SameLine(0, ui.px(8));
    const bool acts = acting_ == person.id.text;
    if (button(ui, name + ".acts", {.label = acts ? tr("Acts now") : tr("Let act"), .kind = ButtonKind::plain, .on = acts, .width = -1})) acting_ = person.id.text;
    ImGui::PopID();
}

void PracticeDialog::drawPeople(Ui& ui) {
    fieldLabel(ui, tr("Who works here"));
    beginScroll(ui, "people", 176);
    for (size_t i = 0; i < practice_.therapists.size(); ++i) drawPerson(ui, i);
    drawNewPerson(ui);
    endScroll();
}

/// The row of somebody who is not in the list yet; Enter in it, or its button, adds them and is ready for the next.
void PracticeDialog::drawNewPerson(Ui& ui) {
    const bool next = std::exchange(toNewName_, false);
    const FieldEvent name = field(ui, "practice.new.name", added_.name, {.hint = tr("Name of who is added"), .width = 216, .focus = next, .maxBytes = record::kMaxNameBytes});
    if (next) ImGui::SetScrollHereY(1);
    ImGui::SameLine(0, ui.px(8));
    const FieldEvent licence = field(ui, "practice.new.licence", added_.licence, {.hint = tr("Licence"), .width = 136, .maxBytes = record::kMaxNameBytes});
    ImGui::SameLine(0, ui.px(8));
    roleChip(ui, "practice.new.role", added_.role);
    ImGui::SameLine(0, ui.px(8));
    const bool named = !trim(added_.name).empty();
    const bool pressed = button(ui, "practice.new.add", {.label = tr("Add"), .kind = ButtonKind::plain, .enabled = named, .width = -1});
    if (named && (pressed || name.entered || licence.entered)) addPerson();
}

void PracticeDialog::addPerson() {
    added_.id = record::TherapistId::make();
    if (practice_.therapists.empty()) acting_ = added_.id.text;
    practice_.therapists.push_back(std::exchange(added_, {}));
    toNewName_ = true;
}

/// What a new needle site is offered; nothing of it is recorded before it is taken over there.
void PracticeDialog::drawUsual(Ui& ui) {
    const auto person = std::find_if(practice_.therapists.begin(), practice_.therapists.end(), [&](const Therapist& each) { return each.id.text == acting_; });
    if (person == practice_.therapists.end()) return;
    fieldLabel(ui, trf("Usual needle of {}", displayText(person->name, 60)));
    FieldChips::Look look{.always = {"diameter_mm", "length_mm", "technique", "retention_min"}};
    look.choices = [&](std::string_view key) {
        std::vector<FieldChips::Choice> choices;
        if (key == "technique")
            for (const anatomy::NeedleFact& each : ui.program.catalogue().needles())
                if (each.category == "technique") choices.push_back({each.key, anatomy::called(ui.program.catalogue(), each), &ui.program.catalogue()});
        return choices;
    };
    beginChips();
    usual_.draw(ui, "practice.usual", person->usual, look);
    endChips(ui);
}

void PracticeDialog::take(Ui& ui) {
    const bool begun = !trim(added_.name).empty() || !trim(added_.licence).empty();  // a licence alone wants its name
    if (begun) addPerson();
    Practice taken = practice_;
    for (Therapist& each : taken.therapists) each.name = trim(withoutHiddenMarks(each.name, ' '));
    fault_ = record::faultInWords(record::faultIn(taken)).text;
    if (!fault_.empty()) return;
    ui.later([&program = ui.program, taken, acting = acting_] {
        program.practice.actAs({acting});
        program.saveSettings();
        program.practice.change(taken);
    });
    ui.state.close();
}

void PracticeDialog::draw(Ui& ui) {
    const bool open = ui.state.dialog == Dialog::practice, opens = open && !open_;
    open_ = open;
    if (!open) return;
    if (opens) {
        practice_ = ui.program.practice.practice();
        const Therapist* acts = ui.program.practice.acting();
        acting_ = acts ? acts->id.text : std::string();
        added_ = {};
        fault_.clear();
    }
    const bool outside = beginDialog(ui, "practice", {680, 560});
    const bool close = dialogTitle(ui, tr("Practice"));
    fieldLabel(ui, tr("Name"));
    field(ui, "practice.name", practice_.name, {.focus = opens, .maxBytes = record::kMaxNameBytes});
    fieldLabel(ui, tr("Address"));
    field(ui, "practice.address", practice_.address, {.lines = 2, .maxBytes = record::kMaxNoteBytes});
    drawPeople(ui);
    drawUsual(ui);
    line(ui, ui.fonts.note, ui.theme.danger, fault_.empty() ? " " : fault_);
    const bool save = button(ui, "practice.save", {.label = tr("Save"), .kind = ButtonKind::primary});
    ImGui::SameLine();
    const bool cancelled = button(ui, "practice.cancel", {.label = tr("Cancel")});
    endDialog();
    if (save) return take(ui);
    if (cancelled || close || outside) ui.state.close();
}

}  // namespace

std::unique_ptr<Panel> makePracticeDialog() {
    return std::make_unique<PracticeDialog>();
}

}  // namespace myochart::ui
