#pragma once
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "core/progress.h"
#include "geometry/tri_mesh.h"

namespace myochart::geometry {

/// `direction` has length 1.
struct Ray {
    vec3 origin{};
    vec3 direction{0, 0, -1};
};

/// A point on a triangle: `position` = b.x*corner0 + b.y*corner1 + b.z*corner2, b.x + b.y + b.z = 1.
struct SurfacePoint {
    std::uint32_t part = 0;      ///< index of the mesh (a body's structure)
    std::uint32_t triangle = 0;  ///< index inside that mesh
    vec3 barycentric{1, 0, 0};
    vec3 position{};
    vec3 normal{0, 0, 1};  ///< the triangle's unit normal, by winding
};

struct RayHit {
    SurfacePoint at;
    float distanceMm = 0;
    bool entering = true;  ///< the ray goes in through the front of the triangle
};

struct NearestPoint {
    SurfacePoint at;
    float distanceMm = 0;
};

/// Answers ray and nearest-point questions about many meshes at once (Embree). Immutable after build; any thread.
class RayIndex {
  public:
    /// Copies what it needs; takes about a second for 3 million triangles. Empty when cancelled through `progress`.
    static std::optional<RayIndex> build(std::span<const MeshView> parts, const Progress* progress = nullptr);
    RayIndex(RayIndex&&) noexcept;
    RayIndex& operator=(RayIndex&&) noexcept;
    ~RayIndex();

    /// Every surface the ray crosses within `maxMm`, nearest first, once each.
    std::vector<RayHit> allHits(const Ray& ray, float maxMm = 1e6F) const;
    std::optional<RayHit> firstHit(const Ray& ray, float maxMm = 1e6F) const;
    /// The nearest point of any part within `maxMm`; of `onlyPart` when given.
    std::optional<NearestPoint> nearest(vec3 point, float maxMm, std::optional<std::uint32_t> onlyPart = {}) const;

  private:
    struct Impl;
    explicit RayIndex(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> impl_;
};

// The same questions about one mesh without an index: for one or two rays.
void appendHits(const Ray& ray, const MeshView& mesh, std::uint32_t part, float maxMm, std::vector<RayHit>& hits);
std::optional<NearestPoint> nearestOn(const MeshView& mesh, std::uint32_t part, vec3 point, float maxMm);
/// True when the ray meets the box within `maxMm`.
bool meets(const Ray& ray, const Box& box, float maxMm);

}  // namespace myochart::geometry
