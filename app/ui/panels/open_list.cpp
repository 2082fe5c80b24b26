#include <algorithm>

#include <fmt/format.h>

#include "core/text.h"
#include "core/words.h"
#include "ui/list_keys.h"
#include "ui/panels/practice_lists.h"
#include "ui/widgets.h"

namespace myochart::ui {

namespace {

constexpr float kOpenRow = 64, kTodayRow = 46;
constexpr size_t kMostToday = 4;

/// The visit is opened, and the keyboard goes along.
void openIt(Ui& ui, const store::WaitingRow& row) {
    ui.later([&program = ui.program, &state = ui.state, patient = row.patient, session = row.visit.id] {
        state.keys = {};
        program.lists.openVisit(patient, session);
    });
}

/// What is lacking, at the end of a row; a needle that is in stands out.
void drawLacks(Ui& ui, vec2 at, const workspace::VisitDetail* detail, float width) {
    ImDrawList& to = *ImGui::GetWindowDrawList();
    textAt(to, ui.fonts.note, at, ui.theme.ink, lacksWords(detail), width);
}

void tipOfLacks(Ui& ui, const workspace::VisitDetail* detail) {
    if (!detail || detail->lacks.empty()) return;
    std::string all = tr("Still open:");
    for (const std::string& each : detail->lacks) all += "\n" + each;
    tip(ui, all, {}, TipPlace::beside);
}

/// Visits of any day that nobody has signed.
class OpenList final : public PracticeListView {
  public:
    void draw(Ui& ui) override;

  private:
    static void drawRow(Ui& ui, const store::WaitingRow& row, size_t index);
};

void OpenList::drawRow(Ui& ui, const store::WaitingRow& visit, size_t index) {
    ImGui::PushID(visit.visit.id.text.c_str());
    const Pressed at = row(ui, fmt::format("open.row.{}", index), kOpenRow, false);
    showWalkedRow(ui, KeyPlace::patients, index, at.rect);
    const workspace::VisitDetail* detail = ui.program.lists.detail(visit.visit.id);
    tipOfLacks(ui, detail);
    ImDrawList& to = *ImGui::GetWindowDrawList();
    const float width = at.rect.size().x - ui.px(16);
    const vec2 corner = at.rect.min + vec2(ui.px(8), 0);
    textAt(to, ui.fonts.body, corner + vec2(0, ui.px(4)), ui.theme.ink, displayText(visit.patientName), width);
    const std::string when = momentWords(ui, visit.visit.startedAt, visit.visit.utcOffset);
    const std::string sites = detail ? trnf("{} site", "{} sites", detail->sites, detail->sites) : std::string();
    textAt(to, ui.fonts.note, corner + vec2(0, ui.px(24)), ui.theme.quiet, sites.empty() ? when : fmt::format("{} \xC2\xB7 {}", when, sites), width);
    drawLacks(ui, corner + vec2(0, ui.px(42)), detail, width);
    if (at.clicked) openIt(ui, visit);
    ImGui::PopID();
}

void OpenList::draw(Ui& ui) {
    workspace::ListsDesk& lists = ui.program.lists;
    const auto& rows = lists.open();
    if (rows.empty()) return emptyPlace(ui, tr("Every visit is signed."));
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {0, ui.px(2)});
    beginScroll(ui, "open");
    const auto taken = walkList(ui, KeyPlace::patients, rows.size());
    ImGuiListClipper clipper;
    clipper.Begin(static_cast<int>(rows.size()), ui.px(kOpenRow + 2));
    if (const ListKeys& keys = ui.state.keys; keys.place == KeyPlace::patients && keys.follow && keys.row && *keys.row < rows.size())
        clipper.ForceDisplayRangeByIndices(static_cast<int>(*keys.row), static_cast<int>(*keys.row) + 1);
    size_t end = 0;
    while (clipper.Step())
        for (auto i = static_cast<size_t>(clipper.DisplayStart); i < std::min(static_cast<size_t>(clipper.DisplayEnd), rows.size()); ++i) {
            drawRow(ui, rows[i], i);
            end = std::max(end, i + 1);
        }
    if (taken) openIt(ui, rows[*taken]);
    endScroll();
    ImGui::PopStyleVar();
    ui.later([&lists, end] { lists.wantOpen(end); });
}

}  // namespace

std::string momentWords(const Ui& ui, UtcMs moment, std::string_view utcOffset) {
    const UtcMs now = ui.program.record.now();
    const std::string whole = dateTimeAt(moment, utcOffset);
    if (dayAt(moment, utcOffset) != dayAt(now, {})) return whole;
    const size_t time = whole.rfind(' ');
    return time == std::string::npos ? whole : trf("Today, {}", whole.substr(time + 1));
}

std::string lacksWords(const workspace::VisitDetail* detail) {
    if (!detail) return {};
    if (detail->lacks.empty()) return tr("Only the signature is missing");
    std::string all;
    for (const std::string& each : detail->lacks) all += (all.empty() ? "" : ", ") + each;
    return trf("{} open: {}", detail->lacks.size(), all);
}

void drawOpenToday(Ui& ui) {
    const auto today = ui.program.lists.openToday();
    if (today.empty()) return;
    line(ui, ui.fonts.noteStrong, ui.theme.ink, tr("Open today"));
    for (size_t i = 0; i < std::min(today.size(), kMostToday); ++i) {
        const store::WaitingRow& visit = *today[i];
        ImGui::PushID(visit.visit.id.text.c_str());
        const Pressed at = row(ui, fmt::format("today.row.{}", i), kTodayRow, false);
        const workspace::VisitDetail* detail = ui.program.lists.detail(visit.visit.id);
        tipOfLacks(ui, detail);
        ImDrawList& to = *ImGui::GetWindowDrawList();
        const float width = at.rect.size().x - ui.px(16);
        const vec2 corner = at.rect.min + vec2(ui.px(8), 0);
        const std::string when = momentWords(ui, visit.visit.startedAt, visit.visit.utcOffset), time = when.substr(when.rfind(' ') + 1);
        const float wide = textSize(ui.fonts.note, time).x;
        textAt(to, ui.fonts.body, corner + vec2(0, ui.px(4)), ui.theme.ink, displayText(visit.patientName), width - wide - ui.px(8));
        textAt(to, ui.fonts.note, corner + vec2(width - wide, ui.px(6)), ui.theme.quiet, time);
        drawLacks(ui, corner + vec2(0, ui.px(25)), detail, width);
        if (at.clicked) openIt(ui, visit);
        ImGui::PopID();
    }
    if (today.size() > kMostToday && button(ui, "today.all", {.label = trf("All {} of today\xE2\x80\xA6", today.size())})) ui.program.lists.shown = workspace::PracticeList::open;
    rule(ui);
    gap(ui, 4);
}

std::unique_ptr<PracticeListView> makeOpenList() {
    return std::make_unique<OpenList>();
}

}  // namespace myochart::ui
