#include <fmt/format.h>

#include <algorithm>

#include "core/text.h"
#include "ui/framing.h"
#include "ui/icons.h"
#include "ui/panels/panels.h"
#include "ui/panels/side_panel.h"

namespace myochart::ui {

namespace {

/// The structure that is selected: its names, and what the catalogue knows of the muscle.
class StructureCard final : public Panel {
  public:
    std::string_view name() const override { return "structure"; }
    Rect area(const Ui& ui) const override {
        const bool marker = ui.ws.shownSession() && !ui.ws.view.selectedMarkers.empty();
        return !marker && ui.ws.body() && ui.ws.view.selected ? ui.layout.right : Rect{};
    }
    void draw(Ui& ui) override;

  private:
    void drawNames(Ui& ui, const body::Structure& structure, const anatomy::Muscle* muscle);
    void drawButtons(Ui& ui, std::uint32_t index);
    void drawFacts(Ui& ui, const anatomy::Muscle& muscle);
    void drawSites(Ui& ui, const body::Structure& structure);
};

void StructureCard::drawNames(Ui& ui, const body::Structure& structure, const anatomy::Muscle* muscle) {
    const std::string title = muscle ? muscle->name : displayText(structure.name);
    paragraph(ui, ui.fonts.title, ui.theme.ink, capitalised(title));
    const std::string side =
        structure.side == Side::midline ? std::string() : capitalised(myochart::name(structure.side)) + " side";
    const std::string latin = muscle ? muscle->latin : structure.latin;
    std::string below = side;
    if (!latin.empty()) below += (below.empty() ? "" : " \xC2\xB7 ") + latin;
    if (!below.empty()) paragraph(ui, ui.fonts.body, ui.theme.quiet, below);
    if (muscle && foldForSearch(structure.name).find(foldForSearch(muscle->name)) == std::string::npos)
        paragraph(ui, ui.fonts.note, ui.theme.quiet, displayText(structure.name));
}

void StructureCard::drawButtons(Ui& ui, std::uint32_t index) {
    gap(ui, 4);
    if (button(
            ui, "structure.isolate",
            {.label = "Isolate", .tip = "Show this alone", .key = ui.keyOf("view.isolate"), .kind = ButtonKind::plain}))
        ui.runLater("view.isolate");
    ImGui::SameLine(0, ui.px(4));
    if (button(ui, "structure.hide",
               {.label = "Hide", .tip = "Look behind it", .key = ui.keyOf("view.hide"), .kind = ButtonKind::plain}))
        ui.runLater("view.hide");
    ImGui::SameLine(0, ui.px(4));
    if (button(
            ui, "structure.frame",
            {.label = "Frame", .tip = "Turn the body to it", .key = ui.keyOf("view.frame"), .kind = ButtonKind::plain}))
        ui.later([&ws = ui.ws, index] { bringUp(ws, index); });
}

void StructureCard::drawFacts(Ui& ui, const anatomy::Muscle& muscle) {
    const std::pair<const char*, const std::string*> facts[] = {{"Origin", &muscle.origin},
                                                                {"Insertion", &muscle.insertion},
                                                                {"Nerve", &muscle.innervation},
                                                                {"Action", &muscle.action}};
    for (const auto& [label, text] : facts) {
        if (text->empty()) continue;
        gap(ui, 4);
        line(ui, ui.fonts.noteStrong, ui.theme.quiet, label);
        ImGui::SetCursorPosY(ImGui::GetCursorPosY() - ui.px(4));
        paragraph(ui, ui.fonts.body, ui.theme.ink, capitalised(*text));
    }
    std::string also;
    for (const auto& synonym : muscle.synonyms) also += (also.empty() ? "" : ", ") + synonym;
    if (also.empty()) return;
    gap(ui, 4);
    line(ui, ui.fonts.noteStrong, ui.theme.quiet, "Also called");
    ImGui::SetCursorPosY(ImGui::GetCursorPosY() - ui.px(4));
    paragraph(ui, ui.fonts.note, ui.theme.quiet, also);
}

void StructureCard::drawSites(Ui& ui, const body::Structure& structure) {
    const chart::Session* session = ui.ws.session();
    if (!session) return;
    bool any = false;
    for (const chart::Marker& marker : session->markers) {
        if (marker.anchor.structureKey != structure.key) continue;
        if (!any) heading(ui, "Sites here");
        any = true;
        const Pressed at = row(ui, "structure.site." + marker.id.text, 32, false);
        drawMarkerShape(*ImGui::GetWindowDrawList(), ui, marker.type, {at.rect.min.x + ui.px(16), at.rect.centre().y},
                        ui.px(7));
        Rect words = at.rect;
        words.min.x += ui.px(24);
        textIn(*ImGui::GetWindowDrawList(), ui.fonts.body, words, ui.theme.ink,
               fmt::format("{} \xC2\xB7 {}", displayText(chart::shownLabel(*session, marker.id), 60),
                           chart::title(marker.type)),
               ui.px(8));
        if (at.clicked) ui.later([&ws = ui.ws, id = marker.id] { bringUp(ws, id); });
    }
}

void StructureCard::draw(Ui& ui) {
    const auto body = ui.ws.body();
    const std::uint32_t index = *ui.ws.view.selected;
    const body::Structure& structure = body->structure(index);
    const anatomy::Muscle* muscle =
        structure.muscleKey.empty() ? nullptr : ui.ws.catalogue().muscle(structure.muscleKey);
    beginSide(ui, area(ui), Facing::right);
    drawNames(ui, structure, muscle);
    drawButtons(ui, index);
    gap(ui, 4);
    rule(ui);
    if (muscle)
        drawFacts(ui, *muscle);
    else if (structure.system == body::System::muscle)
        paragraph(ui, ui.fonts.body, ui.theme.quiet,
                  "This muscle is not in the catalogue yet; it can be marked all the same.");
    drawSites(ui, structure);
    gap(ui, 8);
    std::string belongs = capitalised(body::name(structure.system));
    if (!structure.region.empty()) belongs += " \xC2\xB7 " + capitalised(structure.region);
    std::replace(belongs.begin(), belongs.end(), '_', ' ');
    if (!structure.fma.empty()) belongs += " \xC2\xB7 " + structure.fma;
    paragraph(ui, ui.fonts.note, ui.theme.quiet, belongs);
    endSide();
}

}  // namespace

std::unique_ptr<Panel> makeStructureCard() {
    return std::make_unique<StructureCard>();
}

}  // namespace myochart::ui
