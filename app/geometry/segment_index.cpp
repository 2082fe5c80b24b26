#include "geometry/segment_index.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "geometry/embree_meshes.h"
#include "geometry/one_mesh.h"
#include "geometry/ray_index.h"

namespace myochart::geometry {

namespace {

using dvec3 = glm::dvec3;

/// The first of two equally near places counts, so that a shaft along a surface is told where it comes there.
bool isBetter(const SegmentPoint& found, const SegmentPoint& best) {
    constexpr double kSame = 1e-12;
    return found.distance2 < best.distance2 - kSame || (found.distance2 <= best.distance2 + kSame && found.along < best.along);
}

/// Nearest points of the segments p q and a b (Ericson, Real-Time Collision Detection, 5.1.9).
SegmentPoint nearestOfSegments(dvec3 p, dvec3 q, dvec3 a, dvec3 b) {
    const dvec3 d1 = q - p, d2 = b - a, r = p - a;
    const double e1 = glm::dot(d1, d1), e2 = glm::dot(d2, d2), f = glm::dot(d2, r), c = glm::dot(d1, r), both = glm::dot(d1, d2);
    double s = 0, t = 0;
    if (e2 > 0) {
        const double denominator = e1 * e2 - both * both;
        if (denominator > 0) s = std::clamp((both * f - c * e2) / denominator, 0.0, 1.0);
        t = (both * s + f) / e2;
        if (t < 0 || t > 1) {
            t = std::clamp(t, 0.0, 1.0);
            s = e1 > 0 ? std::clamp((both * t - c) / e1, 0.0, 1.0) : 0;
        }
    } else if (e1 > 0) {
        s = std::clamp(-c / e1, 0.0, 1.0);
    }
    const dvec3 on = a + d2 * t, gap = p + d1 * s - on;
    return {glm::dot(gap, gap), s, on};
}

SegmentPoint fromPoint(dvec3 point, double along, dvec3 a, dvec3 b, dvec3 c) {
    const TrianglePoint found = nearestOnTriangle(point, a, b, c);
    return {found.distance2, along, a * found.barycentric.x + b * found.barycentric.y + c * found.barycentric.z};
}

}  // namespace

SegmentPoint nearestToSegment(const Segment& segment, dvec3 a, dvec3 b, dvec3 c) {
    const dvec3 p = segment.from, q = segment.to, normal = glm::cross(b - a, c - a);
    SegmentPoint best = fromPoint(p, 0, a, b, c);
    const auto offer = [&](const SegmentPoint& found) {
        if (isBetter(found, best)) best = found;
    };
    offer(fromPoint(q, 1, a, b, c));
    const double before = glm::dot(normal, p - a), behind = glm::dot(normal, q - a);
    if (before * behind < 0) {
        const double along = before / (before - behind);
        offer(fromPoint(p + (q - p) * along, along, a, b, c));
    }
    offer(nearestOfSegments(p, q, a, b));
    offer(nearestOfSegments(p, q, b, c));
    offer(nearestOfSegments(p, q, c, a));
    return best;
}

/// Every mesh has a scene of its own, so that the search for its nearest place narrows with what was found.
struct SegmentIndex::Impl : EmbreeDevice {
    struct Part {
        RTCScene scene = nullptr;  ///< null: a mesh without triangles
        MeshView mesh;
        Box box;
    };
    std::vector<Part> parts;

    Impl() = default;
    ~Impl() {
        for (const Part& part : parts)
            if (part.scene) rtcReleaseScene(part.scene);
    }

    void add(const MeshView& mesh) {
        Part& part = parts.emplace_back();
        if (mesh.triangleCount() == 0) return;
        part.scene = rtcNewScene(device);
        part.mesh = addToScene(device, part.scene, 0, mesh);
        for (const vec3 at : part.mesh.positions) part.box.add(at);
        rtcSetSceneFlags(part.scene, static_cast<RTCSceneFlags>(RTC_SCENE_FLAG_ROBUST | RTC_SCENE_FLAG_COMPACT));
        rtcCommitScene(part.scene);
    }
};

namespace {

/// The nearest place of one mesh to a segment, looked for in spheres about pieces of it.
struct Query {
    const MeshView* mesh = nullptr;
    Segment segment;
    float halfPieceMm = 0;
    SegmentPoint best;

    /// About a piece's middle: what lies outside of it is farther from the piece than the best place.
    float radius() const {
        constexpr float kSlack = 1.0001F, kSlackMm = 1e-3F;
        return (halfPieceMm + static_cast<float>(std::sqrt(best.distance2))) * kSlack + kSlackMm;
    }
};

/// Never more than the squared distance of the segment from the triangle: from the sphere about the triangle's middle.
double leastDistance2(const Segment& segment, const std::array<vec3, 3>& corners) {
    const vec3 middle = (corners[0] + corners[1] + corners[2]) / 3.0F, way = segment.to - segment.from;
    float radius2 = 0;
    for (const vec3& corner : corners) radius2 = std::max(radius2, glm::dot(corner - middle, corner - middle));
    const float length2 = glm::dot(way, way), along = length2 > 0 ? std::clamp(glm::dot(middle - segment.from, way) / length2, 0.0F, 1.0F) : 0;
    constexpr float kSlackMm = 1e-3F;  // what single precision may be off
    const float gap = glm::distance(middle, segment.from + way * along) - std::sqrt(radius2) - kSlackMm;
    return gap > 0 ? static_cast<double>(gap) * static_cast<double>(gap) : 0;
}

bool visitNear(RTCPointQueryFunctionArguments* call) {
    auto& query = *static_cast<Query*>(call->userPtr);
    const std::array<vec3, 3> corners = {query.mesh->corner(call->primID, 0), query.mesh->corner(call->primID, 1), query.mesh->corner(call->primID, 2)};
    if (leastDistance2(query.segment, corners) > query.best.distance2) return false;
    const SegmentPoint found = nearestToSegment(query.segment, corners[0], corners[1], corners[2]);
    if (!isBetter(found, query.best)) return false;
    query.best = found;
    call->query->radius = std::min(call->query->radius, query.radius());
    return true;  // the sphere has become smaller
}

float distanceFromBox(const Box& box, vec3 place) { return glm::length(glm::max(glm::max(box.min - place, place - box.max), vec3(0))); }

}  // namespace

SegmentIndex::SegmentIndex(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
SegmentIndex::SegmentIndex(SegmentIndex&&) noexcept = default;
SegmentIndex& SegmentIndex::operator=(SegmentIndex&&) noexcept = default;
SegmentIndex::~SegmentIndex() = default;

SegmentIndex SegmentIndex::build(std::span<const MeshView> parts) {
    auto impl = std::make_unique<Impl>();
    impl->parts.reserve(parts.size());
    for (const MeshView& part : parts) impl->add(part);
    if (rtcGetDeviceError(impl->device) != RTC_ERROR_NONE) throw std::runtime_error("Embree could not build its index.");
    return SegmentIndex(std::move(impl));
}

std::vector<SegmentIndex::Near> SegmentIndex::near(const Segment& segment, float maxMm) const {
    const float length = glm::distance(segment.from, segment.to);
    // Small spheres along a long segment hold less than one about it all.
    constexpr float kPieceMm = 12;
    const auto pieces = static_cast<int>(std::clamp(std::ceil(length / kPieceMm), 1.0F, 64.0F));
    std::vector<Near> found;
    for (std::uint32_t number = 0; number < impl_->parts.size(); ++number) {
        const Impl::Part& part = impl_->parts[number];
        if (!part.scene) continue;
        Query query{&part.mesh, segment, length / static_cast<float>(2 * pieces), {static_cast<double>(maxMm) * static_cast<double>(maxMm), 2, {}}};
        for (int i = 0; i < pieces; ++i) {
            // Of what is met, the first place counts; a sphere reaches beyond its piece, so only what is met before this one ends the search.
            if (query.best.distance2 <= 0 && query.best.along * pieces <= i) break;
            const vec3 middle = glm::mix(segment.from, segment.to, (static_cast<float>(i) + 0.5F) / static_cast<float>(pieces));
            if (distanceFromBox(part.box, middle) > query.radius()) continue;
            RTCPointQuery sphere{middle.x, middle.y, middle.z, 0, query.radius()};
            RTCPointQueryContext context;
            rtcInitPointQueryContext(&context);
            rtcPointQuery(part.scene, &sphere, &context, visitNear, &query);
        }
        if (query.best.along <= 1)
            found.push_back({number, static_cast<float>(std::sqrt(query.best.distance2)), static_cast<float>(query.best.along) * length, vec3(query.best.position)});
    }
    return found;
}

std::optional<SegmentIndex::Met> SegmentIndex::firstMet(vec3 origin, vec3 direction, float maxMm) const {
    std::optional<Met> first;
    for (std::uint32_t number = 0; number < impl_->parts.size(); ++number) {
        const Impl::Part& part = impl_->parts[number];
        const float withinMm = first ? first->alongMm : maxMm;
        if (!part.scene || !meets({origin, direction}, part.box, withinMm)) continue;
        RTCRayHit query = embreeRay(origin, direction, withinMm);
#if MYOCHART_EMBREE_MAJOR >= 4
        rtcIntersect1(part.scene, &query, nullptr);
#else
        RTCIntersectContext context;
        rtcInitIntersectContext(&context);
        rtcIntersect1(part.scene, &context, &query);
#endif
        if (query.hit.geomID != RTC_INVALID_GEOMETRY_ID) first = Met{number, query.ray.tfar};
    }
    return first;
}

}  // namespace myochart::geometry
