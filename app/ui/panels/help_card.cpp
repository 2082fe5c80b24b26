#include "ui/panels/panels.h"
#include "ui/panels/side_panel.h"

namespace myochart::ui {

namespace {

struct Line {
    const char *keys, *what;
};

constexpr Line kLooking[] = {{"Drag", "turn the body"},
                             {"Right drag", "move it"},
                             {"Wheel", "nearer and farther"},
                             {"Double click", "centre there"},
                             {"1 to 6", "standard views"},
                             {"Click", "select a structure"},
                             {"H, I, G, A", "hide, isolate, ghost, show all"},
                             {"Ctrl+F", "find a muscle"},
                             {"S", "tree of structures"},
                             {"R, 0", "a region, the whole body"},
                             {"C, E, X, K", "section, explode, x-ray, skin"},
                             {"B, Ctrl+B", "saved views, save this one"},
                             {"Ctrl+1, 2, 4", "views side by side"},
                             {"Ctrl+K", "every command"}};
constexpr Line kSection[] = {{"Handle", "drag it to move the section"},
                             {"Up, Down", "move it by 1 mm"},
                             {"Page up, down", "move it by 10 mm"},
                             {"Shift+C", "the other side"},
                             {"C", "another way to cut, or none"},
                             {"Ctrl+2", "the slice beside the body"}};
constexpr Line kPlacing[] = {
    {"Click", "place the marker"},  {"Alt+wheel", "choose the depth"}, {"Drag a marker", "move it on the surface"},
    {"Arrow keys", "move by 1 mm"}, {"M", "mirror to the other side"}, {"Ctrl+E", "label, note"},
    {"Delete", "take it away"},     {"Ctrl+Z", "undo, without limit"}, {"Esc", "back to looking"}};

void drawLines(Ui& ui, std::span<const Line> lines) {
    ImDrawList& to = *ImGui::GetWindowDrawList();
    const float width = ImGui::GetContentRegionAvail().x;
    for (const Line& l : lines) {
        const vec2 at = vec(ImGui::GetCursorScreenPos());
        textIn(to, ui.fonts.note, {at, at + vec2(ui.px(112), ui.px(20))}, ui.theme.ink, l.keys);
        textIn(to, ui.fonts.note, {at + vec2(ui.px(116), 0), at + vec2(width, ui.px(20))}, ui.theme.quiet, l.what);
        ImGui::Dummy({width, ui.px(20)});
    }
}

/// What can be done now, while nothing is selected.
class HelpCard final : public Panel {
  public:
    std::string_view name() const override { return "help"; }
    Rect area(const Ui& ui) const override {
        const bool marker = ui.program.marks.shownSession() && !ui.program.view.options.selectedMarkers.empty();
        const bool structure = ui.program.bodies.current() && ui.program.view.options.selected;
        return marker || structure ? Rect{} : ui.layout.right;
    }
    void draw(Ui& ui) override {
        beginSide(ui, area(ui), Facing::right);
        const bool placing = ui.program.marks.mode() == workspace::Mode::place, locked = ui.program.record.visitIsLocked();
        line(ui, ui.fonts.title, ui.theme.ink, placing ? "Placing" : "Nothing selected");
        paragraph(ui, ui.fonts.body, ui.theme.quiet,
                  placing && locked ? "This visit is of another day and locked. Above the body you chart in today's visit, or correct this one."
                  : placing ? "Click on the body where the site is; muscle and side are filled in for you."
                          : "Click a structure to read about it, or a site to change it.");
        gap(ui, 8);
        rule(ui);
        gap(ui, 4);
        drawLines(ui, placing ? std::span<const Line>(kPlacing) : std::span<const Line>(kLooking));
        if (ui.program.bodies.current() && ui.program.view.options.effects.section.on) {
            heading(ui, "Section");
            drawLines(ui, kSection);
        }
        endSide();
    }
};

}  // namespace

std::unique_ptr<Panel> makeHelpCard() {
    return std::make_unique<HelpCard>();
}

}  // namespace myochart::ui
