#include "scene/depths.h"

#include <gtest/gtest.h>

#include "places/danger.h"
#include "support/boxes.h"
#include "support/test_folder.h"

namespace myochart::scene {

namespace {

using myochart::test::boxStructure;

/// Along y from the front (-y): skin at -100, muscle at -80, lung at -40; a nerve at -60. Beside it an arm with its own
/// part of the skin in front, at -400.
std::shared_ptr<const body::Body> thorax(const Path& file, bool withSkin) {
    body::NewBody made{"boxes", "test", "", {}};
    const auto add = [&](const char* key, const char* name, vec3 centre, vec3 half, body::System system, anatomy::Layer layer) {
        made.structures.push_back(boxStructure(key, "", Side::left, centre, half));
        made.structures.back().facts.name = name;
        made.structures.back().facts.system = system;
        made.structures.back().facts.layer = layer;
    };
    if (withSkin) {
        add("skin", "Skin", {0, 0, 0}, {100, 100, 100}, body::System::skin, anatomy::Layer::skin);
        add("skin_arm", "Skin of arm", {0, -350, 0}, {50, 50, 50}, body::System::skin, anatomy::Layer::skin);
    }
    add("muscle", "Pectoralis", {0, 0, 0}, {80, 80, 80}, body::System::muscle, anatomy::Layer::superficial);
    add("nerve", "Left intercostal nerve", {0, 0, 0}, {60, 60, 60}, body::System::nerve, anatomy::Layer::nerve);
    add("lung", "Left lung", {0, 0, 0}, {40, 40, 40}, body::System::organ, anatomy::Layer::organ);
    return myochart::test::bodyOf(file, std::move(made), true);
}

const geometry::Ray kIn{{0, -1000, 0}, {0, 1, 0}};

std::map<std::string, geometry::RayHit> byKey(const body::Body& body, const std::vector<geometry::RayHit>& hits) {
    std::map<std::string, geometry::RayHit> found;
    for (const auto& hit : hits) found.emplace(body.structure(hit.at.part).key, hit);
    return found;
}

/// Nothing but these layers.
ViewOptions only(std::initializer_list<anatomy::Layer> layers) {
    ViewOptions view;
    view.layers.fill(false);
    for (const auto layer : layers) view.layers[static_cast<size_t>(layer)] = true;
    return view;
}

}  // namespace

TEST(Depths, countFromTheSkinOfThePartThatIsEnteredWhetherItIsShownOrNot) {
    const myochart::test::TestFolder folder;
    const auto body = thorax(folder / "t.cache", true);
    for (const bool skinShown : {true, false}) {
        ViewOptions view = only({anatomy::Layer::superficial, anatomy::Layer::organ, anatomy::Layer::nerve});
        view.layers[static_cast<size_t>(anatomy::Layer::skin)] = skinShown;
        const auto hits = byKey(*body, pickAlong(*body, nullptr, kIn, view));
        const SkinDepth skin(*body, nullptr, kIn);
        ASSERT_TRUE(hits.contains("lung"));
        EXPECT_NEAR(*skin.of(hits.at("muscle")), 20, 0.1);
        EXPECT_NEAR(*skin.of(hits.at("lung")), 60, 0.1) << "not from the arm's skin";
    }
}

TEST(Depths, aRayThatBeginsInsideCountsFromTheSkinBehindItsOrigin) {
    const myochart::test::TestFolder folder;
    const auto body = thorax(folder / "t.cache", true);
    const geometry::Ray inside{{0, -70, 0}, {0, 1, 0}};
    const auto hits = byKey(*body, body->hitsWithoutIndex(inside));
    EXPECT_NEAR(*SkinDepth(*body, nullptr, inside).of(hits.at("lung")), 60, 0.1);
}

TEST(Depths, withoutASkinThereIsNoDepth) {
    const myochart::test::TestFolder folder;
    const auto body = thorax(folder / "t.cache", false);
    EXPECT_FALSE(hasSkin(*body));
    const auto hits = byKey(*body, body->hitsWithoutIndex(kIn));
    EXPECT_FALSE(SkinDepth(*body, nullptr, kIn).of(hits.at("lung")));
}

TEST(Depths, lungNerveAndVesselAreDangersAndMuscleIsNot) {
    const myochart::test::TestFolder folder;
    const auto body = thorax(folder / "t.cache", true);
    const auto danger = [&](const char* key) { return places::dangerOf(body->structure(*body->find(key))); };
    EXPECT_EQ(danger("lung"), anatomy::Danger::lung);
    EXPECT_EQ(danger("nerve"), anatomy::Danger::nerve);
    EXPECT_EQ(danger("muscle"), anatomy::Danger::none);
    EXPECT_EQ(danger("skin"), anatomy::Danger::none);
    body::Structure cord;
    cord.system = body::System::nerve;
    cord.name = "Spinal cord";
    EXPECT_EQ(places::dangerOf(cord), anatomy::Danger::spine);
    cord.system = body::System::organ;
    cord.name = "Left kidney";
    EXPECT_EQ(places::dangerOf(cord), anatomy::Danger::organ);
}

namespace {

/// Twelve pairs of ribs, each a bow of bone about the chest 240 mm wide and 180 deep, with nothing between them.
std::shared_ptr<const body::Body> ribs(const Path& file, bool withIntercostals) {
    body::NewBody made{"ribs", "test", "", {}};
    const auto add = [&](const std::string& key, const std::string& name, vec3 centre, vec3 half, body::System system,
                         anatomy::Layer layer) {
        made.structures.push_back(boxStructure(key, "", centre.x > 0 ? Side::left : Side::right, centre, half));
        made.structures.back().facts.name = name;
        made.structures.back().facts.system = system;
        made.structures.back().facts.layer = layer;
    };
    add("skin", "Skin", {0, 0, 1200}, {150, 120, 600}, body::System::skin, anatomy::Layer::skin);
    for (int i = 0; i < 12; ++i)
        for (const float side : {1.0F, -1.0F}) {
            const std::string name = std::string(side > 0 ? "Left" : "Right") + " rib " + std::to_string(i + 1);
            // At the flank only: from the front and back a needle passes it by. Each is 40 mm high and the next 25 mm
            // lower.
            add((side > 0 ? "left_rib_" : "right_rib_") + std::to_string(i), name,
                {side * 118, 0, 1400 - 25.0F * static_cast<float>(i)}, {2, 90, 20}, body::System::bone,
                anatomy::Layer::bone);
        }
    if (withIntercostals)
        add("left_intercostals", "External intercostal muscles, left", {60, -95, 1500}, {40, 3, 10},
            body::System::muscle, anatomy::Layer::deep);
    return myochart::test::bodyOf(file, std::move(made), true);
}

}  // namespace

TEST(Depths, betweenRibsAndThroughAnIntercostalPleuraAndLungLieBehindThoughTheBodyHasNoLung) {
    const myochart::test::TestFolder folder;
    const auto body = ribs(folder / "ribs.cache", true);
    const auto rays = body->buildRayIndex();
    for (const geometry::RayIndex* index : {static_cast<const geometry::RayIndex*>(nullptr), &*rays}) {
        const auto fromBehind = entersChest(*body, index, {{40, 1000, 1300}, {0, -1, 0}});
        ASSERT_TRUE(fromBehind) << "between ribs, past all bone";
        EXPECT_GT(*fromBehind, 900);
        EXPECT_LT(*fromBehind, 930);
        EXPECT_TRUE(entersChest(*body, index, {{1000, 0, 1300}, {-1, 0, 0}})) << "through a rib";
        const auto intercostal = entersChest(*body, index, {{60, -1000, 1500}, {0, 1, 0}});
        ASSERT_TRUE(intercostal) << "above the ribs' own heights";
        EXPECT_NEAR(*intercostal, 902, 1);
        EXPECT_FALSE(entersChest(*body, index, {{40, 1000, 700}, {0, -1, 0}})) << "the belly";
        EXPECT_FALSE(entersChest(*body, index, {{145, 1000, 1300}, {0, -1, 0}})) << "past the chest";
    }
    const auto bare = thorax(folder / "t.cache", true);
    EXPECT_FALSE(entersChest(*bare, nullptr, kIn)) << "no ribs, no intercostals";
}

TEST(Depths, aDangerThatIsHiddenIsListedAllTheSame) {
    const myochart::test::TestFolder folder;
    const auto body = thorax(folder / "t.cache", true);
    const auto hidden = hiddenDangers(*body, nullptr, kIn, only({anatomy::Layer::superficial}));
    ASSERT_EQ(hidden.size(), 2U);
    EXPECT_EQ(body->structure(hidden[0].at.part).key, "nerve");
    EXPECT_EQ(body->structure(hidden[1].at.part).key, "lung");
    EXPECT_EQ(hiddenDangers(*body, nullptr, kIn, only({anatomy::Layer::superficial, anatomy::Layer::organ})).size(), 1U);
}

}  // namespace myochart::scene
