#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "core/files.h"
#include "support/program.h"
#include "support/test_folder.h"

namespace myochart {

using nlohmann::json;

class CliShorthand : public testing::Test {
  protected:
    void SetUp() override {
        test::writeSmallFigure(folder_ / "figure.obj");
        ask({"model", "import", (folder_ / "figure.obj").string(), "--mm-per-unit", "1", "--up", "z"});
        const std::string patient = ask({"patient", "add", "--name", "Ana Muster"}).at("id");
        session_ = ask({"session", "new", "--patient", patient}).at("id");
    }
    test::ProgramRun run(std::vector<std::string> arguments) const {
        arguments.insert(arguments.begin(), {"--data-dir", (folder_ / "data").string(), "--model", "figure", "--json"});
        return test::runProgram(arguments);
    }
    json ask(const std::vector<std::string>& arguments) const {
        const auto answer = run(arguments);
        EXPECT_EQ(answer.exitCode, 0) << answer.err;
        return json::parse(answer.out, nullptr, false);
    }
    size_t count() const { return ask({"marker", "list", "--session", session_}).at("markers").size(); }

    test::TestFolder folder_;
    std::string session_;
};

TEST_F(CliShorthand, addsASiteByOneLine) {
    const json site = ask({"marker", "add", "--session", session_, "--shorthand", "l soleus lower third, 0.25x40, 20 mm, twitch strong, pain 7>3, no bleeding"});
    EXPECT_EQ(site.at("muscle_key"), "soleus");
    EXPECT_EQ(site.at("side"), "left");
    EXPECT_EQ(site.at("type"), "needle");
    EXPECT_EQ(site.at("needle").at("depth_mm"), 20);
    EXPECT_EQ(site.at("response").at("pain_after"), 3);
    EXPECT_EQ(site.at("response").at("bleeding"), false);
    EXPECT_TRUE(site.at("response").at("bruise").is_null());
    const json words = ask({"marker", "add", "--session", session_, "--type", "needle", "--where", "left soleus, lower third"});
    EXPECT_EQ(site.at("position"), words.at("position")) << "the same place as by --where";
    ASSERT_TRUE(writeFileAtomically(folder_ / "line.txt", std::string_view("active, right upper trapezius trp1, tender 3\n")));
    const json file = ask({"marker", "add", "--session", session_, "--shorthand-file", (folder_ / "line.txt").string()});
    EXPECT_EQ(file.at("type"), "active");
    EXPECT_EQ(file.at("side"), "right");
    EXPECT_EQ(file.at("finding").at("tenderness"), 3);
}

TEST_F(CliShorthand, whatIsNotUnderstoodIsNamedAndNothingIsWritten) {
    for (const std::string line : {"left soleus, 20", "soleus, 20 mm", "left soleus, 500 mm", "left right soleus", "left soleus, blah", "", "3: out", "all out", "20 mm"}) {
        const auto refused = run({"marker", "add", "--session", session_, "--shorthand", line});
        EXPECT_EQ(refused.exitCode, line == "20 mm" ? 1 : 2) << line << refused.err;
        EXPECT_NE(refused.err, "") << line;
    }
    EXPECT_NE(run({"marker", "add", "--session", session_, "--shorthand", "left soleus, 20"}).err.find("\"20\" is not understood"), std::string::npos);
    EXPECT_EQ(run({"marker", "add", "--session", session_, "--shorthand", "left soleus", "--where", "left soleus"}).exitCode, 2);
    EXPECT_EQ(run({"marker", "add", "--session", session_, "--where", "left soleus"}).exitCode, 2) << "no type";
    EXPECT_EQ(count(), 0U);
}

TEST_F(CliShorthand, editsOnlyWhatIsSaid) {
    const std::string id = ask({"marker", "add", "--session", session_, "--shorthand", "left soleus, 20 mm, pain 7, in"}).at("id");
    const json after = ask({"marker", "edit", id, "--shorthand", "pain >3, out"});
    EXPECT_EQ(after.at("needle").at("depth_mm"), 20);
    EXPECT_EQ(after.at("response").at("pain_before"), 7);
    EXPECT_EQ(after.at("response").at("pain_after"), 3);
    EXPECT_FALSE(after.at("needle").at("out_at").is_null());
    EXPECT_EQ(ask({"marker", "edit", id, "--shorthand", "1: left soleus, 25 mm"}).at("needle").at("depth_mm"), 25);
    for (const char* line : {"right soleus, 30 mm", "left gluteus maximus, 30 mm", "2: 30 mm", "out, 30 mm", "left soleus trp1, 30 mm", "30"})
        EXPECT_EQ(run({"marker", "edit", id, "--shorthand", line}).exitCode, 2) << line;
    EXPECT_EQ(ask({"marker", "show", id}).at("needle").at("depth_mm"), 25);
}

TEST_F(CliShorthand, takesTheCodeOfABox) {
    const std::string id = ask({"marker", "add", "--session", session_, "--shorthand", "left soleus, 20 mm", "--code", "]d201040063813339311776063010L-7"}).at("id");
    EXPECT_EQ(ask({"marker", "show", id}).at("needle").at("lot"), "L-7");
    const json after = ask({"marker", "edit", id, "--code", "(01)04006381333931(17)200630(10)OLD(21)S1"});
    EXPECT_EQ(after.at("needle").at("item"), "04006381333931");
    EXPECT_EQ(after.at("needle").at("lot"), "OLD");
    EXPECT_EQ(after.at("needle").at("serial"), "S1");
    EXPECT_EQ(after.at("needle").at("expiry"), "2020-06-30");
    EXPECT_NE(run({"marker", "edit", id, "--code", "(01)04006381333931(17)200630(10)OLD"}).err.find("expired on 2020-06-30"), std::string::npos);
    EXPECT_EQ(run({"marker", "edit", id, "--code", "]d20104006381333932"}).exitCode, 3);
    EXPECT_EQ(ask({"marker", "show", id}).at("needle").at("lot"), "OLD");
}

}  // namespace myochart
