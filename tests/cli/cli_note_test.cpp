#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "support/program.h"
#include "support/test_folder.h"

namespace myochart {

using nlohmann::json;
using test::TestFolder;

namespace {

class CliNote : public testing::Test {
  protected:
    void SetUp() override {
        test::writeSmallFigure(folder_ / "figure.obj");
        ask({"model", "import", (folder_ / "figure.obj").string(), "--mm-per-unit", "1", "--up", "z"});
        const std::string patient = ask({"patient", "add", "--name", "Ana Muster"}).at("id");
        session_ = ask({"session", "new", "--patient", patient, "--start", "2026-11-22T09:00:00Z"}).at("id");
    }
    test::ProgramRun run(std::vector<std::string> arguments, bool asJson = true) const {
        std::vector<std::string> all = {"--data-dir", (folder_ / "data").string(), "--model", "figure", "--quiet"};
        if (asJson) all.emplace_back("--json");
        all.insert(all.end(), arguments.begin(), arguments.end());
        return test::runProgram(all);
    }
    json ask(const std::vector<std::string>& arguments) const {
        const auto answered = run(arguments);
        EXPECT_EQ(answered.exitCode, 0) << answered.err;
        json answer = json::parse(answered.out, nullptr, false);
        EXPECT_FALSE(answer.is_discarded()) << answered.out;
        return answer;
    }
    void addNeedle() const {
        ask({"marker", "add", "--session", session_, "--type", "needle", "--correct", "--muscle", "soleus", "--side", "left", "--u", "0.5", "--v", "0.5",
             "--depth", "12", "--twitch", "none"});
    }

    TestFolder folder_;
    std::string session_;
};

}  // namespace

TEST_F(CliNote, theNoteIsTextForPeopleAndFieldsForPrograms) {
    addNeedle();
    const json note = ask({"session", "note", session_, "--pack", "stricta"});
    const std::string text = note.at("text");
    EXPECT_NE(text.find("Depth: 12 mm."), std::string::npos) << text;
    EXPECT_NE(text.find("There was no local twitch."), std::string::npos);
    EXPECT_EQ(note.at("edited"), false);
    EXPECT_EQ(note.at("signed"), false);
    EXPECT_EQ(note.at("data_changed"), json());
    EXPECT_EQ(note.at("pack"), "stricta");
    EXPECT_EQ(note.at("muscles").at(0).at("key"), "soleus");
    EXPECT_EQ(note.at("muscles").at(0).at("sites"), json({1}));
    EXPECT_EQ(note.at("cpt_suggestion"), "20560");
    EXPECT_EQ(note.at("remarks"), json::array()) << "the site answered, so the needle went in";
    const auto lacks = [&](const char* field) {
        for (const json& each : note.at("missing"))
            if (each.at("field") == field) return each.at("site") == 1 && !each.at("why").get<std::string>().empty();
        return false;
    };
    EXPECT_TRUE(lacks("sites.needle.insertions"));
    EXPECT_FALSE(lacks("sites.needle.depth_mm"));
    EXPECT_EQ(run({"session", "note", session_}, false).out, text);
    const json plain = ask({"session", "note", session_});
    EXPECT_EQ(plain.at("pack"), "plain");
    EXPECT_NE(plain.at("missing"), note.at("missing"));
}

TEST_F(CliNote, aNeedleThatIsOnlyPlannedIsCountedNowhereAndRemarkedOn) {
    const std::string site = ask({"marker", "add", "--session", session_, "--type", "needle", "--correct", "--muscle", "soleus", "--side", "left", "--u", "0.5", "--v", "0.5",
                                  "--needle", "0.25x40", "--depth", "12", "--technique", "tech_static"}).at("id");
    json note = ask({"session", "note", session_});
    EXPECT_EQ(note.at("cpt_suggestion"), json());
    EXPECT_EQ(note.at("muscles"), json::array());
    EXPECT_EQ(note.at("remarks").at(0).at("sentence"), "Site 1: nothing says that the needle went in.");
    EXPECT_EQ(note.at("remarks").at(0).at("field"), "sites.needle.in_at");
    EXPECT_EQ(ask({"needle-ledger", "status", "--session", session_}).at("needled"), 0);
    EXPECT_EQ(ask({"adverse", "rates"}).at("not_asked"), 0) << "no treatment";
    ask({"marker", "edit", site, "--correct", "--insertions", "2"});
    note = ask({"session", "note", session_});
    EXPECT_EQ(note.at("cpt_suggestion"), "20560");
    EXPECT_EQ(note.at("remarks"), json::array());
    EXPECT_EQ(ask({"needle-ledger", "status", "--session", session_}).at("needled"), 1);
}

TEST_F(CliNote, aPackThatIsNotThereIsAUsageErrorAndABrokenOneIsRefused) {
    const auto none = run({"session", "note", session_, "--pack", "narnia"});
    EXPECT_EQ(none.exitCode, 2);
    EXPECT_NE(none.err.find("plain, new_jersey, stricta, virginia"), std::string::npos) << none.err;
    std::filesystem::create_directories(folder_ / "data/note_packs");
    ASSERT_TRUE(writeFileAtomically(folder_ / "data/note_packs/narnia.json", std::string_view(R"({"title": "N", "sources": [], "required": [{"field": "lion", "why": "w"}]})")).ok());
    const auto broken = run({"session", "note", session_, "--pack", "narnia"});
    EXPECT_EQ(broken.exitCode, 3);
    EXPECT_NE(broken.err.find("required[0].field names \"lion\""), std::string::npos) << broken.err;
    EXPECT_EQ(run({"session", "note", "00000000-0000-4000-8000-000000000000"}).exitCode, 1);
}

TEST_F(CliNote, ratesCountNothingWhereNobodySaidAnything) {
    addNeedle();
    const json rates = ask({"adverse", "rates"});
    EXPECT_EQ(rates.at("treatments"), 0);
    EXPECT_EQ(rates.at("not_asked"), 1);
    EXPECT_EQ(rates.at("published").size(), 2U);
    for (const json& row : rates.at("rates")) {
        EXPECT_EQ(row.at("percent"), json()) << "of nothing there is no rate";
        if (row.at("key") == "bruising") {
            EXPECT_EQ(row.at("brady_2014_percent"), 7.55);
        }
    }
}

}  // namespace myochart
