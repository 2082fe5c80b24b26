#include <algorithm>

#include "core/words.h"
#include "ui/icons.h"
#include "ui/panels/needle_bar.h"
#include "ui/panels/panels.h"
#include "ui/panels/pattern_words.h"
#include "ui/widgets.h"

namespace myochart::ui {

namespace {

constexpr float kWide = 316, kLegendRow = 40, kLegendHead = 34, kLegendFoot = 30, kLegendEdge = 16, kLegendOverTools = 76;
constexpr size_t kMostLegendRows = 4;

/// Whose reported patterns lie on the skin, and how each is drawn; over the body, at its foot.
class PatternLegend final : public Panel {
  public:
    std::string_view name() const override { return "legend"; }
    Rect area(const Ui& ui) const override {
        const auto& pain = ui.program.pain;
        if (pain.shown().empty() || !ui.program.bodies.current() || ui.program.namesHidden()) return {};
        const Rect& body = ui.layout.body;
        const float rows = ui.px(kLegendRow) * static_cast<float>(std::min(kMostLegendRows, pain.shown().size())) + (pain.shown().size() > kMostLegendRows ? ui.px(20) : 0);
        const float high = ui.px(kLegendHead + kLegendFoot) + (pain.map() ? rows : ui.px(kLegendRow)), foot = body.max.y - ui.px(kLegendOverTools) - needleBarRoom(ui);
        const float wide = std::min(ui.px(kWide), body.size().x - ui.px(2 * kLegendEdge));
        return {{body.min.x + ui.px(kLegendEdge), foot - high}, {body.min.x + ui.px(kLegendEdge) + wide, foot}};
    }
    bool floats() const override { return true; }
    void draw(Ui& ui) override;

  private:
    void drawSource(Ui& ui, size_t place) const;
};

void PatternLegend::drawSource(Ui& ui, size_t place) const {
    const referral::PatternSource& source = ui.program.pain.shown()[place];
    const vec2 at = vec(ImGui::GetCursorScreenPos());
    const float right = area(ui).max.x - ui.px(44);
    ImDrawList& to = *ImGui::GetWindowDrawList();
    drawPatternSwatch(to, ui, {at + vec2(0, ui.px(4)), at + vec2(ui.px(32), ui.px(kLegendRow - 6))}, place);
    const float left = at.x + ui.px(42);
    drawPatternTitle(to, ui, {left, at.y + ui.px(2)}, right - left, source);
    textAt(to, ui.fonts.note, {left, at.y + ui.px(20)}, ui.theme.quiet, patternOrigin(ui.program, source), right - left);
    ImGui::SetCursorScreenPos({right + ui.px(4), at.y + ui.px(4)});
    if (button(ui, "legend.hide." + std::to_string(place), {.icon = icon::kClose, .tip = tr("Hide this pattern"), .height = 28})) ui.later([&program = ui.program, source] { program.pain.show(source, false); });
    ImGui::SetCursorScreenPos({at.x, at.y + ui.px(kLegendRow)});
}

void PatternLegend::draw(Ui& ui) {
    const Rect at = area(ui);
    const auto& pain = ui.program.pain;
    ImDrawList& to = *ImGui::GetWindowDrawList();
    floatingPlate(to, ui, at);
    ui.record.add("legend", at);
    const float left = at.min.x + ui.px(12);
    textAt(to, ui.fonts.noteStrong, {left, at.min.y + ui.px(10)}, ui.theme.quiet, ui.program.view.options.effects.explode > 0 ? tr("Not seen while layers are moved apart") : tr("Reported patterns, no finding"), at.size().x - ui.px(60));
    ImGui::SetCursorScreenPos({at.max.x - ui.px(40), at.min.y + ui.px(4)});
    if (button(ui, "legend.hideAll", {.icon = icon::kEyeOff, .tip = tr("Hide all patterns"), .height = 28})) ui.runLater("pattern.hide");
    ImGui::SetCursorScreenPos({left, at.min.y + ui.px(kLegendHead)});
    if (!pain.map()) {
        const std::string words = pain.isPreparing() ? trf("Laying out the patterns \xE2\x80\xA6 {:.0f} %", pain.progress() * 100) : pain.why();
        paragraph(ui, ui.fonts.note, pain.isPreparing() ? ui.theme.quiet : ui.theme.danger, words, at.size().x - ui.px(24));
        if (pain.isPreparing()) ui.state.wake(ui.now + 0.1);
        return;
    }
    for (size_t i = 0; i < std::min(kMostLegendRows, pain.shown().size()); ++i) drawSource(ui, i);
    if (pain.shown().size() > kMostLegendRows) textAt(to, ui.fonts.note, {left, ImGui::GetCursorScreenPos().y}, ui.theme.quiet, trf("and {} more, drawn as the third", pain.shown().size() - kMostLegendRows));
    textAt(to, ui.fonts.note, {left, at.max.y - ui.px(24)}, ui.theme.quiet, zonesAreDrawnAs(pain.shown().size() > 1), at.size().x - ui.px(24));
}

}  // namespace

std::unique_ptr<Panel> makePatternLegend() {
    return std::make_unique<PatternLegend>();
}

}  // namespace myochart::ui
