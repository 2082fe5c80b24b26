#include "ui/framing.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <utility>

#include "core/words.h"

namespace myochart::ui {

namespace {

constexpr float kHighestRad = 1.0F;    ///< about 57 degrees: never look straight down at a place
constexpr float kNearEnoughMm = 1200;  ///< a site is seen with its surroundings
constexpr float kDegree = std::numbers::pi_v<float> / 180;

}  // namespace

scene::Camera facing(scene::Camera camera, vec3 position, vec3 normal, float distanceMm) {
    camera.target = position;
    camera.distanceMm = distanceMm;
    if (glm::length(normal) < 1e-6F) return camera;
    const vec3 n = glm::normalize(normal);
    if (std::hypot(n.x, n.y) > 0.05F) camera.azimuthRad = std::atan2(n.x, -n.y);
    camera.elevationRad = std::clamp(std::asin(std::clamp(n.z, -1.0F, 1.0F)), -kHighestRad, kHighestRad);
    return camera;
}

void bringUp(workspace::Program& program, std::uint32_t structure) {
    const auto body = program.bodies.current();
    if (!body || structure >= body->structures().size()) return;
    const body::Structure& s = body->structure(structure);
    program.view.setLayer(s.layer, true);
    program.view.options.hidden.erase(structure);
    if (!program.view.options.isolated.empty()) program.view.options.isolated.insert(structure);
    program.view.clearSelection();
    program.view.options.selected = structure;
    const vec3 middle = body->bounds().centre(), at = s.bounds.centre();
    const scene::Camera fit = scene::fitted(program.view.camera, s.bounds, program.view.viewport);
    const vec3 outward(at.x - middle.x, at.y - middle.y, 0);
    program.view.goTo(
        facing(program.view.camera, at, glm::length(outward) > 15 ? outward : vec3(0), std::max(fit.distanceMm * 1.6F, 300.0F)));
}

void bringUp(workspace::Program& program, const record::MarkerId& id) {
    const record::Session* session = program.record.session();
    const record::Marker* marker = session ? session->marker(id) : nullptr;
    if (!marker) return;
    program.view.options.selected.reset();
    program.marks.select(id);
    program.view.goTo(facing(program.view.camera, marker->anchor.position, marker->anchor.normal,
                   std::min(program.view.camera.distanceMm, kNearEnoughMm)));
}

void bringUp(workspace::Program& program, const std::vector<record::MarkerId>& ids) {
    const record::Session* session = program.record.session();
    std::vector<FacedPlace> places;
    for (const record::MarkerId& id : ids)
        if (const record::Marker* marker = session ? session->marker(id) : nullptr) places.push_back({marker->anchor.position, marker->anchor.normal});
    bringUp(program, places);
}

void bringUp(workspace::Program& program, std::span<const FacedPlace> places) {
    constexpr float kFaces = 0.3F, kAroundMm = 90;  ///< a place is seen when it is turned so far to the viewer
    static const std::array kSides = {std::pair(scene::StandardView::posterior, vec3(0, 1, 0)), std::pair(scene::StandardView::anterior, vec3(0, -1, 0)),
                                      std::pair(scene::StandardView::left, vec3(1, 0, 0)), std::pair(scene::StandardView::right, vec3(-1, 0, 0))};
    std::array<int, kSides.size()> seen{};
    Box around;
    for (const FacedPlace& place : places) {
        around.add(place.position - vec3(kAroundMm));
        around.add(place.position + vec3(kAroundMm));
        for (size_t i = 0; i < kSides.size(); ++i) seen[i] += glm::dot(place.normal, kSides[i].second) > kFaces ? 1 : 0;
    }
    if (around.empty()) return;
    const auto best = static_cast<size_t>(std::ranges::max_element(seen) - seen.begin());
    program.view.goTo(program.view.clearOfTools(scene::standardView(kSides[best].first, around, program.view.viewport)));
}

std::string_view viewName(const scene::Camera& camera) {
    if (camera.elevationRad > 60 * kDegree) return mark("From above");
    if (camera.elevationRad < -60 * kDegree) return mark("From below");
    static constexpr const char* kNames[] = {
        mark("Front"), mark("Front, from the left"), mark("Left side"),  mark("Back, from the left"),
        mark("Back"),  mark("Back, from the right"), mark("Right side"), mark("Front, from the right")};
    const float turns = camera.azimuthRad / (45 * kDegree);
    return kNames[static_cast<size_t>((static_cast<int>(std::lround(turns)) % 8 + 8) % 8)];
}

}  // namespace myochart::ui
