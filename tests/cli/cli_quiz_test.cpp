#include <gtest/gtest.h>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "support/program.h"
#include "support/test_folder.h"

namespace myochart {

namespace {

using nlohmann::json;

constexpr const char* kSet =
    "title: Every kind\n"
    "[question]\nid: n\nkind: name_muscle\nmuscle: soleus\nside: left\nchoices: plantaris, popliteus\n"
    "[question]\nid: p\nkind: place_point\npoint: tibialis_anterior_trp1\nside: left\n"
    "[question]\nid: d\nkind: draw_pattern\npoint: temporalis_trp2\nside: left\n"
    "[question]\nid: w\nkind: who_refers\npoint: rectus_femoris_trp1\nside: left\n"
    "[question]\nid: k\nkind: needle_point\npoint: gluteus_medius_trp2\nside: left\n"
    "[question]\nkind: place_point\npoint: no_such_point\n[end]\n";

class CliQuiz : public testing::Test {
  protected:
    void SetUp() override { ASSERT_TRUE(writeFileAtomically(folder_ / "every.quiz", kSet)); }
    test::ProgramRun run(std::vector<std::string> arguments) {
        arguments.insert(arguments.begin(), {"--data-dir", (folder_ / "data").string(), "--json", "--quiet"});
        return test::runProgram(arguments);
    }
    json ask(const std::vector<std::string>& arguments) {
        const test::ProgramRun done = run(arguments);
        EXPECT_EQ(done.exitCode, 0) << done.err;
        json answer = json::parse(done.out, nullptr, false);
        EXPECT_FALSE(answer.is_discarded()) << done.out;
        return answer;
    }
    std::vector<std::string> answering(const std::string& id, std::vector<std::string> options) {
        std::vector<std::string> all = {"quiz", "answer", (folder_ / "every.quiz").string(), id, "--learner", "Ana"};
        all.insert(all.end(), options.begin(), options.end());
        return all;
    }
    static std::string spelt(const json& place) { return fmt::format("{},{},{}", place[0].get<double>(), place[1].get<double>(), place[2].get<double>()); }

    test::TestFolder folder_;
};

}  // namespace

TEST_F(CliQuiz, listsShippedSets) {
    const json sets = ask({"quiz", "list"}).at("sets");
    ASSERT_EQ(sets.size(), 3U);
    EXPECT_EQ(sets[0].at("set"), "all_kinds");
    EXPECT_GE(sets[0].at("questions"), 10);
    EXPECT_TRUE(sets[0].at("remarks").empty());
    EXPECT_FALSE(std::filesystem::exists(folder_ / "data/record.myochart")) << "no record is begun";
}

TEST_F(CliQuiz, startTellsTheQuestionsAndNoAnswers) {
    const json begun = ask({"quiz", "start", (folder_ / "every.quiz").string(), "--learner", "Ana"});
    ASSERT_EQ(begun.at("questions").size(), 5U);
    EXPECT_EQ(begun.at("questions")[0].at("choices").size(), 3U);
    EXPECT_EQ(begun.at("questions")[0].at("question").get<std::string>().find("oleus"), std::string::npos);
    ASSERT_EQ(begun.at("remarks").size(), 1U);
    EXPECT_NE(begun.at("remarks")[0].get<std::string>().find("every.quiz, line 28"), std::string::npos) << begun.at("remarks")[0];
}

TEST_F(CliQuiz, whoReadsItWithoutJsonSeesWhatThereIsToChooseFrom) {
    const auto begun = test::runProgram({"--data-dir", (folder_ / "data").string(), "quiz", "start", (folder_ / "every.quiz").string(), "--learner", "Ana"});
    EXPECT_NE(begun.out.find("  choices:\n    muscle"), std::string::npos) << begun.out;
    EXPECT_NE(begun.out.find("rectus_femoris"), std::string::npos) << begun.out;
}

TEST_F(CliQuiz, eachKindIsAnsweredAndScored) {
    json answer = ask(answering("n", {"--choice", "soleus"}));
    EXPECT_EQ(answer.at("points"), 1);
    EXPECT_TRUE(answer.at("right"));
    const json temple = ask({"referral", "show", "temporalis", "--side", "left"}).at("patterns")[0].at("zones")[0].at("position");
    answer = ask(answering("p", {"--at", spelt(temple)}));
    EXPECT_FALSE(answer.at("right"));
    const json charted = answer.at("answer").at("charted")[0].at("position");
    answer = ask(answering("p", {"--at", spelt(charted)}));
    EXPECT_TRUE(answer.at("right"));
    EXPECT_LT(answer.at("figures").at("mm").get<double>(), 10);
    answer = ask(answering("d", {"--regions", "temple", "--side", "left"}));
    EXPECT_GT(answer.at("points").get<double>(), 0);
    EXPECT_GT(answer.at("figures").at("share_of_drawn").get<double>(), 0.5);
    ASSERT_TRUE(writeFileAtomically(folder_ / "paint.json", R"({"areas": [{"region": "temple", "side": "left"}]})"));
    EXPECT_EQ(ask(answering("d", {"--paint", (folder_ / "paint.json").string()})).at("figures"), answer.at("figures"));
    answer = ask(answering("w", {"--choice", "1"}));
    EXPECT_EQ(answer.at("right"), answer.at("figures").at("chosen") == "rectus_femoris");
    const json buttock = ask({"referral", "show", "gluteus_medius_trp2", "--side", "left"}).at("patterns")[0].at("zones")[0].at("position");
    answer = ask(answering("k", {"--entry", spelt(buttock), "--direction", "0,-1,0", "--depth", "60"}));
    EXPECT_TRUE(answer.at("figures").at("in_target_mm").is_number());
    EXPECT_FALSE(answer.at("figures").at("statement").get<std::string>().empty());
    const json score = ask({"quiz", "score", "--learner", "Ana", "--class"});
    ASSERT_EQ(score.at("learners").size(), 1U);
    EXPECT_EQ(score.at("learners")[0].at("sets")[0].at("set"), "every");
    EXPECT_EQ(score.at("learners")[0].at("sets")[0].at("answers"), 7);
    EXPECT_EQ(score.at("class").size(), 5U);
    const json due = ask({"quiz", "start", (folder_ / "every.quiz").string(), "--learner", "Ana", "--due"});
    for (const json& question : due.at("questions")) EXPECT_NE(question.at("id"), "n") << "it was right today";
}

TEST_F(CliQuiz, whatIsWrongIsSaidAndKeepsNothing) {
    const std::string set = (folder_ / "every.quiz").string();
    EXPECT_EQ(run({"quiz", "start", "no_such_set", "--learner", "Ana"}).exitCode, 1);
    EXPECT_EQ(run({"quiz", "start", set}).exitCode, 2);
    EXPECT_EQ(run(answering("zzz", {"--choice", "1"})).exitCode, 1);
    EXPECT_EQ(run(answering("n", {})).exitCode, 2);
    EXPECT_EQ(run(answering("n", {"--choice", "9"})).exitCode, 2);
    EXPECT_EQ(run(answering("p", {"--at", "1,2"})).exitCode, 2);
    EXPECT_EQ(run(answering("p", {"--at", "9000,0,0"})).exitCode, 3);
    EXPECT_EQ(run(answering("k", {"--entry", "140,110,960"})).exitCode, 2);
    EXPECT_TRUE(ask({"quiz", "score"}).at("learners").empty());
}

}  // namespace myochart
