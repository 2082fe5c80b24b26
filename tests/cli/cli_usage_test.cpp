#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "core/text.h"
#include "support/printed_by.h"
#include "support/program.h"
#include "support/test_folder.h"

namespace myochart {

using test::runProgram;
using test::TestFolder;

/// One line on standard error, nothing on standard output, exit code 2, nothing written.
void expectUsageError(std::vector<std::string> arguments) {
    const TestFolder folder;
    std::vector<std::string> all = {"--data-dir", (folder / "data").string()};
    all.insert(all.end(), arguments.begin(), arguments.end());
    const auto run = runProgram(all);
    std::string shownArguments;
    for (const auto& a : arguments) shownArguments += a.substr(0, 40) + " ";
    EXPECT_EQ(run.exitCode, 2) << shownArguments << run.err;
    EXPECT_EQ(run.out, "") << shownArguments;
    EXPECT_EQ(std::count(run.err.begin(), run.err.end(), '\n'), 1) << shownArguments << run.err;
    EXPECT_EQ(run.err.rfind("myochart: ", 0), 0U) << run.err;
    EXPECT_FALSE(std::filesystem::exists(folder / "data/record.myochart")) << shownArguments;
}

TEST(CliUsage, faultyCommandLinesAreOneUsageLine) {
    expectUsageError({"--nonsense"});
    expectUsageError({"nonsense"});
    expectUsageError({"--demo"});
    expectUsageError({"--demo", "patient", "list"});
    expectUsageError({"render"});
    expectUsageError({"render", "-o"});
    expectUsageError({"patient"});
    expectUsageError({"patient", "add"});
    expectUsageError({"patient", "list", "list"});
    expectUsageError({"--", "-x"});
    expectUsageError({"pick", "--ray", std::string(100 << 10, '1')});
    expectUsageError({"bench", "--runs", "0"});
    expectUsageError({"bench", "--runs", "1e9"});
    expectUsageError({"model", "import"});
    expectUsageError({"export", "x", "--format", "zip", "-o", "y"});
}

TEST(CliUsage, emptyAndOddValuesAreUsageErrors) {
    expectUsageError({"--record", "", "patient", "list"});
    expectUsageError({"render", "-o", ""});
    expectUsageError({"render", "-o", "x.png", "--view", ""});
    expectUsageError({"session", "new", "--patient", "x", "--start", ""});
    expectUsageError({"marker", "add", "--session", "x", "--type", "needle", "--muscle", "soleus", "--side", "left", "--u", "0x1p-1", "--v", "0.5"});
    expectUsageError({"render", "-o", "x.png", "--section-face"});
    expectUsageError({"render", "-o", "x.jpg"});
}

TEST(CliUsage, anEmptyValueBehindItsSignIsEmptyAndTakesNoOtherArgument) {
    expectUsageError({"--record=", "verify"});
    expectUsageError({"render", "--output=", "--dark"});
    const TestFolder folder;
    const auto run = [&](std::vector<std::string> arguments) {
        arguments.insert(arguments.begin(), {"--data-dir", (folder / "data").string(), "--json"});
        return runProgram(arguments);
    };
    EXPECT_EQ(run({"patient", "add", "--name=", "--birth-date=1985-01-02"}).exitCode, 3) << "a patient without a name";
    const auto added = run({"patient", "add", "--name=Ana Muster", "--note="});
    ASSERT_EQ(added.exitCode, 0) << added.err;
    const std::string id = nlohmann::json::parse(added.out).at("id");
    ASSERT_EQ(run({"patient", "edit", id, "--note=", "--name=Bea"}).exitCode, 0);
    const auto kept = nlohmann::json::parse(run({"patient", "show", id}).out);
    EXPECT_EQ(kept.at("name"), "Bea");
    EXPECT_EQ(kept.at("note"), "");
}

TEST(CliUsage, picturesArePngWhateverTheCaseOfTheEnding) {
    const TestFolder folder;
    for (const char* name : {"a.png", "b.PNG", "c"}) {
        const auto run = runProgram({"--data-dir", (folder / "data").string(), "render", "-o", (folder / name).string(), "--size", "160x120"});
        EXPECT_EQ(run.exitCode, 0) << name << run.err;
        EXPECT_TRUE(std::filesystem::exists(folder / name)) << name;
    }
}

TEST(CliUsage, aNewPracticeIsMadeWhereNothingIs) {
    const TestFolder folder;
    const std::string record = (folder / "clinic.myochart").string();
    EXPECT_EQ(runProgram({"practice", "new", record}).exitCode, 0);
    EXPECT_EQ(runProgram({"--data-dir", (folder / "data").string(), "--record", record, "verify"}).exitCode, 0);
    EXPECT_EQ(runProgram({"practice", "new", record}).exitCode, 1) << "it is there already";
    EXPECT_EQ(runProgram({"practice", "new", (folder / "none/clinic.myochart").string()}).exitCode, 1);
    EXPECT_FALSE(std::filesystem::exists(folder / "none"));
}

TEST(CliUsage, aMistypedRecordIsNotMade) {
    const TestFolder folder;
    const std::string record = (folder / "new/typo.myochart").string();
    for (const std::vector<std::string>& verb : {std::vector<std::string>{"patient", "list"}, {"verify"}, {"trash", "list"}}) {
        std::vector<std::string> all = {"--data-dir", (folder / "data").string(), "--record", record};
        all.insert(all.end(), verb.begin(), verb.end());
        const auto run = runProgram(all);
        EXPECT_EQ(run.exitCode, 1) << verb[0] << run.err;
        EXPECT_FALSE(std::filesystem::exists(folder / "new")) << verb[0];
    }
    EXPECT_EQ(runProgram({"--data-dir", (folder / "data").string(), "--record", record, "patient", "add", "--name", "Ana", "--birth-date", "12.3.1985"}).exitCode, 0);
    EXPECT_TRUE(std::filesystem::exists(record));
    const auto wrong = runProgram({"--data-dir", (folder / "data").string(), "--record", record, "patient", "add", "--name", "Bo", "--birth-date", "soon"});
    EXPECT_EQ(wrong.exitCode, 3);
    EXPECT_EQ(wrong.err.find("birth_date"), std::string::npos) << wrong.err;
}

TEST(CliUsage, aMistypedDataFolderIsNoEmptyRecord) {
    const TestFolder folder;
    std::filesystem::create_directory(folder / "empty");
    const std::string id = "01234567-89ab-4cde-8f01-23456789abcd", file = (folder / "out").string();
    const std::vector<std::vector<std::string>> verbs = {
        {"verify"}, {"patient", "list"}, {"patient", "show", id}, {"patient", "edit", id, "--name", "Bo"}, {"session", "list", "--patient", id},
        {"session", "new", "--patient", id}, {"marker", "list", "--session", id}, {"trash", "list"}, {"trash", "restore", id},
        {"export", id, "-o", file}, {"backup", file}, {"render", "--session", id, "-o", file}};
    for (const char* name : {"empty", "none/deeper"})
        for (const auto& verb : verbs) {
            std::vector<std::string> all = {"--data-dir", (folder / name).string(), "--json"};
            all.insert(all.end(), verb.begin(), verb.end());
            const auto run = runProgram(all);
            EXPECT_EQ(run.exitCode, 1) << verb[0] << run.err;
            EXPECT_EQ(run.out, "") << verb[0];
            EXPECT_NE(run.err.find("There is no record in " + (folder / name).string()), std::string::npos) << verb[0] << run.err;
            EXPECT_TRUE(std::filesystem::is_empty(folder / "empty")) << verb[0];
            EXPECT_FALSE(std::filesystem::exists(folder / "none")) << verb[0];
            EXPECT_FALSE(std::filesystem::exists(file)) << verb[0];
        }
    EXPECT_EQ(runProgram({"--data-dir", (folder / "empty").string(), "import", file}).exitCode, 1) << "there is no such file";
    EXPECT_EQ(runProgram({"--data-dir", (folder / "empty").string(), "patient", "add", "--name", " "}).exitCode, 3);
    EXPECT_TRUE(std::filesystem::is_empty(folder / "empty")) << "nobody to be kept begins no record";
    const auto added = runProgram({"--data-dir", (folder / "empty").string(), "patient", "add", "--name", "Ana"});
    EXPECT_EQ(added.exitCode, 0) << added.err;
    EXPECT_NE(added.err.find("A new record is begun"), std::string::npos) << added.err;
    EXPECT_EQ(runProgram({"--data-dir", (folder / "empty").string(), "verify"}).exitCode, 0);
}

TEST(CliUsage, onFirstStartTheUsualPlaceListsNobodyAndLookingMakesNothing) {
    const TestFolder folder;
    const std::vector<std::string> home = {"HOME=" + folder.path().string(), "XDG_DATA_HOME=", "XDG_STATE_HOME="};
    const auto patients = runProgram({"--json", "patient", "list"}, home);
    EXPECT_EQ(patients.exitCode, 0) << patients.err;
    EXPECT_EQ(nlohmann::json::parse(patients.out), nlohmann::json::parse(R"({"patients": []})"));
    const auto removed = runProgram({"--json", "trash", "list"}, home);
    EXPECT_EQ(removed.exitCode, 0) << removed.err;
    EXPECT_EQ(nlohmann::json::parse(removed.out), nlohmann::json::parse(R"({"removed": []})"));
    const auto verified = runProgram({"verify"}, home);
    EXPECT_EQ(verified.exitCode, 1) << "nothing was found sound: " << verified.out;
    EXPECT_FALSE(std::filesystem::exists(folder / ".local/share/myochart"));
}

TEST(CliUsage, helpAndVersionNeedNothing) {
    for (const char* flag : {"--help", "--version"}) {
        const auto run = runProgram({flag}, {"DISPLAY=", "HOME="});
        EXPECT_EQ(run.exitCode, 0) << flag;
        EXPECT_NE(run.out.find("yochart"), std::string::npos);
    }
    const auto help = runProgram({"--help"});
    for (const char* verb : {"model", "render", "pick", "search", "patient", "session", "marker", "export", "import", "bench"})
        EXPECT_NE(help.out.find(verb), std::string::npos) << verb;
}

TEST(CliUsage, withoutADisplayTheWindowSaysSoAndExitsWithTwo) {
    const TestFolder folder;
    const auto run = runProgram({"--data-dir", folder.path().string()}, {"DISPLAY=", "WAYLAND_DISPLAY="});
    EXPECT_EQ(run.exitCode, 2);
    EXPECT_NE(run.err.find("DISPLAY"), std::string::npos) << run.err;
    EXPECT_EQ(std::count(run.err.begin(), run.err.end(), '\n'), 1) << run.err;
}

TEST(CliUsage, withoutHomeItAsksForAFolder) {
    const auto run = runProgram({"patient", "list"}, {"HOME=", "XDG_DATA_HOME=", "XDG_STATE_HOME="});
    EXPECT_EQ(run.exitCode, 2);
    EXPECT_NE(run.err.find("--data-dir"), std::string::npos) << run.err;
}

TEST(CliUsage, aFullStandardOutputIsAFailure) {
    const TestFolder folder;
    const auto into = [&](std::vector<std::string> verb) {
        verb.insert(verb.begin(), {"--data-dir", folder.path().string()});
        return test::runProgramInto("/dev/full", verb);
    };
    // What was saved although its answer is lost would be there twice if it were asked for again.
    const auto added = into({"patient", "add", "--name", "Ana"});
    EXPECT_EQ(added.exitCode, 1);
    const auto listed = test::runProgram({"--data-dir", folder.path().string(), "--json", "patient", "list"});
    const std::string id = nlohmann::json::parse(listed.out).at("patients")[0].at("id");
    EXPECT_NE(added.err.find("The change WAS saved; do not ask for it again. Its id: " + id), std::string::npos)
        << added.err;
    const auto began = into({"session", "new", "--patient", id});
    EXPECT_EQ(began.exitCode, 1);
    EXPECT_NE(began.err.find("WAS saved"), std::string::npos) << began.err;
    EXPECT_NE(into({"patient", "edit", id, "--name", "Anna"}).err.find("WAS saved"), std::string::npos);
    for (const auto& verb :
         std::vector<std::vector<std::string>>{{"patient", "show", id}, {"patient", "edit", id, "--name", "Anna"}})
        EXPECT_EQ(into(verb).err.find("saved"), std::string::npos) << "nothing was changed";
    const auto run = into({"patient", "list"});
    EXPECT_EQ(run.exitCode, 1);
    EXPECT_NE(run.err.find("standard output"), std::string::npos) << run.err;
}

TEST(CliUsage, anErrorStreamThatCannotBeWrittenTakesNothingFromTheAnswer) {
    const TestFolder folder;
    const std::string data = folder.path().string();
    const auto run = [&](std::vector<std::string> verb) {
        verb.insert(verb.begin(), {"--data-dir", data, "--json"});
        return test::runProgramTelling("/dev/full", verb);
    };
    ASSERT_EQ(run({"patient", "add", "--name", "Ana"}).exitCode, 0);
    const auto namesake = run({"patient", "add", "--name", "Ana"});
    EXPECT_EQ(namesake.exitCode, 0) << "saved, and said so";
    const std::string id = nlohmann::json::parse(namesake.out).at("id");
    EXPECT_EQ(run({"patient", "show", id}).exitCode, 0);
    EXPECT_EQ(run({"locate", "xyzzy"}).exitCode, 1);
    EXPECT_EQ(run({"bogus"}).exitCode, 2);
}

namespace {

/// Runs the program with one limit of this process lowered meanwhile.
test::ProgramRun runLimited(decltype(RLIMIT_AS) which, rlim_t most, const std::vector<std::string>& arguments) {
    rlimit before{};
    EXPECT_EQ(::getrlimit(which, &before), 0);
    rlimit lower = before;
    lower.rlim_cur = most;
    EXPECT_EQ(::setrlimit(which, &lower), 0);
    auto run = test::runProgram(arguments);
    EXPECT_EQ(::setrlimit(which, &before), 0);
    return run;
}

}  // namespace

TEST(CliUsage, closedStreamsAndAFileSizeLimitEndWithACodeAndNoSignal) {
    const TestFolder folder;
    const std::string data = folder.path().string();
    ASSERT_EQ(runProgram({"--data-dir", data, "patient", "add", "--name", "Ana"}).exitCode, 0);
    const pid_t child = ::fork();
    if (child == 0) {
        for (int stream = 0; stream <= 2; ++stream) ::close(stream);
        const std::string program = (test::buildFolder() / "bin/myochart").string();
        ::execl(program.c_str(), program.c_str(), "--data-dir", data.c_str(), "patient", "list", static_cast<char*>(nullptr));
        ::_exit(127);
    }
    int status = -1;
    ASSERT_EQ(::waitpid(child, &status, 0), child);
    EXPECT_TRUE(WIFEXITED(status) && WEXITSTATUS(status) == 1) << status;
    const auto full = runLimited(RLIMIT_FSIZE, 0, {"--data-dir", data, "patient", "add", "--name", "Bert"});
    EXPECT_EQ(full.exitCode, 1);
    EXPECT_EQ(std::count(full.err.begin(), full.err.end(), '\n'), 1) << full.err;
    EXPECT_EQ(runProgram({"--data-dir", data, "verify"}).exitCode, 0);
}

TEST(CliUsage, aPictureWithoutTheMemoryForItEndsWithASentence) {
#ifdef MYOCHART_SANITIZED
    GTEST_SKIP() << "sanitizers need more addresses than any limit leaves";
#else
    const TestFolder folder;
    for (const rlim_t mb : {400U, 512U, 700U, 1000U, 1535U}) {
        const auto run = runLimited(RLIMIT_AS, mb << 20,
                                    {"--data-dir", folder.path().string(), "--quiet", "render", "-o", (folder / "a.png").string(), "--size", "640x480"});
        EXPECT_EQ(run.exitCode, 2) << mb << run.err;
        EXPECT_NE(run.err.find("ulimit"), std::string::npos) << run.err;
        EXPECT_FALSE(std::filesystem::exists(folder / "a.png"));
    }
#endif
}

TEST(CliUsage, unknownModelsAndMusclesNameWhatToDo) {
    const TestFolder folder;
    const auto model = runProgram({"--data-dir", folder.path().string(), "--model", "nobody", "model", "info"});
    EXPECT_EQ(model.exitCode, 1);
    EXPECT_NE(model.err.find("model list"), std::string::npos) << model.err;
    const auto muscle = runProgram({"--data-dir", folder.path().string(), "muscle", "solleus"});
    EXPECT_EQ(muscle.exitCode, 1);
    EXPECT_NE(muscle.err.find("soleus"), std::string::npos) << muscle.err;
}

TEST(CliUsage, shellsCompleteTheVerbsAndOptionsThatThereAre) {
    const auto bash = runProgram({"completion", "bash"});
    ASSERT_EQ(bash.exitCode, 0) << bash.err;
    const TestFolder folder;
    const Path script = folder / "complete.bash";
    ASSERT_TRUE(writeFileAtomically(script, bash.out));
    const auto completed = [&](const std::string& words, int at) {
        return trim(test::printedBy(fmt::format("bash -c 'source \"{}\"; COMP_WORDS=({}); COMP_CWORD={}; _myochart; echo \"${{COMPREPLY[@]}}\"'", script.string(), words, at)));
    };
    EXPECT_EQ(completed("myochart patient ex", 2), "export-all");
    EXPECT_EQ(completed("myochart --json form take a b --pa", 6), "--parts");
    EXPECT_EQ(completed("myochart handou", 1), "handout");
    EXPECT_EQ(runProgram({"completion", "tcsh"}).exitCode, 2);
    const auto manual = runProgram({"manual"});
    EXPECT_EQ(manual.exitCode, 0);
    for (const char* verb : {"patient add", "render", "form take", "model import", "completion"}) EXPECT_NE(manual.out.find(fmt::format("\n.B {}\n", verb)), std::string::npos) << verb;
    EXPECT_EQ(manual.out.find("\n\n"), std::string::npos) << "an empty line is a fault in troff";
}

TEST(CliUsage, aFileThatIsNotThereOpensNoWindow) {
    const TestFolder folder;
    const auto run = runProgram({"--data-dir", folder.path().string(), "open", (folder / "none.obj").string()});
    EXPECT_EQ(run.exitCode, 2);
    EXPECT_TRUE(std::filesystem::is_empty(folder.path()));
}

}  // namespace myochart
