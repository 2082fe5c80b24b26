#pragma once
#include <string_view>

#include "body/body.h"
#include "scene/camera.h"
#include "scene/view_options.h"

namespace myochart::scene {

/// "axial:z=1200", "sagittal:x=-80", "coronal:y=15" or "plane:OX,OY,OZ,NX,NY,NZ" (a point and a normal, mm), switched on.
/// What lies above, on the patient's left of or in front of it is cut away. Fails naming what can be said.
Result<SectionPlane> sectionFromText(std::string_view text);

/// The box of the cut faces of all that is shown; empty where nothing is cut.
Box sectionBounds(const body::Body& body, const ViewOptions& options);

/// Looks straight at the cut faces with `box` in the middle. Axial ones: from above the patient faces the picture's lower
/// edge, from below (flipped) the upper, as on scans.
Camera facing(const SectionPlane& section, const Box& box, const Viewport& viewport);

}  // namespace myochart::scene
