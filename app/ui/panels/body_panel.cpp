#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <utility>

#include "core/text.h"
#include "core/words.h"
#include "ui/aim_input.h"
#include "ui/pain_input.h"
#include "ui/quiz_marks.h"
#include "ui/body_input.h"
#include "ui/body_picture.h"
#include "ui/framing.h"
#include "ui/panels/body_overlay.h"
#include "ui/panels/body_tools.h"
#include "ui/panels/needle_bar.h"
#include "ui/panels/panels.h"
#include "ui/section_frame.h"
#include "ui/slice_input.h"
#include "ui/widgets.h"
#include "workspace/section_pane.h"

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
    std::vector<PaneView> panes(const Ui& ui) const;
    void drawSeams(Ui& ui, const std::vector<PaneView>& views);
    void drawOver(Ui& ui, const std::vector<PaneView>& views);
    void steer(Ui& ui, bool free);
    void steerBody(Ui& ui, const std::vector<PaneView>& views, size_t under, bool free);
    BodyInput input_;
    SliceInput slice_;
    SectionFrame frame_;
    AimInput aim_;
    PainInput pain_;
    LayersPopover layers_;
    Peel peel_;
    BodyTools tools_;
};

void BodyPanel::drawGround(Ui& ui, const Rect& area) {
    if (ui.program.bodies.inPicture() && ui.picture) return;  // the picture is drawn before this is put over it
    ImGui::GetWindowDrawList()->AddRectFilled(im(area.min), im(area.max), ui.theme.ground);
    if (!ui.picture)
        textCentred(*ImGui::GetWindowDrawList(), ui.fonts.body, area, ui.theme.quiet,
                    tr("The body cannot be drawn: OpenGL 3.3 is needed."));
}

/// The views side by side as they stand now.
std::vector<PaneView> BodyPanel::panes(const Ui& ui) const {
    const auto& panes = ui.program.view.panes;
    const auto rects = paneRects(area(ui), panes.count(), ui.scale);
    const auto slice = workspace::sectionPane(ui.program.view);
    std::vector<PaneView> views;
    for (size_t i = 0; i < rects.size(); ++i)
        views.push_back({i, rects[i], i == slice ? workspace::sliceCamera(ui.program.view) : panes.camera(i, ui.program.view.camera),
                         i < ui.pictures.size() ? ui.pictures[i] : nullptr, i == panes.active(), rects.size() == 1,
                         i == slice});
    return views;
}

void BodyPanel::drawSeams(Ui& ui, const std::vector<PaneView>& views) {
    const Rect all = area(ui);
    ImDrawList& to = *ImGui::GetWindowDrawList();
    if (views.size() >= 2)
        to.AddRectFilled({views[0].area.max.x, all.min.y}, {views[1].area.min.x, all.max.y}, ui.theme.rule);
    if (views.size() >= 4)
        to.AddRectFilled({all.min.x, views[0].area.max.y}, {all.max.x, views[2].area.min.y}, ui.theme.rule);
    const vec2 end = views.back().area.max;  // a pixel that halves do not fill
    if (end.x < all.max.x) to.AddRectFilled({end.x, all.min.y}, im(all.max), ui.theme.rule);
    if (end.y < all.max.y) to.AddRectFilled({all.min.x, end.y}, im(all.max), ui.theme.rule);
}

void BodyPanel::drawOver(Ui& ui, const std::vector<PaneView>& views) {
    const Rect at = area(ui);
    if (views.size() > 1) drawSeams(ui, views);
    frame_.draw(ui, views);
    for (const PaneView& view : views) {
        drawGuides(ui, view);
        drawMoves(ui, view);
        aim_.draw(ui, view);
        pain_.draw(ui, view);
        drawQuizMarks(ui, view);
        drawViewName(ui, view);
    }
    layers_.draw(ui, at);
    drawHiddenChip(ui, at);
    peel_.draw(ui, at);
    drawViewButtons(ui, at);
    tools_.draw(ui, at);
    for (const PaneView& view : views) drawSideBadges(ui, view);
}

/// Gives the input to the view under the pointer: the body's, the slice's, or the handle that moves the section.
void BodyPanel::steer(Ui& ui, bool free) {
    const std::vector<PaneView> views = panes(ui);
    ui.state.overSlice = false;
    sectionKeys(ui);
    const bool held = input_.busy() || slice_.busy();
    if (frame_.step(ui, views, free && !held)) return steerBody(ui, views, ui.program.view.panes.active(), false);
    size_t under = ui.program.view.panes.active();
    for (const PaneView& view : views)
        if (free && view.area.contains(ui.input.pos)) under = view.index;
    if (aim_.step(ui, views[under], free && !held)) return steerBody(ui, views, under, false);
    if (pain_.step(ui, views[under], free && !held)) return steerBody(ui, views, under, false);
    const auto slice = workspace::sectionPane(ui.program.view);
    const bool onSlice = slice && !input_.busy() && (under == *slice || slice_.busy());
    if (onSlice || input_.busy()) under = ui.program.view.panes.active();
    steerBody(ui, views, under, free && !onSlice);
    if (!onSlice) return;
    Ui inPane = ui;
    if (*slice < ui.pictures.size()) inPane.picture = ui.pictures[*slice];
    const Rect rect = views[*slice].area;
    const bool inside = free && rect.contains(ui.input.pos);
    slice_.step(inPane, rect, inside);
    if (inside) drawUnderPointer(inPane, rect);
}

/// A press or the wheel makes the view under the pointer the active one.
void BodyPanel::steerBody(Ui& ui, const std::vector<PaneView>& views, size_t under, bool free) {
    if (under != ui.program.view.panes.active() && (ui.input.press || ui.input.wheel != 0)) {
        ui.program.view.panes.activate(under, ui.program.view.camera);
        ui.program.view.cameraGoal.reset();
    }
    Ui inPane = ui;
    if (under < ui.pictures.size()) inPane.picture = ui.pictures[under];
    const Rect rect = views[under].area;
    const bool inside = free && (views.size() == 1 || rect.contains(ui.input.pos));
    // A look into another view must not turn the active one.
    const scene::Camera kept = ui.program.view.camera;
    const bool other = under != ui.program.view.panes.active();
    if (other) ui.program.view.camera = ui.program.view.panes.camera(under, kept);
    input_.step(inPane, rect, inside);
    if (ui.program.bodies.current() && (inside || ui.state.depths.pinned)) drawUnderPointer(inPane, rect);
    if (other) ui.program.view.camera = kept;
}

void BodyPanel::draw(Ui& ui) {
    const Rect at = area(ui);
    ui.state.plates.clear();
    ui.state.badges.clear();
    if (const Rect bar = needleBarPlace(ui); bar.size().y > 0) ui.state.badges.push_back(bar);
    drawGround(ui, at);
    ui.state.guides.follow(ui.program);
    ui.program.time.follow();
    ui.program.aim.follow();
    ui.program.lessons.follow();
    ui.program.pain.follow();
    ui.program.quiz.follow();
    if (ui.program.bodies.current()) drawOver(ui, panes(ui));
    // A list or menu that is still open is closed by a click on the body; turning it by a drag goes on at once.
    const bool free = ImGui::IsWindowHovered(ImGuiHoveredFlags_AllowWhenBlockedByPopup) && !ImGui::IsAnyItemHovered() && at.contains(ui.input.pos) &&
                      ui.state.dialog == Dialog::none;
    steer(ui, free);
    const auto listed = std::exchange(ui.state.listHovered, std::nullopt);
    if (!free && listed) ui.program.view.options.hovered = listed;
    const bool byHand = input_.moving(ui.now) || slice_.moving(ui.now) || frame_.dragging() || aim_.dragging() || pain_.painting();
    if (byHand) ui.state.wake(ui.now + 0.2);
    const bool moving = byHand || ui.program.view.cameraGoal.has_value() || std::exchange(ui.state.sliding, false);
    for (const PaneView& view : panes(ui))
        if (view.index < ui.pictures.size())
            ui.pictures[view.index]->update(ui.program, view.camera, view.slice, moving, ui.scale * ui.pixelRatio, ui.now);
}

bool BodyPanel::stepBack(Ui& ui) {
    if (aim_.cancel(ui.program) || pain_.cancel(ui.program) || input_.cancel(ui.program) || frame_.cancel(ui.program) || slice_.cancel() || tools_.stepBack()) return true;
    if (!ui.state.depths.open) return false;
    ui.state.depths.close();
    ui.state.depthChoice = 0;
    return true;
}

}  // namespace

std::unique_ptr<Panel> makeBodyPanel() {
    return std::make_unique<BodyPanel>();
}

}  // namespace myochart::ui
