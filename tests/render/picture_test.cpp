#include <epoxy/gl.h>

#include "stage.h"
#include "support/test_folder.h"

using namespace myochart;
using namespace myochart::render;
using test::at;
using test::difference;
using test::differing;

namespace {

class Pictures : public test::Stage {};

TEST_F(Pictures, ofNothingAreTheGroundFromTopToBottom) {
    renderer->setBody(nullptr);
    scene.structures.clear();
    const Image image = picture();
    ASSERT_EQ(image.width, 320);
    ASSERT_EQ(image.height, 240);
    EXPECT_LE(difference(at(image, 3, 0), {0xF4, 0xF2, 0xEE, 255}), 1);
    EXPECT_LE(difference(at(image, 300, 239), {0xE7, 0xE4, 0xDE, 255}), 1);
    for (int y = 1; y < 240; ++y) {
        EXPECT_LE(at(image, 160, y).x, at(image, 160, y - 1).x);
        EXPECT_EQ(at(image, 0, y), at(image, 319, y));
    }
}

TEST_F(Pictures, beforeAnyFrameAreEmpty) {
    EXPECT_EQ(renderer->read().width, 0);
    EXPECT_FALSE(renderer->structureAt({10, 10}));
    EXPECT_FALSE(renderer->isHidden({0, 0, 0}));
}

TEST_F(Pictures, showAMuscleInRedAndABoneInIvoryWhereTheyAre) {
    const Image image = picture();
    const glm::ivec4 muscle = at(image, pixelOf({16, -38, 0})), bone = at(image, pixelOf({0, -24, 146}));
    EXPECT_GT(muscle.x, 110);
    EXPECT_GT(muscle.x, 2 * muscle.y);
    EXPECT_GT(bone.y, 170);
    EXPECT_GT(bone.x, bone.z) << "ivory is warm";
}

TEST_F(Pictures, areLitFromTheUpperLeftOfTheViewer) {
    show({test::structure("ball", body::System::bone, test::sphere({0, 0, 0}, 50))});
    const Image image = picture();
    EXPECT_GT(at(image, pixelOf({-25, -35, 25})).y, at(image, pixelOf({25, -35, -25})).y + 25);
}

TEST_F(Pictures, cullBackFaces) {
    auto inside = test::sphere({0, 0, 0}, 50);
    for (size_t i = 0; i < inside.indices.size(); i += 3) std::swap(inside.indices[i], inside.indices[i + 1]);
    std::vector<body::NewStructure> all;
    all.push_back(test::structure("cut", body::System::bone, test::groovedSheet(80, 80, 0)));
    show(std::move(all));
    const glm::ivec2 middle = pixelOf({0, 0, 0});
    const glm::ivec4 front = at(picture(), middle);
    camera.azimuthRad = 3.14159F;
    const glm::ivec4 back = at(picture(), middle);
    const glm::ivec4 ground(0xEE, 0xEB, 0xE6, 255);
    EXPECT_NE(difference(front, ground) <= 8, difference(back, ground) <= 8) << "a sheet is seen from one side only";
}

TEST_F(Pictures, withSamplesDifferOnlyAtEdges) {
    const Image four = picture();
    options.samples = 0;
    const Image none = picture();
    EXPECT_GT(differing(four, none), 0);
    // An edge: somewhere in the neighbourhood two pixels of the plain picture differ strongly.
    int away = 0;
    for (int y = 2; y < none.height - 2; ++y) {
        for (int x = 2; x < none.width - 2; ++x) {
            if (difference(at(four, x, y), at(none, x, y)) <= 12) continue;
            int contrast = 0;
            for (int j = -2; j <= 2; ++j) {
                for (int i = -2; i <= 2; ++i) contrast = std::max(contrast, difference(at(none, x, y), at(none, x + i, y + j)));
            }
            away += contrast < 24 ? 1 : 0;
        }
    }
    EXPECT_LE(away, 10);
}

TEST_F(Pictures, withSamplesHaveSmootherEdges) {
    show({test::structure("ball", body::System::bone, test::sphere({0, 0, 0}, 50))});
    scene.groundTop = scene.groundBottom = vec3(0);
    const auto between = [&] {
        const Image image = picture();
        int count = 0;
        for (int y = 0; y < image.height; ++y) {
            for (int x = 0; x < image.width; ++x) count += at(image, x, y).x > 8 && at(image, x, y).x < 70 ? 1 : 0;
        }
        return count;
    };
    const int four = between();
    options.samples = 0;
    EXPECT_GT(four, between() + 50);
}

TEST_F(Pictures, onTransparentGroundHaveAlphaOnlyWhereTheBodyIs) {
    options.transparentGround = true;
    const Image image = picture();
    EXPECT_EQ(at(image, 0, 0).w, 0);
    EXPECT_EQ(at(image, 319, 239).w, 0);
    EXPECT_EQ(at(image, pixelOf({0, -24, 146})).w, 255);
    int partly = 0;
    for (size_t i = 3; i < image.rgba.size(); i += 4) partly += image.rgba[i] > 0 && image.rgba[i] < 255 ? 1 : 0;
    EXPECT_GT(partly, 50) << "edges are smooth";
    EXPECT_LT(partly, 4000);
}

TEST_F(Pictures, onTransparentGroundKeepTheColourAtTheEdge) {
    show({test::structure("ball", body::System::bone, test::sphere({0, 0, 0}, 50))});
    options.transparentGround = true;
    const Image image = picture();
    for (size_t i = 0; i < image.rgba.size(); i += 4) {
        if (image.rgba[i + 3] == 0) continue;
        ASSERT_GT(int{image.rgba[i]}, 45) << "no black fringe";
    }
}

TEST_F(Pictures, occlusionDarkensTheGrooveBetweenNeighboursAndNothingInTheOpen) {
    std::vector<body::NewStructure> all;
    all.push_back(test::structure("a", body::System::bone, test::rod({-20, 0, 80}, {-20, 0, -80}, 20)));
    all.push_back(test::structure("b", body::System::bone, test::rod({20.5F, 0, 80}, {20.5F, 0, -80}, 20)));
    show(std::move(all));
    const Image with = picture();
    options.ambientOcclusion = false;
    const Image without = picture();
    const glm::ivec2 groove = pixelOf({-4, -12, 0}), open = pixelOf({-20, -20, 0});
    EXPECT_LT(at(with, groove).y, at(without, groove).y - 12);
    EXPECT_LE(difference(at(with, open), at(without, open)), 10);
    EXPECT_EQ(at(with, 2, 2), at(without, 2, 2));
}

TEST_F(Pictures, tendonEndsOfAMuscleAreLighterThanItsBelly) {
    show({test::structure("muscle", body::System::muscle, test::spindle({0, 0, 130}, {0, 0, -130}, 26))});
    camera = scene::fitted(camera, body->bounds(), options.viewport);
    const Image image = picture();
    EXPECT_GT(at(image, pixelOf({0, -4, 126})).y, at(image, pixelOf({0, -26, 0})).y + 60);
}

TEST_F(Pictures, fibresShowOnMusclesAndCanBeSwitchedOff) {
    show({test::structure("muscle", body::System::muscle, test::spindle({0, 0, 130}, {0, 0, -130}, 40))});
    camera.distanceMm /= 3;
    camera.target = {0, 0, 0};
    const Image with = picture();
    scene.structures[0].fibre = 0;
    const Image without = picture();
    EXPECT_GT(differing(with, without), 5000);
    // Along a row the striped one goes up and down more often.
    const auto turns = [](const Image& image) {
        int count = 0;
        for (int x = 82; x < 238; ++x) {
            const int before = at(image, x, 120).x - at(image, x - 1, 120).x, after = at(image, x + 1, 120).x - at(image, x, 120).x;
            count += before * after < 0 ? 1 : 0;
        }
        return count;
    };
    EXPECT_GT(turns(with), turns(without) + 5);
}

TEST_F(Pictures, fibresFinerThanAPixelFadeInsteadOfFlickering) {
    show({test::structure("muscle", body::System::muscle, test::spindle({0, 0, 130}, {0, 0, -130}, 40))});
    camera.distanceMm *= 8;
    const Image a = picture();
    camera.azimuthRad += 0.0004F;  // far below a pixel
    EXPECT_LT(differing(a, picture()), 12);
}

TEST_F(Pictures, hoveredStructureIsLighter) {
    const glm::ivec2 pixel = pixelOf({16, -38, 0});
    const glm::ivec4 before = at(picture(), pixel);
    item("left_front").hovered = true;
    const glm::ivec4 after = at(picture(), pixel);
    EXPECT_GT(after.y, before.y + 8);
    EXPECT_LT(after.y, before.y + 90) << "a little lighter, not white";
}

TEST_F(Pictures, selectedStructureGetsAnAccentOutlineTwoPixelsWide) {
    show({test::structure("ball", body::System::bone, test::sphere({0, 0, 0}, 50))});
    const Image plain = picture();
    scene.structures[0].selected = true;
    const Image selected = picture();
    int wide = 0;
    for (int x = 160; x < 320; ++x) wide += difference(at(plain, x, 120), at(selected, x, 120)) > 60 ? 1 : 0;
    EXPECT_GE(wide, 2);
    EXPECT_LE(wide, 3);
    EXPECT_EQ(at(plain, 160, 120), at(selected, 160, 120)) << "the structure itself stays";
    int accent = 0;
    for (int y = 0; y < 240; ++y) {
        for (int x = 0; x < 320; ++x) accent += difference(at(selected, x, y), {0x0F, 0x76, 0x6E, 255}) < 12 ? 1 : 0;
    }
    EXPECT_GT(accent, 150);
    options.outline = false;
    EXPECT_EQ(differing(picture(), plain), 0);
}

TEST_F(Pictures, theOutlineKeepsNothingOfThePictureBefore) {
    scene.structures[0].selected = true;
    const Image first = picture();
    camera.distanceMm /= 6;
    picture();
    camera.distanceMm *= 6;
    EXPECT_EQ(differing(first, picture()), 0);
}

TEST_F(Pictures, outlineOfAPartlyHiddenStructureIsFaintWhereItIsHidden) {
    const Image plain = picture();
    item("bone").selected = true;
    const Image selected = picture();
    // The bone's left edge runs behind the right front muscle.
    const glm::ivec2 hidden = pixelOf({-13, 0, 0});
    int strongest = 0;
    for (int x = hidden.x - 3; x <= hidden.x + 3; ++x) strongest = std::max(strongest, difference(at(plain, x, hidden.y), at(selected, x, hidden.y)));
    EXPECT_GT(strongest, 15);
    EXPECT_LT(strongest, 100);
}

TEST_F(Pictures, ghostsLetThroughWhatLiesBehind) {
    scene.structures = {item("bone"), item("left_front")};
    const glm::ivec2 pixel = pixelOf({4, -35, 0});
    const glm::ivec4 solid = at(picture(), pixel);
    item("left_front").opacity = 0.35F;
    const glm::ivec4 ghost = at(picture(), pixel);
    EXPECT_GT(ghost.y, solid.y + 30) << "the ivory bone shines through";
}

TEST_F(Pictures, ghostsLookTheSameInAnyOrder) {
    for (auto& structure : scene.structures) structure.opacity = 0.4F;
    const Image one = picture();
    std::reverse(scene.structures.begin(), scene.structures.end());
    EXPECT_EQ(picture().rgba, one.rgba);
    options.samples = 0;
    const Image plain = picture();
    std::reverse(scene.structures.begin(), scene.structures.end());
    EXPECT_EQ(picture().rgba, plain.rgba);
}

TEST_F(Pictures, ofExtremeSizesAreMadeOrBroughtWithinLimits) {
    for (const scene::Viewport size : {scene::Viewport{1, 1}, {0, 0}, {-7, 40}, {1, 900}, {5000, 3000}}) {
        options.viewport = size;
        options.samples = size.width > 1000 ? 0 : 4;
        const Image image = picture();
        EXPECT_EQ(image.width, std::max(size.width, 1));
        EXPECT_EQ(image.height, std::max(size.height, 1));
        EXPECT_EQ(image.rgba.size(), static_cast<size_t>(image.width) * static_cast<size_t>(image.height) * 4);
    }
}

TEST_F(Pictures, areTheSameAgainAfterOtherSizesAndViews) {
    const Image before = picture();
    const scene::Camera view = camera;
    camera.azimuthRad = 2;
    picture();
    options.viewport = {200, 300};
    picture();
    options.viewport = {320, 240};
    camera = view;
    EXPECT_EQ(picture().rgba, before.rgba);
    EXPECT_EQ(picture().rgba, before.rgba);
}

TEST_F(Pictures, leaveNoTraceOfTheLastFrame) {
    const scene::Camera view = camera;
    camera.target.x += 60;
    picture();
    camera.target.x -= 130;
    picture();
    camera = view;
    const Image after = picture();
    auto fresh = SceneRenderer::create(myochart::test::sourceFolder() / "shaders");
    ASSERT_TRUE(fresh);
    (*fresh)->setBody(body);
    (*fresh)->draw(scene, camera, {}, options);
    EXPECT_EQ((*fresh)->read().rgba, after.rgba);
}

TEST_F(Pictures, closeUpsWhileTurningArriveInStepsAndEndComplete) {
    options.samples = 0;
    EXPECT_TRUE(renderer->draw(scene, camera, {}, options).complete) << "the first picture is whole";
    camera.distanceMm /= 6;
    FrameStats stats;
    for (int i = 0; i < 100 && !(stats = renderer->draw(scene, camera, {}, options)).complete; ++i) {}
    EXPECT_TRUE(stats.complete);
    EXPECT_GT(stats.triangles, 0U);
}

TEST_F(Pictures, countStructuresAndTriangles) {
    const FrameStats near = renderer->draw(scene, camera, {}, options);
    EXPECT_EQ(near.structures, 5U);
    camera.distanceMm *= 20;
    EXPECT_LT(renderer->draw(scene, camera, {}, options).triangles, near.triangles);
}

TEST_F(Pictures, showCopiesTheFrameToItsPlaceAndKeepsBindings) {
    const Image frame = picture();
    GLuint texture = 0, framebuffer = 0;
    glGenTextures(1, &texture);
    glBindTexture(GL_TEXTURE_2D, texture);
    glTexImage2D(GL_TEXTURE_2D, 0, GL_RGBA8, 400, 300, 0, GL_RGBA, GL_UNSIGNED_BYTE, nullptr);
    glGenFramebuffers(1, &framebuffer);
    glBindFramebuffer(GL_FRAMEBUFFER, framebuffer);
    glFramebufferTexture2D(GL_FRAMEBUFFER, GL_COLOR_ATTACHMENT0, GL_TEXTURE_2D, texture, 0);
    glClearColor(0, 0, 1, 1);
    glClear(GL_COLOR_BUFFER_BIT);
    renderer->show(50, 20);
    GLint bound = 0;
    glGetIntegerv(GL_DRAW_FRAMEBUFFER_BINDING, &bound);
    EXPECT_EQ(static_cast<GLuint>(bound), framebuffer);
    std::vector<std::uint8_t> pixels(400 * 300 * 4);
    glReadPixels(0, 0, 400, 300, GL_RGBA, GL_UNSIGNED_BYTE, pixels.data());
    const auto shown = [&](int x, int yFromBelow) {
        const size_t i = static_cast<size_t>(yFromBelow * 400 + x) * 4;
        return glm::ivec4(pixels[i], pixels[i + 1], pixels[i + 2], 255);
    };
    EXPECT_EQ(shown(10, 10), glm::ivec4(0, 0, 255, 255));
    for (const int x : {0, 100, 160, 319}) EXPECT_EQ(shown(50 + x, 20 + 239 - 120), at(frame, x, 120));
    glDeleteFramebuffers(1, &framebuffer);
    glDeleteTextures(1, &texture);
}

TEST_F(Pictures, drawingKeepsTheFramebufferAndViewportOfOthers) {
    glViewport(3, 4, 55, 66);
    picture();
    GLint viewport[4] = {}, bound = -1;
    glGetIntegerv(GL_VIEWPORT, viewport);
    glGetIntegerv(GL_DRAW_FRAMEBUFFER_BINDING, &bound);
    EXPECT_EQ(viewport[2], 55);
    EXPECT_EQ(bound, 0);
    EXPECT_EQ(glIsEnabled(GL_SCISSOR_TEST), GL_FALSE);
    EXPECT_EQ(glIsEnabled(GL_DEPTH_TEST), GL_FALSE);
}

TEST_F(Pictures, ofADamagedCacheSayThatItIsDamaged) {
    EXPECT_TRUE(renderer->bodyIsSound());
    auto bytes = readFile(folder / "body.cache", 64U << 20U);
    ASSERT_TRUE(bytes);
    for (size_t i = 8192; i < bytes->size(); i += 97) (*bytes)[i] ^= std::byte{0x10};
    ASSERT_TRUE(writeFileAtomically(folder / "damaged.cache", *bytes));
    const auto damaged = body::Body::open(folder / "damaged.cache");
    ASSERT_TRUE(damaged) << damaged.error().message;
    renderer->setBody(*damaged);
    const FrameStats stats = renderer->draw(scene, camera, {}, options);
    EXPECT_FALSE(renderer->bodyIsSound());
    EXPECT_EQ(stats.structures, 0U) << "nothing of it is drawn";
    renderer->setBody(body);
    EXPECT_TRUE(renderer->bodyIsSound());
}

}  // namespace
