#include "builtin/measured/habitus.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "body/moved_structure.h"
#include "body/shapes.h"
#include "builtin/measured/measurement.h"
#include "builtin/measured_solids.h"
#include "support/test_folder.h"

namespace myochart::builtin {

namespace {

using namespace myochart::test;

/// The built-in body without levels, its cache file, skin and the layer under it; made once.
struct Builtin {
    TestFolder folder;
    Path file = folder / "body.cache";
    std::shared_ptr<const body::Body> body;
    std::uint32_t skin = 0;
    geometry::TriMesh mesh;
    LayerUnderSkin layer;

    Builtin() {
        const auto table = loadTable(myochart::test::sourceFolder() / "assets/body/body.table");
        EXPECT_TRUE(table);
        Progress progress;
        EXPECT_TRUE(body::writeBody(file, buildBody(*table, {}, progress), false, progress));
        body = *body::Body::open(file);
        skin = measuredSkin(*body).value_or(0);
        mesh = body->mesh(skin);
        layer = layerUnderSkin(*body, skin);
    }
};

const Builtin& builtin() {
    static const Builtin kBuiltin;
    return kBuiltin;
}

std::vector<vec3> skinAt(float habitus) {
    auto moved = skinOfHabitus(builtin().mesh, builtin().layer, habitus);
    EXPECT_TRUE(moved);
    return moved ? *moved : std::vector<vec3>();
}

/// The skin's vertex that is met first from `from` along `way`, roughly.
size_t vertexTowards(vec3 from, vec3 way) {
    std::vector<geometry::RayHit> hits;
    geometry::appendHits({from, glm::normalize(way)}, builtin().mesh, 0, 2000, hits);
    const auto first = std::min_element(hits.begin(), hits.end(), [](const auto& a, const auto& b) { return a.distanceMm < b.distanceMm; });
    EXPECT_NE(first, hits.end());
    return first == hits.end() ? 0 : builtin().mesh.indices[3 * first->at.triangle];
}

size_t turnedOver(const geometry::TriMesh& before, const std::vector<vec3>& after) {
    size_t count = 0;
    const geometry::MeshView was(before), now(after, before.indices);
    for (size_t t = 0; t < was.triangleCount(); ++t)
        if (glm::dot(geometry::triangleNormal(was, t), geometry::triangleNormal(now, t)) <= 0) ++count;
    return count;
}

float areaOf(const geometry::TriMesh& mesh, size_t t) {
    const geometry::MeshView m(mesh);
    return glm::length(glm::cross(m.corner(t, 1) - m.corner(t, 0), m.corner(t, 2) - m.corner(t, 0)));
}

}  // namespace

TEST(SkinOfHabitus, aRoundSkinGrowsByItsLayerAndAsMeasuredIsTheVerySame) {
    const geometry::TriMesh ball = ellipsoid(vec3(10, 20, 30), vec3(50), 40);
    const LayerUnderSkin layer{std::vector<float>(ball.positions.size(), 6), std::vector<float>(ball.positions.size(), 6)};
    EXPECT_EQ(*skinOfHabitus(ball, layer, 1), ball.positions);
    for (const auto& [habitus, radius] : {std::pair{0.6F, 47.6F}, std::pair{2.0F, 56.0F}, std::pair{3.0F, 62.0F}}) {
        const auto moved = *skinOfHabitus(ball, layer, habitus);
        for (const vec3 p : moved) EXPECT_NEAR(glm::distance(p, vec3(10, 20, 30)), radius, 0.3);
    }
}

TEST(SkinOfHabitus, outOfRangeIsToldInASentence) {
    const geometry::TriMesh ball = ellipsoid(vec3(0), vec3(50));
    const LayerUnderSkin layer{std::vector<float>(ball.positions.size(), 6), std::vector<float>(ball.positions.size(), 6)};
    for (const float habitus : {0.59F, 3.01F, -1.0F, std::numeric_limits<float>::quiet_NaN(), std::numeric_limits<float>::infinity()}) {
        const auto moved = skinOfHabitus(ball, layer, habitus);
        ASSERT_FALSE(moved) << habitus;
        EXPECT_EQ(moved.error().message, "The body habitus lies between 0.6 (lean) and 3 (large); 1 is as measured.");
    }
}

TEST(SkinOfHabitus, wallsOfANarrowGapGrowTowardsEachOtherWithoutMeeting) {
    const geometry::TriMesh ring = torus(vec3(0), 24, 20);  // a hole of 4 mm radius
    const LayerUnderSkin layer{std::vector<float>(ring.positions.size(), 10), std::vector<float>(ring.positions.size(), 10)};
    const auto moved = *skinOfHabitus(ring, layer, 3);
    float nearest = 1000, farthest = 0;
    for (const vec3 p : moved) {
        nearest = std::min(nearest, glm::length(vec2(p)));
        farthest = std::max(farthest, glm::length(vec2(p)));
    }
    EXPECT_GT(nearest, 0.5) << "the hole stays open";
    EXPECT_GT(farthest, 44 + 12) << "outside it grows";
    EXPECT_EQ(turnedOver(ring, moved), 0U);
}

TEST(SkinOfHabitus, theBuiltInSkinStaysClosedAndDoesNotFold) {
    const geometry::TriMesh& mesh = builtin().mesh;
    EXPECT_EQ(openEdges(mesh), 0U);
    double volume = 0;
    for (const float habitus : {0.6F, 1.0F, 1.5F, 2.0F, 3.0F}) {
        const geometry::TriMesh moved{skinAt(habitus), mesh.indices};
        EXPECT_EQ(openEdges(moved), 0U);
        EXPECT_EQ(turnedOver(mesh, moved.positions), 0U) << habitus;
        for (size_t t = 0; t < mesh.triangleCount(); ++t) ASSERT_GT(areaOf(moved, t), 0.01F * areaOf(mesh, t));
        EXPECT_GT(geometry::signedVolume(moved), volume) << "larger than the one before";
        volume = geometry::signedVolume(moved);
    }
    EXPECT_EQ(skinAt(1), mesh.positions);
}

TEST(SkinOfHabitus, trunkAndThighGrowInFullHandsFeetAndScalpHardly) {
    struct Spot {
        const char* what;
        vec3 from, way;
        float leastLayerMm, mostLayerMm;
    };
    const auto twice = skinAt(2), lean = skinAt(0.6F);
    for (const Spot& spot : {Spot{"belly", {40, -600, 1050}, {0, 1, 0}, 4, 12}, Spot{"low back", {40, 400, 1010}, {0, -1, 0}, 4, 12},
                             Spot{"front of the thigh", {90, -600, 620}, {0, 1, 0}, 4, 12}, Spot{"calf", {80, 400, 330}, {0, -1, 0}, 2, 8},
                             Spot{"palm", {250, -600, 770}, {0, 1, 0}, 0, 1.5F}, Spot{"top of the head", {0, -90, 2000}, {0, 0, -1}, 0, 1.5F},
                             Spot{"instep", {100, -150, 200}, {0, 0, -1}, 0, 1.5F}}) {
        const size_t i = vertexTowards(spot.from, spot.way);
        const float layer = builtin().layer.thicknessMm[i];
        EXPECT_GE(layer, spot.leastLayerMm) << spot.what;
        EXPECT_LE(layer, spot.mostLayerMm) << spot.what;
        EXPECT_NEAR(glm::distance(twice[i], builtin().mesh.positions[i]), layer, 0.1 * layer + 0.1) << spot.what;
        EXPECT_NEAR(glm::distance(lean[i], builtin().mesh.positions[i]), 0.4F * layer, 0.1 * layer + 0.1) << spot.what;
    }
}

TEST(StructureMoved, onlyTheSkinChangesAndAnchorsStayTrue) {
    const Builtin& from = builtin();
    const auto moved = skinAt(3);
    const Path file = from.folder / "skin300.cache";
    ASSERT_TRUE(body::writeWithStructureMoved(from.file, from.skin, moved, file));
    const auto opened = body::Body::open(file);
    ASSERT_TRUE(opened) << opened.error().message;
    const body::Body& now = **opened;
    EXPECT_EQ(now.checksum(), from.body->checksum());
    for (std::uint32_t i = 0; i < now.structures().size(); ++i) {
        const body::Structure &a = from.body->structure(i), &b = now.structure(i);
        ASSERT_TRUE(now.levelIsSound(b.levels[0])) << b.key;
        EXPECT_EQ(a.frame.origin, b.frame.origin);
        EXPECT_EQ(a.frame.lengthMm, b.frame.lengthMm);
        if (i == from.skin) continue;
        EXPECT_EQ(a.bounds.min, b.bounds.min) << b.key;
        const geometry::TriMesh was = from.body->mesh(i), is = now.mesh(i);
        ASSERT_EQ(was.indices, is.indices) << b.key;
        for (size_t k = 0; k < was.positions.size(); ++k) ASSERT_LT(glm::distance(was.positions[k], is.positions[k]), 0.001F) << b.key;
    }
    const geometry::TriMesh skin = now.mesh(from.skin);
    EXPECT_EQ(skin.indices, from.mesh.indices);
    for (size_t k = 0; k < skin.positions.size(); ++k) ASSERT_LT(glm::distance(skin.positions[k], moved[k]), 3.0F) << "but for the soles and the top of the head";
    EXPECT_LT(now.bounds().min.y, from.body->bounds().min.y);
}

TEST(StructureMoved, levelsFollowAndDamagedFilesAreRefused) {
    const TestFolder folder;
    Progress progress;
    const Path file = folder / "small.cache";
    ASSERT_TRUE(body::writeBody(file, smallBody(), true, progress));
    const auto body = *body::Body::open(file);
    auto positions = body->mesh(0).positions;
    for (vec3& p : positions) p += vec3(5, -5, 0);
    ASSERT_TRUE(body::writeWithStructureMoved(file, 0, positions, folder / "moved.cache"));
    const auto moved = *body::Body::open(folder / "moved.cache");
    for (size_t l = 0; l < moved->structure(0).levels.size(); ++l) {
        const auto was = body->vertices(body->structure(0).levels[l]), is = moved->vertices(moved->structure(0).levels[l]);
        ASSERT_TRUE(moved->levelIsSound(moved->structure(0).levels[l]));
        for (size_t k = 0; k < was.size(); ++k) EXPECT_LT(glm::distance(moved->position(is[k]), body->position(was[k]) + vec3(5, -5, 0)), 0.1F);
    }
    EXPECT_FALSE(body::writeWithStructureMoved(file, 0, std::vector<vec3>(3), folder / "other.cache")) << "as many places as vertices";
    EXPECT_FALSE(body::writeWithStructureMoved(folder / "none.cache", 0, positions, folder / "other.cache"));
    EXPECT_FALSE(std::filesystem::exists(folder / "other.cache"));
}

}  // namespace myochart::builtin
