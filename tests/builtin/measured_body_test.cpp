#include <gtest/gtest.h>

#include "body/shapes.h"
#include "builtin/measured/compare_bodies.h"
#include "builtin/measured/measurement.h"
#include "builtin/measured_solids.h"

namespace myochart::builtin {

namespace {

using namespace myochart::test;

geometry::TriMesh leftMuscle() {
    return tube({60, -80, 700}, 180, [](float t) { return vec2(6 + 12 * t * (1 - t) * 4, 5 + 6 * t); });
}

body::NewStructure named(std::string name, geometry::TriMesh mesh, Side side, body::System system = body::System::muscle) {
    body::NewStructure made = structure(name, std::move(mesh), system, side);
    made.facts.name = std::move(name);
    return made;
}

/// A left and a mirrored right muscle, a bone in the middle, hair.
std::vector<body::NewStructure> smallSource() {
    return {named("left soleus", leftMuscle(), Side::left), named("right soleus", mirrored(leftMuscle()), Side::right),
            named("sacrum", ellipsoid({0, 0, 900}, {30, 20, 40}), Side::midline, body::System::bone),
            named("set of head hairs", ellipsoid({0, 0, 1700}, {90, 90, 40}), Side::midline, body::System::skin)};
}

const Measurement& smallMeasurement() {
    static const Measurement kMeasured = [] {
        Progress progress;
        Measurement m = measureBody(smallSource(), progress);
        m.name = "Small body";
        m.source = "made for a test";
        m.licence = "none";
        return m;
    }();
    return kMeasured;
}

}  // namespace

TEST(MeasureBody, rightSideThatMirrorsTheLeftIsAnImage) {
    const Measurement& m = smallMeasurement();
    ASSERT_EQ(m.measured.size(), 2U);
    ASSERT_EQ(m.mirrored.size(), 1U);
    EXPECT_EQ(m.measured[m.mirrored[0].of].facts.key, "left soleus");
    EXPECT_EQ(m.mirrored[0].facts.key, "right soleus");
    EXPECT_NEAR(m.mirror.offsetMm, 0, 0.05);
}

TEST(MeasureBody, rightSideOfItsOwnShapeIsMeasuredItself) {
    std::vector<body::NewStructure> source = smallSource();
    for (vec3& p : source[1].mesh.positions) p.y *= 1.2F;
    Progress progress;
    const Measurement m = measureBody(source, progress);
    EXPECT_EQ(m.measured.size(), 3U);
    EXPECT_TRUE(m.mirrored.empty());
}

TEST(MeasureBody, rightSideThatIsOnlyMovedIsAnImageWithAShift) {
    std::vector<body::NewStructure> source = smallSource();
    for (vec3& p : source[1].mesh.positions) p += vec3(0, 3, -2);
    Progress progress;
    const Measurement m = measureBody(source, progress);
    ASSERT_EQ(m.mirrored.size(), 1U);
    EXPECT_NEAR(m.mirrored[0].shiftMm.y, 3, 0.15);
    EXPECT_NEAR(m.mirrored[0].shiftMm.z, -2, 0.15);
}

TEST(MeasureBody, hairIsLeftOut) {
    for (const MeasuredStructure& structure : smallMeasurement().measured)
        EXPECT_EQ(structure.facts.name.find("hair"), std::string::npos);
}

TEST(MeasureBody, meshWoundInwardsIsMeasuredAsIfWoundOutwards) {
    geometry::TriMesh inward = ellipsoid({0, 0, 0}, {20, 15, 10});
    for (size_t t = 0; t < inward.indices.size(); t += 3) std::swap(inward.indices[t], inward.indices[t + 1]);
    const std::vector<body::NewStructure> source = {named("spleen", inward, Side::midline, body::System::organ)};
    Progress progress;
    const body::NewBody built = buildBody(measureBody(source, progress), {}, progress);
    ASSERT_EQ(built.structures.size(), 1U);
    EXPECT_NEAR(geometry::signedVolume(built.structures[0].mesh), -geometry::signedVolume(inward),
                0.02 * -geometry::signedVolume(inward));
}

TEST(MeasureBody, cancelledRunGivesWhatItHas) {
    Progress progress;
    progress.cancel();
    const Measurement m = measureBody(smallSource(), progress);
    EXPECT_TRUE(m.measured.empty());
    EXPECT_TRUE(m.mirrored.empty());
}

TEST(BuildBody, imageIsTheMirroredSurfaceWoundOutwards) {
    Progress progress;
    const body::NewBody built = buildBody(smallMeasurement(), {}, progress);
    ASSERT_EQ(built.structures.size(), 3U);
    const auto& left = built.structures[0];
    const auto& right = built.structures[2];
    EXPECT_EQ(right.facts.side, Side::right);
    EXPECT_GT(geometry::signedVolume(right.mesh), 0);
    EXPECT_NEAR(geometry::signedVolume(left.mesh), geometry::signedVolume(right.mesh), 1);
    EXPECT_NEAR(geometry::bounds(left.mesh).max.x, -geometry::bounds(right.mesh).min.x, 0.05);
}

TEST(BuildBody, sameTableBuildsTheSameBodyEveryTime) {
    Progress progress;
    const body::NewBody a = buildBody(smallMeasurement(), {}, progress), b = buildBody(smallMeasurement(), {}, progress);
    ASSERT_EQ(a.structures.size(), b.structures.size());
    for (size_t i = 0; i < a.structures.size(); ++i) {
        EXPECT_EQ(a.structures[i].mesh.positions, b.structures[i].mesh.positions);
        EXPECT_EQ(a.structures[i].mesh.indices, b.structures[i].mesh.indices);
    }
}

TEST(BuildBody, shorterEdgesGiveMoreTriangles) {
    Progress progress;
    const auto triangles = [&](float edge) {
        return buildBody(smallMeasurement(), {edge}, progress).structures[1].mesh.triangleCount();
    };
    EXPECT_GT(triangles(1), triangles(4));
}

TEST(CompareBodies, builtBodyMeetsTheBarsAgainstItsSource) {
    Progress progress;
    const std::vector<body::NewStructure> source = smallSource();
    const BodyComparison comparison =
        compareBodies(source, buildBody(smallMeasurement(), {}, progress).structures, progress);
    EXPECT_EQ(comparison.structures.size(), 3U);
    EXPECT_EQ(comparison.onlyInA, std::vector<std::string>{"set of head hairs"});
    EXPECT_TRUE(comparison.onlyInB.empty());
    EXPECT_TRUE(missedBars(comparison).empty());
    EXPECT_LT(comparison.summary(body::System::muscle).worstMm, 0.25);
}

TEST(CompareBodies, movedMuscleMissesTheBarByItsDistance) {
    Progress progress;
    std::vector<body::NewStructure> a = {named("left soleus", ellipsoid({0, 0, 0}, {60, 60, 60}, 40), Side::left)}, b = a;
    for (vec3& p : b[0].mesh.positions) p *= 1.05F;
    const BodyComparison comparison = compareBodies(a, b, progress);
    ASSERT_EQ(comparison.structures.size(), 1U);
    EXPECT_NEAR(comparison.structures[0].meanMm, 3, 0.05);
    EXPECT_NEAR(comparison.structures[0].volumeRatio, 1.05 * 1.05 * 1.05, 0.001);
    EXPECT_EQ(missedBars(comparison).size(), 4U);  // median, 90 %, worst, volume
}

TEST(CompareBodies, structuresMatchByIdAndSideBeforeName) {
    Progress progress;
    std::vector<body::NewStructure> a = {named("left soleus", ellipsoid({50, 0, 0}, {9, 9, 9}), Side::left)};
    std::vector<body::NewStructure> b = {named("left soleus", ellipsoid({90, 0, 0}, {9, 9, 9}), Side::left),
                                   named("soleus of left leg", ellipsoid({50, 0, 0}, {9, 9, 9}), Side::left)};
    a[0].facts.fma = b[1].facts.fma = "FMA22559";
    const BodyComparison comparison = compareBodies(a, b, progress);
    ASSERT_EQ(comparison.structures.size(), 1U);
    EXPECT_LT(comparison.structures[0].maxMm, 0.01);
    EXPECT_EQ(comparison.onlyInB, std::vector<std::string>{"left soleus"});
}

TEST(CompareBodies, sameBodiesGiveTheSameFiguresEveryRun) {
    Progress progress;
    const std::vector<body::NewStructure> source = smallSource();
    const body::NewBody built = buildBody(smallMeasurement(), {}, progress);
    const BodyComparison a = compareBodies(source, built.structures, progress),
                         b = compareBodies(source, built.structures, progress);
    for (size_t i = 0; i < a.structures.size(); ++i) EXPECT_EQ(a.structures[i].meanMm, b.structures[i].meanMm);
}

}  // namespace myochart::builtin
