#include "needle/drawn_needle.h"

#include <gtest/gtest.h>

#include "needle/layers.h"
#include "support/sample_body.h"

namespace myochart::needle {

namespace {

using body::System;
using test_layers::box;
using test_layers::Layers;

Layers overAKidney() {
    return Layers({box("skin", System::skin, 0, -300), box("muscle", System::muscle, -8, -20), box("kidney", System::organ, -40, -90)});
}

}  // namespace

TEST(DrawnNeedle, aHazardThatIsMetOrNearIsNamedWithTheLayersAndAtTheFoot) {
    const Layers layers = overAKidney();
    const HazardIndex hazards(*layers.body, test::catalogue());
    const auto asked = [&](float depth, const Lift& lift = {}) { return passageOf(*layers.body, *layers.rays, hazards, *shaftFrom({1, 2, 0}, {0, 0, -1}, depth), lift); };
    const Passage met = asked(50), near = asked(34), far = asked(20);
    ASSERT_EQ(hazardNamesOf(*layers.body, met).size(), 1U);
    EXPECT_EQ(hazardNamesOf(*layers.body, met).front().text, "met: kidney 40");
    EXPECT_NEAR(hazardNamesOf(*layers.body, met).front().at.z, -40, 0.1);
    ASSERT_EQ(hazardNamesOf(*layers.body, near).size(), 1U);
    EXPECT_EQ(hazardNamesOf(*layers.body, near).front().text, "kidney, 6 mm beside");
    EXPECT_TRUE(hazardNamesOf(*layers.body, far).empty());
    EXPECT_EQ(hazardSentencesOf(*layers.body, met, {}), std::vector<std::string>{"Hazards met or within 10 mm: met: kidney 40."});
    EXPECT_EQ(hazardSentencesOf(*layers.body, far, {}), std::vector<std::string>{"Hazards met or within 10 mm: none of those modelled."});
}

TEST(DrawnNeedle, theGripIsToldWithTheFirstHazardWithoutIt) {
    const Layers layers = overAKidney();
    const HazardIndex hazards(*layers.body, test::catalogue());
    const Shaft shaft = *shaftFrom({1, 2, 0}, {0, 0, -1}, 20);
    const Passage held = passageOf(*layers.body, *layers.rays, hazards, shaft, *liftFrom(15, {*layers.body->find("muscle")}));
    const auto sentences = hazardSentencesOf(*layers.body, held, withoutGrip(*layers.body, *layers.rays, hazards, shaft));
    ASSERT_EQ(sentences.size(), 2U);
    EXPECT_EQ(sentences.back(), "Pincer grip: lifted by 15 mm. Without it the first hazard comes at 40 mm.");
}

}  // namespace myochart::needle
