#include <gtest/gtest.h>

#define GLFW_INCLUDE_NONE
#include <GLFW/glfw3.h>

#include <fstream>
#include <numbers>

#include "support/test_folder.h"
#include "ui/camera_motion.h"
#include "ui/folder_listing.h"
#include "ui/frame_layout.h"
#include "ui/framing.h"
#include "ui/key_names.h"
#include "ui/layout_record.h"
#include "ui/panels/body_overlay.h"
#include "ui/panels/measures_part.h"
#include "ui/quality_governor.h"
#include "ui/same_scene.h"
#include "ui/theme.h"
#include "ui/ui.h"

namespace myochart::ui {

TEST(Measures, AMotionIsReadByItsLongestJointAndItsSide) {
    const auto catalogue = anatomy::Catalogue::load(*programFolder("assets") / "knowledge");
    ASSERT_TRUE(catalogue);
    const auto toe = measureTyped(*catalogue, "great toe MTP extension right");
    ASSERT_TRUE(toe);
    EXPECT_EQ(toe->joint, "great toe");
    EXPECT_EQ(toe->movement, "MTP extension");
    EXPECT_EQ(toe->side, Side::right);
    EXPECT_FALSE(normsOf(*catalogue, *toe).empty());
    const auto own = measureTyped(*catalogue, "tail wagging");
    ASSERT_TRUE(own) << "words of one's own are kept";
    EXPECT_TRUE(normsOf(*catalogue, *own).empty());
    EXPECT_FALSE(measureTyped(*catalogue, "neck"));
    EXPECT_FALSE(measureTyped(*catalogue, "neck left"));
    EXPECT_FALSE(measureTyped(*catalogue, ""));
}


TEST(Theme, theStyleIsScaledFromAnUnscaledBaseHoweverOftenItIsApplied) {
    ImGui::CreateContext();
    for (int i = 0; i < 20; ++i) applyStyle(darkTheme(), 2);
    EXPECT_EQ(ImGui::GetStyle().WindowPadding.x, 32);
    applyStyle(lightTheme(), 1);
    EXPECT_EQ(ImGui::GetStyle().WindowPadding.x, 16);
    for (const float scale : {0.1F, 0.75F, 1.25F, 3.0F}) {
        applyStyle(lightTheme(), scale);
        EXPECT_GE(ImGui::GetStyle().FrameBorderSize, 1) << scale;
        EXPECT_GE(ImGui::GetStyle().ScrollbarSize, 1) << scale;
    }
    ImGui::DestroyContext();
}

TEST(FrameLayout, partsFillTheWindowAndDoNotOverlapAtAnySize) {
    const workspace::Settings settings;
    for (const float scale : {1.0F, 1.5F, 2.0F})
        for (const vec2 size : {vec2(0, 0), vec2(1, 1), vec2(200, 200), vec2(1100, 700), vec2(1440, 900),
                                vec2(3840, 2160), vec2(700, 16384)}) {
            const FrameLayout at = layOutFrame(size, scale, settings);
            const Rect* parts[] = {&at.top, &at.leftTabs, &at.left, &at.body, &at.right, &at.status};
            float covered = 0;
            for (const Rect* a : parts) {
                EXPECT_GE(a->size().x, 0);
                EXPECT_GE(a->size().y, 0);
                EXPECT_LE(a->max.x, at.whole.max.x);
                EXPECT_LE(a->max.y, at.whole.max.y);
                covered += a->size().x * a->size().y;
                for (const Rect* b : parts)
                    if (a != b && a->size().x > 0 && b->size().x > 0 && a->size().y > 0 && b->size().y > 0) {
                        EXPECT_FALSE(a->overlaps(*b));
                    }
            }
            EXPECT_NEAR(covered, at.whole.size().x * at.whole.size().y, 1);
        }
}

TEST(FrameLayout, designSizesAreKeptAndTheBodyComesFirstWhenItIsNarrow) {
    const workspace::Settings settings;
    const FrameLayout wide = layOutFrame({1440, 900}, 1, settings);
    EXPECT_EQ(wide.top.size().y, 48);
    EXPECT_EQ(wide.status.size().y, 28);
    EXPECT_EQ(wide.left.size().x, 280);
    EXPECT_EQ(wide.right.size().x, 340);
    const FrameLayout narrow = layOutFrame({800, 600}, 1, settings);
    EXPECT_GE(narrow.body.size().x, 360);
    EXPECT_EQ(narrow.right.size().x, 0);
    workspace::Settings closed;
    closed.leftPanel = closed.rightPanel = false;
    EXPECT_EQ(layOutFrame({1440, 900}, 1, closed).body.size().x, 1440);
}

TEST(KeyNames, areThoseTheCommandsList) {
    EXPECT_EQ(keyName(GLFW_KEY_Z, kCtrl | kShift), "Ctrl+Shift+Z");
    EXPECT_EQ(keyName(GLFW_KEY_KP_3, 0), "3");
    EXPECT_EQ(keyName(GLFW_KEY_F1, 0), "F1");
    EXPECT_EQ(keyName(GLFW_KEY_DELETE, 0), "Delete");
    EXPECT_EQ(keyName(GLFW_KEY_EQUAL, kCtrl), "Ctrl++");
    EXPECT_EQ(keyName(GLFW_KEY_LEFT_SHIFT, kShift), "");
}

TEST(CameraMotion, isEasedTakesAQuarterSecondAndEndsExactlyAtTheGoal) {
    scene::Camera from, to;
    to.azimuthRad = 1;
    to.target = {10, 20, 30};
    CameraMotion motion;
    motion.start(from, to, 5);
    EXPECT_NEAR(motion.at(5.125).azimuthRad, 0.5F, 0.01F);
    EXPECT_LT(motion.at(5.02).azimuthRad, 0.02F) << "slow at the start";
    EXPECT_TRUE(motion.moving());
    EXPECT_TRUE(sameCamera(motion.at(5.26), to));
    EXPECT_FALSE(motion.moving());
}

TEST(QualityGovernor, drawsFullyWhileTurningOnlyWhereThatIsQuick) {
    QualityGovernor governor;
    EXPECT_FALSE(governor.fullWhileMoving()) << "unknown at first";
    for (int i = 0; i < 10; ++i) governor.noteFull(9);
    EXPECT_TRUE(governor.fullWhileMoving());
    for (int i = 0; i < 10; ++i) governor.noteFull(400);
    EXPECT_FALSE(governor.fullWhileMoving());
    EXPECT_FALSE(governor.fullAtOnce());
}

TEST(Framing, namesTheSideOfThePatientThatIsSeen) {
    scene::Camera camera;
    EXPECT_EQ(viewName(camera), "Front");
    camera.azimuthRad = std::numbers::pi_v<float>;
    EXPECT_EQ(viewName(camera), "Back");
    camera.azimuthRad = std::numbers::pi_v<float> / 2;
    EXPECT_EQ(viewName(camera), "Left side");
    camera.azimuthRad = -std::numbers::pi_v<float> / 2;
    EXPECT_EQ(viewName(camera), "Right side");
    camera.elevationRad = 1.5F;
    EXPECT_EQ(viewName(camera), "From above");
}

TEST(Framing, facesAPlaceFromWhereItsNormalPoints) {
    const scene::Camera back = facing({}, {0, 100, 1000}, {0, 1, 0}, 500);
    EXPECT_EQ(viewName(back), "Back");
    EXPECT_EQ(back.target, vec3(0, 100, 1000));
    EXPECT_EQ(back.distanceMm, 500);
    EXPECT_GT(glm::dot(back.eye() - back.target, vec3(0, 1, 0)), 499);
}

TEST(SameScene, tellsHoverFromContent) {
    scene::Scene a;
    a.structures.push_back({});
    scene::Scene b = a;
    EXPECT_EQ(difference(a, b), SceneChange::none);
    b.structures[0].hovered = true;
    b.structures[0].colour = vec3(1);
    EXPECT_EQ(difference(a, b), SceneChange::hover);
    b.structures[0].selected = true;
    EXPECT_EQ(difference(a, b), SceneChange::content);
    b = a;
    b.structures.push_back({});
    EXPECT_EQ(difference(a, b), SceneChange::content);
}

TEST(Peel, switchesLayersFromOutsideInwards) {
    using anatomy::Layer;
    const std::vector<Layer> layers = {Layer::skin, Layer::superficial, Layer::deep, Layer::bone};
    scene::ViewOptions view;
    setPeelStep(layers, view, 2);
    EXPECT_FALSE(view.shows(Layer::skin));
    EXPECT_FALSE(view.shows(Layer::superficial));
    EXPECT_TRUE(view.shows(Layer::deep));
    EXPECT_EQ(peelStep(layers, view), 2U);
    setPeelStep(layers, view, 0);
    EXPECT_TRUE(view.shows(Layer::skin));
    EXPECT_EQ(peelStep(layers, view), 0U);
}

TEST(LayoutRecord, isWrittenWhenItChangesAndOnlyThen) {
    const myochart::test::TestFolder folder;
    const Path file = folder / "layout.json";
    const auto output = openOutput(file);
    ASSERT_TRUE(output);
    LayoutRecord record;
    record.add("a", {{1, 2}, {3, 4}});
    record.fact("mode", "look");
    record.writeIfChanged(*output);
    EXPECT_NE(readTextFile(file, 10000)->find("\"mode\": \"look\""), std::string::npos);
    std::filesystem::remove(file);
    record.writeIfChanged(*output);
    EXPECT_FALSE(std::filesystem::exists(file));
    record.fact("mode", "place");
    record.writeIfChanged(*output);
    EXPECT_TRUE(std::filesystem::exists(file));
}

TEST(FolderListing, foldersFirstThenModelsHiddenOnesLeftOut) {
    const myochart::test::TestFolder folder;
    std::filesystem::create_directory(folder / "zz");
    for (const char* name : {"b.OBJ", "a.glb", "notes.txt", ".hidden.obj", "whole.zip"})
        std::ofstream(folder / name) << "x";
    const auto listed = listFolder(folder.path());
    ASSERT_TRUE(listed.ok());
    std::vector<std::string> names;
    for (const auto& entry : *listed) names.push_back(entry.shownName);
    EXPECT_EQ(names, (std::vector<std::string>{"zz", "a.glb", "b.OBJ", "whole.zip"}));
    const auto none = listFolder(folder / "missing");
    ASSERT_FALSE(none.ok());
    EXPECT_NE(none.error().message.find("missing"), std::string::npos);
}

}  // namespace myochart::ui
