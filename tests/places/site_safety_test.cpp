#include "places/site_safety.h"

#include <gtest/gtest.h>

#include <set>

#include "support/boxes.h"
#include "support/test_folder.h"

namespace myochart::places {

using myochart::test::TestFolder;

namespace {

const anatomy::Catalogue& catalogue() {
    static const auto loaded = anatomy::Catalogue::load(myochart::test::sourceFolder() / "assets" / "knowledge");
    return loaded.value();
}

/// The muscle's points laid along x, 100 mm apart.
std::vector<TriggerPlace> laidOut(std::string_view muscle) {
    std::vector<TriggerPlace> places;
    for (const auto* point : catalogue().triggerPointsOf(muscle))
        places.push_back({point, Side::left, "left", vec3(100.0F * static_cast<float>(places.size()), 0, 0), vec3(0, 0, 1)});
    return places;
}

SiteSafety at(std::string_view muscle, vec3 position) { return siteSafety(catalogue(), muscle, laidOut(muscle), &position); }

}  // namespace

TEST(SiteSafety, thePolicyIsThatOfThePointsNearby) {
    // Rectus abdominis: the first point lies over the ribs, by hand only; the others need a specialist.
    EXPECT_EQ(at("rectus_abdominis", {0, 20, 0}).policy->key, "rectus_abdominis_trp1");
    EXPECT_EQ(at("rectus_abdominis", {0, 20, 0}).policy->policy, anatomy::Policy::handsOnly);
    EXPECT_TRUE(at("rectus_abdominis", {0, 20, 0}).nearPoint);
    EXPECT_EQ(at("rectus_abdominis", {110, 0, 0}).policy->policy, anatomy::Policy::specialist);
}

TEST(SiteSafety, farFromEveryPointTheStrictestOfTheMuscleCounts) {
    const SiteSafety far = at("rectus_abdominis", {150, 0, 0});
    EXPECT_EQ(far.policy->policy, anatomy::Policy::handsOnly);
    EXPECT_FALSE(far.nearPoint);
    EXPECT_EQ(siteSafety(catalogue(), "rectus_abdominis").policy->policy, anatomy::Policy::handsOnly) << "no body, no places";
}

TEST(SiteSafety, ofTwoPointsInReachTheStricterCounts) {
    auto places = laidOut("rectus_abdominis");
    for (auto& place : places) place.position = vec3(0);
    const vec3 here(10, 0, 0);
    EXPECT_EQ(siteSafety(catalogue(), "rectus_abdominis", places, &here).policy->policy, anatomy::Policy::handsOnly);
}

TEST(SiteSafety, theHazardIsTheMusclesMostSerious) {
    EXPECT_EQ(at("upper_trapezius", vec3(0)).hazard->key, "haz_pleura_upper_trapezius");
    EXPECT_EQ(siteSafety(catalogue(), "no_such").hazard, nullptr);
    EXPECT_EQ(siteSafety(catalogue(), "no_such").muscle, nullptr);
}

TEST(SiteSafety, ofAMuscleWrittenByHandAndThatOfThePlaceTheWorseCounts) {
    record::Marker marker;
    marker.anchor.address.muscleKey = "upper_trapezius";
    marker.muscle = "Soleus";
    const SiteSafety here = SiteSafetyReader().of(nullptr, catalogue(), marker);
    EXPECT_EQ(here.muscle->key, "soleus");
    EXPECT_EQ(here.liesOn->key, "upper_trapezius");
    EXPECT_EQ(here.hazard->key, "haz_pleura_upper_trapezius") << "the needle still enters over the lung";
    EXPECT_EQ(here.policy, siteSafety(catalogue(), "upper_trapezius").policy);
    const auto warnings = warningsOf(catalogue(), here);
    EXPECT_EQ(std::set(warnings.begin(), warnings.end()).size(), warnings.size()) << "each once";
    EXPECT_GT(warnings.size(), anatomy::safetyWorstFirst(catalogue(), "upper_trapezius").size());
}

TEST(SiteSafety, anOrganVesselOrNerveIsNoTarget) {
    const TestFolder folder;
    body::NewBody made{"parts", "test", "", {}};
    for (const auto& [key, system] : {std::pair("stomach", body::System::organ), {"left_tibial_nerve", body::System::nerve},
                                      {"femoral_artery", body::System::vessel}, {"left_soleus", body::System::muscle}}) {
        made.structures.push_back(myochart::test::boxStructure(key, "", Side::left, vec3(90, 30, 300), vec3(20)));
        made.structures.back().facts.system = system;
    }
    const auto body = myochart::test::bodyOf(folder / "parts.cache", std::move(made), true);
    const auto noTarget = [&](const char* key) {
        record::Marker marker;
        marker.anchor.structureKey = key;
        return SiteSafetyReader().of(body, catalogue(), marker).noTarget;
    };
    for (const char* key : {"stomach", "left_tibial_nerve", "femoral_artery"}) EXPECT_NE(noTarget(key), "") << key;
    EXPECT_EQ(noTarget("left_soleus"), "");
}

TEST(SiteSafety, aMuscleWrittenByHandLeadsAndOneUnknownToTheTablesFallsBackOnThePlace) {
    record::Marker marker;
    marker.anchor.address.muscleKey = "soleus";
    marker.muscle = "Soleus";
    EXPECT_EQ(muscleKeyOf(catalogue(), marker), "soleus");
    marker.muscle = "Platysma";
    EXPECT_EQ(muscleKeyOf(catalogue(), marker), "platysma");
    EXPECT_EQ(SiteSafetyReader().of(nullptr, catalogue(), marker).policy->policy, anatomy::Policy::handsOnly);
    EXPECT_EQ(SiteSafetyReader().of(nullptr, catalogue(), marker).liesOn->key, "soleus");
    marker.muscle = "the sore bit";
    EXPECT_EQ(SiteSafetyReader().of(nullptr, catalogue(), marker).liesOn, nullptr);
    EXPECT_EQ(muscleKeyOf(catalogue(), marker), "soleus");
    marker.anchor.address.muscleKey.clear();
    EXPECT_EQ(muscleKeyOf(catalogue(), marker), "");
}

}  // namespace myochart::places
