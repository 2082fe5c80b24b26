#pragma once
#include <optional>
#include <span>

#include "body/axis_signs.h"
#include "body/foreign_model.h"
#include "body/import_report.h"

namespace myochart::body {

/// How a foreign model's coordinates become the body frame (mm, LPS).
struct Placement {
    double millimetresPerUnit = 1;
    UpAxis upAxis = UpAxis::z;
    int quarterTurns = 0;   ///< after turning up to z, counter-clockwise seen from above
    bool mirrored = false;  ///< x is reversed at the end: triangles have to be turned too
    vec3 shiftMm{};

    /// Turned (and mirrored), in the file's unit, not shifted.
    vec3 turned(vec3 position) const;
    vec3 place(vec3 position) const { return turned(position) * static_cast<float>(millimetresPerUnit) + shiftMm; }
};

/// What is known of a model's position before it is placed.
struct PlacementSigns {
    std::vector<NamedPlace> places;  ///< structures whose names say something
    bool insideOut = false;          ///< most of its surfaces face inwards, as a careless mirroring leaves them
    bool headerTold = false;         ///< unit and axes are told by 3D Slicer's own words in the file
};

/// A placement and how sure it is.
struct Placed {
    Placement placement;
    Conclusion unit, frame, sides;
    std::optional<float> midplaneMm;  ///< x of the placed body's middle, where pairs or midline structures tell it
};

Box boundsOf(const ForeignModel& model);

/// Answers in `options` go before all; where signs speak against them that is said. Then structures whose names say
/// where in a body they lie (Student's t of their places against the expected ones, axis by axis): they tell the way
/// up, the front, mirrored models and the unit. Then what the file says, then its size: a standing body is 1.2 to 2.3 m
/// along its long axis, a part of one 0.1 to 3 m. Where names contradict the file, or a single sign decides, the
/// conclusion is `guessed`; where there is none, `unknown`. Only a clear majority of the names mirrors a model, and a
/// tie of names tells nothing. A model whose midplane is more than 10 mm off x = 0, or that is farther than 3 m from
/// the origin, is brought there.
Placed placementOf(const ForeignModel& model, const PlacementSigns& signs, const ImportOptions& options);

}  // namespace myochart::body
