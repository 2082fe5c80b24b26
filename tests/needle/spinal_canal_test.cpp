#include "needle/spinal_canal.h"

#include <gtest/gtest.h>

#include "needle/layers.h"
#include "needle/on_builtin_body.h"
#include "needle/passage.h"
#include "support/sample_body.h"

// Bodies seldom hold the cord; what lies in the spinal canal is found from the vertebrae.

namespace myochart::needle {

namespace {

using anatomy::Danger;
using body::System;
using test_layers::Layers;

struct SpinalHazard : OnTheBuiltInBody {
    Passage passage(vec3 entry, vec3 direction, float depth) const { return passageOf(body, rays(), hazards(), *shaftFrom(entry, direction, depth)); }
};

const Hazard* canalOf(const std::vector<Hazard>& hazards) {
    const auto at = std::ranges::find(hazards, true, &Hazard::isCanal);
    return at == hazards.end() ? nullptr : &*at;
}

/// Bodies of vertebrae with an arch behind each, from 0 down, 20 mm apart; the hole between them is 16 mm deep.
std::vector<body::NewStructure> column(int count, float xMm = 0) {
    std::vector<body::NewStructure> all;
    for (int i = 0; i < count; ++i) {
        const float z = -20.0F * static_cast<float>(i);
        const std::string key = fmt::format("vertebra_{}", i);
        body::NewStructure bone = test::boxStructure(key, "", Side::midline, {xMm, 0, z}, {15, 12, 9});
        const body::NewStructure arch = test::boxStructure("", "", Side::midline, {xMm, 33, z}, {12, 5, 7});
        const auto first = static_cast<std::uint32_t>(bone.mesh.positions.size());
        bone.mesh.positions.insert(bone.mesh.positions.end(), arch.mesh.positions.begin(), arch.mesh.positions.end());
        for (const std::uint32_t index : arch.mesh.indices) bone.mesh.indices.push_back(first + index);
        bone.facts.name = "vertebra";
        bone.facts.system = System::bone;
        all.push_back(std::move(bone));
    }
    return all;
}

}  // namespace

TEST_F(SpinalHazard, aNeedleThroughTheSixthVertebraOfTheNeckMeetsTheCanal) {
    const Passage passage = this->passage({5, 25, 1400}, {0, -1, 0}, 60);
    const Hazard* canal = canalOf(passage.hazards);
    ASSERT_TRUE(canal) << "the cord of this body ends at the atlas";
    EXPECT_TRUE(canal->isMet());
    EXPECT_EQ(canal->danger, Danger::spine);
    EXPECT_TRUE(canal->schematic);
    EXPECT_EQ(canal->uncertaintyMm, kSacUncertaintyMm);
    EXPECT_EQ(spokenHazard(body, *canal), "spinal canal (schematic)");
    EXPECT_EQ(keyOf(body, *canal), "spinal_canal_schematic");
    ASSERT_TRUE(passage.firstHazardMm);
    EXPECT_LE(*passage.firstHazardMm, canal->metFromMm() + 0.1F);
}

TEST_F(SpinalHazard, itRunsFromTheAtlasToTheSecondSacralVertebraInTheHolesOfTheVertebrae) {
    const auto canal = spinalCanalOf(body);
    ASSERT_TRUE(canal);
    EXPECT_GT(canal->topMm, 1470);
    EXPECT_LT(canal->bottomMm, 890);
    EXPECT_GT(canal->bottomMm, 850);
    // The middle of the hole in the midline as it was measured, front to back, at heights with an arch.
    struct At {
        float z, y;
    };
    for (const At at : {At{1475, -73}, At{1405, -72}, At{1375, -58}, At{1320, -38}, At{1265, -29}, At{1240, -29}, At{1150, -41.5F}, At{1060, -67.5F}, At{1025, -73}, At{965, -67.5F}, At{940, -61}}) {
        const auto near = hazards().near({{-60, at.y, at.z}, {1, 0, 0}, 120}, rays());
        const Hazard* met = canalOf(near);
        ASSERT_TRUE(met) << at.z;
        EXPECT_NEAR(met->distanceMm, 0, 1e-3) << at.z;
        EXPECT_NEAR(met->atDepthMm, 60 - kSacRadiusMm, at.z > 1450 ? 8 : 3.5) << at.z << ": about the midline";
    }
}

TEST_F(SpinalHazard, onEveryLevelAWayThroughTheMidlineMeetsIt) {
    for (float z = 1480; z > 880; z -= 7) {
        const auto first = hazards().near({{-1, 60, z}, {0, -1, 0}, 160}, rays());
        const Hazard* canal = canalOf(first);
        ASSERT_TRUE(canal) << z;
        EXPECT_TRUE(canal->isMet()) << z;
    }
}

TEST_F(SpinalHazard, leftAndRightAreMetAlike) {
    for (const vec3 at : {vec3(-1, -70, 1400), vec3(-1, -29, 1250), vec3(-1, -73, 1000)}) {
        const auto left = hazards().near({at + vec3(80, 0, 0), {-1, 0, 0}, 60}, rays()), right = hazards().near({at - vec3(80, 0, 0), {1, 0, 0}, 60}, rays());
        ASSERT_TRUE(canalOf(left) && canalOf(right)) << at.z;
        EXPECT_NEAR(canalOf(left)->distanceMm, canalOf(right)->distanceMm, 3) << at.z;
    }
}

TEST_F(SpinalHazard, theThinCentralCanalIsMetWithinHalfTheCordsWidth) {
    const auto cord = std::ranges::find_if(body.structures(), [](const body::Structure& each) { return each.name == "central canal of spinal cord"; });
    ASSERT_NE(cord, body.structures().end());
    const vec3 middle = cord->bounds.centre();
    const auto near = hazards().near({middle + vec3(4, 30, 0), {0, -1, 0}, 60}, rays());
    const auto at = std::ranges::find(near, std::optional(static_cast<std::uint32_t>(cord - body.structures().begin())), &Hazard::structure);
    ASSERT_NE(at, near.end());
    EXPECT_GT(at->distanceMm, 0.5F) << "beside what is drawn";
    EXPECT_TRUE(at->isMet()) << "within the cord";
    EXPECT_EQ(at->uncertaintyMm, 6);
    EXPECT_FALSE(at->schematic);
}

TEST_F(SpinalHazard, whatIsTakenForTheCordIsSaid) {
    const std::string all = fmt::format("{}", fmt::join(hazards().notChecked(), "\n"));
    EXPECT_NE(all.find("This body has no spinal cord below: "), std::string::npos) << all;
    EXPECT_NE(all.find("A schematic spinal canal through the vertebrae is taken for it"), std::string::npos) << all;
    EXPECT_NE(all.find("This body has no heart."), std::string::npos) << all;
    EXPECT_NE(all.find("This body has no brain."), std::string::npos) << all;
}

TEST(SpinalCanal, itLiesInTheMiddleOfTheHoleBetweenBodyAndArch) {
    const Layers layers(column(8, 5));
    const auto canal = spinalCanalOf(*layers.body);
    ASSERT_TRUE(canal);
    Box box;
    for (const vec3& at : canal->tube.positions) box.add(at);
    EXPECT_NEAR(box.centre().x, 5, 0.2);
    EXPECT_NEAR(box.centre().y, 20, 0.5) << "between 12 and 28";
    EXPECT_NEAR(box.size().y, 2 * kSacRadiusMm, 0.6);
    EXPECT_NEAR(canal->topMm, 7, 3);
    EXPECT_NEAR(canal->bottomMm, -147, 3);
}

TEST(SpinalCanal, aBodyWithoutVertebraeHasNone) {
    EXPECT_FALSE(spinalCanalOf(*Layers({test_layers::box("skin", System::skin, 0, -200)}).body));
    // A bone without a hole is no vertebra to go by, whatever its name.
    body::NewStructure solid = test_layers::box("vertebra", System::bone, 0, -200);
    EXPECT_FALSE(spinalCanalOf(*Layers({std::move(solid)}).body));
}

}  // namespace myochart::needle
