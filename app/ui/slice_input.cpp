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

constexpr float kMarkerReach = 13;  ///< px around a marker that still means the marker
constexpr float kZoomPerNotch = 0.87F;
constexpr float kMmPerNotch = 2;
constexpr double kWheelSettle = 0.2;  ///< s

}  // namespace

std::optional<record::MarkerId> SliceInput::markerUnder(const Ui& ui, vec2 pixel) const {
    const record::Session* session = ui.ws.shownSession();
    if (!session) return std::nullopt;
    const scene::SectionPlane& section = ui.ws.view.effects.section;
    const scene::Camera camera = workspace::sliceCamera(ui.ws);
    std::optional<record::MarkerId> nearest;
    float best = kMarkerReach * ui.scale * ui.pixelRatio;
    for (const record::Marker& marker : session->markers) {
        if (std::abs(section.heightMm(marker.anchor.position)) > scene::kOnSliceMm) continue;
        const auto at = camera.project(scene::ontoPlane(section, marker.anchor.position), ui.ws.viewport);
        if (!at || glm::length(*at - pixel) >= best) continue;
        best = glm::length(*at - pixel);
        nearest = marker.id;
    }
    return nearest;
}

void SliceInput::wheel(Ui& ui, const Rect& canvas) {
    if (ui.input.modifiers & kCtrl) {
        scene::Camera camera = workspace::sliceCamera(ui.ws);
        scene::zoomTo(camera, std::pow(kZoomPerNotch, ui.input.wheel), BodyInput::pixelOf(ui, canvas, ui.input.pos),
                      ui.ws.viewport);
        ui.ws.panes.section.camera = camera;
    } else {
        workspace::moveSection(ui.ws, kMmPerNotch * ui.input.wheel);
    }
    movedUntil_ = ui.now + kWheelSettle;
    ui.state.wake(movedUntil_);
}

void SliceInput::click(Ui& ui, const Rect& canvas, const Gesture& gesture) {
    if (gesture.button != 0) return;
    if (gesture.kind == Gesture::Kind::doubleClick) return workspace::fitSlice(ui.ws);
    const vec2 pixel = BodyInput::pixelOf(ui, canvas, gesture.from);
    if (const auto marker = markerUnder(ui, pixel)) {
        ui.ws.view.selected.reset();
        return ui.ws.selectMarker(*marker, gesture.modifiers & (kShift | kCtrl));
    }
    ui.ws.clearSelection();
    if (ui.picture && ui.ws.body()) ui.ws.view.selected = ui.picture->structureAt(*ui.ws.body(), pixel);
}

void SliceInput::pressed(Ui& ui, const Rect& canvas, const Gesture& gesture) {
    using enum Gesture::Kind;
    if (gesture.kind == click || gesture.kind == doubleClick) return SliceInput::click(ui, canvas, gesture);
    scene::Camera camera = workspace::sliceCamera(ui.ws);
    scene::pan(camera, gesture.delta * ui.pixelRatio, ui.ws.viewport);
    ui.ws.panes.section.camera = camera;
}

/// The site or the structure under the pointer, lifted in every view.
void SliceInput::look(Ui& ui, vec2 pixel) {
    ui.state.overSlice = true;
    ui.ws.view.hoveredMarker = markerUnder(ui, pixel);
    if (!ui.ws.view.hoveredMarker && ui.picture && ui.ws.body())
        ui.ws.view.hovered = ui.picture->structureAt(*ui.ws.body(), pixel);
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
    const auto& view = ui.ws.view;
    if (!ui.ws.body() || !view.effects.section.on || !view.selectedMarkers.empty()) return;
    if (ImGui::GetIO().WantTextInput || ui.state.arrowsTaken() || ui.state.dialog != Dialog::none) return;
    for (const InputEvent& key : ui.input.keys) {
        if (key.modifiers != 0) continue;
        if (key.key == GLFW_KEY_UP) workspace::moveSection(ui.ws, 1);
        if (key.key == GLFW_KEY_DOWN) workspace::moveSection(ui.ws, -1);
        if (key.key == GLFW_KEY_PAGE_UP) workspace::moveSection(ui.ws, 10);
        if (key.key == GLFW_KEY_PAGE_DOWN) workspace::moveSection(ui.ws, -10);
    }
}

}  // namespace myochart::ui
