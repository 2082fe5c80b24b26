#include <gtest/gtest.h>

#include <sys/stat.h>

#include <algorithm>
#include <fstream>
#include <iterator>

#include <nlohmann/json.hpp>

#include "core/files.h"
#include "core/id.h"
#include "support/program.h"
#include "support/test_folder.h"

// Who looked and who changed, everything of one person, and erased for good, on the command line (decision 0046).

namespace myochart {

using nlohmann::json;

namespace {

std::string textOf(const Path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

unsigned permissionsOf(const Path& file) {
    struct stat about {};
    EXPECT_EQ(stat(file.c_str(), &about), 0) << file;
    return about.st_mode & 0777U;
}

using Verbs = std::vector<std::string>;

struct CliAudit : testing::Test {
    test::TestFolder folder;
    std::string patient, session, other;

    void SetUp() override {
        patient = ask({"patient", "add", "--name", "Canaryna Nightjar", "--birth-date", "1971-02-28", "--note", "canarynote7"}).at("id");
        other = ask({"patient", "add", "--name", "Otto Other"}).at("id");
        session = ask({"session", "new", "--patient", patient, "--start", "2026-03-12T09:00:00+01:00", "--title", "canarytitle7"}).at("id");
    }
    test::ProgramRun run(std::vector<std::string> arguments, const char* data = "data") const {
        arguments.insert(arguments.begin(), {"--data-dir", (folder / data).string()});
        return test::runProgram(arguments);
    }
    json ask(std::vector<std::string> arguments, const char* data = "data") const {
        arguments.insert(arguments.begin(), "--json");
        const auto done = run(arguments, data);
        EXPECT_EQ(done.exitCode, 0) << done.err;
        return json::parse(done.out, nullptr, false);
    }
    Verbs verbs(std::vector<std::string> of) const {
        of.insert(of.begin(), "audit");
        const json answer = ask(of);
        Verbs all;
        for (const json& each : answer.at("entries")) all.push_back(each.at("verb"));
        return all;
    }
};

}  // namespace

TEST_F(CliAudit, theTrailOfAPatientTellsWhoWhenByWhatAndWhat) {
    ask({"session", "show", session});
    ask({"export", session, "-o", (folder / "a.json").string()});
    EXPECT_EQ(verbs({"--patient", patient}), (Verbs{"export", "read", "session.add", "patient.add"}));
    const json newest = ask({"audit", "--patient", patient, "--limit", "1"});
    EXPECT_TRUE(newest.at("more").get<bool>());
    const json& row = newest.at("entries")[0];
    EXPECT_EQ(row.at("object"), session);
    EXPECT_EQ(row.at("patient"), patient);
    EXPECT_EQ(row.at("session"), session);
    EXPECT_EQ(row.at("via"), "command line");
    EXPECT_FALSE(row.at("actor").is_null());
    EXPECT_TRUE(row.at("reason").is_null());
    EXPECT_TRUE(row.at("count").is_null());
    EXPECT_EQ(row.at("utc").get<std::string>().size(), 20U);
    const auto plain = run({"audit", "--patient", patient});
    EXPECT_NE(plain.out.find("Visit of 12 March 2026 begun"), std::string::npos) << plain.out;
    EXPECT_NE(plain.out.find("Chart read"), std::string::npos) << plain.out;
    EXPECT_EQ(plain.out.find("Canaryna"), std::string::npos) << "no name stands in the trail";
}

TEST_F(CliAudit, everyVerbThatShowsAChartIsToldAsReadingAndNoListIs) {
    ask({"patient", "list"});
    ask({"patient", "find", "canaryna"});
    ask({"session", "list", "--open"});
    ask({"trash", "list"});
    ask({"adverse", "rates"});
    EXPECT_EQ(verbs({"--kind", "read"}), Verbs());
    for (const auto& shows : {std::vector<std::string>{"patient", "show", other}, {"session", "show", session}}) ask(shows);
    EXPECT_EQ(verbs({"--kind", "read"}), (Verbs{"read", "read"}));
    for (const auto& shows : {std::vector<std::string>{"patient", "show", patient}, {"session", "list", "--patient", patient}, {"session", "note", session}, {"marker", "list", "--session", session},
                              {"session", "over-time", "--patient", patient}, {"needle-ledger", "status", "--session", session}, {"episode", "list", "--patient", patient}})
        ask(shows);
    EXPECT_EQ(verbs({"--kind", "read"}), (Verbs{"read", "read"})) << "once a day for each who reads";
}

TEST_F(CliAudit, sinceADayAndAsATable) {
    EXPECT_EQ(verbs({"--since", "2100-01-01"}), Verbs());
    EXPECT_EQ(verbs({"--since", "2026-01-01"}).size(), 4U);
    EXPECT_EQ(run({"audit", "--since", "yesterday"}).exitCode, 2);
    EXPECT_EQ(run({"audit", "--patient", makeUuid()}).exitCode, 1);
    const Path table = folder / "trail.csv";
    EXPECT_EQ(ask({"audit", "--patient", patient, "-o", table.string()}).at("entries"), 2);
    const std::string text = textOf(table);
    EXPECT_EQ(text.substr(0, text.find('\n')), "seq,utc,actor,via,verb,count,object,patient,session,reason");
    EXPECT_NE(text.find(",session.add,," + session + "," + patient + "," + session + ","), std::string::npos) << text;
    EXPECT_EQ(verbs({"--patient", patient, "--kind", "handed-over"}), Verbs{"export"});
}

TEST_F(CliAudit, everythingOfOnePersonIsAFolderWhoseFileComesBackTheSame) {
    const Path all = folder / "hers";
    const json answer = ask({"patient", "export-all", patient, "-o", all.string()});
    EXPECT_EQ(answer.at("files"), (json{"patient.json", "visit-001-note.txt", "visit-001-note.pdf", "audit.csv"}));
    EXPECT_EQ(permissionsOf(all), 0700U);
    for (const json& name : answer.at("files")) EXPECT_EQ(permissionsOf(all / name.get<std::string>()), 0600U) << name;
    EXPECT_EQ(textOf(all / "visit-001-note.pdf").substr(0, 5), "%PDF-");
    EXPECT_EQ(textOf(all / "audit.csv").find("Canaryna"), std::string::npos);
    EXPECT_EQ(textOf(all / "audit.csv").find(other), std::string::npos) << "nothing of others";
    EXPECT_EQ(textOf(all / "patient.json").find("Otto"), std::string::npos);
    ask({"import", (all / "patient.json").string()}, "elsewhere");
    EXPECT_EQ(ask({"patient", "show", patient}, "elsewhere"), ask({"patient", "show", patient}));
    EXPECT_EQ(ask({"session", "show", session}, "elsewhere"), ask({"session", "show", session}));
    EXPECT_EQ(verbs({"--patient", patient, "--kind", "handed-over"}), Verbs{"export"});
    const auto again = run({"patient", "export-all", patient, "-o", all.string()});
    EXPECT_EQ(again.exitCode, 1) << "what is there stays";
    EXPECT_EQ(run({"patient", "export-all", session, "-o", (folder / "none").string()}).exitCode, 1) << "a session is nobody";
    EXPECT_FALSE(std::filesystem::exists(folder / "none"));
    for (const auto& each : std::filesystem::directory_iterator(folder.path())) EXPECT_FALSE(each.path().filename().string().starts_with(".myochart")) << each.path();
}

TEST_F(CliAudit, aFolderThatCannotBeWrittenLeavesNothing) {
    EXPECT_EQ(run({"patient", "export-all", patient, "-o", (folder / "not there" / "hers").string()}).exitCode, 1);
    EXPECT_EQ(run({"patient", "export-all", patient, "-o", (folder / "data" / "models" / "hers").string()}).exitCode, 1);
    EXPECT_EQ(verbs({"--patient", patient, "--kind", "handed-over"}), Verbs()) << "nothing was handed over";
}

TEST_F(CliAudit, erasedForGoodMeansNoByteIsLeftAndWhySaysTheTrail) {
    EXPECT_EQ(run({"patient", "erase", patient, "--for-good"}).exitCode, 2) << "why has to be said";
    EXPECT_EQ(run({"patient", "erase", patient, "--for-good", "--reason", "she moved to Spain"}).exitCode, 2) << "in the program's own words";
    EXPECT_EQ(run({"patient", "erase", patient, "--reason", "asked"}).exitCode, 2) << "a reason goes with --for-good";
    const json answer = ask({"patient", "erase", patient, "--for-good", "--reason", "asked"});
    EXPECT_EQ(answer.at("sessions"), 1);
    EXPECT_EQ(answer.at("reason"), "asked");
    size_t looked = 0;
    for (const auto& each : std::filesystem::recursive_directory_iterator(folder / "data")) {
        if (!each.is_regular_file()) continue;
        ++looked;
        for (const char* word : {"Canaryna", "1971-02-28", "canarynote7", "canarytitle7"}) EXPECT_EQ(textOf(each.path()).find(word), std::string::npos) << each.path() << word;
    }
    EXPECT_GE(looked, 2U) << "the record and the list";
    EXPECT_EQ(permissionsOf(folder / "data" / "erased.list"), 0600U);
    EXPECT_EQ(textOf(folder / "data" / "erased.list").substr(0, 36), patient);
    EXPECT_EQ(ask({"trash", "list"}).at("removed"), json::array());
    EXPECT_EQ(run({"patient", "show", patient}).exitCode, 1);
    EXPECT_EQ(run({"trash", "restore", patient}).exitCode, 1);
    EXPECT_EQ(verbs({"--patient", patient, "--limit", "2"}), (Verbs{"patient.erase", "session.erase"}));
    EXPECT_EQ(ask({"audit", "--patient", patient, "--limit", "1"}).at("entries")[0].at("reason"), "the person asked for it");
    EXPECT_TRUE(ask({"verify"}).at("sound").get<bool>());
    EXPECT_EQ(run({"patient", "erase", makeUuid(), "--for-good", "--reason", "asked"}).exitCode, 1);
    EXPECT_EQ(run({"patient", "erase", patient, "--for-good", "--reason", "asked"}).exitCode, 0) << "it is done already";
}

TEST_F(CliAudit, eraseWithoutForGoodIsBroughtBackAsBefore) {
    ask({"patient", "erase", patient});
    EXPECT_FALSE(std::filesystem::exists(folder / "data" / "erased.list"));
    ask({"trash", "restore", patient});
    EXPECT_EQ(ask({"patient", "show", patient}).at("name"), "Canaryna Nightjar");
}

}  // namespace myochart
