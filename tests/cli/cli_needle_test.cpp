#include <gtest/gtest.h>

#include <fstream>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "core/files.h"
#include "core/text.h"
#include "support/program.h"
#include "support/test_folder.h"

namespace myochart {

namespace {

using nlohmann::json;

/// The built-in body, built once for all.
class CliNeedle : public testing::Test {
  protected:
    static void SetUpTestSuite() { folder_ = std::make_unique<test::TestFolder>(); }
    static void TearDownTestSuite() { folder_.reset(); }
    static test::ProgramRun run(std::vector<std::string> arguments) {
        arguments.insert(arguments.begin(), {"--data-dir", (*folder_ / "data").string(), "--json", "--quiet"});
        return test::runProgram(arguments);
    }
    static json ask(const std::vector<std::string>& arguments) {
        const auto done = run(arguments);
        EXPECT_EQ(done.exitCode, 0) << done.err;
        return json::parse(done.out, nullptr, false);
    }
    static json upperTrapezius(std::vector<std::string> more = {}) {
        std::vector<std::string> all = {"needle", "--entry", "72.0,-14.0,1372.0", "--direction", "0,0.3,-1", "--length", "25", "--target", "upper_trapezius"};
        all.insert(all.end(), more.begin(), more.end());
        return ask(all);
    }
    static std::unique_ptr<test::TestFolder> folder_;
};
std::unique_ptr<test::TestFolder> CliNeedle::folder_;

}  // namespace

TEST_F(CliNeedle, aGripAndAnUltrasoundDepthAreToldInTheAnswer) {
    const json plain = upperTrapezius(), held = upperTrapezius({"--pinch", "15"}), seen = upperTrapezius({"--ultrasound", "pleura=12"});
    EXPECT_TRUE(plain.at("pinch").is_null());
    EXPECT_EQ(held.at("pinch").at("lift_mm"), 15.0);
    EXPECT_FALSE(held.at("pinch").at("taught").empty());
    EXPECT_TRUE(held.at("pinch").at("not_taught").is_null());
    EXPECT_FALSE(held.at("overridden").empty());
    EXPECT_EQ(seen.at("first_hazard_mm"), 12.0);
    EXPECT_TRUE(std::ranges::any_of(seen.at("hazards"), [](const json& each) { return each.at("basis") == "ultrasound"; }));
    for (const json* each : {&plain, &held, &seen}) {
        EXPECT_EQ(each->at("path").back().at("to_mm"), 25.0);
        EXPECT_NE(each->at("statement").get<std::string>().find("none clears a needle"), std::string::npos);
    }
}

TEST_F(CliNeedle, theLayerUnderTheSkinIsAsThickAsTold) {
    const auto toMuscle = [](const json& answer) { return answer.at("path").front().at("to_mm").get<double>(); };
    const auto toFirst = [](const json& answer) { return answer.at("first_hazard_mm").get<double>(); };
    const json measured = upperTrapezius(), large = upperTrapezius({"--habitus", "2"});
    ASSERT_TRUE(measured.at("path").front().at("structure").is_null()) << "skin and fat";
    EXPECT_EQ(measured.at("habitus"), 1.0);
    EXPECT_EQ(large.at("habitus"), 2.0);
    EXPECT_GT(toMuscle(large), toMuscle(measured) + 1);
    EXPECT_GT(toFirst(large), toFirst(measured) + 1) << "what lies under the layer goes deeper with it";
    EXPECT_NE(run({"needle", "--entry", "72,-14,1372", "--direction", "0,0.3,-1", "--length", "25", "--habitus", "9"}).exitCode, 0);
}

TEST_F(CliNeedle, besideAGripStandsTheSameNeedleWithoutIt) {
    const json plain = upperTrapezius(), held = upperTrapezius({"--pinch", "40"});
    EXPECT_TRUE(plain.at("without_pinch").is_null());
    EXPECT_EQ(held.at("without_pinch").at("hazards"), plain.at("hazards"));
    EXPECT_EQ(held.at("without_pinch").at("first_hazard_mm"), plain.at("first_hazard_mm"));
    const json unnamed = ask({"needle", "--entry", "72,-14,1372", "--direction", "0,0.3,-1", "--length", "25", "--pinch", "15"});
    EXPECT_EQ(unnamed.at("pinch").at("not_taught"), "No muscle was named, so no table tells of a pincer grip here.");
    EXPECT_TRUE(unnamed.at("without_pinch").is_object());
    const json soleus = ask({"needle", "--entry", "72,-14,1372", "--direction", "0,0.3,-1", "--length", "25", "--target", "soleus", "--pinch", "15"});
    EXPECT_TRUE(soleus.at("pinch").at("taught").empty());
    EXPECT_EQ(soleus.at("pinch").at("not_taught"), "The tables tell of no pincer grip of soleus.");
}

TEST_F(CliNeedle, theSpinalCanalIsAHazardBelowTheNecksFirstVertebra) {
    const json needle = ask({"needle", "--entry", "5,25,1400", "--direction", "0,-1,0", "--length", "60"});
    const auto canal = std::ranges::find_if(needle.at("hazards"), [](const json& each) { return each.at("structure") == "spinal_canal_schematic"; });
    ASSERT_NE(canal, needle.at("hazards").end());
    EXPECT_EQ(canal->at("kind"), "spine");
    EXPECT_EQ(canal->at("met"), true);
    EXPECT_EQ(canal->at("basis"), "schematic");
    EXPECT_NE(needle.at("checks_not_made").dump().find("no spinal cord below: axis"), std::string::npos);
}

TEST_F(CliNeedle, airAndOpeningsAndAMuscleFarOffAreRemarkedOn) {
    const json limbs = ask({"needle", "--entry", "290,-100,800", "--direction=-1,0,0", "--length", "150"});
    EXPECT_EQ(limbs.at("path").back().at("between"), "outside the body");
    EXPECT_TRUE(limbs.at("bone_at_mm").is_null()) << "the femur lies behind the air";
    EXPECT_NE(limbs.at("remarks").dump().find("leaves the skin again"), std::string::npos);
    const json mouth = ask({"needle", "--entry", "0,-150,1490", "--direction", "0,1,0", "--length", "50"});
    EXPECT_NE(mouth.at("remarks").dump().find("in an opening of the body"), std::string::npos);
    const json far = ask({"needle", "--entry", "72,-14,1372", "--direction", "0,0.3,-1", "--length", "25", "--target", "soleus"});
    EXPECT_EQ(far.at("in_target_mm"), 0);
    EXPECT_NE(far.at("remarks").dump().find("soleus is not within reach of this way."), std::string::npos);
    EXPECT_EQ(far.at("sentence").get<std::string>().find("soleus"), std::string::npos);
}

TEST_F(CliNeedle, theKeyOfAPartIsRecognisedOnTheWay) {
    const json needle = ask({"needle", "--entry", "60,-100,1430", "--direction=-1,0,0", "--length", "30", "--target", "sternocleidomastoid_sternal", "--pinch", "10"});
    EXPECT_GT(needle.at("in_target_mm").get<double>(), 0);
    EXPECT_EQ(needle.at("pinch").at("target_on_way"), true);
    ASSERT_TRUE(needle.at("sentence").is_string());
    EXPECT_TRUE(needle.at("sentence").get<std::string>().starts_with("left ")) << needle.at("sentence");
    EXPECT_EQ(ask({"locate", needle.at("sentence").get<std::string>()}).at("side"), "left");
}

TEST_F(CliNeedle, whatIsNoGripOrNoDepthIsRefused) {
    const std::vector<std::string> needle = {"needle", "--entry", "72,-14,1372", "--direction", "0,0,-1", "--length", "25"};
    for (const auto& [option, value] : {std::pair("--pinch", "0"), std::pair("--pinch", "900"), std::pair("--ultrasound", "pleura"), std::pair("--ultrasound", "rib=20,pleura=10")}) {
        std::vector<std::string> all = needle;
        all.insert(all.end(), {option, value});
        const auto done = run(all);
        EXPECT_EQ(done.exitCode, 3) << option << " " << value;
        EXPECT_EQ(std::ranges::count(done.err, '\n'), 1) << done.err;
    }
}

TEST_F(CliNeedle, whatIsNoNumberOrInfiniteIsAUsageError) {
    const std::vector<std::string> where = {"--entry", "72,-14,1372", "--direction", "0,0,-1"};
    const std::string picture = (*folder_ / "picture.png").string();
    const auto refuses = [&](std::vector<std::string> all, std::vector<std::string> more) {
        all.insert(all.end(), where.begin(), where.end());
        all.insert(all.end(), more.begin(), more.end());
        const auto done = run(all);
        EXPECT_EQ(done.exitCode, 2) << more.front() << ": " << done.err;
        EXPECT_EQ(std::ranges::count(done.err, '\n'), 1) << done.err;
    };
    for (const char* none : {"nan", "inf", "-inf"}) {
        refuses({"needle", "cone"}, {"--half-angle", none, "--length", "20"});
        refuses({"needle"}, {"--length", none});
        refuses({"needle"}, {"--pinch", none, "--length", "20"});
        for (const char* option : {"--turn", "--azimuth", "--width"}) refuses({"needle", "picture", "-o", picture}, {option, none, "--length", "20"});
    }
    EXPECT_FALSE(std::filesystem::exists(picture));
}

TEST_F(CliNeedle, theSentenceOfASiteLeadsBackToIt) {
    const json site = upperTrapezius();
    ASSERT_TRUE(site.at("sentence").is_string()) << site.dump();
    const json back = ask({"locate", site.at("sentence").get<std::string>()});
    EXPECT_EQ(back.at("muscle"), "upper_trapezius");
    EXPECT_EQ(back.at("side"), "left");
    EXPECT_EQ(back.at("depth_mm"), 25.0);
    for (size_t k = 0; k < 3; ++k) EXPECT_NEAR(back.at("entry")[k].get<double>(), site.at("entry")[k].get<double>(), 2);
    EXPECT_EQ(run({"locate", "left upper trapezius, 35 mm lateral to the nose of C7, aimed down"}).exitCode, 1);
}

TEST_F(CliNeedle, aListIsAnsweredInItsOrderAndItsBrokenLineIsNamed) {
    const std::string from = (*folder_ / "needles.csv").string(), to = (*folder_ / "answers.csv").string();
    std::ofstream(from) << "id,x,y,z,dx,dy,dz,length_mm,target\na,72,-14,1372,0,0.3,-1,25,upper_trapezius\nb,72,-14,1372,0,0,0,25,\nc,72,-14,1372,0,0.3,-1,15,upper_trapezius\n";
    const auto done = run({"needle", "batch", from, "-o", to});
    EXPECT_EQ(done.exitCode, 1);
    EXPECT_NE(done.err.find("line 3: The direction is none"), std::string::npos) << done.err;
    const auto text = readTextFile(to, 1U << 20U);
    ASSERT_TRUE(text);
    const auto lines = split(*text, '\n');
    ASSERT_EQ(lines.size(), 5U);
    EXPECT_TRUE(lines[1].starts_with("a,") && lines[2].starts_with("b,") && lines[3].starts_with("c,"));
    std::ofstream(from) << "id,x,y,z,dx,dy,dz,length_mm\na,72,-14,1372,0,0.3,-1,25\n";
    EXPECT_EQ(ask({"needle", "batch", from, "-o", to}).at("needles"), 1);
}

TEST_F(CliNeedle, aListIsNotWrittenOver) {
    const std::string from = (*folder_ / "own.csv").string(), text = "x,y,z,dx,dy,dz,length_mm\n72,-14,1372,0,0.3,-1,25\n";
    std::ofstream(from) << text;
    const auto done = run({"needle", "batch", from, "-o", from});
    EXPECT_EQ(done.exitCode, 2) << done.err;
    EXPECT_EQ(*readTextFile(from, 1U << 20U), text);
}

TEST_F(CliNeedle, everyChartedPointIsToldWithItsWay) {
    const std::string page = (*folder_ / "page.md").string();
    const json answer = ask({"needle", "points", "--page", page});
    EXPECT_EQ(answer.at("points").size(), 479U);
    EXPECT_GE(answer.at("published_beside_model").size(), 10U);
    EXPECT_NE(readTextFile(page, 1U << 20U)->find("| left upper_trapezius_trp1 |"), std::string::npos);
}

}  // namespace myochart
