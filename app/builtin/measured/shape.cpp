#include "builtin/measured/shape.h"

#include <cmath>

namespace myochart::builtin {

vec3 SectionFrame::toBody(vec3 m) const {
    if (kind == Kind::planes) return origin + along * m.x + across * m.y + up * m.z;
    const float angle = m.x / radiusMm;
    return origin + (along * std::cos(angle) + across * std::sin(angle)) * m.y + up * m.z;
}

vec3 SectionFrame::fromBody(vec3 p) const {
    const vec3 d = p - origin;
    const vec3 local{glm::dot(d, along), glm::dot(d, across), glm::dot(d, up)};
    if (kind == Kind::planes) return local;
    return {std::atan2(local.y, local.x) * radiusMm, std::hypot(local.x, local.y), local.z};
}

size_t MeasuredShape::figureCount() const {
    size_t count = 0;
    for (const Branch& branch : branches)
        for (const Section& section : branch.sections) count += 1 + 2 * section.outline.size();
    return count;
}

}  // namespace myochart::builtin
