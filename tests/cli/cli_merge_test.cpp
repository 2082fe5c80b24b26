#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <set>

#include <nlohmann/json.hpp>

#include "core/atomic_file.h"
#include "core/sha256.h"
#include "render/image.h"
#include "support/program.h"
#include "support/test_folder.h"

// Two edited copies made one, and a whole practice handed over, by verbs.

namespace myochart {

using nlohmann::json;

namespace {

struct CliMerge : testing::Test {
    test::TestFolder folder;
    std::string patient, visit;
    std::vector<std::string> sites;

    void SetUp() override {
        patient = ask({"patient", "add", "--name", "Ana Muster"}).at("id");
        visit = ask({"session", "new", "--patient", patient}).at("id");
        for (const char* muscle : {"soleus", "gluteus_maximus", "soleus"})
            sites.push_back(ask({"marker", "add", "--session", visit, "--type", "needle", "--muscle", muscle, "--side", sites.size() == 2 ? "right" : "left", "--u", "0.5", "--v", "0.5"}).at("id"));
    }
    test::ProgramRun run(std::vector<std::string> verb, const std::string& where = "desk") const {
        verb.insert(verb.begin(), {"--data-dir", (folder / where).string(), "--json", "--quiet"});
        return test::runProgram(verb);
    }
    json ask(const std::vector<std::string>& verb, const std::string& where = "desk") const {
        const auto done = run(verb, where);
        EXPECT_EQ(done.exitCode, 0) << done.err;
        json answer = json::parse(done.out, nullptr, false);
        EXPECT_FALSE(answer.is_discarded()) << done.out;
        return answer.is_discarded() ? json::object() : answer;
    }
    std::string laptop() const { return (folder / "laptop" / "record.myochart").string(); }
    void copyToLaptop() const {
        std::filesystem::create_directory(folder / "laptop");
        ask({"backup", laptop()});
    }
    json site(const std::string& id) const { return ask({"marker", "show", id}); }
    static std::string textOf(const std::string& file) {
        std::ifstream in(file);
        return {std::istreambuf_iterator<char>(in), {}};
    }
};

}  // namespace

TEST_F(CliMerge, twoCopiesOfARecordAreMergedAndOnlyWhatBothChangedIsAsked) {
    copyToLaptop();
    ask({"marker", "edit", sites[0], "--note", "at the desk"});
    ask({"marker", "edit", sites[1], "--note", "both, here"});
    ask({"marker", "remove", sites[2]});
    ask({"marker", "edit", sites[1], "--note", "both, there", "--lot", "L7"}, "laptop");
    ask({"marker", "edit", sites[2], "--note", "edited there"}, "laptop");
    const std::string visitThere = ask({"session", "new", "--patient", patient, "--title", "on the road"}, "laptop").at("id");
    const json preview = ask({"record", "merge", laptop(), "--preview"});
    EXPECT_EQ(preview.at("undecided"), 2);
    EXPECT_EQ(preview.at("new_sessions"), 1);
    std::set<std::string> named;
    for (const json& each : preview.at("conflicts")) named.insert(each.at("id").get<std::string>() + "." + each.at("field").get<std::string>());
    EXPECT_EQ(named, (std::set<std::string>{sites[1] + ".note", sites[2] + ".site"}));
    EXPECT_EQ(preview.at("conflicts")[0].at("mine")[0].at("text"), "both, here");
    EXPECT_FALSE(preview.at("conflicts")[0].at("theirs_changed_at").is_null());
    const auto refused = run({"record", "merge", laptop()});
    EXPECT_EQ(refused.exitCode, 5);
    EXPECT_NE(refused.err.find(sites[1] + ".note"), std::string::npos) << refused.err;
    EXPECT_EQ(ask({"session", "list", "--patient", patient}).at("sessions").size(), 1U) << "nothing was written";
    EXPECT_EQ(run({"record", "merge", laptop(), "--decide", sites[0] + ".note=mine"}).exitCode, 2);
    const json done = ask({"record", "merge", laptop(), "--decide", sites[1] + ".note=theirs", "--decide", sites[2] + ".site=theirs"});
    EXPECT_EQ(done.at("undecided"), 0);
    EXPECT_EQ(site(sites[0]).at("note"), "at the desk");
    EXPECT_EQ(site(sites[1]).at("note"), "both, there");
    EXPECT_EQ(site(sites[1]).at("needle").at("lot"), "L7");
    EXPECT_EQ(site(sites[2]).at("note"), "edited there");
    EXPECT_EQ(ask({"session", "show", visitThere}).at("title"), "on the road");
    // What was not taken can be read again.
    ASSERT_EQ(done.at("kept_aside").size(), 1U);
    const std::string aside = done.at("kept_aside")[0];
    ask({"trash", "restore", aside});
    EXPECT_NE(run({"session", "show", aside}).out.find("both, here"), std::string::npos);
    const json trail = ask({"audit", "--patient", patient, "--limit", "0"});
    std::set<std::string> verbs;
    for (const json& each : trail.at("entries")) verbs.insert(each.at("verb").get<std::string>());
    EXPECT_TRUE(verbs.contains("merge.marker") && verbs.contains("merge.session"));
    EXPECT_EQ(run({"verify"}).exitCode, 0);
}

TEST_F(CliMerge, aFileThatWasEditedElsewhereComesBackWithTheOneItWasEditedFrom) {
    const std::string before = (folder / "before.json").string(), after = (folder / "after.json").string();
    ask({"export", visit, "--format", "json", "-o", before});
    json file = json::parse(textOf(before));
    file.at("sessions")[0].at("markers")[0]["note"] = "from outside";
    file.at("sessions")[0]["title"] = "theirs";
    ASSERT_TRUE(writeFileAtomically(after, file.dump()).ok());
    ask({"marker", "edit", sites[1], "--note", "from here"});
    ask({"session", "rename", visit, "--title", "mine"});
    EXPECT_EQ(run({"import", after, "--conflicts", "merge"}).exitCode, 5);
    const json open = ask({"import", after, "--conflicts", "merge", "--before", before, "--preview"});
    ASSERT_EQ(open.at("conflicts").size(), 1U);
    EXPECT_EQ(open.at("conflicts")[0].at("field"), "title");
    EXPECT_EQ(open.at("conflicts")[0].at("id"), visit);
    const json done = ask({"import", after, "--conflicts", "merge", "--before", before, "--all", "mine"});
    EXPECT_EQ(done.at("kept_aside").size(), 1U);
    EXPECT_EQ(site(sites[0]).at("note"), "from outside");
    EXPECT_EQ(site(sites[1]).at("note"), "from here");
    EXPECT_EQ(ask({"session", "show", visit}).at("title"), "mine");
    EXPECT_EQ(run({"import", after, "--all", "mine"}).exitCode, 2) << "--all is of merging";
}

TEST_F(CliMerge, whoIsSomebodyElseOrDeletedStaysOutAndTheRestComes) {
    copyToLaptop();
    const std::string other = ask({"patient", "add", "--name", "Ben Neu"}, "laptop").at("id");
    ask({"session", "rename", visit, "--title", "there"}, "laptop");
    ask({"patient", "erase", patient});
    const auto merged = run({"record", "merge", laptop()});
    EXPECT_EQ(merged.exitCode, 5);
    EXPECT_NE(merged.err.find("Ana Muster was deleted here recently"), std::string::npos) << merged.err;
    EXPECT_EQ(ask({"patient", "show", other}).at("name"), "Ben Neu");
    EXPECT_NE(run({"patient", "show", patient}).exitCode, 0);
}

TEST_F(CliMerge, aPracticeIsHandedOverOneFileAPatientAndGoesOnWhereItEnded) {
    const std::string there = (folder / "all").string();
    const std::string ben = ask({"patient", "add", "--name", "Ben Neu"}).at("id");
    const json done = ask({"export", "--all", "--format", "json", "-o", there});
    EXPECT_EQ(done.at("written"), 2);
    json manifest = json::parse(textOf(there + "/manifest.json"));
    EXPECT_EQ(manifest.at("finished"), true);
    for (const json& each : manifest.at("files")) EXPECT_EQ(each.at("sha256"), sha256Of(textOf(there + "/" + each.at("file").get<std::string>())));
    EXPECT_EQ(textOf(there + "/manifest.json").find("Muster"), std::string::npos);
    EXPECT_EQ(run({"export", "--all", "--format", "json", "-o", there}).exitCode, 1) << "it is finished";
    // As a call that was killed leaves it: one file half gone, the list not finished.
    manifest["finished"] = false;
    ASSERT_TRUE(writeFileAtomically(there + "/manifest.json", manifest.dump()).ok());
    ASSERT_TRUE(writeFileAtomically(there + "/" + ben + ".json", "{").ok());
    EXPECT_EQ(run({"export", "--all", "--format", "csv", "-o", there}).exitCode, 1) << "it was begun in another format";
    const json again = ask({"export", "--all", "--format", "json", "-o", there});
    EXPECT_EQ(again.at("written"), 1);
    EXPECT_EQ(again.at("before"), 1);
    EXPECT_NE(textOf(there + "/" + ben + ".json").find("Ben Neu"), std::string::npos);
    const std::string nobody = (folder / "nobody").string();
    ask({"export", "--all", "--format", "csv", "--deidentify", "-o", nobody});
    for (const auto& each : std::filesystem::directory_iterator(nobody)) {
        EXPECT_EQ(textOf(each.path()).find(patient), std::string::npos) << each.path();
        EXPECT_EQ(each.path().string().find(patient), std::string::npos);
    }
    EXPECT_EQ(run({"export", "--all", patient, "--format", "json", "-o", (folder / "more").string()}).exitCode, 2);
}

TEST_F(CliMerge, picturesOfManyVisitsComeFromOneCallAndAreThoseOfSingleOnes) {
    const std::string there = (folder / "pictures").string(), single = (folder / "one.png").string();
    const std::string second = ask({"session", "new", "--patient", patient}).at("id");
    const json batch = ask({"render", "--sessions", second + "," + visit, "-o", there, "--view", "posterior", "--size", "200x200", "--labels"});
    ASSERT_EQ(batch.at("pictures").size(), 2U);
    ask({"render", "--session", visit, "-o", single, "--view", "posterior", "--size", "200x200", "--labels"});
    EXPECT_TRUE(textOf(there + "/" + visit + ".png") == textOf(single));
    EXPECT_TRUE(textOf(there + "/" + second + ".png") != textOf(single));
    const json turned = ask({"render", "--turntable", "3", "-o", (folder / "turn").string(), "--size", "64x64"});
    EXPECT_EQ(turned.at("pictures")[1].at("turn_deg"), 120.0);
    EXPECT_EQ(run({"render", "--sessions", "nobody", "-o", there}).exitCode, 2);
}

TEST_F(CliMerge, aSheetIsTheSingleViewsBesideEachOther) {
    const std::string sheet = (folder / "sheet.png").string(), single = (folder / "one.png").string();
    const json answer = ask({"render", "--sheet", "anterior,left,posterior", "--session", visit, "-o", sheet, "--size", "600x200"});
    EXPECT_EQ(answer.at("views"), 3);
    ask({"render", "--view", "posterior", "--session", visit, "-o", single, "--size", "200x200"});
    const auto whole = render::readPng(sheet), part = render::readPng(single);
    ASSERT_TRUE(whole && part);
    ASSERT_EQ(whole->width, 600);
    for (size_t y = 0; y < 200; ++y)
        ASSERT_TRUE(std::equal(part->rgba.begin() + static_cast<std::ptrdiff_t>(y * 800), part->rgba.begin() + static_cast<std::ptrdiff_t>((y + 1) * 800),
                               whole->rgba.begin() + static_cast<std::ptrdiff_t>((y * 2400) + 1600))) << "row " << y;
    EXPECT_EQ(run({"render", "--sheet", "anterior", "-o", sheet}).exitCode, 2);
    EXPECT_EQ(run({"render", "--sheet", "front,back", "-o", sheet}).exitCode, 2);
    EXPECT_EQ(run({"render", "--sheet", "left,right", "--view", "left", "-o", sheet}).exitCode, 2);
}

}  // namespace myochart
