#include <gtest/gtest.h>

#define GLFW_INCLUDE_NONE
#include <GLFW/glfw3.h>

#include "frame_rig.h"

namespace myochart::ui::test {

namespace {

class ListKeysTest : public ::testing::Test {
  protected:
    void addPatient(const char* name) {
        record::Patient patient;
        patient.name = name;
        rig_.program().record.addPatient(patient);
        rig_.pass();
        rig_.program().record.closePatient();
        rig_.pass();
    }
    void press(int key, unsigned modifiers = 0) {
        rig_.key(key, modifiers);
        rig_.pass();
    }
    void select(const char* structure) {
        rig_.program().view.options.selected = rig_.program().bodies.current()->find(structure);
        rig_.pass();
    }
    size_t sites() { return rig_.program().record.session() ? rig_.program().record.session()->markers.size() : 0; }
    FrameRig rig_;
};

}  // namespace

TEST_F(ListKeysTest, aPatientIsFoundAndOpenedAndTheKeyboardGoesOnToTheVisitsAndTheSites) {
    addPatient("Example, Ana");
    addPatient("Example, Bo");
    press(GLFW_KEY_F6);
    EXPECT_EQ(rig_.fact("keys"), "patients");
    EXPECT_TRUE(rig_.frame().wantsTextInput()) << "in the search over them";
    rig_.type("example");
    press(GLFW_KEY_ENTER);
    EXPECT_FALSE(rig_.program().record.patient()) << "two are left, none was told";
    press(GLFW_KEY_DOWN);
    press(GLFW_KEY_DOWN);
    EXPECT_EQ(rig_.rect("keys.row").min, rig_.rect("patients.row.1").min);
    press(GLFW_KEY_ENTER);
    ASSERT_TRUE(rig_.program().record.patient());
    EXPECT_EQ(rig_.program().record.patient()->name, "Example, Bo");
    rig_.program().record.newSession();
    rig_.pass();
    rig_.addMarkers(3);
    rig_.program().view.clearSelection();
    rig_.program().record.closeSession();
    rig_.pass();
    rig_.frame().state().keys = {};
    press(GLFW_KEY_F6);
    EXPECT_EQ(rig_.fact("keys"), "visits");
    press(GLFW_KEY_ENTER);
    ASSERT_TRUE(rig_.program().record.session());
    press(GLFW_KEY_F6);
    EXPECT_EQ(rig_.fact("keys"), "sites");
    press(GLFW_KEY_DOWN);
    press(GLFW_KEY_ENTER);
    EXPECT_EQ(rig_.fact("selectedMarkers"), rig_.program().record.session()->markers[1].id.text);
}

TEST_F(ListKeysTest, ofManyPatientsOnlyThoseOnTheScreenAreDrawnAndTheKeyboardReachesTheLast) {
    std::vector<record::Patient> people(2000);
    for (size_t i = 0; i < people.size(); ++i) {
        people[i].id = record::PatientId::make();
        people[i].name = "Person " + std::to_string(1000 + i);
    }
    people[3].name += " with a name that is so long that it takes a second line in the list, or a third";
    const auto imported = rig_.program().record.saving().run<Result<store::Imported>>(
        [&](store::Record& r) { return r.importAll(people, std::vector<record::Session>()); });
    ASSERT_TRUE(imported);
    rig_.program().record.refresh();
    rig_.pass();
    EXPECT_TRUE(rig_.has("patients.row.5"));
    EXPECT_FALSE(rig_.has("patients.row.50"));
    EXPECT_LE(rig_.program().record.patients().held(), 3 * workspace::PatientRows::kPage);
    const float usual = rig_.rect("patients.row.2").min.y - rig_.rect("patients.row.1").min.y;
    EXPECT_GT(rig_.rect("patients.row.4").min.y - rig_.rect("patients.row.3").min.y, usual + 10) << "the long name has its lines";
    press(GLFW_KEY_F6);
    for (int i = 0; i < 251; ++i) press(GLFW_KEY_PAGE_DOWN);
    rig_.pass(0.2);
    ASSERT_TRUE(rig_.has("patients.row.1999"));
    EXPECT_EQ(rig_.rect("keys.row").min, rig_.rect("patients.row.1999").min);
    EXPECT_LT(rig_.rect("patients.row.1999").max.y, 900);
    EXPECT_GT(rig_.rect("patients.row.1999").max.y, 700) << "at the end of the list there is nothing below it";
    EXPECT_LE(rig_.program().record.patients().held(), workspace::PatientRows::kMostPages * workspace::PatientRows::kPage);
    press(GLFW_KEY_ENTER);
    ASSERT_TRUE(rig_.program().record.patient());
    EXPECT_EQ(rig_.program().record.patient()->name, "Person 2999");
    rig_.program().record.closePatient();
    rig_.pass();
    rig_.frame().state().keys = {};
    press(GLFW_KEY_F6);
    for (int i = 0; i < 100; ++i) press(GLFW_KEY_PAGE_DOWN);
    EXPECT_FALSE(rig_.has("patients.row.0"));
    rig_.type("person 1777");
    rig_.pass();
    EXPECT_TRUE(rig_.has("patients.row.0"));
    EXPECT_FALSE(rig_.has("patients.row.1")) << "the whole record was searched";
    press(GLFW_KEY_ENTER);
    ASSERT_TRUE(rig_.program().record.patient());
    EXPECT_EQ(rig_.program().record.patient()->name, "Person 1777");
}

TEST_F(ListKeysTest, f6GoesRoundBothWaysAndTheArrowsMoveNoSiteWhileTheyWalk) {
    rig_.openVisit();
    rig_.addMarkers(2);
    rig_.program().marks.select(rig_.program().record.session()->markers[0].id);
    rig_.frame().state().keys = {};
    rig_.pass();
    const vec3 before = rig_.program().record.session()->markers[0].anchor.position;
    for (const char* place : {"visits", "sites", "search", "body", "visits", "sites"}) {
        press(GLFW_KEY_F6);
        EXPECT_EQ(rig_.fact("keys"), place);
        EXPECT_EQ(rig_.frame().wantsTextInput(), std::string(place) == "search");
    }
    press(GLFW_KEY_DOWN);
    press(GLFW_KEY_UP);
    EXPECT_EQ(rig_.program().record.session()->markers[0].anchor.position, before);
    for (const char* place : {"visits", "body", "search", "sites"}) {
        press(GLFW_KEY_F6, kShift);
        EXPECT_EQ(rig_.fact("keys"), place);
    }
    press(GLFW_KEY_ESCAPE);
    EXPECT_EQ(rig_.fact("keys"), "body");
    EXPECT_FALSE(rig_.program().view.options.selectedMarkers.empty()) << "Esc gives the keyboard back and nothing else";
    press(GLFW_KEY_UP);
    EXPECT_NE(rig_.program().record.session()->markers[0].anchor.position, before) << "now they are the site's";
}

TEST_F(ListKeysTest, aPressOfTheMouseTakesTheArrowsFromTheList) {
    rig_.openVisit();
    rig_.addMarkers(2);
    press(GLFW_KEY_F6);
    ASSERT_TRUE(rig_.has("keys.row"));
    rig_.click(rig_.onScreen(vec3(0, -10, 300)));
    EXPECT_EQ(rig_.fact("keys"), "body");
    EXPECT_FALSE(rig_.has("keys.row"));
}

TEST_F(ListKeysTest, aSiteIsPlacedWithoutTheMouseOnTheSideThatIsSelected) {
    rig_.openVisit();
    press(GLFW_KEY_ENTER, kShift);
    EXPECT_EQ(sites(), 0U) << "no muscle is selected";
    for (const char* muscle : {"right_soleus", "left_soleus"}) {
        select(muscle);
        press(GLFW_KEY_ENTER, kShift);
        ASSERT_GT(sites(), 0U);
        EXPECT_EQ(rig_.program().record.session()->markers.back().anchor.structureKey, muscle);
        EXPECT_EQ(std::string(name(rig_.program().record.session()->markers.back().side)) + "_soleus", muscle);
        EXPECT_TRUE(rig_.has("site.hazard")) << "and its hazard is told at once";
    }
    EXPECT_EQ(sites(), 2U);
    const vec3 before = rig_.program().record.session()->markers.back().anchor.position;
    press(GLFW_KEY_UP);
    EXPECT_NE(rig_.program().record.session()->markers.back().anchor.position, before) << "from there the arrows move it";
}

TEST_F(ListKeysTest, enterOnTheSelectedSiteGoesIntoItsCardAndEscComesBackToTheList) {
    rig_.openVisit();
    rig_.addMarkers(2);
    rig_.program().view.clearSelection();
    rig_.frame().state().keys = {};
    rig_.pass();
    press(GLFW_KEY_F6);
    press(GLFW_KEY_F6);
    ASSERT_EQ(rig_.fact("keys"), "sites");
    press(GLFW_KEY_ENTER);
    EXPECT_EQ(rig_.fact("selectedMarkers"), rig_.program().record.session()->markers[0].id.text);
    EXPECT_FALSE(rig_.frame().wantsTextInput());
    press(GLFW_KEY_ENTER);
    rig_.pass(0.2);
    ASSERT_TRUE(rig_.frame().wantsTextInput());
    rig_.type("LTrP");
    press(GLFW_KEY_ENTER);
    EXPECT_EQ(rig_.program().record.session()->markers[0].label, "LTrP");
    EXPECT_FALSE(rig_.frame().wantsTextInput());
    EXPECT_EQ(rig_.fact("keys"), "sites");
    press(GLFW_KEY_DOWN);
    press(GLFW_KEY_ENTER);
    EXPECT_EQ(rig_.fact("selectedMarkers"), rig_.program().record.session()->markers[1].id.text);
    press(GLFW_KEY_E, kCtrl);
    rig_.pass(0.2);
    EXPECT_TRUE(rig_.frame().wantsTextInput());
    press(GLFW_KEY_ESCAPE);
    EXPECT_FALSE(rig_.frame().wantsTextInput());
    EXPECT_EQ(rig_.fact("keys"), "sites");
    const workspace::Command* edit = rig_.frame().commands().find("marker.edit");
    ASSERT_TRUE(edit);
    EXPECT_EQ(edit->key, "Ctrl+E");
}

TEST_F(ListKeysTest, fromTheNoteTabGoesOnOverLabelMuscleAndSideToThePlace) {
    rig_.openVisit();
    rig_.addMarkers(1);
    rig_.program().marks.select(rig_.program().record.session()->markers[0].id);
    rig_.pass();
    press(GLFW_KEY_E, kCtrl);
    rig_.pass(0.2);
    for (const char* next : {"site.muscle", "site.side.left", "site.side.midline", "site.side.right", "site.sentence"}) {
        press(GLFW_KEY_TAB);
        EXPECT_EQ(rig_.fact("focus"), next);
    }
    for (int i = 0; i < 12 && rig_.fact("focus") != "site.note"; ++i) press(GLFW_KEY_TAB, kShift);
    ASSERT_EQ(rig_.fact("focus"), "site.note") << "and back before the label";
    rig_.type("two twitches");
    press(GLFW_KEY_ENTER, kCtrl);
    rig_.pass(0.2);
    EXPECT_EQ(rig_.program().record.session()->markers[0].note, "two twitches");
    EXPECT_TRUE(rig_.has("shorthand.text")) << "the note is left for the line of the next site";
}

TEST_F(ListKeysTest, theImportDialogOpensWithTheKeyboardInItsPath) {
    press(GLFW_KEY_I, kCtrl);
    rig_.pass(0.2);
    ASSERT_TRUE(rig_.has("import.path"));
    EXPECT_TRUE(rig_.frame().wantsTextInput());
    std::filesystem::create_directories(rig_.folder() / "sub/deeper");
    rig_.key(GLFW_KEY_A, kCtrl);
    rig_.type((rig_.folder() / "sub").string());
    press(GLFW_KEY_ENTER);
    rig_.pass(0.2);
    EXPECT_TRUE(rig_.has("import.entry.0")) << "the folder in it";
    EXPECT_TRUE(rig_.frame().wantsTextInput()) << "and on to the next";
}

TEST_F(ListKeysTest, aSearchThatTellsNoSideLeadsToNoSite) {
    rig_.openVisit();
    rig_.key(GLFW_KEY_F, kCtrl);
    rig_.pass();
    rig_.type("soleus");
    press(GLFW_KEY_ENTER);
    press(GLFW_KEY_ENTER, kShift);
    EXPECT_EQ(sites(), 0U);
    EXPECT_EQ(rig_.fact("selectedStructure"), "");
}

TEST_F(ListKeysTest, aSitePlacedByKeyGoesTheWayOfAClick) {
    select("left_soleus");
    press(GLFW_KEY_ENTER, kShift);
    EXPECT_FALSE(rig_.program().record.session()) << "there is no patient";
    ASSERT_FALSE(rig_.program().notices.all().empty());
    EXPECT_NE(rig_.program().notices.all().back().text.find("patient"), std::string::npos);
    rig_.openVisit();
    rig_.addMarkers(1);
    const auto visit = rig_.program().record.session()->id;
    rig_.clock() += UtcMs{40} * 86'400'000;
    rig_.pass();
    rig_.program().view.clearSelection();
    rig_.program().record.closeSession();
    rig_.program().record.openSession(visit);
    rig_.pass();
    ASSERT_EQ(rig_.fact("visit"), "locked");
    select("left_soleus");
    press(GLFW_KEY_ENTER, kShift);
    EXPECT_EQ(rig_.fact("markers"), "1") << "nothing of today in last month's visit";
}

TEST_F(ListKeysTest, theKeysAreInTheListOfAllCommandsAndWorkFromAField) {
    for (const char* id : {"window.nextPlace", "window.lastPlace", "patient.find", "marker.placeHere", "view.nextTriggerPoint"}) {
        const workspace::Command* command = rig_.frame().commands().find(id);
        ASSERT_TRUE(command) << id;
        ASSERT_FALSE(command->key.empty()) << id;
        EXPECT_EQ(rig_.frame().commands().forKey(command->key), command) << "no other command has its key";
    }
    addPatient("Example, Ana");
    rig_.key(GLFW_KEY_F, kCtrl);
    rig_.pass();
    ASSERT_TRUE(rig_.frame().wantsTextInput());
    press(GLFW_KEY_F6, kShift);
    EXPECT_EQ(rig_.fact("keys"), "patients");
    rig_.openVisit();
    press(GLFW_KEY_P, kCtrl);
    EXPECT_FALSE(rig_.program().record.patient());
    EXPECT_TRUE(rig_.frame().wantsTextInput());
    rig_.type("ana");
    press(GLFW_KEY_DOWN);
    EXPECT_TRUE(rig_.has("keys.row"));
}

}  // namespace myochart::ui::test
