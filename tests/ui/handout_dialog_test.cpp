#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

#include <gtest/gtest.h>

#define GLFW_INCLUDE_NONE
#include <GLFW/glfw3.h>

#include "frame_rig.h"
#include "support/builtin_body.h"
#include "support/test_folder.h"
#include "ui/patient_handout.h"

namespace myochart::ui::test {

namespace {

/// The built-in body with an open visit of one confirmed site and one that nobody confirmed.
class HandoutDialogTest : public ::testing::Test {
  protected:
    HandoutDialogTest() : before_(std::getenv("HOME") ? std::getenv("HOME") : "") { setenv("HOME", home_.path().c_str(), 1); }
    ~HandoutDialogTest() override { setenv("HOME", before_.c_str(), 1); }
    void SetUp() override {
        rig_.program().bodies.show({std::shared_ptr<const void>(), &myochart::test::builtinBody()});
        rig_.pass(0.2);
        rig_.openVisit();
    }
    void open() {
        rig_.key(GLFW_KEY_H, GLFW_MOD_CONTROL);
        rig_.pass(0.3);
    }
    std::vector<Path> written(const std::string& ending = ".pdf") const {
        std::vector<Path> found;
        for (const auto& entry : std::filesystem::directory_iterator(home_.path()))
            if (entry.path().extension() == ending) found.push_back(entry.path());
        return found;
    }
    bool told(std::string_view words) {
        return std::ranges::any_of(rig_.program().notices.all(), [&](const auto& notice) { return notice.text.find(words) != std::string::npos; });
    }
    myochart::test::TestFolder home_;
    std::string before_;
    FrameRig rig_;
};

}  // namespace

TEST_F(HandoutDialogTest, aKeyAsksForLanguageAndPaperAndWritesThePdf) {
    open();
    ASSERT_TRUE(rig_.has("handout.save"));
    rig_.click("handout.language.es");
    rig_.click("handout.paper.letter");
    rig_.click("handout.save");
    rig_.pass(0.5);
    EXPECT_FALSE(rig_.has("handout.save")) << "the dialog is gone";
    ASSERT_EQ(written().size(), 1U);
    std::ifstream file(written().front(), std::ios::binary);
    const std::string bytes((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
    EXPECT_TRUE(bytes.starts_with("%PDF-"));
    EXPECT_NE(bytes.find("/Lang (es"), std::string::npos) << "in the patient's language";
    EXPECT_TRUE(told(written().front().filename().string()));
    EXPECT_TRUE(told("who the patient is"));
}

TEST_F(HandoutDialogTest, asAWebPageItTellsTheNameOnlyWhenThatIsTicked) {
    const std::string name = rig_.program().record.patient()->name;
    open();
    rig_.click("handout.form.page");
    EXPECT_FALSE(rig_.has("handout.paper.a4")) << "a page has no paper";
    rig_.click("handout.save");
    rig_.pass(0.5);
    ASSERT_EQ(written(".html").size(), 1U);
    const auto text = readTextFile(written(".html").front(), 3U << 20U);
    ASSERT_TRUE(text.ok());
    EXPECT_TRUE(text->starts_with("<!doctype html>"));
    EXPECT_EQ(text->find(name), std::string::npos);
    EXPECT_TRUE(told("name is not in it"));
    open();
    rig_.click("handout.name");
    rig_.click("handout.save");
    rig_.pass(0.5);
    ASSERT_EQ(written(".html").size(), 2U);
    size_t named = 0;
    for (const Path& each : written(".html")) named += readTextFile(each, 3U << 20U).value().find(name) != std::string::npos;
    EXPECT_EQ(named, 1U);
}

TEST_F(HandoutDialogTest, aPageToPaintOnIsForThisPatientAndHoldsNothingOfThem) {
    const record::Patient patient = *rig_.program().record.patient();
    open();
    rig_.click("handout.form.painting");
    EXPECT_FALSE(rig_.has("handout.name")) << "no name to share";
    rig_.click("handout.language.fr");
    rig_.click("handout.save");
    rig_.pass(1.0);
    ASSERT_EQ(written(".html").size(), 1U);
    const auto text = readTextFile(written(".html").front(), 3U << 20U);
    ASSERT_TRUE(text.ok());
    EXPECT_TRUE(text->starts_with("<!doctype html>\n<html lang=\"fr\">"));
    for (const std::string& own : {patient.name, patient.id.text}) EXPECT_EQ(text->find(own), std::string::npos);
    EXPECT_NE(text->find("\"for\":{\"salt\""), std::string::npos);
}

TEST_F(HandoutDialogTest, withoutAVisitItSaysSo) {
    rig_.program().record.closeSession();
    rig_.pass(0.2);
    open();
    EXPECT_FALSE(rig_.has("handout.save"));
    EXPECT_FALSE(saveHandout(rig_.program(), {}, home_ / "h.pdf").ok());
}

TEST_F(HandoutDialogTest, aFileThatIsNotToBeReplacedIsRefusedInTheDialog) {
    open();
    const Path record = rig_.program().dataFolder() / "record.myochart";
    rig_.click("handout.place");
    rig_.key(GLFW_KEY_A, GLFW_MOD_CONTROL);
    rig_.type(record.string().c_str());
    rig_.click("handout.save");
    rig_.pass(0.3);
    EXPECT_TRUE(rig_.has("handout.save")) << "it stays open with the sentence";
    EXPECT_TRUE(written().empty());
}

TEST(HandoutHolds, tellsWhatIsInItAndWhatIsLeftOut) {
    record::Session visit;
    visit.markers.resize(3);
    visit.markers[1].plan.unconfirmed = true;
    visit.after.exercises = {"chin_tuck"};
    const std::string words = handoutHolds(visit);
    EXPECT_NE(words.find("2 sites in plain words"), std::string::npos) << words;
    EXPECT_NE(words.find("1 site that nobody confirmed is left out"), std::string::npos) << words;
    EXPECT_NE(words.find("1 home exercise."), std::string::npos) << words;
}

}  // namespace myochart::ui::test
