#include "scene/section_view.h"

#include <algorithm>
#include <cmath>

#include "core/text.h"
#include "geometry/plane_cut.h"
#include "scene/build_scene.h"

namespace myochart::scene {

namespace {

constexpr double kFarthestMm = 1e5;
constexpr float kSteepest = 1.5690F;  // 89.9 degrees, where the turntable stops

Error unclear() {
    return environmentFault("A section is axial:z=MM, sagittal:x=MM, coronal:y=MM or plane:OX,OY,OZ,NX,NY,NZ, such as axial:z=1200.");
}

std::optional<double> lengthIn(const std::string& text) {
    const auto value = parseNumber(text);
    return value && std::abs(*value) <= kFarthestMm ? value : std::nullopt;
}

std::optional<SectionPlane> freePlane(const std::string& text) {
    float v[6] = {};
    const auto parts = split(text, ',');
    if (parts.size() != 6) return {};
    for (size_t i = 0; i < 6; ++i) {
        const auto value = lengthIn(parts[i]);
        if (!value) return {};
        v[i] = static_cast<float>(*value);
    }
    const vec3 normal(v[3], v[4], v[5]);
    if (glm::length(normal) < 1e-6F) return {};
    SectionPlane plane;
    plane.on = true;
    plane.origin = vec3(v[0], v[1], v[2]);
    plane.normal = glm::normalize(normal);
    return plane;
}

}  // namespace

Result<SectionPlane> sectionFromText(std::string_view text) {
    const size_t colon = text.find(':');
    if (colon == std::string_view::npos) return unclear();
    const std::string kind(text.substr(0, colon)), rest(text.substr(colon + 1));
    if (kind == "plane") {
        const auto plane = freePlane(rest);
        return plane ? Result<SectionPlane>(*plane) : unclear();
    }
    const auto value = rest.size() > 2 && rest[1] == '=' ? lengthIn(rest.substr(2)) : std::nullopt;
    if (!value) return unclear();
    const auto mm = static_cast<float>(*value);
    if (kind == "axial" && rest[0] == 'z') return SectionPlane::axial(mm);
    if (kind == "sagittal" && rest[0] == 'x') return SectionPlane::sagittal(mm);
    if (kind == "coronal" && rest[0] == 'y') return SectionPlane::coronal(mm);
    return unclear();
}

Box sectionBounds(const body::Body& body, const ViewOptions& options) {
    Box box;
    const SectionPlane& section = options.effects.section;
    const std::vector<bool> shown = shownStructures(body, options);
    for (std::uint32_t i = 0; i < shown.size(); ++i) {
        const body::Structure& structure = body.structure(i);
        if (!shown[i] || structure.levels.empty()) continue;
        if (std::abs(section.heightMm(structure.bounds.centre())) > structure.radiusMm) continue;
        const body::Level& level = structure.levels.back();
        std::vector<vec3> positions;
        for (const auto& vertex : body.vertices(level)) positions.push_back(body.position(vertex));
        const auto indices = body.indices(level);
        if (std::any_of(indices.begin(), indices.end(), [&](std::uint32_t index) { return index >= positions.size(); })) continue;
        for (const vec3 p : geometry::cutByPlane(geometry::MeshView(positions, indices), section.origin, section.away()).points) box.add(p);
    }
    return box;
}

Camera facing(const SectionPlane& section, const Box& box, const Viewport& viewport) {
    const vec3 away = section.away();
    Camera camera;
    camera.elevationRad = std::clamp(std::asin(std::clamp(away.z, -1.0F, 1.0F)), -kSteepest, kSteepest);
    // The eye lies at (sin az, -cos az): from straight above or below it stays in front of the patient.
    if (std::abs(away.z) < 0.999F) camera.azimuthRad = std::atan2(away.x, -away.y);
    return fitted(camera, box, viewport);
}

}  // namespace myochart::scene
