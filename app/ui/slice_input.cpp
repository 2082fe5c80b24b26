#include "ui/slice_input.h"

#define GLFW_INCLUDE_NONE
#include <GLFW/glfw3.h>
#include <imgui.h>

#include <cmath>

#include "scene/section_view.h"
#include "ui/body_input.h"
#include "ui/body_picture.h"
#include "workspace/section_pane.h"

namespace myochart::ui {

namespace {

constexpr float kSliceMarkerReach = 13;  ///< px around a marker that still means the marker
constexpr float kSliceZoomPerNotch = 0.87F;
constexpr float kMmPerNotch = 2;
constexpr double kSliceWheelSettle = 0.2;  ///< s

}  // namespace

std::optional<record::MarkerId> SliceInput::markerUnder(const Ui& ui, vec2 pixel) const {
    const record::Session* session = ui.program.marks.shownSession();
    if (!session) return std::nullopt;
    const scene::SectionPlane& section = ui.program.view.options.effects.section;
    const scene::Camera camera = workspace::sliceCamera(ui.program.view);
    std::optional<record::MarkerId> nearest;
    float best = kSliceMarkerReach * ui.scale * ui.pixelRatio;
    for (const record::Marker& marker : session->markers) {
        if (std::abs(section.heightMm(marker.anchor.position)) > scene::kOnSliceMm) continue;
        const auto at = camera.project(scene::ontoPlane(section, marker.anchor.position), ui.program.view.viewport);
        if (!at || glm::length(*at - pixel) >= best) continue;
        best = glm::length(*at - pixel);
        nearest = marker.id;
    }
    return nearest;
}

void SliceInput::wheel(Ui& ui, const Rect& canvas) {
    if (ui.input.modifiers & kCtrl) {
        scene::Camera camera = workspace::sliceCamera(ui.program.view);
        scene::zoomTo(camera, std::pow(kSliceZoomPerNotch, ui.input.wheel), BodyInput::pixelOf(ui, canvas, ui.input.pos),
                      ui.program.view.viewport);
        ui.program.view.panes.section.camera = camera;
    } else {
        workspace::moveSection(ui.program.view, kMmPerNotch * ui.input.wheel);
    }
    movedUntil_ = ui.now + kSliceWheelSettle;
    ui.state.wake(movedUntil_);
}

void SliceInput::click(Ui& ui, const Rect& canvas, const Gesture& gesture) {
    if (gesture.button != 0) return;
    if (gesture.kind == Gesture::Kind::doubleClick) return workspace::fitSlice(ui.program.view);
    const vec2 pixel = BodyInput::pixelOf(ui, canvas, gesture.from);
    if (const auto marker = markerUnder(ui, pixel)) {
        ui.program.view.options.selected.reset();
        return ui.program.marks.select(*marker, gesture.modifiers & (kShift | kCtrl));
    }
    ui.program.view.clearSelection();
    if (ui.picture && ui.program.bodies.current() && !ui.program.quiz.isRunning()) ui.program.view.options.selected = ui.picture->structureAt(*ui.program.bodies.current(), pixel);
}

void SliceInput::pressed(Ui& ui, const Rect& canvas, const Gesture& gesture) {
    using enum Gesture::Kind;
    if (gesture.kind == click || gesture.kind == doubleClick) return SliceInput::click(ui, canvas, gesture);
    scene::Camera camera = workspace::sliceCamera(ui.program.view);
    scene::pan(camera, gesture.delta * ui.pixelRatio, ui.program.view.viewport);
    ui.program.view.panes.section.camera = camera;
}

/// The site or the structure under the pointer, lifted in every view.
void SliceInput::look(Ui& ui, vec2 pixel) {
    ui.state.overSlice = true;
    ui.program.view.options.hoveredMarker = markerUnder(ui, pixel);
    if (!ui.program.view.options.hoveredMarker && ui.picture && ui.program.bodies.current())
        ui.program.view.options.hovered = ui.picture->structureAt(*ui.program.bodies.current(), pixel);
}

void SliceInput::step(Ui& ui, const Rect& canvas, bool free) {
    tracker_.setSlop(PressTracker::kSlopPx * ui.scale);
    if (free && ui.input.wheel != 0) wheel(ui, canvas);
    if (const auto gesture = tracker_.step(ui.input, free)) pressed(ui, canvas, *gesture);
    if (free && !tracker_.dragging()) look(ui, BodyInput::pixelOf(ui, canvas, ui.input.pos));
}

bool SliceInput::cancel() {
    const bool was = tracker_.dragging();
    tracker_.cancel();
    return was;
}

void sectionKeys(Ui& ui) {
    const auto& view = ui.program.view.options;
    if (!ui.program.bodies.current() || !view.effects.section.on || !view.selectedMarkers.empty()) return;
    if (ImGui::GetIO().WantTextInput || ui.state.arrowsTaken() || ui.state.dialog != Dialog::none) return;
    for (const InputEvent& key : ui.input.keys) {
        if (key.modifiers != 0) continue;
        if (key.key == GLFW_KEY_UP) workspace::moveSection(ui.program.view, 1);
        if (key.key == GLFW_KEY_DOWN) workspace::moveSection(ui.program.view, -1);
        if (key.key == GLFW_KEY_PAGE_UP) workspace::moveSection(ui.program.view, 10);
        if (key.key == GLFW_KEY_PAGE_DOWN) workspace::moveSection(ui.program.view, -10);
    }
}

}  // namespace myochart::ui
