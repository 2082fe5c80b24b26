#include <fmt/format.h>

#include <array>
#include <cmath>
#include <map>
#include <utility>

#include "core/local_day.h"
#include "core/text.h"
#include "core/words.h"
#include "ui/icons.h"
#include "ui/panels/over_time.h"
#include "ui/panels/person_dialogs.h"
#include "ui/panels/panels.h"
#include "ui/panels/patient_form.h"
#include "ui/panels/practice_lists.h"
#include "ui/panels/row_menu.h"
#include "ui/panels/side_panel.h"
#include "workspace/sought_visits.h"

namespace myochart::ui {

namespace {

constexpr RowChoice kChoices[] = {{"edit", mark("Change\xE2\x80\xA6"), icon::kEdit},
                                  {"trail", mark("Who looked and who changed\xE2\x80\xA6"), icon::kEye},
                                  {"giveData", mark("Give the person their data\xE2\x80\xA6"), icon::kFile},
                                  {"delete", mark("Delete\xE2\x80\xA6"), icon::kDelete},
                                  {"erase", mark("Erase for good\xE2\x80\xA6"), icon::kWarning}};

constexpr float kPatientRow = 68;

std::string visitsWords(const store::PatientSummary& summary) {
    if (summary.sessions == 0) return tr("No visits yet");
    return trnf("{} visit \xC2\xB7 last {}", "{} visits \xC2\xB7 last {}", static_cast<unsigned long>(summary.sessions), summary.sessions,
                dateAt(summary.lastSession, summary.lastOffset));
}

class PatientList final : public Panel {
  public:
    std::string_view name() const override { return "patients"; }
    Rect area(const Ui& ui) const override {
        return ui.program.record.patient() || ui.program.imports.incoming() || ui.program.settings.structuresTab ? Rect{} : ui.layout.left;
    }
    void draw(Ui& ui) override;
    bool stepBack(Ui& ui) override;

  private:
    void drawHead(Ui& ui);
    static void drawTabs(Ui& ui);
    void drawFilter(Ui& ui);
    void drawOrder(Ui& ui);
    void drawForm(Ui& ui);
    void drawList(Ui& ui);
    PracticeListView* view(const Ui& ui) const;
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
    std::array<std::unique_ptr<PracticeListView>, 3> views_ = {makeOpenList(), makeFollowUpList(), makeLotList()};
    int seen_ = -1;                        ///< the frame in which it was drawn last
    std::uint64_t patientsVersion_ = 0;    ///< of the list of patients when what waits was read last
};

/// The list that is shown in place of the patients; null: they are.
PracticeListView* PatientList::view(const Ui& ui) const {
    const auto shown = static_cast<size_t>(ui.program.lists.shown);
    return shown == 0 ? nullptr : views_.at(shown - 1).get();
}

/// From a form to the list, from another list to the patients.
bool PatientList::stepBack(Ui& ui) {
    if (area(ui).size().x <= 0) return false;
    if (std::exchange(form_, std::nullopt)) return true;
    PracticeListView* other = view(ui);
    if (!other || other->stepBack()) return other != nullptr;
    ui.program.lists.shown = workspace::PracticeList::patients;
    return true;
}

/// Which list: the patients, what is not signed, what is due, lots.
void PatientList::drawTabs(Ui& ui) {
    using workspace::PracticeList;
    workspace::ListsDesk& lists = ui.program.lists;
    const size_t open = lists.openCount(), due = lists.followUpCount();
    const std::array<std::pair<const char*, std::string>, 4> tabs = {{{"lists.patients", tr("Patients")},
                                                                      {"lists.open", open > 0 ? trf("Open {}", open) : std::string(tr("Open visits"))},
                                                                      {"lists.due", due > 0 ? trf("Due {}", due) : std::string(tr("Due"))},
                                                                      {"lists.lots", tr("Lots")}}};
    const float between = ui.px(2);
    float words = 0;
    for (const auto& tab : tabs) words += textSize(ui.fonts.noteStrong, tab.second).x;
    const float sign = due > 0 ? ui.px(12) : 0;  // what is due is told by a shape, too
    words += sign;
    const float slack = (ImGui::GetContentRegionAvail().x - between * static_cast<float>(tabs.size() - 1) - words) / static_cast<float>(tabs.size());
    for (size_t i = 0; i < tabs.size(); ++i) {
        if (i > 0) ImGui::SameLine(0, between);
        const bool on = static_cast<size_t>(lists.shown) == i, urgent = i == 2 && due > 0;
        const float wide = std::floor(textSize(ui.fonts.noteStrong, tabs[i].second).x + slack + (urgent ? sign : 0));
        const Pressed at = pressArea(ui, tabs[i].first, {wide, ui.px(32)});
        ImDrawList& to = *ImGui::GetWindowDrawList();
        if (on) to.AddRectFilled(im(at.rect.min), im(at.rect.max), ui.theme.chosen, ui.px(6));
        if (at.hovered) to.AddRectFilled(im(at.rect.min), im(at.rect.max), at.held ? ui.theme.press : ui.theme.hover, ui.px(6));
        if (urgent) {
            const float left = at.rect.centre().x - (textSize(ui.fonts.noteStrong, tabs[i].second).x + sign) / 2 + ui.px(3), y = at.rect.centre().y, r = ui.px(3);
            to.AddTriangleFilled({left, y - r}, {left + r, y + r}, {left - r, y + r}, ui.theme.danger);
        }
        const Rect room{at.rect.min + vec2(urgent ? sign : 0, 0), at.rect.max};
        textCentred(to, on ? ui.fonts.noteStrong : ui.fonts.note, room, urgent ? ui.theme.danger : on ? ui.theme.accent : ui.theme.ink, tabs[i].second);
        if (at.clicked) {
            lists.shown = static_cast<PracticeList>(i);
            ui.later([&lists] { lists.refresh(); });
        }
    }
    ui.record.fact("list", std::string(tabs[static_cast<size_t>(lists.shown)].first).substr(6));
    gap(ui, 4);
}

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
    drawTabs(ui);
}

/// Who comes first while nobody is sought.
void PatientList::drawOrder(Ui& ui) {
    const char* const words[] = {tr("Seen last"), tr("By name")};
    const bool byName = ui.program.settings.patientsByName, wanted = wordOf(ui, "patients.order", words, byName ? 1 : 0) == 1;
    if (wanted != byName) {
        toTop_ = true;
        ui.later([&program = ui.program, wanted] {
            program.record.sortPatients(wanted);
            program.saveSettings();
        });
    }
    gap(ui, 4);
}

void PatientList::drawFilter(Ui& ui) {
    const FieldEvent event = field(ui, "patients.filter", filter_,
                                   {.hint = tr("Name, birth date, muscle, lot or visit"),
                                    .focus = std::exchange(ui.state.focusFilter, false),
                                    .maxBytes = 200});
    if (event.changed) opensOnly_ = false, toTop_ = true;
    if (event.entered) opensOnly_ = true;
    ui.program.record.patients().search(filter_);
    if (event.active) ui.state.keys.place = KeyPlace::patients;
    if (event.changed) ui.state.keys.row.reset();
    gap(ui, 4);
    if (trim(filter_).empty()) drawOrder(ui);
}

void PatientList::drawPatient(Ui& ui, const store::PatientSummary* summary, size_t index) {
    if (!summary) {
        showWalkedRow(ui, KeyPlace::patients, index, row(ui, "patients.row.coming", kPatientRow, false).rect);
        return;
    }
    const record::Patient& patient = summary->patient;
    ImGui::PushID(patient.id.text.c_str());
    const std::string rowName = fmt::format("patients.row.{}", index), name = displayText(patient.name);
    const float width = ImGui::GetContentRegionAvail().x - ui.px(16 + kRowMenuWidth);
    const float height = textSize(ui.fonts.body, name, width).y;  // a long name is read whole, on more lines
    const float more = height - fontPx(ui.fonts.body);
    if (more > 0.5F) taller_[index] = more;
    const Pressed at = row(ui, rowName, kPatientRow + more / ui.scale, false);
    showWalkedRow(ui, KeyPlace::patients, index, at.rect);
    ImDrawList& to = *ImGui::GetWindowDrawList();
    const float left = at.rect.min.x + ui.px(8);
    const float top = at.rect.min.y + ui.px(6), y = top + height - fontPx(ui.fonts.body);
    to.AddText(ui.fonts.body, fontPx(ui.fonts.body), {left, top}, ui.theme.ink, name.data(), name.data() + name.size(),
               width);
    const std::string born =
        patient.birthDate.empty() ? tr("Birth date not given") : trf("Born {}", dayInWords(patient.birthDate));
    const std::string& identifier = patient.details.identifier;
    textAt(to, ui.fonts.note, {left, y + ui.px(21)}, ui.theme.ink, identifier.empty() ? born : patient.birthDate.empty() ? displayText(identifier, 60) : fmt::format("{} \xC2\xB7 {}", dayInWords(patient.birthDate), displayText(identifier, 60)), width);
    const bool near = ui.program.record.patients().isNear(index);
    const store::FoundVisits* found = ui.program.record.patients().found(index);
    textAt(to, ui.fonts.note, {left, y + ui.px(38)}, ui.theme.quiet, near ? trf("similar \xC2\xB7 {}", visitsWords(*summary)) : found ? workspace::foundInWords(*found, ui.program.catalogue()) : visitsWords(*summary), width);
    const RowMenu menu = rowMenu(ui, rowName, at, kChoices);
    if (menu.chosen == 0U) form_.emplace(patient);
    if (menu.chosen == 1U) showTrailOf(ui.program, ui.state, patient);
    if (menu.chosen == 2U) askToGiveData(ui.state, patient);
    if (menu.chosen == 3U) ui.later([&program = ui.program, id = patient.id] { program.record.askToDelete(id); });
    if (menu.chosen == 4U) ui.later([&program = ui.program, id = patient.id] { program.person.askToErase(id); });
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
    return static_cast<float>(index) * ui.px(kPatientRow + 2) + extra;
}

/// Only what is looked at is drawn, and asked for; what is not here yet has its place.
void PatientList::drawRows(Ui& ui) {
    workspace::PatientRows& rows = ui.program.record.patients();
    const Measured now{rows.version(), ImGui::GetContentRegionAvail().x, ui.scale};
    if (now != measured_) taller_.clear();
    measured_ = now;
    const float base = ImGui::GetCursorPosY();  // what stands above the rows
    const float height = ImGui::GetWindowHeight(), most = std::max(0.0F, base + topOf(ui, rows.size()) - height);
    const float above = std::exchange(toTop_, false) ? 0 : std::min(ImGui::GetScrollY(), most), end = above + height;
    if (above < ImGui::GetScrollY()) {  // it is there in the next picture, which nothing else may ask for
        ImGui::SetScrollY(above);
        ui.state.wake(ui.now);
    }
    const float scroll = std::max(0.0F, above - base);
    size_t first = std::min(static_cast<size_t>(scroll / ui.px(kPatientRow + 2)), rows.size());
    while (first > 0 && topOf(ui, first) > scroll) --first;
    size_t last = first;
    for (float y = base + topOf(ui, first); last < rows.size() && y < end; ++last) {
        ImGui::SetCursorPosY(y);
        drawPatient(ui, rows.at(last), last);
        y = base + topOf(ui, last + 1);
    }
    rows.want(first, last);
    const auto& keys = ui.state.keys;
    if (const auto walked = keys.place == KeyPlace::patients && keys.follow ? keys.row : std::nullopt; walked && (*walked < first || *walked >= last)) {
        ImGui::SetCursorPosY(base + topOf(ui, *walked));
        drawPatient(ui, rows.at(*walked), *walked);
    }
    ImGui::SetCursorPosY(base + topOf(ui, rows.size()));
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
    if (filter_.empty()) drawOpenToday(ui);
    drawRows(ui);
    if (opensOnly_ && !rows.isSearching()) {
        opensOnly_ = false;
        if (rows.exact() == 1 && rows.size() == rows.exact() + rows.byVisits()) taken = 0;  // a guess is never opened by itself, nor who was found by visits
    }
    if (const auto* row = taken ? rows.at(*taken) : nullptr) openByKey(ui, row->patient.id);
    if (rows.empty()) paragraph(ui, ui.fonts.body, ui.theme.quiet, tr("No patient has that name, birth date or identifier, nor one that sounds like it."));
    endScroll();
    ImGui::PopStyleVar();
}

void PatientList::draw(Ui& ui) {
    if (ui.state.askedForm == RecordForm::newPatient) {
        ui.state.askedForm = RecordForm::none;
        form_.emplace(std::string());
    }
    if (ui.state.focusFilter) {  // the list is asked for
        form_.reset();
        ui.program.lists.shown = workspace::PracticeList::patients;
    }
    beginSide(ui, area(ui), Facing::left, false);
    // What waits was read before somebody was open, or before the record was changed.
    const int frame = ImGui::GetFrameCount();
    const bool returns = std::exchange(seen_, frame) != frame - 1;
    if (std::exchange(patientsVersion_, ui.program.record.patients().version()) != ui.program.record.patients().version() || returns)
        ui.later([&lists = ui.program.lists] { lists.refresh(); });
    if (form_) {
        drawForm(ui);
    } else {
        drawHead(ui);
        PracticeListView* other = ui.program.record.patients().all() > 0 ? view(ui) : nullptr;
        if (!other && ui.program.record.patients().all() > 0) drawFilter(ui);
        other ? other->draw(ui) : drawList(ui);
    }
    endSide();
}

}  // namespace

std::unique_ptr<Panel> makePatientList() {
    return std::make_unique<PatientList>();
}

}  // namespace myochart::ui
