#include "scene/patient_way.h"

#include "core/words.h"

namespace myochart::scene {

PatientWay patientWay(vec3 way) {
    const vec3 size = glm::abs(way);
    if (size.z > size.x && size.z > size.y) return way.z > 0 ? PatientWay{"S", mark("Above")} : PatientWay{"I", mark("Below")};
    if (size.x >= size.y) return way.x > 0 ? PatientWay{"L", mark("Left")} : PatientWay{"R", mark("Right")};
    return way.y > 0 ? PatientWay{"P", mark("Back")} : PatientWay{"A", mark("Front")};
}

std::optional<PatientWay> sideBeside(vec3 way) {
    constexpr float kLeastShare = 1 / 6.0F;
    const vec3 size = glm::abs(way);
    const bool isMain = size.x >= size.y && size.x >= size.z;
    if (isMain || size.x < kLeastShare * glm::length(way)) return std::nullopt;
    return patientWay({way.x, 0, 0});
}

}  // namespace myochart::scene
