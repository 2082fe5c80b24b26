#include "workspace/notices.h"

#include <gtest/gtest.h>

namespace myochart::workspace {

TEST(Notices, whatIsSaidAlreadyIsSaidAnewNotTwice) {
    Notices notices;
    notices.tell("The disk is full.", true);
    notices.tell("Saved.");
    notices.tell("The disk is full.", true);
    ASSERT_EQ(notices.all().size(), 2U);
    EXPECT_EQ(notices.all().back().text, "The disk is full.");
}

TEST(Notices, ofTwoDeletionsInTheSameWordsEachCanBeTakenBack) {
    Notices notices;
    std::string back;
    for (const char* id : {"one", "two"})
        notices.offer("The visit of 29 November 2026 is deleted.", "Undo", [&back, id] { back += id; }, false, id);
    ASSERT_EQ(notices.all().size(), 2U);
    for (const Notice& notice : notices.all()) notice.undo();
    EXPECT_EQ(back, "onetwo");
    notices.tellBack("one", "The visit");
    EXPECT_EQ(notices.all()[0].text, "The visit is back.");
    EXPECT_EQ(notices.all()[1].undoLabel, "Undo");
}

}  // namespace myochart::workspace
