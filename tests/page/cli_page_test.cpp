#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "page/make_page.h"
#include "support/program.h"
#include "support/test_folder.h"

namespace myochart {

using nlohmann::json;
using test::TestFolder;

namespace {

class CliPage : public testing::Test {
  protected:
    void SetUp() override {
        test::writeSmallFigure(folder_ / "figure.obj");
        ask({"model", "import", (folder_ / "figure.obj").string(), "--mm-per-unit", "1", "--up", "z"});
        const std::string patient = ask({"patient", "add", "--name", "Ana Muster"}).at("id");
        ask({"practice", "edit", "--name", "Physio am Tor"});
        session_ = ask({"session", "new", "--patient", patient, "--start", "2026-11-22T09:00:00Z"}).at("id");
        ask({"marker", "add", "--session", session_, "--type", "needle", "--correct", "--muscle", "soleus", "--side", "left", "--u", "0.5", "--v", "0.5", "--insertions", "2"});
    }
    test::ProgramRun run(std::vector<std::string> arguments) const {
        arguments.insert(arguments.begin(), {"--data-dir", (folder_ / "data").string(), "--model", "figure", "--quiet", "--json"});
        return test::runProgram(arguments, {"DISPLAY="});
    }
    json ask(const std::vector<std::string>& arguments) const {
        const auto answered = run(arguments);
        EXPECT_EQ(answered.exitCode, 0) << answered.err;
        json answer = json::parse(answered.out, nullptr, false);
        EXPECT_FALSE(answer.is_discarded()) << answered.out;
        return answer;
    }
    Path file() const { return folder_ / "visit.html"; }
    std::string page() const {
        const auto text = readTextFile(file(), page::kMaxPageBytes);
        EXPECT_TRUE(text.ok());
        return text.ok() ? *text : std::string();
    }

    TestFolder folder_;
    std::string session_;
};

}  // namespace

TEST_F(CliPage, itIsOneFileWithoutTheNameUnlessThatIsAskedFor) {
    const json made = ask({"page", session_, "--lang", "de", "--exercise", "clam", "-o", file().string()});
    EXPECT_EQ(made.at("sites"), 1);
    EXPECT_EQ(made.at("language"), "de");
    EXPECT_EQ(made.at("name"), false);
    const std::string text = page();
    EXPECT_EQ(made.at("bytes"), text.size());
    EXPECT_TRUE(text.starts_with("<!doctype html>\n<html lang=\"de\">"));
    EXPECT_EQ(text.find("Muster"), std::string::npos);
    EXPECT_EQ(text.find(session_), std::string::npos) << "nor any id of the record";
    EXPECT_NE(text.find("Physio am Tor"), std::string::npos);
    EXPECT_NE(text.find("default-src &#39;none&#39;"), std::string::npos);
    for (const char* outside : {"http://", "https://"})
        for (size_t at = text.find(outside); at != std::string::npos; at = text.find(outside, at + 1)) EXPECT_EQ(text.substr(at, 18), "http://www.w3.org/") << "only the name of SVG";
    ask({"page", session_, "--with-name", "-o", file().string()});
    EXPECT_NE(page().find("Ana Muster"), std::string::npos);
}

TEST_F(CliPage, deIdentifiedItTellsNeitherWhoNorWhereNorWhichDay) {
    ask({"page", session_, "--deidentify", "-o", file().string()});
    const std::string text = page();
    for (const char* told : {"Ana", "Muster", "Physio am Tor", "22 November 2026"}) EXPECT_EQ(text.find(told), std::string::npos) << told;
    EXPECT_NE(text.find("id=\"site-1\""), std::string::npos);
}

TEST_F(CliPage, withPatternsTheTableTellsThemAndTheirSource) {
    const json made = ask({"page", session_, "--patterns", "-o", file().string()});
    const std::string text = page();
    EXPECT_NE(text.find("id=\"pattern-1\""), std::string::npos);
    EXPECT_NE(text.find("Confidence of this description: "), std::string::npos);
    EXPECT_EQ(made.at("patterns"), 0) << "this figure has no skin to lay a field on";
}

TEST_F(CliPage, whatIsNotThereIsRefusedAndNoFileIsMade) {
    EXPECT_EQ(run({"page", session_}).exitCode, 2);
    EXPECT_EQ(run({"page", session_, "--with-name", "--deidentify", "-o", file().string()}).exitCode, 2);
    EXPECT_EQ(run({"page", session_, "--lang", "tlh", "-o", file().string()}).exitCode, 2);
    EXPECT_EQ(run({"page", "00000000-0000-4000-8000-000000000000", "-o", file().string()}).exitCode, 1);
    EXPECT_FALSE(std::filesystem::exists(file()));
}

}  // namespace myochart
