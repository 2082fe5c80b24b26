#include "ui/guides.h"

#include <algorithm>

#include "ui/framing.h"

namespace myochart::ui {

namespace {

constexpr float kNearMm = 700;  ///< a point is looked at from here or nearer

}  // namespace

void Guides::follow(const workspace::Program& program) {
    const auto body = program.bodies.current();
    const auto structure = body ? program.view.options.selected : std::nullopt;
    if (body == body_ && structure == structure_) return;
    body_ = body;
    structure_ = structure;
    chosen_.reset();
    places_.clear();
    if (!structure) return;
    const body::Structure& s = body->structure(*structure);
    if (!s.muscleKey.empty()) places_ = places::triggerPlaces(*body, program.catalogue(), s.muscleKey, s.side);
}

void Guides::fly(workspace::Program& program, size_t which) {
    if (which >= places_.size() || !body_) return;
    chosen_ = which;
    const places::TriggerPlace& place = places_[which];
    if (const auto structure = body_->find(place.structureKey)) {
        program.view.setLayer(body_->structure(*structure).layer, true);
        program.view.options.hidden.erase(*structure);
    }
    program.view.goTo(facing(program.view.camera, place.position, place.normal, std::min(program.view.camera.distanceMm, kNearMm)));
}

}  // namespace myochart::ui
