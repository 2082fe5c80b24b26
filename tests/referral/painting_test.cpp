#include <gtest/gtest.h>

#include <numbers>
#include <random>

#include "referral/pain_brush.h"
#include "referral/shown.h"
#include "shipped_map.h"

namespace myochart::referral {

namespace {

vec3 placeOf(const char* region, Side side) { return builtinMap().regions()[*builtinMap().region(region, side)].position; }

Dab dabAt(const char* region, Side side, float radiusMm) { return {placeOf(region, side), radiusMm, {}, {}, false}; }

}  // namespace

TEST(FrameWarp, framedIsTheWayBack) {
    const FrameWarp& frame = *builtinMap().frame();
    std::mt19937 random(5);
    std::uniform_real_distribution<double> across(-0.25, 0.25), up(0, 1), ahead(-0.08, 0.08);
    for (int i = 0; i < 200; ++i) {
        const glm::dvec3 at(across(random), up(random), ahead(random));
        const vec3 there = frame.place(at.x, at.y, at.z), back = frame.framed(there);
        EXPECT_LT(glm::length(frame.place(static_cast<double>(back.x), static_cast<double>(back.y), static_cast<double>(back.z)) - there), 0.05) << i;
    }
    for (const RegionPlace& place : builtinMap().regions()) {
        const vec3 back = frame.framed(place.position);
        EXPECT_LT(glm::length(frame.place(static_cast<double>(back.x), static_cast<double>(back.y), static_cast<double>(back.z)) - place.position), 0.05) << place.region->key;
    }
}

TEST(PainBrush, aDabIsAsLargeAsItsDiscOnTheSkin) {
    for (const float radius : {15.0F, 30.0F, 50.0F}) {
        PainBrush brush(builtinMap());
        ASSERT_TRUE(brush.apply(dabAt("buttock_mid", Side::left, radius)));
        const double disc = std::numbers::pi * static_cast<double>(radius) * static_cast<double>(radius);
        EXPECT_NEAR(brush.areaMm2(), disc, 0.15 * disc) << radius;
    }
}

TEST(PainBrush, dabsOverEachOtherCountOnceAndErasingTakesAway) {
    PainBrush brush(builtinMap());
    ASSERT_TRUE(brush.apply(dabAt("buttock_mid", Side::left, 30)));
    const double once = brush.areaMm2();
    ASSERT_TRUE(brush.apply(dabAt("buttock_mid", Side::left, 30)));
    EXPECT_EQ(brush.areaMm2(), once);
    Dab erasing = dabAt("buttock_mid", Side::left, 15);
    erasing.erases = true;
    ASSERT_TRUE(brush.apply(erasing));
    EXPECT_LT(brush.areaMm2(), 0.9 * once);
    EXPECT_GT(brush.areaMm2(), 0.5 * once);
    erasing.radiusMm = 60;
    ASSERT_TRUE(brush.apply(erasing));
    EXPECT_TRUE(brush.empty());
}

TEST(PainBrush, aDabOnTheArmStaysOffTheTrunk) {
    PainBrush brush(builtinMap());
    ASSERT_TRUE(brush.apply(dabAt("forearm_dorsal_proximal", Side::left, 60)));
    for (const Share& each : brush.field()) EXPECT_EQ(builtinMap().limbs().at(each.cell), Limb::leftArm);
}

TEST(PainBrush, refusesWhatIsNoDabAndPaintsNothing) {
    PainBrush brush(builtinMap());
    const float nan = std::numeric_limits<float>::quiet_NaN();
    const Dab wrong[] = {{vec3(0, 0, 5000), 20, {}, {}, false}, {vec3(nan, 0, 0), 20, {}, {}, false}, {placeOf("temple", Side::left), 0, {}, {}, false},
                         {placeOf("temple", Side::left), nan, {}, {}, false}, {placeOf("temple", Side::left), 5000, {}, {}, false}, {{}, 0, "nowhere", {}, false}};
    for (const Dab& dab : wrong) {
        const Outcome outcome = brush.apply(dab);
        ASSERT_FALSE(outcome);
        EXPECT_TRUE(outcome.error().message.ends_with(".")) << outcome.error().message;
    }
    EXPECT_TRUE(brush.empty());
}

TEST(PainBrush, saysWhereItHurts) {
    PainBrush brush(builtinMap());
    EXPECT_EQ(whereItHurts(builtinMap(), brush.field()), "");
    ASSERT_TRUE(brush.apply({{}, 0, "temple", Side::left, false}));
    EXPECT_EQ(whereItHurts(builtinMap(), brush.field()).substr(0, 11), "left temple");
    brush.clear();
    ASSERT_TRUE(brush.apply({{}, 0, "posterior_calf_mid", {}, false}));
    const std::string both = whereItHurts(builtinMap(), brush.field());
    EXPECT_NE(both.find("left "), std::string::npos) << both;
    EXPECT_NE(both.find("right "), std::string::npos) << both;
}

TEST(SkinLevels, everyLevelShowsWhatTheSkinHasThere) {
    const ReferralMap& map = builtinMap();
    const body::Body& body = test::builtinBody();
    const SkinLevels levels(body, *map.skin());
    std::vector<float> heights(map.cellCount(), 0);
    for (std::uint32_t i = 0; i < map.skin()->vertexCount(); ++i) heights[i] = std::clamp(map.skin()->mesh().positions[i].z / 1800, 0.0F, 1.0F);
    const std::vector<float>* fields[] = {nullptr, &heights};
    const body::VertexShares laid = levels.laid(fields);
    ASSERT_FALSE(laid.parts.empty());
    for (const auto& part : laid.parts) {
        const body::Structure& structure = body.structure(part.structure);
        ASSERT_EQ(part.levels.size(), structure.levels.size());
        for (size_t k = 0; k < part.levels.size(); ++k) {
            const auto vertices = body.vertices(structure.levels[k]);
            ASSERT_EQ(part.levels[k].size(), vertices.size());
            for (size_t i = 0; i < vertices.size(); ++i) {
                EXPECT_EQ(part.levels[k][i][0], 0);
                ASSERT_NEAR(part.levels[k][i][1], 255 * std::clamp(body.position(vertices[i]).z / 1800, 0.0F, 1.0F), 1.0) << structure.key << " level " << k;
            }
        }
    }
}

TEST(Shown, eachSourceHasItsOwnStrengthAndFurtherOnesShareTheLast) {
    const ReferralMap& map = builtinMap();
    const SkinLevels levels(test::builtinBody(), *map.skin());
    const std::vector<PatternSource> sources = {{"infraspinatus", Side::left}, {"gluteus_minimus", {}}, {"soleus_trp1", Side::right}, {"temporalis", Side::left}};
    const auto sums = [&](std::span<const PatternSource> of) {
        std::array<double, 4> sum = {};
        for (const auto& part : laid(test::catalogue(), map, levels, of, {}).parts)
            for (const auto& strengths : part.levels.front())
                for (size_t k = 0; k < 4; ++k) sum[k] += strengths[k];
        return sum;
    };
    const auto all = sums(sources), three = sums(std::span(sources).first(3));
    EXPECT_GT(all[0], 0);
    EXPECT_GT(all[1], 0);
    EXPECT_GT(all[2], three[2]) << "the fourth is drawn as the third";
    EXPECT_EQ(all[3], 0) << "nothing is painted";
    EXPECT_EQ(patternsOf(test::catalogue(), map, {"gluteus_minimus", {}}).size(), 2 * patternsOf(test::catalogue(), map, {"gluteus_minimus", Side::left}).size());
    EXPECT_TRUE(patternsOf(test::catalogue(), map, {"no_muscle", {}}).empty());
    const auto temporalis = patternsOf(test::catalogue(), map, {"temporalis", Side::left});
    EXPECT_FALSE(insideOf(temporalis, map).empty()) << "the teeth, which no skin shows";
}

}  // namespace myochart::referral
