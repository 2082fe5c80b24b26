#include <gtest/gtest.h>
#include <sys/stat.h>

#include <nlohmann/json.hpp>

#include "support/program.h"
#include "support/test_folder.h"

// A record under a passphrase, by verbs.

namespace myochart {

using nlohmann::json;

namespace {

struct CliProtection : testing::Test {
    test::TestFolder folder;
    Path words = folder / "words.txt", sheet = folder / "sheet.pdf";

    void SetUp() override {
        ASSERT_TRUE(writeFileAtomically(words, "four invented words here\n").ok());
        ASSERT_EQ(chmod(words.c_str(), 0600), 0);
        ASSERT_EQ(run({"patient", "add", "--name", "Ana Muster"}, false).exitCode, 0);
    }
    std::vector<std::string> with(std::vector<std::string> verb, bool key) const {
        if (key) verb.insert(verb.begin(), {"--passphrase-file", words.string()});
        verb.insert(verb.begin(), {"--data-dir", (folder / "data").string(), "--json"});
        return verb;
    }
    test::ProgramRun run(const std::vector<std::string>& verb, bool key = true) const { return test::runProgram(with(verb, key)); }
    unsigned mode(const Path& file) const {
        struct stat about {};
        EXPECT_EQ(stat(file.c_str(), &about), 0) << file;
        return about.st_mode & 0777U;
    }
};

}  // namespace

TEST_F(CliProtection, theTrailSaysInWordsThatEntriesWereEncrypted) {
    const std::string patient = json::parse(run({"patient", "list"}, false).out).at("patients").at(0).at("id");
    ASSERT_EQ(run({"session", "new", "--patient", patient}, false).exitCode, 0);
    ASSERT_EQ(run({"record", "protect", "--new-passphrase-file", words.string()}, false).exitCode, 0);
    const auto told = test::runProgram({"--data-dir", (folder / "data").string(), "--passphrase-file", words.string(), "audit"});
    ASSERT_EQ(told.exitCode, 0) << told.err;
    EXPECT_EQ(told.out.find("protect."), std::string::npos) << told.out;
    EXPECT_NE(told.out.find("Encrypted with the record"), std::string::npos) << told.out;
}

TEST_F(CliProtection, theRecoveryCodeIsWrittenAsAPageOfTheUsersAloneAndNeverOverAFile) {
    const auto protectedNow = run({"record", "protect", "--new-passphrase-file", words.string(), "--pdf", sheet.string()}, false);
    ASSERT_EQ(protectedNow.exitCode, 0) << protectedNow.err;
    EXPECT_EQ(json::parse(protectedNow.out).at("pdf"), sheet.string());
    EXPECT_NE(protectedNow.err.find("then delete the file"), std::string::npos) << protectedNow.err;
    EXPECT_EQ(mode(sheet), 0600U);
    EXPECT_EQ(readTextFile(sheet, 1 << 20)->substr(0, 5), "%PDF-");
    const auto again = run({"record", "recovery-code", "--pdf", sheet.string()});
    EXPECT_EQ(again.exitCode, 1);
    EXPECT_NE(again.err.find("there already"), std::string::npos) << again.err;
    const std::string code = json::parse(protectedNow.out).at("recovery_code");
    const Path codeFile = folder / "code.txt";
    ASSERT_TRUE(writeFileAtomically(codeFile, code + "\n").ok());
    ASSERT_EQ(chmod(codeFile.c_str(), 0600), 0);
    EXPECT_EQ(run({"--recovery-code-file", codeFile.string(), "patient", "list"}, false).exitCode, 0) << "what was refused changed nothing";
    const auto renewed = run({"record", "recovery-code", "--pdf", (folder / "next.pdf").string()});
    ASSERT_EQ(renewed.exitCode, 0) << renewed.err;
    EXPECT_NE(json::parse(renewed.out).at("recovery_code"), code);
    EXPECT_EQ(mode(folder / "next.pdf"), 0600U);
    EXPECT_EQ(run({"patient", "list"}, false).exitCode, 4) << "and without a passphrase it is locked";
}

TEST_F(CliProtection, whoReadsAndDoesNotTakeTheAnswerIsToldNothingOfASavedChange) {
    ASSERT_EQ(run({"record", "protect", "--new-passphrase-file", words.string()}, false).exitCode, 0);
    for (const std::vector<std::string>& verb : {std::vector<std::string>{"audit"}, {"patient", "list"}}) {
        const auto lost = test::runProgramInto("/dev/full", with(verb, true));
        EXPECT_EQ(lost.exitCode, 1);
        EXPECT_NE(lost.err.find("standard output"), std::string::npos) << lost.err;
        EXPECT_EQ(lost.err.find("saved"), std::string::npos) << verb[0] << lost.err;
    }
    const auto added = test::runProgramInto("/dev/full", with({"patient", "add", "--name", "Bert"}, true));
    EXPECT_NE(added.err.find("The change WAS saved"), std::string::npos) << added.err;
}

TEST_F(CliProtection, theListOfBackupsTellsTheCopyFromBeforeProtectingAndNoLaterChange) {
    const json before = json::parse(run({"backup", "now"}, false).out);
    ASSERT_EQ(run({"record", "protect", "--new-passphrase-file", words.string()}, false).exitCode, 0);
    ASSERT_EQ(run({"patient", "list"}).exitCode, 0);
    const json backups = json::parse(run({"backup", "list"}, false).out).at("backups");
    ASSERT_EQ(backups.size(), 2U);
    int fromBefore = 0;
    for (const json& each : backups) {
        EXPECT_EQ(each.at("last_change"), before.at("last_change")) << each;
        EXPECT_TRUE(each.at("verified").get<bool>());
        fromBefore += each.at("kind") == "before_protecting" ? 1 : 0;
    }
    EXPECT_EQ(fromBefore, 1);
}

}  // namespace myochart
