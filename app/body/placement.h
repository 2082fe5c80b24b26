#pragma once
#include <span>

#include "body/foreign_model.h"
#include "body/model_library.h"

namespace myochart::body {

/// How a foreign model's coordinates become the body frame (mm, LPS).
struct Placement {
    double millimetresPerUnit = 1;
    UpAxis upAxis = UpAxis::z;
    bool facesNegativeY = true;  ///< after turning up to z
    bool guessed = false;        ///< unit or axis come from the size of the model alone

    vec3 place(vec3 position) const;
};

Box boundsOf(const ForeignModel& model);

/// From what the format says and `options` ask; the rest is guessed: a standing body is 1.2 to 2.3 m along its long
/// axis, a part of one 0.1 to 3 m, in millimetres, centimetres, metres or inches. What the format says is taken for a
/// mistake when the model would be smaller than 0.1 m or larger than 10 m.
Placement placementOf(const ForeignModel& model, const ImportOptions& options);

/// Turns the model about when the structures named left lie on the patient's right: they must not be told wrong.
/// `lefts` and `rights` are the mean x (mm, placed) of structures by the side in their names; nothing is done without
/// both.
void turnToNamedSides(Placement& placement, std::span<const float> lefts, std::span<const float> rights);

}  // namespace myochart::body
