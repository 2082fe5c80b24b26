#include "workspace/view_desk.h"

#include <algorithm>
#include <cmath>
#include <set>
#include <unordered_map>

#include <glm/trigonometric.hpp>

#include "builtin/schematic_muscles.h"
#include "core/words.h"
#include "scene/build_scene.h"
#include "workspace/section_pane.h"

namespace myochart::workspace {

namespace {

constexpr float kAroundRegion = 1.3F;  ///< a region is seen with some of what lies around it

}  // namespace

ViewDesk::ViewDesk(const anatomy::Catalogue& catalogue, const BodyDesk& bodies, LaterWriter& writer, SessionViews kept)
    : catalogue_(catalogue), bodies_(bodies), writer_(writer), kept_(std::move(kept)) {
    // Schematic courses would be taken for measured ones: they are shown when asked for.
    for (const auto layer : {anatomy::Layer::nerve, anatomy::Layer::vessel}) setLayer(layer, false);
}

void ViewDesk::showStandardView(scene::StandardView which) {
    if (!body()) return;
    const Box content = region_ ? region_->bounds : scene::shownBounds(*body(), options);
    scene::Camera goal = scene::standardView(which, content, viewport);
    if (region_) goal.distanceMm *= kAroundRegion;
    goTo(clearOfTools(goal));
}

scene::Camera ViewDesk::clearOfTools(scene::Camera framed) const {
    const float covered = std::clamp(coveredBelow, 0.0F, 0.5F);
    framed.distanceMm /= 1 - covered;
    const float seenMm = 2 * framed.distanceMm * std::tan(framed.fovRad / 2);
    framed.target -= framed.up() * (seenMm * covered / 2);
    return framed;
}

Outcome ViewDesk::frameRegion(std::string_view words) {
    if (!body()) return failed(tr("There is no body yet; open or import a model first."));
    auto found = scene::regionFrame(*body(), catalogue_, words);
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

void ViewDesk::frameWholeBody() {
    region_.reset();
    if (body()) goTo(clearOfTools(scene::fitted(camera, scene::shownBounds(*body(), options), viewport)));
}

void ViewDesk::isolate(std::uint32_t structure) {
    rememberHiding();
    options.isolated = {structure};
    options.hidden.erase(structure);
}

void ViewDesk::hide(std::uint32_t structure) {
    rememberHiding();
    options.hidden.insert(structure);
    options.isolated.erase(structure);
    if (options.selected == structure) options.selected.reset();
    if (options.hovered == structure) options.hovered.reset();
}

void ViewDesk::hide(const std::vector<std::uint32_t>& structures, bool hidden) {
    rememberHiding();
    for (const std::uint32_t structure : structures) {
        if (hidden) options.hidden.insert(structure);
        else options.hidden.erase(structure);
        if (hidden && options.selected == structure) options.selected.reset();
        if (hidden && options.hovered == structure) options.hovered.reset();
    }
}

void ViewDesk::showAll() {
    if (options.hidden.empty() && options.isolated.empty()) return;
    rememberHiding();
    options.hidden.clear();
    options.isolated.clear();
}

void ViewDesk::clearSelection() {
    options.selected.reset();
    options.selectedMarkers.clear();
}

void ViewDesk::lookAtWholeBody() {
    camera = clearOfTools(scene::standardView(scene::StandardView::anterior, bodies_.inPicture()->bounds(), viewport));
    cameraGoal.reset();
}

void ViewDesk::beginAnew() {
    options.hidden = builtin::hiddenAtFirst(*body(), catalogue_);
    options.isolated.clear();
    options.faded.clear();
    options.selected.reset();
    options.hovered.reset();
    hiding_.clear();
    region_.reset();
    if (options.effects.section.on) setSectionMm(*this, sectionMm(*this));  // inside this body
    lookAtWholeBody();
}

void ViewDesk::selectChanged(const record::Session& before, const record::Session& now) {
    std::unordered_map<std::string_view, const record::Marker*> old;
    for (const record::Marker& marker : before.markers) old.emplace(marker.id.text, &marker);
    std::set<record::MarkerId> changed;
    for (const record::Marker& marker : now.markers) {
        const auto was = old.find(marker.id.text);
        if (was == old.end() || *was->second != marker) changed.insert(marker.id);
    }
    if (changed.empty()) {
        std::erase_if(options.selectedMarkers, [&](const auto& id) { return !now.marker(id); });
        return;
    }
    options.selectedMarkers = std::move(changed);
    options.selected.reset();
}

SavedView ViewDesk::savedView() const {
    const scene::Camera& now = cameraGoal ? *cameraGoal : camera;
    SavedView saved;
    saved.target = now.target;
    saved.azimuthDeg = glm::degrees(now.azimuthRad);
    saved.elevationDeg = glm::degrees(now.elevationRad);
    saved.distanceMm = now.distanceMm;
    for (size_t i = 0; i < scene::kLayerCount; ++i)
        if (options.layers[i]) saved.layers.emplace_back(anatomy::name(static_cast<anatomy::Layer>(i)));
    if (!body()) return saved;
    saved.bodyName = body()->name();
    saved.hidden = keysOf(*body(), options.hidden);
    saved.isolated = keysOf(*body(), options.isolated);
    return saved;
}

void ViewDesk::keepFor(const record::SessionId& visit) {
    if (!body() || !kept_.keep(visit, savedView())) return;
    writer_.write("views", [views = kept_] { return views.save(); });
}

void ViewDesk::restoreFor(const record::SessionId& visit) {
    const auto saved = kept_.of(visit);
    if (!saved || !body() || saved->distanceMm <= 0) return;
    scene::Camera then = camera;
    then.target = saved->target;
    then.azimuthRad = glm::radians(saved->azimuthDeg);
    then.elevationRad = glm::radians(saved->elevationDeg);
    then.distanceMm = saved->distanceMm;
    goTo(then);
    showLayers(saved->layers, options);
    options.hidden = structuresOf(*body(), saved->hidden);
    options.isolated = structuresOf(*body(), saved->isolated);
}

}  // namespace myochart::workspace
