#include <gtest/gtest.h>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "render/image.h"
#include "support/program.h"
#include "support/test_folder.h"

namespace myochart {

namespace {

using nlohmann::json;

class CliPaint : public testing::Test {
  protected:
    static void SetUpTestSuite() { folder_ = std::make_unique<test::TestFolder>(); }
    static void TearDownTestSuite() { folder_.reset(); }
    static test::ProgramRun run(std::vector<std::string> arguments) {
        arguments.insert(arguments.begin(), {"--data-dir", (*folder_ / "data").string(), "--json", "--quiet"});
        return test::runProgram(arguments);
    }
    static json ask(const std::vector<std::string>& arguments) {
        const test::ProgramRun done = run(arguments);
        EXPECT_EQ(done.exitCode, 0) << done.err;
        json answer = json::parse(done.out, nullptr, false);
        EXPECT_FALSE(answer.is_discarded()) << done.out;
        return answer;
    }
    static std::string newVisit() {
        const std::string patient = ask({"patient", "add", "--name", "Example, Ana"}).at("id");
        return ask({"session", "new", "--patient", patient}).at("id");
    }
    /// Pixels far redder than they are green, on the left and on the right half of the picture.
    static std::pair<size_t, size_t> redHalves(std::vector<std::string> options) {
        const Path file = *folder_ / "p.png";
        options.insert(options.begin(), {"render", "-o", file.string(), "--size", "320x480", "--layers", "skin"});
        EXPECT_EQ(run(options).exitCode, 0);
        const auto image = render::readPng(file);
        EXPECT_TRUE(image.ok());
        std::pair<size_t, size_t> red;
        for (int y = 0; y < image->height; ++y)
            for (int x = 0; x < image->width; ++x) {
                const auto* p = &image->rgba[4 * (static_cast<size_t>(y) * static_cast<size_t>(image->width) + static_cast<size_t>(x))];
                if (p[0] > 90 && p[1] * 5 < p[0] * 3 && p[2] * 5 < p[0] * 3) ++(x * 2 < image->width ? red.first : red.second);
            }
        return red;
    }
    static std::unique_ptr<test::TestFolder> folder_;
};
std::unique_ptr<test::TestFolder> CliPaint::folder_;

}  // namespace

TEST_F(CliPaint, aPatternIsDrawnOnItsOwnSide) {
    const auto bare = redHalves({"--view", "posterior"});
    const auto left = redHalves({"--view", "posterior", "--patterns", "gluteus_minimus:left"});
    EXPECT_GT(left.first, bare.first + 100) << "from behind the patient's left is on the left";
    EXPECT_LT(left.second, bare.second + 20);
    EXPECT_EQ(run({"render", "-o", (*folder_ / "x.png").string(), "--patterns", "no_muscle"}).exitCode, 1);
    EXPECT_EQ(run({"render", "-o", (*folder_ / "x.png").string(), "--patterns", "soleus:top"}).exitCode, 2);
    EXPECT_FALSE(std::filesystem::exists(*folder_ / "x.png"));
}

TEST_F(CliPaint, whatIsPaintedIsKeptWithTheVisitAndAskedAbout) {
    const std::string visit = newVisit();
    json answer = ask({"paint", "--session", visit, "--region", "temple", "--side", "left", "--quality", "aching,burning", "--intensity", "6", "--depth-felt", "muscle"});
    EXPECT_EQ(answer.at("area").at("where").get<std::string>().substr(0, 11), "left temple");
    EXPECT_GT(answer.at("painted_cm2").get<double>(), 1);
    const json temple = ask({"referral", "show", "temporalis", "--side", "left"}).at("patterns")[0].at("zones")[0].at("position");
    answer = ask({"paint", "--session", visit, "--at", fmt::format("{},{},{}", temple[0].get<double>(), temple[1].get<double>(), temple[2].get<double>()), "--radius", "25"});
    EXPECT_EQ(answer.at("area").at("dabs"), 2);
    EXPECT_EQ(answer.at("area").at("intensity"), 6) << "what was told stays";
    const json found = ask({"referral", "search", "--session", visit});
    EXPECT_EQ(found.at("ranked")[0].at("side"), "left");
    const json kept = ask({"session", "show", visit});
    EXPECT_EQ(kept.at("pain_drawing").at("areas")[0].at("qualities"), json({"aching", "burning"}));
    const std::string marker = ask({"marker", "add", "--session", visit, "--type", "active", "--where", "left temporalis"}).at("id");
    const json overlap = ask({"referral", "overlap", marker});
    EXPECT_EQ(overlap.at("muscle"), "temporalis");
    EXPECT_GT(overlap.at("share_of_pain").get<double>(), 0.2);
    answer = ask({"paint", "--session", visit, "--clear"});
    EXPECT_EQ(answer.at("painted_cm2"), 0);
    EXPECT_EQ(run({"referral", "search", "--session", visit}).exitCode, 1);
}

TEST_F(CliPaint, whatIsNoPaintIsRefusedAndChangesNothing) {
    const std::string visit = newVisit();
    EXPECT_EQ(run({"paint", "--session", visit, "--at", "0,0,9000", "--radius", "20"}).exitCode, 3);
    EXPECT_EQ(run({"paint", "--session", visit, "--at", "0,-100,1100", "--radius", "0"}).exitCode, 2);
    EXPECT_EQ(run({"paint", "--session", visit, "--at", "0,-100,1100", "--radius", "nan"}).exitCode, 2);
    EXPECT_EQ(run({"paint", "--session", visit, "--region", "moon"}).exitCode, 1);
    EXPECT_EQ(run({"paint", "--session", visit, "--region", "temple", "--side", "top"}).exitCode, 2);
    EXPECT_EQ(run({"paint", "--session", visit, "--region", "temple", "--area", "3"}).exitCode, 1);
    EXPECT_EQ(run({"paint", "--session", visit, "--clear"}).exitCode, 1);
    EXPECT_TRUE(ask({"session", "show", visit}).at("pain_drawing").at("areas").empty());
}

}  // namespace myochart
