#include <gtest/gtest.h>

#include "frame_rig.h"

namespace myochart::ui::test {

namespace {

class BackupsUi : public ::testing::Test {
  protected:
    void SetUp() override {
        rig_.openVisit();
        rig_.addMarkers(3);
        rig_.program().backups.backUpNow();
        rig_.pass();
        rig_.addMarkers(2);
    }
    void open() {
        ASSERT_TRUE(rig_.frame().commands().run("record.backups", rig_.program()).ok());
        rig_.pass(0.3);
    }
    FrameRig rig_;
};

}  // namespace

TEST_F(BackupsUi, theListTellsWhatThereIsAndALookInsideComesBeforePuttingBack) {
    open();
    ASSERT_TRUE(rig_.has("backups.row.0"));
    EXPECT_NE(rig_.fact("backups.row.0").find("1 patient, 1 visit"), std::string::npos) << rig_.fact("backups.row.0");
    EXPECT_NE(rig_.fact("backups.state").find("The last good backup is of"), std::string::npos);
    EXPECT_FALSE(rig_.has("backups.restore")) << "nothing was looked into yet";
    rig_.click("backups.row.0");
    rig_.pass(0.3);
    EXPECT_EQ(rig_.fact("backups.look.Sites"), "2 would be gone");
    EXPECT_EQ(rig_.fact("backups.look.Visits"), "1 would be as then");
    ASSERT_TRUE(rig_.has("backups.restore"));
    rig_.click("backups.restore");
    EXPECT_FALSE(rig_.program().backups.restoreAsked()) << "it is asked twice";
    rig_.click("backups.restoreNot");
    rig_.click("backups.restore");
    rig_.click("backups.restoreNow");
    rig_.pass();
    ASSERT_TRUE(rig_.program().backups.restoreAsked());
    EXPECT_EQ(rig_.program().backups.restoreAsked()->record, rig_.folder() / "record.myochart");
    EXPECT_FALSE(rig_.has("backups.row.0")) << "the dialog is closed";
}

TEST_F(BackupsUi, oneMoreIsTakenAndASecondPlaceIsTakenOnlyWhereItIsThere) {
    open();
    rig_.click("backups.now");
    rig_.pass(0.3);
    EXPECT_TRUE(rig_.has("backups.row.1"));
    rig_.click("backups.place");
    rig_.type((rig_.folder() / "stick").string());
    rig_.click("backups.usePlace");
    EXPECT_EQ(rig_.program().settings.backupFolder, "") << "there is no such folder";
    std::filesystem::create_directory(rig_.folder() / "stick");
    rig_.click("backups.usePlace");
    rig_.pass(0.3);
    EXPECT_EQ(rig_.program().settings.backupFolder, (rig_.folder() / "stick").string());
    EXPECT_EQ(store::backupsIn(rig_.folder() / "stick").size(), 1U) << "the newest at once";
}

}  // namespace myochart::ui::test
