#include "ui/body_input.h"

#define GLFW_INCLUDE_NONE
#include <GLFW/glfw3.h>
#include <imgui.h>

#include <cmath>
#include <utility>

#include "scene/exploded_view.h"
#include "scene/other_part.h"
#include "ui/body_picture.h"

namespace myochart::ui {

namespace {

constexpr float kMarkerReach = 13;  ///< px around a marker that still means the marker
constexpr float kZoomPerNotch = 0.87F;
constexpr double kWheelSettle = 0.2;  ///< s

}  // namespace

namespace {

/// Where markers are drawn: moved with their structure while the layers are apart.
class ShownPlaces {
  public:
    explicit ShownPlaces(const workspace::Program& program)
        : body_(program.bodies.current()), apart_(body_ && program.view.options.effects.explode > 0) {
        if (apart_) shifts_.emplace(*body_, program.view.options.effects.explode);
    }
    vec3 of(const record::Marker& marker) const { return of(marker.anchor.structureKey, marker.anchor.position); }
    vec3 of(const std::string& structureKey, vec3 position) const {
        const auto structure = apart_ ? body_->find(structureKey) : std::nullopt;
        return position + (structure ? shifts_->of(*structure) : vec3(0));
    }

  private:
    std::shared_ptr<const body::Body> body_;
    bool apart_;
    std::optional<scene::ExplodedView> shifts_;
};

bool isSeen(const Ui& ui, vec3 position, vec3 normal) { return !ui.picture || !ui.picture->isHidden(position, normal); }

/// The site of another visit that is seen there: it tells of itself, and nothing else.
std::optional<record::MarkerId> ghostUnder(const Ui& ui, vec2 pixel) {
    if (!ui.program.view.options.ghosts) return std::nullopt;
    std::optional<record::MarkerId> nearest;
    const ShownPlaces places(ui.program);
    float best = kMarkerReach * ui.scale * ui.pixelRatio;
    for (const scene::Ghost& ghost : *ui.program.view.options.ghosts) {
        const vec3 position = places.of(ghost.structureKey, ghost.position);
        const auto at = ui.program.view.camera.project(position, ui.program.view.viewport);
        if (!at || glm::length(*at - pixel) >= best || !isSeen(ui, position, ghost.normal)) continue;
        best = glm::length(*at - pixel);
        nearest = ghost.id;
    }
    return nearest;
}

/// What is seen, or selected under the tissue of the side that is looked at. A mark shows through the body from behind, but
/// a pointer there means what lies before it.
bool isInReach(const Ui& ui, const record::Marker& marker, vec3 position) {
    if (isSeen(ui, position, marker.anchor.normal)) return true;
    if (!ui.program.view.options.selectedMarkers.contains(marker.id)) return false;
    const vec3 eye = ui.program.view.camera.eye();
    const auto& body = ui.program.bodies.current();
    const bool behind = glm::dot(marker.anchor.normal, eye - position) < 0;
    return !behind && !(body && scene::otherPartBefore(*body, ui.program.bodies.rays(), ui.program.view.options, eye, position));
}

}  // namespace

std::optional<record::MarkerId> BodyInput::markerUnder(const Ui& ui, vec2 pixel) const {
    const record::Session* session = ui.program.marks.shownSession();
    if (!session) return std::nullopt;
    std::optional<record::MarkerId> nearest;
    const ShownPlaces places(ui.program);
    float best = kMarkerReach * ui.scale * ui.pixelRatio;
    for (const record::Marker& marker : session->markers) {
        const vec3 position = places.of(marker);
        const auto at = ui.program.view.camera.project(position, ui.program.view.viewport);
        if (!at) continue;
        const float away = glm::length(*at - pixel);
        if (away >= best || !isInReach(ui, marker, position)) continue;
        best = away;
        nearest = marker.id;
    }
    // While sites are placed a number covers body on which one may be meant.
    if (nearest || !ui.picture || ui.program.marks.mode() == workspace::Mode::place) return nearest;
    const auto drawn = ui.picture->siteDrawnAt(pixel, kMarkerReach * ui.scale * ui.pixelRatio);
    return drawn && session->marker(*drawn) ? drawn : std::nullopt;
}

void BodyInput::gather(Ui& ui, vec2 pixel) {
    ui.state.under = ui.program.marks.hitsUnder(pixel, ui.program.view.viewport);
    if (ui.state.under.empty())
        ui.state.depthChoice = 0;
    else
        ui.state.depthChoice = std::min(ui.state.depthChoice, ui.state.under.size() - 1);
}

void BodyInput::openDepths(Ui& ui, const Rect& canvas, vec2 at, bool pinned) {
    closeDepths(ui);
    if (ui.program.namesHidden()) return;  // its rows are names
    gather(ui, pixelOf(ui, canvas, at));
    if (ui.state.under.empty()) return;
    ui.state.depths.open = true;
    ui.state.depths.pinned = pinned;
    ui.state.depths.at = at;
}

void BodyInput::closeDepths(Ui& ui) {
    ui.state.depths.close();
    ui.state.depthChoice = 0;
}

bool BodyInput::followDepths(Ui& ui, const Rect& canvas, bool usable) {
    DepthList& list = ui.state.depths;
    const bool alt = ui.input.modifiers & kAlt;
    if (list.open && !list.pinned) {
        const bool onList = list.plate.contains(ui.input.pos);
        if (!usable || !list.keeps(ui.input.pos, ui.scale) || (!alt && ui.state.depthChoice == 0 && !onList)) closeDepths(ui);
    }
    if (usable && alt && !list.open) openDepths(ui, canvas, ui.input.pos, false);
    if (!list.open || !ui.program.bodies.current()) return false;
    const vec2 pixel = pixelOf(ui, canvas, list.at);
    gather(ui, pixel);
    if (ui.state.under.empty()) {
        closeDepths(ui);
        return false;
    }
    list.fill(ui.program, ui.program.view.camera.rayThrough(pixel, ui.program.view.viewport), ui.state.under);
    // Where the list covers the place, no row is meant before the pointer goes to one.
    const DepthRow* row = list.means(ui.input.pos, ui.scale) ? nullptr : list.rowAt(ui.input.pos);
    if (row && row->choice) ui.state.depthChoice = *row->choice;
    ui.state.overBody = true;
    ui.program.view.options.hovered = ui.state.under[ui.state.depthChoice].at.part;
    return true;
}

void BodyInput::clickInDepths(Ui& ui, const Rect& canvas, vec2 at) {
    const DepthRow* row = ui.state.depths.rowAt(at);
    if (!row || !row->choice) return;
    const vec2 pixel = pixelOf(ui, canvas, ui.state.depths.at);
    ui.state.depthChoice = *row->choice;
    ui.program.marks.mode() == workspace::Mode::place ? placeAt(ui, pixel) : selectAt(ui, pixel);
    closeDepths(ui);
}

void BodyInput::deeper(Ui& ui, float steps) {
    if (ui.state.under.empty()) return;
    const auto last = static_cast<float>(ui.state.under.size() - 1);
    ui.state.depthChoice = static_cast<size_t>(std::clamp(static_cast<float>(ui.state.depthChoice) + steps, 0.0F, last));
}

/// By the character, not by the key: on German and French keyboards the brackets need AltGr.
void BodyInput::brackets(Ui& ui, const Rect& canvas, bool free) {
    const ImGuiIO& io = ImGui::GetIO();
    if (io.WantTextInput || !free || !ui.program.bodies.current() || ui.state.dialog != Dialog::none) return;
    for (const ImWchar letter : io.InputQueueCharacters) {
        if (letter != '[' && letter != ']') continue;
        if (!ui.state.depths.open) openDepths(ui, canvas, ui.input.pos, false);
        deeper(ui, letter == ']' ? 1 : -1);
    }
}

/// What the pointer is on: the marker, else the structure; lifted in the next picture.
void BodyInput::look(Ui& ui, const Rect& canvas, bool free) {
    ui.state.overBody = false;
    ui.state.under.clear();
    ui.program.view.options.hovered.reset();
    ui.program.view.options.hoveredMarker.reset();
    const bool busy = dragging_ != Dragging::nothing || tracker_.dragging();
    const bool usable = free && !busy && ui.program.bodies.current();
    if (followDepths(ui, canvas, usable) || !usable) return;
    const vec2 pixel = pixelOf(ui, canvas, ui.input.pos);
    ui.program.view.options.hoveredMarker = markerUnder(ui, pixel);
    const bool placing = ui.program.marks.mode() == workspace::Mode::place;
    if (!ui.program.view.options.hoveredMarker && !placing) ui.program.view.options.hoveredMarker = ghostUnder(ui, pixel);
    if (placing) gather(ui, pixel);
    std::optional<std::uint32_t> on = ui.picture ? ui.picture->structureAt(*ui.program.bodies.current(), pixel) : std::nullopt;
    if (!ui.state.under.empty()) on = ui.state.under[ui.state.depthChoice].at.part;
    ui.state.overBody = on.has_value();
    if (!ui.program.view.options.hoveredMarker) ui.program.view.options.hovered = on;
}

void BodyInput::wheel(Ui& ui, const Rect& canvas, bool free) {
    if (ui.input.wheel == 0 || !free || !ui.program.bodies.current()) return;
    if (ui.input.modifiers & kAlt) {
        if (!ui.state.depths.open) openDepths(ui, canvas, ui.input.pos, false);
        return deeper(ui, -std::copysign(std::ceil(std::abs(ui.input.wheel)), ui.input.wheel));
    }
    closeDepths(ui);
    scene::zoomTo(ui.program.view.camera, std::pow(kZoomPerNotch, ui.input.wheel), pixelOf(ui, canvas, ui.input.pos),
                  ui.program.view.viewport);
    scene::keepNear(ui.program.view.camera, ui.program.bodies.current()->bounds());
    ui.program.view.cameraGoal.reset();
    wheelUntil_ = ui.now + kWheelSettle;
    ui.state.wake(wheelUntil_);
}

std::optional<geometry::RayHit> BodyInput::chosenHit(Ui& ui, vec2 pixel) {
    gather(ui, pixel);
    if (ui.state.under.empty()) return std::nullopt;
    return ui.state.under[ui.state.depthChoice];
}

void BodyInput::selectAt(Ui& ui, vec2 pixel) {
    ui.program.view.options.selectedMarkers.clear();
    const auto hit = chosenHit(ui, pixel);
    if (hit)
        ui.program.view.options.selected = hit->at.part;
    else
        ui.program.view.clearSelection();
}

void BodyInput::placeAt(Ui& ui, vec2 pixel) {
    if (const auto hit = chosenHit(ui, pixel)) ui.program.marks.place(hit->at);
}

/// While a quiz asks, a click answers and selects nothing: a card would tell the name.
void BodyInput::pointInQuiz(Ui& ui, vec2 pixel, const Gesture& gesture) {
    if (gesture.kind != Gesture::Kind::click || !ui.program.quiz.takesClicks()) return;
    ui.state.depthChoice = 0;
    if (const auto hit = chosenHit(ui, pixel)) ui.program.quiz.pointAt(hit->at);
    ui.state.under.clear();
}

void BodyInput::centreOn(Ui& ui, vec2 pixel) {
    const auto hit = chosenHit(ui, pixel);
    if (!hit) return;
    scene::Camera goal = ui.program.view.camera;
    goal.target = hit->at.position;
    ui.program.view.goTo(goal);
}

void BodyInput::click(Ui& ui, const Rect& canvas, const Gesture& gesture) {
    if (onlyCloses_) return tracker_.forgetClick();
    if (gesture.button == 1) return openDepths(ui, canvas, gesture.from, true);
    if (gesture.button != 0) return;
    const DepthList& list = ui.state.depths;
    if (list.open && !list.means(gesture.from, ui.scale)) {
        if (list.plate.contains(gesture.from)) return clickInDepths(ui, canvas, gesture.from);
        return closeDepths(ui);  // what it chose is of another place
    }
    const vec2 pixel = pixelOf(ui, canvas, gesture.from);
    const bool placing = ui.program.marks.mode() == workspace::Mode::place;
    if (gesture.kind == Gesture::Kind::doubleClick && !placing) return centreOn(ui, pixel);
    if (ui.program.quiz.isRunning()) return pointInQuiz(ui, pixel, gesture);
    const bool choosing = (gesture.modifiers & kAlt) || ui.state.depthChoice > 0;
    if (const auto marker = choosing ? std::nullopt : markerUnder(ui, pixel)) {
        ui.program.view.options.selected.reset();
        return ui.program.marks.select(*marker, gesture.modifiers & (kShift | kCtrl));
    }
    if (gesture.kind == Gesture::Kind::doubleClick) return;  // the first click has placed
    placing ? placeAt(ui, pixel) : selectAt(ui, pixel);
}

void BodyInput::beginDrag(Ui& ui, const Rect& canvas, const Gesture& gesture) {
    const bool plain = gesture.button == 0 && !(gesture.modifiers & kShift);
    const vec2 from = pixelOf(ui, canvas, gesture.from);
    const auto marker = plain && !onlyCloses_ ? markerUnder(ui, from) : std::nullopt;
    // While only looking, a marker moves only once it is selected: turning the body must not shift a record.
    const bool mayMove =
        marker && (ui.program.marks.mode() == workspace::Mode::place || ui.program.view.options.selectedMarkers.contains(*marker));
    panning_ = !plain;
    closeDepths(ui);
    ui.program.view.cameraGoal.reset();
    if (!mayMove) {
        dragging_ = Dragging::camera;
        return goOnDragging(ui, canvas, gesture);
    }
    dragging_ = Dragging::marker;
    marker_ = *marker;
    ui.program.view.options.selected.reset();
    ui.program.marks.select(marker_);
    const record::Marker* held = ui.program.record.session()->marker(marker_);
    // Held by its number or its head, it is the place that moves, not what is held.
    const auto place = held ? ui.program.view.camera.project(ShownPlaces(ui.program).of(*held), ui.program.view.viewport) : std::nullopt;
    held_ = place ? *place - from : vec2(0);
    keepStructure_.reset();
    if (held && ui.picture && ui.picture->isHidden(held->anchor.position, held->anchor.normal))
        keepStructure_ = ui.program.bodies.current()->find(held->anchor.structureKey);
    goOnDragging(ui, canvas, gesture);
}

void BodyInput::goOnDragging(Ui& ui, const Rect& canvas, const Gesture& gesture) {
    const vec2 delta = gesture.delta * ui.pixelRatio;
    if (dragging_ == Dragging::marker) return dragMarkerTo(ui, pixelOf(ui, canvas, gesture.at) + held_);
    if (panning_) {
        scene::pan(ui.program.view.camera, delta, ui.program.view.viewport);
        if (const auto body = ui.program.bodies.current()) scene::keepNear(ui.program.view.camera, body->bounds());
    } else {
        scene::orbit(ui.program.view.camera, delta / (ui.scale * ui.pixelRatio));
    }
}

void BodyInput::dragMarkerTo(Ui& ui, vec2 pixel) {
    const auto hits = ui.program.marks.hitsUnder(pixel, ui.program.view.viewport);
    for (const auto& hit : hits) {
        if (keepStructure_ && hit.at.part != *keepStructure_) continue;
        return ui.program.marks.drag(marker_, hit.at);
    }
    // Off the surface the marker stays where it last lay.
}

void BodyInput::endDrag(Ui& ui) {
    if (dragging_ == Dragging::marker) ui.program.marks.drop();
    dragging_ = Dragging::nothing;
}

bool BodyInput::cancel(workspace::Program& program) {
    if (dragging_ == Dragging::nothing) return false;
    if (dragging_ == Dragging::marker) program.marks.cancelDrag();
    dragging_ = Dragging::nothing;
    tracker_.cancel();
    return true;
}

void BodyInput::arrows(Ui& ui) {
    if (ui.program.aim.isOpen()) return;  // they lean the needle
    if (ImGui::GetIO().WantTextInput || ui.state.arrowsTaken() || ui.program.view.options.selectedMarkers.empty() || ui.state.dialog != Dialog::none) return;
    for (const InputEvent& key : ui.input.keys) {
        if (key.modifiers & ~static_cast<unsigned>(kShift)) continue;
        const float mm = (key.modifiers & kShift) ? 5.0F : 1.0F;
        if (key.key == GLFW_KEY_LEFT) ui.program.marks.nudgeSelected({-mm, 0});
        if (key.key == GLFW_KEY_RIGHT) ui.program.marks.nudgeSelected({mm, 0});
        if (key.key == GLFW_KEY_UP) ui.program.marks.nudgeSelected({0, mm});
        if (key.key == GLFW_KEY_DOWN) ui.program.marks.nudgeSelected({0, -mm});
    }
}

void BodyInput::step(Ui& ui, const Rect& canvas, bool free) {
    tracker_.setSlop(PressTracker::kSlopPx * ui.scale);
    // What is held belongs to the body it was taken from (the same with finer levels is the same).
    const std::string shown = ui.program.bodies.current() ? ui.program.bodies.current()->checksum() : std::string();
    if (std::exchange(checksum_, shown) != shown) cancel(ui.program);
    wheel(ui, canvas, free);
    brackets(ui, canvas, free);
    if (ui.input.press && !tracker_.pressing()) onlyCloses_ = !ui.state.closedLists.empty() || ui.state.searchOpen;
    const auto gesture = tracker_.step(ui.input, free && ui.program.bodies.current() != nullptr);
    if (gesture) {
        using enum Gesture::Kind;
        switch (gesture->kind) {
            case click:
            case doubleClick:
                BodyInput::click(ui, canvas, *gesture);
                break;
            case dragStart:
                beginDrag(ui, canvas, *gesture);
                break;
            case drag:
                goOnDragging(ui, canvas, *gesture);
                break;
            case dragEnd:
                goOnDragging(ui, canvas, *gesture);
                endDrag(ui);
                break;
        }
    }
    look(ui, canvas, free);
    arrows(ui);
}

}  // namespace myochart::ui
