#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "core/local_day.h"
#include "core/text.h"
#include "core/words.h"
#include "places/hand_edits.h"
#include "record/agreement.h"
#include "ui/framing.h"
#include "ui/icons.h"
#include "ui/panels/hazard_line.h"
#include "ui/panels/panels.h"
#include "ui/panels/patient_form.h"
#include "ui/panels/row_menu.h"
#include "ui/panels/side_panel.h"
#include "ui/panels/visit_stages.h"
#include "ui/structure_words.h"
#include "ui/typed_field.h"

namespace myochart::ui {

namespace {

constexpr float kVisitRow = 44, kSiteRow = 44;
constexpr RowChoice kChoices[] = {{"rename", mark("Name this visit\xE2\x80\xA6"), icon::kEdit},
                                  {"delete", mark("Delete\xE2\x80\xA6"), icon::kDelete}};

std::string sitesWords(int count) {
    return count == 0 ? tr("no sites") : trnf("{} site", "{} sites", static_cast<unsigned long>(count), count);
}

/// "Left"; "Left, lies right" where the record and the place differ; "Left (by hand)".
std::string sideWords(const record::Marker& marker, const std::optional<Side>& lies) {
    const char* side = sideTitle(marker.side);
    if (lies) return trf("{}, lies {}", side, sideName(*lies));
    return marker.byHand.side ? trf("{} (by hand)", side) : side;
}

/// The open patient: visits above, the sites of the open visit below.
class VisitPanel final : public Panel {
  public:
    std::string_view name() const override { return "visits"; }
    Rect area(const Ui& ui) const override { return ui.program.record.patient() && !ui.program.settings.structuresTab ? ui.layout.left : Rect{}; }
    void draw(Ui& ui) override;
    bool stepBack(Ui& ui) override {
        if (area(ui).size().x <= 0) return false;
        const bool form = std::exchange(form_, std::nullopt).has_value();
        return std::exchange(renaming_, std::nullopt).has_value() || form;
    }

  private:
    void drawPatient(Ui& ui);
    void drawVisits(Ui& ui);
    void drawVisit(Ui& ui, const store::SessionSummary& visit, size_t index);
    void drawForm(Ui& ui);
    void drawNote(Ui& ui, const record::Patient& patient);
    void drawRenaming(Ui& ui, const store::SessionSummary& visit, size_t index);
    void takeAskedForm(Ui& ui);
    void drawSites(Ui& ui);
    void drawSite(Ui& ui, const record::Session& session, size_t index);

    std::optional<PatientForm> form_;
    std::optional<record::SessionId> renaming_;
    bool renamingBegins_ = false;
    TypedField title_, note_;
    std::optional<record::MarkerId> scrolledTo_;
    std::unique_ptr<VisitStage> noteStage_ = makeNoteStage();  // provisional: the stages of a visit get tabs of their own
    bool noteShown_ = false;
};

/// What was asked for by a command.
void VisitPanel::takeAskedForm(Ui& ui) {
    const RecordForm asked = std::exchange(ui.state.askedForm, RecordForm::none);
    if (asked == RecordForm::changePatient) form_.emplace(*ui.program.record.patient());
    if (asked != RecordForm::renameVisit || !ui.program.record.session()) return;
    renaming_ = ui.program.record.session()->id;
    renamingBegins_ = true;
}

void VisitPanel::drawForm(Ui& ui) {
    const PatientForm::Answer answer = form_->draw(ui);
    if (answer == PatientForm::Answer::open) return;
    if (answer == PatientForm::Answer::done)
        ui.later([&program = ui.program, patient = form_->patient()] { program.record.changePatient(patient); });
    form_.reset();
}

void VisitPanel::drawPatient(Ui& ui) {
    const record::Patient& patient = *ui.program.record.patient();
    ImGui::SetCursorPosX(ImGui::GetCursorPosX() - ui.px(8));
    if (button(
            ui, "visits.back",
            {.icon = icon::kBack, .label = tr("Patients"), .tip = tr("Close this patient"), .key = ui.keyOf("patient.close")}))
        ui.runLater("patient.close");
    ImGui::SameLine(ImGui::GetWindowContentRegionMax().x - ui.px(68));
    if (button(ui, "visits.patient.edit", {.icon = icon::kEdit, .tip = tr("Change name or birth date")}))
        form_.emplace(patient);
    ImGui::SameLine(0, ui.px(4));
    if (button(ui, "visits.patient.delete", {.icon = icon::kDelete, .tip = tr("Delete this patient\xE2\x80\xA6")}))
        ui.runLater("patient.delete");
    if (form_) return drawForm(ui);
    paragraph(ui, ui.fonts.title, ui.theme.ink, displayText(patient.name));
    const std::string born = patient.birthDate.empty() ? tr("Birth date not given") : trf("Born {}", dayInWords(patient.birthDate));
    ImGui::SetCursorPosY(ImGui::GetCursorPosY() - ui.px(4));
    line(ui, ui.fonts.note, ui.theme.ink, born);
    drawNote(ui, patient);
    gap(ui, 4);
}

void VisitPanel::drawNote(Ui& ui, const record::Patient& patient) {
    note_.draw(ui, "visits.patient.note", patient.id.text, patient.note,
               {.hint = tr("Allergies, blood thinners, ..."), .lines = 2, .maxBytes = record::kMaxNoteBytes},
               [&program = ui.program, id = patient.id](const std::string& text, const std::string& typing) {
                   if (!program.record.patient() || program.record.patient()->id != id) return;
                   record::Patient changed = *program.record.patient();
                   changed.note = text;
                   program.record.changePatient(changed, typing);
               });
}

void VisitPanel::drawRenaming(Ui& ui, const store::SessionSummary& visit, size_t index) {
    const bool begins = std::exchange(renamingBegins_, false);
    const bool open = ui.program.record.session() && ui.program.record.session()->id == visit.id;
    const FieldEvent event = title_.draw(
        ui, fmt::format("visits.row.{}.title", index), visit.id.text, open ? ui.program.record.session()->title : visit.title,
        {.hint = tr("Title of this visit"), .focus = begins, .maxBytes = record::kMaxNameBytes},
        [&program = ui.program, id = visit.id](const std::string& text, const std::string& typing) { program.record.renameSession(id, text, typing); });
    if (event.entered || (!event.active && !begins && !ImGui::IsItemFocused())) renaming_.reset();
}

void VisitPanel::drawVisit(Ui& ui, const store::SessionSummary& visit, size_t index) {
    if (renaming_ == visit.id) return drawRenaming(ui, visit, index);
    const bool open = ui.program.record.session() && ui.program.record.session()->id == visit.id;
    ImGui::PushID(visit.id.text.c_str());
    const std::string rowName = fmt::format("visits.row.{}", index);
    const Pressed at = row(ui, rowName, kVisitRow, open);
    showWalkedRow(ui, KeyPlace::visits, index, at.rect);
    ImDrawList& to = *ImGui::GetWindowDrawList();
    const int count = open ? static_cast<int>(ui.program.record.session()->markers.size()) : visit.markers;
    const std::string& title = open ? ui.program.record.session()->title : visit.title;
    const std::string date = dateTimeAt(visit.startedAt, visit.utcOffset);
    const float width = at.rect.size().x - ui.px(16 + kRowMenuWidth);
    const vec2 corner = at.rect.min + vec2(ui.px(8), 0);
    textAt(to, open ? ui.fonts.strong : ui.fonts.body, corner + vec2(0, ui.px(4)), ui.theme.ink,
           title.empty() ? date : displayText(title), width);
    const std::string detail =
        title.empty() ? sitesWords(count) : fmt::format("{} \xC2\xB7 {}", date, sitesWords(count));
    textAt(to, ui.fonts.note, corner + vec2(0, ui.px(23)), ui.theme.quiet, detail, width);
    const RowMenu menu = rowMenu(ui, rowName, at, kChoices);
    if (menu.chosen == 0U) renaming_ = visit.id, renamingBegins_ = true;
    if (menu.chosen == 1U) ui.later([&program = ui.program, id = visit.id] { program.record.askToDelete(id); });
    if (at.clicked && !menu.pressed && !open) ui.later([&program = ui.program, id = visit.id] { program.record.openSession(id); });
    ImGui::PopID();
}

void VisitPanel::drawVisits(Ui& ui) {
    rule(ui);
    heading(ui, tr("Visits"));
    ImGui::SameLine(ImGui::GetWindowContentRegionMax().x - ui.px(32));
    ImGui::SetCursorPosY(ImGui::GetCursorPosY() - ui.px(8));
    if (!ui.program.record.sessions().empty() &&
        button(ui, "visits.new", {.icon = icon::kAdd, .tip = tr("New visit"), .key = ui.keyOf("session.new")}))
        ui.runLater("session.new");
    if (ui.program.record.sessions().empty()) {
        ImGui::NewLine();
        emptyPlace(ui, tr("Each visit keeps its own sites; there is none yet."));
        if (button(ui, "visits.new", {.icon = icon::kAdd, .label = tr("New visit"), .kind = ButtonKind::primary}))
            ui.runLater("session.new");
        return;
    }
    const float wanted = static_cast<float>(ui.program.record.sessions().size()) * (kVisitRow + 2);
    const float most = ui.program.record.session() ? ImGui::GetContentRegionAvail().y / ui.scale * 0.4F
                                       : ImGui::GetContentRegionAvail().y / ui.scale;
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {0, ui.px(2)});
    beginScroll(ui, "visits", std::max(kVisitRow, std::min(wanted, most)));
    if (const auto taken = walkList(ui, KeyPlace::visits, ui.program.record.sessions().size()))
        ui.later([&program = ui.program, id = ui.program.record.sessions()[*taken].id] {
            if (!program.record.session() || program.record.session()->id != id) program.record.openSession(id);
        });
    const auto& visits = ui.program.record.sessions();
    ImGuiListClipper clipper;
    clipper.Begin(static_cast<int>(visits.size()), ui.px(kVisitRow + 2));
    const auto always = [&](size_t row) { clipper.ForceDisplayRangeByIndices(static_cast<int>(row), static_cast<int>(row) + 1); };
    if (const ListKeys& keys = ui.state.keys; keys.place == KeyPlace::visits && keys.follow && keys.row && *keys.row < visits.size()) always(*keys.row);
    if (renaming_) always(static_cast<size_t>(std::ranges::find(visits, *renaming_, &store::SessionSummary::id) - visits.begin()));
    while (clipper.Step())
        for (auto i = static_cast<size_t>(clipper.DisplayStart); i < std::min(static_cast<size_t>(clipper.DisplayEnd), visits.size()); ++i)
            drawVisit(ui, visits[i], i);
    endScroll();
    ImGui::PopStyleVar();
}

void VisitPanel::drawSite(Ui& ui, const record::Session& session, size_t index) {
    const record::Marker& marker = session.markers[index];
    const bool chosen = ui.program.view.options.selectedMarkers.contains(marker.id);
    ImGui::PushID(marker.id.text.c_str());
    const Pressed at = row(ui, fmt::format("sites.row.{}", index), kSiteRow, chosen);
    showWalkedRow(ui, KeyPlace::sites, index, at.rect);
    tip(ui, displayText(marker.sentence.empty() ? marker.muscle : marker.sentence), {}, TipPlace::beside);
    ImDrawList& to = *ImGui::GetWindowDrawList();
    drawMarkerShape(to, ui, marker.type, {at.rect.min.x + ui.px(18), at.rect.centre().y}, ui.px(8));
    const auto lies = ui.program.bodies.current() ? places::otherSideOfPlace(*ui.program.bodies.current(), marker) : std::nullopt;
    const auto liesIn =
        ui.program.bodies.current() ? places::otherMuscleOfPlace(*ui.program.bodies.current(), ui.program.catalogue(), marker) : std::nullopt;
    const bool words = record::wordsTellOtherSide(marker), warns = lies || liesIn || words;
    const float left = at.rect.min.x + ui.px(36), width = at.rect.max.x - left - ui.px(warns ? 28 : 8);
    if (warns) {
        const vec2 mark(at.rect.max.x - ui.px(14), at.rect.centre().y);
        warningMark(ui, mark);
        const Rect marked{mark - ui.px(8), mark + ui.px(8)};
        if (lies) ui.record.add(fmt::format("sites.row.{}.sideConflict", index), marked);
        if (liesIn) ui.record.add(fmt::format("sites.row.{}.muscleConflict", index), marked);
        if (words) ui.record.add(fmt::format("sites.row.{}.wordsConflict", index), marked);
    }
    const std::string label = record::shownLabel(session, marker.id);
    const float labelWidth = textAt(to, ui.fonts.strong, {left, at.rect.min.y + ui.px(4)}, ui.theme.ink,
                                    displayText(label, 60), width * 0.4F);
    const float gapPx = ui.px(8);
    textAt(to, ui.fonts.body, {left + labelWidth + gapPx, at.rect.min.y + ui.px(4)}, ui.theme.ink,
           capitalised(displayText(marker.muscle)), width - labelWidth - gapPx);
    const std::string side = sideWords(marker, lies);
    const std::string note = marker.note.empty() ? std::string() : " \xC2\xB7 " + displayText(marker.note, 60);
    textAt(to, ui.fonts.note, {left, at.rect.min.y + ui.px(23)}, ui.theme.quiet,
           fmt::format("{} \xC2\xB7 {}{}", liesIn ? trf("{}, lies in {}", side, *liesIn) : side, tr(record::title(marker.type)), note),
           width);
    if (chosen && ui.program.view.options.selectedMarkers.size() == 1 && scrolledTo_ != marker.id) {
        ImGui::SetScrollHereY(0.5F);
        scrolledTo_ = marker.id;
    }
    if (at.clicked && (ui.input.modifiers & (kShift | kCtrl)))
        ui.program.marks.select(marker.id, true);
    else if (at.clicked)
        bringUp(ui.program, marker.id);
    ImGui::PopID();
}

void VisitPanel::drawSites(Ui& ui) {
    const record::Session* session = ui.program.marks.shownSession();
    if (!session) {
        if (!ui.program.record.sessions().empty()) emptyPlace(ui, tr("Open a visit to see its sites, or start a new one."));
        return;
    }
    rule(ui);
    heading(ui, session->markers.empty() ? tr("Sites") : trf("Sites \xC2\xB7 {}", session->markers.size()));
    if (session->markers.empty()) {
        emptyPlace(ui,
                   tr("The sites of this visit are listed here in the order of placing: choose a marker above, then click "
                      "on the body."));
        if (button(ui, "sites.place",
                   {.label = tr("Place a needle site"), .kind = ButtonKind::plain, .enabled = ui.program.bodies.current() != nullptr}))
            ui.program.marks.setPlacing(record::MarkerType::needle);
        return;
    }
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {0, ui.px(2)});
    beginScroll(ui, "sites");
    if (const auto taken = walkList(ui, KeyPlace::sites, session->markers.size()))
        ui.later([&program = ui.program, &state = ui.state, id = session->markers[*taken].id] {
            const bool isOpen = program.view.options.selectedMarkers.size() == 1 && program.view.options.selectedMarkers.contains(id);
            isOpen ? openSiteCard(program, state) : bringUp(program, id);
        });
    for (size_t i = 0; i < session->markers.size(); ++i) drawSite(ui, *session, i);
    endScroll();
    ImGui::PopStyleVar();
}

void VisitPanel::draw(Ui& ui) {
    if (form_ && form_->patient().id != ui.program.record.patient()->id) form_.reset();
    takeAskedForm(ui);
    beginSide(ui, area(ui), Facing::left, false);
    drawPatient(ui);
    if (ui.program.record.session() && toggle(ui, "visits.note", tr("Note"), noteShown_)) noteShown_ = !noteShown_;
    if (ui.program.record.session() && noteShown_) {
        noteStage_->draw(ui);
        return endSide();
    }
    drawVisits(ui);
    gap(ui, 4);
    drawSites(ui);
    endSide();
}

}  // namespace

std::unique_ptr<Panel> makeVisitPanel() {
    return std::make_unique<VisitPanel>();
}

}  // namespace myochart::ui
