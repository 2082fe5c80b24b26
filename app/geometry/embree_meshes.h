#pragma once
#include <algorithm>
#include <limits>
#include <new>
#include <stdexcept>
#include <vector>

#if MYOCHART_EMBREE_MAJOR >= 4
#include <embree4/rtcore.h>
#else
#include <embree3/rtcore.h>
#endif

#include "geometry/tri_mesh.h"

namespace myochart::geometry {

/// A device of Embree and a scene on it. Only for the indices of this folder.
struct EmbreeDevice {
    RTCDevice device = nullptr;

    EmbreeDevice() : device(rtcNewDevice(nullptr)) {
        if (!device) throw std::runtime_error("Embree could not start; the processor or the memory does not allow it.");
    }
    EmbreeDevice(const EmbreeDevice&) = delete;
    EmbreeDevice& operator=(const EmbreeDevice&) = delete;
    ~EmbreeDevice() { rtcReleaseDevice(device); }
};

/// The mesh in Embree's own buffers, on which the view that is given back looks while the scene lives: the caller's may go away,
/// and these are padded for 16-byte reads. Whoever opened the scene commits it.
inline MeshView addToScene(RTCDevice device, RTCScene scene, unsigned id, const MeshView& mesh) {
    RTCGeometry geometry = rtcNewGeometry(device, RTC_GEOMETRY_TYPE_TRIANGLE);
    auto* positions = static_cast<vec3*>(rtcSetNewGeometryBuffer(geometry, RTC_BUFFER_TYPE_VERTEX, 0, RTC_FORMAT_FLOAT3,
                                                                 sizeof(vec3), mesh.positions.size()));
    auto* indices = static_cast<std::uint32_t*>(rtcSetNewGeometryBuffer(geometry, RTC_BUFFER_TYPE_INDEX, 0, RTC_FORMAT_UINT3,
                                                                        3 * sizeof(std::uint32_t), mesh.triangleCount()));
    if (!positions || !indices) {
        rtcReleaseGeometry(geometry);
        throw std::bad_alloc();
    }
    std::copy(mesh.positions.begin(), mesh.positions.end(), positions);
    std::copy_n(mesh.indices.begin(), 3 * mesh.triangleCount(), indices);
    rtcCommitGeometry(geometry);
    rtcAttachGeometryByID(scene, geometry, id);
    rtcReleaseGeometry(geometry);
    return {std::span<const vec3>(positions, mesh.positions.size()), std::span<const std::uint32_t>(indices, 3 * mesh.triangleCount())};
}

/// One scene with all meshes that were added; a part's number is Embree's of its geometry.
struct EmbreeMeshes : EmbreeDevice {
    RTCScene scene = nullptr;
    std::vector<MeshView> parts;  ///< of Embree's copies

    EmbreeMeshes() : scene(rtcNewScene(device)) {}
    ~EmbreeMeshes() { rtcReleaseScene(scene); }

    void add(const MeshView& mesh) {
        const auto part = static_cast<unsigned>(parts.size());
        parts.push_back(mesh.triangleCount() == 0 ? MeshView() : addToScene(device, scene, part, mesh));
    }
};

/// A question for all surfaces from `origin` along the unit `direction`.
inline RTCRayHit embreeRay(vec3 origin, vec3 direction, float maxMm) {
    RTCRayHit query{};
    query.ray.org_x = origin.x;
    query.ray.org_y = origin.y;
    query.ray.org_z = origin.z;
    query.ray.dir_x = direction.x;
    query.ray.dir_y = direction.y;
    query.ray.dir_z = direction.z;
    query.ray.tfar = maxMm;
    query.ray.mask = std::numeric_limits<unsigned>::max();
    query.hit.geomID = RTC_INVALID_GEOMETRY_ID;
    query.hit.instID[0] = RTC_INVALID_GEOMETRY_ID;
    return query;
}

}  // namespace myochart::geometry
