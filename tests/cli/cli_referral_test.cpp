#include <algorithm>

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "support/program.h"
#include "support/test_folder.h"

namespace myochart {

namespace {

using nlohmann::json;

class CliReferral : public testing::Test {
  protected:
    static void SetUpTestSuite() { folder_ = std::make_unique<test::TestFolder>(); }
    static void TearDownTestSuite() { folder_.reset(); }
    static test::ProgramRun run(std::vector<std::string> arguments) {
        arguments.insert(arguments.begin(), {"--data-dir", (*folder_ / "data").string(), "--json", "referral"});
        return test::runProgram(arguments);
    }
    static json ask(const std::vector<std::string>& arguments) {
        const test::ProgramRun done = run(arguments);
        EXPECT_EQ(done.exitCode, 0) << done.err;
        return json::parse(done.out, nullptr, false);
    }
    static Path paint(const std::string& text) {
        const Path file = *folder_ / "paint.json";
        EXPECT_TRUE(writeFileAtomically(file, text).ok());
        return file;
    }
    static std::unique_ptr<test::TestFolder> folder_;
};
std::unique_ptr<test::TestFolder> CliReferral::folder_;

}  // namespace

TEST_F(CliReferral, aPatternIsShownWithItsZonesAreaAndSource) {
    const json answer = ask({"show", "infraspinatus", "--side", "left"});
    ASSERT_EQ(answer.at("patterns").size(), 4U);
    for (const json& pattern : answer.at("patterns")) {
        EXPECT_EQ(pattern.at("side"), "left");
        EXPECT_GT(pattern.at("essential_cm2").get<double>(), 5);
        EXPECT_FALSE(pattern.at("source").get<std::string>().empty());
        for (const json& zone : pattern.at("zones")) EXPECT_GT(zone.at("position")[0].get<double>(), 0) << zone;
    }
    EXPECT_NE(answer.at("statement").get<std::string>().find("Reported pattern"), std::string::npos);
    EXPECT_EQ(ask({"show", "upper_trapezius_trp1"}).at("patterns").size(), 2U);
    EXPECT_EQ(run({"show", "no_such_muscle"}).exitCode, 1);
    EXPECT_EQ(run({"show", "soleus", "--side", "top"}).exitCode, 2);
}

TEST_F(CliReferral, fromRegionsAndWordsToPoints) {
    const json answer = ask({"search", "--regions", "buttock_lower,thigh_lateral_mid,leg_lateral_mid", "--side", "right", "--limit", "3"});
    EXPECT_LE(answer.at("ranked").size(), 3U);
    EXPECT_EQ(answer.at("ranked")[0].at("muscle"), "gluteus_minimus");
    EXPECT_EQ(answer.at("ranked")[0].at("side"), "right");
    EXPECT_FALSE(answer.at("ranked")[0].at("why").empty());
    EXPECT_FALSE(answer.at("rule_out_first").empty());
    const json words = ask({"search", "--words", "pain behind the left eye"});
    EXPECT_EQ(words.at("regions"), json({"eye_orbit"}));
    EXPECT_EQ(words.at("ranked")[0].at("side"), "left");
    EXPECT_EQ(run({"search", "--words", "qqqq"}).exitCode, 1);
    EXPECT_EQ(run({"search", "--regions", "elbow_of_the_moon"}).exitCode, 3);
    EXPECT_EQ(run({"search"}).exitCode, 2);
    EXPECT_EQ(run({"search", "--regions", "temple", "--words", "eye"}).exitCode, 2);
}

TEST_F(CliReferral, fromPaintToPoints) {
    const json zones = ask({"show", "gluteus_medius_trp2", "--side", "left"}).at("patterns")[0].at("zones");
    const json at = zones[0].at("position");
    const Path file = paint(json{{"areas", {{{"at", at}, {"radius_mm", 40}}, {{"region", "greater_trochanter"}, {"side", "left"}}}}}.dump());
    const json answer = ask({"search", "--paint", file.string()});
    EXPECT_GT(answer.at("painted_cm2").get<double>(), 50);
    EXPECT_EQ(answer.at("ranked")[0].at("side"), "left");
}

TEST_F(CliReferral, aPaintFileThatIsNoneIsRefusedWithItsName) {
    for (const char* text : {"", "{", "[]", "{\"areas\": 3}", "{\"areas\": [3]}", "{\"areas\": [{\"at\": [1, 2]}]}", "{\"areas\": [{\"at\": [1, 2, 3], \"radius_mm\": 5000}]}",
                             "{\"areas\": [{\"at\": [1e30, 2, 3], \"radius_mm\": 5}]}", "{\"areas\": [{\"region\": \"temple\", \"colour\": 1}]}", "{\"areas\": [{\"region\": \"temple\", \"side\": \"top\"}]}"}) {
        const test::ProgramRun done = run({"search", "--paint", paint(text).string()});
        EXPECT_EQ(done.exitCode, 3) << text << done.err;
    }
    EXPECT_EQ(run({"search", "--paint", paint("{\"areas\": []}").string()}).exitCode, 1);
    EXPECT_NE(run({"search", "--paint", (*folder_ / "none.json").string()}).exitCode, 0);
}

TEST_F(CliReferral, aPaintFileThatIsNestedTooDeepIsRefused) {
    constexpr size_t kDeep = 100'000;
    for (const size_t depth : {size_t{100}, kDeep}) {
        const test::ProgramRun done = run({"search", "--paint", paint("{\"areas\": " + std::string(depth, '[') + std::string(depth, ']') + "}").string()});
        EXPECT_EQ(done.exitCode, 3) << depth;
        EXPECT_NE(done.err.find("nested"), std::string::npos) << done.err;
    }
}

TEST_F(CliReferral, wordsTellThePlaceAndSideTheyAreTakenForAndWhatIsLeftOut) {
    const json both = ask({"search", "--words", "left temple and right ear"});
    EXPECT_EQ(both.at("places"), json({{{"region", "temple"}, {"side", "left"}}, {{"region", "ear"}, {"side", "right"}}}));
    EXPECT_EQ(ask({"search", "--words", "tailbone"}).at("places"), json({{{"region", "coccyx"}, {"side", "midline"}}}));
    const test::ProgramRun denied = run({"search", "--words", "left temple, no pain in the ear"});
    EXPECT_EQ(denied.exitCode, 3) << "done, with a remark";
    EXPECT_NE(denied.err.find("told not to hurt"), std::string::npos) << denied.err;
    EXPECT_EQ(run({"search", "--words", "left knee", "--side", "right"}).exitCode, 2) << "neither is more likely to be the slip";
    EXPECT_EQ(run({"search", "--words", "knee", "--side", "right"}).exitCode, 0);
}

TEST_F(CliReferral, theRegionsThatAreAskedForAreListed) {
    const json rows = ask({"regions"});
    EXPECT_GT(rows.size(), 150U);
    EXPECT_TRUE(std::ranges::any_of(rows, [](const json& row) { return row.at("region") == "temple" && row.at("paired") == true; }));
}

}  // namespace myochart
