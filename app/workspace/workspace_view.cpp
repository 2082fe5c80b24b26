#include <algorithm>
#include <cmath>

#include <glm/trigonometric.hpp>

#include "scene/build_scene.h"
#include "workspace/presets.h"
#include "workspace/workspace.h"

namespace myochart::workspace {

namespace {

constexpr float kAroundRegion = 1.3F;  ///< a region is seen with some of what lies around it

std::set<std::uint32_t> structuresOf(const body::Body& body, const std::vector<std::string>& keys) {
    std::set<std::uint32_t> found;
    for (const auto& key : keys)
        if (const auto index = body.find(key)) found.insert(*index);
    return found;
}

}  // namespace

void Workspace::keepView() {
    if (!body_ || !visit_) return;
    if (sessionViews_.keep(session()->id, presetOfView(*this, "visit").view))
        writer_.write("views", [views = sessionViews_] { return views.save(); });
}

void Workspace::restoreView() {
    const auto saved = sessionViews_.of(session()->id);
    if (!saved || !body_ || saved->distanceMm <= 0) return;
    scene::Camera then = camera;
    then.target = saved->target;
    then.azimuthRad = glm::radians(saved->azimuthDeg);
    then.elevationRad = glm::radians(saved->elevationDeg);
    then.distanceMm = saved->distanceMm;
    goTo(then);
    view.layers.fill(false);
    for (const auto& layer : saved->layers)
        if (const auto known = anatomy::layerFromName(layer)) view.layers[static_cast<size_t>(*known)] = true;
    view.hidden = structuresOf(*body_, saved->hidden);
    view.isolated = structuresOf(*body_, saved->isolated);
}

void Workspace::showStandardView(scene::StandardView which) {
    if (!body_) return;
    const Box content = region_ ? region_->bounds : scene::shownBounds(*body_, view);
    scene::Camera goal = scene::standardView(which, content, viewport);
    if (region_) goal.distanceMm *= kAroundRegion;
    goTo(clearOfTools(goal));
}

scene::Camera Workspace::clearOfTools(scene::Camera framed) const {
    const float covered = std::clamp(coveredBelow, 0.0F, 0.5F);
    framed.distanceMm /= 1 - covered;
    const float seenMm = 2 * framed.distanceMm * std::tan(framed.fovRad / 2);
    framed.target -= framed.up() * (seenMm * covered / 2);
    return framed;
}

Outcome Workspace::frameRegion(std::string_view words) {
    if (!body_) return failed("There is no body yet; open or import a model first.");
    auto found = scene::regionFrame(*body_, *catalogue_, words);
    if (!found) return found.error();
    region_ = *found;
    if (panes.count() == 1) {
        showStandardView(region_->region->view);
        return Done{};
    }
    // Side by side every view keeps its direction.
    scene::Camera goal = scene::fitted(camera, region_->bounds, viewport);
    goal.distanceMm *= kAroundRegion;
    goTo(clearOfTools(goal));
    return Done{};
}

void Workspace::frameWholeBody() {
    region_.reset();
    if (body_) goTo(clearOfTools(scene::fitted(camera, scene::shownBounds(*body_, view), viewport)));
}

void Workspace::isolate(std::uint32_t structure) {
    rememberHiding();
    view.isolated = {structure};
    view.hidden.erase(structure);
}

void Workspace::hide(std::uint32_t structure) {
    rememberHiding();
    view.hidden.insert(structure);
    view.isolated.erase(structure);
    if (view.selected == structure) view.selected.reset();
    if (view.hovered == structure) view.hovered.reset();
}

void Workspace::hide(const std::vector<std::uint32_t>& structures, bool hidden) {
    rememberHiding();
    for (const std::uint32_t structure : structures) {
        if (hidden) view.hidden.insert(structure);
        else view.hidden.erase(structure);
        if (hidden && view.selected == structure) view.selected.reset();
        if (hidden && view.hovered == structure) view.hovered.reset();
    }
}

void Workspace::showAll() {
    if (view.hidden.empty() && view.isolated.empty()) return;
    rememberHiding();
    view.hidden.clear();
    view.isolated.clear();
}

void Workspace::setLayer(anatomy::Layer layer, bool shown) { view.layers[static_cast<size_t>(layer)] = shown; }

void Workspace::clearSelection() {
    view.selected.reset();
    view.selectedMarkers.clear();
}

}  // namespace myochart::workspace
