#include "geometry/segment_index.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "geometry/embree_meshes.h"
#include "geometry/one_mesh.h"

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

struct SegmentIndex::Impl : EmbreeMeshes {};

namespace {

struct Query {
    const std::vector<MeshView>* parts = nullptr;
    Segment segment;
    std::vector<SegmentPoint>* best = nullptr;
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

bool visit(RTCPointQueryFunctionArguments* call) {
    const auto& query = *static_cast<const Query*>(call->userPtr);
    const MeshView& mesh = (*query.parts)[call->geomID];
    SegmentPoint& best = (*query.best)[call->geomID];
    const std::array<vec3, 3> corners = {mesh.corner(call->primID, 0), mesh.corner(call->primID, 1), mesh.corner(call->primID, 2)};
    if (leastDistance2(query.segment, corners) > best.distance2) return false;
    const SegmentPoint found = nearestToSegment(query.segment, corners[0], corners[1], corners[2]);
    if (isBetter(found, best)) best = found;
    return false;  // the sphere stays: every part has a nearest place of its own
}

}  // namespace

SegmentIndex::SegmentIndex(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
SegmentIndex::SegmentIndex(SegmentIndex&&) noexcept = default;
SegmentIndex& SegmentIndex::operator=(SegmentIndex&&) noexcept = default;
SegmentIndex::~SegmentIndex() = default;

SegmentIndex SegmentIndex::build(std::span<const MeshView> parts) {
    auto impl = std::make_unique<Impl>();
    impl->parts.reserve(parts.size());
    for (const MeshView& part : parts) impl->add(part);
    rtcSetSceneFlags(impl->scene, static_cast<RTCSceneFlags>(RTC_SCENE_FLAG_ROBUST | RTC_SCENE_FLAG_COMPACT));
    rtcCommitScene(impl->scene);
    if (rtcGetDeviceError(impl->device) != RTC_ERROR_NONE) throw std::runtime_error("Embree could not build its index.");
    return SegmentIndex(std::move(impl));
}

std::vector<SegmentIndex::Near> SegmentIndex::near(const Segment& segment, float maxMm) const {
    const float length = glm::distance(segment.from, segment.to);
    std::vector<SegmentPoint> best(impl_->parts.size(), {static_cast<double>(maxMm) * static_cast<double>(maxMm), 2, {}});
    Query query{&impl_->parts, segment, &best};
    // Small spheres along a long segment hold less than one about it all.
    constexpr float kPieceMm = 25;
    const auto pieces = static_cast<int>(std::clamp(std::ceil(length / kPieceMm), 1.0F, 64.0F));
    for (int i = 0; i < pieces; ++i) {
        const vec3 middle = glm::mix(segment.from, segment.to, (static_cast<float>(i) + 0.5F) / static_cast<float>(pieces));
        RTCPointQuery sphere{middle.x, middle.y, middle.z, 0, (length / static_cast<float>(2 * pieces) + maxMm) * 1.0001F};
        RTCPointQueryContext context;
        rtcInitPointQueryContext(&context);
        rtcPointQuery(impl_->scene, &sphere, &context, visit, &query);
    }
    std::vector<Near> found;
    for (std::uint32_t part = 0; part < best.size(); ++part)
        if (best[part].along <= 1) found.push_back({part, static_cast<float>(std::sqrt(best[part].distance2)), static_cast<float>(best[part].along) * length, vec3(best[part].position)});
    return found;
}

std::optional<SegmentIndex::Met> SegmentIndex::firstMet(vec3 origin, vec3 direction, float maxMm) const {
    RTCRayHit query = embreeRay(origin, direction, maxMm);
#if MYOCHART_EMBREE_MAJOR >= 4
    rtcIntersect1(impl_->scene, &query, nullptr);
#else
    RTCIntersectContext context;
    rtcInitIntersectContext(&context);
    rtcIntersect1(impl_->scene, &context, &query);
#endif
    if (query.hit.geomID == RTC_INVALID_GEOMETRY_ID) return std::nullopt;
    return Met{query.hit.geomID, query.ray.tfar};
}

}  // namespace myochart::geometry
