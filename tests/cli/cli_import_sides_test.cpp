#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "support/program.h"
#include "support/test_folder.h"

namespace myochart {

using nlohmann::json;

namespace {

/// A figure in which the two calves are called after each other.
void writeFigureWithSwappedCalves(const Path& file) {
    test::writeSmallFigure(file);
    std::string text = readTextFile(file, 64 << 20).value();
    const size_t left = text.find("o left soleus"), right = text.find("o right soleus");
    text.replace(right, 14, "o left soleus");
    text.replace(left, 13, "o right soleus");
    ASSERT_TRUE(writeFileAtomically(file, text));
}

}  // namespace

TEST(CliImportSides, swappedNamesAreToldAndTheSiteIsChartedWhereItLies) {
    const test::TestFolder folder;
    const std::string figure = (folder / "figure.obj").string(), data = (folder / "data").string();
    writeFigureWithSwappedCalves(figure);
    const auto text = test::runProgram({"--data-dir", data, "model", "check", figure});
    ASSERT_EQ(text.exitCode, 0) << text.err;
    for (const std::string line :
         {"\nto_be_confirmed: true\n", "\ncorrected:\n  left soleus (figure.obj): lies on the right, taken as that\n"
                                       "  right soleus (figure.obj): lies on the left, taken as that\n",
          "2 of 10 names tell the other side than the one their structures lie on; these are charted where they lie.\n"})
        EXPECT_NE(("\n" + text.out).find(line), std::string::npos) << line << "in\n" << text.out;

    const auto ask = [&](std::vector<std::string> arguments) {
        arguments.insert(arguments.begin(), {"--data-dir", data, "--json", "--quiet"});
        const auto run = test::runProgram(arguments);
        EXPECT_EQ(run.exitCode, 0) << run.err;
        return json::parse(run.out, nullptr, false);
    };
    const json report = ask({"model", "import", figure});
    EXPECT_EQ(report.at("to_be_confirmed"), true);
    EXPECT_EQ(report.at("corrected").size(), 2U);
    EXPECT_TRUE(report.at("sides").get<std::string>().starts_with("guessed: Left and right: most names, front and back"))
        << report.at("sides");
    const std::string patient = ask({"patient", "add", "--name", "Ana Muster"}).at("id");
    const std::string session = ask({"session", "new", "--patient", patient}).at("id");
    const auto unasked = test::runProgram({"--data-dir", data, "--model", "figure", "marker", "add", "--session", session, "--type", "needle",
                                           "--at", "90,75,300"});
    EXPECT_EQ(unasked.exitCode, 3) << "nothing is charted with a side that is a guess";
    EXPECT_NE(unasked.err.find("`model confirm figure`"), std::string::npos) << unasked.err;
    EXPECT_TRUE(ask({"session", "show", session}).at("markers").empty());
    EXPECT_EQ(ask({"model", "confirm", "figure"}).at("sides_known"), true);
    const json site = ask({"--model", "figure", "marker", "add", "--session", session, "--type", "needle", "--at", "90,75,300"});
    EXPECT_EQ(site.at("side"), "left");
    EXPECT_EQ(site.at("structure"), "left_soleus");
    EXPECT_GT(site.at("position")[0].get<double>(), 0);
}

}  // namespace myochart
