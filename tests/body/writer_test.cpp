#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <numbers>

#include "body/shapes.h"

namespace myochart::body {

using test::TestFolder;

namespace {

std::shared_ptr<const Body> written(const TestFolder& folder, NewBody body, bool levels = false) {
    Progress progress;
    const auto done = writeBody(folder / "b.cache", std::move(body), levels, progress);
    EXPECT_TRUE(done) << (done ? "" : done.error().message);
    return Body::open(folder / "b.cache").value();
}

NewBody one(NewStructure s) {
    NewBody body{"one", "test", "", {}};
    body.structures.push_back(std::move(s));
    return body;
}

}  // namespace

TEST(Writer, repeatedVerticesAreWeldedAndEmptyTrianglesDropped) {
    TestFolder folder;
    const auto ball = test::ellipsoid({0, 0, 0}, {30, 30, 30}, 12);
    geometry::TriMesh soup;
    for (const std::uint32_t i : ball.indices) {
        soup.indices.push_back(static_cast<std::uint32_t>(soup.positions.size()));
        soup.positions.push_back(ball.positions[i]);
    }
    soup.indices.insert(soup.indices.end(), {0, 0, 1, 2, 5, 2});
    const auto body = written(folder, one(test::structure("ball", soup)));
    EXPECT_EQ(body->structure(0).vertexCount(), ball.positions.size());
    EXPECT_EQ(body->structure(0).triangleCount(), ball.triangleCount());
}

TEST(Writer, normalsPointOutwards) {
    TestFolder folder;
    const auto body = written(folder, one(test::structure("ball", test::ellipsoid({5, 6, 7}, {30, 30, 30}))));
    for (const PackedVertex& v : body->vertices(body->structure(0).levels[0])) {
        const vec3 out = glm::normalize(body->position(v) - vec3(5, 6, 7));
        ASSERT_GT(glm::dot(out, vec3(v.nx, v.ny, v.nz) / 127.0F), 0.98F);
    }
}

TEST(Writer, structureWithoutAreaIsLeftOutAndOthersKeepTheirVertices) {
    TestFolder folder;
    auto source = test::smallBody();
    source.structures.insert(source.structures.begin() + 1,
                             test::structure("line", {{{0, 0, 0}, {1, 1, 1}, {2, 2, 2}}, {0, 1, 2}}));
    const auto body = written(folder, std::move(source));
    ASSERT_EQ(body->structures().size(), 4U);
    EXPECT_FALSE(body->find("line"));
    for (std::uint32_t s = 0; s < 4; ++s)
        for (const PackedVertex& v : body->vertices(body->structure(s).levels[0])) ASSERT_EQ(v.structure, s);
}

TEST(Writer, badInputIsRefusedWithTheStructureNamed) {
    TestFolder folder;
    Progress progress;
    const auto refusal = [&](const std::function<void(NewBody&)>& spoil) {
        auto body = test::smallBody();
        spoil(body);
        const auto done = writeBody(folder / "b.cache", std::move(body), false, progress);
        return done ? std::string("accepted") : done.error().message;
    };
    const auto has = [](const std::string& text, std::string_view part) {
        return text.find(part) != std::string::npos;
    };
    EXPECT_PRED2(has, refusal([](NewBody& b) { b.structures.clear(); }), "no structures");
    EXPECT_PRED2(has, refusal([](NewBody& b) { b.structures[1].facts.key = "left_calf"; }), "left_calf");
    EXPECT_PRED2(has, refusal([](NewBody& b) { b.structures[0].mesh.indices.pop_back(); }), "left_calf");
    EXPECT_PRED2(has, refusal([](NewBody& b) { b.structures[0].mesh.indices[4] = 1U << 30; }), "left_calf");
    EXPECT_PRED2(has, refusal([](NewBody& b) { b.structures[3].mesh.positions[4].y = std::nanf(""); }), "heart");
    EXPECT_PRED2(has, refusal([](NewBody& b) { b.structures[3].mesh.positions[4].y = 2e6F; }), "heart");
    EXPECT_PRED2(has, refusal([](NewBody& b) {
                     b.structures.resize(1);
                     b.structures[0].mesh = {{{0, 0, 0}, {1, 1, 1}}, {0, 1, 0}};
                 }),
                 "no triangle");
    EXPECT_FALSE(std::filesystem::exists(folder / "b.cache"));
}

TEST(Writer, cancelledWritesNothing) {
    TestFolder folder;
    Progress progress;
    progress.cancel();
    EXPECT_FALSE(writeBody(folder / "b.cache", test::smallBody(), true, progress));
    EXPECT_TRUE(std::filesystem::is_empty(folder.path()));
}

TEST(Writer, levelsStayWithinTheirStatedError) {
    TestFolder folder;
    NewBody source{"lumps", "test", "", {}};
    source.structures.push_back(test::structure("ball", test::ellipsoid({0, 0, 900}, {60, 45, 80}, 96)));
    source.structures.push_back(test::structure(
        "wave",
        test::tube(
            {200, 0, 1600}, 500,
            [](float t) { return vec2(30, 18) * (1 + 0.3F * std::sin(40 * t)) * (0.2F + t * (1 - t) * 3); }, 200, 64)));
    const auto body = written(folder, std::move(source), true);
    for (const Structure& s : body->structures()) {
        const auto full = body->mesh(body->find(s.key).value());
        for (size_t l = 1; l < s.levels.size(); ++l) {
            const Level& level = s.levels[l];
            geometry::TriMesh coarse;
            for (const PackedVertex& v : body->vertices(level)) coarse.positions.push_back(body->position(v));
            const auto corners = body->indices(level);
            coarse.indices.assign(corners.begin(), corners.end());
            const std::vector<geometry::MeshView> parts = {coarse};
            const auto index = geometry::RayIndex::build(parts);
            float worst = 0;
            for (size_t i = 0; i < full.positions.size(); i += 7) {
                const auto near = index->nearest(full.positions[i], 1000);
                worst = std::max(worst, near ? near->distanceMm : 1000);
            }
            EXPECT_LE(worst, 2 * level.errorMm + 0.1F) << s.key << " level " << l;
            EXPECT_LE(level.errorMm, 6.4F * 1.25F);  // the measured error may exceed the coarsest target a little
        }
    }
}

TEST(Writer, framesOfAPairMirrorEachOther) {
    TestFolder folder;
    const auto body = written(folder, test::smallBody());
    const AddressFrame& left = body->structure(body->find("left_calf").value()).frame;
    const AddressFrame& right = body->structure(body->find("right_calf").value()).frame;
    EXPECT_LT(left.u.z, -0.99F) << "from proximal to distal: downwards";
    EXPECT_GT(left.v.x, 0.99F) << "away from the midplane";
    EXPECT_LT(left.w.y, -0.99F) << "forwards";
    EXPECT_LT(right.v.x, -0.99F);
    EXPECT_LT(right.w.y, -0.99F);
    const vec3 onLeft = left.address({130, 5, 400}), onRight = right.address({-130, 5, 400});
    EXPECT_NEAR(glm::length(onLeft - onRight), 0, 1e-3);
    EXPECT_NEAR(glm::length(left.position(onLeft) - vec3(130, 5, 400)), 0, 1e-3);
    EXPECT_NEAR(onLeft.x, 100.0 / 300, 0.01);
}

TEST(Writer, originBelowTurnsTheFibreDirectionUp) {
    TestFolder folder;
    auto source = test::smallBody();
    source.structures[0].facts.muscleKey = "rectus_abdominis";
    const auto body = written(folder, std::move(source));
    EXPECT_GT(body->structure(0).frame.u.z, 0.99F);
}

TEST(Writer, roundEndsAreTendonAndBroadSheetsStayBelly) {
    TestFolder folder;
    const auto bellyThenCord = [](float t) {
        return t < 0.6F ? vec2(20, 15) : t < 0.7F ? vec2(20, 15) * (1 - 8 * (t - 0.6F)) : vec2(4, 3);
    };
    NewBody source{"three", "test", "", {}};
    source.structures.push_back(test::structure("corded", test::tube({0, 0, 500}, 300, bellyThenCord)));
    source.structures.push_back(test::structure(
        "sheet", test::tube({0, 200, 500}, 200, [](float t) { return vec2(60, t < 0.5F ? 6.0F : 1.2F); })));
    source.structures.push_back(test::structure("bone", test::tube({0, 400, 500}, 300, bellyThenCord), System::bone));
    const auto body = written(folder, std::move(source));
    const auto mean = [&](std::string_view key, float from, float to) {
        const Structure& s = body->structure(body->find(key).value());
        double sum = 0, n = 0;
        for (const PackedVertex& v : body->vertices(s.levels[0])) {
            const float u = s.frame.address(body->position(v)).x;
            if (u >= from && u <= to) {
                sum += v.tendon;
                ++n;
            }
        }
        return sum / n;
    };
    EXPECT_LT(mean("corded", 0.1F, 0.55F), 5);
    EXPECT_GT(mean("corded", 0.75F, 1.0F), 240);
    EXPECT_LT(mean("sheet", 0.0F, 1.0F), 40);
    EXPECT_EQ(mean("bone", 0.0F, 1.0F), 0);
}

TEST(Writer, rayFindsStructuresWithAndWithoutAnIndex) {
    TestFolder folder;
    const auto body = written(folder, test::smallBody());
    const geometry::Ray ray{{-500, 10, 350}, {1, 0, 0}};
    const auto hits = body->hitsWithoutIndex(ray);
    const auto index = body->buildRayIndex();
    ASSERT_TRUE(index);
    const auto indexed = index->allHits(ray);
    ASSERT_EQ(hits.size(), 4U);
    ASSERT_EQ(indexed.size(), 4U);
    for (size_t i = 0; i < 4; ++i) {
        EXPECT_EQ(hits[i].at.part, indexed[i].at.part);
        EXPECT_NEAR(hits[i].distanceMm, indexed[i].distanceMm, 0.01);
    }
    EXPECT_EQ(body->structure(hits[0].at.part).key, "right_calf");
    Progress cancelled;
    cancelled.cancel();
    EXPECT_FALSE(body->buildRayIndex(&cancelled));
}

}  // namespace myochart::body
