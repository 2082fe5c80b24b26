#include "scene/pick.h"

#include <gtest/gtest.h>

#include <random>

#include "places/place.h"
#include "places/place_by_words.h"
#include "scene/under_skin.h"
#include "support/sample_body.h"

namespace myochart::scene {

using namespace test;

namespace {

std::vector<std::string> keysAlong(const body::Body& body, const geometry::RayIndex* rays, const geometry::Ray& ray, const ViewOptions& options = {}) {
    std::vector<std::string> keys;
    for (const auto& hit : pickAlong(body, rays, ray, options)) keys.push_back(body.structure(hit.at.part).key);
    return keys;
}

const geometry::Ray kThroughTheCalf{{82, 600, 380}, {0, -1, 0}};

}  // namespace

TEST(Pick, givesShownStructuresInOrderOnceEach) {
    const auto body = sampleBody();
    EXPECT_EQ(keysAlong(*body, nullptr, kThroughTheCalf),
              (std::vector<std::string>{"left_skin_of_leg", "left_medial_head_of_gastrocnemius", "left_soleus", "left_tibia"}));
    for (const auto& hit : pickAlong(*body, nullptr, kThroughTheCalf, {})) {
        EXPECT_TRUE(hit.entering);
        EXPECT_GT(hit.at.normal.y, 0) << "where the ray goes in";
    }
}

TEST(Pick, leavesOutWhatIsNotShown) {
    const auto body = sampleBody();
    ViewOptions options;
    options.layers[static_cast<size_t>(anatomy::Layer::skin)] = false;
    options.hidden = {*body->find("left_medial_head_of_gastrocnemius")};
    EXPECT_EQ(keysAlong(*body, nullptr, kThroughTheCalf, options), (std::vector<std::string>{"left_soleus", "left_tibia"}));
    options.isolated = {*body->find("left_tibia")};
    options.ghostOthers = true;
    EXPECT_EQ(keysAlong(*body, nullptr, kThroughTheCalf, options), std::vector<std::string>{"left_tibia"});
}

TEST(Pick, withAndWithoutIndexIsTheSame) {
    const auto body = sampleBody();
    const auto rays = body->buildRayIndex();
    ASSERT_TRUE(rays);
    std::mt19937 random(1);
    std::uniform_real_distribution<float> u(-1, 1);
    size_t met = 0;
    for (int i = 0; i < 300; ++i) {
        const vec3 from(u(random) * 300, 500, 700 + u(random) * 800), at(u(random) * 120, 40, 700 + u(random) * 800);
        const geometry::Ray ray{from, glm::normalize(at - from)};
        const auto keys = keysAlong(*body, &*rays, ray);
        EXPECT_EQ(keys, keysAlong(*body, nullptr, ray));
        met += keys.size();
    }
    EXPECT_GT(met, 100U);
}

TEST(PlaceAt, fillsTheAnchorForThisBody) {
    const auto body = sampleBody();
    const auto point = surfaceOf(*body, "left_soleus", {90, 60, 300}, {0, -1, 0});
    const places::Place place = places::placeAt(*body, catalogue(), point);
    EXPECT_EQ(place.anchor.structureKey, "left_soleus");
    EXPECT_EQ(place.anchor.bodyChecksum, body->checksum());
    EXPECT_EQ(place.anchor.position, point.position);
    EXPECT_EQ(place.anchor.triangle, point.triangle);
    EXPECT_EQ(place.anchor.address.muscleKey, "soleus");
    EXPECT_NEAR(place.anchor.address.u, 0.5F, 0.02F);
    EXPECT_EQ(place.anchor.errorRadiusMm, 0);
    EXPECT_GT(place.anchor.normal.y, 0.95F);
    EXPECT_EQ(place.muscle, "Soleus");
    EXPECT_EQ(place.side, Side::left);
    record::Marker marker;
    marker.id = record::MarkerId::make();
    marker.anchor = place.anchor;
    marker.muscle = place.muscle;
    marker.side = place.side;
    marker.sentence = place.sentence;
    EXPECT_EQ(record::faultIn(marker), "");
}

TEST(PlaceAt, sentencesAreAnatomical) {
    const auto body = sampleBody();
    const auto sentence = [&](const std::string& key, vec3 through, vec3 direction) {
        return places::placeAt(*body, catalogue(), surfaceOf(*body, key, through, direction)).sentence;
    };
    EXPECT_EQ(sentence("left_soleus", {90, 60, 220}, {-1, 0, 0}), "left soleus, lower third, lateral part");
    EXPECT_EQ(sentence("right_soleus", {-90, 60, 220}, {1, 0, 0}), "right soleus, lower third, lateral part");
    EXPECT_EQ(sentence("right_soleus", {-90, 60, 380}, {-1, 0, 0}), "right soleus, upper third, medial part");
    EXPECT_EQ(sentence("left_descending_part_of_trapezius", {150, 20, 1420}, {0, -1, 0}), "left upper trapezius, lateral third, posterior part");
    EXPECT_EQ(sentence("left_tibia", {88, 15, 200}, {0, 1, 0}), "left tibia, lower third, anterior part");
    EXPECT_EQ(sentence("body_of_sternum", {10, -95, 1300}, {0, 1, 0}), "body of sternum, upper third, left part, 10 mm left of the midline");
}

TEST(PlaceAt, structureThatIsNoMuscleKeepsItsOwnName) {
    const auto body = sampleBody();
    const places::Place place = places::placeAt(*body, catalogue(), surfaceOf(*body, "body_of_sternum", {0, -95, 1250}, {0, 1, 0}));
    EXPECT_EQ(place.muscle, "body of sternum");
    EXPECT_EQ(place.side, Side::midline);
    EXPECT_EQ(place.anchor.address.muscleKey, "");
}

TEST(PlaceNear, findsTheNearestShownSurface) {
    const auto body = sampleBody();
    ViewOptions options;
    options.layers[static_cast<size_t>(anatomy::Layer::skin)] = false;
    const auto place = placeNear(*body, catalogue(), {72, 112, 400}, std::nullopt, options);
    ASSERT_TRUE(place.ok());
    EXPECT_EQ(place->anchor.structureKey, "left_medial_head_of_gastrocnemius");
    EXPECT_NEAR(glm::distance(place->anchor.position, vec3(72, 106, 400)), 0, 0.5F);
    const auto deeper = placeNear(*body, catalogue(), {72, 112, 400}, body->find("left_tibia"), options);
    EXPECT_EQ(deeper->anchor.structureKey, "left_tibia");
}

TEST(PlaceNear, refusesPointsFarFromEverySurfaceAndHiddenBodies) {
    const auto body = sampleBody();
    EXPECT_FALSE(placeNear(*body, catalogue(), {0, 0, 9000}, std::nullopt, {}).ok());
    ViewOptions nothing;
    nothing.layers.fill(false);
    const auto place = placeNear(*body, catalogue(), {72, 112, 400}, std::nullopt, nothing);
    ASSERT_FALSE(place.ok());
    EXPECT_NE(place.error().message.find("show a layer"), std::string::npos);
    EXPECT_FALSE(placeNear(*body, catalogue(), {0, 0, 0}, 999U, {}).ok());
}

TEST(PlaceByAddress, comesBackToTheSameUAndVOnTheOuterFace) {
    const auto body = sampleBody();
    for (const Side side : {Side::left, Side::right})
        for (const float u : {0.25F, 0.5F, 0.75F})
            for (const float v : {0.3F, 0.5F, 0.7F}) {
                const auto place = places::placeByAddress(*body, catalogue(), {"gastrocnemius_medial", u, v, 0}, side);
                ASSERT_TRUE(place.ok()) << place.error().message;
                EXPECT_NEAR(place->anchor.address.u, u, 0.01F);
                EXPECT_NEAR(place->anchor.address.v, v, 0.01F);
                EXPECT_EQ(place->side, side);
                EXPECT_GT(place->anchor.position.y, 92) << "the soleus lies under the front face";
            }
}

TEST(PlaceByAddress, cornersBeyondTheStructureGiveItsNearestPoint) {
    const auto body = sampleBody();
    const auto place = places::placeByAddress(*body, catalogue(), {"soleus", 0, 0, 0}, Side::left);
    ASSERT_TRUE(place.ok());
    EXPECT_EQ(place->anchor.structureKey, "left_soleus");
    EXPECT_LT(place->anchor.address.u, 0.3F);
}

TEST(PlaceByAddress, saysWhatIsWrong) {
    const auto body = sampleBody();
    EXPECT_FALSE(places::placeByAddress(*body, catalogue(), {"no_such", 0.5F, 0.5F, 0}, Side::left).ok());
    EXPECT_FALSE(places::placeByAddress(*body, catalogue(), {"soleus", 1.5F, 0.5F, 0}, Side::left).ok());
    EXPECT_FALSE(places::placeByAddress(*body, catalogue(), {"soleus", std::nanf(""), 0.5F, 0}, Side::left).ok());
    EXPECT_EQ(places::placeByAddress(*body, catalogue(), {"piriformis", 0.5F, 0.5F, 0}, Side::left).error().message, "This body has no left piriformis.");
}

TEST(UnderSkin, aPointOfTheSkinIsChartedAsTheMuscleOrBoneUnderIt) {
    const auto body = sampleBody();
    const auto skin = surfaceOf(*body, "left_skin_of_leg", {72, 60, 400}, {0, -1, 0});
    const auto under = underSkin(*body, nullptr, skin, {});
    EXPECT_EQ(body->structure(under.part).key, "left_medial_head_of_gastrocnemius");
    EXPECT_EQ(places::placeAt(*body, catalogue(), under).side, Side::left);
    const auto rays = body->buildRayIndex();
    EXPECT_EQ(underSkin(*body, &*rays, skin, {}).part, under.part);
    ViewOptions without;
    without.hidden = {under.part};
    EXPECT_NE(underSkin(*body, nullptr, skin, without).part, under.part);
    const auto bone = surfaceOf(*body, "left_tibia", {88, 15, 280}, {0, 1, 0});
    EXPECT_EQ(underSkin(*body, nullptr, bone, {}).part, bone.part) << "a click on anything else stays";
}

}  // namespace myochart::scene
