#include <gtest/gtest.h>

#include "needle/layers.h"
#include "needle/on_builtin_body.h"
#include "needle/passage.h"
#include "needle/remarks.h"
#include "places/landmarks.h"
#include "support/sample_body.h"

// What is no needle, or stands on a body that cannot answer: a sentence each, and never a figure that looks like one.

namespace myochart::needle {

namespace {

using body::System;
using test_layers::box;
using test_layers::Layers;

struct OddNeedle : OnTheBuiltInBody {
    vec3 landmark(const char* key, Side side) const {
        places::LandmarkFinder finder(body);
        const auto found = finder.find(key, side);
        EXPECT_TRUE(found.ok());
        return found->position;
    }
};

bool says(const HazardIndex& index, std::string_view sentence) {
    return std::ranges::any_of(index.notChecked(), [&](const std::string& each) { return each.find(sentence) != std::string::npos; });
}

void turnInsideOut(body::NewStructure& structure) {
    for (size_t i = 0; i + 2 < structure.mesh.indices.size(); i += 3) std::swap(structure.mesh.indices[i], structure.mesh.indices[i + 1]);
}

}  // namespace

TEST_F(OddNeedle, oneThatBeginsInsideIsMovedOutOntoTheSkin) {
    const vec3 patella = landmark("patella", Side::left);
    const Path path = pathOf(body, rays(), *shaftFrom(patella + vec3(0, 20, 0), {0, 1, 0}, 30));
    EXPECT_TRUE(path.fromSkin);
    EXPECT_LT(path.movedMm, -15);
    EXPECT_EQ(path.pieces.front().fromMm, 0);
}

TEST_F(OddNeedle, oneThatBeginsOnBoneStillCountsFromTheSkin) {
    const vec3 patella = landmark("patella", Side::left);
    const Path path = pathOf(body, rays(), *shaftFrom(patella, {0, 1, 0}, 30));
    ASSERT_TRUE(path.fromSkin);
    ASSERT_TRUE(path.boneAtMm);
    EXPECT_NEAR(*path.boneAtMm, -path.movedMm, 3);
}

TEST_F(OddNeedle, oneThatBeginsOutsideIsMovedOntoTheSkinOrToldToLieOff) {
    const vec3 patella = landmark("patella", Side::left);
    const Path near = pathOf(body, rays(), *shaftFrom(patella - vec3(0, 50, 0), {0, 1, 0}, 30));
    EXPECT_TRUE(near.fromSkin);
    EXPECT_GT(near.movedMm, 20);
    EXPECT_GT(distanceFrom(body, patella - vec3(0, 900, 0)), kSkinReachMm);
    EXPECT_FALSE(pathOf(body, rays(), *shaftFrom(patella - vec3(0, 200, 0), {0, 1, 0}, 30)).fromSkin) << "nobody means that";
}

TEST_F(OddNeedle, oneInTheMouthCountsFromTheSkinNearByOrFromWhereItWasGiven) {
    const vec3 chin = landmark("menton", Side::midline);
    const Path path = pathOf(body, rays(), *shaftFrom(chin + vec3(0, 45, 40), {0, 1, 0}, 30));
    EXPECT_LE(std::abs(path.movedMm), path.fromSkin ? kSkinReachMm : 0);
    EXPECT_EQ(path.pieces.front().fromMm, 0);
    EXPECT_NEAR(path.pieces.back().toMm, 30, 1e-3);
}

TEST(OddBody, aHoleInTheSkinIsToldAndDepthsCountFromTheEntry) {
    body::NewStructure skin = box("skin", System::skin, 0, -200);
    // Without its upper face.
    std::vector<std::uint32_t> kept;
    for (size_t i = 0; i + 2 < skin.mesh.indices.size(); i += 3) {
        float top = 0;
        for (size_t k = 0; k < 3; ++k) top += skin.mesh.positions[skin.mesh.indices[i + k]].z;
        if (top < -1)
            for (size_t k = 0; k < 3; ++k) kept.push_back(skin.mesh.indices[i + k]);
    }
    skin.mesh.indices = kept;
    const Layers layers({std::move(skin), box("muscle", System::muscle, -8, -20)});
    const Path path = layers.path(30);
    EXPECT_FALSE(path.fromSkin);
    EXPECT_EQ(path.movedMm, 0);
    EXPECT_EQ(layers.told(path), "- 0.0-8.0, muscle 8.0-20.0, - 20.0-30.0");
}

TEST(OddBody, aSkinInsideOutIsNoSkinToGoInBy) {
    body::NewStructure skin = box("skin", System::skin, 0, -200);
    turnInsideOut(skin);
    const Layers layers({std::move(skin), box("muscle", System::muscle, -8, -20)});
    EXPECT_FALSE(layers.path(30).fromSkin);
}

TEST(OddBody, anInsideOutHazardIsMetAllTheSame) {
    body::NewStructure lung = box("left_lung", System::organ, -40, -90);
    lung.facts.name = "left lung";
    turnInsideOut(lung);
    const Layers layers({box("skin", System::skin, 0, -200), std::move(lung)});
    const HazardIndex index(*layers.body, test::catalogue());
    EXPECT_NEAR(index.firstOnWay(layers.path(10).shaft, *layers.rays).value_or(0), 40, 0.05);
    ASSERT_FALSE(index.near(layers.path(50).shaft, *layers.rays).empty());
}

TEST(OddBody, anOrganInWhichTheNeedleBeginsOrStaysIsMet) {
    body::NewStructure liver = box("liver", System::organ, 10, -300);
    // Without a skin the needle begins inside of the liver and stays there, farther from its surface than hazards are told.
    const Layers within({std::move(liver)});
    const HazardIndex inLiver(*within.body, test::catalogue());
    const Passage stays = passageOf(*within.body, *within.rays, inLiver, *shaftFrom({1, 2, -100}, {0, 0, -1}, 30));
    ASSERT_EQ(stays.hazards.size(), 1U);
    EXPECT_EQ(stays.hazards.front().danger, anatomy::Danger::organ);
    EXPECT_TRUE(stays.hazards.front().isMet());
    EXPECT_EQ(stays.hazards.front().distanceMm, 0);
    EXPECT_EQ(stays.hazards.front().atDepthMm, 0);
    EXPECT_EQ(stays.firstHazardMm, 0.0F);
    for (const ConeWay& way : coneOf(inLiver, *within.rays, stays.path.shaft, 1, 20)) EXPECT_EQ(way.firstHazardMm, 0.0F);
    const Passage leaves = passageOf(*within.body, *within.rays, inLiver, *shaftFrom({1, 2, -280}, {0, 0, -1}, 30));
    EXPECT_EQ(leaves.hazards.front().atDepthMm, 0) << "not where it leaves again";
    // A liver that stands out of the skin is met in the very first millimetre.
    body::NewStructure proud = box("liver", System::organ, 4, -60);
    const Layers over({box("skin", System::skin, 0, -200), std::move(proud)});
    const HazardIndex overSkin(*over.body, test::catalogue());
    const Passage first = passageOf(*over.body, *over.rays, overSkin, *shaftFrom({1, 2, 0}, {0, 0, -1}, 30));
    EXPECT_EQ(first.hazards.front().atDepthMm, 0);
    EXPECT_EQ(first.firstHazardMm, 0.0F);
}

TEST(OddBody, betweenTwoLimbsIsOutsideOfTheBodyAndAHazardBehindIsToldAllTheSame) {
    body::NewStructure artery = box("artery", System::vessel, -90, -94);
    const Layers limbs({box("skin", System::skin, 0, -50), box("hand", System::muscle, -8, -20), box("skin_of_thigh", System::skin, -80, -200), std::move(artery), box("femur", System::bone, -100, -120)});
    const HazardIndex index(*limbs.body, test::catalogue());
    const Passage passage = passageOf(*limbs.body, *limbs.rays, index, *shaftFrom({1, 2, 0}, {0, 0, -1}, 130));
    const Path& path = passage.path;
    EXPECT_EQ(limbs.told(path), "- 0.0-8.0, hand 8.0-20.0, - 20.0-50.0, - 50.0-130.0");
    EXPECT_TRUE(path.pieces.back().outside);
    EXPECT_FALSE(path.pieces.front().outside);
    EXPECT_NEAR(path.leavesMm.value_or(0), 50, 0.01);
    EXPECT_FALSE(path.boneAtMm);
    EXPECT_NEAR(passage.firstHazardMm.value_or(0), 90, 0.1);
    ASSERT_FALSE(passage.hazards.empty());
    EXPECT_TRUE(passage.hazards.front().isMet());
    const auto remarks = remarksOf(*limbs.rays, path, nullptr, {});
    ASSERT_EQ(remarks.size(), 1U);
    EXPECT_EQ(remarks.front(), "The needle leaves the skin again 50 mm deep: what is told behind that counts through air.");
    EXPECT_TRUE(remarksOf(*limbs.rays, limbs.path(40), nullptr, {}).empty()) << "it does not come so far";
}

TEST(OddBody, aSkinWithAnInnerFaceIsNotLeftInTheFirstMillimetres) {
    body::NewStructure skin = box("skin", System::skin, 0, -200), inner = box("inner", System::skin, -2, -198);
    turnInsideOut(inner);
    const auto first = static_cast<std::uint32_t>(skin.mesh.positions.size());
    skin.mesh.positions.insert(skin.mesh.positions.end(), inner.mesh.positions.begin(), inner.mesh.positions.end());
    for (const std::uint32_t index : inner.mesh.indices) skin.mesh.indices.push_back(first + index);
    const Layers layers({std::move(skin), box("muscle", System::muscle, -8, -20)});
    EXPECT_EQ(layers.told(layers.path(30)), "- 0.0-8.0, muscle 8.0-20.0, - 20.0-30.0");
    EXPECT_NEAR(layers.path(30).leavesMm.value_or(0), 200, 0.01) << "through the other side";
}

TEST(OddBody, whatIsFarOffTheMeantMuscleIsRemarkedOn) {
    const Layers layers({box("skin", System::skin, 0, -200), box("muscle", System::muscle, -8, -20)});
    const anatomy::Muscle* soleus = test::catalogue().muscle("soleus");
    const Path path = layers.path(30);
    const auto only = [&](const char* key) { return remarksOf(*layers.rays, path, soleus, {*layers.body->find(key)}); };
    EXPECT_TRUE(only("muscle").empty());
    EXPECT_EQ(only("far_off"), std::vector<std::string>{"soleus is not within reach of this way."});
    EXPECT_FALSE(isWithinReach(*layers.rays, path, {*layers.body->find("far_off")}));
    EXPECT_EQ(remarksOf(*layers.rays, path, soleus, {}), std::vector<std::string>{"This body does not show soleus."});
    EXPECT_EQ(remarksOf(*layers.rays, layers.path(5), soleus, {*layers.body->find("muscle")}), std::vector<std::string>{"This needle does not lie in soleus."});
    const auto moved = remarksOf(*layers.rays, layers.path(30, {1, 2, 20}), nullptr, {});
    ASSERT_EQ(moved.size(), 1U);
    EXPECT_TRUE(moved.front().starts_with("The entry was moved 20 mm along the way onto the skin")) << moved.front();
}

TEST(OddBody, oneWithHeartAndBrainDoesNotSayThatTheyLack) {
    body::NewStructure heart = box("heart", System::organ, -40, -60), brain = box("brain", System::nerve, -70, -90);
    const Layers layers({box("skin", System::skin, 0, -200), std::move(heart), std::move(brain)});
    const HazardIndex index(*layers.body, test::catalogue());
    EXPECT_FALSE(says(index, "no heart"));
    EXPECT_FALSE(says(index, "no brain"));
    // A vessel that is named after the heart is none.
    body::NewStructure vein = box("great vein of heart", System::vessel, -40, -60);
    const Layers vessel({box("skin", System::skin, 0, -200), std::move(vein)});
    EXPECT_TRUE(says(HazardIndex(*vessel.body, test::catalogue()), "This body has no heart."));
}

TEST(OddBody, oneWithoutSkinSaysSo) {
    const Layers layers({box("muscle", System::muscle, -8, -20)});
    const HazardIndex index(*layers.body, test::catalogue());
    EXPECT_TRUE(says(index, "This body has no skin, so depths count from where the needle was said to go in."));
}

TEST(OddBody, oneWithoutHazardsSaysWhatItLacks) {
    const Layers layers({box("skin", System::skin, 0, -200), box("muscle", System::muscle, -8, -20)});
    const HazardIndex index(*layers.body, test::catalogue());
    EXPECT_FALSE(index.firstOnWay(layers.path(10).shaft, *layers.rays));
    EXPECT_TRUE(index.near(layers.path(10).shaft, *layers.rays).empty());
    for (const char* lack : {"This body has no vessels.", "This body has no nerves.", "This body has no lungs.", "This body has no kidneys.", "This body has no spinal cord.", "This body has no heart.", "This body has no brain."}) EXPECT_TRUE(says(index, lack)) << lack;
}

TEST(OddBody, oneInCentimetresOrMetresIsTold) {
    for (const float scale : {0.01F, 0.001F, 100.0F}) {
        body::NewBody made{"scaled", "test", "", {}};
        made.structures.push_back(test::boxStructure("skin", "", Side::midline, vec3(0), vec3(300, 200, 850) * scale));
        made.structures.back().facts.system = System::skin;
        const test::TestFolder folder;
        const auto body = test::bodyOf(folder / "scaled.body", std::move(made));
        ASSERT_TRUE(body);
        const HazardIndex index(*body, test::catalogue());
        EXPECT_TRUE(says(index, "brought in with another unit")) << scale;
    }
    const Layers layers({box("skin", System::skin, 0, -200)});
    EXPECT_FALSE(says(HazardIndex(*layers.body, test::catalogue()), "another unit"));
}

}  // namespace myochart::needle
