#include "geometry/ray_index.h"

#include <array>
#include <cmath>
#include <cstring>
#include <limits>
#include <stdexcept>

#include "geometry/embree_meshes.h"
#include "geometry/hit_order.h"
#include "geometry/one_mesh.h"

namespace myochart::geometry {

namespace {

struct RawHit {
    std::uint32_t part, triangle;
    float u, v, distance;
};

RawHit rawHit(const RTCRayHit& query) { return {query.hit.geomID, query.hit.primID, query.hit.u, query.hit.v, query.ray.tfar}; }

/// What travels with a query for all hits. The context must come first: Embree hands its address back.
struct Collector {
#if MYOCHART_EMBREE_MAJOR >= 4
    RTCRayQueryContext context;
#else
    RTCIntersectContext context;
#endif
    std::vector<RawHit>* hits = nullptr;
};

/// Notes the hit and rejects it, so that the ray goes on.
void collect(const RTCFilterFunctionNArguments* call) {
    if (call->valid[0] != -1) return;
    auto* collector = reinterpret_cast<Collector*>(call->context);
    const auto* ray = reinterpret_cast<const RTCRay*>(call->ray);
    const auto* hit = reinterpret_cast<const RTCHit*>(call->hit);
    collector->hits->push_back({hit->geomID, hit->primID, hit->u, hit->v, ray->tfar});
    call->valid[0] = 0;
}

void queryAll(RTCScene scene, const Ray& ray, float maxMm, std::vector<RawHit>& hits) {
    RTCRayHit query = embreeRay(ray.origin, ray.direction, maxMm);
    Collector collector{};
    collector.hits = &hits;
#if MYOCHART_EMBREE_MAJOR >= 4
    rtcInitRayQueryContext(&collector.context);
    RTCIntersectArguments arguments;
    rtcInitIntersectArguments(&arguments);
    arguments.context = &collector.context;
    arguments.filter = collect;
    arguments.flags = static_cast<RTCRayQueryFlags>(RTC_RAY_QUERY_FLAG_INCOHERENT | RTC_RAY_QUERY_FLAG_INVOKE_ARGUMENT_FILTER);
    rtcIntersect1(scene, &query, &arguments);
#else
    rtcInitIntersectContext(&collector.context);
    collector.context.filter = collect;
    rtcIntersect1(scene, &collector.context, &query);
#endif
}

std::optional<RawHit> queryFirst(RTCScene scene, const Ray& ray, float maxMm) {
    RTCRayHit query = embreeRay(ray.origin, ray.direction, maxMm);
#if MYOCHART_EMBREE_MAJOR >= 4
    rtcIntersect1(scene, &query, nullptr);
#else
    RTCIntersectContext context;
    rtcInitIntersectContext(&context);
    rtcIntersect1(scene, &context, &query);
#endif
    if (query.hit.geomID == RTC_INVALID_GEOMETRY_ID) return std::nullopt;
    return rawHit(query);
}

bool goOn(void* progress, double) { return !static_cast<const Progress*>(progress)->cancelled(); }

}  // namespace

struct RayIndex::Impl : EmbreeMeshes {
    Impl();
    bool commit(const Progress* progress);
    SurfacePoint at(std::uint32_t part, std::uint32_t triangle, vec3 barycentric) const;
    RayHit hit(const Ray& ray, const RawHit& raw) const;
};

RayIndex::Impl::Impl() {
#if MYOCHART_EMBREE_MAJOR >= 4
    rtcSetSceneFlags(scene, RTC_SCENE_FLAG_ROBUST | RTC_SCENE_FLAG_FILTER_FUNCTION_IN_ARGUMENTS);
#else
    rtcSetSceneFlags(scene, static_cast<RTCSceneFlags>(RTC_SCENE_FLAG_ROBUST | RTC_SCENE_FLAG_CONTEXT_FILTER_FUNCTION));
#endif
    // Not HIGH: its spatial splits would report a triangle more than once.
    rtcSetSceneBuildQuality(scene, RTC_BUILD_QUALITY_MEDIUM);
}

bool RayIndex::Impl::commit(const Progress* progress) {
    if (progress) rtcSetSceneProgressMonitorFunction(scene, goOn, const_cast<Progress*>(progress));
    rtcCommitScene(scene);
    const RTCError fault = rtcGetDeviceError(device);
    rtcSetSceneProgressMonitorFunction(scene, nullptr, nullptr);
    if (fault == RTC_ERROR_CANCELLED || (progress && progress->cancelled())) return false;
    if (fault == RTC_ERROR_OUT_OF_MEMORY) throw std::bad_alloc();
    if (fault != RTC_ERROR_NONE) throw std::runtime_error("Embree could not build its index.");
    return true;
}

SurfacePoint RayIndex::Impl::at(std::uint32_t part, std::uint32_t triangle, vec3 barycentric) const {
    const MeshView& mesh = parts[part];
    const vec3 position = mesh.corner(triangle, 0) * barycentric.x + mesh.corner(triangle, 1) * barycentric.y +
                          mesh.corner(triangle, 2) * barycentric.z;
    return {part, triangle, barycentric, position, triangleNormal(mesh, triangle)};
}

RayHit RayIndex::Impl::hit(const Ray& ray, const RawHit& raw) const {
    const double u = static_cast<double>(raw.u), v = static_cast<double>(raw.v);
    RayHit found{at(raw.part, raw.triangle, barycentricFrom({1 - u - v, u, v})), raw.distance, true};
    found.entering = glm::dot(found.at.normal, ray.direction) < 0;
    return found;
}

RayIndex::RayIndex(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
RayIndex::RayIndex(RayIndex&&) noexcept = default;
RayIndex& RayIndex::operator=(RayIndex&&) noexcept = default;
RayIndex::~RayIndex() = default;

std::optional<RayIndex> RayIndex::build(std::span<const MeshView> parts, const Progress* progress) {
    auto impl = std::make_unique<Impl>();
    impl->parts.reserve(parts.size());
    for (const MeshView& part : parts) {
        if (progress && progress->cancelled()) return std::nullopt;
        impl->add(part);
    }
    if (!impl->commit(progress)) return std::nullopt;
    return RayIndex(std::move(impl));
}

std::vector<RayHit> RayIndex::allHits(const Ray& ray, float maxMm) const {
    std::vector<RawHit> raw;
    raw.reserve(64);
    queryAll(impl_->scene, ray, maxMm, raw);
    std::vector<RayHit> hits;
    hits.reserve(raw.size());
    for (const RawHit& one : raw) hits.push_back(impl_->hit(ray, one));
    sortAndMerge(hits, [&](std::uint32_t part, std::uint32_t t) {
        const MeshView& mesh = impl_->parts[part];
        return std::array<vec3, 3>{mesh.corner(t, 0), mesh.corner(t, 1), mesh.corner(t, 2)};
    });
    return hits;
}

std::optional<RayHit> RayIndex::firstHit(const Ray& ray, float maxMm) const {
    const auto raw = queryFirst(impl_->scene, ray, maxMm);
    if (!raw) return std::nullopt;
    return impl_->hit(ray, *raw);
}

namespace {

struct NearestQuery {
    const std::vector<MeshView>* parts = nullptr;
    glm::dvec3 point{};
    double best2 = 0;
    bool found = false;
    std::uint32_t part = 0, triangle = 0;
    glm::dvec3 barycentric{1, 0, 0};
};

/// Shrinks the radius at every nearer triangle; without that the query visits all within the first radius.
bool visit(RTCPointQueryFunctionArguments* call) {
    auto& query = *static_cast<NearestQuery*>(call->userPtr);
    const MeshView& mesh = (*query.parts)[call->geomID];
    const TrianglePoint found =
        nearestOnTriangle(query.point, mesh.corner(call->primID, 0), mesh.corner(call->primID, 1), mesh.corner(call->primID, 2));
    if (found.distance2 > query.best2 || (query.found && found.distance2 == query.best2)) return false;
    query.best2 = found.distance2;
    query.found = true;
    query.part = call->geomID;
    query.triangle = call->primID;
    query.barycentric = found.barycentric;
    call->query->radius = static_cast<float>(std::sqrt(found.distance2) * (1 + 1e-6));
    return true;
}

}  // namespace

std::optional<NearestPoint> RayIndex::nearest(vec3 point, float maxMm, std::optional<std::uint32_t> onlyPart) const {
    // One part alone is searched triangle by triangle: a shrinking radius would visit its neighbours first.
    if (onlyPart) return *onlyPart < impl_->parts.size() ? nearestOn(impl_->parts[*onlyPart], *onlyPart, point, maxMm) : std::nullopt;
    NearestQuery query{&impl_->parts, point, static_cast<double>(maxMm) * static_cast<double>(maxMm)};
    RTCPointQuery sphere{point.x, point.y, point.z, 0, maxMm};
    RTCPointQueryContext context;
    rtcInitPointQueryContext(&context);
    rtcPointQuery(impl_->scene, &sphere, &context, visit, &query);
    if (!query.found) return std::nullopt;
    return NearestPoint{impl_->at(query.part, query.triangle, barycentricFrom(query.barycentric)),
                        static_cast<float>(std::sqrt(query.best2))};
}

}  // namespace myochart::geometry
