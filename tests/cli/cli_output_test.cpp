#include <gtest/gtest.h>
#include <sys/stat.h>

#include <nlohmann/json.hpp>

#include "support/program.h"
#include "support/test_folder.h"

namespace myochart {

using nlohmann::json;
using test::TestFolder;

/// A data folder with a record of one patient and an imported model, and every verb that writes a file.
class CliOutput : public testing::Test {
  protected:
    void SetUp() override {
        test::writeSmallFigure(folder_ / "figure.obj");
        ASSERT_EQ(run({"model", "import", (folder_ / "figure.obj").string(), "--mm-per-unit", "1", "--up", "z"}).exitCode, 0);
        const auto added = run({"patient", "add", "--name", "Ana Muster"});
        ASSERT_EQ(added.exitCode, 0) << added.err;
        patient_ = json::parse(added.out).at("id");
    }

    test::ProgramRun run(std::vector<std::string> arguments) const {
        arguments.insert(arguments.begin(), {"--data-dir", (folder_ / "data").string(), "--model", "figure", "--json", "--quiet"});
        return test::runProgram(arguments);
    }
    std::string contentOf(const Path& file) const { return readTextFile(file, 64 << 20).value(); }

    /// Neither an export nor a picture gets onto `file`, and it stays as it is.
    void expectKept(const Path& file) const {
        const std::string before = contentOf(file);
        for (const auto& verb : {std::vector<std::string>{"export", patient_, "--format", "json"},
                                 std::vector<std::string>{"render", "--size", "64x64", "--plain", "--samples", "0"}}) {
            auto arguments = verb;
            arguments.insert(arguments.end(), {"-o", file.string()});
            const auto refused = run(arguments);
            // A picture has to be called .png, which is told first; either way nothing is written.
            EXPECT_TRUE(refused.exitCode == 1 || (verb[0] == "render" && file.extension() != ".png" && refused.exitCode == 2))
                << file << refused.err;
            EXPECT_EQ(refused.out, "");
            EXPECT_EQ(std::count(refused.err.begin(), refused.err.end(), '\n'), 1) << refused.err;
            EXPECT_EQ(contentOf(file), before) << file << " was replaced by " << verb[0];
        }
    }

    TestFolder folder_;
    std::string patient_;
};

TEST_F(CliOutput, noOutputReplacesARecord) {
    expectKept(folder_ / "data/record.myochart");
    std::filesystem::copy_file(folder_ / "data/record.myochart", folder_ / "other clinic.db");
    expectKept(folder_ / "other clinic.db");
    std::filesystem::create_hard_link(folder_ / "data/record.myochart", folder_ / "visit.json");
    expectKept(folder_ / "visit.json");
    std::filesystem::create_symlink("data/record.myochart", folder_ / "picture.png");
    expectKept(folder_ / "picture.png");
    EXPECT_EQ(json::parse(run({"patient", "list"}).out).at("patients").size(), 1U);
    EXPECT_EQ(run({"verify"}).exitCode, 0);
}

TEST_F(CliOutput, whatIsMadeIsTheUsersAlone) {
    namespace fs = std::filesystem;
    ASSERT_EQ(run({"export", patient_, "-o", (folder_ / "a.json").string()}).exitCode, 0);
    std::vector<Path> made = {folder_ / "data", folder_ / "a.json"};
    for (const auto& entry : fs::recursive_directory_iterator(folder_ / "data")) made.push_back(entry.path());
    EXPECT_GE(made.size(), 6U);
    for (const Path& each : made)
        EXPECT_EQ(fs::status(each).permissions() & (fs::perms::group_all | fs::perms::others_all), fs::perms::none) << each;
    EXPECT_EQ(run({"patient", "list"}).err, "") << "nothing had to be taken from others";
}

TEST_F(CliOutput, nothingIsPutWhereTheRecordKeepsItsCompanions) {
    for (const char* ending : {"-wal", "-shm", "-journal", ".lock"}) {
        const Path companion = folder_ / (std::string("data/record.myochart") + ending);
        std::filesystem::remove(companion);
        EXPECT_EQ(run({"export", patient_, "-o", companion.string()}).exitCode, 1) << companion;
        EXPECT_FALSE(std::filesystem::exists(companion));
    }
}

TEST_F(CliOutput, noOutputReplacesAModelACacheOrSettings) {
    ASSERT_TRUE(writeFileAtomically(folder_ / "data/settings.json", "{}").ok());
    expectKept(folder_ / "data/settings.json");
    expectKept(folder_ / "figure.obj");
    size_t stored = 0;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder_ / "data/models"))
        if (entry.is_regular_file()) {
            expectKept(entry.path());
            ++stored;
        }
    EXPECT_GE(stored, 2U);
    EXPECT_EQ(run({"model", "info"}).exitCode, 0);
    std::filesystem::create_directory(folder_ / "measured");
    std::filesystem::create_hard_link(folder_ / "data/record.myochart", folder_ / "measured/body.table");
    const std::string before = contentOf(folder_ / "measured/body.table");
    EXPECT_EQ(run({"model", "measure", "figure", "-o", (folder_ / "measured").string()}).exitCode, 1);
    EXPECT_EQ(contentOf(folder_ / "measured/body.table"), before);
}

TEST_F(CliOutput, noOutputReplacesWhatDescribesAModelOfAnotherDataFolder) {
    const Path other = folder_ / "other";
    std::filesystem::create_directories(other);
    for (const auto& each : std::filesystem::recursive_directory_iterator(folder_ / "data/models"))
        if (each.path().filename() == "model.json") std::filesystem::copy_file(each.path(), other / "model.json");
    ASSERT_TRUE(std::filesystem::exists(other / "model.json"));
    expectKept(other / "model.json");
}

TEST_F(CliOutput, warningsForPeopleAreNeverCutOff) {
    const auto shown = test::runProgram({"--data-dir", (folder_ / "data").string(), "muscle", "obliquus_capitis_inferior"});
    ASSERT_EQ(shown.exitCode, 0) << shown.err;
    EXPECT_NE(shown.out.find("Ultrasound or hands only"), std::string::npos) << shown.out;
    EXPECT_NE(shown.out.find("policy_sentence"), std::string::npos) << "beside each trigger point";
    EXPECT_EQ(shown.out.find("\u2026"), std::string::npos) << shown.out;
}

TEST_F(CliOutput, aUnitThatIsNoLengthIsWrongUsage) {
    for (const char* unit : {"nan", "0", "-0", "-1"})
        EXPECT_EQ(run({"model", "import", (folder_ / "figure.obj").string(), "--name", "x", "--mm-per-unit", unit}).exitCode, 2) << unit;
}

TEST_F(CliOutput, devicesAndWriteProtectedFilesAreRefusedAndOldOutputsReplaced) {
    EXPECT_EQ(run({"export", patient_, "-o", "/dev/null"}).exitCode, 1);
    EXPECT_TRUE(std::filesystem::is_character_file("/dev/null"));
    ASSERT_EQ(run({"export", patient_, "-o", (folder_ / "a.json").string()}).exitCode, 0);
    const std::string first = contentOf(folder_ / "a.json");
    ASSERT_EQ(run({"patient", "edit", patient_, "--name", "Ana Neu"}).exitCode, 0);
    ASSERT_EQ(run({"export", patient_, "-o", (folder_ / "a.json").string()}).exitCode, 0);
    EXPECT_NE(contentOf(folder_ / "a.json"), first);
    ASSERT_EQ(::chmod((folder_ / "a.json").c_str(), 0444), 0);
    expectKept(folder_ / "a.json");
}

}  // namespace myochart
