#include <gtest/gtest.h>

#define GLFW_INCLUDE_NONE
#include <GLFW/glfw3.h>

#include "frame_rig.h"
#include "render/image.h"
#include "support/builtin_body.h"
#include "support/test_folder.h"

namespace myochart::ui::test {

namespace {

class LessonPanelTest : public ::testing::Test {
  protected:
    void SetUp() override {
        rig_.program().bodies.show({std::shared_ptr<const void>(), &myochart::test::builtinBody()});
        rig_.pass(0.2);
        rig_.openVisit();
    }
    void open() {
        rig_.key(GLFW_KEY_L, kCtrl);
        rig_.pass(0.2);
        ASSERT_TRUE(rig_.has("lesson.row.0"));
    }
    void play() {
        open();
        rig_.click("lesson.row.0");
        rig_.pass(0.3);
        ASSERT_TRUE(rig_.has("lesson.next"));
    }
    workspace::LessonDesk& lessons() { return rig_.program().lessons; }
    FrameRig rig_;
};

/// Plays a lesson of one step with that picture beside it.
void playWithPicture(FrameRig& rig, const myochart::test::TestFolder& folder) {
    ASSERT_TRUE(writeFileAtomically(folder / "own.lesson", "title: Own\n\n[step]\ntitle: One\ntext: Look.\npicture: own.png\n[end]\n"));
    rig.program().bodies.show({std::shared_ptr<const void>(), &myochart::test::builtinBody()});
    rig.pass(0.3);
    rig.program().lessons.setOpen(true);
    const Outcome played = rig.program().lessons.play(folder / "own.lesson");
    ASSERT_TRUE(played) << played.error().message;
    rig.pass(0.5);
}

}  // namespace

TEST_F(LessonPanelTest, theListOpensAndGoesBack) {
    open();
    EXPECT_TRUE(rig_.has("lesson.row.5"));
    EXPECT_NE(rig_.program().record.patient(), nullptr) << "only a lesson that is played closes the patient";
    rig_.key(GLFW_KEY_ESCAPE);
    rig_.pass(0.1);
    EXPECT_FALSE(rig_.has("lesson.row.0"));
}

TEST(LessonPicture, aPictureOfAStepIsShownWithItsOwnProportions) {
    FrameRig rig(FrameRig::Setup{.windowPx = {1280, 800}, .gl = true});
    const myochart::test::TestFolder folder;
    render::Image image{200, 100, std::vector<std::uint8_t>(200 * 100 * 4, 128)};
    ASSERT_TRUE(render::writePng(image, folder / "own.png"));
    playWithPicture(rig, folder);
    ASSERT_TRUE(rig.has("lesson.picture"));
    const vec2 size = rig.rect("lesson.picture").size();
    EXPECT_NEAR(size.x, 2 * size.y, 2);
    EXPECT_GT(size.y, 80);
}

TEST(LessonPicture, aFileThatIsNoPictureIsToldInItsPlace) {
    FrameRig rig(FrameRig::Setup{.windowPx = {1280, 800}, .gl = true});
    const myochart::test::TestFolder folder;
    ASSERT_TRUE(writeFileAtomically(folder / "own.png", "no picture"));
    playWithPicture(rig, folder);
    EXPECT_FALSE(rig.has("lesson.picture"));
    EXPECT_NE(rig.fact("lesson.picture.fault"), "");
}

TEST_F(LessonPanelTest, stepsAreGoneThroughByClickAndByKey) {
    play();
    EXPECT_EQ(lessons().step(), 0U);
    rig_.click("lesson.next");
    rig_.pass(0.2);
    EXPECT_EQ(lessons().step(), 1U);
    rig_.key(GLFW_KEY_PAGE_DOWN);
    rig_.pass(0.2);
    EXPECT_EQ(lessons().step(), 2U);
    rig_.key(GLFW_KEY_PAGE_UP);
    rig_.pass(0.2);
    EXPECT_EQ(lessons().step(), 1U);
    rig_.click("lesson.back");
    rig_.pass(0.2);
    EXPECT_EQ(lessons().step(), 0U);
    rig_.key(GLFW_KEY_ESCAPE);
    rig_.pass(0.3);
    EXPECT_EQ(lessons().lesson(), nullptr);
    EXPECT_TRUE(rig_.has("lesson.row.0")) << "back at the list";
}

TEST_F(LessonPanelTest, whoeverIsTaughtSeesNeitherPatientNorListOfPatients) {
    play();
    EXPECT_EQ(rig_.fact("patient"), "");
    EXPECT_EQ(rig_.fact("session"), "");
    for (const auto& [name, rect] : rig_.frame().record().rects()) {
        EXPECT_FALSE(name.starts_with("patients.")) << name;
        EXPECT_FALSE(name.starts_with("visits.")) << name;
    }
    rig_.click("lesson.leave");
    rig_.pass(0.4);
    EXPECT_NE(rig_.fact("patient"), "");
    EXPECT_NE(rig_.fact("session"), "");
}

TEST_F(LessonPanelTest, aStepIsChangedAndSavedAsACopy) {
    play();
    rig_.click("lesson.edit");
    rig_.pass(0.2);
    rig_.click("lesson.title");
    rig_.key(GLFW_KEY_A, kCtrl);
    rig_.type("Mine");
    rig_.pass(0.2);
    EXPECT_EQ(lessons().now()->step.title.in("en"), "Mine");
    rig_.click("lesson.save");
    rig_.pass(0.3);
    EXPECT_FALSE(lessons().changed());
    EXPECT_TRUE(std::filesystem::exists(lessons().lesson()->file));
    EXPECT_EQ(lessons().lesson()->file.parent_path().filename(), "lessons");
    rig_.click("lesson.add");
    rig_.pass(0.2);
    EXPECT_TRUE(lessons().changed());
    rig_.click("lesson.undo");
    rig_.pass(0.2);
    EXPECT_FALSE(lessons().canUndo());
}

TEST_F(LessonPanelTest, openingWhereItHurtsLeavesTheLessons) {
    open();
    rig_.key(GLFW_KEY_W);
    rig_.pass(0.3);
    EXPECT_FALSE(lessons().isOpen());
    EXPECT_TRUE(rig_.has("pain.mode.0"));
}

}  // namespace myochart::ui::test
