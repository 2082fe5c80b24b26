#include <gtest/gtest.h>

#include <chrono>
#include <thread>

#include <nlohmann/json.hpp>

#include "real_window.h"
#include "support/program.h"
#include "support/test_folder.h"

namespace myochart::ui::test {

namespace {

using nlohmann::json;

struct WindowOfPatient : testing::Test {
    myochart::test::TestFolder folder;

    void SetUp() override {
        if (!hasWindowTools()) GTEST_SKIP() << "needs Xvfb and xdotool";
        myochart::test::writeSmallFigure(folder / "figure.obj");
        run({"model", "import", (folder / "figure.obj").string(), "--mm-per-unit", "1", "--up", "z"});
        run({"patient", "add", "--name", "Otto Other"});
        const std::string patient = json::parse(run({"patient", "add", "--name", "Ana Muster", "--json"})).at("id");
        const std::string session = json::parse(run({"session", "new", "--patient", patient, "--json"})).at("id");
        run({"marker", "add", "--session", session, "--type", "needle", "--muscle", "soleus", "--side", "left", "--u", "0.5", "--v", "0.5", "--correct"});
    }
    std::vector<std::string> with(std::vector<std::string> arguments) const {
        arguments.insert(arguments.begin(), {"--data-dir", (folder / "data").string(), "--model", "figure"});
        return arguments;
    }
    std::string run(std::vector<std::string> arguments) const {
        const auto done = myochart::test::runProgram(with(std::move(arguments)));
        EXPECT_EQ(done.exitCode, 0) << done.err;
        return done.out;
    }
};

}  // namespace

TEST_F(WindowOfPatient, showsThePlacesOfThatPatientAndOfNobodyElse) {
    RealWindow window(folder.path(), RealWindow::Setup{2700, 900, with({}), {}, {}, {}, {}});
    ASSERT_TRUE(window.waitFor("pickReady", "yes"));
    window.click("patients.row.0");  // Ana, the last one that was added
    window.click("visits.row.0");
    ASSERT_TRUE(window.waitFor("markers", "1"));
    window.key("F8");
    ASSERT_TRUE(window.waitFor("patientWindow", "open"));
    EXPECT_TRUE(window.waitForPatientWidget("patient.site.1", true));
    EXPECT_TRUE(window.waitForPatientWidget("patient.language.de", true));
    window.click("visits.back");
    window.click("patients.row.1");
    ASSERT_TRUE(window.waitFor("sessions", "0"));
    EXPECT_TRUE(window.waitForPatientWidget("patient.site.1", false)) << "of somebody else nothing is shown";
    window.click("visits.back");
    window.click("patients.row.0");
    window.click("visits.row.0");
    EXPECT_TRUE(window.waitForPatientWidget("patient.site.1", true)) << "the same patient again";
    window.key("F9");
    EXPECT_TRUE(window.waitForPatientWidget("patient.site.1", false)) << "patients are out of sight there, too";
    window.key("F9");
    window.key("F8");
    EXPECT_TRUE(window.waitFor("patientWindow", ""));
    EXPECT_TRUE(window.running());
}

TEST_F(WindowOfPatient, asksThePatientAndHidesWhatLiesBehindIt) {
    RealWindow window(folder.path(), RealWindow::Setup{1280, 800, with({}), {}, {}, {}, "openbox"});
    ASSERT_TRUE(window.waitFor("pickReady", "yes"));
    window.click("patients.row.0");
    window.click("visits.row.0");
    ASSERT_TRUE(window.waitFor("markers", "1"));
    window.keyThatCovers("shift+F8");
    ASSERT_TRUE(window.waitForPatientWidget("form.next", true));
    EXPECT_TRUE(window.waitFor("curtain", "drawn")) << "one screen: nothing of patients is seen behind it";
    EXPECT_TRUE(window.running());
}

}  // namespace myochart::ui::test
