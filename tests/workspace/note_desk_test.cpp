#include <gtest/gtest.h>

#include "support/test_folder.h"
#include "workspace/running_program.h"

namespace myochart::workspace {

using myochart::test::TestFolder;
using test::RunningProgram;

namespace {

class Notes : public test::BothWays {
  protected:
    void begin(RunningProgram& program) {
        record::Patient patient;
        patient.id = record::PatientId::make();
        patient.name = "Ana Muster";
        program->record.addPatient(patient);
        program->record.newSession();
        ASSERT_TRUE(program->record.session());
    }

    TestFolder folder;
};

}  // namespace

TEST_P(Notes, theDraftFollowsTheVisitAndWhatIsWrittenIsAnUndoStep) {
    RunningProgram program(folder, GetParam());
    begin(program);
    EXPECT_NE(program->note.draft().text.find("Patient: Ana Muster."), std::string::npos);
    program->record.commit(record::renameSession(*program->record.session(), "Knee"));
    EXPECT_NE(program->note.draft().text.find("Title of the visit: Knee."), std::string::npos);
    program->note.write("My words.\xE2\x80\xAE\nSecond line.");
    EXPECT_EQ(program->note.draft().text, "My words.\nSecond line.") << "without the mark that turns the writing";
    EXPECT_TRUE(program->note.draft().edited);
    EXPECT_EQ(program->note.draft().dataChanged, false);
    const auto kept = program.ask<record::Session>([id = program->record.session()->id](store::Record& r) { return r.session(id); });
    ASSERT_TRUE(kept.ok());
    EXPECT_EQ(kept->note.text, "My words.\nSecond line.");
    program->record.commit(record::renameSession(*program->record.session(), "Hip"));
    EXPECT_EQ(program->note.draft().dataChanged, true);
    program->note.writeAnew();
    EXPECT_FALSE(program->note.draft().edited);
    EXPECT_NE(program->note.draft().text.find("Hip"), std::string::npos);
    program->record.undo();
    EXPECT_EQ(program->note.draft().text, "My words.\nSecond line.") << "undo brings it back";
}

TEST_P(Notes, thePackIsTheOneThatThePracticeHasChosen) {
    RunningProgram program(folder, GetParam());
    begin(program);
    ASSERT_NE(program->note.pack(), nullptr);
    EXPECT_EQ(program->note.pack()->key, "plain");
    const auto fieldsOf = [&] {
        std::vector<std::string> fields;
        for (const note::Missing& each : program->note.missing()) fields.push_back(each.field);
        return fields;
    };
    const auto plain = fieldsOf();
    program->note.choosePack("new_jersey");
    EXPECT_NE(fieldsOf(), plain);
    record::Practice practice;
    practice.notePack = "virginia";
    practice.name = "The Clinic";
    program->practice.change(practice);
    EXPECT_EQ(program->note.pack()->key, "virginia");
    EXPECT_NE(program->note.draft().text.find("Practice: The Clinic."), std::string::npos);
}

TEST_P(Notes, thePracticesOwnPacksAreReadAndABrokenOneIsANotice) {
    std::filesystem::create_directories(folder / "note_packs");
    ASSERT_TRUE(writeFileAtomically(folder / "note_packs/ours.json", std::string_view(R"({"title": "Ours", "sources": [], "required": []})")).ok());
    ASSERT_TRUE(writeFileAtomically(folder / "note_packs/bad.json", std::string_view(R"({"title": "Ours", "sources": []})")).ok());
    RunningProgram program(folder, GetParam());
    begin(program);
    program->note.choosePack("ours");
    EXPECT_EQ(program->note.pack()->title.shown(), "Ours");
    EXPECT_TRUE(program->note.missing().empty());
    bool told = false;
    for (const Notice& notice : program->notices.all()) told = told || notice.text.find("bad.json cannot be used: required is missing") != std::string::npos;
    EXPECT_TRUE(told);
    EXPECT_FALSE(program->note.consentTexts().empty());
}

INSTANTIATE_TEST_SUITE_P(, Notes, testing::Bool(), test::wayName);

}  // namespace myochart::workspace
