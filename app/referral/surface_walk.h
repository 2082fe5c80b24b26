#pragma once
#include "referral/skin_graph.h"

namespace myochart::referral {

/// A vertex and how far it is along the surface.
struct Reached {
    std::uint32_t vertex = 0;
    float mm = 0;
};

/// Distances along the surface, within 2 % of the shortest ways where it is not crumpled (tests/referral/surface_walk_test.cpp): a front goes from
/// vertex to vertex, nearest first, and through each triangle as if it came straight from a point source laid out in the
/// triangle's plane (Novotni and Klein 2002, "Computing geodesic distances on triangular meshes"). A vertex that is reached on
/// a shorter way later is walked from again, so that obtuse triangles do no harm. Keeps its memory from walk to walk; borrows
/// the graph; one thread.
class SurfaceWalk {
  public:
    explicit SurfaceWalk(const SkinGraph& graph);

    /// Every vertex within `maxMm` of `vertex`, that one too; in no order. Valid until the next walk.
    std::span<const Reached> from(std::uint32_t vertex, float maxMm);
    /// The same from a point on a triangle.
    std::span<const Reached> from(std::uint32_t triangle, vec3 barycentric, float maxMm);

  private:
    struct Waiting {
        double mm;
        std::uint32_t vertex;
        bool operator>(const Waiting& other) const { return mm > other.mm; }
    };
    void begin();
    void reach(std::uint32_t vertex, double mm);
    std::span<const Reached> spread(double maxMm);
    void cross(std::uint32_t triangle, std::uint32_t from);
    double edge(std::uint32_t p, std::uint32_t q) const;
    /// How far c is by a straight way through the edge from a to b of its triangle; infinite when there is none.
    double through(std::uint32_t triangle, std::uint32_t a, std::uint32_t b, std::uint32_t c) const;

    const SkinGraph& graph_;
    std::vector<double> mm_;  ///< by vertex; infinite: not reached
    std::vector<std::uint32_t> touched_;
    std::vector<Waiting> waiting_;  ///< a heap, the nearest on top
    std::vector<Reached> reached_;
};

}  // namespace myochart::referral
