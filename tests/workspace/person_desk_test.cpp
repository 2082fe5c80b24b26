#include "workspace/person_desk.h"

#include <algorithm>
#include <fstream>
#include <iterator>

#include "store/erased_list.h"
#include "workspace/running_program.h"

// Who looked and who changed, everything of one person, and erased for good, as the window asks for it (decision 0046).

namespace myochart::workspace {

using namespace test;
using myochart::test::TestFolder;

namespace {

class PersonDeskTest : public BothWays {
  protected:
    PersonDeskTest() {
        record::Patient bert;
        bert.name = "Bert Other";
        program->record.addPatient(bert);
        record::Patient ana;
        ana.name = "Ana Maria Canary";
        ana.birthDate = "1985-03-12";
        program->record.addPatient(ana);
        program->record.newSession();
        ana_ = *program->record.patient();
    }
    std::vector<std::string> told() {
        std::vector<std::string> words;
        for (const TrailLine& line : program->person.trail()->lines) words.push_back(line.what);
        return words;
    }
    bool says(std::string_view words) {
        const auto& all = program->notices.all();
        return std::ranges::any_of(all, [&](const Notice& notice) { return notice.text.find(words) != std::string::npos; });
    }
    bool anywhere(const std::string& word) {
        (void)*program;
        for (const auto& each : std::filesystem::recursive_directory_iterator(here_.path())) {
            if (!each.is_regular_file()) continue;
            std::ifstream in(each.path(), std::ios::binary);
            if (std::string(std::istreambuf_iterator<char>(in), {}).find(word) != std::string::npos) return true;
        }
        return false;
    }
    TestFolder here_, there_;
    record::Patient ana_;
    RunningProgram program{here_, GetParam()};
};

}  // namespace

TEST_P(PersonDeskTest, aChartThatIsOpenedIsToldOnceADayWithWhatWasDone) {
    program->record.closePatient();
    program->record.openPatient(ana_.id);
    program->record.closePatient();
    program->record.openPatient(ana_.id);
    program->person.readTrail(ana_.id);
    const auto words = told();
    ASSERT_EQ(words.size(), 3U);
    EXPECT_EQ(std::ranges::count(words, "Chart read"), 1) << "it was opened three times";
    EXPECT_EQ(words.back(), "Patient added");
    EXPECT_TRUE(words.front().starts_with("Visit of ")) << words.front();
    EXPECT_TRUE(words.front().ends_with(" begun")) << words.front();
    EXPECT_EQ(byWhat(program->person.trail()->lines[0].row), "window");
    program->person.readTrail(ana_.id, store::TrailKind::read);
    EXPECT_EQ(told(), std::vector<std::string>{"Chart read"});
    program->person.closeTrail();
    EXPECT_FALSE(program->person.trail());
}

TEST_P(PersonDeskTest, aLongTrailComesByThePageAndIsSavedWhole) {
    for (int i = 0; i < 120; ++i) {
        record::Patient changed = ana_;
        changed.note = "note " + std::to_string(i);
        program->record.changePatient(changed);
    }
    program->person.readTrail(ana_.id);
    EXPECT_EQ(told().size(), 100U);
    EXPECT_TRUE(program->person.trail()->isMore);
    program->person.readOlder();
    EXPECT_EQ(told().size(), 123U);
    EXPECT_FALSE(program->person.trail()->isMore);
    ASSERT_TRUE(program->person.saveTrail(there_ / "trail.csv"));
    EXPECT_TRUE(says("The audit trail of this person lies in "));
    std::ifstream in(there_ / "trail.csv");
    const std::string table(std::istreambuf_iterator<char>(in), {});
    EXPECT_EQ(std::ranges::count(table, '\n'), 124);
    EXPECT_EQ(table.find("Canary"), std::string::npos);
}

TEST_P(PersonDeskTest, everythingOfThePersonLiesInOneFolder) {
    ASSERT_TRUE(program->person.giveData(ana_.id, there_ / "hers", {}));
    EXPECT_TRUE(says("Everything that is kept of this person lies in "));
    std::vector<std::string> names;
    for (const auto& each : std::filesystem::directory_iterator(there_ / "hers")) names.push_back(each.path().filename());
    std::ranges::sort(names);
    EXPECT_EQ(names, (std::vector<std::string>{"audit.csv", "patient.json", "visit-001-note.txt"}));
    EXPECT_FALSE(program->person.giveData(ana_.id, there_ / "hers", {})) << "nothing may be there";
    ASSERT_TRUE(program->person.giveData(ana_.id, there_ / "fails", [](const auto&, const auto&, const auto&) -> Result<std::string> { return failed("no pages"); }));
    EXPECT_TRUE(says("no pages"));
    EXPECT_FALSE(std::filesystem::exists(there_ / "fails"));
}

TEST_P(PersonDeskTest, whoIsErasedIsGoneFromListsStepsAndFiles) {
    record::Patient changed = ana_;
    changed.note = "canarynote";
    program->record.changePatient(changed);
    ASSERT_TRUE(anywhere("Ana Maria Canary"));
    program->person.askToErase(ana_.id);
    ASSERT_TRUE(program->person.erasure());
    EXPECT_EQ(program->person.erasure()->initials, "AMC");
    EXPECT_EQ(program->person.erasure()->visits, 1U);
    EXPECT_TRUE(areInitials("a.m. c", *program->person.erasure()));
    EXPECT_FALSE(areInitials("AM", *program->person.erasure()));
    EXPECT_FALSE(areInitials("", *program->person.erasure()));
    program->person.erasure().reset();
    program->person.erase(ana_.id, erasureReasons()[0]);
    EXPECT_EQ(program->record.patient(), nullptr) << "it was open";
    EXPECT_EQ(program->record.patients().size(), 1U);
    EXPECT_TRUE(program->record.removed().empty());
    EXPECT_TRUE(says("erased for good"));
    EXPECT_FALSE(anywhere("Canary"));
    EXPECT_FALSE(anywhere("canarynote"));
    EXPECT_EQ(program->record.steps().undoMessage(), "Add Bert Other") << "no step about the person is left";
    EXPECT_FALSE(program->record.steps().canRedo());
    EXPECT_FALSE(program.ask<record::Patient>([&](store::Record& r) { return r.patient(ana_.id); }));
    EXPECT_TRUE(std::filesystem::exists(here_ / store::ErasedList::kFileName));
}

INSTANTIATE_TEST_SUITE_P(Ways, PersonDeskTest, testing::Bool(), wayName);

}  // namespace myochart::workspace
