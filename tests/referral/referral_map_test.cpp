#include "referral/referral_map.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <numbers>
#include <set>

#include "referral/bands.h"
#include "referral/pain.h"
#include "shipped_map.h"

namespace myochart::referral {

namespace {

bool isArm(Limb limb) { return limb == Limb::leftArm || limb == Limb::rightArm; }

/// Whether one comes from the middle of the one region to that of the other without leaving the pattern.
bool hangsTogether(const ReferralMap& map, const Pattern& pattern, std::string_view from, std::string_view to) {
    constexpr float kSeen = 0.25F;
    const std::vector<float> shares = map.dense(pattern.field);
    const geometry::TriMesh& mesh = map.skin()->mesh();
    const std::uint32_t start = *map.regions()[*map.region(from, pattern.side)].vertex, end = *map.regions()[*map.region(to, pattern.side)].vertex;
    std::vector<std::uint32_t> waiting = {start};
    std::set<std::uint32_t> seen = {start};
    while (!waiting.empty()) {
        const std::uint32_t at = waiting.back();
        waiting.pop_back();
        if (at == end) return true;
        for (const std::uint32_t triangle : map.skin()->around(at))
            for (size_t k = 0; k < 3; ++k)
                if (const std::uint32_t next = mesh.indices[triangle * 3 + k]; shares[next] >= kSeen && seen.insert(next).second) waiting.push_back(next);
    }
    return false;
}

}  // namespace

TEST(ReferralMap, everyPointHasItsPatternOnItsSides) {
    EXPECT_EQ(builtinMap().patterns().size(), 479U);
    EXPECT_EQ(namedMap().patterns().size(), 479U);
    for (const Pattern& pattern : builtinMap().patterns()) {
        EXPECT_GT(pattern.weightMm2, 20) << pattern.point->key;
        for (const Share& each : pattern.field) ASSERT_TRUE(each.share > 0 && each.share <= 1) << pattern.point->key;
    }
}

TEST(ReferralMap, aZoneOnAnArmNeverBleedsOntoTheTrunk) {
    const ReferralMap& map = builtinMap();
    for (size_t i = 0; i < map.regions().size(); ++i) {
        const std::string& area = map.regions()[i].region->bodyArea;
        if (area != "arm" && area != "forearm_hand") continue;
        double off = 0;
        for (const Share& each : map.fieldOf(i))
            if (map.limbs().at(each.cell) != (map.regions()[i].side == Side::left ? Limb::leftArm : Limb::rightArm)) off += static_cast<double>(each.share * map.cellMm2(each.cell));
        EXPECT_LT(off, 0.03 * map.areaMm2(map.fieldOf(i))) << map.regions()[i].region->key << ' ' << name(map.regions()[i].side);
    }
}

TEST(ReferralMap, noZoneOfTheTrunkBleedsOntoAnArmBelowTheShoulder) {
    const ReferralMap& map = builtinMap();
    for (size_t i = 0; i < map.regions().size(); ++i) {
        const std::string& area = map.regions()[i].region->bodyArea;
        if (area != "thorax" && area != "abdomen" && area != "back" && area != "pelvis_hip" && area != "thigh") continue;
        double off = 0;
        for (const Share& each : map.fieldOf(i))
            if (isArm(map.limbs().at(each.cell))) off += static_cast<double>(each.share * map.cellMm2(each.cell));
        EXPECT_LT(off, 0.03 * map.areaMm2(map.fieldOf(i))) << map.regions()[i].region->key;
    }
}

TEST(ReferralMap, zonesThatFollowEachOtherAlongALimbAreOneBand) {
    const ReferralMap& map = builtinMap();
    for (const Pattern& pattern : map.patterns()) {
        if (pattern.point->key == "gluteus_minimus_trp1") {
            EXPECT_TRUE(hangsTogether(map, pattern, "thigh_lateral_upper", "thigh_lateral_lower")) << name(pattern.side);
            EXPECT_TRUE(hangsTogether(map, pattern, "thigh_lateral_upper", "leg_lateral_lower")) << name(pattern.side);
        }
        if (pattern.point->key == "gluteus_minimus_trp2") {
            EXPECT_TRUE(hangsTogether(map, pattern, "thigh_posterior_upper", "posterior_calf_mid")) << name(pattern.side);
        }
    }
}

TEST(ReferralMap, zonesAreJoinedByTheFewestLinksAndNeverAcrossTheAir) {
    const ReferralMap& map = builtinMap();
    size_t joined = 0;
    for (const Pattern& pattern : map.patterns()) {
        const auto pairs = joinedZones(map.regions(), pattern.zones);
        joined += pairs.size();
        EXPECT_LT(pairs.size(), pattern.zones.size()) << pattern.point->key;
        const bool onArms = std::ranges::all_of(pattern.zones, [&](const Zone& zone) { return map.regions()[zone.region].region->bodyArea == "arm" || map.regions()[zone.region].region->bodyArea == "forearm_hand"; });
        double off = 0;
        for (const Share& each : pattern.field)
            if (onArms && map.skin() && !isArm(map.limbs().at(each.cell))) off += static_cast<double>(each.share * map.cellMm2(each.cell));
        EXPECT_LT(off, 0.03 * pattern.weightMm2) << pattern.point->key;
    }
    EXPECT_GT(joined, 400U);
}

/// The greatest share of a pattern on the skin near the middle between two of its regions.
float shareBetween(const ReferralMap& map, const Pattern& pattern, const std::string& from, const std::string& to) {
    const RegionPlace &a = map.regions()[*map.region(from, pattern.side)], &b = map.regions()[*map.region(to, pattern.side)];
    const vec3 middle = (a.position + b.position) / 2.0F;
    const float near = std::max(25.0F, glm::distance(a.position, b.position) / 4);
    float most = 0;
    for (const Share& each : pattern.field)
        if (each.cell < map.skin()->vertexCount() && glm::distance(map.skin()->mesh().positions[each.cell], middle) < near) most = std::max(most, each.share);
    return most;
}

TEST(ReferralMap, whatChartsDrawAsOneBandIsOne) {
    const ReferralMap& map = builtinMap();
    size_t bands = 0;
    for (const Pattern& pattern : map.patterns())
        for (const std::vector<std::string>& band : pattern.point->bands)
            for (size_t i = 0; i + 1 < band.size(); ++i, ++bands) EXPECT_GE(shareBetween(map, pattern, band[i], band[i + 1]), 0.4F) << pattern.point->key << " " << band[i] << " > " << band[i + 1];
    EXPECT_GT(bands, 60U);
    const auto hook = std::ranges::find_if(map.patterns(), [](const Pattern& each) { return each.point->key == "upper_trapezius_trp1"; });
    EXPECT_GT(shareBetween(map, *hook, "mastoid", "temple"), 0.9F) << "over the ear to the temple";
}

TEST(ReferralMap, aPairedZoneKeepsToItsSide) {
    const ReferralMap& map = builtinMap();
    const float midplane = places::LandmarkFinder(test::builtinBody()).midplane();
    for (size_t i = 0; i < map.regions().size(); ++i) {
        const RegionPlace& place = map.regions()[i];
        if (place.side == Side::midline || !place.vertex) continue;
        for (const Share& each : map.fieldOf(i)) {
            const float beside = map.skin()->mesh().positions[each.cell].x - midplane;
            ASSERT_GT(place.side == Side::left ? beside : -beside, 0) << place.region->key;
        }
    }
}

TEST(ReferralMap, aZoneIsAboutAsLargeAsTheTableTells) {
    const ReferralMap& map = builtinMap();
    for (size_t i = 0; i < map.regions().size(); ++i) {
        const RegionPlace& place = map.regions()[i];
        if (!place.vertex) continue;
        const double told = std::numbers::pi * static_cast<double>(place.radiusMm * place.radiusMm), here = map.areaMm2(map.fieldOf(i));
        EXPECT_GT(here, 0.35 * told) << place.region->key << ' ' << name(place.side);
        EXPECT_LT(here, 1.5 * told) << place.region->key << ' ' << name(place.side);
    }
}

TEST(ReferralMap, leftAndRightMirrorEachOther) {
    const ReferralMap& map = builtinMap();
    const float midplane = places::LandmarkFinder(test::builtinBody()).midplane();
    for (size_t i = 0; i + 1 < map.regions().size(); ++i) {
        const RegionPlace &left = map.regions()[i], &right = map.regions()[i + 1];
        if (left.region != right.region) continue;
        const vec3 mirrored(2 * midplane - right.position.x, right.position.y, right.position.z);
        EXPECT_LT(glm::length(left.position - mirrored), 35) << left.region->key;
    }
}

TEST(ReferralMap, whatNoSkinShowsIsACellOfItsOwn) {
    const auto teeth = builtinMap().region("lower_teeth_front", Side::left);
    ASSERT_TRUE(teeth);
    EXPECT_FALSE(builtinMap().regions()[*teeth].vertex);
    ASSERT_EQ(builtinMap().fieldOf(*teeth).size(), 1U);
    EXPECT_GE(builtinMap().fieldOf(*teeth)[0].cell, builtinMap().skin()->vertexCount());
}

TEST(ReferralMap, aBodyWithoutSkinSaysSo) {
    test::SampleShape shape;
    shape.withSkin = false;
    const auto map = ReferralMap::on(*test::sampleBody(shape), test::catalogue());
    ASSERT_FALSE(map.ok());
    EXPECT_NE(map.error().message.find("no skin"), std::string::npos);
}

TEST(Painted, aDabHasTheAreaOfItsCircle) {
    const ReferralMap& map = builtinMap();
    const auto thigh = map.region("thigh_anterior_mid", Side::left);
    const std::vector<PaintedArea> dab = {{map.regions()[*thigh].position, 40, "", {}}};
    const auto pain = painted(map, dab);
    ASSERT_TRUE(pain.ok());
    EXPECT_NEAR(map.areaMm2(*pain), std::numbers::pi * 1600, 0.12 * std::numbers::pi * 1600);
    const std::vector<PaintedArea> twice = {dab[0], dab[0]};
    EXPECT_NEAR(map.areaMm2(*painted(map, twice)), map.areaMm2(*pain), 1e-6);
}

TEST(Painted, badPaintIsRefusedWithASentence) {
    const ReferralMap& map = builtinMap();
    const vec3 at = map.regions()[0].position;
    const auto fails = [&](const PaintedArea& area) { return !painted(map, std::vector<PaintedArea>{area}).ok(); };
    EXPECT_TRUE(fails({at, 0, "", {}}));
    EXPECT_TRUE(fails({at, 5000, "", {}}));
    EXPECT_TRUE(fails({at, std::nanf(""), "", {}}));
    EXPECT_TRUE(fails({at + vec3(0, 0, 900), 10, "", {}}));
    EXPECT_TRUE(fails({{}, 0, "elbow_of_the_moon", {}}));
    EXPECT_FALSE(painted(map, {}).ok());
    EXPECT_FALSE(painted(namedMap(), std::vector<PaintedArea>{{at, 10, "", {}}}).ok());
}

}  // namespace myochart::referral
