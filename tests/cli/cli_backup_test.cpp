#include <gtest/gtest.h>
#include <sys/stat.h>

#include <fstream>

#include <nlohmann/json.hpp>

#include "support/program.h"
#include "support/test_folder.h"

// Backups on the command line: taken, listed, looked into, put back.

namespace myochart {

using nlohmann::json;
using test::ProgramRun;
using test::TestFolder;

namespace {

class CliBackup : public testing::Test {
  protected:
    ProgramRun run(std::vector<std::string> arguments) const {
        arguments.insert(arguments.begin(), {"--data-dir", data().string(), "--json"});
        return test::runProgram(arguments);
    }
    json ask(const std::vector<std::string>& arguments, int exitCode = 0) const {
        const ProgramRun answer = run(arguments);
        EXPECT_EQ(answer.exitCode, exitCode) << answer.err;
        return json::parse(answer.out, nullptr, false);
    }
    Path data() const { return folder_ / "data"; }
    size_t patients() const { return ask({"patient", "list"}).at("patients").size(); }
    TestFolder folder_;
};

}  // namespace

TEST_F(CliBackup, oneIsTakenListedLookedIntoAndPutBack) {
    ask({"patient", "add", "--name", "Ana"});
    const json taken = ask({"backup", "now"});
    EXPECT_EQ(taken.at("patients"), 1);
    EXPECT_EQ(taken.at("verified"), true);
    EXPECT_TRUE(taken.at("second_place").is_null());
    const Path file = taken.at("file").get<std::string>();
    EXPECT_EQ(file.parent_path(), data() / "backups");
    ask({"patient", "add", "--name", "Bert"});

    const json list = ask({"backup", "list"}).at("backups");
    ASSERT_EQ(list.size(), 1U);
    EXPECT_EQ(list[0].at("kind"), "good");
    EXPECT_EQ(list[0].at("patients"), 1);
    EXPECT_EQ(list[0].at("of_this_record"), true);
    const json look = ask({"backup", "show", file.filename().string()});
    EXPECT_EQ(look.at("sound"), true);
    EXPECT_EQ(look.at("if_restored").at("patients"), (json{{"back", 0}, {"changed", 0}, {"gone", 1}}));

    const json restored = ask({"backup", "restore", file.filename().string()});
    EXPECT_EQ(restored.at("patients"), 1);
    EXPECT_EQ(restored.at("kept_is_sound"), true);
    EXPECT_EQ(patients(), 1U);
    ask({"backup", "restore", restored.at("kept_as")});
    EXPECT_EQ(patients(), 2U) << "what was there before is not lost";
    EXPECT_EQ(ask({"verify"}).at("sound"), true);
}

TEST_F(CliBackup, aDamagedBackupIsShownAsThatAndNotPutBack) {
    ask({"patient", "add", "--name", "Ana"});
    const std::string file = ask({"backup", "now"}).at("file");
    std::filesystem::resize_file(file, std::filesystem::file_size(file) / 2);
    EXPECT_EQ(run({"backup", "show", file}).exitCode, 3);
    const ProgramRun refused = run({"backup", "restore", file});
    EXPECT_EQ(refused.exitCode, 3);
    EXPECT_NE(refused.err.find(file), std::string::npos) << refused.err;
    EXPECT_EQ(patients(), 1U);
    EXPECT_TRUE(ask({"backup", "list"}).at("backups").at(0).at("patients").is_null());
}

TEST_F(CliBackup, whereTheRecordIsLostItIsListedAndPutBack) {
    ask({"patient", "add", "--name", "Ana"});
    const std::string file = ask({"backup", "now"}).at("file");
    std::filesystem::remove(data() / "record.myochart");
    EXPECT_EQ(run({"patient", "list"}).exitCode, 1);
    ASSERT_EQ(ask({"backup", "list"}).at("backups").size(), 1U);
    EXPECT_TRUE(ask({"backup", "show", file}).at("if_restored").is_null());
    EXPECT_TRUE(ask({"backup", "restore", file}).at("kept_as").is_null());
    EXPECT_EQ(patients(), 1U);
}

TEST_F(CliBackup, theSecondPlaceOfTheSettingsGetsItTooOrIsNamed) {
    ask({"patient", "add", "--name", "Ana"});
    const Path stick = folder_ / "stick";
    std::filesystem::create_directory(stick);
    std::ofstream(data() / "settings.json") << json{{"backup_folder", stick.string()}}.dump();
    const Path copy = ask({"backup", "now"}).at("second_place").get<std::string>();
    EXPECT_EQ(copy.parent_path(), stick);
    EXPECT_TRUE(std::filesystem::exists(copy));
    std::filesystem::rename(stick, folder_ / "away");
    const ProgramRun without = run({"backup", "now"});
    EXPECT_EQ(without.exitCode, 3);
    EXPECT_NE(without.err.find(stick.string()), std::string::npos) << without.err;
    EXPECT_EQ(ask({"backup", "list"}).at("backups").size(), 2U);
}

TEST_F(CliBackup, aVerbOrAFileIsWanted) {
    ask({"patient", "add", "--name", "Ana"});
    EXPECT_EQ(run({"backup"}).exitCode, 2);
    EXPECT_EQ(run({"backup", "show"}).exitCode, 2);
    const std::string file = (folder_ / "copy.myochart").string();
    EXPECT_EQ(ask({"backup", file}).at("file"), file) << "the copy into a file of one's own stays as it was";
    EXPECT_EQ(run({"backup", "restore", (folder_ / "none.myochart").string()}).exitCode, 1);
}

}  // namespace myochart
