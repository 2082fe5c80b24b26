#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>

#define GLFW_INCLUDE_NONE
#include <GLFW/glfw3.h>

#include "frame_rig.h"
#include "ui/typed_field.h"

namespace myochart::ui::test {

namespace {

constexpr UtcMs kVisitDayMs = 86'400'000;

std::string wayName(const ::testing::TestParamInfo<bool>& way) {
    return way.param ? "threads" : "atOnce";
}

/// With everything at once and with the record and jobs on threads of their own.
class VisitsUi : public ::testing::TestWithParam<bool> {
  protected:
    FrameRig rig_{FrameRig::Setup{.windowPx = {1440, 900}, .threads = GetParam()}};

    void expectNote(const std::string& note) {
        ASSERT_TRUE(rig_.program().record.session());
        EXPECT_EQ(rig_.program().record.session()->markers.front().note, note);
        const auto kept = rig_.program().record.saving().run<Result<record::Session>>(
            [id = rig_.program().record.session()->id](store::Record& r) { return r.session(id); });
        ASSERT_TRUE(kept.ok());
        EXPECT_EQ(kept->markers.front().note, note) << "in the record";
    }
    void chooseFirstSite() {
        rig_.openVisit();
        rig_.addMarkers(2);
        rig_.click("sites.row.0");
        rig_.pass(0.4);
        ASSERT_TRUE(rig_.has("site.note"));
    }
    /// Ends the program and starts it again on the same visit.
    void reopenVisit() {
        const record::PatientId patient = rig_.program().record.patient()->id;
        const record::SessionId visit = rig_.program().record.session()->id;
        rig_.reopen();
        rig_.program().record.openPatient(patient);
        rig_.pass(0.1);
        rig_.program().record.openSession(visit);
        rig_.pass(0.3);
        ASSERT_TRUE(rig_.program().record.session());
    }
    vec2 onLeftBox() { return rig_.onScreen(vec3(90, -10, 300)); }
};

}  // namespace

TEST_P(VisitsUi, whatIsTypedIsSavedWithoutLeavingTheFieldAndTheDotSaysTypingUntilThen) {
    chooseFirstSite();
    rig_.click("site.note");
    rig_.type("twitch");
    EXPECT_EQ(rig_.fact("save"), "typing");
    expectNote("");
    rig_.pass(TypedField::kKeepAfter + 0.2);
    EXPECT_EQ(rig_.fact("save"), "saved");
    expectNote("twitch");
    rig_.type(" twice");
    rig_.pass(TypedField::kKeepAfter + 0.2);
    expectNote("twitch twice");
    EXPECT_TRUE(rig_.frame().wantsTextInput()) << "the field keeps the keyboard";
    rig_.click("site.label");
    rig_.key(GLFW_KEY_ESCAPE);
    rig_.key(GLFW_KEY_Z, kCtrl);
    rig_.pass(0.1);
    expectNote("");
}

TEST_P(VisitsUi, escPutsBackWhatStoodThereAndUndoBringsTheTypedTextBack) {
    chooseFirstSite();
    for (const double wait : {0.0, TypedField::kKeepAfter + 0.5}) {
        rig_.click("site.note");
        rig_.type("fainted at the second needle");
        if (wait > 0) rig_.pass(wait);
        rig_.key(GLFW_KEY_ESCAPE);
        rig_.pass(0.1);
        expectNote("");
        rig_.key(GLFW_KEY_Z, kCtrl);
        rig_.pass(0.1);
        expectNote("fainted at the second needle");
        rig_.key(GLFW_KEY_Z, kCtrl);
        rig_.pass(0.1);
        expectNote("");
    }
}

TEST_P(VisitsUi, everyTextOfTheRecordIsKeptWhileItIsTyped) {
    chooseFirstSite();
    rig_.click("site.label");
    rig_.type("LTR");
    rig_.pass(TypedField::kKeepAfter + 0.2);
    EXPECT_EQ(rig_.program().record.session()->markers.front().label, "LTR");
    rig_.click("visits.patient.note");
    rig_.type("takes blood thinners");
    rig_.pass(TypedField::kKeepAfter + 0.2);
    EXPECT_EQ(rig_.program().record.patient()->note, "takes blood thinners");
    rig_.click("visits.row.0.more");
    rig_.click("visits.row.0.rename");
    rig_.pass(0.1);
    rig_.type("Second visit");
    rig_.pass(TypedField::kKeepAfter + 0.2);
    EXPECT_EQ(rig_.program().record.session()->title, "Second visit");
    EXPECT_TRUE(rig_.has("visits.row.0.title")) << "still being typed";
    rig_.key(GLFW_KEY_ENTER);
    rig_.pass(0.1);
    EXPECT_FALSE(rig_.has("visits.row.0.title"));
}

TEST_P(VisitsUi, aVisitOfAnotherDayIsLockedAndSaysSoAboveTheBody) {
    chooseFirstSite();
    rig_.clock() += 40 * kVisitDayMs;
    rig_.pass(0.1);
    EXPECT_EQ(rig_.fact("visit"), "locked");
    ASSERT_TRUE(rig_.has("visitBar.today"));
    EXPECT_LE(rig_.rect("visitBar.today").max.y, rig_.rect("body").min.y + 1) << "above the body, over nothing";
    const auto visit = rig_.program().record.session()->id;
    rig_.click("visits.back");
    rig_.click("patients.row.0");
    rig_.pass(0.2);
    rig_.click("visits.row.0");
    rig_.pass(0.2);
    ASSERT_EQ(rig_.fact("visit"), "locked");
    rig_.key(GLFW_KEY_N);
    rig_.click(onLeftBox());
    rig_.pass(0.1);
    EXPECT_EQ(rig_.fact("markers"), "2") << "no needle of today in that visit";
    EXPECT_EQ(rig_.program().record.session()->id, visit);
    rig_.click("visitBar.correct");
    rig_.pass(0.1);
    EXPECT_EQ(rig_.fact("visit"), "correcting");
    rig_.click(rig_.onScreen(vec3(110, -10, 220)));
    rig_.pass(0.1);
    EXPECT_EQ(rig_.fact("markers"), "3");
    rig_.click("visitBar.done");
    rig_.pass(0.1);
    ASSERT_EQ(rig_.fact("visit"), "locked");
    rig_.click("visitBar.today");
    rig_.pass(0.2);
    EXPECT_EQ(rig_.fact("visit"), "open");
    EXPECT_NE(rig_.program().record.session()->id, visit);
    EXPECT_EQ(rig_.fact("sessions"), "2");
    EXPECT_FALSE(rig_.has("visitBar.today"));
}

TEST_P(VisitsUi, deletingIsAskedByNameAndCtrlZTakesItBack) {
    rig_.openVisit();
    rig_.addMarkers(3);
    rig_.click("visits.row.0.more");
    rig_.click("visits.row.0.delete");
    rig_.pass(0.2);
    ASSERT_TRUE(rig_.has("dialog.deletion"));
    EXPECT_NE(rig_.program().record.deletion()->question.find("with 3 sites, of Example, Ana"), std::string::npos);
    rig_.key(GLFW_KEY_ENTER);
    rig_.pass(0.1);
    EXPECT_FALSE(rig_.has("dialog.deletion"));
    EXPECT_EQ(rig_.fact("sessions"), "1") << "Enter keeps it";
    EXPECT_TRUE(rig_.frame().commands().run("session.delete", rig_.program()).ok());
    rig_.pass(0.2);
    ASSERT_TRUE(rig_.has("dialog.deletion"));
    rig_.key(GLFW_KEY_ESCAPE);
    rig_.pass(0.1);
    EXPECT_EQ(rig_.fact("sessions"), "1");
    EXPECT_TRUE(rig_.frame().commands().run("patient.delete", rig_.program()).ok());
    rig_.pass(0.2);
    EXPECT_NE(rig_.program().record.deletion()->question.find("Delete Example, Ana, born 4 May 1980, with 1 visit and 3 sites?"), std::string::npos);
    rig_.key(GLFW_KEY_DELETE);
    rig_.pass(0.2);
    EXPECT_EQ(rig_.fact("patients"), "0");
    EXPECT_FALSE(rig_.has("dialog.deletion"));
    rig_.key(GLFW_KEY_Z, kCtrl);
    rig_.pass(0.2);
    EXPECT_EQ(rig_.fact("patients"), "1");
    EXPECT_EQ(rig_.fact("sessions"), "1");
}

TEST_P(VisitsUi, whatWasDeletedIsListedAndComesBackFromThere) {
    rig_.openVisit();
    rig_.addMarkers(3);
    rig_.program().record.removePatient(rig_.program().record.patient()->id);
    rig_.pass(0.2);
    record::Patient bo;
    bo.name = "Bo";
    rig_.program().record.addPatient(bo);
    rig_.pass(0.2);
    EXPECT_TRUE(rig_.frame().commands().run("record.removed", rig_.program()).ok());
    rig_.pass(0.2);
    ASSERT_EQ(rig_.program().record.removed().size(), 1U);
    EXPECT_EQ(rig_.program().record.removed().front().what.markers, 3);
    rig_.click("removed.row.0.back");
    rig_.pass(0.2);
    EXPECT_EQ(rig_.fact("patients"), "2");
    EXPECT_EQ(rig_.program().record.patient()->name, "Example, Ana");
    EXPECT_EQ(rig_.fact("sessions"), "1");
    EXPECT_TRUE(rig_.program().record.removed().empty());
}

TEST_P(VisitsUi, ctrlZWithNothingToUndoSaysSo) {
    rig_.key(GLFW_KEY_Z, kCtrl);
    rig_.pass(0.1);
    ASSERT_EQ(rig_.program().notices.all().size(), 1U);
    EXPECT_EQ(rig_.program().notices.all().back().text, "There is nothing to undo.");
}

TEST_P(VisitsUi, twoVisitsOfOneDayAreToldApartAmongTheRecentlyDeleted) {
    rig_.openVisit();
    const auto first = rig_.program().record.session()->id;
    rig_.clock() += 61 * 60'000;
    rig_.program().record.newSession();
    rig_.pass(0.2);
    rig_.program().record.removeSession(rig_.program().record.session()->id);
    rig_.program().record.removeSession(first);
    rig_.pass(0.2);
    EXPECT_TRUE(rig_.frame().commands().run("record.removed", rig_.program()).ok());
    rig_.pass(0.2);
    ASSERT_TRUE(rig_.has("removed.row.1.back"));
    EXPECT_FALSE(rig_.fact("removed.row.0.visit").empty());
    EXPECT_NE(rig_.fact("removed.row.0.visit"), rig_.fact("removed.row.1.visit"));
}

TEST_P(VisitsUi, aFormThatIsAskedForTakesTheKeyboardFromWhateverHasIt) {
    chooseFirstSite();
    rig_.key(GLFW_KEY_N, kCtrl | kShift);
    rig_.pass(0.3);
    ASSERT_TRUE(rig_.has("patients.form.name"));
    EXPECT_TRUE(rig_.frame().wantsTextInput()) << "from a site's card";
    rig_.type("Berg, Ben");
    rig_.key(GLFW_KEY_ENTER);
    rig_.pass(0.3);
    ASSERT_TRUE(rig_.program().record.patient());
    EXPECT_EQ(rig_.program().record.patient()->name, "Berg, Ben");
    rig_.key(GLFW_KEY_N, kCtrl | kShift);
    rig_.pass(0.3);
    rig_.type("half a na");
    rig_.key(GLFW_KEY_ESCAPE);
    rig_.key(GLFW_KEY_P, kCtrl);
    rig_.pass(0.3);
    EXPECT_FALSE(rig_.has("patients.form.name")) << "the list, not the form";
    EXPECT_TRUE(rig_.frame().wantsTextInput());
    rig_.type("berg");
    rig_.pass(0.2);
    EXPECT_FALSE(rig_.has("patients.row.1")) << "the letters are the filter's";
}

TEST_P(VisitsUi, aRefusedChangeIsShownAndCanBeSavedElsewhere) {
    chooseFirstSite();
    const auto visit = rig_.program().record.session()->id;
    ASSERT_TRUE(rig_.program().record.saving().run<Outcome>([&](store::Record& r) { return r.removeSession(visit); }));
    record::Marker noted = rig_.program().record.session()->markers.front();
    noted.note = "twitch";
    ASSERT_TRUE(rig_.program().record.commit(record::changeMarker(*rig_.program().record.session(), noted, "Change note")));
    EXPECT_FALSE(rig_.program().record.saving().flush(5000)) << "the record refuses it";
    rig_.pass(0.3);
    ASSERT_EQ(rig_.fact("save"), "failed");
    rig_.click("status.failure");
    rig_.pass(0.1);
    ASSERT_TRUE(rig_.has("dialog.unsaved"));
    const Path file = rig_.folder() / "kept.myochart";
    rig_.click("unsaved.place");
    rig_.key(GLFW_KEY_A, kCtrl);
    rig_.type(file.string());
    rig_.click("unsaved.keep");
    rig_.pass(0.3);
    auto kept = store::openSqliteRecord(file);
    ASSERT_TRUE(kept.ok()) << kept.error().message;
    const auto session = (*kept)->session(visit);
    ASSERT_TRUE(session.ok());
    EXPECT_EQ(session->markers.front().note, "twitch");
    rig_.click("unsaved.stay");
    rig_.pass(0.1);
    EXPECT_FALSE(rig_.has("dialog.unsaved"));
    EXPECT_FALSE(rig_.frame().state().quitAsked);
}

TEST_P(VisitsUi, aRecordOverwrittenByAnotherProgramIsSaidWithTheRescueFileAndNotTriedAgain) {
    chooseFirstSite();
    const auto visit = rig_.program().record.session()->id;
    reopenVisit();  // all of it is in the file itself
    const Path record = rig_.folder() / "record.myochart";
    // Not closed: in this process that would drop SQLite's locks.
    const int fd = ::open(record.c_str(), O_WRONLY);
    ASSERT_GE(fd, 0);
    const std::string zeros(4096, '\0');
    ASSERT_EQ(::pwrite(fd, zeros.data(), zeros.size(), 0), 4096);
    record::Marker noted = rig_.program().record.session()->markers.front();
    noted.note = "twitch";
    ASSERT_TRUE(rig_.program().record.commit(record::changeMarker(*rig_.program().record.session(), noted, "Change note")));
    EXPECT_FALSE(rig_.program().record.saving().flush(5000));
    rig_.pass(0.3);
    ASSERT_EQ(rig_.fact("save"), "failed");
    EXPECT_FALSE(rig_.program().record.saving().triesAgain());
    const std::string said = rig_.fact("status.failure");
    Path rescue;
    for (const auto& entry : std::filesystem::directory_iterator(rig_.folder()))
        if (entry.path().filename().string().starts_with("record-rescue-") && entry.path().extension() == ".myochart") rescue = entry.path();
    ASSERT_FALSE(rescue.empty());
    EXPECT_NE(said.find(rescue.filename().string()), std::string::npos) << said;
    EXPECT_NE(said.find("overwritten by another program"), std::string::npos) << said;
    EXPECT_EQ(said.find("tried again"), std::string::npos) << said;
    const auto kept = store::openSqliteRecord(rescue);
    ASSERT_TRUE(kept.ok()) << kept.error().message;
    const auto session = (*kept)->session(visit);
    ASSERT_TRUE(session.ok()) << session.error().message;
    EXPECT_EQ(session->markers.front().note, "twitch");
}

TEST_P(VisitsUi, aRecordThatCannotBeWrittenIsShownAndSaysSo) {
    rig_.openVisit();
    rig_.addMarkers(2);
    EXPECT_EQ(rig_.fact("status.saved"), "Saved");
    ::chmod((rig_.folder() / "record.myochart").c_str(), 0400);
    reopenVisit();
    EXPECT_EQ(rig_.fact("status.saved"), "Read-only: nothing can be saved here");
    EXPECT_EQ(rig_.program().record.session()->markers.size(), 2U);
    const auto told = [&] {
        const auto& notices = rig_.program().notices.all();
        return std::any_of(notices.begin(), notices.end(), [&](const auto& notice) { return notice.text == rig_.program().record.readOnly(); });
    };
    EXPECT_TRUE(told());
    rig_.program().notices.all().clear();
    rig_.click("sites.row.0");
    rig_.pass(0.3);
    rig_.key(GLFW_KEY_DELETE);
    rig_.pass(0.2);
    EXPECT_EQ(rig_.program().record.session()->markers.size(), 2U);
    EXPECT_TRUE(told());
    ::chmod((rig_.folder() / "record.myochart").c_str(), 0600);
}

TEST_P(VisitsUi, aBackupCopyGoesWhereItIsAskedTo) {
    const Path stick = rig_.folder() / "stick";
    std::filesystem::create_directories(stick);
    const auto saveTo = [&](const std::string& place) {
        if (!rig_.has("backup.place")) {
            EXPECT_TRUE(rig_.frame().commands().run("record.backup", rig_.program()).ok());
        }
        rig_.pass(0.1);
        rig_.click("backup.place");
        rig_.key(GLFW_KEY_A, kCtrl);
        rig_.type(place);
        rig_.key(GLFW_KEY_ENTER);
        rig_.pass(0.5);
    };
    saveTo((stick / "not" / "there").string());
    EXPECT_TRUE(rig_.has("backup.place")) << "no such folder";
    saveTo((stick / "copy.myochart").string());
    EXPECT_FALSE(rig_.has("backup.place"));
    EXPECT_TRUE(std::filesystem::exists(stick / "copy.myochart"));
    saveTo((stick / "copy.myochart").string());
    EXPECT_TRUE(rig_.has("backup.place")) << "it is there already";
    rig_.key(GLFW_KEY_ESCAPE);
    rig_.pass(0.1);
    saveTo(stick.string());
    const auto files = std::distance(std::filesystem::directory_iterator(stick), {});
    EXPECT_EQ(files, 2) << "into the folder";
}

TEST_P(VisitsUi, aNamesakeIsAskedAboutAndEnterOpensWhoIsHere) {
    const auto asFor = [&](const char* name, const char* born) {
        EXPECT_TRUE(rig_.frame().commands().run("patient.new", rig_.program()).ok());
        rig_.pass(0.1);
        rig_.type(name);
        rig_.pass(0.1);
        rig_.click("patients.form.birthDate");
        rig_.type(born);
        rig_.key(GLFW_KEY_ENTER);
        rig_.pass(0.2);
    };
    asFor("Muster, Ana", "12.3.1985");
    ASSERT_TRUE(rig_.program().record.patient());
    const auto ana = rig_.program().record.patient()->id;
    asFor("Muster, Ana", "13.3.1985");
    EXPECT_EQ(rig_.fact("patients"), "2") << "another birth date is another person";
    asFor("ana MUSTER", "12.3.1985");
    EXPECT_EQ(rig_.fact("patients"), "2");
    ASSERT_TRUE(rig_.has("patients.form.other")) << "it asks";
    rig_.key(GLFW_KEY_ENTER);
    rig_.pass(0.2);
    EXPECT_EQ(rig_.program().record.patient()->id, ana);
    asFor("Ana Muster", "");
    ASSERT_TRUE(rig_.has("patients.form.other")) << "without a birth date it may be the same";
    rig_.click("patients.form.save");
    rig_.pass(0.2);
    EXPECT_EQ(rig_.fact("patients"), "3") << "asked once";
}

TEST_P(VisitsUi, patientsAreAddedChangedAndFoundByKeyboardAndBirthDate) {
    EXPECT_EQ(rig_.fact("patients"), "0");
    EXPECT_TRUE(rig_.frame().commands().run("patient.new", rig_.program()).ok());
    rig_.pass(0.1);
    rig_.key(GLFW_KEY_ENTER);
    rig_.pass(0.1);
    EXPECT_FALSE(rig_.program().record.patient()) << "a name is needed";
    rig_.type("Muster, Ana");
    rig_.pass(0.1);
    EXPECT_EQ(rig_.fact("mode"), "look") << "the name went into its field";
    rig_.key(GLFW_KEY_ENTER);
    rig_.pass(0.2);
    ASSERT_TRUE(rig_.program().record.patient());
    EXPECT_EQ(rig_.program().record.patient()->name, "Muster, Ana");
    EXPECT_TRUE(rig_.frame().commands().run("patient.edit", rig_.program()).ok());
    rig_.pass(0.1);
    rig_.click("patients.form.birthDate");
    rig_.type("1985-02-31");
    rig_.key(GLFW_KEY_ENTER);
    rig_.pass(0.1);
    EXPECT_EQ(rig_.program().record.patient()->birthDate, "") << "no such day";
    ASSERT_TRUE(rig_.has("patients.form.birthDate"));
    rig_.key(GLFW_KEY_A, kCtrl);
    rig_.type("1985-03-12");
    rig_.key(GLFW_KEY_ENTER);
    rig_.pass(0.2);
    EXPECT_EQ(rig_.program().record.patient()->birthDate, "1985-03-12") << "the keyboard stayed in the faulty field";
    rig_.key(GLFW_KEY_W, kCtrl);
    rig_.pass(0.1);
    rig_.click("patients.filter");
    rig_.type("12.3.1985");
    rig_.pass(0.1);
    EXPECT_TRUE(rig_.has("patients.row.0"));
    rig_.type("7");
    rig_.pass(0.1);
    EXPECT_FALSE(rig_.has("patients.row.0"));
    rig_.key(GLFW_KEY_ENTER);
    rig_.pass(0.1);
    EXPECT_FALSE(rig_.program().record.patient());
    rig_.click("patients.filter");
    rig_.key(GLFW_KEY_A, kCtrl);
    rig_.type("muster");
    rig_.key(GLFW_KEY_ENTER);
    rig_.pass(0.2);
    ASSERT_TRUE(rig_.program().record.patient()) << "Enter opens the only one left";
}

INSTANTIATE_TEST_SUITE_P(Ui, VisitsUi, ::testing::Bool(), wayName);

}  // namespace myochart::ui::test
