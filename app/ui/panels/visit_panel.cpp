#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "core/text.h"
#include "ui/framing.h"
#include "ui/icons.h"
#include "ui/panels/panels.h"
#include "ui/panels/side_panel.h"

namespace myochart::ui {

namespace {

constexpr float kVisitRow = 44, kSiteRow = 44;

std::string sitesWords(int count) {
    return count == 0 ? "no sites" : count == 1 ? "1 site" : fmt::format("{} sites", count);
}

/// The open patient: visits above, the sites of the open visit below.
class VisitPanel final : public Panel {
  public:
    std::string_view name() const override { return "visits"; }
    Rect area(const Ui& ui) const override { return ui.ws.patient() && !ui.ws.settings().structuresTab ? ui.layout.left : Rect{}; }
    void draw(Ui& ui) override;
    bool stepBack(Ui&) override { return std::exchange(renaming_, std::nullopt).has_value(); }

  private:
    void drawPatient(Ui& ui);
    void drawVisits(Ui& ui);
    void drawVisit(Ui& ui, const store::SessionSummary& visit, size_t index);
    void drawRenaming(Ui& ui, size_t index);
    bool drawVisitButtons(Ui& ui, const store::SessionSummary& visit, const std::string& rowName, const Rect& rect);
    void drawSites(Ui& ui);
    void drawSite(Ui& ui, const chart::Session& session, size_t index);

    struct Renaming {
        chart::SessionId id;
        std::string title;
        bool justOpened = true;
    };
    std::optional<Renaming> renaming_;
    std::optional<chart::MarkerId> scrolledTo_;
};

void VisitPanel::drawPatient(Ui& ui) {
    const chart::Patient& patient = *ui.ws.patient();
    ImGui::SetCursorPosX(ImGui::GetCursorPosX() - ui.px(8));
    if (button(
            ui, "visits.back",
            {.icon = icon::kBack, .label = "Patients", .tip = "Close this patient", .key = ui.keyOf("patient.close")}))
        ui.runLater("patient.close");
    line(ui, ui.fonts.title, ui.theme.ink, displayText(patient.name));
    const std::string born = patient.birthDate.empty() ? "Birth date not given" : "Born " + patient.birthDate;
    ImGui::SetCursorPosY(ImGui::GetCursorPosY() - ui.px(4));
    line(ui, ui.fonts.note, ui.theme.quiet, born);
    gap(ui, 4);
}

void VisitPanel::drawRenaming(Ui& ui, size_t index) {
    const FieldEvent event = field(ui, fmt::format("visits.row.{}.title", index), renaming_->title,
                                   {.hint = "Title of this visit", .focus = renaming_->justOpened, .maxBytes = 200});
    const bool opened = std::exchange(renaming_->justOpened, false);
    if (event.committed)
        ui.later([&ws = ui.ws, id = renaming_->id, title = trim(renaming_->title)] { ws.renameSession(id, title); });
    if (event.committed || (!event.active && !opened && !event.changed && !ImGui::IsItemFocused())) renaming_.reset();
}

bool VisitPanel::drawVisitButtons(Ui& ui, const store::SessionSummary& visit, const std::string& rowName,
                                  const Rect& rect) {
    const ImVec2 after = ImGui::GetCursorScreenPos();
    ImGui::SetCursorScreenPos({rect.max.x - ui.px(68), rect.centre().y - ui.px(16)});
    bool pressed = false;
    if (button(ui, rowName + ".rename", {.icon = icon::kEdit, .tip = "Name this visit"})) {
        renaming_ = Renaming{visit.id, visit.title};
        pressed = true;
    }
    ImGui::SameLine(0, ui.px(2));
    if (button(ui, rowName + ".delete", {.icon = icon::kDelete, .tip = "Delete this visit"})) {
        ui.later([&ws = ui.ws, id = visit.id] { ws.removeSession(id); });
        pressed = true;
    }
    ImGui::SetCursorScreenPos(after);
    return pressed;
}

void VisitPanel::drawVisit(Ui& ui, const store::SessionSummary& visit, size_t index) {
    if (renaming_ && renaming_->id == visit.id) return drawRenaming(ui, index);
    const bool open = ui.ws.session() && ui.ws.session()->id == visit.id;
    ImGui::PushID(visit.id.text.c_str());
    const std::string rowName = fmt::format("visits.row.{}", index);
    const Pressed at = row(ui, rowName, kVisitRow, open);
    // Also while one of the row's own buttons is held down.
    const bool inside = ImGui::IsWindowHovered(ImGuiHoveredFlags_AllowWhenBlockedByActiveItem) && at.rect.contains(ui.input.pos);
    ImDrawList& to = *ImGui::GetWindowDrawList();
    const int count = open ? static_cast<int>(ui.ws.session()->markers.size()) : visit.markers;
    const std::string& title = open ? ui.ws.session()->title : visit.title;
    const std::string date = localDateTime(visit.startedAt);
    const float width = at.rect.size().x - ui.px(16) - (inside ? ui.px(68) : 0);
    const vec2 corner = at.rect.min + vec2(ui.px(8), 0);
    textAt(to, open ? ui.fonts.strong : ui.fonts.body, corner + vec2(0, ui.px(4)), ui.theme.ink,
           title.empty() ? date : displayText(title), width);
    const std::string detail =
        title.empty() ? sitesWords(count) : fmt::format("{} \xC2\xB7 {}", date, sitesWords(count));
    textAt(to, ui.fonts.note, corner + vec2(0, ui.px(23)), ui.theme.quiet, detail, width);
    const bool handled = inside && drawVisitButtons(ui, visit, rowName, at.rect);
    if (at.clicked && !handled && !open) ui.later([&ws = ui.ws, id = visit.id] { ws.openSession(id); });
    ImGui::PopID();
}

void VisitPanel::drawVisits(Ui& ui) {
    rule(ui);
    heading(ui, "Visits");
    ImGui::SameLine(ImGui::GetWindowContentRegionMax().x - ui.px(32));
    ImGui::SetCursorPosY(ImGui::GetCursorPosY() - ui.px(8));
    if (!ui.ws.sessions().empty() &&
        button(ui, "visits.new", {.icon = icon::kAdd, .tip = "New visit", .key = ui.keyOf("session.new")}))
        ui.runLater("session.new");
    if (ui.ws.sessions().empty()) {
        ImGui::NewLine();
        emptyPlace(ui, "Each visit keeps its own sites; there is none yet.");
        if (button(ui, "visits.new", {.icon = icon::kAdd, .label = "New visit", .kind = ButtonKind::primary}))
            ui.runLater("session.new");
        return;
    }
    const float wanted = static_cast<float>(ui.ws.sessions().size()) * (kVisitRow + 2);
    const float most = ui.ws.session() ? ImGui::GetContentRegionAvail().y / ui.scale * 0.4F
                                       : ImGui::GetContentRegionAvail().y / ui.scale;
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {0, ui.px(2)});
    beginScroll(ui, "visits", std::max(kVisitRow, std::min(wanted, most)));
    for (size_t i = 0; i < ui.ws.sessions().size(); ++i) drawVisit(ui, ui.ws.sessions()[i], i);
    endScroll();
    ImGui::PopStyleVar();
}

void VisitPanel::drawSite(Ui& ui, const chart::Session& session, size_t index) {
    const chart::Marker& marker = session.markers[index];
    const bool chosen = ui.ws.view.selectedMarkers.contains(marker.id);
    ImGui::PushID(marker.id.text.c_str());
    const Pressed at = row(ui, fmt::format("sites.row.{}", index), kSiteRow, chosen);
    tip(ui, displayText(marker.sentence.empty() ? marker.muscle : marker.sentence));
    ImDrawList& to = *ImGui::GetWindowDrawList();
    drawMarkerShape(to, ui, marker.type, {at.rect.min.x + ui.px(18), at.rect.centre().y}, ui.px(8));
    const float left = at.rect.min.x + ui.px(36), width = at.rect.max.x - left - ui.px(8);
    const std::string label = chart::shownLabel(session, marker.id);
    const float labelWidth = textAt(to, ui.fonts.strong, {left, at.rect.min.y + ui.px(4)}, ui.theme.ink,
                                    displayText(label, 60), width * 0.4F);
    const float gapPx = ui.px(8);
    textAt(to, ui.fonts.body, {left + labelWidth + gapPx, at.rect.min.y + ui.px(4)}, ui.theme.ink,
           capitalised(displayText(marker.muscle)), width - labelWidth - gapPx);
    const std::string note = marker.note.empty() ? std::string() : " \xC2\xB7 " + displayText(marker.note, 60);
    textAt(to, ui.fonts.note, {left, at.rect.min.y + ui.px(23)}, ui.theme.quiet,
           fmt::format("{} \xC2\xB7 {}{}", capitalised(myochart::name(marker.side)), chart::title(marker.type), note),
           width);
    if (chosen && ui.ws.view.selectedMarkers.size() == 1 && scrolledTo_ != marker.id) {
        ImGui::SetScrollHereY(0.5F);
        scrolledTo_ = marker.id;
    }
    if (at.clicked && (ui.input.modifiers & (kShift | kCtrl)))
        ui.ws.selectMarker(marker.id, true);
    else if (at.clicked)
        bringUp(ui.ws, marker.id);
    ImGui::PopID();
}

void VisitPanel::drawSites(Ui& ui) {
    const chart::Session* session = ui.ws.shownSession();
    if (!session) {
        if (!ui.ws.sessions().empty()) emptyPlace(ui, "Open a visit to see its sites, or start a new one.");
        return;
    }
    rule(ui);
    heading(ui, session->markers.empty() ? "Sites" : fmt::format("Sites \xC2\xB7 {}", session->markers.size()));
    if (session->markers.empty()) {
        emptyPlace(ui,
                   "The sites of this visit are listed here in the order of placing: choose a marker above, then click "
                   "on the body.");
        if (button(ui, "sites.place",
                   {.label = "Place a needle site", .kind = ButtonKind::plain, .enabled = ui.ws.body() != nullptr}))
            ui.ws.setPlacing(chart::MarkerType::needle);
        return;
    }
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {0, ui.px(2)});
    beginScroll(ui, "sites");
    for (size_t i = 0; i < session->markers.size(); ++i) drawSite(ui, *session, i);
    endScroll();
    ImGui::PopStyleVar();
}

void VisitPanel::draw(Ui& ui) {
    beginSide(ui, area(ui), Facing::left, false);
    drawPatient(ui);
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
