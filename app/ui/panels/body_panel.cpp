#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <utility>

#include "core/text.h"
#include "ui/body_input.h"
#include "ui/body_picture.h"
#include "ui/framing.h"
#include "ui/panels/body_overlay.h"
#include "ui/panels/body_tools.h"
#include "ui/panels/panels.h"
#include "ui/widgets.h"

namespace myochart::ui {

namespace {

/// The body itself with what floats at its edges. The picture lies behind the window; this draws over it.
class BodyPanel final : public Panel {
  public:
    std::string_view name() const override { return "body"; }
    Rect area(const Ui& ui) const override { return ui.layout.body; }
    bool seeThrough() const override { return true; }
    void draw(Ui& ui) override;
    bool stepBack(Ui& ui) override;

  private:
    void drawGround(Ui& ui, const Rect& area);
    BodyInput input_;
    LayersPopover layers_;
    Peel peel_;
    BodyTools tools_;
};

void BodyPanel::drawGround(Ui& ui, const Rect& area) {
    if (ui.ws.body() && ui.picture) return;  // the picture is drawn before this is put over it
    ImGui::GetWindowDrawList()->AddRectFilled(im(area.min), im(area.max), ui.theme.ground);
    if (!ui.picture)
        textCentred(*ImGui::GetWindowDrawList(), ui.fonts.body, area, ui.theme.quiet,
                    "The body cannot be drawn: OpenGL 3.3 is needed.");
}

void BodyPanel::draw(Ui& ui) {
    const Rect at = area(ui);
    drawGround(ui, at);
    ui.state.guides.follow(ui.ws);
    if (ui.ws.body()) {
        drawGuides(ui, at);
        drawSideBadges(ui, at);
        drawViewName(ui, at);
        layers_.draw(ui, at);
        drawHiddenChip(ui, at);
        peel_.draw(ui, at);
        drawViewButtons(ui, at);
        tools_.draw(ui, at);
    }
    const bool free = ImGui::IsWindowHovered() && !ImGui::IsAnyItemHovered() && at.contains(ui.input.pos) &&
                      ui.state.dialog == Dialog::none;
    input_.step(ui, at, free);
    const auto listed = std::exchange(ui.state.listHovered, std::nullopt);
    if (!free && listed) ui.ws.view.hovered = listed;
    if (ui.ws.body() && free) drawUnderPointer(ui, at);
    if (input_.moving(ui.now)) ui.state.wake(ui.now + 0.2);
    const bool moving =
        input_.moving(ui.now) || ui.ws.cameraGoal.has_value() || std::exchange(ui.state.sliding, false);
    if (ui.picture) ui.picture->update(ui.ws, moving, ui.scale * ui.pixelRatio, ui.now);
}

bool BodyPanel::stepBack(Ui& ui) {
    if (input_.cancel(ui.ws) || tools_.stepBack()) return true;
    if (ui.state.depthChoice == 0) return false;
    ui.state.depthChoice = 0;
    return true;
}

}  // namespace

std::unique_ptr<Panel> makeBodyPanel() {
    return std::make_unique<BodyPanel>();
}

}  // namespace myochart::ui
