#define GLFW_INCLUDE_NONE
#include <GLFW/glfw3.h>
#include <gtest/gtest.h>

#include "drawn_text.h"
#include "frame_rig.h"
#include "ui/idle_lock.h"

namespace myochart::ui::test {

namespace {

struct CurtainTest : testing::Test {
    FrameRig rig;

    void SetUp() override {
        rig.openVisit();
        rig.addMarkers(3);
        rig.pass(0.2);
        ASSERT_TRUE(rig.has("sites.row.0"));
    }
};

}  // namespace

TEST_F(CurtainTest, oneKeyTakesPatientsOutOfSightAndBringsThemBackAsTheyWere) {
    const std::string before = rig.fact("session");
    rig.key(GLFW_KEY_F9);
    rig.pass(0.1);
    EXPECT_EQ(rig.fact("curtain"), "drawn");
    EXPECT_TRUE(rig.has("curtain"));
    EXPECT_EQ(rig.program().marks.shownSession(), nullptr) << "nor on the body";
    for (const auto& [name, rect] : rig.frame().record().rects())
        for (const char* part : {"sites.", "patients.", "visits.", "top.", "site.", "note."}) EXPECT_FALSE(name.starts_with(part)) << name;
    rig.key(GLFW_KEY_F9);
    rig.pass(0.1);
    EXPECT_EQ(rig.fact("curtain"), "");
    EXPECT_EQ(rig.fact("session"), before);
    EXPECT_TRUE(rig.has("sites.row.2"));
}

TEST_F(CurtainTest, whatIsBeingTypedIsTakenOverWhenItFalls) {
    rig.click("sites.row.0");
    rig.pass(0.2);
    rig.click("site.note");
    rig.type("half a word");
    ASSERT_TRUE(rig.frame().state().typing);
    rig.key(GLFW_KEY_F9);
    rig.pass(0.1);
    EXPECT_EQ(rig.fact("curtain"), "drawn");
    EXPECT_FALSE(rig.has("site.note"));
    EXPECT_EQ(rig.program().record.session()->markers[0].note, "half a word");
}

TEST_F(CurtainTest, nothingIsChangedBehindIt) {
    const auto before = *rig.program().record.session();
    rig.program().view.options.selectedMarkers = {before.markers[0].id};
    rig.key(GLFW_KEY_F9);
    rig.pass(0.1);
    for (const int key : {GLFW_KEY_DELETE, GLFW_KEY_M, GLFW_KEY_T, GLFW_KEY_UP, GLFW_KEY_ENTER}) rig.key(key);
    rig.click(rig.frame().record().rects().contains("view") ? rig.rect("view").centre() : vec2(720, 450));
    rig.pass(0.1);
    EXPECT_EQ(*rig.program().record.session(), before);
    rig.click("curtain");
    rig.pass(0.1);
    EXPECT_EQ(rig.fact("curtain"), "") << "a click on what says so brings them back, too";
}

TEST_F(CurtainTest, lockingARecordWithoutAPassphraseSaysWhatHelps) {
    rig.key(GLFW_KEY_F9, kShift);
    rig.pass(0.1);
    EXPECT_FALSE(rig.frame().state().closedTask) << "there is nothing to lock";
    ASSERT_FALSE(rig.program().notices.all().empty());
    EXPECT_NE(rig.program().notices.all().back().text.find("F9"), std::string::npos);
}

TEST_F(CurtainTest, theWindowSaysAllTheTimeThatTheRecordIsNotProtected) {
    ASSERT_TRUE(rig.has("status.unprotected"));
    rig.click("status.unprotected");
    rig.pass(0.1);
    EXPECT_EQ(rig.frame().state().closedTask, ClosedTask::protect);
}

TEST(IdleLock, isDueAfterSoManyMinutesWithoutInputAndNotBefore) {
    IdleLock lock(1'000, 1'000);
    EXPECT_FALSE(lock.isDue(600'999, 600'999, 10));
    EXPECT_TRUE(lock.isDue(601'000, 601'000, 10));
    lock.used(601'000);
    EXPECT_FALSE(lock.isDue(601'500, 601'500, 10));
    EXPECT_TRUE(lock.isDue(661'000, 661'000, 1));
}

TEST(IdleLock, isDueOnceTheMachineSlept) {
    IdleLock lock(1'000, 1'000);
    EXPECT_FALSE(lock.isDue(2'000, 1'500, 10)) << "half a second is no sleep";
    EXPECT_TRUE(lock.isDue(62'000, 2'000, 10));
    lock.used(62'100);
    EXPECT_FALSE(lock.isDue(62'200, 2'200, 10)) << "told once";
}

}  // namespace myochart::ui::test
