#pragma once
#include <span>

#include "workspace/program.h"

namespace myochart::ui {

/// Shows a structure whatever was switched off or hidden, selects it and turns the body to it.
void bringUp(workspace::Program& program, std::uint32_t structure);
/// Selects a marker and turns the body so that its place faces the viewer.
void bringUp(workspace::Program& program, const record::MarkerId& marker);
/// Turns the body so that most of these markers face the viewer, seen from the front, the back or a side, all of them in the picture.
void bringUp(workspace::Program& program, const std::vector<record::MarkerId>& markers);
/// The same of places on the skin with what they face, mm.
struct FacedPlace {
    vec3 position{}, normal{};
};
void bringUp(workspace::Program& program, std::span<const FacedPlace> places);
/// The camera that sees a point from where its outward normal points, as near as `distanceMm`.
scene::Camera facing(scene::Camera camera, vec3 position, vec3 normal, float distanceMm);
/// Which side of the patient faces the viewer: "Front", "Left side", "Front, from the left", "From above", ...
/// In English, for tr().
std::string_view viewName(const scene::Camera& camera);

}  // namespace myochart::ui
