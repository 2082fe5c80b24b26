#include "ui/structure_search.h"

#include <gtest/gtest.h>

#include "frame_rig.h"

namespace myochart::ui {

TEST(StructureSearch, aSideInTheQueryIsMeant) {
    test::FrameRig rig;
    const auto right = findStructures(*rig.ws().body(), rig.ws().catalogue(), "right soleus");
    ASSERT_FALSE(right.empty());
    EXPECT_EQ(rig.ws().body()->structure(right[0].structure).key, "right_soleus");
    for (const auto& found : right) EXPECT_NE(rig.ws().body()->structure(found.structure).side, Side::left);
}

TEST(StructureSearch, findsBothSidesOnceEachAndStructuresThatAreNoMuscles) {
    test::FrameRig rig;
    const auto both = findStructures(*rig.ws().body(), rig.ws().catalogue(), "soleus");
    EXPECT_EQ(both.size(), 2U);
    const auto bone = findStructures(*rig.ws().body(), rig.ws().catalogue(), "tibia");
    ASSERT_FALSE(bone.empty());
    EXPECT_EQ(rig.ws().body()->structure(bone[0].structure).key, "left_tibia");
    EXPECT_TRUE(findStructures(*rig.ws().body(), rig.ws().catalogue(), "  ").empty());
    EXPECT_TRUE(findStructures(*rig.ws().body(), rig.ws().catalogue(), "qqqqqqqq").empty());
}

TEST(StructureSearch, aComplaintFindsItsMusclesAndSaysWhatToScreenFor) {
    test::FrameRig rig;
    const auto found = findStructures(*rig.ws().body(), rig.ws().catalogue(), "calf strain");
    ASSERT_FALSE(found.empty());
    EXPECT_EQ(rig.ws().body()->structure(found[0].structure).muscleKey, "soleus");
    EXPECT_FALSE(found[0].screenFirst.empty());
    EXPECT_TRUE(findStructures(*rig.ws().body(), rig.ws().catalogue(), "soleus")[0].screenFirst.empty());
    rig.click("search");
    rig.type("calf strain");
    rig.pass();
    EXPECT_TRUE(rig.has("search.screenFirst"));
    EXPECT_LT(rig.rect("search.screenFirst").max.y, rig.rect("search.row.0").min.y + 1) << "before the muscles";
}

TEST(StructureSearch, theSideOfTheVisitComesFirst) {
    test::FrameRig rig;
    const auto first = [&](Side side) {
        return rig.ws().body()->structure(findStructures(*rig.ws().body(), rig.ws().catalogue(), "soleus", 12, side)[0].structure).key;
    };
    EXPECT_EQ(first(Side::left), "left_soleus");
    EXPECT_EQ(first(Side::right), "right_soleus");
}

}  // namespace myochart::ui
