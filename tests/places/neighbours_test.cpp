#include "places/neighbours.h"

#include "places/trigger_places.h"
#include "support/boxes.h"
#include "support/sample_body.h"
#include "support/test_folder.h"

namespace myochart::places {

TEST(Neighbours, whatTouchesComesFirstAndWhatIsFarIsLeftOut) {
    const myochart::test::TestFolder folder;
    const auto body = test::legs(folder / "b.cache");
    const auto found = neighboursOf(*body, 0);
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(body->structure(found[0].structure).key, "left_gastrocnemius");
    EXPECT_EQ(found[0].gapMm, 0) << "their faces lie on each other";
    EXPECT_TRUE(neighboursOf(*body, 3).empty());
}

TEST(TriggerPlaces, theChartedPointsLieOnTheMuscleOfThatSide) {
    const myochart::test::TestFolder folder;
    const auto body = test::legs(folder / "b.cache");
    const auto places = triggerPlaces(*body, test::catalogue(), "soleus", Side::right);
    ASSERT_FALSE(places.empty());
    EXPECT_LE(places.size(), test::catalogue().triggerPointsOf("soleus").size());
    for (const TriggerPlace& place : places) {
        EXPECT_EQ(place.structureKey, "right_soleus");
        EXPECT_LT(place.position.x, 0);
        EXPECT_EQ(place.point->muscleKey, "soleus");
    }
    EXPECT_TRUE(triggerPlaces(*body, test::catalogue(), "piriformis", Side::left).empty()) << "this body lacks it";
}

}  // namespace myochart::places
