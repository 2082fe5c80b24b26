#pragma once
#include <array>
#include <string_view>

#include "body/body.h"
#include "scene/build_scene.h"
#include "scene/camera.h"

namespace myochart::scene {

/// "axial:z=1200", "sagittal:x=-80", "coronal:y=15" or "plane:OX,OY,OZ,NX,NY,NZ" (a point and a normal, mm), switched on.
/// What lies above, on the patient's left of or in front of it is cut away. Fails naming what can be said.
Result<SectionPlane> sectionFromText(std::string_view text);

/// The box of the cut faces of all that is shown; empty where nothing is cut.
Box sectionBounds(const body::Body& body, const ViewOptions& options);

/// Looks straight at the cut faces with `box` in the middle. Axial ones: from above the patient faces the picture's lower
/// edge, from below (flipped) the upper, as on scans.
Camera facing(const SectionPlane& section, const Box& box, const Viewport& viewport);

// --- the slice alone, as on a scan

/// mm from a slice within which sites still count as on it.
inline constexpr float kOnSliceMm = 5;
/// The same plane with nothing but its faces, seen from the side that scans are seen from: axial from below, sagittal from
/// the patient's left, coronal from in front, whatever side of the body is cut away.
SectionPlane asSlice(SectionPlane section);
/// A place moved onto the plane along its normal.
vec3 ontoPlane(const SectionPlane& section, vec3 positionBody);
/// What the slice is built from: layers together, what is seen through solid, what is a ghost pale. Vessels, nerves and
/// organs are there even while their layers are off: on a slice one asks what lies in a needle's way.
ViewOptions sliceOptions(ViewOptions options);
/// buildScene() of the slice of options.effects.section: sites within kOnSliceMm lie flat on it, the others are left out.
Scene buildSlice(const body::Body& body, const record::Session* session, const ViewOptions& options,
                 const anatomy::Catalogue* catalogue = nullptr);
/// The corners, in order, of the rectangle of the plane that holds all that `box` has beside it, a little larger.
std::array<vec3, 4> sectionFrame(const SectionPlane& section, const Box& box);

}  // namespace myochart::scene
