#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "support/program.h"
#include "support/test_folder.h"

namespace myochart {

namespace {

using nlohmann::json;

struct CliForm : testing::Test {
    test::TestFolder folder;
    test::ProgramRun run(std::vector<std::string> arguments) {
        arguments.insert(arguments.begin(), {"--data-dir", (folder / "data").string(), "--json", "--quiet"});
        return test::runProgram(arguments);
    }
    json ask(const std::vector<std::string>& arguments) {
        const test::ProgramRun done = run(arguments);
        EXPECT_EQ(done.exitCode, 0) << done.err;
        return json::parse(done.out, nullptr, false);
    }
    /// A visit into which a form came with a file.
    std::string visitWithForm() {
        const std::string patient = ask({"patient", "add", "--name", "Example, Ana"}).at("id");
        const std::string visit = ask({"session", "new", "--patient", patient}).at("id");
        const Path file = folder / "out.json";
        ask({"export", visit, "--format", "json", "-o", file.string()});
        json whole = json::parse(*readTextFile(file, 1 << 20));
        whole["sessions"][0]["patient_forms"] = {{"forms", {{{"form", "f1"}, {"language", "de"}, {"at_home", true}, {"pain", 7}, {"yes", {"rel_diabetes"}}, {"no", {"rel_epilepsy"}}, {"words", "Seit Montag."}}}}};
        const Path other = folder / "in.json";
        EXPECT_TRUE(writeFileAtomically(other, whole.dump()));
        std::filesystem::remove_all(folder / "data");
        EXPECT_EQ(ask({"import", other.string()}).at("new_sessions").size(), 1U);
        return visit;
    }
};

}  // namespace

TEST_F(CliForm, isListedTakenInPartsAndLeft) {
    const std::string visit = visitWithForm();
    json answer = ask({"form", "list", visit});
    ASSERT_EQ(answer.at("forms").size(), 1U);
    EXPECT_EQ(answer["forms"][0].at("pain"), 7);
    EXPECT_EQ(answer["forms"][0].at("taken"), json());
    EXPECT_EQ(answer.at("yes_without_answer"), json({"rel_diabetes"}));
    EXPECT_EQ(ask({"form", "leave", visit, "f1"}).at("taken"), false);
    EXPECT_EQ(run({"form", "take", visit, "f2"}).exitCode, 1);
    EXPECT_EQ(run({"form", "take", visit, "f1", "--parts", "everything"}).exitCode, 2);
    answer = ask({"form", "take", visit, "f1", "--parts", "figures,answers"});
    EXPECT_EQ(answer.at("taken"), true);
    EXPECT_TRUE(answer.at("yes_without_answer").empty());
    const json shown = ask({"session", "show", visit});
    EXPECT_EQ(shown.at("before").at("pain"), 7);
    EXPECT_FALSE(shown.at("before").contains("reason") && shown["before"]["reason"] == "Seit Montag.");
    EXPECT_EQ(shown.at("screening").at("yes"), json({"rel_diabetes"}));
    EXPECT_EQ(shown.at("patient_forms").at("forms")[0].at("words"), "Seit Montag.") << "it stays as it was given";
}

}  // namespace myochart
