#pragma once
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "geometry/tri_mesh.h"

namespace myochart::geometry {

/// A straight piece between two points, mm.
struct Segment {
    vec3 from{}, to{};
};

/// How near a triangle comes to a segment, in double: squared distance in mm^2 (0: they meet), where along the segment
/// (0..1), and the triangle's point there.
struct SegmentPoint {
    double distance2 = 0, along = 0;
    glm::dvec3 position{};
};
SegmentPoint nearestToSegment(const Segment& segment, glm::dvec3 a, glm::dvec3 b, glm::dvec3 c);

/// Answers how near many meshes come to a segment (Embree). Immutable after build; any thread.
class SegmentIndex {
  public:
    struct Near {
        std::uint32_t part = 0;  ///< index of the mesh
        float distanceMm = 0;    ///< 0: the segment meets its surface
        float alongMm = 0;       ///< from the segment's beginning; of several equally near places the first
        vec3 position{};         ///< of the mesh
    };

    /// Copies what it needs.
    static SegmentIndex build(std::span<const MeshView> parts);
    SegmentIndex(SegmentIndex&&) noexcept;
    SegmentIndex& operator=(SegmentIndex&&) noexcept;
    ~SegmentIndex();

    /// The nearest place of every part whose surface comes within `maxMm`, by part.
    std::vector<Near> near(const Segment& segment, float maxMm) const;
    /// The first surface that is met from `origin` along the unit `direction` within `maxMm`.
    struct Met {
        std::uint32_t part = 0;
        float alongMm = 0;
    };
    std::optional<Met> firstMet(vec3 origin, vec3 direction, float maxMm) const;

  private:
    struct Impl;
    explicit SegmentIndex(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> impl_;
};

}  // namespace myochart::geometry
