#include "teaching/quiz_score.h"

#include <gtest/gtest.h>

#include <limits>

namespace myochart::teaching {

TEST(QuizScore, aChoiceIsWorthOneOrNothing) {
    EXPECT_EQ(scoreOfChoice(true), (Score{1, true}));
    EXPECT_EQ(scoreOfChoice(false), (Score{0, false}));
}

TEST(QuizScore, aPlaceByItsDistanceMuscleLayerAndSide) {
    EXPECT_NEAR(scoreOfPlace({10, true, true, true, true}).points, 1, 1e-12) << "nearer than points are placed is no better";
    EXPECT_NEAR(scoreOfPlace({0, true, true, true, true}).points, 1, 1e-12);
    EXPECT_NEAR(scoreOfPlace({30, true, true, true, true}).points, 0.7, 1e-12) << "0.6 times a half, and 0.4";
    EXPECT_TRUE(scoreOfPlace({30, true, true, true, true}).right);
    EXPECT_FALSE(scoreOfPlace({30.1, true, true, true, true}).right);
    EXPECT_NEAR(scoreOfPlace({50, true, true, true, true}).points, 0.4, 1e-12);
    EXPECT_NEAR(scoreOfPlace({900, true, false, false, false}).points, 0, 1e-12);
    EXPECT_NEAR(scoreOfPlace({20, true, false, true, true}).points, 0.6 * 0.75 + 0.2, 1e-12);
    EXPECT_EQ(scoreOfPlace({0, true, true, true, false}), Score{}) << "the same muscle of the other side";
    EXPECT_FALSE(scoreOfPlace({20, true, false, true, true}).right) << "another muscle";
    EXPECT_NEAR(scoreOfPlace({10, true, true, false, true}).points, 0.8, 1e-12) << "another layer";
}

TEST(QuizScore, aDrawingByTheHarmonicMeanOfItsShares) {
    EXPECT_NEAR(scoreOfDrawing({1, 1}).points, 1, 1e-12);
    EXPECT_NEAR(scoreOfDrawing({0.5, 1}).points, 2.0 / 3, 1e-12);
    EXPECT_NEAR(scoreOfDrawing({0.4, 0.6}).points, 0.48, 1e-12);
    EXPECT_FALSE(scoreOfDrawing({0.4, 0.6}).right);
    EXPECT_TRUE(scoreOfDrawing({0.5, 0.5}).right);
    EXPECT_EQ(scoreOfDrawing({0, 0}).points, 0);
    EXPECT_LT(scoreOfDrawing({1, 0.1}).points, 0.2) << "the whole body painted over is no answer";
}

TEST(QuizScore, aNeedleByItsWayInTheTargetAndByWhatLiesNearest) {
    EXPECT_NEAR(scoreOfNeedle({8, 10.0}).points, 1, 1e-12);
    EXPECT_NEAR(scoreOfNeedle({4, 10.0}).points, 0.5, 1e-12);
    EXPECT_NEAR(scoreOfNeedle({8, 5.0}).points, 0.5, 1e-12);
    EXPECT_NEAR(scoreOfNeedle({4, 5.0}).points, 0.25, 1e-12);
    EXPECT_EQ(scoreOfNeedle({20, 0.0}).points, 0) << "a hazard is met";
    EXPECT_EQ(scoreOfNeedle({20, -3.0}).points, 0);
    EXPECT_FALSE(scoreOfNeedle({20, 0.0}).right);
    EXPECT_EQ(scoreOfNeedle({0, std::nullopt}).points, 0) << "beside the target nothing is worth anything";
}

TEST(QuizScore, aNeedleNearAHazardOrBehindBoneOrThroughNoSkinIsNeverRight) {
    EXPECT_TRUE(scoreOfNeedle({8, 10.0}).right);
    EXPECT_FALSE(scoreOfNeedle({20, 9.9}).right) << "between a hazard and how far off one keeps";
    EXPECT_EQ(scoreOfNeedle({20, 20.0, false, false}).points, 0) << "through no skin";
    EXPECT_EQ(scoreOfNeedle({20, 20.0, true, true}).points, 0) << "behind bone";
    EXPECT_FALSE(scoreOfNeedle({20, std::nullopt, true, true}).right);
}

TEST(QuizScore, whatIsNoNumberIsWorthNothing) {
    const double none = std::numeric_limits<double>::quiet_NaN();
    EXPECT_NEAR(scoreOfPlace({none, true, true, true, true}).points, 0.4, 1e-12);
    EXPECT_EQ(scoreOfDrawing({none, 1}).points, 0);
    EXPECT_EQ(scoreOfNeedle({none, 5.0}).points, 0);
}

}  // namespace myochart::teaching
