#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "core/files.h"
#include "support/program.h"
#include "support/test_folder.h"

// Tables, points of 3D Slicer, and files without who they are of, by verb.

namespace myochart {

using nlohmann::json;
using test::TestFolder;

namespace {

/// A record with Ana and a visit of two sites on her left calf.
class CliHandOver : public ::testing::Test {
  protected:
    void SetUp() override {
        patient = ask({"patient", "add", "--name", "Ana Zqcanary", "--birth-date", "1985-03-12", "--note", "=1+1"}).at("id");
        visit = ask({"session", "new", "--patient", patient, "--title", "Zqcanary"}).at("id");
        ask({"marker", "add", "--session", visit, "--type", "needle", "--where", "left soleus, lower third", "--depth", "12.5"});
        ask({"marker", "add", "--session", visit, "--type", "latent", "--where", "left soleus, upper third", "--label=-x"});
    }
    test::ProgramRun run(std::vector<std::string> arguments, const Path& record) const {
        arguments.insert(arguments.begin(), {"--data-dir", record.string(), "--json", "--quiet"});
        return test::runProgram(arguments);
    }
    json ask(const std::vector<std::string>& arguments, const Path& record) const {
        const auto done = run(arguments, record);
        EXPECT_EQ(done.exitCode, 0) << done.err;
        return json::parse(done.out, nullptr, false);
    }
    json ask(const std::vector<std::string>& arguments) const { return ask(arguments, here.path()); }
    std::string exported(const std::string& format, const std::vector<std::string>& more = {}) const {
        const std::string file = (files / ("visit." + format)).string();
        std::vector<std::string> arguments = {"export", visit, "--format", format, "-o", file};
        arguments.insert(arguments.end(), more.begin(), more.end());
        ask(arguments);
        return file;
    }

    TestFolder here, there, files;
    std::string patient, visit;
};

}  // namespace

TEST_F(CliHandOver, aTableIsTakenByAnotherRecordWithItsSites) {
    const std::string file = exported("csv");
    const json answer = ask({"import", file}, there.path());
    EXPECT_EQ(answer.at("new_patients"), 1);
    EXPECT_EQ(answer.at("new_sessions"), 1);
    const json mine = ask({"marker", "list", "--session", visit}).at("markers"), theirs = ask({"marker", "list", "--session", visit}, there.path()).at("markers");
    EXPECT_EQ(mine, theirs);
    EXPECT_EQ(ask({"import", file}, there.path()).at("known"), 2);
}

TEST_F(CliHandOver, aBadTableLeavesNoRecordAndNamesItsLine) {
    std::string text = readTextFile(exported("csv"), 1 << 20).value();
    text.replace(text.find(",12.5,") + 1, 4, "lots");
    ASSERT_TRUE(writeFileAtomically(files / "bad.csv", text));
    const auto refused = run({"import", (files / "bad.csv").string()}, there.path());
    EXPECT_EQ(refused.exitCode, 3);
    EXPECT_NE(refused.err.find("line 2: site.needle.depth_mm is no number."), std::string::npos) << refused.err;
    EXPECT_EQ(refused.err.find("Zqcanary"), std::string::npos);
    EXPECT_FALSE(std::filesystem::exists(there / "record.myochart"));
}

TEST_F(CliHandOver, withoutWhoItIsOfNoFormatTellsANameOrAnId) {
    for (const char* format : {"json", "csv", "mrk.json", "glb"}) {
        const Bytes bytes = readFile(exported(format, {"--deidentify"}), 1 << 24).value();
        const std::string text(reinterpret_cast<const char*>(bytes.data()), bytes.size());
        for (const std::string& told : {std::string("Zqcanary"), std::string("1985-03-12"), patient, visit}) EXPECT_EQ(text.find(told), std::string::npos) << format << ": " << told;
        EXPECT_NE(text.find("left_soleus"), std::string::npos) << format;
    }
    const json answer = ask({"import", (files / "visit.json").string()}, there.path());
    EXPECT_EQ(answer.at("new_sessions"), 1);
}

TEST_F(CliHandOver, pointsOfSlicerBecomeSitesOfTheSessionThatIsNamed) {
    const std::string file = exported("mrk.json");
    EXPECT_EQ(run({"import", file}, here.path()).exitCode, 2) << "whose they are nobody said";
    const std::string next = ask({"session", "new", "--patient", patient}).at("id");
    const json seen = ask({"import", file, "--into", next, "--preview"});
    EXPECT_EQ(seen.at("placed").size(), 2U);
    EXPECT_EQ(ask({"marker", "list", "--session", next}).at("markers").size(), 0U) << "a preview changes nothing";
    const json answer = ask({"import", file, "--into", next});
    ASSERT_EQ(answer.at("placed").size(), 2U);
    EXPECT_EQ(answer.at("placed")[0].at("away_mm"), 0.0);
    EXPECT_EQ(ask({"marker", "list", "--session", next}).at("markers").size(), 2U);
    EXPECT_EQ(ask({"import", file, "--into", next}).at("known"), 2);
    EXPECT_EQ(ask({"import", file, "--into", visit}).at("known"), 2) << "they are its own";
    EXPECT_EQ(run({"import", file, "--into", "none"}, here.path()).exitCode, 1);
}

TEST_F(CliHandOver, pointsFarFromTheBodyAreToldAndTheRestIsTaken) {
    const json placed = ask({"marker", "list", "--session", visit}).at("markers")[0].at("position");
    std::string list = "# Markups fiducial file version = 4.11\n# CoordinateSystem = LPS\n# columns = id,x,y,z,ow,ox,oy,oz,vis,sel,lock,label,desc,associatedNodeID\n";
    list += "1," + placed[0].dump() + "," + placed[1].dump() + "," + placed[2].dump() + ",0,0,0,1,1,1,0,F-1,,\n2,5000,0,0,0,0,0,1,1,1,0,F-2,,\n";
    ASSERT_TRUE(writeFileAtomically(files / "F.fcsv", list));
    const std::string file = (files / "F.fcsv").string();
    EXPECT_EQ(run({"import", file, "--into", visit}, here.path()).exitCode, 2) << "nobody said what they are";
    const auto done = run({"import", file, "--into", visit, "--type", "tender"}, here.path());
    EXPECT_EQ(done.exitCode, 3) << "something was left out";
    const json answer = json::parse(done.out);
    EXPECT_EQ(answer.at("placed").size(), 1U);
    EXPECT_EQ(answer.at("left_out").size(), 1U);
    EXPECT_EQ(ask({"marker", "list", "--session", visit}).at("markers").size(), 3U);
}

TEST_F(CliHandOver, aBundleOfFhirIsTakenByAnotherRecordWithItsSites) {
    for (const std::string format : {"fhir-r4", "fhir-r5"}) {
        const std::string file = exported(format);
        TestFolder other;
        EXPECT_EQ(ask({"import", file}, other.path()).at("new_sessions"), 1) << format;
        EXPECT_EQ(ask({"marker", "list", "--session", visit}).at("markers"), ask({"marker", "list", "--session", visit}, other.path()).at("markers")) << format;
        EXPECT_EQ(ask({"import", file}).at("known"), 2) << "it is the same as here";
    }
}

TEST_F(CliHandOver, aPreviewTellsWhatIsNewKnownAndOtherwiseAndChangesNothing) {
    for (const std::string format : {"json", "csv", "fhir-r4"}) {
        const std::string file = exported(format);
        const json nobody = ask({"import", file, "--preview"}, there.path());
        EXPECT_EQ(nobody.at("new_sessions"), 1) << format;
        EXPECT_EQ(nobody.at("sessions")[0].at("sites"), 2) << format;
        EXPECT_FALSE(std::filesystem::exists(there / "record.myochart")) << "a look begins no record";
        EXPECT_EQ(ask({"import", file, "--preview"}).at("sessions")[0].at("state"), "known") << format;
    }
    const std::string file = exported("json");
    ask({"session", "rename", visit, "--title", "Otherwise"});
    const json differs = ask({"import", file, "--preview"});
    EXPECT_EQ(differs.at("sessions")[0].at("state"), "differs");
    EXPECT_EQ(differs.at("patients")[0].at("state"), "known");
    const std::string later = ask({"session", "new", "--patient", patient}).at("id");
    ask({"export", later, "--format", "json", "-o", (files / "later.json").string()});
    ask({"session", "remove", later});
    EXPECT_EQ(ask({"import", (files / "later.json").string(), "--preview"}).at("sessions")[0].at("state"), "skipped");
    EXPECT_EQ(ask({"session", "list", "--patient", patient}).at("sessions").size(), 1U);
}

TEST_F(CliHandOver, aMuscleOfAnotherProgramIsNamedAndTakenOnceItIsMapped) {
    const std::string file = (files / "theirs.json").string();
    ASSERT_TRUE(writeFileAtomically(file, R"({"resourceType": "Bundle", "type": "searchset", "entry": [
      {"resource": {"resourceType": "Patient", "id": "p1", "name": [{"text": "Bo Muster"}]}},
      {"resource": {"resourceType": "Encounter", "id": "e1", "status": "finished", "subject": {"reference": "Patient/p1"}, "period": {"start": "2026-03-04T10:00:00Z"}}},
      {"resource": {"resourceType": "Procedure", "id": "n1", "status": "completed", "subject": {"reference": "Patient/p1"}, "encounter": {"reference": "Encounter/e1"},
        "bodySite": [{"text": "left gastrosoleus complex"}]}}]})"));
    EXPECT_EQ(ask({"import", file, "--preview"}).at("unknown_muscles"), json::parse(R"([{"name": "left gastrosoleus complex", "sites": 1}])"));
    const auto refused = run({"import", file}, here.path());
    EXPECT_EQ(refused.exitCode, 3);
    EXPECT_NE(refused.err.find("--map"), std::string::npos) << refused.err;
    const json taken = ask({"import", file, "--map", "left gastrosoleus complex=soleus"});
    EXPECT_EQ(taken.at("proposed_sites"), 1);
    const std::string theirs = ask({"patient", "list"}).at("patients").size() == 2U ? "taken" : "";
    EXPECT_EQ(theirs, "taken");
    EXPECT_EQ(run({"import", file, "--map", "nothing"}, here.path()).exitCode, 2);
}

}  // namespace myochart
