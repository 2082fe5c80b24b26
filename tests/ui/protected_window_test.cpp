#include <gtest/gtest.h>

#include <signal.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdlib>
#include <cstring>
#include <fstream>
#include <sstream>

#include <nlohmann/json.hpp>

#include "private_bus.h"
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

/// A protected record with a visit and one site, and a desktop that can say that it locks.
struct ProtectedVisit : ProtectedWindow {
    std::string session, marker;

    void SetUp() override {
        ProtectedWindow::SetUp();
        if (IsSkipped()) return;
        using nlohmann::json;
        const std::string patient = json::parse(run({"--json", "patient", "list"}).out)["patients"][0]["id"];
        session = json::parse(run({"--json", "session", "new", "--patient", patient}).out)["id"];
        ASSERT_EQ(run({"marker", "add", "--session", session, "--type", "needle", "--at", "90,-80,300"}).exitCode, 0);
        const Path words = passphraseFile();
        std::ofstream(words) << kPassphrase;
        ASSERT_EQ(chmod(words.c_str(), 0600), 0);
        ASSERT_EQ(run({"record", "protect", "--new-passphrase-file", words.string()}).exitCode, 0);
    }
    Path passphraseFile() const { return folder / "words.txt"; }
    std::string note() const {
        const auto listed = run({"--passphrase-file", passphraseFile().string(), "--json", "marker", "list", "--session", session});
        return nlohmann::json::parse(listed.out)["markers"][0].value("note", "");
    }
    /// How many files of the data folder hold it.
    int filesWith(const std::string& word) const {
        int files = 0;
        for (const auto& each : std::filesystem::recursive_directory_iterator(folder / "data")) {
            if (!each.is_regular_file()) continue;
            std::ifstream file(each.path(), std::ios::binary);
            const std::string bytes((std::istreambuf_iterator<char>(file)), {});
            files += bytes.find(word) != std::string::npos ? 1 : 0;
        }
        return files;
    }
    static void unlock(const RealWindow& window) {
        ASSERT_TRUE(keySays(window, "asks"));
        window.type(kPassphrase);
        window.key("Return");
        ASSERT_TRUE(window.waitFor("patients", "1"));
    }
    /// The note of the visit's site has the keyboard.
    static void openNote(const RealWindow& window) {
        window.click("patients.row.0");
        window.click("visits.row.0");
        ASSERT_TRUE(window.waitFor("markers", "1"));
        window.click("sites.row.0");
        window.click("site.note");
    }
};

constexpr const char *kTyped = "halfawordca", *kRest = "nary77";

}  // namespace

TEST_F(ProtectedVisit, whatIsBeingTypedWhenTheDesktopLocksIsThereAgainAfterUnlockingAndNowhereToBeRead) {
    if (!hasProgram("dbus-daemon") || !hasProgram("dbus-send")) GTEST_SKIP() << "needs dbus-daemon and dbus-send";
    PrivateBus bus(folder / "session");
    RealWindow window(folder.path(), RealWindow::Setup{1440, 900, with({}), {}, {"DBUS_SESSION_BUS_ADDRESS=" + bus.address(), "DBUS_SYSTEM_BUS_ADDRESS=unix:path=/none"}, {}, {}});
    unlock(window);
    openNote(window);
    window.type(kTyped);
    window.type(kRest);
    ASSERT_TRUE(window.waitFor("picture", "rest"));
    const std::string saver = "dbus-send --bus=" + bus.address() + " --type=signal /org/freedesktop/ScreenSaver org.freedesktop.ScreenSaver.ActiveChanged boolean:true";
    ASSERT_EQ(std::system(saver.c_str()), 0);
    EXPECT_TRUE(keySays(window, "asks", 10)) << "the desktop's lock locks, too";
    EXPECT_EQ(filesWith(std::string(kTyped) + kRest), 0);
    unlock(window);
    ASSERT_TRUE(window.waitFor("markers", "1")) << "where one was";
    EXPECT_EQ(window.stop(SIGTERM), 0);
    EXPECT_EQ(note(), std::string(kTyped) + kRest);
}

TEST_F(ProtectedVisit, whatWasTypedFiveSecondsBeforeAKillIsThereEncrypted) {
    RealWindow window(folder.path(), RealWindow::Setup{1440, 900, with({}), {}, {}, {}, {}});
    unlock(window);
    openNote(window);
    window.type(std::string(kTyped) + kRest);
    EXPECT_TRUE(window.waitFor("save", "saved", 5)) << "with the field still open";
    window.stop(SIGKILL);
    EXPECT_EQ(filesWith(std::string(kTyped) + kRest), 0) << "nor in the log that was not closed";
    EXPECT_EQ(note(), std::string(kTyped) + kRest);
    unlink(passphraseFile().c_str());
    EXPECT_EQ(run({"marker", "list", "--session", session}).exitCode, 4);
}

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
    const vec2 below = window.middle("key.take");
    window.type(kPassphrase);  // the field that is wrong has the keyboard, with what stands in it selected
    ASSERT_TRUE(keySays(window, "asks"));
    EXPECT_EQ(window.middle("key.take").y, below.y) << "nothing moves when there is nothing more to say";
    window.key("Return");
    ASSERT_TRUE(keySays(window, "Type it a second time, too."));
    window.type(kPassphrase);
    window.key("Return");
    ASSERT_TRUE(keySays(window, "code"));
    window.click("key.print");
    ASSERT_TRUE(keySays(window, "place"));
    window.key("ctrl+a");
    const Path sheet = folder / "sheet.pdf";
    window.type(sheet.string());
    window.key("Return");
    ASSERT_TRUE(keySays(window, "code"));
    EXPECT_NE(window.fact("key.saved").find("as good as a key"), std::string::npos) << window.fact("key.saved");
    EXPECT_EQ(std::filesystem::status(sheet).permissions(), std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
    EXPECT_EQ(readTextFile(sheet, 1 << 20)->substr(0, 5), "%PDF-");
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
    window.click("status.lock");
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
