#include <algorithm>

#include <fmt/format.h>

#include "core/text.h"
#include "places/hand_edits.h"
#include "places/place.h"
#include "places/place_by_words.h"
#include "scene/under_skin.h"
#include "workspace/section_pane.h"

namespace myochart::workspace {

std::vector<geometry::RayHit> Workspace::hitsUnder(vec2 pixel, const scene::Viewport& size) const {
    if (!body_) return {};
    return scene::pickAlong(*body_, rays_.get(), camera.rayThrough(pixel, size), bodyOptions(*this));
}

std::optional<record::Marker> Workspace::markerAt(const places::Place& place, record::MarkerType type) const {
    record::Marker marker;
    marker.id = record::MarkerId::make();
    marker.type = type;
    marker.anchor = place.anchor;
    marker.muscle = place.muscle;
    marker.side = place.side;
    marker.sentence = place.sentence;
    marker.createdAt = clock_();
    return marker;
}

std::optional<record::MarkerId> Workspace::placeMarker(const geometry::SurfacePoint& point) {
    if (!body_ || refusedForSides()) return std::nullopt;
    const bool dayIsOver = visitIsLocked() && wasOfToday_;
    if (visit_ && !dayIsOver) return refusedNow() ? std::nullopt : placeHere(point);
    if (!patient_) {
        notify("Open or add a patient first; then a click places the marker in today's visit.");
        return std::nullopt;
    }
    if (dayIsOver) notify(fmt::format("It is {} now: this goes into today's visit.", localDayInFull(clock_())));
    // With the record on its own thread the visit comes a moment later, and the marker with it.
    const auto placed = std::make_shared<std::optional<record::MarkerId>>();
    withTodaysVisit([this, point, placed, body = body_] {
        if (body == body_) *placed = placeHere(point);
    });
    return *placed;
}

std::optional<record::MarkerId> Workspace::placeHere(const geometry::SurfacePoint& point) {
    const auto marker = markerAt(places::placeAt(*body_, *catalogue_, scene::underSkin(*body_, rays_.get(), point, view)), placing_);
    if (!marker || !commit(record::addMarker(*session(), *marker))) return std::nullopt;
    selectMarker(marker->id);
    return marker->id;
}

void Workspace::dragMarker(const record::MarkerId& id, const geometry::SurfacePoint& point) {
    if (!body_ || !session() || !session()->marker(id) || refusedNow() || refusedForSides()) return;
    const places::Place place = places::placeAt(*body_, *catalogue_, scene::underSkin(*body_, rays_.get(), point, view));
    auto moved = record::changeMarker(*session(), places::movedTo(*catalogue_, *session()->marker(id), place), "Move marker");
    if (moved) drag_ = std::move(moved->session);
}

void Workspace::dropMarker() {
    if (!drag_ || !visit_) return;
    record::Session dropped = std::move(*drag_);
    drag_.reset();
    commit(record::Edited{std::move(dropped), "Move marker"});
}

void Workspace::cancelDrag() { drag_.reset(); }

void Workspace::nudgeSelected(vec2 mm) {
    if (!body_ || !session() || refusedNow() || refusedForSides()) return;
    record::Session moved = *session();
    bool any = false;
    for (const auto& id : view.selectedMarkers) {
        const record::Marker* marker = moved.marker(id);
        const auto structure = marker ? body_->find(marker->anchor.structureKey) : std::nullopt;
        if (!structure) continue;
        const vec3 step = camera.right() * mm.x + camera.up() * mm.y;
        const auto place = scene::placeNear(*body_, *catalogue_, marker->anchor.position + step, *structure, view);
        if (!place) continue;
        auto edited = record::changeMarker(moved, places::movedTo(*catalogue_, *marker, *place), "Nudge marker");
        if (!edited) continue;
        moved = std::move(edited->session);
        any = true;
    }
    if (any) commit(record::Edited{std::move(moved), "Nudge marker"});
}

void Workspace::mirrorSelected() {
    if (!body_ || !session() || refusedNow() || refusedForSides()) return;
    record::Session with = *session();
    std::set<record::MarkerId> made;
    for (const auto& id : view.selectedMarkers) {
        const record::Marker* original = with.marker(id);
        if (!original) continue;
        const auto place = places::mirrored(*body_, *catalogue_, original->anchor, original->side);
        if (!place) {
            notify(place.error().message, true);
            continue;
        }
        const auto copy = places::mirroredCopy(*catalogue_, *original, *place);
        auto edited = copy ? record::addMarker(with, *copy) : Result<record::Edited>(copy.error());
        if (!edited) {
            notify(edited.error().message, true);
            continue;
        }
        with = std::move(edited->session);
        made.insert(copy->id);
    }
    if (made.empty()) return;
    if (!commit(record::Edited{std::move(with), "Add mirrored copy"})) return;
    view.selectedMarkers = made;
    notify("A mirrored copy was added on the other side; what it was made from stays.");
}

void Workspace::moveToSide(const record::MarkerId& id, Side side) {
    const record::Marker* marker = session() ? session()->marker(id) : nullptr;
    if (!body_ || !marker || refusedNow() || refusedForSides()) return;
    const auto place = places::mirrored(*body_, *catalogue_, marker->anchor, opposite(side));
    if (!place) return notify(place.error().message, true);
    if (place->side != side) return notify(fmt::format("That place has no {} counterpart on this body.", name(side)), true);
    commit(record::changeMarker(*session(), places::movedTo(*catalogue_, *marker, *place), fmt::format("Move marker to the {}", name(side))));
}

void Workspace::moveToMuscle(const record::MarkerId& id) {
    const record::Marker* marker = session() ? session()->marker(id) : nullptr;
    if (!body_ || !marker || refusedNow() || refusedForSides()) return;
    const auto place = places::placeOnMuscle(*body_, *catalogue_, *marker);
    if (!place) return notify(place.error().message, true);
    commit(record::changeMarker(*session(), places::movedTo(*catalogue_, *marker, *place),
                               fmt::format("Move marker to {}", displayText(marker->muscle, 80))));
}

/// Nothing is charted with a side that is a guess.
bool Workspace::refusedForSides() {
    if (sidesKnown_) return false;
    notify("Left and right of this model are not known: nothing is charted on it until you say how it stands.");
    notices_.back().undoLabel = "Say it";
    notices_.back().undo = [this] { askAboutSides(); };
    return true;
}

void Workspace::removeSelected() {
    if (!session() || view.selectedMarkers.empty()) return;
    if (commit(record::removeMarkers(*session(), {view.selectedMarkers.begin(), view.selectedMarkers.end()})))
        view.selectedMarkers.clear();
}

void Workspace::selectMarker(const record::MarkerId& id, bool add) {
    if (!add) view.selectedMarkers.clear();
    if (add && view.selectedMarkers.contains(id)) view.selectedMarkers.erase(id);
    else view.selectedMarkers.insert(id);
}

}  // namespace myochart::workspace
