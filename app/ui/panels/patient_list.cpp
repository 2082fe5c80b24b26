#include <fmt/format.h>

#include <utility>

#include "core/local_day.h"
#include "core/text.h"
#include "core/words.h"
#include "ui/icons.h"
#include "ui/panels/panels.h"
#include "ui/panels/patient_form.h"
#include "ui/panels/row_menu.h"
#include "ui/panels/side_panel.h"
#include "workspace/patient_order.h"

namespace myochart::ui {

namespace {

constexpr RowChoice kChoices[] = {{"edit", mark("Change\xE2\x80\xA6"), icon::kEdit},
                                  {"delete", mark("Delete\xE2\x80\xA6"), icon::kDelete}};

std::string visitsWords(const store::PatientSummary& summary) {
    if (summary.sessions == 0) return tr("No visits yet");
    return trnf("{} visit \xC2\xB7 last {}", "{} visits \xC2\xB7 last {}", static_cast<unsigned long>(summary.sessions), summary.sessions,
                dateAt(summary.lastSession, summary.lastOffset));
}

class PatientList final : public Panel {
  public:
    std::string_view name() const override { return "patients"; }
    Rect area(const Ui& ui) const override {
        return ui.program.record.patient() || ui.program.settings.structuresTab ? Rect{} : ui.layout.left;
    }
    void draw(Ui& ui) override;
    bool stepBack(Ui& ui) override { return area(ui).size().x > 0 && std::exchange(form_, std::nullopt).has_value(); }

  private:
    void drawHead(Ui& ui);
    void drawForm(Ui& ui);
    void drawList(Ui& ui);
    void drawPatient(Ui& ui, const store::PatientSummary& summary, size_t index);
    void openByKey(Ui& ui, const record::PatientId& patient);

    std::string filter_;
    bool opensOnly_ = false;  ///< Enter in the filter opens the patient when only one is left
    std::optional<PatientForm> form_;
};

void PatientList::drawForm(Ui& ui) {
    const PatientForm::Answer answer = form_->draw(ui);
    if (answer == PatientForm::Answer::open) return;
    if (answer == PatientForm::Answer::done) {
        ui.later([&program = ui.program, patient = form_->patient(), isNew = form_->isNew()] {
            isNew ? program.record.addPatient(patient) : program.record.changePatient(patient);
        });
        filter_.clear();
    }
    if (answer == PatientForm::Answer::other) ui.later([&program = ui.program, id = form_->namesake()] { program.record.openPatient(id); });
    form_.reset();
}

void PatientList::drawHead(Ui& ui) {
    line(ui, ui.fonts.title, ui.theme.ink, tr("Patients"));
    if (ui.program.record.patients().empty()) return;
    ImGui::SameLine(ImGui::GetWindowContentRegionMax().x - ui.px(68));
    ImGui::SetCursorPosY(ImGui::GetCursorPosY() - ui.px(4));
    if (button(ui, "patients.removed",
               {.icon = icon::kDelete, .label = ui.fonts.icons ? "" : tr("Del"), .tip = tr("Recently deleted\xE2\x80\xA6")}))
        ui.runLater("record.removed");
    ImGui::SameLine(0, ui.px(4));
    if (button(ui, "patients.new", {.icon = icon::kPersonAdd, .tip = tr("New patient"), .key = ui.keyOf("patient.new")}))
        form_.emplace(trim(filter_));
    gap(ui, 4);
    const FieldEvent event = field(ui, "patients.filter", filter_,
                                   {.hint = tr("Search by name or birth date"),
                                    .focus = std::exchange(ui.state.focusFilter, false),
                                    .maxBytes = 200});
    opensOnly_ = event.entered;
    if (event.active) ui.state.keys.place = KeyPlace::patients;
    if (event.changed) ui.state.keys.row.reset();
    gap(ui, 4);
}

void PatientList::drawPatient(Ui& ui, const store::PatientSummary& summary, size_t index) {
    const record::Patient& patient = summary.patient;
    ImGui::PushID(patient.id.text.c_str());
    const std::string rowName = fmt::format("patients.row.{}", index), name = displayText(patient.name);
    const float width = ImGui::GetContentRegionAvail().x - ui.px(16 + kRowMenuWidth);
    const float height = textSize(ui.fonts.body, name, width).y;  // a long name is read whole, on more lines
    const Pressed at = row(ui, rowName, 68 + (height - fontPx(ui.fonts.body)) / ui.scale, false);
    showWalkedRow(ui, KeyPlace::patients, index, at.rect);
    ImDrawList& to = *ImGui::GetWindowDrawList();
    const float left = at.rect.min.x + ui.px(8);
    const float top = at.rect.min.y + ui.px(6), y = top + height - fontPx(ui.fonts.body);
    to.AddText(ui.fonts.body, fontPx(ui.fonts.body), {left, top}, ui.theme.ink, name.data(), name.data() + name.size(),
               width);
    const std::string born =
        patient.birthDate.empty() ? tr("Birth date not given") : trf("Born {}", dayInWords(patient.birthDate));
    textAt(to, ui.fonts.note, {left, y + ui.px(21)}, ui.theme.ink, born, width);
    textAt(to, ui.fonts.note, {left, y + ui.px(38)}, ui.theme.quiet, visitsWords(summary), width);
    const RowMenu menu = rowMenu(ui, rowName, at, kChoices);
    if (menu.chosen == 0U) form_.emplace(patient);
    if (menu.chosen == 1U) ui.later([&program = ui.program, id = patient.id] { program.record.askToDelete(id); });
    if (at.clicked && !menu.pressed) {
        filter_.clear();
        ui.later([&program = ui.program, id = patient.id] { program.record.openPatient(id); });
    }
    ImGui::PopID();
}

/// The keyboard goes on to the patient's visits.
void PatientList::openByKey(Ui& ui, const record::PatientId& patient) {
    filter_.clear();
    ui.state.keys = {KeyPlace::visits, 0, true};
    ui.later([&program = ui.program, patient] { program.record.openPatient(patient); });
}

void PatientList::drawList(Ui& ui) {
    if (ui.program.record.patients().empty()) {
        emptyPlace(ui, tr("Patients and their visits are kept here. Everything stays on this computer."));
        if (button(ui, "patients.new", {.icon = icon::kPersonAdd, .label = tr("New patient"), .kind = ButtonKind::primary}))
            form_.emplace(std::string());
        if (button(ui, "patients.removed", {.label = tr("Recently deleted\xE2\x80\xA6")})) ui.runLater("record.removed");
        return;
    }
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {0, ui.px(2)});
    beginScroll(ui, "list");
    std::vector<const store::PatientSummary*> shown;
    for (const auto& summary : ui.program.record.patients())
        if (workspace::fitsSearch(summary.patient, filter_)) shown.push_back(&summary);
    const bool opensOnly = std::exchange(opensOnly_, false) && shown.size() == 1;
    const auto taken = walkList(ui, KeyPlace::patients, shown.size());
    for (size_t i = 0; i < shown.size(); ++i) drawPatient(ui, *shown[i], i);
    if (opensOnly || taken) openByKey(ui, shown[taken.value_or(0)]->patient.id);
    if (shown.empty()) paragraph(ui, ui.fonts.body, ui.theme.quiet, tr("No patient has that name or birth date."));
    endScroll();
    ImGui::PopStyleVar();
}

void PatientList::draw(Ui& ui) {
    if (ui.state.askedForm == RecordForm::newPatient) {
        ui.state.askedForm = RecordForm::none;
        form_.emplace(std::string());
    }
    if (ui.state.focusFilter) form_.reset();  // the list is asked for
    beginSide(ui, area(ui), Facing::left, false);
    if (form_) {
        drawForm(ui);
    } else {
        drawHead(ui);
        drawList(ui);
    }
    endSide();
}

}  // namespace

std::unique_ptr<Panel> makePatientList() {
    return std::make_unique<PatientList>();
}

}  // namespace myochart::ui
