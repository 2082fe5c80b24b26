#include <gtest/gtest.h>

#include "geometry/ray_index.h"
#include "places/landmarks.h"
#include "support/builtin_body.h"
#include "support/sample_body.h"

namespace myochart::places {

using namespace test;

namespace {

const LandmarkSet& landmarks() {
    static const LandmarkSet set = findLandmarks(builtinBody(), catalogue());
    return set;
}

vec3 at(std::string_view key, Side side = Side::left) {
    const FoundLandmark* mark = landmarks().find(key, side);
    EXPECT_NE(mark, nullptr) << key;
    return mark ? mark->position : vec3(0);
}

}  // namespace

TEST(Landmarks, everyRowOfTheTableIsFoundOnTheBuiltInBody) {
    for (const MissingLandmark& missing : landmarks().missing) ADD_FAILURE() << missing.why;
    size_t expected = 0;
    for (const anatomy::Landmark& row : catalogue().landmarks()) expected += row.paired ? 2 : 1;
    EXPECT_EQ(landmarks().found.size(), expected);
}

TEST(Landmarks, eachLiesOnTheSurfaceOfItsBone) {
    for (const FoundLandmark& mark : landmarks().found) {
        const auto nearest = geometry::nearestOn(builtinBody().mesh(mark.structure), mark.structure, mark.position, 10);
        ASSERT_TRUE(nearest) << mark.key;
        EXPECT_LT(nearest->distanceMm, 0.1F) << mark.key;
        EXPECT_NEAR(glm::length(mark.outward), 1, 1e-4) << mark.key;
    }
}

TEST(Landmarks, spinousProcessesFollowEachOtherDownTheBack) {
    std::vector<std::string> keys;
    for (int i = 2; i <= 7; ++i) keys.push_back("c" + std::to_string(i) + "_spinous");
    for (int i = 1; i <= 12; ++i) keys.push_back("t" + std::to_string(i) + "_spinous");
    for (int i = 1; i <= 5; ++i) keys.push_back("l" + std::to_string(i) + "_spinous");
    keys.emplace_back("s2_spinous");
    keys.emplace_back("coccyx_tip");
    for (size_t i = 1; i < keys.size(); ++i) {
        const float step = at(keys[i - 1], Side::midline).z - at(keys[i], Side::midline).z;
        EXPECT_GT(step, 8) << keys[i];
        EXPECT_LT(step, 100) << keys[i];
        EXPECT_LT(std::abs(at(keys[i], Side::midline).x - at("nasion", Side::midline).x), 6) << keys[i];
    }
}

TEST(Landmarks, leftAndRightMirrorEachOther) {
    const float middle = at("nasion", Side::midline).x;
    for (const anatomy::Landmark& row : catalogue().landmarks()) {
        if (!row.paired) continue;
        const vec3 left = at(row.key), right = at(row.key, Side::right);
        EXPECT_GT(left.x, middle) << row.key;
        EXPECT_LT(glm::distance(left, vec3(2 * middle - right.x, right.y, right.z)), 8) << row.key << ": the body itself is not quite even";
    }
}

TEST(Landmarks, lateralOnesLieLateralAndUpperOnesAbove) {
    EXPECT_GT(at("lateral_epicondyle").x, at("medial_epicondyle").x + 45);
    EXPECT_GT(at("lateral_femoral_epicondyle").x, at("medial_femoral_epicondyle").x + 60);
    EXPECT_GT(at("lateral_malleolus").x, at("medial_malleolus").x + 40);
    EXPECT_GT(at("radial_styloid").x, at("ulnar_styloid").x + 30);
    EXPECT_LT(at("lateral_malleolus").z, at("medial_malleolus").z) << "the fibula reaches lower";
    EXPECT_LT(at("asis").y, at("psis").y - 100);
    EXPECT_GT(at("asis").z, at("aiis").z + 20);
    EXPECT_GT(at("iliac_crest_top").z, at("asis").z + 30);
    EXPECT_GT(at("acromion_tip").x, at("coracoid").x + 20);
    EXPECT_LT(at("coracoid").y, at("acromion_tip").y - 20);
    EXPECT_GT(at("scapula_superior_angle").z, at("scapula_spine_root").z + 25);
    EXPECT_GT(at("scapula_spine_root").z, at("scapula_inferior_angle").z + 70);
    EXPECT_GT(at("tragus").y, at("nasion", Side::midline).y + 50);
    EXPECT_LT(at("mastoid_tip").z, at("tragus").z);
    EXPECT_GT(at("mastoid_tip").z, at("gonion").z);
}

TEST(Landmarks, proportionsAreThoseOfAGrownBody) {
    EXPECT_NEAR(glm::distance(at("asis"), at("asis", Side::right)), 238, 25);
    EXPECT_NEAR(glm::distance(at("acromion_tip"), at("acromion_tip", Side::right)), 340, 40);
    EXPECT_NEAR(at("l4_spinous", Side::midline).z, at("iliac_crest_top").z, 25) << "the line between the crests";
    EXPECT_NEAR(at("s2_spinous", Side::midline).z, at("psis").z, 25);
    EXPECT_NEAR(at("umbilicus", Side::midline).z, at("l3_spinous", Side::midline).z, 30);
}

TEST(Landmarks, aBodyWithoutTheBoneSaysWhichOneIsMissing) {
    const auto body = sampleBody();
    LandmarkFinder finder(*body);
    const auto found = finder.find("radial_styloid", Side::left);
    ASSERT_FALSE(found);
    EXPECT_EQ(found.error().message, "The landmark radial_styloid lies on the left radius, which this body lacks.");
    EXPECT_FALSE(finder.find("no_such_mark", Side::left));
    EXPECT_FALSE(finder.find("radial_styloid", Side::midline)) << "left or right must be said";
}

TEST(Landmarks, pointsBetweenLandmarksAreMirroredToo) {
    LandmarkFinder finder(builtinBody());
    const anatomy::LandmarkPoint told{"asis", "pubic_symphysis", 0.5, 10, 5, -3};
    const auto left = finder.point(told, Side::left), right = finder.point(told, Side::right);
    ASSERT_TRUE(left && right);
    EXPECT_NEAR(left->x - finder.midplane(), finder.midplane() - right->x, 9);
    EXPECT_NEAR(left->z, (at("asis").z + at("pubic_symphysis", Side::midline).z) / 2 - 3, 0.01);
}

TEST(Landmarks, directionsAreSaidInWords) {
    EXPECT_EQ(directionNamed("posterior", Side::left), vec3(0, 1, 0));
    EXPECT_EQ(directionNamed("lateral", Side::right), vec3(-1, 0, 0));
    EXPECT_NEAR(directionNamed("anterior lateral", Side::left)->x, 0.7071F, 1e-3F);
    EXPECT_FALSE(directionNamed("sideways", Side::left));
    EXPECT_FALSE(directionNamed("medial lateral", Side::left)) << "nowhere";
}

}  // namespace myochart::places
