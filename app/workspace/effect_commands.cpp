#include "workspace/effect_commands.h"

#include <algorithm>
#include <cmath>
#include <glm/trigonometric.hpp>
#include <numbers>

#include "scene/build_scene.h"
#include "workspace/command.h"

namespace myochart::workspace {

namespace {

constexpr float kExplode = 0.5F;
constexpr float kNear = 0.6F;          ///< of the distance from which all is seen: nearer, a part is looked at
constexpr float kWholeBodyMm = 1300;   ///< taller than any part of a body
constexpr float kWaist = 0.62F;        ///< of the height, above the hips

bool hasBody(const Workspace& w) { return w.body() != nullptr; }
bool isCut(const Workspace& w) { return hasBody(w) && w.view.effects.section.on; }

template <class Action>
std::function<Outcome(Workspace&)> doing(Action action) {
    return [action](Workspace& w) -> Outcome {
        action(w);
        return Done{};
    };
}

/// Whole, axial, sagittal, coronal and whole again.
void nextSection(Workspace& w) {
    const auto now = w.view.effects.section.on ? sectionKind(w.view.effects.section) : std::nullopt;
    if (!now) return cutThrough(w, SectionKind::axial);
    if (*now == SectionKind::axial) return cutThrough(w, SectionKind::sagittal);
    if (*now == SectionKind::sagittal) return cutThrough(w, SectionKind::coronal);
    w.view.effects.section.on = false;
}

}  // namespace

vec3 sectionPoint(const Workspace& ws) {
    const record::Session* session = ws.shownSession();
    for (const auto& id : ws.view.selectedMarkers)
        if (const record::Marker* marker = session ? session->marker(id) : nullptr) return marker->anchor.position;
    if (ws.body() && ws.view.selected) return ws.body()->structure(*ws.view.selected).bounds.centre();
    if (!ws.body() || ws.region()) return ws.region() ? ws.region()->bounds.centre() : ws.camera.target;
    const Box shown = scene::shownBounds(*ws.body(), ws.view);
    const bool near = ws.camera.distanceMm < kNear * scene::fitted(ws.camera, shown, ws.viewport).distanceMm;
    vec3 point = near ? ws.camera.target : shown.centre();
    if (!near && shown.size().z > kWholeBodyMm) point.z = glm::mix(shown.min.z, shown.max.z, kWaist);
    return point;
}

void turnToTheCut(Workspace& ws) {
    constexpr float kLeastTilt = glm::radians(38.0F);    // an axial face is seen from this far above or below
    constexpr float kMostAside = glm::radians(50.0F);    // an upright one from no further round than this
    const scene::SectionPlane& section = ws.view.effects.section;
    const vec3 seenFrom = section.flipped ? -section.normal : section.normal;
    scene::Camera camera = ws.cameraGoal.value_or(ws.camera);
    if (sectionKind(section) == SectionKind::axial) {
        const float tilt = std::max(kLeastTilt, std::abs(camera.elevationRad));
        camera.elevationRad = seenFrom.z > 0 ? tilt : -tilt;
    } else {
        const float straight = std::atan2(seenFrom.x, -seenFrom.y);
        const float aside = std::remainder(camera.azimuthRad - straight, 2 * std::numbers::pi_v<float>);
        camera.azimuthRad += std::clamp(aside, -kMostAside, kMostAside) - aside;
        camera.elevationRad = std::clamp(camera.elevationRad, -kMostAside, kMostAside);
    }
    ws.cameraGoal = camera;
}

void cutThrough(Workspace& ws, SectionKind kind) {
    const vec3 at = sectionPoint(ws);
    scene::SectionPlane& section = ws.view.effects.section;
    section = kind == SectionKind::axial      ? scene::SectionPlane::axial(at.z)
              : kind == SectionKind::sagittal ? scene::SectionPlane::sagittal(at.x)
                                              : scene::SectionPlane::coronal(at.y);
    // What lies towards the viewer goes, so that the cut face is seen; from the side an axial one is seen from above.
    constexpr float kClearlyBehind = -0.1F;
    section.flipped = glm::dot(section.normal, glm::normalize(ws.camera.eye() - ws.camera.target)) < kClearlyBehind;
    turnToTheCut(ws);
}

std::optional<SectionKind> sectionKind(const scene::SectionPlane& section) {
    if (!section.on) return std::nullopt;
    const vec3 n = glm::abs(section.normal);
    if (n.z >= n.x && n.z >= n.y) return SectionKind::axial;
    return n.x >= n.y ? SectionKind::sagittal : SectionKind::coronal;
}

void toggleSeeThrough(Workspace& ws) {
    if (!ws.body()) return;
    std::set<std::uint32_t>& faded = ws.view.faded;
    if (!faded.empty()) return faded.clear();
    // What is selected stays clear among them, also what is selected afterwards: ViewOptions::seesThrough.
    for (std::uint32_t i = 0; i < ws.body()->structures().size(); ++i)
        if (ws.body()->structure(i).system == body::System::muscle) faded.insert(i);
}

void addEffectCommands(CommandRegistry& registry) {
    struct Cut {
        SectionKind kind;
        const char *id, *title;
    };
    for (const Cut& cut : {Cut{SectionKind::axial, "section.axial", "Axial section"},
                           Cut{SectionKind::sagittal, "section.sagittal", "Sagittal section"},
                           Cut{SectionKind::coronal, "section.coronal", "Coronal section"}})
        registry.add({cut.id, cut.title, "Section", "", hasBody,
                      doing([kind = cut.kind](Workspace& w) { cutThrough(w, kind); })});
    registry.add({"section.next", "Next section, or none", "Section", "C", hasBody, doing(nextSection)});
    registry.add({"section.flip", "Other side of the section", "Section", "Shift+C", isCut, doing([](Workspace& w) {
                      w.view.effects.section.flipped = !w.view.effects.section.flipped;
                      turnToTheCut(w);
                  })});
    registry.add({"section.off", "No section", "Section", "Ctrl+Shift+C", isCut,
                  doing([](Workspace& w) { w.view.effects.section.on = false; })});
    registry.add({"view.explode", "Layers apart", "View", "E", hasBody, doing([](Workspace& w) {
                      w.view.effects.explode = w.view.effects.explode > 0 ? 0 : kExplode;
                  })});
    registry.add({"view.seeThrough", "X-ray: muscles see-through", "View", "X", hasBody,
                  doing(toggleSeeThrough)});
    registry.add({"view.skinVeil", "Skin as a veil", "View", "K", hasBody, doing([](Workspace& w) {
                      w.setLayer(anatomy::Layer::skin, false);
                      w.view.effects.skinOpacity = w.view.effects.skinOpacity > 0 ? 0 : 0.35F;
                  })});
}

}  // namespace myochart::workspace
