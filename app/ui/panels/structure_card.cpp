#include <fmt/format.h>

#include <utility>

#include <algorithm>
#include <array>

#include "core/text.h"
#include "core/words.h"
#include "ui/framing.h"
#include "ui/icons.h"
#include "ui/panels/muscle_sections.h"
#include "ui/panels/panels.h"
#include "ui/panels/pattern_picture.h"
#include "ui/panels/side_panel.h"
#include "ui/structure_words.h"

namespace myochart::ui {

namespace {

/// The structure that is selected: its names, what the catalogue knows of the muscle, and what lies beside it.
class StructureCard final : public Panel {
  public:
    std::string_view name() const override { return "structure"; }
    Rect area(const Ui& ui) const override {
        const bool marker = ui.program.marks.shownSession() && !ui.program.view.options.selectedMarkers.empty();
        return !marker && !ui.program.pain.isOpen() && !ui.program.lessons.isOpen() && !ui.program.quiz.isOpen() && ui.program.bodies.current() && ui.program.view.options.selected ? ui.layout.right : Rect{};
    }
    void draw(Ui& ui) override;

  private:
    void drawNames(Ui& ui, const body::Structure& structure, const anatomy::Muscle* muscle);
    void drawButtons(Ui& ui, std::uint32_t index);
    void drawFacts(Ui& ui, const anatomy::Muscle& muscle, Side side, SourceNotes& notes);
    void drawSites(Ui& ui, const body::Structure& structure);
    void drawSources(Ui& ui, const SourceNotes& notes);

    SafetySection safety_;
    PatternPicture pattern_;
    NeighbourSection neighbours_;
    bool sources_ = false;
    std::string shownKey_;
};

void StructureCard::drawNames(Ui& ui, const body::Structure& structure, const anatomy::Muscle* muscle) {
    paragraph(ui, ui.fonts.title, ui.theme.ink, titleOf(ui.program.catalogue(), structure));
    ImGui::SetCursorPosY(ImGui::GetCursorPosY() - ui.px(4));
    const std::string latin = displayText(muscle ? muscle->latin : structure.latin, 120);
    if (!latin.empty()) paragraph(ui, ui.fonts.body, ui.theme.quiet, latin);
    ImGui::SetCursorPosY(ImGui::GetCursorPosY() - (latin.empty() ? 0 : ui.px(4)));
    if (const std::string plain = plainNameOf(ui.program.catalogue(), structure.muscleKey); !plain.empty()) {
        const vec2 at = vec(ImGui::GetCursorScreenPos());
        paragraph(ui, ui.fonts.body, ui.theme.quiet, plain);
        ui.record.add("structure.plain", {at, vec(ImGui::GetItemRectMax())});
        ImGui::SetCursorPosY(ImGui::GetCursorPosY() - ui.px(4));
    }
    paragraph(ui, ui.fonts.note, ui.theme.quiet, placeLine(structure, muscle));
    if (isSchematic(structure))
        paragraph(ui, ui.fonts.note, ui.theme.ink, tr("Schematic: drawn along its textbook course, not measured."));
}

void StructureCard::drawButtons(Ui& ui, std::uint32_t index) {
    const scene::ViewOptions& view = ui.program.view.options;
    const bool alone = view.isolated.size() == 1 && view.isolated.contains(index);
    const float space = ui.px(4), all = ImGui::GetContentRegionAvail().x;
    struct Choice {
        const char *name, *label, *tip, *command;
        bool on;
    };
    const std::array<Choice, 4> choices = {
        Choice{"structure.isolate", tr("Isolate"), alone ? tr("Show the others again") : tr("Show this alone"), "view.isolate",
               alone && !view.ghostOthers},
        {"structure.hide", tr("Hide"), tr("Look behind it"), "view.hide", false},
        {"structure.ghost", tr("Ghost"), tr("Leave the rest as a faint ghost"), "view.ghost", alone && view.ghostOthers},
        {"structure.frame", tr("Centre"), tr("Turn the body to it"), "view.frame", false}};
    float widest = 0;
    for (const Choice& c : choices) widest = std::max(widest, labelWidth(ui, c.label, 0) - ui.px(4));
    const size_t inRow = 4 * widest + 3 * space <= all ? 4 : 2;
    const float each = std::floor((all - static_cast<float>(inRow - 1) * space) / static_cast<float>(inRow)) / ui.scale;
    gap(ui, 4);
    for (size_t i = 0; i < choices.size(); ++i) {
        const Choice& c = choices[i];
        if (i % inRow != 0) ImGui::SameLine(0, space);
        if (!button(ui, c.name,
                    {.label = c.label,
                     .tip = c.tip,
                     .key = ui.keyOf(c.command),
                     .kind = ButtonKind::plain,
                     .on = c.on,
                     .width = each}))
            continue;
        ui.runLater(c.on ? "view.showAll" : c.command);
    }
    gap(ui, 4);
}

void StructureCard::drawFacts(Ui& ui, const anatomy::Muscle& muscle, Side side, SourceNotes& notes) {
    if (languageInUse() != "en") {
        const vec2 at = vec(ImGui::GetCursorScreenPos());
        paragraph(ui, ui.fonts.note, ui.theme.quiet, tr("What the tables say is in English, as their sources are."));
        ui.record.add("structure.inEnglish", {at, vec(ImGui::GetItemRectMax())});
    }
    const std::pair<const char*, const std::string*> facts[] = {{mark("Origin"), &muscle.origin},
                                                                {mark("Insertion"), &muscle.insertion},
                                                                {mark("Action"), &muscle.action},
                                                                {mark("Nerve"), &muscle.innervation}};
    for (const auto& [label, text] : facts) drawFact(ui, label, capitalised(displayText(*text, 900)), notes, muscle.sources);
    std::string also;
    for (const auto& synonym : muscle.synonyms) also += (also.empty() ? "" : ", ") + synonym;
    drawFact(ui, mark("Also"), capitalised(displayText(also, 300)), notes, {"TA2"});
    const auto& sided = side == Side::left ? muscle.fmaLeft : muscle.fmaRight;
    const std::string& id = side == Side::midline || sided.size() != 1 ? muscle.fma : sided.front();
    drawFact(ui, mark("Id"), displayText(id, 20), notes, muscle.idSources);
}

void StructureCard::drawSources(Ui& ui, const SourceNotes& notes) {
    if (notes.empty()) return;
    gap(ui, 4);
    rule(ui);
    gap(ui, 4);
    const Pressed at = row(ui, "structure.sources", 28, false);
    ImDrawList& to = *ImGui::GetWindowDrawList();
    iconAt(to, ui.fonts.smallIcons, {at.rect.min.x + ui.px(8), at.rect.centre().y}, ui.theme.quiet,
           sources_ ? icon::kDown : icon::kRight);
    textIn(to, ui.fonts.noteStrong, at.rect, ui.theme.quiet, trf("Sources \xC2\xB7 {}", notes.size()),
           ui.px(20));
    if (at.clicked) sources_ = !sources_;
    if (sources_) notes.drawList(ui);
}

void StructureCard::drawSites(Ui& ui, const body::Structure& structure) {
    const record::Session* session = ui.program.record.session();
    if (!session) return;
    bool any = false;
    for (const record::Marker& marker : session->markers) {
        if (marker.anchor.structureKey != structure.key) continue;
        if (!any) heading(ui, tr("Sites here"));
        any = true;
        const Pressed at = row(ui, "structure.site." + marker.id.text, 32, false);
        drawMarkerShape(*ImGui::GetWindowDrawList(), ui, marker.type, {at.rect.min.x + ui.px(16), at.rect.centre().y},
                        ui.px(7));
        Rect words = at.rect;
        words.min.x += ui.px(24);
        textIn(*ImGui::GetWindowDrawList(), ui.fonts.body, words, ui.theme.ink,
               fmt::format("{} \xC2\xB7 {}", displayText(record::shownLabel(*session, marker.id), 60),
                           tr(record::title(marker.type))),
               ui.px(8));
        if (at.clicked) ui.later([&program = ui.program, id = marker.id] { bringUp(program, id); });
    }
}

void StructureCard::draw(Ui& ui) {
    const auto body = ui.program.bodies.current();
    const std::uint32_t index = *ui.program.view.options.selected;
    const body::Structure& structure = body->structure(index);
    const anatomy::Muscle* muscle =
        structure.muscleKey.empty() ? nullptr : ui.program.catalogue().muscle(structure.muscleKey);
    SourceNotes notes(ui.program.catalogue());
    beginSide(ui, area(ui), Facing::right);
    if (std::exchange(shownKey_, structure.key) != structure.key) ImGui::SetScrollY(0);  // another one begins with its name
    drawNames(ui, structure, muscle);
    drawButtons(ui, index);
    if (structure.system == body::System::muscle) {
        rule(ui);
        gap(ui, 4);
    }
    if (muscle)
        drawFacts(ui, *muscle, structure.side, notes);
    else if (structure.system == body::System::muscle)
        paragraph(ui, ui.fonts.body, ui.theme.quiet,
                  tr("This muscle is not in the catalogue yet; it can be marked all the same."));
    drawSites(ui, structure);
    if (muscle) safety_.draw(ui, *muscle, notes);
    if (muscle) drawTriggerPoints(ui, *muscle, notes);
    if (muscle) pattern_.draw(ui, *muscle);
    neighbours_.draw(ui, index);
    drawSources(ui, notes);
    gap(ui, 4);
    std::string belongs = displayText(structure.name, 90);
    if (!muscle && !structure.fma.empty()) belongs += " \xC2\xB7 " + displayText(structure.fma, 20);
    paragraph(ui, ui.fonts.note, ui.theme.quiet, capitalised(belongs));
    endSide();
}

}  // namespace

std::unique_ptr<Panel> makeStructureCard() {
    return std::make_unique<StructureCard>();
}

}  // namespace myochart::ui
