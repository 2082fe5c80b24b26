#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "anatomy/fact_names.h"
#include "core/text.h"
#include "core/words.h"
#include "ui/icons.h"
#include "ui/panels/hazard_line.h"
#include "ui/panels/over_time.h"
#include "ui/panels/panels.h"
#include "ui/panels/side_panel.h"
#include "ui/slider.h"
#include "ui/value_words.h"

namespace myochart::ui {

namespace {

constexpr float kLeastForHead = 560;

enum class Tab { places, course, compare };

/// The visits of the open patient one after the other, in place of the list of visits.
class OverTimePanel final : public Panel {
  public:
    std::string_view name() const override { return "overTime"; }
    Rect area(const Ui& ui) const override { return ui.program.time.isOpen() && !ui.program.imports.incoming() && !ui.program.settings.structuresTab ? ui.layout.left : Rect{}; }
    void draw(Ui& ui) override;
    bool stepBack(Ui& ui) override;

  private:
    void drawHead(Ui& ui, bool little);
    void drawAlerts(Ui& ui, const record::Patient& patient);
    void drawSlider(Ui& ui);
    void drawChosen(Ui& ui);
    void drawTabs(Ui& ui);

    Tab tab_ = Tab::places;
    PlacesView places_;
    CourseView course_;
    CompareView compare_;
};

bool OverTimePanel::stepBack(Ui& ui) {
    if (area(ui).size().x <= 0) return false;
    if (!places_.stepBack()) ui.program.time.setOpen(false);
    return true;
}

void OverTimePanel::drawHead(Ui& ui, bool little) {
    ImGui::SetCursorPosX(ImGui::GetCursorPosX() - ui.px(8));
    if (button(ui, "time.back", {.icon = icon::kBack, .label = tr("Visits"), .tip = tr("Back to the visits"), .key = ui.keyOf("patient.overTime")})) ui.runLater("patient.overTime");
    const record::Patient& patient = *ui.program.record.patient();
    if (!little) paragraph(ui, ui.fonts.title, ui.theme.ink, displayText(patient.name));  // the bar above has it too
    drawAlerts(ui, patient);
}

/// What is dangerous for this patient stays in view here too, to be read.
void OverTimePanel::drawAlerts(Ui& ui, const record::Patient& patient) {
    for (const std::string& alert : patient.details.alerts) {
        const auto& facts = ui.program.catalogue().safety();
        const auto fact = std::ranges::find(facts, alert, &anatomy::SafetyFact::key);
        const vec2 at = vec(ImGui::GetCursorScreenPos()), size(ImGui::GetContentRegionAvail().x, ui.px(22));
        warningMark(ui, {at.x + ui.px(8), at.y + size.y / 2});
        textIn(*ImGui::GetWindowDrawList(), ui.fonts.noteStrong, {{at.x + ui.px(22), at.y}, at + size}, ui.theme.danger, fact == facts.end() ? displayText(alert, 60) : anatomy::called(ui.program.catalogue(), *fact), 0);
        ImGui::Dummy(im(size));
    }
}

void OverTimePanel::drawSlider(Ui& ui) {
    auto& time = ui.program.time;
    const auto& visits = time.visits();
    const std::string value = fmt::format("{} ({}/{})", dayOf(visits[time.chosen()]), time.chosen() + 1, visits.size());
    if (visits.size() < 2) return line(ui, ui.fonts.noteStrong, ui.theme.ink, value);
    auto at = static_cast<float>(time.chosen());
    const bool moved = slider(ui, "time.visit", at, {.label = tr("Up to the visit of"), .highest = static_cast<float>(visits.size() - 1), .step = 1, .value = value});
    gap(ui, -12);
    if (!moved) return;
    if (const auto visit = static_cast<size_t>(std::lround(at)); visit != time.chosen()) time.choose(visit);
}

/// What the chosen visit says in one row, which opens it.
void OverTimePanel::drawChosen(Ui& ui) {
    const auto& time = ui.program.time;
    const record::Session& visit = time.visits()[time.chosen()];
    const note::VisitOverTime& counted = time.overTime().visits[time.chosen()];
    const std::string pain = painChange(visit.before.pain, visit.after.pain);
    const Pressed at = row(ui, "time.open", 32, false);
    Rect words = at.rect;
    const std::string open = tr("Open");
    const float wide = textSize(ui.fonts.noteStrong, open).x + ui.px(16);
    words.max.x -= wide;
    textIn(*ImGui::GetWindowDrawList(), ui.fonts.note, words, ui.theme.ink,
           fmt::format("{} \xC2\xB7 {} \xC2\xB7 {}", pain.empty() ? std::string(tr("pain not recorded")) : trf("pain {}", pain), trnf("{} site", "{} sites", counted.sites, counted.sites),
                       trnf("{} needle", "{} needles", counted.needles, counted.needles)),
           ui.px(4));
    textAt(*ImGui::GetWindowDrawList(), ui.fonts.noteStrong, {words.max.x + ui.px(8), at.rect.centre().y - fontPx(ui.fonts.noteStrong) / 2}, ui.theme.accent, open);
    if (at.clicked) openVisitOf(ui, time.chosen());
}

void OverTimePanel::drawTabs(Ui& ui) {
    const char* const words[] = {tr("Places"), tr("Course"), tr("Compare")};
    const auto chosen = static_cast<Tab>(wordOf(ui, "time.tab", words, static_cast<size_t>(tab_)));
    if (chosen == tab_) return;
    tab_ = chosen;
    ui.later([&program = ui.program, chosen] { program.time.setShows(chosen == Tab::compare ? workspace::TimeShows::twoVisits : workspace::TimeShows::sites); });
}

void OverTimePanel::draw(Ui& ui) {
    auto& time = ui.program.time;
    beginSide(ui, area(ui), Facing::left, false);
    // With little room the head scrolls away with the rest.
    const bool little = area(ui).size().y < ui.px(kLeastForHead);
    if (little) beginScroll(ui, "time");
    drawHead(ui, little);
    if (!time.isReady() || time.visits().empty()) {
        emptyPlace(ui, time.isReady() ? tr("There is no visit yet.") : tr("Reading the visits\xE2\x80\xA6"));
        if (little) endScroll();
        return endSide();
    }
    if (tab_ != Tab::compare) drawSlider(ui), drawChosen(ui);
    if (tab_ != Tab::compare) gap(ui, -6);
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {0, ui.px(2)});
    if (toggle(ui, "time.ghosts", tr("Earlier sites on the body"), time.ghosts())) ui.runLater("view.earlierSites");
    ImGui::PopStyleVar();
    drawTabs(ui);
    if (!little) beginScroll(ui, "time");
    if (tab_ == Tab::places) places_.draw(ui);
    if (tab_ == Tab::course) course_.draw(ui);
    if (tab_ == Tab::compare) compare_.draw(ui);
    endScroll();
    endSide();
}

}  // namespace

std::unique_ptr<Panel> makeOverTimePanel() {
    return std::make_unique<OverTimePanel>();
}

}  // namespace myochart::ui
