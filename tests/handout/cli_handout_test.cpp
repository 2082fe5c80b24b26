#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "support/program.h"
#include "support/test_folder.h"

namespace myochart {

using nlohmann::json;
using test::TestFolder;

namespace {

class CliHandout : public testing::Test {
  protected:
    void SetUp() override {
        test::writeSmallFigure(folder_ / "figure.obj");
        ask({"model", "import", (folder_ / "figure.obj").string(), "--mm-per-unit", "1", "--up", "z"});
        patient_ = ask({"patient", "add", "--name", "Ana Muster"}).at("id");
        session_ = ask({"session", "new", "--patient", patient_, "--start", "2026-11-22T09:00:00Z"}).at("id");
        ask({"marker", "add", "--session", session_, "--type", "needle", "--correct", "--muscle", "soleus", "--side", "left", "--u", "0.5", "--v", "0.5", "--insertions", "2"});
    }
    test::ProgramRun run(std::vector<std::string> arguments) const {
        arguments.insert(arguments.begin(), {"--data-dir", (folder_ / "data").string(), "--model", "figure", "--quiet", "--json"});
        return test::runProgram(arguments, {"DISPLAY="});
    }
    json ask(const std::vector<std::string>& arguments) const {
        const auto answered = run(arguments);
        EXPECT_EQ(answered.exitCode, 0) << answered.err;
        json answer = json::parse(answered.out, nullptr, false);
        EXPECT_FALSE(answer.is_discarded()) << answered.out;
        return answer;
    }
    /// How often the record's trail tells that pages were made.
    std::size_t printed() const {
        const json trail = ask({"audit", "--kind", "handed-over"});
        return static_cast<std::size_t>(std::ranges::count(trail.at("entries"), "print", [](const json& each) { return each.at("verb"); }));
    }
    Path pdf() const { return folder_ / "handout.pdf"; }

    TestFolder folder_;
    std::string patient_, session_;
};

}  // namespace

TEST_F(CliHandout, itIsAPdfAndTheTrailTellsOfIt) {
    const json made = ask({"handout", session_, "--lang", "de", "--exercise", "clam", "--exercise", "chin_nod", "-o", pdf().string()});
    EXPECT_EQ(made.at("language"), "de");
    EXPECT_EQ(made.at("sites"), 1);
    EXPECT_EQ(made.at("exercises").size(), 2U);
    EXPECT_EQ(made.at("lung_warning"), false);
    EXPECT_GE(made.at("pages").get<int>(), 2);
    const auto bytes = readFile(pdf(), 3U << 19U);
    ASSERT_TRUE(bytes.ok()) << "1.5 MB at most";
    EXPECT_EQ(std::string(reinterpret_cast<const char*>(bytes->data()), 5), "%PDF-");
    EXPECT_EQ(printed(), 1U);
}

TEST_F(CliHandout, theExercisesAreListedInTheHandoutsLanguage) {
    const json rows = ask({"handout", "--exercises", "--lang", "fr"});
    EXPECT_GT(rows.size(), 70U);
    EXPECT_NE(rows.dump().find("\u00C9tirement lat\u00E9ral du cou"), std::string::npos);
}

TEST_F(CliHandout, whatIsNotThereIsRefusedAndNoFileIsMade) {
    EXPECT_EQ(run({"handout", session_, "--exercise", "no_such", "-o", pdf().string()}).exitCode, 2);
    EXPECT_EQ(run({"handout", session_}).exitCode, 2);
    EXPECT_EQ(run({"handout", session_, "--lang", "tlh", "-o", pdf().string()}).exitCode, 2);
    EXPECT_EQ(run({"handout", session_, "--paper", "a5", "-o", pdf().string()}).exitCode, 2);
    EXPECT_EQ(run({"handout", "00000000-0000-4000-8000-000000000000", "-o", pdf().string()}).exitCode, 1);
    EXPECT_FALSE(std::filesystem::exists(pdf()));
}

TEST_F(CliHandout, aRecordIsNotReplaced) {
    const Path record = folder_ / "data/record.myochart";
    ASSERT_TRUE(std::filesystem::exists(record));
    const auto before = readFile(record, 64U << 20U);
    EXPECT_NE(run({"handout", session_, "-o", record.string()}).exitCode, 0);
    ASSERT_TRUE(before.ok());
    EXPECT_EQ(readFile(record, 64U << 20U).value(), *before);
}

TEST_F(CliHandout, noteConsentAndComparisonArePagesOfTheSession) {
    const json note = ask({"pdf", "note", session_, "-o", pdf().string()});
    EXPECT_EQ(note.at("signed"), false);
    EXPECT_GE(note.at("pages").get<int>(), 1);
    const json consent = ask({"pdf", "consent", session_, "--lang", "fr", "--paper", "letter", "-o", pdf().string()});
    EXPECT_EQ(consent.at("text"), "dry_needling_1");
    EXPECT_EQ(consent.at("sites"), 1);
    EXPECT_EQ(consent.at("language"), "fr");
    const std::string other = ask({"session", "new", "--patient", patient_, "--start", "2026-11-29T09:00:00Z"}).at("id");
    EXPECT_GE(ask({"pdf", "comparison", session_, other, "-o", pdf().string()}).at("pages").get<int>(), 1);
    EXPECT_EQ(printed(), 3U) << "the trail tells of each";
}

TEST_F(CliHandout, pagesOfWhatIsNotThereAreRefused) {
    EXPECT_EQ(run({"pdf", "consent", session_, "--text", "no_such", "-o", pdf().string()}).exitCode, 1);
    EXPECT_EQ(run({"pdf", "note", "00000000-0000-4000-8000-000000000000", "-o", pdf().string()}).exitCode, 1);
    EXPECT_EQ(run({"pdf", "certificate", "no_such", "--learner", "Ana", "-o", pdf().string()}).exitCode, 1);
    const std::string stranger = ask({"patient", "add", "--name", "Bo"}).at("id");
    const std::string other = ask({"session", "new", "--patient", stranger}).at("id");
    EXPECT_EQ(run({"pdf", "comparison", session_, other, "-o", pdf().string()}).exitCode, 1);
    EXPECT_FALSE(std::filesystem::exists(pdf()));
}

TEST_F(CliHandout, aModelOfTheSessionIsWrittenOnTheBodyThatItWasChartedOn) {
    const Path file = folder_ / "visit.glb";
    const json made = ask({"export", session_, "--format", "glb", "-o", file.string()});
    EXPECT_EQ(made.at("body"), "figure");
    EXPECT_TRUE(made.contains("surfaces_within_mm"));
    const auto bytes = readFile(file, 1U << 24U);
    ASSERT_TRUE(bytes.ok());
    const std::string text(reinterpret_cast<const char*>(bytes->data()), bytes->size());
    EXPECT_EQ(text.substr(0, 4), "glTF");
    EXPECT_NE(text.find("\"1 left soleus, needle\""), std::string::npos) << text.substr(0, 3000);
    EXPECT_NE(text.find("\"as_placed\""), std::string::npos);
    EXPECT_EQ(text.find("Muster"), std::string::npos) << "the patient is not in it";
    EXPECT_EQ(run({"export", session_, "--format", "glb", "-o", file.string()}).exitCode, 1) << "what is there might be somebody's model";
}

TEST_F(CliHandout, aBrokenTextOfThePracticeIsToldAndTheRestIsWritten) {
    std::filesystem::create_directories(folder_ / "data/handout");
    ASSERT_TRUE(writeFileAtomically(folder_ / "data/handout/en.txt", std::string_view("caal: x\n[end]\n")).ok());
    const auto made = run({"handout", session_, "-o", pdf().string()});
    EXPECT_EQ(made.exitCode, 3);
    EXPECT_NE(made.err.find("en.txt, line 1: No text of a handout is called so: caal"), std::string::npos) << made.err;
    EXPECT_TRUE(std::filesystem::exists(pdf()));
}

}  // namespace myochart
