#include <algorithm>
#include <cmath>

#include "core/words.h"
#include "ui/panels/panels.h"
#include "ui/widgets.h"

namespace myochart::ui {

namespace {

/// What the left panel shows: the record or the body's structures.
class LeftTabs final : public Panel {
  public:
    std::string_view name() const override { return "left.tabs"; }
    Rect area(const Ui& ui) const override { return ui.layout.leftTabs; }
    void draw(Ui& ui) override;

  private:
    void drawTab(Ui& ui, std::string_view name, std::string_view word, const Rect& at, bool on, const char* command);
};

void LeftTabs::drawTab(Ui& ui, std::string_view name, std::string_view word, const Rect& at, bool on,
                       const char* command) {
    ImGui::SetCursorScreenPos(im(at.min));
    const Pressed pressed = pressArea(ui, name, at.size());
    ImDrawList& to = *ImGui::GetWindowDrawList();
    if (pressed.hovered && !on) to.AddRectFilled(im(at.min), im(at.max), ui.theme.hover, ui.px(6));
    textCentred(to, on ? ui.fonts.strong : ui.fonts.body, at, on ? ui.theme.ink : ui.theme.quiet, word);
    const float y = ui.layout.leftTabs.max.y;
    if (on)
        to.AddRectFilled({at.min.x + ui.px(8), y - ui.px(2)}, {at.max.x - ui.px(8), y}, ui.theme.accent, ui.px(1));
    tip(ui, word, ui.keyOf(command));
    if (pressed.clicked && !on) ui.runLater(command);
}

void LeftTabs::draw(Ui& ui) {
    const Rect bar = area(ui);
    const float thick = std::max(1.0F, std::floor(ui.scale));
    ImDrawList& to = *ImGui::GetWindowDrawList();
    to.AddRectFilled({bar.min.x, bar.max.y - thick}, im(bar.max), ui.theme.rule);
    to.AddRectFilled({bar.max.x - thick, bar.min.y}, im(bar.max), ui.theme.rule);
    const bool structures = ui.program.settings.structuresTab;
    const float half = std::floor((bar.size().x - ui.px(24)) / 2);
    const vec2 corner(bar.min.x + ui.px(8), bar.min.y + ui.px(4)), size(half, bar.size().y - ui.px(8));
    drawTab(ui, "left.record", tr("Record"), {corner, corner + size}, !structures, "window.record");
    const vec2 second = corner + vec2(half + ui.px(8), 0);
    drawTab(ui, "left.structures", tr("Structures"), {second, second + size}, structures, "window.structures");
}

}  // namespace

std::unique_ptr<Panel> makeLeftTabs() {
    return std::make_unique<LeftTabs>();
}

}  // namespace myochart::ui
