#include "scene/regions.h"

#include <gtest/gtest.h>

#include "support/builtin_body.h"
#include "support/sample_body.h"

namespace myochart::scene {

using namespace test;

namespace {

Box boxOf(std::string_view words) {
    const auto frame = regionFrame(builtinBody(), catalogue(), words);
    EXPECT_TRUE(frame) << words;
    return frame ? frame->bounds : Box{};
}

std::string regionOfMiddle(std::string_view structureKey) {
    const auto index = builtinBody().find(structureKey);
    EXPECT_TRUE(index) << structureKey;
    const auto frame = regionAt(builtinBody(), builtinBody().structure(index.value_or(0)).bounds.centre());
    return frame ? std::string(frame->region->key) : "";
}

}  // namespace

TEST(Regions, everyRegionHasBoundsOnTheBuiltInBody) {
    EXPECT_GE(bodyRegions().size(), 16U);
    for (const BodyRegion& region : bodyRegions()) {
        const Box box = boxOf(region.key);
        EXPECT_GT(box.size().z, 60) << region.key;
        EXPECT_LT(box.size().z, 700) << region.key;
    }
}

TEST(Regions, theyFollowEachOtherFromHeadToToe) {
    const std::vector<std::string> keys = {"head", "neck", "upper_back", "low_back", "hip", "thigh", "knee", "leg", "foot"};
    for (size_t i = 1; i < keys.size(); ++i) EXPECT_LT(boxOf(keys[i]).centre().z, boxOf(keys[i - 1]).centre().z) << keys[i];
    EXPECT_GT(boxOf("shoulder").max.z, boxOf("upper_arm").centre().z);
    EXPECT_GT(boxOf("forearm").centre().z, boxOf("hand").centre().z);
}

TEST(Regions, wordsSidesAndSynonymsAreUnderstood) {
    const auto left = regionFrame(builtinBody(), catalogue(), "left shoulder");
    ASSERT_TRUE(left);
    EXPECT_EQ(left->side, Side::left);
    EXPECT_GT(left->bounds.centre().x, 60);
    EXPECT_LT(boxOf("shoulder right").centre().x, -60);
    EXPECT_NEAR(boxOf("shoulder").centre().x, 0, 10) << "both";
    EXPECT_EQ(regionFrame(builtinBody(), catalogue(), "Lumbar")->region->key, "low_back");
    EXPECT_EQ(regionFrame(builtinBody(), catalogue(), "left calf")->region->key, "leg");
    const auto none = regionFrame(builtinBody(), catalogue(), "elsewhere");
    ASSERT_FALSE(none);
    EXPECT_NE(none.error().message.find("low back"), std::string::npos);
    EXPECT_EQ(none.error().message.find("elsewhere"), std::string::npos) << "what was typed is not repeated";
}

TEST(Regions, structuresBelongToTheRegionTheyLieIn) {
    EXPECT_EQ(regionOfMiddle("left_soleus"), "leg");
    EXPECT_EQ(regionOfMiddle("left_vastus_intermedius"), "thigh");
    EXPECT_EQ(regionOfMiddle("left_patella"), "knee");
    EXPECT_EQ(regionOfMiddle("left_pronator_quadratus"), "forearm");
    EXPECT_EQ(regionOfMiddle("fifth_cervical_vertebra"), "neck");
    EXPECT_FALSE(regionAt(builtinBody(), {0, 0, 5000}));
}

TEST(Regions, aBodyWithoutBonesFramesItsMuscles) {
    const auto body = sampleBody();
    const auto frame = regionFrame(*body, catalogue(), "left leg");
    ASSERT_TRUE(frame);
    EXPECT_GT(frame->bounds.min.x, 0);
    EXPECT_FALSE(regionFrame(*body, catalogue(), "hand"));
}

}  // namespace myochart::scene
