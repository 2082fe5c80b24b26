#include "stage.h"

using namespace myochart;

namespace {

class StructureAt : public test::Stage {
  protected:
    std::string under(vec3 position) const {
        const auto found = renderer->structureAt(vec2(pixelOf(position)));
        return found ? body->structure(*found).key : "nothing";
    }
};

TEST_F(StructureAt, isTheOneDrawnInFront) {
    picture();
    EXPECT_EQ(under({16, -38, 0}), "left_front");
    EXPECT_EQ(under({-16, -35, 0}), "right_front");
    EXPECT_EQ(under({0, -24, 150}), "joint");
    EXPECT_EQ(under({90, 0, 0}), "nothing");
    camera.azimuthRad = 3.14159F;
    picture();
    EXPECT_EQ(under({0, 55, 0}), "back");
}

TEST_F(StructureAt, agreesWithTheRayThroughEachPixelButForEdges) {
    camera.azimuthRad = 0.6F;
    picture();
    int asked = 0, apart = 0;
    for (int y = 4; y < 240; y += 9) {
        for (int x = 4; x < 320; x += 9) {
            const auto hits = body->hitsWithoutIndex(camera.rayThrough(vec2(x, y), options.viewport));
            const auto drawn = renderer->structureAt(vec2(x, y));
            ++asked;
            const bool same = hits.empty() ? !drawn : drawn == hits.front().at.part;
            apart += same ? 0 : 1;
        }
    }
    EXPECT_LE(apart, asked / 100) << "of " << asked;
}

TEST_F(StructureAt, passesThroughGhostsAndWhatIsNotShown) {
    item("left_front").opacity = 0.3F;
    picture();
    EXPECT_EQ(under({6, -36, 0}), "bone");
    scene.structures.erase(scene.structures.begin());
    picture();
    EXPECT_NE(under({6, -36, 0}), "bone");
}

TEST_F(StructureAt, outsideThePictureIsNothing) {
    picture();
    for (const vec2 pixel : {vec2(-1, 5), vec2(5, -3), vec2(320, 5), vec2(5, 240), vec2(1e9F, 1e9F), vec2(NAN, 3)}) {
        EXPECT_FALSE(renderer->structureAt(pixel));
    }
    EXPECT_FALSE(renderer->structureAt({0, 0}));
    EXPECT_FALSE(renderer->structureAt({319, 239}));
}

TEST_F(StructureAt, followsAChangedPicture) {
    picture();
    EXPECT_EQ(under({16, -38, 0}), "left_front");
    std::erase_if(scene.structures, [&](const auto& one) { return body->structure(one.structure).key == "left_front"; });
    picture();
    EXPECT_NE(under({16, -38, 0}), "left_front");
}

TEST_F(StructureAt, isHiddenKnowsFrontFromBack) {
    picture();
    EXPECT_FALSE(renderer->isHidden({16, -38.5F, 0}));
    EXPECT_FALSE(renderer->isHidden({16, -38, 0})) << "on the surface";
    EXPECT_TRUE(renderer->isHidden({16, 2, 0})) << "on its back";
    EXPECT_TRUE(renderer->isHidden({0, 56, 0}));
    EXPECT_FALSE(renderer->isHidden({90, 0, 0})) << "beside the body";
    EXPECT_FALSE(renderer->isHidden({0, -5000, 0})) << "behind the eye";
}

TEST_F(StructureAt, ghostsHideNothing) {
    for (auto& one : scene.structures) one.opacity = 0.5F;
    picture();
    EXPECT_FALSE(renderer->isHidden({16, 2, 0}));
}

}  // namespace
