#include "ui/guides.h"

#include <algorithm>

#include "ui/framing.h"

namespace myochart::ui {

namespace {

constexpr float kNearMm = 700;  ///< a point is looked at from here or nearer

}  // namespace

void Guides::follow(const workspace::Workspace& ws) {
    const auto body = ws.body();
    const auto structure = body ? ws.view.selected : std::nullopt;
    if (body == body_ && structure == structure_) return;
    body_ = body;
    structure_ = structure;
    chosen_.reset();
    places_.clear();
    if (!structure) return;
    const body::Structure& s = body->structure(*structure);
    if (!s.muscleKey.empty()) places_ = places::triggerPlaces(*body, ws.catalogue(), s.muscleKey, s.side);
}

void Guides::fly(workspace::Workspace& ws, size_t which) {
    if (which >= places_.size() || !body_) return;
    chosen_ = which;
    const places::TriggerPlace& place = places_[which];
    if (const auto structure = body_->find(place.structureKey)) {
        ws.setLayer(body_->structure(*structure).layer, true);
        ws.view.hidden.erase(*structure);
    }
    ws.goTo(facing(ws.camera, place.position, place.normal, std::min(ws.camera.distanceMm, kNearMm)));
}

}  // namespace myochart::ui
