#include <fmt/format.h>

#include <map>
#include <utility>

#include "core/local_day.h"
#include "core/text.h"
#include "core/words.h"
#include "ui/icons.h"
#include "ui/panels/panels.h"
#include "ui/panels/patient_form.h"
#include "ui/panels/row_menu.h"
#include "ui/panels/side_panel.h"

namespace myochart::ui {

namespace {

constexpr RowChoice kChoices[] = {{"edit", mark("Change\xE2\x80\xA6"), icon::kEdit},
                                  {"delete", mark("Delete\xE2\x80\xA6"), icon::kDelete}};

constexpr float kRow = 68;

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
    void drawRows(Ui& ui);
    /// Null: it is not here yet.
    void drawPatient(Ui& ui, const store::PatientSummary* summary, size_t index);
    float topOf(const Ui& ui, size_t index) const;
    void openByKey(Ui& ui, const record::PatientId& patient);

    std::string filter_;
    bool toTop_ = false;      ///< something else is sought: its first rows are to be seen
    bool opensOnly_ = false;  ///< Enter in the filter opens the patient when only one is left
    /// What the heights of rows were measured for.
    struct Measured {
        std::uint64_t version = 0;
        float width = 0, scale = 0;
        bool operator==(const Measured&) const = default;
    };
    Measured measured_;
    std::map<size_t, float> taller_;  ///< rows of more lines than one, and by how much, scaled
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
    if (ui.program.record.patients().all() == 0) return;
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
    if (event.changed) opensOnly_ = false, toTop_ = true;
    if (event.entered) opensOnly_ = true;
    ui.program.record.patients().search(filter_);
    if (event.active) ui.state.keys.place = KeyPlace::patients;
    if (event.changed) ui.state.keys.row.reset();
    gap(ui, 4);
}

void PatientList::drawPatient(Ui& ui, const store::PatientSummary* summary, size_t index) {
    if (!summary) {
        showWalkedRow(ui, KeyPlace::patients, index, row(ui, "patients.row.coming", kRow, false).rect);
        return;
    }
    const record::Patient& patient = summary->patient;
    ImGui::PushID(patient.id.text.c_str());
    const std::string rowName = fmt::format("patients.row.{}", index), name = displayText(patient.name);
    const float width = ImGui::GetContentRegionAvail().x - ui.px(16 + kRowMenuWidth);
    const float height = textSize(ui.fonts.body, name, width).y;  // a long name is read whole, on more lines
    const float more = height - fontPx(ui.fonts.body);
    if (more > 0.5F) taller_[index] = more;
    const Pressed at = row(ui, rowName, kRow + more / ui.scale, false);
    showWalkedRow(ui, KeyPlace::patients, index, at.rect);
    ImDrawList& to = *ImGui::GetWindowDrawList();
    const float left = at.rect.min.x + ui.px(8);
    const float top = at.rect.min.y + ui.px(6), y = top + height - fontPx(ui.fonts.body);
    to.AddText(ui.fonts.body, fontPx(ui.fonts.body), {left, top}, ui.theme.ink, name.data(), name.data() + name.size(),
               width);
    const std::string born =
        patient.birthDate.empty() ? tr("Birth date not given") : trf("Born {}", dayInWords(patient.birthDate));
    textAt(to, ui.fonts.note, {left, y + ui.px(21)}, ui.theme.ink, born, width);
    textAt(to, ui.fonts.note, {left, y + ui.px(38)}, ui.theme.quiet, visitsWords(*summary), width);
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

/// How far down a row begins, scaled.
float PatientList::topOf(const Ui& ui, size_t index) const {
    float extra = 0;
    for (const auto& [row, more] : taller_)
        if (row < index) extra += more;
    return static_cast<float>(index) * ui.px(kRow + 2) + extra;
}

/// Only what is looked at is drawn, and asked for; what is not here yet has its place.
void PatientList::drawRows(Ui& ui) {
    workspace::PatientRows& rows = ui.program.record.patients();
    const Measured now{rows.version(), ImGui::GetContentRegionAvail().x, ui.scale};
    if (now != measured_) taller_.clear();
    measured_ = now;
    const float height = ImGui::GetWindowHeight(), most = std::max(0.0F, topOf(ui, rows.size()) - height);
    const float scroll = std::exchange(toTop_, false) ? 0 : std::min(ImGui::GetScrollY(), most), end = scroll + height;
    if (scroll < ImGui::GetScrollY()) {  // it is there in the next picture, which nothing else may ask for
        ImGui::SetScrollY(scroll);
        ui.state.wake(ui.now);
    }
    size_t first = std::min(static_cast<size_t>(scroll / ui.px(kRow + 2)), rows.size());
    while (first > 0 && topOf(ui, first) > scroll) --first;
    size_t last = first;
    for (float y = topOf(ui, first); last < rows.size() && y < end; ++last) {
        ImGui::SetCursorPosY(y);
        drawPatient(ui, rows.at(last), last);
        y = topOf(ui, last + 1);
    }
    rows.want(first, last);
    const auto& keys = ui.state.keys;
    if (const auto walked = keys.place == KeyPlace::patients && keys.follow ? keys.row : std::nullopt; walked && (*walked < first || *walked >= last)) {
        ImGui::SetCursorPosY(topOf(ui, *walked));
        drawPatient(ui, rows.at(*walked), *walked);
    }
    ImGui::SetCursorPosY(topOf(ui, rows.size()));
    ImGui::Dummy({0, 0});
}

void PatientList::drawList(Ui& ui) {
    workspace::PatientRows& rows = ui.program.record.patients();
    if (rows.all() == 0) {
        emptyPlace(ui, tr("Patients and their visits are kept here. Everything stays on this computer."));
        if (button(ui, "patients.new", {.icon = icon::kPersonAdd, .label = tr("New patient"), .kind = ButtonKind::primary}))
            form_.emplace(std::string());
        if (button(ui, "patients.removed", {.label = tr("Recently deleted\xE2\x80\xA6")})) ui.runLater("record.removed");
        return;
    }
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {0, ui.px(2)});
    beginScroll(ui, "list");
    auto taken = walkList(ui, KeyPlace::patients, rows.size());
    drawRows(ui);
    if (opensOnly_ && !rows.isSearching()) {
        opensOnly_ = false;
        if (rows.size() == 1) taken = 0;
    }
    if (const auto* row = taken ? rows.at(*taken) : nullptr) openByKey(ui, row->patient.id);
    if (rows.empty()) paragraph(ui, ui.fonts.body, ui.theme.quiet, tr("No patient has that name or birth date."));
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
