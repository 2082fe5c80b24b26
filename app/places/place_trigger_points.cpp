#include "places/place_trigger_points.h"

#include <algorithm>

#include <fmt/format.h>

#include "places/place_search.h"

namespace myochart::places {

namespace {

constexpr float kOutsideMm = 300;     // from where the finger comes
constexpr float kSliceMm = 6;         // half the thickness of a section across a muscle
constexpr float kEndShare = 0.03F;    // a level beyond a muscle's end is taken so far inside it
constexpr float kDepthWeight = 0.3F;  // depth counts less than what lies beside the line: the finger comes along it

/// The muscle's surface on this body and side.
class MuscleSurface {
  public:
    MuscleSurface(const body::Body& body, std::vector<std::uint32_t> structures, std::optional<Side> half, float midplane)
        : half_(half), midplane_(midplane) {
        for (const std::uint32_t index : structures) meshes_.emplace_back(index, body.mesh(index));
    }

    /// The middle of the muscle's section at height `z`, `across` of the way over it along `axis` (0 x, 1 y).
    vec3 inSection(float z, int axis, float across, Side side) const {
        Box whole;
        eachVertex([&](vec3 p) { whole.add(p); });
        const float margin = whole.size().z * kEndShare;
        z = std::clamp(z, whole.min.z + margin, whole.max.z - margin);
        Box section;
        for (float half = kSliceMm; section.empty(); half *= 2)
            eachVertex([&](vec3 p) {
                if (std::abs(p.z - z) < half) section.add(p);
            });
        vec3 at = section.centre();
        at.z = z;
        // Medial and anterior are 0; medial is the greater x on the right.
        const bool turned = axis == 0 && side == Side::right;
        at[axis] = turned ? section.max.x - across * section.size().x : section.min[axis] + across * section.size()[axis];
        return at;
    }

    /// What is met first on the way in along the line through `aim`.
    std::optional<geometry::SurfacePoint> firstMet(vec3 aim, vec3 approach) const {
        std::vector<geometry::RayHit> hits;
        for (const auto& [index, mesh] : meshes_) geometry::appendHits({aim + approach * kOutsideMm, -approach}, mesh, index, 2 * kOutsideMm, hits);
        std::optional<geometry::RayHit> first;
        for (const geometry::RayHit& hit : hits)
            if (hit.entering && isHere(hit.at.position) && glm::dot(hit.at.normal, approach) > kFaces && (!first || hit.distanceMm < first->distanceMm)) first = hit;
        if (!first) return std::nullopt;
        return first->at;
    }

    /// Where the line misses the muscle: the surface facing it that lies nearest.
    std::optional<geometry::SurfacePoint> nearestFacing(vec3 aim, vec3 approach) const {
        std::optional<geometry::SurfacePoint> best;
        float bestOff = 1e30F;
        for (const auto& [index, mesh] : meshes_) {
            const geometry::MeshView view(mesh);
            for (std::uint32_t t = 0; t < view.triangleCount(); ++t) {
                const vec3 centre = (view.corner(t, 0) + view.corner(t, 1) + view.corner(t, 2)) / 3.0F;
                const vec3 gap = centre - aim;
                const float depth = glm::dot(gap, approach);
                const float off = glm::length(gap - approach * depth) + kDepthWeight * std::abs(depth);
                if (off >= bestOff || !isHere(centre)) continue;
                const vec3 normal = geometry::triangleNormal(view, t);
                if (glm::dot(normal, approach) < kFaces) continue;
                bestOff = off;
                best = geometry::SurfacePoint{index, t, vec3(1.0F / 3), centre, normal};
            }
        }
        return best;
    }

  private:
    bool isHere(vec3 p) const { return !half_ || (p.x > midplane_) == (*half_ == Side::left); }
    template <class Visit>
    void eachVertex(const Visit& visit) const {
        for (const auto& [index, mesh] : meshes_)
            for (const vec3 p : mesh.positions)
                if (isHere(p)) visit(p);
    }

    std::vector<std::pair<std::uint32_t, geometry::TriMesh>> meshes_;
    std::optional<Side> half_;
    float midplane_;
};

Result<PlacedTriggerPoint> placeByLandmarks(const body::Body& body, LandmarkFinder& landmarks, const anatomy::Catalogue& catalogue, const anatomy::TriggerPlace& told,
                                            const std::vector<Region>& regions, Side side) {
    const auto at = landmarks.point(told.at, side);
    if (!at) return at.error();
    const auto approach = directionNamed(told.approach, side);
    if (!approach) return failed("The table's approach is no direction.");
    std::vector<std::uint32_t> structures;
    for (const Region& region : regions) structures.insert(structures.end(), region.structures.begin(), region.structures.end());
    const MuscleSurface surface(body, structures, regions.front().half, landmarks.midplane());
    const int axis = told.acrossAxis == "anterior_posterior" ? 1 : 0;
    const vec3 aim = told.level ? surface.inSection(at->z, axis, static_cast<float>(told.across), side) : *at;
    auto found = surface.firstMet(aim, *approach);
    if (!found) found = surface.nearestFacing(aim, *approach);
    if (!found) return failed("This muscle has no surface that faces the table's approach.");
    const vec3 gap = found->position - aim;
    return PlacedTriggerPoint{placeAt(body, catalogue, *found), *approach, glm::length(gap - *approach * glm::dot(gap, *approach)), false};
}

Result<PlacedTriggerPoint> placeByFractions(const body::Body& body, const anatomy::Catalogue& catalogue, const anatomy::TriggerPoint& point,
                                            const anatomy::Muscle& muscle, const Region& region, Side side) {
    const auto aim = aimAtTriggerPoint(body, catalogue, region, point, side);
    if (!aim) return failed(fmt::format("This body has {} in one piece with its neighbours; say a third, such as \"middle third\".", anatomy::spokenName(muscle)));
    WayOut ways(body);
    const auto found = surfaceAt(body, ways, region, aim->address, aim->freeAxis);
    if (!found) return failed(missingHere(muscle, region.side));
    return PlacedTriggerPoint{placeAt(body, catalogue, *found), found->normal, 0, true};
}

}  // namespace

Result<PlacedTriggerPoint> placeTriggerPoint(const body::Body& body, LandmarkFinder& landmarks, const anatomy::Catalogue& catalogue,
                                             const anatomy::TriggerPoint& point, Side side) {
    const anatomy::Muscle& muscle = *catalogue.muscle(point.muscleKey);
    if (point.rightOnly && side == Side::left) return failed("That point is charted on the right side only.");
    const anatomy::TriggerPlace* told = catalogue.triggerPlace(point.key);
    auto regions = regionsOf(body, catalogue, muscle.key, side);
    if (regions.empty() && told && !told->heldBy.empty()) regions = regionsOf(body, catalogue, told->heldBy, side);
    if (regions.empty()) return failed(missingHere(muscle, side));
    if (told && side != Side::midline)
        if (auto placed = placeByLandmarks(body, landmarks, catalogue, *told, regions, side)) return placed;
    return placeByFractions(body, catalogue, point, muscle, regions.front(), side);
}

}  // namespace myochart::places
