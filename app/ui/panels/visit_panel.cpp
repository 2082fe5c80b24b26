#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "anatomy/fact_names.h"
#include "anatomy/screening.h"
#include "core/local_day.h"
#include "core/text.h"
#include "core/words.h"
#include "note/muscle_count.h"
#include "note/note_words.h"
#include "ui/field_chips.h"
#include "ui/icons.h"
#include "ui/panels/hazard_line.h"
#include "ui/panels/panels.h"
#include "ui/panels/patient_form.h"
#include "ui/panels/row_menu.h"
#include "ui/panels/side_panel.h"
#include "ui/panels/visit_stages.h"
#include "ui/typed_field.h"
#include "ui/value_words.h"
#include "workspace/earlier_events.h"

namespace myochart::ui {

namespace {

constexpr float kVisitRow = 44;
constexpr std::array kStages = {std::pair{"before", mark("Before")}, std::pair{"sites", mark("Sites")}, std::pair{"after", mark("After")},
                                std::pair{"note", mark("Note")}};
constexpr RowChoice kVisitChoices[] = {{"rename", mark("Name this visit\xE2\x80\xA6"), icon::kEdit},
                                  {"delete", mark("Delete\xE2\x80\xA6"), icon::kDelete}};

std::string sitesWords(int count) {
    return count == 0 ? tr("no sites") : trnf("{} site", "{} sites", static_cast<unsigned long>(count), count);
}

/// Empty: a ring; begun: half; complete: full; attention: a full one of danger with its own shape.
void drawStageDot(const Ui& ui, vec2 at, StageState state) {
    ImDrawList& to = *ImGui::GetWindowDrawList();
    const float r = ui.px(4), thick = std::max(1.0F, std::floor(ui.scale));
    if (state == StageState::needsAttention) return to.AddTriangleFilled({at.x, at.y - r}, {at.x + r, at.y + r}, {at.x - r, at.y + r}, ui.theme.danger);
    if (state == StageState::complete) return to.AddCircleFilled(im(at), r, ui.theme.accent);
    to.AddCircle(im(at), r, state == StageState::begun ? ui.theme.accent : ui.theme.edge, 0, thick);
    if (state == StageState::begun) to.AddCircleFilled(im(at), r / 2, ui.theme.accent);
}

/// What a visit's row tells beside its day.
struct VisitFigures {
    std::optional<std::uint32_t> painBefore, painAfter;
    std::string words;  ///< "signed · 5 sites · 4 needles"
    std::string tip;    ///< the same, with what its pain means
};

/// Of the open visit as it is now; of others as the record has them.
VisitFigures figuresOf(Ui& ui, const store::SessionSummary& visit, int sites) {
    const record::Session* open = ui.program.record.session();
    const bool isOpen = open && open->id == visit.id;
    VisitFigures figures{isOpen ? open->before.pain : visit.painBefore, isOpen ? open->after.pain : visit.painAfter, {}, {}};
    const bool isSigned = isOpen ? open->signing.isSigned() : visit.isSigned, wants = isOpen ? open->signing.wantsCosignature() : visit.wantsCosignature;
    const workspace::VisitDetail* detail = isOpen ? nullptr : ui.program.lists.detail(visit.id);
    const size_t needles = isOpen ? static_cast<size_t>(std::ranges::count_if(open->markers, note::wasNeedled)) : detail ? detail->needles : 0;
    const std::string state = wants ? tr("to be co-signed") : isSigned ? tr("signed") : tr("draft");
    figures.words = fmt::format("{} \xC2\xB7 {}", state, sitesWords(sites));
    if (needles > 0) figures.words += fmt::format(" \xC2\xB7 {}", trnf("{} needle", "{} needles", needles, needles));
    figures.tip = figures.words;
    if (const std::string pain = painChange(figures.painBefore, figures.painAfter); !pain.empty()) figures.tip += "\n" + trf("Pain before and after, of 10: {}", pain);
    return figures;
}

/// Two figures and a bar of ten, which ends at `right`: up to the pain before as an outline, up to that after filled. The width it
/// takes with the room beside it; 0 where no pain is recorded.
float drawPain(const Ui& ui, vec2 right, const std::optional<std::uint32_t>& before, const std::optional<std::uint32_t>& after) {
    const std::string words = painChange(before, after);
    if (words.empty()) return 0;
    constexpr float kBar = 30, kHigh = 8, kMost = 10;
    ImDrawList& to = *ImGui::GetWindowDrawList();
    const float wide = textSize(ui.fonts.note, words).x;
    const vec2 from = right + vec2(-ui.px(kBar), ui.px(6));
    const auto upTo = [&](std::uint32_t pain) { return vec2(from.x + ui.px(kBar) * static_cast<float>(std::min(pain, 10U)) / kMost, from.y + ui.px(kHigh)); };
    to.AddRectFilled(im(from), im(right + vec2(0, ui.px(6 + kHigh))), ui.theme.rule, ui.px(2));
    if (after) to.AddRectFilled(im(from), im(upTo(*after)), ui.theme.accent, ui.px(2));
    if (before) to.AddRect(im(from), im(upTo(*before)), ui.theme.ink, ui.px(2));
    textAt(to, ui.fonts.note, {from.x - wide - ui.px(6), right.y + ui.px(1)}, ui.theme.ink, words);
    return wide + ui.px(kBar + 14);
}

/// The open patient: visits above, the stages of the open visit below.
class VisitPanel final : public Panel {
  public:
    std::string_view name() const override { return "visits"; }
    Rect area(const Ui& ui) const override { return ui.program.record.patient() && !ui.program.settings.structuresTab && !ui.program.time.isOpen() && !ui.program.imports.incoming() ? ui.layout.left : Rect{}; }
    void draw(Ui& ui) override;
    bool stepBack(Ui& ui) override {
        if (area(ui).size().x <= 0) return false;
        const bool form = std::exchange(form_, std::nullopt).has_value();
        return std::exchange(renaming_, std::nullopt).has_value() || form;
    }

  private:
    void drawPatient(Ui& ui);
    static void drawPatientMenu(Ui& ui);
    void drawVisits(Ui& ui);
    void drawVisit(Ui& ui, const store::SessionSummary& visit, size_t index);
    void drawForm(Ui& ui);
    void drawAlerts(Ui& ui, const record::Patient& patient);
    void drawNote(Ui& ui, const record::Patient& patient);
    void drawRenaming(Ui& ui, const store::SessionSummary& visit, size_t index);
    void takeAskedForm(Ui& ui);
    /// While a visit is open its stages have the panel: the list of visits and the patient's note are folded above them, the same in
    /// each, so that no tab moves under the pointer.
    static bool folded(const Ui& ui) { return ui.program.record.session() && !ui.state.visitsListed && ui.state.keys.place != KeyPlace::visits; }
    static void drawVisitsHead(Ui& ui);
    void followStage(Ui& ui);
    void drawVisitOpen(Ui& ui);
    void drawStageTabs(Ui& ui);
    static void drawEarlierEvents(Ui& ui);

    std::optional<PatientForm> form_;
    std::optional<record::SessionId> renaming_;
    bool renamingBegins_ = false;
    int begun_ = 0;  ///< RecordDesk::begun() when it was last drawn
    record::SessionId sitesOf_;
    size_t sites_ = 0;  ///< of that visit when it was last drawn
    TypedField title_, note_;
    FieldChips alertChips_;
    std::array<std::unique_ptr<VisitStage>, 4> stages_ = {makeBeforeStage(), makeSitesStage(), makeAfterStage(), makeNoteStage()};
};

/// What was asked for by a command.
void VisitPanel::takeAskedForm(Ui& ui) {
    const RecordForm asked = std::exchange(ui.state.askedForm, RecordForm::none);
    if (asked == RecordForm::changePatient) form_.emplace(*ui.program.record.patient());
    if (asked != RecordForm::renameVisit || !ui.program.record.session()) return;
    renaming_ = ui.program.record.session()->id;
    renamingBegins_ = ui.state.visitsListed = true;
}

void VisitPanel::drawForm(Ui& ui) {
    const PatientForm::Answer answer = form_->draw(ui);
    if (answer == PatientForm::Answer::open) return;
    if (answer == PatientForm::Answer::done)
        ui.later([&program = ui.program, patient = form_->patient()] { program.record.changePatient(patient); });
    form_.reset();
}

/// What else can be done with the patient: who looked, everything of theirs, erased for good.
void VisitPanel::drawPatientMenu(Ui& ui) {
    constexpr RowChoice kOfPatient[] = {{"trail", mark("Who looked and who changed\xE2\x80\xA6"), icon::kEye},
                                        {"giveData", mark("Give the person their data\xE2\x80\xA6"), icon::kFile},
                                        {"erase", mark("Erase for good\xE2\x80\xA6"), icon::kWarning}};
    constexpr const char* kCommands[] = {"patient.trail", "patient.giveData", "patient.eraseForGood"};
    if (button(ui, "visits.patient.more", {.icon = icon::kMore, .label = ui.fonts.icons ? "" : "...", .tip = tr("More")})) openList(ui, "patient.more");
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {ui.px(8), ui.px(8)});
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {0, ui.px(2)});
    if (ImGui::BeginPopup("patient.more", ImGuiWindowFlags_NoMove)) {
        if (const auto chosen = menuChoices(ui, "visits.patient", kOfPatient)) ui.runLater(kCommands[*chosen]);
        ImGui::EndPopup();
    }
    ImGui::PopStyleVar(2);
}

void VisitPanel::drawPatient(Ui& ui) {
    const record::Patient& patient = *ui.program.record.patient();
    ImGui::SetCursorPosX(ImGui::GetCursorPosX() - ui.px(8));
    if (button(
            ui, "visits.back",
            {.icon = icon::kBack, .label = tr("Patients"), .tip = tr("Close this patient"), .key = ui.keyOf("patient.close")}))
        ui.runLater("patient.close");
    ImGui::SameLine(ImGui::GetWindowContentRegionMax().x - ui.px(104));
    if (button(ui, "visits.patient.edit", {.icon = icon::kEdit, .tip = tr("Change name, birth date or identifier")}))
        form_.emplace(patient);
    ImGui::SameLine(0, ui.px(4));
    if (button(ui, "visits.patient.delete", {.icon = icon::kDelete, .tip = tr("Delete this patient\xE2\x80\xA6")}))
        ui.runLater("patient.delete");
    ImGui::SameLine(0, ui.px(4));
    drawPatientMenu(ui);
    if (form_) return drawForm(ui);
    paragraph(ui, ui.fonts.title, ui.theme.ink, displayText(patient.name));
    const std::string born = patient.birthDate.empty() ? tr("Birth date not given") : trf("Born {}", dayInWords(patient.birthDate));
    ImGui::SetCursorPosY(ImGui::GetCursorPosY() - ui.px(4));
    const std::string& identifier = patient.details.identifier;
    line(ui, ui.fonts.note, ui.theme.ink, identifier.empty() ? born : fmt::format("{} \xC2\xB7 {}", born, displayText(identifier, 60)));
    drawAlerts(ui, patient);
    if (!ui.program.record.session()) drawNote(ui, patient);
    else if (folded(ui) && !patient.note.empty()) line(ui, ui.fonts.note, ui.theme.ink, displayText(patient.note, 400));
    gap(ui, 4);
}

/// What is dangerous for this patient, in view on every level; a click takes one away, "+ alert" adds one.
void VisitPanel::drawAlerts(Ui& ui, const record::Patient& patient) {
    const auto change = [&](std::vector<std::string> alerts) {
        ui.later([&program = ui.program, id = patient.id, alerts = std::move(alerts)] {
            if (!program.record.patient() || program.record.patient()->id != id) return;
            record::Patient changed = *program.record.patient();
            changed.details.alerts = alerts;
            program.record.changePatient(changed);
        });
    };
    std::vector<FieldChips::Choice> known;
    for (const anatomy::SafetyFact* fact : anatomy::screeningQuestions(ui.program.catalogue())) known.push_back({fact->key, anatomy::called(ui.program.catalogue(), *fact), &ui.program.catalogue()});
    const auto words = [&](const std::string& key) {
        for (const auto& choice : known)
            if (choice.value == key) return choice.words;
        return displayText(key, 60);
    };
    beginChips();
    for (size_t i = 0; i < patient.details.alerts.size(); ++i) {
        const std::string said = words(patient.details.alerts[i]);
        const std::string tip = said + "\n" + tr("A click changes it; emptied, or by Backspace, it is taken away");
        alertChips_.typed(ui, fmt::format("alert.{}", i), {.label = "! " + said, .recorded = true, .strong = true, .danger = true, .tip = tip}, said, tr("Alert"), known, [&](const std::string& text) {
            auto alerts = patient.details.alerts;
            const std::string kept = withoutHiddenMarks(trim(text), ' ');
            if (kept.empty()) alerts.erase(alerts.begin() + static_cast<std::ptrdiff_t>(i));
            else if (kept != said) alerts[i] = kept;
            if (alerts != patient.details.alerts) change(std::move(alerts));
            return std::string();
        });
    }
    alertChips_.typed(ui, "alert.add", {.label = tr("+ alert"), .tip = tr("Anticoagulant, pregnancy, implant, allergy, fainting...")}, {}, tr("Alert"), known, [&](const std::string& text) {
        if (trim(text).empty()) return std::string(tr("Say what is dangerous."));
        auto alerts = patient.details.alerts;
        if (std::find(alerts.begin(), alerts.end(), text) == alerts.end()) alerts.push_back(withoutHiddenMarks(trim(text), ' '));
        change(std::move(alerts));
        return std::string();
    });
    endChips(ui);
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
    const VisitFigures figures = figuresOf(ui, visit, count);
    const float pain = drawPain(ui, {corner.x + width, corner.y + ui.px(4)}, figures.painBefore, figures.painAfter);
    ImFont* font = open ? ui.fonts.strong : ui.fonts.body;
    const std::string day = textSize(font, date).x <= width - pain ? date : dateAt(visit.startedAt, visit.utcOffset);
    textAt(to, font, corner + vec2(0, ui.px(4)), ui.theme.ink, title.empty() ? day : displayText(title), width - pain);
    // Where the day alone has room the time stands below: two visits of one day are told apart by it.
    const std::string when = !title.empty() ? date : day == date ? std::string() : date.substr(date.rfind(' ') + 1);
    const std::string detail = when.empty() ? figures.words : fmt::format("{} \xC2\xB7 {}", when, figures.words);
    textAt(to, ui.fonts.note, corner + vec2(0, ui.px(23)), ui.theme.quiet, detail, width);
    if (title.empty() && pain > 0) tip(ui, date + "\n" + figures.tip, {}, TipPlace::beside);  // a title that is cut has its own
    const RowMenu menu = rowMenu(ui, rowName, at, kVisitChoices);
    if (menu.chosen == 0U) renaming_ = visit.id, renamingBegins_ = true;
    if (menu.chosen == 1U) ui.later([&program = ui.program, id = visit.id] { program.record.askToDelete(id); });
    if (at.clicked && !menu.pressed && !open) ui.later([&program = ui.program, id = visit.id] { program.record.openSession(id); });
    ImGui::PopID();
}

/// "Visits", with how many; beside an open visit a press shows or folds the list.
void VisitPanel::drawVisitsHead(Ui& ui) {
    if (!ui.program.record.session()) {
        heading(ui, tr("Visits"));
        ImGui::SameLine(ImGui::GetWindowContentRegionMax().x - ui.px(32));
        ImGui::SetCursorPosY(ImGui::GetCursorPosY() - ui.px(8));
        return;
    }
    const std::string plain = tr("Visits"), counted = fmt::format("{} ({})", plain, ui.program.record.sessions().size());
    constexpr float kMark = 22, kButtons = 80;  // what stands behind it in the row
    const float room = ImGui::GetContentRegionAvail().x - ui.px(kButtons) - labelWidth(ui, tr("Over time"), 72);
    const std::string& title = textSize(ui.fonts.strong, counted).x + ui.px(kMark) <= room ? counted : plain;
    const Pressed at = pressArea(ui, "visits.fold", {std::min(textSize(ui.fonts.strong, title).x + ui.px(kMark), room), ui.px(32)});
    ImDrawList& to = *ImGui::GetWindowDrawList();
    if (at.hovered) to.AddRectFilled(im(at.rect.min), im(at.rect.max), at.held ? ui.theme.press : ui.theme.hover, ui.px(6));
    foldMark(to, ui, at.rect.min + vec2(ui.px(6), ui.px(16)), !folded(ui));
    textAt(to, ui.fonts.strong, {at.rect.min.x + ui.px(16), at.rect.centre().y - fontPx(ui.fonts.strong) / 2}, ui.theme.ink, title, at.rect.size().x - ui.px(16));
    if (at.clicked) {
        ui.state.visitsListed = folded(ui);
        if (ui.state.keys.place == KeyPlace::visits) ui.state.keys = {};
    }
    ImGui::SameLine(ImGui::GetWindowContentRegionMax().x - ui.px(32));
}

void VisitPanel::drawVisits(Ui& ui) {
    rule(ui);
    drawVisitsHead(ui);
    const bool any = !ui.program.record.sessions().empty();
    if (any) {
        const float wide = labelWidth(ui, tr("Over time"), 72);
        ImGui::SetCursorPosX(ImGui::GetCursorPosX() - ui.px(40) - wide);
        if (button(ui, "visits.overTime", {.label = tr("Over time"), .tip = tr("The visits one after the other"), .key = ui.keyOf("patient.overTime"), .width = wide / ui.scale})) ui.runLater("patient.overTime");
        ImGui::SameLine(0, ui.px(4));
        if (button(ui, "visits.like", {.icon = icon::kCopy, .label = ui.fonts.icons ? "" : "=", .tip = tr("New visit like the last"), .key = ui.keyOf("session.likeLast")}))
            ui.runLater("session.likeLast");
        ImGui::SameLine(0, ui.px(4));
    }
    if (any && button(ui, "visits.new", {.icon = icon::kAdd, .tip = tr("New visit"), .key = ui.keyOf("session.new")}))
        ui.runLater("session.new");
    if (ui.program.record.sessions().empty()) {
        ImGui::NewLine();
        emptyPlace(ui, tr("Each visit keeps its own sites; there is none yet."));
        if (button(ui, "visits.new", {.icon = icon::kAdd, .label = tr("New visit"), .kind = ButtonKind::primary}))
            ui.runLater("session.new");
        return;
    }
    if (folded(ui)) return;
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
    if (ui.program.record.session()) gap(ui, 4), drawNote(ui, *ui.program.record.patient());
}

/// The four stages in a row, each with a dot: empty, begun, complete, or wanting attention.
void VisitPanel::drawStageTabs(Ui& ui) {
    const float between = ui.px(2), beside = ui.px(24);
    float words = 0;
    for (const auto& stage : kStages) words += textSize(ui.fonts.noteStrong, tr(stage.second)).x;
    const float room = ImGui::GetContentRegionAvail().x - between * static_cast<float>(kStages.size() - 1), slack = (room - words) / static_cast<float>(kStages.size());
    for (size_t i = 0; i < kStages.size(); ++i) {
        if (i > 0) ImGui::SameLine(0, between);
        const float wide = std::floor(textSize(ui.fonts.noteStrong, tr(kStages[i].second)).x + slack);
        const bool on = static_cast<size_t>(ui.state.stage) == i;
        const Pressed at = pressArea(ui, fmt::format("stage.{}", kStages[i].first), {wide, ui.px(32)});
        ImDrawList& to = *ImGui::GetWindowDrawList();
        const float round = ui.px(6);
        if (on) to.AddRectFilled(im(at.rect.min), im(at.rect.max), ui.theme.chosen, round);
        if (at.hovered) to.AddRectFilled(im(at.rect.min), im(at.rect.max), at.held ? ui.theme.press : ui.theme.hover, round);
        const float left = at.rect.min.x + std::max(0.0F, (slack - beside) / 2);
        const StageState state = stages_[i]->state(ui);
        constexpr const char* kStates[] = {"empty", "begun", "complete", "needs attention"};
        ui.record.fact(fmt::format("stage.{}.state", kStages[i].first), kStates[static_cast<size_t>(state)]);
        drawStageDot(ui, {left + ui.px(8), at.rect.centre().y}, state);
        textIn(to, on ? ui.fonts.noteStrong : ui.fonts.note, {{left + ui.px(16), at.rect.min.y}, at.rect.max}, on ? ui.theme.accent : ui.theme.ink, tr(kStages[i].second), 0);
        if (at.clicked) ui.state.stage = static_cast<Stage>(i);
    }
    gap(ui, 4);
}

/// What went wrong before, above every stage until somebody says to have read it: a line a day.
void VisitPanel::drawEarlierEvents(Ui& ui) {
    const auto events = workspace::unreadEvents(ui.program.record);
    if (events.empty()) return;
    std::string words, day;
    for (const record::KnownEvent& event : events) {
        const std::string what = fmt::format("{} ({})", displayText(note::safetyWords(ui.program.catalogue(), event.category), 120), tr(record::name(event.severity)));
        words += event.day == day ? ", " + what : (words.empty() ? "" : "\n") + trf("At the visit of {}: {}", dayInWords(event.day), what);
        day = event.day;
    }
    const vec2 at = vec(ImGui::GetCursorScreenPos());
    warningMark(ui, at + vec2(ui.px(10), ui.px(10)));
    ImGui::SetCursorScreenPos({at.x + ui.px(24), at.y});
    paragraph(ui, ui.fonts.noteStrong, ui.theme.danger, words);
    ui.record.fact("visit.earlierEvents", words);
    if (button(ui, "visit.earlierEvents.read", {.label = tr("I have read it"), .tip = tr("Keeps in this visit that you know of it"), .kind = ButtonKind::plain, .width = -1}))
        ui.later([&record = ui.program.record] { workspace::readEvents(record); });
    recordPart(ui, "visit.earlierEvents", {at, {at.x + ImGui::GetContentRegionAvail().x, ImGui::GetCursorScreenPos().y}});
    gap(ui, 4);
}

/// A visit that begins is at *Before*, not where the last one ended; who places a site there goes on to the sites.
void VisitPanel::followStage(Ui& ui) {
    const record::Session& visit = *ui.program.record.session();
    const size_t sites = visit.markers.size();
    const bool begins = std::exchange(begun_, ui.program.record.begun()) != ui.program.record.begun();
    const bool places = sitesOf_ == visit.id && sites > sites_;
    sitesOf_ = visit.id;
    sites_ = sites;
    if (begins) ui.state.stage = Stage::before;
    else if (places && ui.state.stage == Stage::before) ui.state.stage = Stage::sites;
}

void VisitPanel::drawVisitOpen(Ui& ui) {
    if (!ui.program.record.session()) {
        if (!ui.program.record.sessions().empty()) emptyPlace(ui, tr("Open a visit to see its sites, or start a new one."));
        return;
    }
    followStage(ui);
    rule(ui);
    drawEarlierEvents(ui);
    drawStageTabs(ui);
    ui.record.fact("stage", kStages[static_cast<size_t>(ui.state.stage)].first);
    ImGui::PushID(ui.program.record.session()->id.text.c_str());
    stages_[static_cast<size_t>(ui.state.stage)]->draw(ui);
    ImGui::PopID();
}

void VisitPanel::draw(Ui& ui) {
    if (form_ && form_->patient().id != ui.program.record.patient()->id) form_.reset();
    takeAskedForm(ui);
    constexpr float kShortPanel = 560;  // there the whole panel scrolls, not its lists alone
    beginSide(ui, area(ui), Facing::left, area(ui).size().y < ui.px(kShortPanel));
    drawPatient(ui);
    drawVisits(ui);
    gap(ui, 4);
    drawVisitOpen(ui);
    endSide();
}

}  // namespace

std::unique_ptr<Panel> makeVisitPanel() {
    return std::make_unique<VisitPanel>();
}

}  // namespace myochart::ui
