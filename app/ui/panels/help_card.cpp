#include "core/words.h"
#include "ui/panels/panels.h"
#include "ui/panels/side_panel.h"

namespace myochart::ui {

namespace {

struct Line {
    const char *keys, *what;
    bool isKey = false;  ///< a key's own name, which is also an English word of the window
};

constexpr Line kLooking[] = {{mark("Drag"), mark("turn the body")},
                             {mark("Right drag"), mark("move it")},
                             {mark("Wheel"), mark("nearer and farther")},
                             {mark("Double click"), mark("centre there")},
                             {mark("1 to 6"), mark("standard views")},
                             {mark("Click"), mark("select a structure")},
                             {"H, I, G, A", mark("hide, isolate, ghost, show all")},
                             {"Ctrl+F", mark("find a muscle")},
                             {"S", mark("tree of structures")},
                             {"R, 0", mark("a region, the whole body")},
                             {"C, E, X, K", mark("section, explode, x-ray, skin")},
                             {"B, Ctrl+B", mark("saved views, save this one")},
                             {"Ctrl+1, 2, 4", mark("views side by side")},
                             {"Tab, F6", mark("without the mouse")},
                             {"Ctrl+K", mark("every command")}};
constexpr Line kSection[] = {{mark("Handle"), mark("drag it to move the section")},
                             {mark("Up, Down"), mark("move it by 1 mm")},
                             {mark("Page up, down"), mark("move it by 10 mm")},
                             {"Shift+C", mark("the other side")},
                             {"C", mark("another way to cut, or none")},
                             {"Ctrl+2", mark("the slice beside the body")}};
constexpr Line kPlacing[] = {
    {mark("Click"), mark("place the marker")},  {mark("Alt+wheel"), mark("choose the depth")}, {mark("Drag a marker"), mark("move it on the surface")},
    {mark("Arrow keys"), mark("move by 1 mm, Shift: 5 mm")}, {"M", mark("mirror to the other side")}, {"Ctrl+E", mark("label, note")},
    {"Delete", mark("take it away"), true},     {"Ctrl+Z", mark("undo, without limit")}, {"Esc", mark("back to looking")}};

void drawLines(Ui& ui, std::span<const Line> lines) {
    ImDrawList& to = *ImGui::GetWindowDrawList();
    const float width = ImGui::GetContentRegionAvail().x;
    for (const Line& l : lines) {
        const vec2 at = vec(ImGui::GetCursorScreenPos());
        textIn(to, ui.fonts.note, {at, at + vec2(ui.px(112), ui.px(20))}, ui.theme.ink, shownKey(l.isKey ? l.keys : tr(l.keys)));
        textIn(to, ui.fonts.note, {at + vec2(ui.px(116), 0), at + vec2(width, ui.px(20))}, ui.theme.quiet, tr(l.what));
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
        return marker || structure || ui.program.pain.isOpen() || ui.program.lessons.isOpen() || ui.program.quiz.isOpen() ? Rect{} : ui.layout.right;
    }
    void draw(Ui& ui) override {
        beginSide(ui, area(ui), Facing::right);
        const bool placing = ui.program.marks.mode() == workspace::Mode::place, locked = ui.program.record.visitIsLocked();
        line(ui, ui.fonts.title, ui.theme.ink, placing ? tr("Placing") : tr("Nothing selected"));
        paragraph(ui, ui.fonts.body, ui.theme.quiet,
                  placing && locked ? tr("This visit is of another day and locked. Above the body you chart in today's visit, or correct this one.")
                  : placing ? tr("Click on the body where the site is; muscle and side are filled in for you.")
                          : tr("Click a structure to read about it, or a site to change it."));
        gap(ui, 8);
        rule(ui);
        gap(ui, 4);
        drawLines(ui, placing ? std::span<const Line>(kPlacing) : std::span<const Line>(kLooking));
        if (ui.program.bodies.current() && ui.program.view.options.effects.section.on) {
            heading(ui, tr("Section"));
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
