#include <gtest/gtest.h>

#include "body/shapes.h"
#include "builtin/measured/best_shape.h"
#include "builtin/measured/nearest_triangle.h"
#include "builtin/measured/slice_stack.h"
#include "builtin/measured_solids.h"

namespace myochart::builtin::measured {

namespace {

using namespace myochart::test;

struct Rebuilt {
    MeasuredShape shape;
    geometry::TriMesh mesh;
    SurfaceGap gap;
    double volumeRatio = 0;
};

Rebuilt rebuilt(const geometry::TriMesh& source) {
    Rebuilt out;
    out.shape = bestShape(source);
    out.mesh = geometry::weld(buildLoft(out.shape, loftFor(out.shape, 3)).mesh);
    out.gap = surfaceGap(source, out.mesh, 4000);
    out.volumeRatio = geometry::signedVolume(out.mesh) / geometry::signedVolume(source);
    return out;
}

void expectSound(const Rebuilt& r, double meanMm) {
    EXPECT_EQ(openEdges(r.mesh), 0U);
    EXPECT_EQ(trianglesWithoutArea(r.mesh), 0U);
    EXPECT_LT(r.gap.mean, meanMm);
    EXPECT_NEAR(r.volumeRatio, 1, 0.02);
}

}  // namespace

TEST(MeasuredShape, ballComesBackRoundClosedAndFull) {
    const Rebuilt r = rebuilt(ellipsoid({10, -20, 900}, {25, 25, 25}, 40));
    expectSound(r, 0.15);
    EXPECT_EQ(r.shape.branches.size(), 1U);
    EXPECT_LT(r.gap.worst, 1.0);
    EXPECT_EQ(eulerNumber(r.mesh), 2);
}

TEST(MeasuredShape, longMuscleIsMeasuredAlongItsLengthWithFewFigures) {
    const Rebuilt r = rebuilt(tube({80, -60, 500}, 260, [](float t) {
        const float belly = std::sin(3.14159F * std::clamp(t, 0.02F, 0.98F));
        return vec2(4 + 18 * belly, 3 + 9 * belly);
    }));
    expectSound(r, 0.2);
    EXPECT_GT(std::abs(r.shape.frame.along.z), 0.95F);
    EXPECT_LT(r.shape.figureCount(), 900U);
}

TEST(MeasuredShape, ringKeepsItsHole) {
    const Rebuilt r = rebuilt(torus({0, 0, 0}, 30, 6));
    expectSound(r, 0.2);
    EXPECT_EQ(eulerNumber(r.mesh), 0);
    EXPECT_GT(NearestTriangle(r.mesh).distance({0, 0, 0}), 20.0F);
}

TEST(MeasuredShape, prongsOfAForkHaveNoWebBetweenThem) {
    const geometry::TriMesh source = fork({0, 0, 0}, 15);
    const Rebuilt r = rebuilt(source);
    expectSound(r, 0.25);
    EXPECT_EQ(eulerNumber(r.mesh), 2);
    EXPECT_FALSE(r.shape.junctions.empty());
    const NearestTriangle nearest(r.mesh);
    for (const float x : {-7.5F, 7.5F})
        for (const float z : {-75.0F, -85.0F}) EXPECT_GT(nearest.distance({x, 0, z}), 3.5F) << x << " " << z;
}

TEST(MeasuredShape, wrappedSheetKeepsItsThickness) {
    const Rebuilt r = rebuilt(bentSheet({0, 0, 1000}, 90));
    expectSound(r, 0.25);
    const NearestTriangle nearest(r.mesh);
    EXPECT_NEAR(nearest.distance({90, 0, 1000}), 2, 0.3);
}

TEST(MeasuredShape, piecesThatHangApartAreAllMeasured) {
    geometry::TriMesh source = ellipsoid({0, 0, 0}, {10, 8, 6});
    const geometry::TriMesh other = ellipsoid({50, 0, 4}, {9, 9, 9});
    const auto shift = static_cast<std::uint32_t>(source.positions.size());
    source.positions.insert(source.positions.end(), other.positions.begin(), other.positions.end());
    for (const std::uint32_t i : other.indices) source.indices.push_back(i + shift);
    const Rebuilt r = rebuilt(source);
    expectSound(r, 0.2);
    EXPECT_EQ(eulerNumber(r.mesh), 4);
}

TEST(SliceStack, sectionOfATubeIsOneOutlineOfItsArea) {
    geometry::TriMesh mesh = tube(
        {0, 0, 50}, 100, [](float) { return vec2(10, 10); }, 40, 96);
    for (vec3& p : mesh.positions) p = {p.z, p.x, p.y};  // s along z
    const SliceStack stack = sliceMesh(mesh, {-20.3F, 0.1F, 31.7F});
    ASSERT_EQ(stack.loops.size(), 3U);
    for (const Loop& loop : stack.loops) EXPECT_NEAR(loop.area, 314.16, 1.0);
    size_t through = 0, tips = 0;
    for (const Link& link : stack.links) {
        through += link.lower.size() == 1 && link.upper.size() == 1;
        tips += link.lower.size() + link.upper.size() == 1;
    }
    EXPECT_EQ(through, 2U);
    EXPECT_EQ(tips, 2U);
}

TEST(SliceStack, sectionThroughARingsHoleIsTwoOutlines) {
    geometry::TriMesh mesh = torus({0, 0, 0}, 30, 6);  // s along x
    const SliceStack stack = sliceMesh(mesh, {-31.5F, 0.2F});
    std::array<int, 2> outlines{};
    for (const Loop& loop : stack.loops) ++outlines[static_cast<size_t>(loop.slice)];
    EXPECT_EQ(outlines[0], 1);
    EXPECT_EQ(outlines[1], 2);
}

TEST(NearestTriangle, distanceToABallIsExactInsideAndOutside) {
    const geometry::TriMesh ball = ellipsoid({0, 0, 0}, {20, 20, 20}, 60);
    const NearestTriangle nearest(ball);
    EXPECT_NEAR(nearest.distance({0, 0, 0}), 20, 0.05);
    EXPECT_NEAR(nearest.distance({0, 50, 0}), 30, 0.05);
    EXPECT_NEAR(nearest.distance({12, 0, 9}), 5, 0.05);
}

TEST(SurfaceGap, ballsOfDifferentSizeLieTheirDifferenceApart) {
    const SurfaceGap gap =
        surfaceGap(ellipsoid({0, 0, 0}, {20, 20, 20}, 50), ellipsoid({0, 0, 0}, {21, 21, 21}, 50), 3000);
    EXPECT_NEAR(gap.mean, 1, 0.03);
    EXPECT_NEAR(gap.p95, 1, 0.06);
    EXPECT_LT(gap.worst, 1.1);
}

}  // namespace myochart::builtin::measured
