#include "workspace/effect_commands.h"

#include <algorithm>
#include <cmath>
#include <glm/trigonometric.hpp>
#include <numbers>

#include "scene/build_scene.h"
#include "workspace/command_parts.h"

namespace myochart::workspace {

namespace {

constexpr float kExplode = 0.5F;
constexpr float kNear = 0.6F;          ///< of the distance from which all is seen: nearer, a part is looked at
constexpr float kWholeBodyMm = 1300;   ///< taller than any part of a body
constexpr float kWaist = 0.62F;        ///< of the height, above the hips

constexpr Condition isCut = {[](const Program& p) { return p.bodies.current() != nullptr && p.view.options.effects.section.on; },
                             mark("The body is not cut.")};

/// Whole, axial, sagittal, coronal and whole again.
void nextSection(Program& p) {
    const auto now = p.view.options.effects.section.on ? sectionKind(p.view.options.effects.section) : std::nullopt;
    if (!now) return cutThrough(p, SectionKind::axial);
    if (*now == SectionKind::axial) return cutThrough(p, SectionKind::sagittal);
    if (*now == SectionKind::sagittal) return cutThrough(p, SectionKind::coronal);
    p.view.options.effects.section.on = false;
}

}  // namespace

vec3 sectionPoint(const Program& program) {
    const record::Session* session = program.marks.shownSession();
    for (const auto& id : program.view.options.selectedMarkers)
        if (const record::Marker* marker = session ? session->marker(id) : nullptr) return marker->anchor.position;
    if (program.bodies.current() && program.view.options.selected) return program.bodies.current()->structure(*program.view.options.selected).bounds.centre();
    if (!program.bodies.current() || program.view.region()) return program.view.region() ? program.view.region()->bounds.centre() : program.view.camera.target;
    const Box shown = scene::shownBounds(*program.bodies.current(), program.view.options);
    const bool near = program.view.camera.distanceMm < kNear * scene::fitted(program.view.camera, shown, program.view.viewport).distanceMm;
    vec3 point = near ? program.view.camera.target : shown.centre();
    if (!near && shown.size().z > kWholeBodyMm) point.z = glm::mix(shown.min.z, shown.max.z, kWaist);
    return point;
}

void turnToTheCut(Program& program) {
    constexpr float kLeastTilt = glm::radians(38.0F);    // an axial face is seen from this far above or below
    constexpr float kMostAside = glm::radians(50.0F);    // an upright one from no further round than this
    const scene::SectionPlane& section = program.view.options.effects.section;
    const vec3 seenFrom = section.flipped ? -section.normal : section.normal;
    scene::Camera camera = program.view.cameraGoal.value_or(program.view.camera);
    if (sectionKind(section) == SectionKind::axial) {
        const float tilt = std::max(kLeastTilt, std::abs(camera.elevationRad));
        camera.elevationRad = seenFrom.z > 0 ? tilt : -tilt;
    } else {
        const float straight = std::atan2(seenFrom.x, -seenFrom.y);
        const float aside = std::remainder(camera.azimuthRad - straight, 2 * std::numbers::pi_v<float>);
        camera.azimuthRad += std::clamp(aside, -kMostAside, kMostAside) - aside;
        camera.elevationRad = std::clamp(camera.elevationRad, -kMostAside, kMostAside);
    }
    program.view.cameraGoal = camera;
}

void cutThrough(Program& program, SectionKind kind) {
    const vec3 at = sectionPoint(program);
    scene::SectionPlane& section = program.view.options.effects.section;
    section = kind == SectionKind::axial      ? scene::SectionPlane::axial(at.z)
              : kind == SectionKind::sagittal ? scene::SectionPlane::sagittal(at.x)
                                              : scene::SectionPlane::coronal(at.y);
    // What lies towards the viewer goes, so that the cut face is seen; from the side an axial one is seen from above.
    constexpr float kClearlyBehind = -0.1F;
    section.flipped = glm::dot(section.normal, glm::normalize(program.view.camera.eye() - program.view.camera.target)) < kClearlyBehind;
    turnToTheCut(program);
}

std::optional<SectionKind> sectionKind(const scene::SectionPlane& section) {
    if (!section.on) return std::nullopt;
    const vec3 n = glm::abs(section.normal);
    if (n.z >= n.x && n.z >= n.y) return SectionKind::axial;
    return n.x >= n.y ? SectionKind::sagittal : SectionKind::coronal;
}

void toggleSeeThrough(Program& program) {
    if (!program.bodies.current()) return;
    std::set<std::uint32_t>& faded = program.view.options.faded;
    if (!faded.empty()) return faded.clear();
    // What is selected stays clear among them, also what is selected afterwards: ViewOptions::seesThrough.
    for (std::uint32_t i = 0; i < program.bodies.current()->structures().size(); ++i)
        if (program.bodies.current()->structure(i).system == body::System::muscle) faded.insert(i);
}

void addEffectCommands(CommandRegistry& registry) {
    struct Cut {
        SectionKind kind;
        const char *id, *title;
    };
    for (const Cut& cut : {Cut{SectionKind::axial, "section.axial", mark("Axial section")},
                           Cut{SectionKind::sagittal, "section.sagittal", mark("Sagittal section")},
                           Cut{SectionKind::coronal, "section.coronal", mark("Coronal section")}})
        registry.add({cut.id, cut.title, mark("Section"), "", hasBody,
                      doing([kind = cut.kind](Program& p) { cutThrough(p, kind); })});
    registry.add({"section.next", mark("Next section, or none"), mark("Section"), "C", hasBody, doing(nextSection)});
    registry.add({"section.flip", mark("Other side of the section"), mark("Section"), "Shift+C", isCut, doing([](Program& p) {
                      p.view.options.effects.section.flipped = !p.view.options.effects.section.flipped;
                      turnToTheCut(p);
                  })});
    registry.add({"section.off", mark("No section"), mark("Section"), "Alt+C", isCut,
                  doing([](Program& p) { p.view.options.effects.section.on = false; })});
    registry.add({"view.explode", mark("Layers apart"), mark("View"), "E", hasBody, doing([](Program& p) {
                      p.view.options.effects.explode = p.view.options.effects.explode > 0 ? 0 : kExplode;
                  })});
    registry.add({"view.seeThrough", mark("X-ray: muscles see-through"), mark("View"), "X", hasBody,
                  doing(toggleSeeThrough)});
    registry.add({"view.skinVeil", mark("Skin as a veil"), mark("View"), "K", hasBody, doing([](Program& p) {
                      p.view.setLayer(anatomy::Layer::skin, false);
                      p.view.options.effects.skinOpacity = p.view.options.effects.skinOpacity > 0 ? 0 : 0.35F;
                  })});
}

}  // namespace myochart::workspace
