#include "referral/rank.h"

#include <gtest/gtest.h>

#include <chrono>
#include <set>

#include "anatomy/csv_table.h"
#include "core/files.h"
#include "core/text.h"
#include "referral/pain.h"
#include "referral/red_flags.h"
#include "shipped_map.h"
#include "support/test_folder.h"

namespace myochart::referral {

namespace {

std::vector<std::string> firstMuscles(const ReferralMap& map, std::string_view regions, size_t count) {
    const auto pain = painted(map, regionsNamed(regions, Side::left));
    EXPECT_TRUE(pain.ok());
    const Ranking ranking = rank(map, *pain);
    std::vector<std::string> muscles;
    for (const size_t i : firstOfEachMuscle(ranking))
        if (muscles.size() < count) muscles.push_back(ranking.ranked[i].pattern->point->muscleKey);
    return muscles;
}

bool holds(const std::vector<std::string>& list, std::string_view key) { return std::find(list.begin(), list.end(), key) != list.end(); }

/// Averaged over the cases, of the muscles named (five at most count) the share that stands among the first five.
double shareFound(const ReferralMap& map) {
    const auto text = readTextFile(test::sharedFolder() / "knowledge/pattern_cases.csv", 1U << 20U);
    const auto table = anatomy::parseCsv("pattern_cases.csv", *text, {"key", "painted_regions", "muscles_expected"});
    EXPECT_TRUE(table.ok());
    double sum = 0;
    for (const anatomy::CsvRow& row : table->rows) {
        anatomy::RowReader reader(*table, row);
        const auto regions = reader.list("painted_regions"), named = reader.list("muscles_expected");
        std::string keys;
        for (const std::string& region : regions) keys += region + ",";
        const auto first = firstMuscles(map, keys, 5);
        const size_t most = std::min<size_t>(5, named.size());
        const auto found = static_cast<size_t>(std::count_if(named.begin(), named.end(), [&](const std::string& key) { return holds(first, key); }));
        sum += static_cast<double>(std::min(found, most)) / static_cast<double>(most);
    }
    return sum / static_cast<double>(table->rows.size());
}

}  // namespace

TEST(Rank, findsTheMusclesThatTextbooksName) {
    MYOCHART_NEED_SHARED("knowledge/pattern_cases.csv");
    const double byName = shareFound(namedMap()), onSkin = shareFound(builtinMap());
    std::printf("of the muscles named among the first five: by name %.1f %%, on the skin %.1f %%\n", 100 * byName, 100 * onSkin);
    EXPECT_GE(byName, 0.85);
    EXPECT_GE(onSkin, 0.85);
}

TEST(Rank, theTempleAndBehindTheEye) {
    for (const ReferralMap* map : {&namedMap(), &builtinMap()}) {
        const auto first = firstMuscles(*map, "temple,eye_orbit", 8);
        EXPECT_TRUE(holds(first, "temporalis") && holds(first, "upper_trapezius") && holds(first, "sternocleidomastoid_sternal"));
        EXPECT_TRUE(holds(first, "obliquus_capitis_inferior") || holds(first, "rectus_capitis_posterior_major"));
    }
}

TEST(Rank, theOuterLegIsGluteusMinimusBeforeANerveRoot) {
    for (const ReferralMap* map : {&namedMap(), &builtinMap()}) {
        const auto pain = painted(*map, regionsNamed("buttock_lower,thigh_lateral_mid,leg_lateral_mid,lateral_malleolus", Side::left));
        const Ranking ranking = rank(*map, *pain);
        ASSERT_FALSE(ranking.ranked.empty());
        EXPECT_EQ(ranking.ranked[0].pattern->point->muscleKey, "gluteus_minimus");
        for (const RankedNerve& nerve : ranking.nerves) EXPECT_FALSE(nerve.fitsBetter) << nerve.area->nerve->key;
    }
}

TEST(Rank, aNerveThatFitsBetterIsSaid) {
    const auto pain = painted(namedMap(), regionsNamed("thigh_lateral_upper,thigh_lateral_mid,thigh_lateral_lower", Side::right));
    const Ranking ranking = rank(namedMap(), *pain);
    ASSERT_FALSE(ranking.nerves.empty());
    EXPECT_EQ(ranking.nerves[0].area->nerve->key, "lat_fem_cutaneous");
    EXPECT_EQ(ranking.nerves[0].area->side, Side::right);
    EXPECT_TRUE(ranking.nerves[0].fitsBetter);
}

TEST(Rank, onlyTheSideThatHurtsIsListed) {
    const auto pain = painted(builtinMap(), regionsNamed("shoulder_posterior", Side::left));
    for (const Ranked& each : rank(builtinMap(), *pain).ranked) EXPECT_TRUE(each.pattern->side == Side::left || each.pattern->point->bilateral) << each.pattern->point->key;
}

TEST(Rank, everyRowSaysWhy) {
    const auto pain = painted(namedMap(), regionsNamed("lateral_epicondyle,thumb_dorsal", {}));
    const Ranking ranking = rank(namedMap(), *pain);
    for (const Ranked& each : ranking.ranked) {
        EXPECT_FALSE(each.why.empty()) << each.pattern->point->key;
        EXPECT_TRUE(each.explained > 0 && each.explained <= 1.0001 && each.painted > 0 && each.painted <= 1.0001);
    }
}

TEST(Rank, theFewExplainMoreThanTheFirstAloneAndLeaveOverIsSaid) {
    const auto pain = painted(namedMap(), regionsNamed("temple,olecranon,medial_malleolus,first_mtp_medial", Side::left));
    const Ranking ranking = rank(namedMap(), *pain);
    ASSERT_GE(ranking.few.size(), 2U);
    EXPECT_LE(ranking.few.size(), 5U);
    EXPECT_LT(ranking.unexplainedShare, 1 - ranking.ranked[ranking.few[0]].explained);
    std::set<size_t> once(ranking.few.begin(), ranking.few.end());
    EXPECT_EQ(once.size(), ranking.few.size());
    const auto nowhere = painted(namedMap(), regionsNamed("hypothenar_eminence,nose", Side::left));
    double least = 1;
    for (const Unexplained& each : rank(namedMap(), *nowhere).unexplained) least = std::min(least, each.share);
    EXPECT_GT(least, 0.5);
}

TEST(Rank, everythingPaintedAndNothingPaintedAreAnswered) {
    std::vector<PaintedArea> all;
    for (const anatomy::ReferralRegion& region : test::catalogue().regions()) all.push_back({{}, 0, region.key, {}});
    const Ranking ranking = rank(builtinMap(), *painted(builtinMap(), all));
    EXPECT_EQ(ranking.ranked.empty(), false);
    for (const Ranked& each : ranking.ranked) EXPECT_LE(each.explained, 1.0001);
    EXPECT_TRUE(rank(builtinMap(), {}).ranked.empty());
}

TEST(Rank, whatToRuleOutComesWithIt) {
    const std::vector<std::string> muscles = {"gluteus_minimus", "piriformis", "quadratus_lumborum"};
    const auto conditions = toRuleOutFirst(test::catalogue(), muscles, std::vector<std::string>{});
    ASSERT_FALSE(conditions.empty());
    EXPECT_LE(conditions.size(), 5U);
    for (const anatomy::Condition* condition : conditions) EXPECT_FALSE(condition->screenFirst.empty());
}

namespace {

/// Keys of what to rule out first for a pain in these regions.
std::vector<std::string> ruledOut(const char* regions, std::optional<Side> side) {
    const auto pain = painted(namedMap(), regionsNamed(regions, side));
    std::vector<std::string> keys;
    for (const anatomy::Condition* each : toRuleOutFirst(test::catalogue(), namedMap(), *pain, rank(namedMap(), *pain))) keys.push_back(each->key);
    return keys;
}

bool ruledOutHolds(const std::vector<std::string>& keys, std::string_view key) { return std::find(keys.begin(), keys.end(), key) != keys.end(); }

}  // namespace

TEST(RuleOutFirst, noPainfulAreaIsWithoutItsOwnRedFlagsHoweverLargeTheOthersAre) {
    // A whole leg is ten times as large as the low back.
    const char* legAndBack = "lumbar_paraspinal_upper,lumbar_paraspinal_lower,thigh_lateral_upper,thigh_lateral_mid,thigh_lateral_lower,thigh_posterior_mid,leg_lateral_mid,leg_lateral_upper,posterior_calf_mid";
    EXPECT_TRUE(ruledOutHolds(ruledOut(legAndBack, Side::left), "low_back_pain")) << "cauda equina";
    EXPECT_TRUE(ruledOutHolds(ruledOut(legAndBack, Side::left), "sciatica"));
    EXPECT_TRUE(ruledOutHolds(ruledOut("leg_lateral_upper,leg_lateral_mid,leg_lateral_lower", Side::right), "calf_strain")) << "a clot";
    const char* neckAndShoulder = "neck_posterior_upper,neck_posterior_mid,shoulder_anterior,shoulder_lateral,shoulder_posterior,shoulder_slope,acromion";
    EXPECT_TRUE(ruledOutHolds(ruledOut(neckAndShoulder, Side::right), "neck_pain")) << "neck arteries and cord";
    EXPECT_EQ(ruledOut("temple,eye_orbit", Side::left).front(), "tension_headache") << "giant cell arteritis";
    EXPECT_EQ(ruledOut("precordial,pectoral_upper", Side::left).front(), "chest_wall_pain") << "the heart";
}

TEST(RuleOutFirst, areasAreThoseThatHurt) {
    const auto pain = painted(namedMap(), regionsNamed("temple,knee_anterior", Side::left));
    const auto areas = painfulAreas(namedMap(), *pain);
    EXPECT_TRUE(ruledOutHolds(areas, "head_face"));
    EXPECT_TRUE(ruledOutHolds(areas, "thigh"));
    EXPECT_FALSE(ruledOutHolds(areas, "back"));
    EXPECT_TRUE(painfulAreas(namedMap(), {}).empty());
}

}  // namespace myochart::referral
