#include "places/place_trigger_points.h"

#include <gtest/gtest.h>

#include <map>
#include <set>

#include "places/place_search.h"
#include "support/builtin_body.h"
#include "support/sample_body.h"

namespace myochart::places {

using namespace test;

namespace {

struct Charted {
    const anatomy::TriggerPoint* point;
    Side side;
    PlacedTriggerPoint placed;
};

/// Every point that could be placed, and the keys of those whose muscle the body lacks.
struct All {
    std::vector<Charted> placed;
    std::set<std::string> missing;
};

const All& all() {
    static const All everything = [] {
        All made;
        LandmarkFinder landmarks(builtinBody());
        for (const anatomy::TriggerPoint& point : catalogue().triggerPoints())
            for (const Side side : {Side::left, Side::right}) {
                if (point.rightOnly && side == Side::left) continue;
                auto placed = placeTriggerPoint(builtinBody(), landmarks, catalogue(), point, side);
                if (placed) made.placed.push_back({&point, side, *placed});
                else made.missing.insert(point.key);
            }
        return made;
    }();
    return everything;
}

vec3 placeOf(std::string_view key, Side side = Side::left) {
    for (const Charted& charted : all().placed)
        if (charted.point->key == key && charted.side == side) return charted.placed.place.anchor.position;
    ADD_FAILURE() << key;
    return vec3(0);
}

vec3 landmark(std::string_view key, Side side = Side::left) {
    LandmarkFinder finder(builtinBody());
    const auto found = finder.find(key, side);
    EXPECT_TRUE(found) << key;
    return found ? found->position : vec3(0);
}

bool isOf(const std::string& structureMuscle, const anatomy::TriggerPoint& point) {
    if (structureMuscle == point.muscleKey) return true;
    const auto wholes = catalogue().wholesOf(point.muscleKey);
    const anatomy::TriggerPlace* told = catalogue().triggerPlace(point.key);
    return std::find(wholes.begin(), wholes.end(), structureMuscle) != wholes.end() || (told && told->heldBy == structureMuscle);
}

}  // namespace

TEST(PlaceTriggerPoints, everyPointOfTheCatalogueIsOnTheBodyOnBothSides) {
    EXPECT_EQ(all().missing, std::set<std::string>());
    EXPECT_EQ(all().placed.size(), 2 * catalogue().triggerPoints().size() - 1) << "one is charted on the right only";
}

TEST(PlaceTriggerPoints, eachLiesOnItsMuscleOnItsSideFacingTheFinger) {
    const float middle = midplaneX(builtinBody());
    for (const auto& [point, side, placed] : all().placed) {
        SCOPED_TRACE(point->key + " " + std::string(name(side)));
        const auto index = builtinBody().find(placed.place.anchor.structureKey);
        ASSERT_TRUE(index);
        const body::Structure& structure = builtinBody().structure(*index);
        EXPECT_TRUE(isOf(structure.muscleKey, *point)) << structure.key;
        EXPECT_TRUE(structure.side == side || structure.side == Side::midline);
        const auto nearest = geometry::nearestOn(builtinBody().mesh(*index), *index, placed.place.anchor.position, 20);
        ASSERT_TRUE(nearest);
        EXPECT_LT(nearest->distanceMm, 5);
        EXPECT_EQ(placed.place.anchor.position.x > middle, side == Side::left);
        EXPECT_GT(glm::dot(placed.place.anchor.normal, placed.approach), 0.2F);
        EXPECT_FALSE(placed.byFractions);
        EXPECT_LT(placed.asideMm, 5) << "the place the table tells lies beside the muscle";
    }
}

TEST(PlaceTriggerPoints, leftAndRightMirrorEachOther) {
    const float middle = midplaneX(builtinBody());
    for (const auto& [point, side, placed] : all().placed) {
        if (side == Side::right || point->rightOnly) continue;
        const vec3 left = placed.place.anchor.position, right = placeOf(point->key, Side::right);
        EXPECT_LT(glm::distance(left, vec3(2 * middle - right.x, right.y, right.z)), 15) << point->key;
    }
}

TEST(PlaceTriggerPoints, infraspinatusLiesBelowTheScapularSpineOnTheBack) {
    for (int i = 1; i <= 4; ++i) {
        const vec3 p = placeOf("infraspinatus_trp" + std::to_string(i));
        EXPECT_LT(p.z, landmark("acromion_tip").z - 30);
        EXPECT_GT(p.z, landmark("scapula_inferior_angle").z + 20);
    }
    EXPECT_GT(placeOf("infraspinatus_trp2").x, placeOf("infraspinatus_trp1").x + 10) << "the second is the lateral one";
    EXPECT_LT(placeOf("infraspinatus_trp3").z, placeOf("infraspinatus_trp2").z - 5);
    EXPECT_LT(placeOf("infraspinatus_trp4").x, placeOf("infraspinatus_trp2").x - 10) << "by the medial border";
}

TEST(PlaceTriggerPoints, gluteusMediusLiesJustBelowTheCrestFromBackToFront) {
    const float crest = landmark("iliac_crest_top").z;
    for (int i = 1; i <= 3; ++i) {
        const float z = placeOf("gluteus_medius_trp" + std::to_string(i)).z;
        EXPECT_LT(z, crest - 10);
        EXPECT_GT(z, crest - 80);
    }
    EXPECT_GT(placeOf("gluteus_medius_trp1").y, placeOf("gluteus_medius_trp2").y + 15);
    EXPECT_GT(placeOf("gluteus_medius_trp2").y, placeOf("gluteus_medius_trp3").y + 15);
}

TEST(PlaceTriggerPoints, orderFollowsTheCharts) {
    EXPECT_GT(placeOf("sternocleidomastoid_sternal_trp1").z, placeOf("sternocleidomastoid_sternal_trp2").z);
    EXPECT_GT(placeOf("sternocleidomastoid_sternal_trp3").z, placeOf("sternocleidomastoid_sternal_trp4").z);
    EXPECT_GT(placeOf("sternocleidomastoid_clavicular_trp3").x, placeOf("sternocleidomastoid_sternal_trp4").x) << "the clavicular head is lateral";
    EXPECT_GT(placeOf("quadratus_lumborum_trp1").z, placeOf("quadratus_lumborum_trp2").z + 30);
    EXPECT_GT(placeOf("quadratus_lumborum_trp1").x, placeOf("quadratus_lumborum_trp3").x + 5) << "superficial ones are lateral";
    EXPECT_GT(placeOf("rectus_abdominis_trp1").z, placeOf("rectus_abdominis_trp2").z);
    EXPECT_GT(placeOf("rectus_abdominis_trp2").z, placeOf("rectus_abdominis_trp3").z);
    EXPECT_LT(placeOf("upper_trapezius_trp1").y, placeOf("upper_trapezius_trp2").y) << "the first is on the front border";
    const float piriformis1 = placeOf("piriformis_trp1").x, piriformis2 = placeOf("piriformis_trp2").x;
    EXPECT_GT(piriformis2, piriformis1 + 25);
    EXPECT_LT(piriformis2, landmark("greater_trochanter").x);
    EXPECT_GT(placeOf("gastrocnemius_lateral_trp2").x, placeOf("gastrocnemius_medial_trp1").x + 15);
}

TEST(PlaceTriggerPoints, aBodyWithoutTheBonesFallsBackToFractions) {
    const auto body = sampleBody();
    LandmarkFinder landmarks(*body);
    const auto placed = placeTriggerPoint(*body, landmarks, catalogue(), *catalogue().triggerPointsOf("soleus").front(), Side::left);
    ASSERT_TRUE(placed);
    EXPECT_TRUE(placed->byFractions);
    EXPECT_EQ(placed->place.anchor.structureKey, "left_soleus");
}

TEST(PlaceTriggerPoints, rightOnlyAndMissingMusclesAreToldInASentence) {
    LandmarkFinder landmarks(builtinBody());
    const auto pointNamed = [&](std::string_view key) {
        const auto& points = catalogue().triggerPoints();
        return *std::find_if(points.begin(), points.end(), [&](const auto& point) { return point.key == key; });
    };
    const auto left = placeTriggerPoint(builtinBody(), landmarks, catalogue(), pointNamed("pectoralis_major_sternocostal_trp6"), Side::left);
    ASSERT_FALSE(left);
    EXPECT_EQ(left.error().message, "That point is charted on the right side only.");
    const auto calves = sampleBody();
    LandmarkFinder none(*calves);
    const auto missing = placeTriggerPoint(*calves, none, catalogue(), pointNamed("sternalis_trp1"), Side::right);
    ASSERT_FALSE(missing);
    EXPECT_EQ(missing.error().message, "This body has no right sternalis.");
}

}  // namespace myochart::places
