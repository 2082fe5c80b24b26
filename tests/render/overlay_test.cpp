#include "stage.h"
#include "support/test_folder.h"

using namespace myochart;
using namespace myochart::render;
using record::MarkerType;
using test::at;
using test::difference;
using test::differing;

namespace {

glm::ivec4 colourOf(MarkerType type) { return {glm::ivec3(glm::round(scene::markerColour(type, false) * 255.0F)), 255}; }

class Markers : public test::Stage {
  protected:
    void SetUp() override {
        Stage::SetUp();
        show({test::structure("ball", body::System::bone, test::sphere({0, 0, 0}, 50))});
        plain = picture();
    }
    // How many pixels of the picture have about the colour of the type.
    static int inked(const Image& image, MarkerType type) {
        int count = 0;
        for (int y = 0; y < image.height; ++y) {
            for (int x = 0; x < image.width; ++x) count += difference(at(image, x, y), colourOf(type)) < 14 ? 1 : 0;
        }
        return count;
    }
    Image plain;
};

TEST_F(Markers, areDrawnAtTheirPointInTheColourOfTheirType) {
    for (const MarkerType type : {MarkerType::active, MarkerType::latent, MarkerType::satellite, MarkerType::tender, MarkerType::needle}) {
        scene.markers.clear();
        addMarker(type, {0, -50, 0}, glm::normalize(vec3(0.6F, -0.8F, 0)));
        const Image image = picture();
        EXPECT_GT(inked(image, type), 25) << name(type);
        EXPECT_EQ(inked(plain, type), 0);
        const int changed = differing(image, plain);
        EXPECT_GT(changed, 80) << name(type);
        EXPECT_LT(changed, 900) << name(type);
        EXPECT_EQ(at(image, 20, 20), at(plain, 20, 20));
    }
}

TEST_F(Markers, differInShapeNotOnlyInColour) {
    std::vector<std::vector<bool>> shapes;
    for (const MarkerType type : {MarkerType::active, MarkerType::latent, MarkerType::satellite, MarkerType::tender, MarkerType::needle}) {
        scene.markers.clear();
        addMarker(type, {0, -50, 0}, glm::normalize(vec3(0.6F, -0.8F, 0)));
        const Image image = picture();
        std::vector<bool> shape;
        for (int y = 90; y < 150; ++y) {
            for (int x = 130; x < 190; ++x) shape.push_back(difference(at(image, x, y), colourOf(type)) < 40);
        }
        shapes.push_back(std::move(shape));
    }
    for (size_t i = 0; i < shapes.size(); ++i) {
        for (size_t j = i + 1; j < shapes.size(); ++j) {
            int apart = 0;
            for (size_t k = 0; k < shapes[i].size(); ++k) apart += shapes[i][k] != shapes[j][k] ? 1 : 0;
            EXPECT_GT(apart, 30) << i << " and " << j;
        }
    }
}

TEST_F(Markers, keepTheirSizeAtEveryDistance) {
    addMarker(MarkerType::tender, {0, -50, 0});
    const int near = inked(picture(), MarkerType::tender);
    camera.distanceMm *= 3;
    EXPECT_NEAR(inked(picture(), MarkerType::tender), near, near / 10);
    options.pixelScale = 2;
    EXPECT_NEAR(inked(picture(), MarkerType::tender), 4 * near, near);
}

TEST_F(Markers, ofAnotherVisitAreHollowThoughSeenAndAsLargeAsTheyAreToBe) {
    auto& marker = addMarker(MarkerType::tender, {0, -50, 0});
    const int solid = inked(picture(), MarkerType::tender);
    marker.ghost = marker.hollow = true;
    const int hollow = inked(picture(), MarkerType::tender);
    EXPECT_LT(hollow, solid * 3 / 4);
    const int changed = differing(picture(), plain);
    marker.size = 2;
    EXPECT_GT(differing(picture(), plain), 2 * changed) << "a ring twice as wide";
}

TEST_F(Markers, underTissueAreHollow) {
    auto& marker = addMarker(MarkerType::tender, {0, 20, 0}, {0, -1, 0});
    const glm::ivec2 middle = pixelOf(marker.position);
    const Image hidden = picture();
    EXPECT_LE(difference(at(hidden, middle), at(plain, middle)), 2) << "nothing in the middle";
    EXPECT_EQ(inked(hidden, MarkerType::tender), 0) << "nothing in full colour";
    EXPECT_GT(differing(hidden, plain), 40) << "but its edge";
    scene.markers[0].position = {0, -50, 0};
    EXPECT_LE(difference(at(picture(), middle), colourOf(MarkerType::tender)), 8) << "filled when in front";
}

TEST_F(Markers, ofTheBodysFarSideAreOnlyDrawnWhenAskedFor) {
    auto& marker = addMarker(MarkerType::tender, {0, 50, 0}, {0, 1, 0});
    EXPECT_EQ(differing(picture(), plain), 0);
    marker.hovered = true;
    const int faint = differing(picture(), plain);
    EXPECT_GT(faint, 20);
    marker.hovered = false;
    marker.selected = true;
    EXPECT_GT(differing(picture(), plain), 40);
}

TEST_F(Markers, behindAnotherPartOfTheBodyAreOnlyDrawnWhenAskedForThoughTheyFaceTheViewer) {
    auto& marker = addMarker(MarkerType::tender, {0, 20, 0}, {0, -1, 0});
    EXPECT_GT(differing(picture(), plain), 40) << "under its own tissue it is hollow";
    marker.behindOther = true;
    EXPECT_EQ(differing(picture(), plain), 0);
    marker.selected = true;
    EXPECT_GT(differing(picture(), plain), 40);
    marker.selected = false;
    marker.position = {0, -50, 0};
    EXPECT_GT(inked(picture(), MarkerType::tender), 25) << "nothing drawn lies before it";
}

TEST_F(Markers, onTheBackOfWhatIsThinAreNotSeenThroughIt) {
    geometry::TriMesh hand = test::sphere({0, 0, 0}, 100);
    for (vec3& position : hand.positions) position.y *= 0.06F;
    show({test::structure("hand", body::System::bone, std::move(hand))});
    camera.distanceMm = 4000;
    camera.target = {};
    plain = picture();
    auto& marker = addMarker(MarkerType::tender, {0, 6, 0}, {0, 1, 0});
    EXPECT_EQ(differing(picture(), plain), 0) << "12 mm of it lie before the site";
    EXPECT_TRUE(renderer->isHidden({0, 6, 0}, {0, 1, 0}));
    marker.position = {0, -6, 0};
    marker.normal = {0, -1, 0};
    EXPECT_GT(differing(picture(), plain), 40);
    EXPECT_FALSE(renderer->isHidden({0, -6, 0}, {0, -1, 0}));
}

TEST_F(Markers, anActivePointStandsOutFromMuscleByBrightnessAlone) {
    show({test::structure("belly", body::System::muscle, test::sphere({0, 0, 0}, 50))});
    const Image muscle = picture();
    addMarker(MarkerType::active, {0, -50, 0});
    const Image marked = picture();
    const glm::ivec2 middle = pixelOf({0, -50, 0});
    const auto brightness = [](glm::ivec4 c) { return (c.r * 2126 + c.g * 7152 + c.b * 722) / 10000; };
    int bright = 0;
    for (int y = -10; y <= 10; ++y)
        for (int x = -10; x <= 10; ++x)
            bright += brightness(at(marked, middle + glm::ivec2(x, y))) > brightness(at(muscle, middle + glm::ivec2(x, y))) + 80 ? 1 : 0;
    EXPECT_GT(bright, 100) << "of the 200 pixels of the mark";
}

TEST_F(Markers, thatAreSelectedAreLargerWithAnAccentHalo) {
    addMarker(MarkerType::active, {0, -50, 0});
    const Image before = picture();
    scene.markers[0].selected = true;
    const Image after = picture();
    EXPECT_GT(inked(after, MarkerType::active), inked(before, MarkerType::active) * 5 / 4);
    int accent = 0;
    for (int y = 0; y < 240; ++y) {
        for (int x = 0; x < 320; ++x) accent += difference(at(after, x, y), {0x0F, 0x76, 0x6E, 255}) < 14 ? 1 : 0;
    }
    EXPECT_GT(accent, 40);
}

TEST_F(Markers, goAndLeaveThePictureAsItWas) {
    addMarker(MarkerType::latent, {0, -50, 0});
    picture();
    scene.markers.clear();
    EXPECT_EQ(picture().rgba, plain.rgba);
}

TEST_F(Markers, behindTheEyeAreNotDrawn) {
    addMarker(MarkerType::active, camera.eye() - camera.forward() * 100.0F);
    EXPECT_EQ(differing(picture(), plain), 0);
}

TEST_F(Markers, aPinsHeadStaysOnItsSideOfTheMidline) {
    const auto inkBeyond = [&](std::optional<float> midline) {
        scene.markers.clear();
        addMarker(MarkerType::needle, {5, -50, 0}, glm::normalize(vec3(-0.95F, -0.3F, 0)));
        scene.midlineMm = midline;
        const Image image = picture();
        int ink = 0;
        for (int y = 90; y < 150; ++y)
            for (int x = 120; x < 159; ++x) ink += difference(at(image, x, y), colourOf(MarkerType::needle)) < 30 ? 1 : 0;
        return ink;
    };
    EXPECT_GT(inkBeyond(std::nullopt), 10) << "its normal leans over";
    EXPECT_EQ(inkBeyond(0), 0) << "right of the body's middle nothing of a left site";
}

TEST_F(Markers, pinPointsAlongTheNormal) {
    addMarker(MarkerType::needle, {0, -50, 0}, glm::normalize(vec3(0.8F, -0.6F, 0)));
    const Image image = picture();
    int left = 0, right = 0;
    for (int y = 100; y < 140; ++y) {
        for (int x = 120; x < 158; ++x) left += difference(at(image, x, y), colourOf(MarkerType::needle)) < 30 ? 1 : 0;
        for (int x = 163; x < 200; ++x) right += difference(at(image, x, y), colourOf(MarkerType::needle)) < 30 ? 1 : 0;
    }
    EXPECT_GT(right, 25);
    EXPECT_LT(left, right / 4);
}

class Labels : public Markers {
  protected:
    scene::PlacedLabel& addLabel(std::string text, vec2 corner, vec2 point) {
        const vec2 size = renderer->labelSize(text, options.pixelScale);
        return labels.emplace_back(scene::PlacedLabel{"marker 0", std::move(text), corner, size, point, 0});
    }
};

TEST_F(Labels, areWhitePillsWhereTheyWereLaidOut) {
    addMarker(MarkerType::active, {0, -50, 0});
    const auto& label = addLabel("left soleus", {20, 40}, {160, 120});
    const Image image = picture();
    const auto right = static_cast<int>(20 + label.sizePx.x), bottom = static_cast<int>(40 + label.sizePx.y);
    EXPECT_GT(at(image, 30, 43).x, 240) << "face, above the text";
    EXPECT_LE(difference(at(image, (20 + right) / 2, 40), colourOf(MarkerType::active)), 60) << "edge in the type's colour";
    EXPECT_LE(difference(at(image, (20 + right) / 2, bottom - 1), colourOf(MarkerType::active)), 60);
    EXPECT_EQ(at(image, (20 + right) / 2, 38), at(plain, (20 + right) / 2, 38));
    EXPECT_EQ(at(image, (20 + right) / 2, bottom + 2), at(plain, (20 + right) / 2, bottom + 2));
    EXPECT_EQ(at(image, 17, 51), at(plain, 17, 51));
    int ink = 0;
    for (int y = 42; y < bottom - 2; ++y) {
        for (int x = 26; x < right - 6; ++x) ink += at(image, x, y).x < 110 ? 1 : 0;
    }
    EXPECT_GT(ink, 60) << "text";
    EXPECT_LT(ink, 600);
}

TEST_F(Labels, haveALeaderToTheirPoint) {
    addMarker(MarkerType::active, {0, -50, 0});
    addLabel("3", {20, 109}, {160, 119.5F});
    const Image image = picture();
    int touched = 0;
    for (int x = 60; x < 148; ++x) {
        int most = 0;
        for (int y = 117; y <= 122; ++y) most = std::max(most, difference(at(image, x, y), at(plain, x, y)));
        touched += most > 20 ? 1 : 0;
    }
    EXPECT_EQ(touched, 88);
}

TEST_F(Labels, differByTheirText) {
    addLabel("aaa", {20, 40}, {21, 41});
    const Image a = picture();
    labels[0].text = "bbb";
    const Image b = picture();
    EXPECT_GT(differing(a, b), 10);
}

TEST_F(Labels, thatStandForSeveralSayHowMany) {
    labels.push_back({"+", "", {20, 40}, renderer->labelSize("+3", 1), {21, 41}, 3});
    const Image counted = picture();
    labels[0].text = "+3";
    EXPECT_EQ(picture().rgba, counted.rgba);
}

TEST_F(Labels, areDarkWithLightTextOnADarkGround) {
    scene.dark = true;
    addLabel("left soleus", {20, 40}, {21, 41});
    const Image image = picture();
    EXPECT_LT(at(image, 30, 43).x, 90);
    int ink = 0;
    for (int y = 42; y < 60; ++y) {
        for (int x = 26; x < 90; ++x) ink += at(image, x, y).x > 170 ? 1 : 0;
    }
    EXPECT_GT(ink, 50);
}

TEST_F(Labels, ofEveryKindOfTextAreDrawnWithoutFault) {
    float y = 0;
    for (const char* text : {"", "Ä ß ñ 筋 עצב", "\xFF\xFE", "a very long label that nobody would ever want to read to its end", "\t\n"}) {
        addLabel(text, {5, y}, {160, 120});
        y += 24;
    }
    EXPECT_GT(differing(picture(), plain), 500);
}

TEST_F(Labels, moreThanTheAtlasHoldsAreStillDrawn) {
    options.pixelScale = 4;
    for (int round = 0; round < 40; ++round) {
        labels.clear();
        std::string text;
        for (int k = 0; k < 12; ++k) {
            const int code = 0x21 + (round * 12 + k) % 400;  // ASCII to Latin Extended
            if (code < 0x80) text += static_cast<char>(code);
            else (text += static_cast<char>(0xC0 | code >> 6)) += static_cast<char>(0x80 | (code & 0x3F));
        }
        addLabel(text, {2, 20}, {3, 30});
        picture();
    }
    labels.clear();
    addLabel("soleus", {2, 20}, {3, 30});
    const Image late = picture();
    auto fresh = SceneRenderer::create(myochart::test::sourceFolder() / "shaders");
    ASSERT_TRUE(fresh);
    (*fresh)->setBody(body);
    (*fresh)->draw(scene, camera, labels, options);
    EXPECT_EQ((*fresh)->read().rgba, late.rgba);
}

}  // namespace
