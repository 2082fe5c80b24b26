#include "needle/points.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>

#include "core/files.h"
#include "core/text.h"
#include "needle/on_builtin_body.h"
#include "needle/published.h"
#include "support/sample_body.h"
#include "support/test_folder.h"

namespace myochart::needle {

namespace {

struct NeedlePoints : OnTheBuiltInBody {
    static const PointWays& points() {
        static const PointWays all = [] {
            Progress progress;
            return pointWays(bodyWithCourses(), rays(), hazards(), test::catalogue(), progress);
        }();
        return all;
    }
    static const PointWay& way(std::string_view key, Side side) {
        return *std::ranges::find_if(points().ways, [&](const PointWay& each) { return each.point->key == key && each.side == side; });
    }
};

}  // namespace

TEST(NeedleApproach, theTaughtWordsTurnTheFingersWay) {
    const vec3 forward{0, -1, 0}, down{0, 0, -1};
    const auto caudal = taughtDirection("caudal and medial toward lamina", Side::left, forward);
    ASSERT_TRUE(caudal);
    EXPECT_NEAR(glm::dot(*caudal, forward), std::cos(kTaughtTurn), 1e-4F);
    EXPECT_LT(caudal->z, -0.2F);
    EXPECT_LT(caudal->x, -0.2F) << "to the midline on the left";
    EXPECT_GT(taughtDirection("caudal and medial toward lamina", Side::right, forward)->x, 0.2F);
    const auto through = taughtDirection("front to back or back to front, away from ribs", Side::left, glm::normalize(vec3(0, -1, -0.5F)));
    ASSERT_TRUE(through);
    EXPECT_LT(through->y, -0.8F) << "of both the one that goes with the finger's way";
    for (const char* none : {"tangential, toward therapist's finger, never downward or medial", "away from groove", "tangential over rib", "avoid", "", "toward superior angle of scapula, away from ribs"})
        EXPECT_FALSE(taughtDirection(none, Side::left, forward)) << none;
    EXPECT_EQ(*taughtDirection("upward", Side::left, down), down) << "against the way itself it turns nothing";
}

TEST_F(NeedlePoints, everyChartedPointHasAWay) {
    EXPECT_EQ(points().ways.size(), 479U);
    EXPECT_TRUE(points().missing.empty());
    size_t fromSkin = 0, inMuscle = 0;
    for (const PointWay& each : points().ways) {
        EXPECT_NEAR(glm::length(each.approach.direction), 1, 1e-4F) << each.point->key;
        fromSkin += each.approach.fromSkin;
        inMuscle += each.targetFromMm.has_value();
        EXPECT_EQ(each.firstLifted.has_value() && !each.approach.pincer, false) << each.point->key;
        if (each.approach.basis != ApproachBasis::shortest) {
            EXPECT_FALSE(each.approach.words.empty());
            EXPECT_TRUE(each.approach.fromSkin);
        }
    }
    EXPECT_GE(fromSkin, 460U);
    EXPECT_GE(inMuscle, 460U);
}

TEST_F(NeedlePoints, theEntryLiesOnTheSkinAndTheWayLeadsToThePoint) {
    for (const PointWay& each : points().ways) {
        if (!each.approach.fromSkin) continue;
        EXPECT_LE(glm::distance(each.path.shaft.entry, each.approach.entry), 10) << each.point->key;
        EXPECT_TRUE(each.path.fromSkin) << each.point->key;
    }
}

TEST_F(NeedlePoints, whatIsTaughtIsFollowed) {
    EXPECT_TRUE(way("upper_trapezius_trp1", Side::left).approach.pincer);
    EXPECT_EQ(way("multifidus_lumbar_trp1", Side::left).approach.basis, ApproachBasis::taught);
    EXPECT_LT(way("multifidus_lumbar_trp1", Side::left).approach.direction.z, -0.1F) << "caudal";
    const PointWay& infraspinatus = way("infraspinatus_trp1", Side::right);
    ASSERT_TRUE(infraspinatus.boneMm && infraspinatus.targetFromMm);
    EXPECT_GT(*infraspinatus.boneMm, *infraspinatus.targetFromMm) << "toward the scapula";
}

TEST_F(NeedlePoints, leftAndRightAreAlike) {
    size_t alike = 0, pairs = 0;
    for (const PointWay& each : points().ways) {
        if (each.side != Side::left || !each.targetFromMm) continue;
        const PointWay& other = way(each.point->key, Side::right);
        if (!other.targetFromMm) continue;
        ++pairs;
        alike += std::abs(*each.targetFromMm - *other.targetFromMm) < 5;
    }
    EXPECT_GT(pairs, 200U);
    EXPECT_GE(alike * 10, pairs * 9);
}

TEST_F(NeedlePoints, everyDifferenceOverFiveMillimetresHasItsReason) {
    const auto rows = publishedBesideModel(body, rays(), hazards(), test::catalogue());
    EXPECT_GE(rows.size(), 10U);
    for (const Beside& row : rows) {
        EXPECT_FALSE(row.differs() && row.reason.empty()) << row.what;
        EXPECT_FALSE(row.publishedMm && row.source.empty()) << row.what;
        EXPECT_TRUE(row.source.empty() || test::catalogue().source(row.source)) << row.source;
        EXPECT_TRUE(row.modelMm) << row.what << " is not met on the model";
    }
}

TEST_F(NeedlePoints, thePageInTheDocsIsThatOfThisBody) {
    const std::string made = clearancePage(body, points(), publishedBesideModel(body, rays(), hazards(), test::catalogue()));
    if (const char* file = std::getenv("MYOCHART_PAGE")) std::ofstream(file) << made;  // to look at, or to take over
    const auto shipped = readTextFile(test::sourceFolder() / "docs/clearance.md", 1U << 20U);
    ASSERT_TRUE(shipped);
    const auto then = split(*shipped, '\n'), now = split(made, '\n');
    ASSERT_EQ(then.size(), now.size()) << "make it anew: myochart needle points --page docs/clearance.md";
    size_t other = 0;
    for (size_t i = 0; i < now.size(); ++i) other += then[i] != now[i];
    EXPECT_LE(other, now.size() / 20) << "make it anew: myochart needle points --page docs/clearance.md";  // another compiler may round otherwise
}

TEST_F(NeedlePoints, nothingOnThePageReadsAsLeave) {
    const std::string page = foldForSearch(clearancePage(body, points(), publishedBesideModel(body, rays(), hazards(), test::catalogue())));
    for (const char* word : {" safe ", " safely ", " is clear", " all clear", " ok ", " green "}) EXPECT_EQ(page.find(word), std::string::npos) << word;
    EXPECT_NE(page.find("none clears a needle"), std::string::npos);
}

}  // namespace myochart::needle
