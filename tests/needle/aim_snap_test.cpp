#include "needle/aim_snap.h"

#include <gtest/gtest.h>

#include <array>
#include <cmath>

namespace myochart::needle {

namespace {

const vec3 kOutward(0, -1, 0);

/// Leaning `degrees` away from straight in, towards the head.
vec3 leaning(float degrees) { return {0, std::cos(glm::radians(degrees)), std::sin(glm::radians(degrees))}; }

}  // namespace

TEST(AimSnap, TakesWhatIsNearAndNothingElse) {
    const auto straight = snapped(leaning(2), {}, kOutward, {}, {});
    ASSERT_TRUE(straight);
    EXPECT_EQ(straight->direction, -kOutward);
    EXPECT_EQ(straight->word, "straight in");
    EXPECT_FALSE(snapped(leaning(20), {}, kOutward, {}, {}));
    const auto half = snapped(leaning(43.5F), {}, kOutward, {}, {});
    ASSERT_TRUE(half);
    EXPECT_NEAR(glm::length(half->direction - leaning(45)), 0, 1e-5);
    EXPECT_EQ(half->word, "45\xC2\xB0 to the skin");
    const auto flat = snapped(leaning(61), {}, kOutward, {}, {});
    ASSERT_TRUE(flat) << "30 degrees to the skin are 60 from straight in";
    EXPECT_NEAR(glm::length(flat->direction - leaning(60)), 0, 1e-5);
}

TEST(AimSnap, GoesTowardsALandmarkWithinReachAndAlongARib) {
    const vec3 entry(10, 20, 30);
    const std::array marks = {AimMark{"left acromion", entry + leaning(20) * 80.0F}, AimMark{"far", entry + leaning(70) * 400.0F}};
    const auto towards = snapped(leaning(21), entry, kOutward, marks, {});
    ASSERT_TRUE(towards);
    EXPECT_NEAR(glm::length(towards->direction - leaning(20)), 0, 1e-5);
    EXPECT_EQ(towards->word, "towards left acromion");
    EXPECT_FALSE(snapped(leaning(70), entry, kOutward, marks, {})) << "too far away to be meant";
    // A rib that faces back and a little up: along it is across that.
    const vec3 rib = glm::normalize(vec3(0, -1, 0.2F));
    const auto along = snapped(glm::normalize(vec3(0, 0.22F, 1)), {}, kOutward, {}, rib);
    ASSERT_TRUE(along);
    EXPECT_NEAR(glm::dot(along->direction, rib), 0, 1e-5);
    EXPECT_NEAR(glm::length(along->direction), 1, 1e-5);
}

}  // namespace myochart::needle
