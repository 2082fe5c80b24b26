#include <gtest/gtest.h>

#include <signal.h>

#include <cstring>
#include <fstream>
#include <sstream>

#include <nlohmann/json.hpp>

#include "real_window.h"
#include "support/program.h"
#include "support/test_folder.h"

namespace myochart::ui::test {

namespace {

using myochart::test::runProgram;

constexpr const char *kPassphrase = "four invented words here", *kName = "Zwergkanarie";

/// How often a text stands in what a process has in memory; nothing where that may not be looked at.
std::optional<int> hitsInMemory(pid_t process, const std::string& word) {
    std::ifstream maps("/proc/" + std::to_string(process) + "/maps");
    std::ifstream memory("/proc/" + std::to_string(process) + "/mem", std::ios::binary);
    if (!memory.is_open()) return std::nullopt;
    int hits = 0;
    bool read = false;
    std::string wide;
    for (const char c : word) wide += c, wide += '\0';
    for (std::string line; std::getline(maps, line);) {
        std::uint64_t from = 0, to = 0;
        char rights[5] = {};
        if (std::sscanf(line.c_str(), "%lx-%lx %4s", &from, &to, rights) != 3 || std::strncmp(rights, "rw", 2) != 0) continue;
        if (line.find("/dev/") != std::string::npos) continue;
        std::string bytes(to - from, '\0');
        memory.clear();
        memory.seekg(static_cast<std::streamoff>(from));
        if (!memory.read(bytes.data(), static_cast<std::streamsize>(bytes.size()))) continue;
        read = true;
        for (const std::string& text : {word, wide})
            for (size_t at = bytes.find(text); at != std::string::npos; at = bytes.find(text, at + 1)) ++hits;
    }
    return read ? std::optional(hits) : std::nullopt;
}

struct ProtectedWindow : testing::Test {
    myochart::test::TestFolder folder;

    void SetUp() override {
        if (!hasWindowTools()) GTEST_SKIP() << "needs Xvfb and xdotool";
        myochart::test::writeSmallFigure(folder / "figure.obj");
        ASSERT_EQ(run({"model", "import", (folder / "figure.obj").string(), "--mm-per-unit", "1", "--up", "z"}).exitCode, 0);
        ASSERT_EQ(run({"patient", "add", "--name", kName}).exitCode, 0);
    }
    std::vector<std::string> with(std::vector<std::string> arguments) const {
        arguments.insert(arguments.begin(), {"--data-dir", (folder / "data").string(), "--model", "figure"});
        return arguments;
    }
    myochart::test::ProgramRun run(std::vector<std::string> arguments) const { return runProgram(with(std::move(arguments))); }
    static bool keySays(const RealWindow& window, const std::string& word, double seconds = 60) { return window.waitFor("key", word, seconds); }
};

}  // namespace

TEST_F(ProtectedWindow, isProtectedLockedAndUnlockedAndNothingOfPatientsIsLeftInMemoryWhileItIsLocked) {
    RealWindow window(folder.path(), RealWindow::Setup{1440, 900, with({}), {}, {}, {}, {}});
    ASSERT_TRUE(window.waitFor("pickReady", "yes"));
    ASSERT_TRUE(window.waitForWidget("status.unprotected"));
    window.click("status.unprotected");
    ASSERT_TRUE(keySays(window, "asks"));
    window.type("short");
    window.key("Return");
    ASSERT_TRUE(window.waitForWidget("key.again"));
    EXPECT_NE(window.fact("key").find("too short"), std::string::npos) << window.fact("key");
    window.click("key.new");
    window.key("ctrl+a");
    window.type(kPassphrase);
    window.click("key.again");
    window.type(kPassphrase);
    window.key("Return");
    ASSERT_TRUE(keySays(window, "code"));
    window.click("key.written");
    window.click("key.close");

    ASSERT_TRUE(keySays(window, "asks")) << "the passphrase is asked for at once: whoever chose it knows it";
    window.type("some other words");
    window.key("Return");
    ASSERT_TRUE(keySays(window, "That is not the passphrase of this record."));
    window.type(kPassphrase);
    window.key("Return");
    ASSERT_TRUE(window.waitFor("patients", "1"));
    EXPECT_FALSE(window.hasWidget("status.unprotected"));
    window.click("patients.row.0");
    ASSERT_TRUE(window.waitForWidget("visits.back"));
    const std::string patient = window.fact("patient");
    const auto open = hitsInMemory(window.process(), kName);

    window.key("F9");
    EXPECT_TRUE(window.waitFor("curtain", "drawn"));
    EXPECT_FALSE(window.hasWidget("visits.back"));
    window.key("F9");
    ASSERT_TRUE(window.waitForWidget("visits.back"));
    window.key("shift+F9");
    ASSERT_TRUE(keySays(window, "asks"));
    if (open) {
        EXPECT_GT(*open, 0) << "else the next line could not fail";
        EXPECT_EQ(hitsInMemory(window.process(), kName), 0);
        EXPECT_EQ(hitsInMemory(window.process(), kPassphrase), 0);
    }
    window.type(kPassphrase);
    window.key("Return");
    ASSERT_TRUE(window.waitFor("patient", patient)) << "where one was";
    EXPECT_EQ(window.stop(SIGTERM), 0);
    EXPECT_EQ(run({"patient", "list"}).exitCode, 4);
}

}  // namespace myochart::ui::test
