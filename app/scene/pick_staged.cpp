#include "scene/pick_staged.h"

#include <algorithm>
#include <optional>

namespace myochart::scene {

namespace {

constexpr float kFarMm = 1e6F;

/// Where the ray goes in through the cut face: below 0 when it never passes from what is cut away to what is left.
float faceDistance(const geometry::Ray& ray, const SectionPlane& section) {
    if (!section.on) return -1;
    const float before = section.heightMm(ray.origin), falling = -glm::dot(ray.direction, section.away());
    return before > 0 && falling > 1e-9F ? before / falling : -1;
}

geometry::SurfacePoint nearestLeft(const geometry::TriMesh& mesh, std::uint32_t part, vec3 onFace, const SectionPlane& section) {
    // Slightly inside what is left, so that the nearest point is not one that was cut away.
    const auto nearest = geometry::nearestOn(mesh, part, onFace, kFarMm);
    if (nearest && section.heightMm(nearest->at.position) <= 0) return nearest->at;
    geometry::TriMesh left{mesh.positions, {}};
    std::vector<std::uint32_t> numbers;
    for (size_t t = 0; t < mesh.triangleCount(); ++t) {
        const std::uint32_t* corner = &mesh.indices[3 * t];
        if (std::any_of(corner, corner + 3, [&](std::uint32_t i) { return section.heightMm(mesh.positions[i]) > 0; })) continue;
        left.indices.insert(left.indices.end(), corner, corner + 3);
        numbers.push_back(static_cast<std::uint32_t>(t));
    }
    auto found = geometry::nearestOn(left, part, onFace, kFarMm);
    if (!found) return nearest ? nearest->at : geometry::SurfacePoint{part, 0, {1, 0, 0}, onFace, section.away()};
    found->at.triangle = numbers[found->at.triangle];
    return found->at;
}

/// The first place where the ray enters what is left of one structure. `ray` is in the structure's own place.
std::optional<geometry::RayHit> enter(const body::Body& body, std::uint32_t part, const geometry::Ray& ray, const SectionPlane& section) {
    const geometry::TriMesh mesh = body.mesh(part);
    std::vector<geometry::RayHit> hits;
    geometry::appendHits(ray, mesh, part, kFarMm, hits);
    std::sort(hits.begin(), hits.end(), [](const auto& a, const auto& b) { return a.distanceMm < b.distanceMm; });
    const float face = faceDistance(ray, section);
    for (const geometry::RayHit& hit : hits) {
        if (section.cutsAway(hit.at.position)) continue;
        if (hit.entering && section.on && section.faceOnly) return std::nullopt;
        if (hit.entering) return hit;
        if (face < 0 || hit.distanceMm < face) return std::nullopt;  // the ray began inside
        return geometry::RayHit{nearestLeft(mesh, part, ray.origin + ray.direction * face, section), face, true};
    }
    return std::nullopt;
}

}  // namespace

std::vector<geometry::RayHit> pickStaged(const body::Body& body, const geometry::Ray& ray, const SectionPlane& section,
                                         const ExplodedView& shifts, const std::vector<bool>& shown) {
    std::vector<geometry::RayHit> picked;
    for (std::uint32_t i = 0; i < shown.size(); ++i) {
        if (!shown[i]) continue;
        const geometry::Ray own{ray.origin - shifts.of(i), ray.direction};
        if (!geometry::meets(own, body.structure(i).bounds, kFarMm)) continue;
        if (auto hit = enter(body, i, own, section)) picked.push_back(std::move(*hit));
    }
    std::stable_sort(picked.begin(), picked.end(), [](const auto& a, const auto& b) { return a.distanceMm < b.distanceMm; });
    return picked;
}

}  // namespace myochart::scene
