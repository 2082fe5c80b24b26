#include "needle/passage.h"

#include <gtest/gtest.h>

#include "needle/layers.h"
#include "needle/on_builtin_body.h"
#include "needle/pincer.h"
#include "places/landmarks.h"
#include "support/sample_body.h"

namespace myochart::needle {

namespace {

using anatomy::Danger;
using body::System;
using test_layers::box;
using test_layers::Layers;

/// Skin, muscle, a nerve, an artery, a lung 40 mm deep.
Layers overALung() {
    std::vector<body::NewStructure> all = {box("skin", System::skin, 0, -300), box("muscle", System::muscle, -8, -20), box("deeper", System::muscle, -22, -30)};
    all.push_back(box("left_lung", System::organ, -40, -90));
    body::NewStructure nerve = test::boxStructure("nerve", "", Side::left, {30, 2, -24}, {2, 50, 2});
    nerve.facts.system = System::nerve;
    all.push_back(std::move(nerve));
    return Layers(std::move(all));
}

const Hazard* hazardCalled(const Layers& layers, const std::vector<Hazard>& hazards, const char* key) {
    for (const Hazard& each : hazards)
        if (each.structure && layers.body->structure(*each.structure).key == key) return &each;
    return nullptr;
}

}  // namespace

TEST(NeedleLift, whatLiesBelowTheLiftedMuscleIsSoMuchFartherAway) {
    const Layers layers = overALung();
    const Lift lift = *liftFrom(10, {*layers.body->find("muscle")});
    const Path path = layers.path(60, {1, 2, 0}, lift);
    EXPECT_EQ(layers.told(path), "- 0.0-8.0, muscle 8.0-20.0, - 20.0-32.0, deeper 32.0-40.0, - 40.0-50.0, left_lung 50.0-60.0");
    EXPECT_NEAR(path.fold.toMm, 20, 0.1);
    EXPECT_TRUE(path.fold.hasTarget);
    const HazardIndex hazards(*layers.body, test::catalogue());
    const Path shallow = layers.path(18, {1, 2, 0}, lift);
    EXPECT_NEAR(hazards.firstOnWay(shallow.shaft, *layers.rays, shallow.fold).value_or(0), 50, 0.1);
    EXPECT_NEAR(hazards.firstOnWay(shallow.shaft, *layers.rays).value_or(0), 40, 0.1) << "in place";
    const auto near = hazards.near(shallow.shaft, *layers.rays, 60, shallow.fold);
    const Hazard* lung = hazardCalled(layers, near, "left_lung");
    ASSERT_TRUE(lung);
    EXPECT_NEAR(lung->distanceMm, 32, 0.1);
}

TEST(NeedleLift, aNerveCountsWhereItIsNearer) {
    const Layers layers = overALung();
    const HazardIndex hazards(*layers.body, test::catalogue());
    const Path path = layers.path(18, {1, 2, 0}, *liftFrom(10, {*layers.body->find("muscle")}));
    const auto inPlace = hazards.near(path.shaft, *layers.rays, 60), held = hazards.near(path.shaft, *layers.rays, 60, path.fold);
    ASSERT_TRUE(hazardCalled(layers, inPlace, "nerve"));
    EXPECT_NEAR(hazardCalled(layers, held, "nerve")->distanceMm, hazardCalled(layers, inPlace, "nerve")->distanceMm, 1e-3) << "lifted it would be farther off";
}

TEST(NeedleLift, withoutATargetTheFirstMuscleIsLiftedAndAMuscleBesideTheWayIsTold) {
    const Layers layers = overALung();
    EXPECT_EQ(layers.path(25, {1, 2, 0}, *liftFrom(5)).fold.structures, std::vector<std::uint32_t>{*layers.body->find("muscle")});
    const Lift beside = *liftFrom(5, {*layers.body->find("far_off")});
    const HazardIndex hazards(*layers.body, test::catalogue());
    const Passage passage = passageOf(*layers.body, *layers.rays, hazards, *shaftFrom({1, 2, 0}, {0, 0, -1}, 25), beside);
    EXPECT_FALSE(passage.path.fold.hasTarget);
    ASSERT_EQ(passage.overridden.size(), 2U);
    EXPECT_EQ(layers.told(passage.path), "- 0.0-13.0, muscle 13.0-25.0") << "skin and fat alone";
}

TEST(NeedleLift, boneIsNeverLifted) {
    const Layers layers({box("skin", System::skin, 0, -300), box("bone", System::bone, -4, -6), box("muscle", System::muscle, -8, -20)});
    EXPECT_EQ(layers.told(layers.path(30, {1, 2, 0}, *liftFrom(10, {*layers.body->find("muscle")}))), "- 0.0-8.0, muscle 8.0-14.0, bone 14.0-16.0, muscle 16.0-20.0, - 20.0-30.0");
}

TEST(NeedleLift, aLiftThatIsNoneIsRefused) {
    for (const float mm : {0.0F, -3.0F, 61.0F, std::nanf("")}) EXPECT_EQ(liftFrom(mm).error().message, "A pincer grip lifts more than 0 and at most 60 mm.");
}

TEST(NeedlePincer, theTablesTellForWhichMusclesItIsTaught) {
    const anatomy::Catalogue& catalogue = test::catalogue();
    for (const char* key : {"upper_trapezius", "sternocleidomastoid_sternal", "sternocleidomastoid_clavicular", "latissimus_dorsi", "biceps_brachii_short", "triceps_brachii_long", "brachioradialis",
                            "extensor_carpi_radialis_longus", "adductor_longus", "rectus_abdominis"})
        EXPECT_FALSE(pincerTaughtFor(catalogue, key).empty()) << key;
    for (const char* key : {"infraspinatus", "piriformis", "supinator", "brachialis", "vastus_medialis", "gluteus_minimus"}) EXPECT_TRUE(pincerTaughtFor(catalogue, key).empty()) << key;
    EXPECT_EQ(noPincerSentence(catalogue, *catalogue.muscle("infraspinatus")), "The tables tell of no pincer grip of infraspinatus.");
    EXPECT_EQ(noPincerSentence(catalogue, *catalogue.muscle("upper_trapezius")), "");
}

TEST(NeedlePincer, onlyRowsThatTeachTheGripForThatMuscleAreCited) {
    const anatomy::Catalogue& catalogue = test::catalogue();
    const auto rows = [&](const char* key) {
        std::vector<std::string> keys;
        for (const anatomy::SafetyFact* fact : pincerTaughtFor(catalogue, key)) keys.push_back(fact->key);
        return keys;
    };
    EXPECT_EQ(rows("soleus"), std::vector<std::string>{}) << "a row about thrombosis, and one that goes to it from the side";
    EXPECT_EQ(rows("sternocleidomastoid_sternal"), std::vector<std::string>{"haz_scm"}) << "not the course of the accessory nerve";
    EXPECT_EQ(rows("upper_trapezius"), std::vector<std::string>{"haz_pleura_upper_trapezius"});
    EXPECT_EQ(rows("triceps_brachii_long"), std::vector<std::string>{"haz_radial_nerve_arm"});
    EXPECT_EQ(rows("semitendinosus"), std::vector<std::string>{"haz_popliteal_hamstring_ends"});
}

TEST(NeedlePincer, aGripThatNoTableStandsBehindIsSaid) {
    const anatomy::Catalogue& catalogue = test::catalogue();
    const Layers layers = overALung(), bare({box("muscle", System::muscle, -8, -20)});
    EXPECT_EQ(untaughtGripSentence(*layers.body, catalogue, ""), "No muscle was named, so no table tells of a pincer grip here.");
    EXPECT_EQ(untaughtGripSentence(*layers.body, catalogue, "infraspinatus"), "The tables tell of no pincer grip of infraspinatus.");
    EXPECT_EQ(untaughtGripSentence(*layers.body, catalogue, "upper_trapezius"), "");
    EXPECT_EQ(untaughtGripSentence(*bare.body, catalogue, "upper_trapezius"), "This body has no skin to lift.");
}

TEST(NeedlePincer, besideTheGripStandsTheSameNeedleWithoutIt) {
    const Layers layers = overALung();
    const HazardIndex hazards(*layers.body, test::catalogue());
    const Shaft shaft = *shaftFrom({1, 2, 0}, {0, 0, -1}, 45);
    const Passage held = passageOf(*layers.body, *layers.rays, hazards, shaft, *liftFrom(30, {*layers.body->find("muscle")})), without = withoutGrip(*layers.body, *layers.rays, hazards, shaft);
    const auto isMet = [&](const Passage& passage) {
        const Hazard* lung = hazardCalled(layers, passage.hazards, "left_lung");
        return lung && lung->isMet();
    };
    EXPECT_FALSE(isMet(held));
    EXPECT_TRUE(isMet(without));
    EXPECT_NEAR(without.firstHazardMm.value_or(0), 40, 0.1);
}

TEST(NeedleUltrasound, depthsThatAreToldOverrideThePath) {
    const Layers layers = overALung();
    const HazardIndex hazards(*layers.body, test::catalogue());
    const Shaft shaft = *shaftFrom({1, 2, 0}, {0, 0, -1}, 30);
    const Passage passage = passageOf(*layers.body, *layers.rays, hazards, shaft, {}, *ultrasoundFrom("muscle=16"));
    EXPECT_EQ(layers.told(passage.path), "- 0.0-16.0, muscle 16.0-29.0, deeper 29.0-30.0") << "skin and fat twice as thick; behind it shifted; a seam of 2 mm shared";
    EXPECT_NEAR(passage.firstHazardMm.value_or(0), 48, 0.1);
    ASSERT_FALSE(passage.overridden.empty());
    EXPECT_EQ(passage.overridden.front(), "Ultrasound: muscle at 16.0 mm, where the model has it at 8.0 mm.");
}

TEST(NeedleUltrasound, thePleuraThatIsToldIsTheFirstLungOnTheWay) {
    const Layers layers = overALung();
    const HazardIndex hazards(*layers.body, test::catalogue());
    const Passage passage = passageOf(*layers.body, *layers.rays, hazards, *shaftFrom({1, 2, 0}, {0, 0, -1}, 30), {}, *ultrasoundFrom("pleura=23"));
    EXPECT_NEAR(passage.firstHazardMm.value_or(0), 23, 1e-3);
    const auto lung = std::ranges::find(passage.hazards, Danger::lung, &Hazard::danger);
    ASSERT_NE(lung, passage.hazards.end());
    EXPECT_TRUE(lung->seen);
    EXPECT_TRUE(lung->isMet());
    EXPECT_NEAR(lung->atDepthMm, 23, 1e-3);
    EXPECT_EQ(std::ranges::count(passage.hazards, Danger::lung, &Hazard::danger), 1) << "in place of the model's";
    EXPECT_NEAR(passage.path.pieces.back().toMm, 30, 1e-3);
}

TEST(NeedleUltrasound, aPleuraFarFromTheModelsIsKeptWithARemark) {
    const Layers layers = overALung();
    const HazardIndex hazards(*layers.body, test::catalogue());
    const auto told = [&](const char* seen) {
        const Passage passage = passageOf(*layers.body, *layers.rays, hazards, *shaftFrom({1, 2, 0}, {0, 0, -1}, 30), {}, *ultrasoundFrom(seen));
        const auto at = std::ranges::find_if(passage.overridden, [](const std::string& each) { return each.starts_with("The pleura that was seen"); });
        EXPECT_EQ(passage.firstHazardMm.value_or(0) > 0, true) << seen;
        return at == passage.overridden.end() ? std::string() : *at;
    };
    EXPECT_EQ(told("pleura=19"), "The pleura that was seen at 19.0 mm lies less than half as deep as the model's at 40.0 mm. It is kept as it was told; look again whether it was the pleura.");
    EXPECT_NE(told("pleura=90").find("more than twice"), std::string::npos);
    EXPECT_EQ(told("pleura=21"), "");
    EXPECT_EQ(told("pleura=79"), "");
}

TEST(NeedleUltrasound, aRibThatTheModelDoesNotHaveIsStillBone) {
    const Layers layers = overALung();
    const HazardIndex hazards(*layers.body, test::catalogue());
    const Passage passage = passageOf(*layers.body, *layers.rays, hazards, *shaftFrom({1, 2, 0}, {0, 0, -1}, 30), {}, *ultrasoundFrom("rib=17,pleura=23"));
    EXPECT_NEAR(passage.path.boneAtMm.value_or(0), 17, 1e-3);
    EXPECT_EQ(passage.overridden.front(), "Ultrasound: rib at 17.0 mm; the model meets none on this way.");
}

TEST(NeedleUltrasound, depthsThatAreNoneAreRefused) {
    for (const char* words : {"", "pleura", "pleura=x", "lung=12", "pleura=12;rib=3", "pleura=nan"}) EXPECT_EQ(ultrasoundFrom(words).error().message, "Ultrasound depths are told as muscle=MM,rib=MM,pleura=MM, one or more of them.") << words;
    EXPECT_EQ(ultrasoundFrom("rib=3,rib=4").error().message, "That ultrasound depth is told twice.");
    for (const char* words : {"pleura=0", "pleura=-2", "pleura=201"}) EXPECT_EQ(ultrasoundFrom(words).error().message, "An ultrasound depth is more than 0 and at most 200 mm.") << words;
    EXPECT_EQ(ultrasoundFrom("rib=20,pleura=17").error().message, "Ultrasound depths lie in the order muscle, rib, pleura: each deeper than the one before.");
}

struct NeedlePassage : OnTheBuiltInBody {};

TEST_F(NeedlePassage, liftingTheUpperTrapeziusTakesItAwayFromTheChest) {
    places::LandmarkFinder landmarks(body);
    const auto at = landmarks.point({"c7_spinous", "acromion_tip", 0.5, 0, 0, 0}, Side::left);
    ASSERT_TRUE(at);
    const auto target = body.structuresOf("upper_trapezius", Side::left);
    const Shaft shaft = *shaftFrom(*at + vec3(0, 0, 30), {0, 0, -1}, 40);
    const Passage inPlace = passageOf(body, rays(), hazards(), shaft), held = passageOf(body, rays(), hazards(), shaft, *liftFrom(15, target));
    ASSERT_TRUE(inPlace.path.fromSkin);
    EXPECT_TRUE(held.path.fold.hasTarget);
    const auto lung = [](const Passage& passage) {
        float mm = 1e9F;
        for (const Hazard& each : passage.hazards)
            if (each.danger == Danger::lung) mm = std::min(mm, each.isMet() ? each.atDepthMm : 100 + each.distanceMm);
        return mm;
    };
    EXPECT_GT(lung(held), lung(inPlace) + 5);
    EXPECT_NEAR(lengthIn(held.path, target), lengthIn(inPlace.path, target), 3) << "the muscle itself stays as thick";
}

}  // namespace myochart::needle
