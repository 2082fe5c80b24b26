#include <gtest/gtest.h>
#include <signal.h>

#include <fstream>

#include <nlohmann/json.hpp>

#include "real_window.h"
#include "support/program.h"
#include "support/test_folder.h"

namespace myochart::ui::test {

namespace {

using myochart::test::runProgram;
using nlohmann::json;

/// The built program in a window of its own X server, on a small figure that was imported by the command line.
class Window : public ::testing::Test {
  protected:
    void SetUp() override {
        if (!hasWindowTools()) GTEST_SKIP() << "needs Xvfb and xdotool";
        myochart::test::writeSmallFigure(folder_ / "figure.obj");
        const auto run =
            runProgram(with({"model", "import", (folder_ / "figure.obj").string(), "--mm-per-unit", "1", "--up", "z"}));
        ASSERT_EQ(run.exitCode, 0) << run.err;
    }
    std::vector<std::string> with(std::vector<std::string> arguments) const {
        arguments.insert(arguments.begin(), {"--data-dir", (folder_ / "data").string(), "--model", "figure"});
        return arguments;
    }
    json ask(std::vector<std::string> arguments) const {
        arguments.insert(arguments.begin(), "--json");
        const auto run = runProgram(with(arguments));
        EXPECT_EQ(run.exitCode, 0) << run.err;
        return json::parse(run.out, nullptr, false);
    }
    std::unique_ptr<RealWindow> open(int width = 1440, int height = 900, const std::string& keyboard = {},
                                     const std::string& manager = {}) const {
        auto window = std::make_unique<RealWindow>(
            folder_.path(), RealWindow::Setup{width, height, with({}), {}, {}, keyboard, manager});
        EXPECT_TRUE(window->running());
        EXPECT_TRUE(window->waitFor("pickReady", "yes")) << readTextFile(folder_ / "program.log", 100000).value();
        EXPECT_TRUE(window->waitFor("picture", "rest"));
        return window;
    }
    /// A patient with one visit and one site in it; the visit's id.
    std::string newSession(const std::string& name) const {
        const std::string patient = ask({"patient", "add", "--name", name}).value("id", "");
        const std::string session = ask({"session", "new", "--patient", patient}).value("id", "");
        ask({"marker", "add", "--session", session, "--type", "needle", "--at", "90,-80,300"});
        return session;
    }
    /// The program opens the last patient by itself; one that was never open is clicked.
    static void openVisit(const RealWindow& window, const std::string& name) {
        if (window.hasWidget("visits.back")) window.click("visits.back");
        window.click("patients.filter");
        window.type(name);
        window.click("patients.row.0");
        window.click("visits.row.0");
        ASSERT_TRUE(window.waitFor("markers", "1"));
    }
    void expectRefused(RealWindow& window, const std::string& word) const {
        EXPECT_EQ(window.waitForEnd(), 2);
        const std::string said = readTextFile(folder_ / "program.log", 100000).value();
        EXPECT_NE(said.find(word), std::string::npos) << said;
        std::filesystem::remove(folder_ / "program.log");
    }
    static Path pictures() { return myochart::test::buildFolder() / "tests"; }

    myochart::test::TestFolder folder_;
};

}  // namespace

TEST_F(Window, aCrashWouldLeaveNoCoreFile) {
    auto window = open();
    const std::string limits = "/proc/" + std::to_string(window->process()) + "/limits";
    std::ifstream file(limits);
    std::string line;
    while (std::getline(file, line) && !line.starts_with("Max core file size")) {}
    EXPECT_NE(line.find(" 0 "), std::string::npos) << line;
}

TEST_F(Window, fromTheFirstClickToRowsInTheRecordAndBackAfterReopening) {
    std::string session;
    {
        auto window = open();
        window->click("patients.new");
        window->type("Example, Ana");
        window->key("Tab");
        window->type("1980-05-04");
        window->click("patients.form.save");
        ASSERT_TRUE(window->waitForWidget("visits.new"));
        window->click("visits.new");
        window->click("mode.needle");
        ASSERT_TRUE(window->waitFor("mode", "place needle"));
        // The figure is 1.7 m tall and stands upright in the middle; both soleus muscles are at its foot.
        const vec2 body = window->middle("body");
        const float mm = (body.y - 48) * 2 / 1750;
        const auto at = [&](float x, float z) { return body + vec2(x, 850 - z) * mm; };
        int placed = 0;
        for (const auto& [x, z] : {std::pair(90.0F, 300.0F), {-90.0F, 300.0F}, {260.0F, 1250.0F}}) {
            window->click(at(x, z));
            EXPECT_TRUE(window->waitFor("markers", std::to_string(++placed))) << x;
        }
        window->drag(at(-260, 1250), at(-160, 1250));
        EXPECT_EQ(window->fact("markers"), "3") << "a drag places nothing";
        window->key("ctrl+z");
        EXPECT_TRUE(window->waitFor("markers", "2"));
        window->key("ctrl+shift+z");
        EXPECT_TRUE(window->waitFor("markers", "3"));
        window->click("mode.look");
        window->click("sites.row.2");
        ASSERT_TRUE(window->waitForWidget("site.delete"));
        window->click("site.label");
        window->type("LTR");
        window->key("Return");
        EXPECT_TRUE(window->waitFor("save", "saved"));
        EXPECT_TRUE(window->waitFor("picture", "rest"));
        session = window->fact("session");
        EXPECT_TRUE(render::writePng(window->screenshot(), pictures() / "ui_window.png").ok());
        window->key("ctrl+q");
        EXPECT_EQ(window->waitForEnd(), 0);
    }
    const json list = ask({"marker", "list", "--session", session});
    ASSERT_TRUE(list.contains("markers")) << list.dump();
    ASSERT_EQ(list["markers"].size(), 3U);
    EXPECT_EQ(list["markers"][0]["type"], "needle");
    EXPECT_EQ(list["markers"][0]["side"], "left");
    EXPECT_EQ(list["markers"][1]["side"], "right");
    EXPECT_EQ(list["markers"][2]["label"], "LTR");

    auto again = open();
    EXPECT_TRUE(again->waitFor("session", session)) << "what was open is open again";
    EXPECT_TRUE(again->waitFor("markers", "3"));
    EXPECT_EQ(again->stop(SIGTERM), 0);
}

TEST_F(Window, aSmallWindowWorksToo) {
    auto window = open(1100, 700);
    EXPECT_TRUE(window->waitForWidget("patients.new"));
    EXPECT_TRUE(window->waitForWidget("mode.needle"));
    const vec2 search = window->middle("search");
    EXPECT_LT(search.x, 1100);
    window->key("F1");
    EXPECT_TRUE(window->waitForWidget("dialog.shortcuts"));
    EXPECT_TRUE(render::writePng(window->screenshot(), pictures() / "ui_window_small.png").ok());
}

TEST_F(Window, quickClicksCountWhereTheyWereMadeAndNotWhereThePointerWentSince) {
    const std::string session = newSession("Example, Ana");
    auto window = open();
    openVisit(*window, "Example, Ana");
    window->click("visits.new");
    ASSERT_TRUE(window->waitFor("markers", "0"));
    const vec2 body = window->middle("body");
    const float mm = (body.y - 48) * 2 / 1750;
    const auto at = [&](float x, float z) { return body + vec2(x, 850 - z) * mm; };
    window->clickQuickly({window->middle("mode.needle"), at(90, 300), at(260, 1250), window->middle("mode.look")});
    EXPECT_TRUE(window->waitFor("markers", "2"));
    EXPECT_TRUE(window->waitFor("mode", "look"));
    EXPECT_TRUE(window->waitFor("save", "saved"));
    const std::string quick = window->fact("session");
    EXPECT_NE(quick, session);
    EXPECT_EQ(window->stop(SIGTERM), 0);
    const json markers = ask({"marker", "list", "--session", quick})["markers"];
    ASSERT_EQ(markers.size(), 2U);
    EXPECT_EQ(markers[0]["side"], "left");
    EXPECT_EQ(markers[1]["muscle"], "Biceps brachii");
}

TEST_F(Window, onAFrenchKeyboardKeysMeanWhatIsPrintedOnThem) {
    if (!hasProgram("setxkbmap")) GTEST_SKIP() << "needs setxkbmap";
    newSession("Example, Ana");
    auto window = open(1440, 900, "fr");
    openVisit(*window, "Example, Ana");
    window->click("sites.row.0");
    window->key("comma");  // where others have M
    window->key("2");      // typed with Shift there
    EXPECT_TRUE(window->waitFor("view", "Back"));
    window->key("1");
    EXPECT_TRUE(window->waitFor("view", "Front"));
    EXPECT_EQ(window->fact("markers"), "1") << "the comma mirrors nothing";
    window->key("m");
    EXPECT_TRUE(window->waitFor("markers", "2")) << "M does, where it is printed";
    window->key("ctrl+z");
    EXPECT_TRUE(window->waitFor("markers", "1"));
}

TEST_F(Window, onAGermanKeyboardCtrlAndPlusOrMinusChangeTheTextSize) {
    if (!hasProgram("setxkbmap")) GTEST_SKIP() << "needs setxkbmap";
    auto window = open(1440, 900, "de");
    const float usual = window->middle("body.layers").y;
    window->key("ctrl+plus");
    window->key("ctrl+plus");
    EXPECT_GT(window->middle("body.layers").y, usual + 4);
    window->key("ctrl+minus");
    window->key("ctrl+minus");
    window->key("ctrl+minus");
    EXPECT_LT(window->middle("body.layers").y, usual);
    window->key("ctrl+dead_acute");
    EXPECT_LT(window->middle("body.layers").y, usual) << "the dead accent is no plus";
}

TEST_F(Window, withItsFrameItFitsASmallScreen) {
    if (!hasProgram("openbox")) GTEST_SKIP() << "needs a window manager (openbox)";
    auto window = open(1366, 768, {}, "openbox");
    const Rect at = window->onScreen();
    EXPECT_GT(at.size().x, 1000);
    EXPECT_GT(at.size().y, 600);
    EXPECT_GT(at.min.y, 5) << "under the title";
    EXPECT_LE(at.max.x, 1366);
    EXPECT_LE(at.max.y, 768) << "the bar that tells what is saved is on the screen";
}

TEST_F(Window, everyStopSignalSavesWhatIsBeingTypedAndEnds) {
    int round = 0;
    for (const int signal : {SIGTERM, SIGINT, SIGHUP}) {
        const std::string name = "Example, " + std::string(1, static_cast<char>('A' + round++));
        const std::string session = newSession(name);
        auto window = open();
        openVisit(*window, name);
        window->click("sites.row.0");
        window->click("site.label");
        window->type("typed");
        ASSERT_TRUE(window->waitFor("picture", "rest"));
        EXPECT_EQ(window->stop(signal), 0) << signal;
        EXPECT_EQ(ask({"marker", "list", "--session", session})["markers"][0]["label"], "typed") << signal;
        EXPECT_EQ(ask({"verify"})["sound"], true);
    }
}

TEST_F(Window, aKilledProgramLosesNothingThatWasTypedFiveSecondsAgo) {
    const std::string session = newSession("Example, Ana");
    auto window = open();
    openVisit(*window, "Example, Ana");
    window->click("sites.row.0");
    window->click("site.note");
    window->type("fainted");
    EXPECT_TRUE(window->waitFor("save", "saved")) << "with the field still open";
    window->stop(SIGKILL);
    EXPECT_EQ(ask({"marker", "list", "--session", session})["markers"][0]["note"], "fainted");
    EXPECT_EQ(ask({"verify"})["sound"], true);
}

TEST_F(Window, aVisitOfAnotherDayIsNotOpenedAtAStartAndIsLockedWhenItIsChosen) {
    const std::string patient = ask({"patient", "add", "--name", "Example, Ana"}).value("id", "");
    const std::string session = ask({"session", "new", "--patient", patient, "--start", "2026-01-15T10:00:00Z"}).value("id", "");
    ask({"marker", "add", "--session", session, "--type", "needle", "--at", "90,-80,300"});
    for (int start = 0; start < 2; ++start) {
        auto window = open();
        if (start == 0) window->click("patients.row.0");
        ASSERT_TRUE(window->waitFor("patient", patient)) << "the second time it is open by itself";
        EXPECT_EQ(window->fact("session"), "");
        window->click("visits.row.0");
        ASSERT_TRUE(window->waitFor("visit", "locked"));
        window->key("n");
        const vec2 body = window->middle("body");
        const float mm = (body.y - 92) * 2 / 1750;
        window->click(body + vec2(-90, 850 - 300) * mm);
        EXPECT_TRUE(window->waitForWidget("notice.0.close"));
        EXPECT_EQ(window->fact("markers"), "1");
        EXPECT_TRUE(render::writePng(window->screenshot(), pictures() / "ui_window_locked.png").ok());
        window->key("ctrl+q");
        EXPECT_EQ(window->waitForEnd(), 0);
    }
    EXPECT_EQ(ask({"marker", "list", "--session", session})["markers"].size(), 1U);
}

TEST_F(Window, anXServerThatDiesLosesNothingThatWasTyped) {
    const std::string session = newSession("Example, Ana");
    auto window = open();
    openVisit(*window, "Example, Ana");
    window->click("sites.row.0");
    window->click("site.label");
    window->type("typed");
    ASSERT_TRUE(window->waitFor("picture", "rest"));
    window->killServer();
    EXPECT_EQ(window->waitForEnd(), 2);
    EXPECT_EQ(ask({"marker", "list", "--session", session})["markers"][0]["label"], "typed");
    EXPECT_EQ(ask({"verify"})["sound"], true);
}

TEST_F(Window, sizesFromTheSettingsThatNoWindowCanHaveAreClamped) {
    std::filesystem::create_directories(folder_ / "data");
    for (const char* size : {"0", "-5", "1000000000", "70000"}) {
        std::ofstream(folder_ / "data" / "settings.json")
            << R"({"window_width": )" << size << R"(, "window_height": )" << size << "}";
        auto window = open();
        EXPECT_EQ(window->stop(SIGTERM), 0) << size;
    }
}

TEST_F(Window, withoutOpenGl33OneSentenceAndExitCodeTwo) {
    RealWindow old(folder_.path(), {1440, 900, with({}), {}, {"MESA_GL_VERSION_OVERRIDE=2.1"}});
    expectRefused(old, "OpenGL 3.3");
    RealWindow none(folder_.path(), {1440, 900, with({}), {"-extension", "GLX"}, {}});
    expectRefused(none, "OpenGL 3.3");
}

TEST(WindowFaults, withoutADisplayOneSentenceAndExitCodeTwo) {
    const myochart::test::TestFolder folder;
    for (const char* display : {"DISPLAY=", "DISPLAY=:987"}) {
        const auto run = runProgram({"--data-dir", (folder / "data").string()}, {display, "WAYLAND_DISPLAY="});
        EXPECT_EQ(run.exitCode, 2) << display;
        EXPECT_NE(run.err.find("window cannot be opened"), std::string::npos) << run.err;
        EXPECT_EQ(std::count(run.err.begin(), run.err.end(), '\n'), 1) << run.err;
        EXPECT_FALSE(std::filesystem::exists(folder / "data")) << "nothing was touched";
    }
}

TEST_F(Window, aSecondStartSaysInItsWindowThatTheRecordIsOpenAlready) {
    auto first = open();
    const std::filesystem::path beside = folder_ / "second";
    std::filesystem::create_directory(beside);
    RealWindow second(beside, {1440, 900, with({}), {}, {}, {}, {}});
    ASSERT_TRUE(second.waitForWidget("refusal.close")) << "not gone without a word";
    EXPECT_NE(second.fact("refusal").find("open in another"), std::string::npos) << second.fact("refusal");
    EXPECT_TRUE(render::writePng(second.screenshot(), pictures() / "ui_window_second_start.png").ok());
    second.click(second.middle("refusal.close"));
    EXPECT_EQ(second.waitForEnd(), 4);
    EXPECT_TRUE(first->running());
}

TEST_F(Window, aDemonstrationSaysThatItIsOneAndLeavesNothing) {
    const std::filesystem::path temporary = folder_ / "tmp";
    std::filesystem::create_directory(temporary);
    RealWindow window(folder_.path(), {1440, 900, {"--demo", "--model", "builtin"}, {}, {"TMPDIR=" + temporary.string()}, {}, {}});
    ASSERT_TRUE(window.waitFor("demonstration", "Demonstration"));
    ASSERT_TRUE(window.waitForWidget("visits.fold", 120)) << "a visit is open";
    EXPECT_FALSE(std::filesystem::is_empty(temporary));
    ASSERT_TRUE(window.waitForWidget("needleBar.allIn"));
    EXPECT_LT(window.middle("demonstration").y, window.middle("needleBar.allIn").y - 40) << "its words stand above the bar of needles";
    EXPECT_TRUE(render::writePng(window.screenshot(), pictures() / "ui_window_demonstration.png").ok());
    window.key("ctrl+q");
    EXPECT_EQ(window.waitForEnd(), 0);
    EXPECT_TRUE(std::filesystem::is_empty(temporary)) << "it is gone with the window";
}

}  // namespace myochart::ui::test
