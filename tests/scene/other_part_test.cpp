#include "scene/other_part.h"

#include <gtest/gtest.h>

#include "support/boxes.h"
#include "support/test_folder.h"

namespace myochart::scene {

namespace {

using myochart::test::boxStructure;

/// Two thighs of 80 mm, 60 mm apart, a muscle in each; an arm of 40 mm hangs 30 mm before the left one.
class OtherPart : public ::testing::Test {
  protected:
    std::shared_ptr<const body::Body> make(bool skin) {
        body::NewBody made{"legs", "test", "", {}};
        const vec3 left(70, 0, 300), right(-70, 0, 300), arm(70, -90, 300), muscle(30, 30, 140), thigh(40, 40, 150);
        made.structures.push_back(boxStructure("left_thigh", "", Side::left, left, muscle));
        made.structures.push_back(boxStructure("right_thigh", "", Side::right, right, muscle));
        made.structures.push_back(boxStructure("left_over", "", Side::left, left + vec3(0, -34, 0), vec3(30, 3, 140)));
        made.structures.push_back(boxStructure("left_arm", "", Side::left, arm, vec3(15, 15, 100)));
        if (skin)
            for (const auto& [key, centre, half] : {std::tuple{"skin_left", left, thigh}, std::tuple{"skin_right", right, thigh},
                                                    std::tuple{"skin_arm", arm, vec3(20, 20, 110)}}) {
                made.structures.push_back(boxStructure(key, "", Side::midline, centre, half));
                made.structures.back().facts.system = body::System::skin;
                made.structures.back().facts.layer = anatomy::Layer::skin;
            }
        return myochart::test::bodyOf(folder_ / (skin ? "skin.cache" : "bare.cache"), std::move(made));
    }
    myochart::test::TestFolder folder_;
};

MarkerItem site(const char* id, vec3 position, vec3 normal) {
    MarkerItem item;
    item.id = record::MarkerId{id};
    item.position = position;
    item.normal = normal;
    return item;
}

}  // namespace

TEST_F(OtherPart, isToldByTheSkinThatTheWayGoesInThroughTwiceOrByTheAirBetween) {
    for (const bool skin : {true, false}) {
        const auto body = make(skin);
        const auto rays = body->buildRayIndex();
        ASSERT_TRUE(rays);
        const ViewOptions view = firstView();
        const vec3 fromRight(-3000, 0, 300), fromFront(70, -3000, 300), fromLeft(3000, 0, 300);
        const vec3 innerLeft(40, 0, 300), outerLeft(100, 0, 300), front(70, -30, 300);
        for (const geometry::RayIndex* index : {&*rays, static_cast<const geometry::RayIndex*>(nullptr)}) {
            EXPECT_TRUE(otherPartBefore(*body, index, view, fromRight, innerLeft)) << "the right thigh stands before it";
            EXPECT_FALSE(otherPartBefore(*body, index, view, fromLeft, innerLeft)) << "deep in its own thigh";
            EXPECT_FALSE(otherPartBefore(*body, index, view, fromLeft, outerLeft));
            EXPECT_TRUE(otherPartBefore(*body, index, view, fromFront, front)) << "behind the arm";
            EXPECT_FALSE(otherPartBefore(*body, index, view, {70, -3000, 2800}, {70, -30, 410})) << "over the arm, under a muscle of its own";
        }
    }
}

TEST_F(OtherPart, isNotedOfSitesThatFaceTheEyeUnlessASectionCuts) {
    const auto body = make(true);
    const auto rays = body->buildRayIndex();
    Scene scene;
    scene.markers = {site("inner", {40, 0, 300}, {-1, 0, 0}), site("outer", {100, 0, 300}, {1, 0, 0}), site("right", {-100, 0, 300}, {-1, 0, 0})};
    ViewOptions view = firstView();
    noteOtherParts(scene, *body, &*rays, view, {-3000, 0, 300});
    EXPECT_TRUE(scene.markers[0].behindOther);
    EXPECT_FALSE(scene.markers[1].behindOther) << "it faces away";
    EXPECT_FALSE(scene.markers[2].behindOther);
    view.effects.section.on = true;
    noteOtherParts(scene, *body, &*rays, view, {-3000, 0, 300});
    EXPECT_FALSE(scene.markers[0].behindOther);
}

}  // namespace myochart::scene
