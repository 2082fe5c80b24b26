#include "geometry/plane_cut.h"
#include "stage.h"

using namespace myochart;
using myochart::test::at;

namespace {

class Section : public test::Stage {
  protected:
    void SetUp() override {
        Stage::SetUp();
        if (HasFatalFailure()) return;
        scene.section = scene::SectionPlane::axial(20);
        camera.elevationRad = 0.9F;
    }
    std::string under(vec3 position) const {
        const auto found = renderer->structureAt(vec2(pixelOf(position)));
        return found ? body->structure(*found).key : "nothing";
    }
    /// What lies at a point of the plane by the meshes themselves: the structures whose area holds it.
    std::vector<std::string> inside(vec3 point) const {
        std::vector<std::string> keys;
        for (std::uint32_t i = 0; i < body->structures().size(); ++i) {
            int winding = 0;
            const auto mesh = body->mesh(i);
            const auto cut = geometry::cutByPlane(mesh, scene.section.origin, vec3(0, 0, 1));
            for (const auto& [from, to] : cut.segments) {
                const vec3 a = cut.points[from] - point, b = cut.points[to] - point;
                if (a.y <= 0 && b.y > 0 && a.x * b.y - a.y * b.x > 0) ++winding;
                if (b.y <= 0 && a.y > 0 && a.x * b.y - a.y * b.x < 0) --winding;
            }
            if (winding != 0) keys.push_back(body->structure(i).key);
        }
        return keys;
    }
};

TEST_F(Section, facesCoverWhatTheMeshesEnclose) {
    picture();
    int asked = 0, apart = 0, filled = 0;
    for (float y = -45; y <= 60; y += 5) {
        for (float x = -45; x <= 45; x += 5) {
            const std::vector<std::string> expected = inside({x, y, 20});
            // At edges a pixel may belong to either side.
            const bool edge = inside({x + 2, y, 20}) != expected || inside({x - 2, y, 20}) != expected ||
                              inside({x, y + 2, 20}) != expected || inside({x, y - 2, 20}) != expected;
            if (edge) continue;
            const std::string seen = under({x, y, 20});
            ++asked;
            filled += expected.empty() ? 0 : 1;
            const bool same = expected.empty() || std::find(expected.begin(), expected.end(), seen) != expected.end();
            apart += same ? 0 : 1;
        }
    }
    EXPECT_GT(filled, 40);
    EXPECT_EQ(apart, 0) << "of " << asked << " points";
}

TEST_F(Section, whatIsCutAwayIsNeitherDrawnNorHit) {
    const vec3 high(16, -30, 60);
    camera.elevationRad = 0;
    scene.section.on = false;
    picture();
    EXPECT_EQ(under(high), "left_front");
    scene.section.on = true;
    const render::Image image = picture();
    EXPECT_EQ(under(high), "nothing");
    EXPECT_GT(at(image, pixelOf(high)).g, 200);  // ground
    EXPECT_EQ(under({16, -38, -30}), "left_front");
    scene.section.flipped = true;
    picture();
    EXPECT_EQ(under(high), "left_front");
    EXPECT_EQ(under({16, -38, -30}), "nothing");
}

TEST_F(Section, aVeilMayStandForWhatIsCutAway) {
    const vec3 high(0, 0, 60), low(0, 0, -30);
    camera.elevationRad = 0;
    scene.structures = {item("bone")};
    scene.structures[0].skin = true;
    scene.structures[0].opacity = 0.3F;
    const render::Image left = picture();
    scene.structures[0].part = scene::CutPart::away;
    const render::Image away = picture();
    scene.structures[0].part = scene::CutPart::both;
    const render::Image both = picture();
    scene.structures.clear();
    const render::Image nothing = picture();
    const auto veiled = [&](const render::Image& image, vec3 place) {
        return myochart::test::difference(at(image, pixelOf(place)), at(nothing, pixelOf(place))) > 8;
    };
    EXPECT_FALSE(veiled(left, high));
    EXPECT_TRUE(veiled(left, low));
    EXPECT_TRUE(veiled(away, high));
    EXPECT_FALSE(veiled(away, low));
    EXPECT_TRUE(veiled(both, high));
    EXPECT_TRUE(veiled(both, low));
    EXPECT_EQ(under(high), "nothing") << "a veil is not hit";
}

TEST_F(Section, facesHaveTheColourOfTheirTissue) {
    const render::Image image = picture();
    const glm::ivec4 muscle = at(image, pixelOf({16, -18, 20})), bone = at(image, pixelOf({3, 0, 20}));
    EXPECT_GT(muscle.r, muscle.g + 60);
    EXPECT_GT(bone.g, muscle.g + 40);
    EXPECT_GT(bone.r, bone.b + 10);
}

TEST_F(Section, onlyTheFacesWhenAsked) {
    scene.section.faceOnly = true;
    const render::Image image = picture();
    EXPECT_EQ(under({16, -18, 20}), "left_front");
    const vec3 below(16, -38, -60);
    EXPECT_EQ(under(below), "nothing");
    EXPECT_GT(at(image, pixelOf(below)).g, 200);
}

TEST_F(Section, fromTheOtherSideNothingShowsThatItIsOpen) {
    camera.elevationRad = -0.9F;
    const render::Image cut = picture();
    scene.section.on = false;
    const render::Image whole = picture();
    EXPECT_EQ(at(cut, pixelOf({16, -38, -60})), at(whole, pixelOf({16, -38, -60})));
}

TEST_F(Section, theSelectedOneIsOutlinedAroundItsFace) {
    const render::Image before = picture();
    item("left_front").selected = true;
    const render::Image after = picture();
    EXPECT_GT(test::differing(before, after), 60);
    scene.section.faceOnly = true;
    const render::Image onlyFace = picture();
    item("left_front").selected = false;
    EXPECT_GT(test::differing(onlyFace, picture()), 40);
}

TEST_F(Section, movedPlanesGiveOtherPicturesAndTheSamePlaneTheSame) {
    const render::Image first = picture();
    scene.section.origin.z = -40;
    EXPECT_GT(test::differing(first, picture()), 500);
    scene.section.origin.z = 20;
    EXPECT_EQ(test::differing(first, picture()), 0);
}

TEST_F(Section, aPlaneBesideTheBodyChangesNothing) {
    scene.section.on = false;
    const render::Image whole = picture();
    scene.section = scene::SectionPlane::axial(4000);
    EXPECT_EQ(test::differing(whole, picture()), 0);
    scene.section.flipped = true;
    picture();
    EXPECT_EQ(under({16, -38, 0}), "nothing");
}

class Exploded : public test::Stage {};

TEST_F(Exploded, structuresAreDrawnAndHitWhereTheyAreMoved) {
    item("left_front").shiftMm = {90, 0, 0};
    camera = scene::fitted(camera, Box{{-130, -60, -150}, {130, 60, 150}}, options.viewport);
    picture();
    const auto moved = renderer->structureAt(vec2(pixelOf({106, -38, 0}))), left = renderer->structureAt(vec2(pixelOf({16, -38, 0})));
    ASSERT_TRUE(moved);
    EXPECT_EQ(body->structure(*moved).key, "left_front");
    EXPECT_TRUE(!left || body->structure(*left).key != "left_front");
}

TEST_F(Exploded, aStructureIsCutBeforeItIsMoved) {
    item("left_front").shiftMm = {90, 0, 40};
    scene.section = scene::SectionPlane::axial(20);
    camera = scene::fitted(camera, Box{{-130, -60, -150}, {130, 60, 190}}, options.viewport);
    camera.elevationRad = 0.7F;
    picture();
    const auto face = renderer->structureAt(vec2(pixelOf({106, -18, 60})));
    ASSERT_TRUE(face);
    EXPECT_EQ(body->structure(*face).key, "left_front");
}

class Veil : public test::Stage {
  protected:
    void SetUp() override {
        Stage::SetUp();
        if (HasFatalFailure()) return;
        auto parts = test::limb();
        parts.push_back(test::structure("skin", body::System::skin, test::sphere({0, 0, 0}, 170)));
        show(std::move(parts));
        item("skin").skin = true;
    }
};

TEST_F(Veil, isClearAndLeavesWhatLiesUnderItToBeHit) {
    item("skin").opacity = 0.3F;
    const render::Image veiled = picture();
    const vec3 point(16, -38, 0);
    const auto found = renderer->structureAt(vec2(pixelOf(point)));
    ASSERT_TRUE(found);
    EXPECT_EQ(body->structure(*found).key, "left_front");
    const glm::ivec4 through = at(veiled, pixelOf(point));
    item("skin").opacity = 0;
    const glm::ivec4 bare = at(picture(), pixelOf(point));
    item("skin").opacity = 1;
    const glm::ivec4 solid = at(picture(), pixelOf(point));
    EXPECT_GT(through.g, bare.g + 6);
    EXPECT_LT(through.g, solid.g - 20);
}

TEST_F(Veil, isDenserAlongItsContour) {
    item("skin").opacity = 0.3F;
    options.transparentGround = true;
    const render::Image image = picture();
    const int middle = at(image, pixelOf({60, -159, 0})).a, contour = at(image, pixelOf({165, 0, 0})).a;
    EXPECT_GT(middle, 20);
    EXPECT_GT(contour, middle + 25);
}

TEST_F(Veil, looksTheSameInAnyOrder) {
    item("skin").opacity = 0.4F;
    item("left_front").opacity = 0.35F;
    const render::Image first = picture();
    std::reverse(scene.structures.begin(), scene.structures.end());
    EXPECT_EQ(test::differing(first, picture()), 0);
}

}  // namespace
