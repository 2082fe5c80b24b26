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

/// A device and a scene of Embree with the meshes that were added, in Embree's own buffers: the caller's may go away, and
/// these are padded for 16-byte reads. Only for the indices of this folder; whoever opens it commits the scene.
struct EmbreeMeshes {
    RTCDevice device = nullptr;
    RTCScene scene = nullptr;
    std::vector<MeshView> parts;  ///< views of those copies; a part's number is Embree's of its geometry

    EmbreeMeshes() : device(rtcNewDevice(nullptr)) {
        if (!device) throw std::runtime_error("Embree could not start; the processor or the memory does not allow it.");
        scene = rtcNewScene(device);
    }
    EmbreeMeshes(const EmbreeMeshes&) = delete;
    EmbreeMeshes& operator=(const EmbreeMeshes&) = delete;
    ~EmbreeMeshes() {
        if (scene) rtcReleaseScene(scene);
        if (device) rtcReleaseDevice(device);
    }

    void add(const MeshView& mesh) {
        const auto part = static_cast<unsigned>(parts.size());
        if (mesh.triangleCount() == 0) {
            parts.emplace_back();
            return;
        }
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
        parts.emplace_back(std::span<const vec3>(positions, mesh.positions.size()),
                           std::span<const std::uint32_t>(indices, 3 * mesh.triangleCount()));
        rtcCommitGeometry(geometry);
        rtcAttachGeometryByID(scene, geometry, part);
        rtcReleaseGeometry(geometry);
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
