#pragma once
#include <optional>

#include "core/vec.h"

namespace myochart::scene {

/// A direction in the patient's own terms.
struct PatientWay {
    const char* letter;  ///< as on a scan: L, R, A, P, S or I
    const char* word;    ///< "Left", "Right", "Front", "Back", "Above" or "Below"
};

/// What lies mostly in a direction of the body frame (x to the patient's left, y to the back, z up). What lies towards the
/// right of a picture is patientWay(camera.right()).
PatientWay patientWay(vec3 way);
/// The patient's left or right, where a direction goes there by as little as a sixth but lies mostly elsewhere: an
/// oblique view still tells the sides. Nothing where it is left or right already, or neither.
std::optional<PatientWay> sideBeside(vec3 way);

}  // namespace myochart::scene
