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

SectionPlane asSlice(SectionPlane section) {
    section.faceOnly = true;
    const vec3 n = section.normal, size = glm::abs(n);
    const float towards = size.z >= size.x && size.z >= size.y ? -n.z : size.x >= size.y ? n.x : -n.y;
    section.flipped = towards < 0;
    return section;
}

vec3 ontoPlane(const SectionPlane& section, vec3 positionBody) {
    return positionBody - section.away() * section.heightMm(positionBody);
}

ViewOptions sliceOptions(ViewOptions options) {
    ViewEffects& effects = options.effects;
    effects.section = asSlice(effects.section);
    effects.explode = 0;
    effects.ghostOpacity = 1;
    effects.skinOpacity = effects.skinOpacity > 0 ? 1.0F : 0.0F;
    options.faded.clear();
    for (const anatomy::Layer hazard : {anatomy::Layer::vessel, anatomy::Layer::nerve, anatomy::Layer::organ})
        options.layers[static_cast<size_t>(hazard)] = true;
    return options;
}

Scene buildSlice(const body::Body& body, const record::Session* session, const ViewOptions& options,
                 const anatomy::Catalogue* catalogue) {
    constexpr float kPale = 0.62F;
    const ViewOptions asked = sliceOptions(options);
    const SectionPlane& section = asked.effects.section;
    Scene scene = buildScene(body, session, asked, catalogue);
    const vec3 ground = glm::mix(scene.groundTop, scene.groundBottom, 0.5F);
    for (StructureItem& item : scene.structures) {
        if (item.skin || asked.isolated.empty() || asked.isolated.contains(item.structure)) continue;
        item.colour = glm::mix(item.colour, ground, kPale);
        item.endColour = glm::mix(item.endColour, ground, kPale);
    }
    std::erase_if(scene.markers, [&](const MarkerItem& marker) { return std::abs(section.heightMm(marker.position)) > kOnSliceMm; });
    for (MarkerItem& marker : scene.markers) {
        // Its structure may be cut away beside it; on the slice it is seen all the same.
        marker.position = ontoPlane(section, marker.position);
        marker.opacity = 1;
    }
    return scene;
}

std::array<vec3, 4> sectionFrame(const SectionPlane& section, const Box& box) {
    constexpr float kRoomMm = 15;
    const vec3 n = section.normal;
    const vec3 across = glm::normalize(glm::cross(std::abs(n.z) < 0.9F ? vec3(0, 0, 1) : vec3(0, 1, 0), n));
    const vec3 along = glm::cross(n, across), middle = ontoPlane(section, box.centre());
    const vec3 half = box.size() * 0.5F;
    const vec3 x = across * (glm::dot(half, glm::abs(across)) + kRoomMm), y = along * (glm::dot(half, glm::abs(along)) + kRoomMm);
    return {middle - x - y, middle + x - y, middle + x + y, middle - x + y};
}

}  // namespace myochart::scene
