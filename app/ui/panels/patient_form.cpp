#include "ui/panels/patient_form.h"

#include <fmt/format.h>

#include "core/text.h"
#include "core/typed_day.h"
#include "core/words.h"
#include "record/fault_words.h"

namespace myochart::ui {

PatientForm::PatientForm(std::string name) : name_(std::move(name)), isNew_(true) {
    patient_.id = record::PatientId::make();
    patient_.createdAt = nowUtc();
}

PatientForm::PatientForm(const record::Patient& patient)
    : patient_(patient), name_(patient.name), birthDate_(patient.birthDate), identifier_(patient.details.identifier), isNew_(false) {}

bool PatientForm::take() {
    patient_.name = trim(withoutHiddenMarks(name_, ' '));
    patient_.birthDate = trim(withoutHiddenMarks(birthDate_, ' '));
    patient_.details.identifier = trim(withoutHiddenMarks(identifier_, ' '));
    if (patient_.name.empty())
        fault_ = tr("A patient needs a name.");
    else if (const auto day = dayFromTyped(patient_.birthDate); !patient_.birthDate.empty() && !day)
        fault_ = day.error().message;
    else {
        if (day) patient_.birthDate = *day;
        fault_ = record::faultInWords(record::faultIn(patient_)).text;
    }
    takesKeys_ = !fault_.empty();  // the keyboard stays where the fault is
    return fault_.empty();
}

/// True when that was not asked yet.
bool PatientForm::asksAbout(const store::PatientSummary& found) {
    if (found.patient.id == namesake_) return false;
    namesake_ = found.patient.id;
    const std::string& born = found.patient.birthDate;
    const std::string name = displayText(found.patient.name, 80);
    fault_ = born.empty() ? trf("{}, birth date not given, is here already. Add another person of that name?", name)
                          : trf("{}, born {}, is here already. Add another person of that name?", name, dayInWords(born));
    takesKeys_ = true;
    return true;
}

PatientForm::Answer PatientForm::settle(Ui& ui) {
    const auto* found = ui.program.record.namesakeOf(patient_);
    settling_ = !found;
    if (!found) ui.state.wake(ui.now + 0.02);
    return found && !(*found && asksAbout(**found)) ? Answer::done : Answer::open;
}

PatientForm::Answer PatientForm::draw(Ui& ui) {
    line(ui, ui.fonts.strong, ui.theme.ink, isNew_ ? tr("New patient") : tr("Change patient"));
    const bool wrongDate = !fault_.empty() && !patient_.name.empty();
    const bool toName = takesKeys_ && !wrongDate, toDate = takesKeys_ && wrongDate;
    takesKeys_ = false;
    fieldLabel(ui, tr("Name"));
    const FieldEvent nameEvent =
        field(ui, "patients.form.name", name_,
              {.hint = tr("Family name, given name"), .focus = toName, .maxBytes = record::kMaxNameBytes});
    fieldLabel(ui, tr("Birth date, if known"));
    const FieldEvent dateEvent = field(ui, "patients.form.birthDate", birthDate_,
                                       {.hint = tr("12.3.1985, 12 March 1985"), .focus = toDate, .maxBytes = 60});
    fieldLabel(ui, tr("Identifier, if there is one"));
    const FieldEvent identifierEvent = field(ui, "patients.form.identifier", identifier_, {.hint = tr("Number at the clinic"), .maxBytes = record::kMaxNameBytes});
    if (nameEvent.changed || dateEvent.changed || identifierEvent.changed) fault_.clear(), namesake_ = {}, settling_ = false;
    if (!fault_.empty())
        paragraph(ui, ui.fonts.note, ui.theme.danger, fault_);
    else if (const auto day = dayFromTyped(birthDate_))
        line(ui, ui.fonts.note, ui.theme.quiet, trf("Born {}", dayInWords(*day)));
    gap(ui, 4);
    const bool asking = !namesake_.text.empty();
    if (asking && button(ui, "patients.form.other", {.label = tr("Open the one who is here"), .kind = ButtonKind::primary, .width = -1}))
        return Answer::other;
    const bool save = button(ui, "patients.form.save",
                             {.label = asking ? tr("Add another") : isNew_ ? tr("Add patient") : tr("Save"),
                              .kind = asking ? ButtonKind::plain : ButtonKind::primary});
    ImGui::SameLine();
    if (button(ui, "patients.form.cancel", {.label = tr("Cancel")})) return Answer::cancelled;
    const bool entered = nameEvent.entered || dateEvent.entered || identifierEvent.entered;
    if (asking && entered) return Answer::other;  // the safe answer is the one that Enter gives
    const bool asked = save || entered;
    if (!settling_ && !(asked && take())) return Answer::open;
    return isNew_ ? settle(ui) : Answer::done;
}

}  // namespace myochart::ui
