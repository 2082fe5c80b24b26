#include "needle/hazards.h"

#include <gtest/gtest.h>

#include <random>

#include "geometry/segment_index.h"
#include "places/danger.h"
#include "places/trigger_places.h"
#include "needle/on_builtin_body.h"
#include "support/sample_body.h"

namespace myochart::needle {

namespace {

using anatomy::Danger;

const anatomy::Catalogue& shipped() { return test::catalogue(); }

struct NeedleHazards : OnTheBuiltInBody {};

}  // namespace

TEST_F(NeedleHazards, distancesAgreeWithEveryTriangle) {
    std::vector<geometry::TriMesh> meshes;
    std::vector<std::uint32_t> structures;
    for (std::uint32_t i = 0; i < body.structures().size(); ++i)
        if (places::dangerOf(body.structure(i)) != Danger::none) meshes.push_back(body.mesh(i)), structures.push_back(i);
    ASSERT_GT(structures.size(), 20U);
    std::mt19937 random(5);
    std::uniform_real_distribution<float> unit(-1, 1);
    size_t compared = 0;
    for (int i = 0; i < 25; ++i) {
        const size_t of = random() % structures.size();
        const vec3 entry = body.structure(structures[of]).bounds.centre() + vec3(unit(random), unit(random), unit(random)) * 40.0F;
        const auto shaft = shaftFrom(entry, {unit(random), unit(random), unit(random) + 0.01F}, 40);
        ASSERT_TRUE(shaft);
        const auto near = hazards().near(*shaft, rays());
        for (size_t k = 0; k < structures.size(); ++k) {
            double best = 1e18;
            const geometry::MeshView mesh(meshes[k]);
            for (size_t t = 0; t < mesh.triangleCount(); ++t)
                best = std::min(best, geometry::nearestToSegment({shaft->entry, shaft->tip()}, mesh.corner(t, 0), mesh.corner(t, 1), mesh.corner(t, 2)).distance2);
            if (best > static_cast<double>(kAroundMm * kAroundMm) * 0.99) continue;
            const auto at = std::find_if(near.begin(), near.end(), [&](const Hazard& each) { return each.structure == structures[k]; });
            ASSERT_NE(at, near.end()) << body.structure(structures[k]).key;
            EXPECT_NEAR(static_cast<double>(at->distanceMm), std::sqrt(best), 0.05);
            ++compared;
        }
    }
    EXPECT_GT(compared, 25U);
}

TEST_F(NeedleHazards, aSchematicCourseIsMetWithinItsUncertainty) {
    const auto nerve = std::find_if(body.structures().begin(), body.structures().end(), [](const body::Structure& each) { return each.key.find("left_sciatic") != std::string::npos; });
    ASSERT_NE(nerve, body.structures().end());
    const vec3 middle = nerve->bounds.centre();
    // Past it at a distance, from behind.
    for (const float aside : {0.0F, 200.0F}) {
        const auto shaft = shaftFrom(middle + vec3(aside, 120, 0), {0, -1, 0}, 150);
        const auto near = hazards().near(*shaft, rays());
        const auto at = std::find_if(near.begin(), near.end(), [&](const Hazard& each) { return each.structure && &body.structure(*each.structure) == &*nerve; });
        if (aside > 100) {
            EXPECT_EQ(at, near.end());
            continue;
        }
        ASSERT_NE(at, near.end());
        EXPECT_TRUE(at->schematic);
        EXPECT_GE(at->uncertaintyMm, 3);
        EXPECT_EQ(at->danger, Danger::nerve);
    }
}

TEST_F(NeedleHazards, theWallOfTheChestIsALungAndTheFirstHazardOnTheWayIn) {
    const auto lung = std::find_if(body.structures().begin(), body.structures().end(), [](const body::Structure& each) { return places::dangerOf(each) == Danger::lung && each.side == Side::left; });
    ASSERT_NE(lung, body.structures().end()) << "the built-in body has lungs";
    const vec3 middle = lung->bounds.centre();
    Path path;
    for (float behind = 250; behind > 40 && !path.fromSkin; behind -= 20) path = pathOf(body, rays(), *shaftFrom(middle + vec3(0, behind, 0), {0, -1, 0}, 120));
    ASSERT_TRUE(path.fromSkin);
    const auto first = hazards().firstOnWay(path.shaft, rays());
    ASSERT_TRUE(first);
    EXPECT_GT(*first, 5) << "not at the skin";
    EXPECT_LT(*first, 90);
    const auto near = hazards().near(path.shaft, rays());
    ASSERT_FALSE(near.empty());
    EXPECT_TRUE(near.front().isMet());
    EXPECT_TRUE(std::any_of(near.begin(), near.end(), [](const Hazard& each) { return each.danger == Danger::lung && each.isMet(); }));
}

TEST_F(NeedleHazards, theConeIsEvenAndEachOfItsWaysIsThatOfANeedle) {
    const auto shaft = shaftFrom({60, 40, 1300}, {0.2F, -1, 0.1F}, 30);
    const auto ways = coneOf(hazards(), rays(), *shaft, glm::radians(60.0F));
    ASSERT_EQ(ways.size(), 500U);
    EXPECT_NEAR(glm::dot(ways.front().direction, shaft->direction), 1, 1e-5F);
    size_t inner = 0;
    for (const ConeWay& way : ways) {
        const float cosine = glm::dot(way.direction, shaft->direction);
        EXPECT_GE(cosine, 0.5F - 1e-4F);
        EXPECT_NEAR(glm::length(way.direction), 1, 1e-5F);
        inner += cosine > 0.75F;
    }
    EXPECT_NEAR(static_cast<double>(inner), 250, 10) << "half of the cone's area, half of the ways";
    for (const size_t i : {0U, 100U, 499U}) {
        Shaft way = *shaft;
        way.direction = ways[i].direction;
        EXPECT_EQ(ways[i].firstHazardMm, hazards().firstOnWay(way, rays()));
    }
}

TEST_F(NeedleHazards, aNeedleToAChartedPointGoesInThroughTheSkinAndIntoItsMuscle) {
    places::SkinWay skinWay(body);
    size_t asked = 0, inSkin = 0, inMuscle = 0;
    for (const char* muscle : {"upper_trapezius", "infraspinatus", "soleus", "pectoralis_major_sternocostal", "gluteus_medius", "biceps_brachii_short", "quadratus_lumborum", "rhomboid_major", "splenius_capitis"})
        for (const Side side : {Side::left, Side::right})
            for (const places::TriggerPlace& place : places::triggerPlaces(body, shipped(), muscle, side)) {
                const auto shaft = shaftFrom(place.position, firstDirection(skinWay, place.position, place.normal), 60);
                ASSERT_TRUE(shaft);
                const Path path = pathOf(body, rays(), *shaft);
                ++asked;
                inSkin += path.fromSkin;
                inMuscle += lengthIn(path, body.structuresOf(muscle, side)) > 1;
                EXPECT_LE(path.movedMm, 0.5F) << place.structureKey << ": the skin lies before the place";
            }
    EXPECT_GT(asked, 25U);
    EXPECT_GE(inSkin, asked - 1) << "all but one at most";
    EXPECT_GE(inMuscle * 10, asked * 9);
}

TEST_F(NeedleHazards, theWallOfTheChestIsSeenBesideTheShaftToo) {
    const auto shaft = shaftFrom({74.829F, 5.286F, 1287.313F}, {-0.2010F, -0.3816F, -0.4873F}, 40);
    const auto near = hazards().near(*shaft, rays());
    EXPECT_EQ(std::count_if(near.begin(), near.end(), [](const Hazard& each) { return each.isWall; }), 1) << "one wall, of many muscles";
}

TEST_F(NeedleHazards, noFirstHazardLiesBeforeTheSkin) {
    std::mt19937 random(17);
    std::uniform_real_distribution<float> unit(-1, 1);
    for (int i = 0; i < 300; ++i) {
        const vec3 entry = body.bounds().centre() + vec3(unit(random), unit(random), unit(random)) * body.bounds().size() * 0.5F;
        const auto first = hazards().firstOnWay(*shaftFrom(entry, {unit(random), unit(random), unit(random) + 0.01F}, 30), rays());
        EXPECT_GE(first.value_or(0), 0);
    }
}

TEST_F(NeedleHazards, itAlwaysSaysWhatCouldNotBeLookedAt) {
    EXPECT_GE(hazards().notChecked().size(), 2U) << "no body holds everything";
    EXPECT_NE(statement().find("none clears a needle"), std::string::npos);
}

}  // namespace myochart::needle
