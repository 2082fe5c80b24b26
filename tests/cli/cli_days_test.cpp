#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "support/program.h"
#include "support/test_folder.h"

// A visit is filed under the day that was where it took place, whatever the clock of the machine that reads it.

namespace myochart {

using nlohmann::json;

namespace {

constexpr const char *kTokyo = "TZ=<+09>-9", *kNewYork = "TZ=<-05>5";

class CliDays : public testing::Test {
  protected:
    test::ProgramRun run(const char* zone, std::vector<std::string> arguments) const {
        arguments.insert(arguments.begin(), {"--data-dir", (folder_ / "data").string(), "--json"});
        return test::runProgram(arguments, {zone});
    }
    json ask(const char* zone, const std::vector<std::string>& arguments) const {
        const auto done = run(zone, arguments);
        EXPECT_EQ(done.exitCode, 0) << done.err;
        return json::parse(done.out, nullptr, false);
    }
    std::string patient() const { return ask(kTokyo, {"patient", "add", "--name", "Ana Muster"}).at("id"); }

    test::TestFolder folder_;
};

}  // namespace

TEST_F(CliDays, theDayOfAVisitIsTheSameInEveryTimeZone) {
    const std::string ana = patient();
    for (const auto& [start, day, utc] : std::vector<std::tuple<std::string, std::string, std::string>>{
             {"2026-03-10T23:50", "2026-03-10", "2026-03-10T14:50:00Z"},
             {"2026-03-12T00:10", "2026-03-12", "2026-03-11T15:10:00Z"}}) {
        const std::string visit = ask(kTokyo, {"session", "new", "--patient", ana, "--start", start}).at("id");
        for (const char* zone : {kTokyo, kNewYork, "TZ=UTC0"}) {
            const json newest = ask(zone, {"session", "list", "--patient", ana}).at("sessions")[0];
            EXPECT_EQ(newest.at("id"), visit) << zone;
            EXPECT_EQ(newest.at("day"), day) << zone;
            EXPECT_EQ(newest.at("started_at"), utc) << zone;
            EXPECT_EQ(ask(zone, {"session", "show", visit}).at("day"), day) << zone;
            EXPECT_EQ(ask(zone, {"patient", "list"}).at("patients")[0].at("last_day"), day) << zone;
        }
    }
    const std::string visit = ask(kNewYork, {"session", "list", "--patient", ana}).at("sessions")[0].at("id");
    ask(kNewYork, {"session", "remove", visit});
    EXPECT_EQ(ask(kNewYork, {"trash", "list"}).at("removed")[0].at("day"), "2026-03-12");
}

TEST_F(CliDays, anOffsetThatIsGivenIsKeptAndHandedOver) {
    const std::string ana = patient();
    const std::string visit =
        ask(kNewYork, {"session", "new", "--patient", ana, "--start", "2026-03-12T00:10+09:00"}).at("id");
    EXPECT_EQ(ask(kNewYork, {"session", "show", visit}).at("utc_offset"), "+09:00");
    const auto placed =
        run(kNewYork, {"marker", "add", "--session", visit, "--type", "needle", "--where", "left soleus, lower third"});
    EXPECT_NE(placed.err.find("This is the visit of 12 March 2026"), std::string::npos) << placed.err;
    const std::string file = (folder_ / "out.json").string();
    ask(kTokyo, {"export", ana, "-o", file});
    const test::TestFolder other;
    const auto taken = test::runProgram({"--data-dir", other.path().string(), "import", file}, {kNewYork});
    ASSERT_EQ(taken.exitCode, 0) << taken.err;
    const auto shown =
        test::runProgram({"--data-dir", other.path().string(), "--json", "session", "show", visit}, {kNewYork});
    EXPECT_EQ(json::parse(shown.out).at("day"), "2026-03-12");
}

}  // namespace myochart
