#include "body/placement.h"

#include <algorithm>
#include <array>
#include <numeric>

namespace myochart::body {

namespace {

float along(vec3 size, UpAxis axis) {
    return axis == UpAxis::x ? size.x : axis == UpAxis::y ? size.y : size.z;
}

/// The longest axis; with the arms spread that may be across, so x only where it is longest by far.
UpAxis likelyUp(vec3 size) {
    if (size.x > 2.5F * std::max(size.y, size.z)) return UpAxis::x;
    return size.y > size.z ? UpAxis::y : UpAxis::z;
}

double likelyUnit(vec3 size, UpAxis up) {
    constexpr std::array<double, 4> kUnits = {1, 10, 1000, 25.4};
    const double height = static_cast<double>(along(size, up));
    const double longest = static_cast<double>(std::max({size.x, size.y, size.z}));
    for (const double unit : kUnits)
        if (height * unit >= 1200 && height * unit <= 2300) return unit;
    for (const double unit : kUnits)
        if (longest * unit >= 100 && longest * unit <= 3000) return unit;
    return 1;
}

bool isBodySized(vec3 size, double unit) {
    const double mm = static_cast<double>(std::max({size.x, size.y, size.z})) * unit;
    return mm >= 100 && mm <= 10000;
}

std::optional<UpAxis> toldUp(blob::Axis axis) {
    switch (axis) {
        case blob::Axis::yUpFacingZ:
            return UpAxis::y;
        case blob::Axis::zUpFacingNegativeY:
            return UpAxis::z;
        case blob::Axis::xUp:
            return UpAxis::x;
        default:
            return std::nullopt;
    }
}

float mean(std::span<const float> values) {
    return std::accumulate(values.begin(), values.end(), 0.0F) / static_cast<float>(values.size());
}

}  // namespace

vec3 Placement::place(vec3 p) const {
    vec3 q = upAxis == UpAxis::y ? vec3(p.x, -p.z, p.y) : upAxis == UpAxis::x ? vec3(p.y, p.z, p.x) : p;
    if (!facesNegativeY) q = {-q.x, -q.y, q.z};
    return q * static_cast<float>(millimetresPerUnit);
}

Box boundsOf(const ForeignModel& model) {
    Box box;
    for (const ForeignMesh& mesh : model.meshes)
        for (const std::uint32_t i : mesh.mesh.indices) box.add(mesh.mesh.positions[i]);
    return box;
}

Placement placementOf(const ForeignModel& model, const ImportOptions& options) {
    const vec3 size = boundsOf(model).size();
    Placement placement;
    const auto told = toldUp(model.axis);
    placement.upAxis = options.upAxis ? *options.upAxis : told ? *told : likelyUp(size);
    placement.guessed = !options.upAxis && !told;
    const bool unitTold = model.unitMm > 0 && isBodySized(size, static_cast<double>(model.unitMm));
    if (options.millimetresPerUnit)
        placement.millimetresPerUnit = *options.millimetresPerUnit;
    else if (unitTold)
        placement.millimetresPerUnit = static_cast<double>(model.unitMm);
    else
        placement.millimetresPerUnit = likelyUnit(size, placement.upAxis);
    placement.guessed = placement.guessed || (!options.millimetresPerUnit && !unitTold);
    placement.facesNegativeY = options.facesNegativeY.value_or(true);
    return placement;
}

void turnToNamedSides(Placement& placement, std::span<const float> lefts, std::span<const float> rights) {
    if (lefts.empty() || rights.empty() || mean(lefts) >= mean(rights)) return;
    placement.facesNegativeY = !placement.facesNegativeY;
    placement.guessed = true;
}

}  // namespace myochart::body
