#include <gtest/gtest.h>

#define GLFW_INCLUDE_NONE
#include <GLFW/glfw3.h>

#include "core/words.h"
#include "drawn_text.h"
#include "frame_rig.h"
#include "ui/copied_text.h"
#include "ui/typed_field.h"

namespace myochart::ui::test {

namespace {

/// What lies on the clipboard, in place of the window's.
std::string& clipboard() {
    static std::string text;
    return text;
}

class NoteStageUi : public ::testing::Test {
  protected:
    void SetUp() override {
        clipboard().clear();
        ImGui::GetIO().GetClipboardTextFn = [](void*) { return clipboard().c_str(); };
        ImGui::GetIO().SetClipboardTextFn = [](void*, const char* text) { clipboard() = text; };
        rig_.openVisit();
        rig_.addMarkers(5);  // the fifth is a needle
        rig_.click("stage.note");
        rig_.pass(0.1);
        ASSERT_TRUE(rig_.has("note.shown"));
    }
    const note::NoteDraft& draft() { return rig_.program().note.draft(); }
    void changeData() {
        const record::Session& session = *rig_.program().record.session();
        rig_.program().record.commit(record::renameSession(session, session.title + "x"));
        rig_.pass(0.1);
    }

    FrameRig rig_{FrameRig::Setup{.windowPx = {1440, 900}}};
};

}  // namespace

TEST_F(NoteStageUi, whatIsTypedIsTheNoteAndIsMarkedAndNeverWrittenOver) {
    EXPECT_FALSE(rig_.has("note.edited"));
    rig_.click("note.edit");
    rig_.pass(0.2);
    ASSERT_TRUE(rig_.has("note.text"));
    rig_.key(GLFW_KEY_A, kCtrl);
    rig_.type("all well");
    rig_.click("note.done");
    rig_.pass(0.2);
    EXPECT_EQ(rig_.program().record.session()->note.text, "all well");
    EXPECT_TRUE(rig_.has("note.edited"));
    changeData();
    EXPECT_EQ(draft().text, "all well");
    EXPECT_EQ(draft().dataChanged, true);
}

TEST_F(NoteStageUi, lookingAtTheFieldAloneKeepsNothing) {
    rig_.click("note.edit");
    rig_.pass(0.2);
    rig_.click("note.done");
    rig_.pass(0.2);
    EXPECT_TRUE(rig_.program().record.session()->note.text.empty());
}

TEST_F(NoteStageUi, writingAnewAsksFirst) {
    rig_.program().note.write("all well");
    rig_.pass(0.1);
    rig_.click("note.anew");
    rig_.pass(0.1);
    EXPECT_EQ(rig_.program().record.session()->note.text, "all well") << "not yet";
    rig_.click("note.anew.no");
    rig_.pass(0.1);
    EXPECT_FALSE(rig_.has("note.anew.yes"));
    rig_.click("note.anew");
    rig_.pass(0.1);
    rig_.click("note.anew.yes");
    rig_.pass(0.1);
    EXPECT_TRUE(rig_.program().record.session()->note.text.empty());
    EXPECT_FALSE(rig_.has("note.edited"));
}

TEST_F(NoteStageUi, theCopyLeavesTheClipboardAfterAMinuteUnlessSomethingElseLiesThere) {
    rig_.click("note.copy");
    rig_.pass(0.1);
    EXPECT_EQ(clipboard(), draft().text);
    rig_.pass(CopiedText::kHeldFor - 1);
    EXPECT_EQ(clipboard(), draft().text);
    rig_.pass(2);
    EXPECT_EQ(clipboard(), "");
    rig_.key(GLFW_KEY_C, kCtrl | kShift);
    rig_.pass(0.1);
    ASSERT_EQ(clipboard(), draft().text);
    clipboard() = "an address";
    rig_.pass(CopiedText::kHeldFor + 1);
    EXPECT_EQ(clipboard(), "an address");
}

TEST_F(NoteStageUi, aSiteOfWhatIsMissingIsSelected) {
    const auto& groups = rig_.program().note.missingGroups();
    const auto lacksFifth = [](const note::MissingGroup& group) { return std::ranges::find(group.sites, 5U, &note::MissingGroup::Site::number) != group.sites.end(); };
    const auto at = std::ranges::find_if(groups, lacksFifth);
    ASSERT_NE(at, groups.end());
    const record::MarkerId site = std::ranges::find(at->sites, 5U, &note::MissingGroup::Site::number)->marker;
    const std::string link = "note.missing." + std::to_string(at - groups.begin()) + ".site.5";
    if (rig_.has("note.missingGroup")) rig_.click("note.missingGroup"), rig_.pass(0.2);
    for (int i = 0; i < 40 && !rig_.has(link); ++i) rig_.wheel(rig_.rect("note.packs").centre() + vec2(0, 70), -0.5F), rig_.pass(0.05);
    rig_.click(link);
    rig_.pass(0.5);
    EXPECT_EQ(rig_.fact("selectedMarkers"), site.text);
}

TEST_F(NoteStageUi, anotherPackIsChosenFromTheList) {
    rig_.click("note.packs");
    rig_.pass(0.1);
    rig_.click("note.pack.stricta");
    rig_.pass(0.1);
    EXPECT_EQ(rig_.program().note.pack()->key, "stricta");
}

TEST_F(NoteStageUi, ofASignedVisitNothingIsEdited) {
    EXPECT_TRUE(rig_.has("note.sign"));
    record::Session signedVisit = *rig_.program().record.session();
    signedVisit.signing.at = 1;
    signedVisit.signing.name = "Jo";
    rig_.program().record.commit(record::Edited{signedVisit, "Sign"});
    rig_.pass(0.1);
    EXPECT_FALSE(rig_.has("note.edit"));
    rig_.program().note.write("other");
    EXPECT_TRUE(rig_.program().record.session()->note.text.empty());
}

}  // namespace myochart::ui::test
