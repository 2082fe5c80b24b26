#include <algorithm>
#include <cstdlib>
#include <filesystem>

#include <gtest/gtest.h>

#define GLFW_INCLUDE_NONE
#include <GLFW/glfw3.h>

#include "frame_rig.h"

// Who looked and who changed, the person's data, and erasing for good (decision 0046).

namespace myochart::ui::test {

namespace {

class PersonDialogs : public ::testing::Test {
  protected:
    PersonDialogs() : before_(std::getenv("HOME") ? std::getenv("HOME") : "") { setenv("HOME", home_.path().c_str(), 1); }
    ~PersonDialogs() override { setenv("HOME", before_.c_str(), 1); }
    void SetUp() override {
        rig_.pass(0.2);
        rig_.openVisit();
        rig_.pass(0.2);
    }
    void choose(const std::string& what) {
        if (rig_.program().record.session()) rig_.program().record.closeSession();
        rig_.pass(0.2);
        rig_.click("visits.patient.more");
        rig_.pass(0.2);
        rig_.click("visits.patient." + what);
        rig_.pass(0.3);
    }
    myochart::test::TestFolder home_;
    std::string before_;
    FrameRig rig_;
};

}  // namespace

TEST_F(PersonDialogs, theMenuOfThePatientShowsWhoLookedNewestFirst) {
    choose("trail");
    ASSERT_TRUE(rig_.has("dialog.trail"));
    EXPECT_EQ(rig_.fact("trail.row.0"), "session.add");
    rig_.click("trail.kind.1");
    rig_.pass(0.3);
    EXPECT_EQ(rig_.fact("trail.row.0"), "read");
    rig_.click("trail.kind.3");
    rig_.pass(0.3);
    EXPECT_EQ(rig_.fact("trail.row.0"), "session.add");
    rig_.key(GLFW_KEY_ESCAPE);
    rig_.pass(0.3);
    EXPECT_FALSE(rig_.has("dialog.trail"));
    EXPECT_FALSE(rig_.program().person.trail());
}

TEST_F(PersonDialogs, theDataOfThePersonLandInANewFolder) {
    choose("giveData");
    ASSERT_TRUE(rig_.has("giveData.save"));
    rig_.click("giveData.save");
    rig_.pass(0.5);
    EXPECT_FALSE(rig_.has("giveData.save"));
    size_t folders = 0;
    for (const auto& each : std::filesystem::directory_iterator(home_.path())) {
        ++folders;
        EXPECT_TRUE(std::filesystem::exists(each.path() / "patient.json")) << each.path();
        EXPECT_TRUE(std::filesystem::exists(each.path() / "visit-001-note.pdf"));
    }
    EXPECT_EQ(folders, 1U);
}

TEST_F(PersonDialogs, nothingIsErasedBeforeAReasonAndTheInitials) {
    const record::Patient patient = *rig_.program().record.patient();
    choose("erase");
    ASSERT_TRUE(rig_.has("erase.yes"));
    rig_.key(GLFW_KEY_ENTER);
    rig_.key(GLFW_KEY_DELETE);
    rig_.click("erase.yes");
    rig_.pass(0.2);
    ASSERT_TRUE(rig_.program().person.erasure()) << "why, and who, have to be said first";
    rig_.click("erase.why.asked");
    rig_.click("erase.yes");
    rig_.pass(0.2);
    ASSERT_TRUE(rig_.program().person.erasure());
    rig_.click("erase.initials");
    rig_.type(rig_.program().person.erasure()->initials);
    rig_.pass(0.2);
    rig_.click("erase.yes");
    rig_.pass(0.5);
    EXPECT_FALSE(rig_.has("erase.yes"));
    EXPECT_EQ(rig_.program().record.patient(), nullptr);
    EXPECT_FALSE(rig_.program().record.saving().run<bool>([&](store::Record& r) { return r.patient(patient.id).ok(); }));
}

TEST_F(PersonDialogs, escapeKeepsThePerson) {
    const record::Patient patient = *rig_.program().record.patient();
    choose("erase");
    rig_.click("erase.why.mistake");
    rig_.key(GLFW_KEY_ESCAPE);
    rig_.pass(0.3);
    EXPECT_FALSE(rig_.has("erase.yes"));
    EXPECT_TRUE(rig_.program().record.saving().run<bool>([&](store::Record& r) { return r.patient(patient.id).ok(); }));
}

}  // namespace myochart::ui::test
