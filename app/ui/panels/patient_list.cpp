#include <fmt/format.h>

#include <algorithm>

#include "core/text.h"
#include "ui/icons.h"
#include "ui/panels/panels.h"
#include "ui/panels/side_panel.h"

namespace myochart::ui {

namespace {

constexpr std::string_view kDot = " \xC2\xB7 ";

std::string visitsWords(const store::PatientSummary& summary) {
    if (summary.sessions == 0) return "No visits yet";
    return fmt::format("{} {}{}{}", summary.sessions, summary.sessions == 1 ? "visit" : "visits", kDot,
                       localDate(summary.lastSession));
}

bool fits(const store::PatientSummary& summary, const std::string& foldedFilter) {
    return foldedFilter.empty() || foldForSearch(summary.patient.name).find(foldedFilter) != std::string::npos;
}

/// Name and birth date of a patient being added or changed.
struct Form {
    chart::Patient patient;
    std::string name, birthDate, fault;
    bool isNew = true, justOpened = true;

    bool take() {
        patient.name = trim(name);
        patient.birthDate = trim(birthDate);
        fault = patient.name.empty() ? "A patient needs a name." : chart::faultIn(patient);
        return fault.empty();
    }
};

class PatientList final : public Panel {
  public:
    std::string_view name() const override { return "patients"; }
    Rect area(const Ui& ui) const override {
        return ui.ws.patient() || ui.ws.settings().structuresTab ? Rect{} : ui.layout.left;
    }
    void draw(Ui& ui) override;
    bool stepBack(Ui&) override { return std::exchange(form_, std::nullopt).has_value(); }

  private:
    void drawHead(Ui& ui);
    void drawForm(Ui& ui);
    void drawList(Ui& ui);
    void drawPatient(Ui& ui, const store::PatientSummary& summary, size_t index);
    void openForm(const chart::Patient* patient);
    void finish(Ui& ui);

    std::string filter_;
    std::optional<Form> form_;
};

void PatientList::openForm(const chart::Patient* patient) {
    form_.emplace();
    form_->isNew = patient == nullptr;
    if (!patient) {
        form_->name = trim(filter_);
        form_->patient.id = chart::PatientId::make();
        form_->patient.createdAt = nowUtc();
        return;
    }
    form_->patient = *patient;
    form_->name = patient->name;
    form_->birthDate = patient->birthDate;
}

void PatientList::finish(Ui& ui) {
    if (!form_->take()) return;
    ui.later([&ws = ui.ws, patient = form_->patient, isNew = form_->isNew] {
        isNew ? ws.addPatient(patient) : ws.changePatient(patient);
    });
    form_.reset();
    filter_.clear();
}

void PatientList::drawForm(Ui& ui) {
    line(ui, ui.fonts.strong, ui.theme.ink, form_->isNew ? "New patient" : "Change patient");
    fieldLabel(ui, "Name");
    const FieldEvent nameEvent =
        field(ui, "patients.form.name", form_->name,
              {.hint = "Family name, given name", .focus = form_->justOpened, .maxBytes = 200});
    form_->justOpened = false;
    fieldLabel(ui, "Birth date");
    const FieldEvent dateEvent =
        field(ui, "patients.form.birthDate", form_->birthDate, {.hint = "YYYY-MM-DD, may stay empty", .maxBytes = 20});
    if (!form_->fault.empty()) paragraph(ui, ui.fonts.note, ui.theme.danger, form_->fault);
    gap(ui, 4);
    const bool add =
        button(ui, "patients.form.save", {.label = form_->isNew ? "Add patient" : "Save", .kind = ButtonKind::primary});
    ImGui::SameLine();
    const bool cancel = button(ui, "patients.form.cancel", {.label = "Cancel"});
    if (add || nameEvent.entered || dateEvent.entered)
        finish(ui);
    else if (cancel)
        form_.reset();
}

void PatientList::drawHead(Ui& ui) {
    line(ui, ui.fonts.title, ui.theme.ink, "Patients");
    if (ui.ws.patients().empty()) return;
    ImGui::SameLine(ImGui::GetWindowContentRegionMax().x - ui.px(32));
    ImGui::SetCursorPosY(ImGui::GetCursorPosY() - ui.px(4));
    if (button(ui, "patients.new", {.icon = icon::kPersonAdd, .tip = "New patient"})) openForm(nullptr);
    gap(ui, 4);
    field(ui, "patients.filter", filter_, {.hint = "Search patients", .maxBytes = 200});
    gap(ui, 4);
}

void PatientList::drawPatient(Ui& ui, const store::PatientSummary& summary, size_t index) {
    ImGui::PushID(summary.patient.id.text.c_str());
    const std::string rowName = fmt::format("patients.row.{}", index);
    const Pressed at = row(ui, rowName, 52, false);
    // Also while one of the row's own buttons is held down.
    const bool inside = ImGui::IsWindowHovered(ImGuiHoveredFlags_AllowWhenBlockedByActiveItem) && at.rect.contains(ui.input.pos);
    ImDrawList& to = *ImGui::GetWindowDrawList();
    const float buttons = inside ? ui.px(68) : 0, left = at.rect.min.x + ui.px(8),
                width = at.rect.size().x - ui.px(16) - buttons;
    textAt(to, ui.fonts.body, {left, at.rect.min.y + ui.px(7)}, ui.theme.ink, displayText(summary.patient.name), width);
    textAt(to, ui.fonts.note, {left, at.rect.min.y + ui.px(28)}, ui.theme.quiet, visitsWords(summary), width);
    bool handled = false;
    if (inside) {
        const ImVec2 after = ImGui::GetCursorScreenPos();
        ImGui::SetCursorScreenPos({at.rect.max.x - ui.px(68), at.rect.centre().y - ui.px(16)});
        handled = button(ui, rowName + ".edit", {.icon = icon::kEdit, .tip = "Change"});
        if (handled) openForm(&summary.patient);
        ImGui::SameLine(0, ui.px(2));
        if (button(ui, rowName + ".delete", {.icon = icon::kDelete, .tip = "Delete"})) {
            ui.later([&ws = ui.ws, id = summary.patient.id] { ws.removePatient(id); });
            handled = true;
        }
        ImGui::SetCursorScreenPos(after);
    }
    if (at.clicked && !handled) ui.later([&ws = ui.ws, id = summary.patient.id] { ws.openPatient(id); });
    ImGui::PopID();
}

void PatientList::drawList(Ui& ui) {
    if (ui.ws.patients().empty()) {
        emptyPlace(ui, "Patients and their visits are kept here. Everything stays on this computer.");
        if (button(ui, "patients.new", {.icon = icon::kPersonAdd, .label = "New patient", .kind = ButtonKind::primary}))
            openForm(nullptr);
        return;
    }
    const std::string folded = foldForSearch(filter_);
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {0, ui.px(2)});
    beginScroll(ui, "list");
    size_t shown = 0;
    for (const auto& summary : ui.ws.patients())
        if (fits(summary, folded)) drawPatient(ui, summary, shown++);
    if (shown == 0) paragraph(ui, ui.fonts.body, ui.theme.quiet, "No patient has that name.");
    endScroll();
    ImGui::PopStyleVar();
}

void PatientList::draw(Ui& ui) {
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
