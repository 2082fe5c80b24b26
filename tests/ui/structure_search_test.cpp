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

}  // namespace myochart::ui
