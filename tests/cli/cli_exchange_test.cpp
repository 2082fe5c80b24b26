#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <nlohmann/json.hpp>

#include "core/atomic_file.h"
#include "core/files.h"
#include "core/id.h"
#include "core/time.h"
#include "support/program.h"
#include "support/test_folder.h"

// Hand-over between two copies of the program: what one exports the other takes, and nothing that is here is changed.

namespace myochart {

using nlohmann::json;
using test::TestFolder;

namespace {

/// One copy of the program with a record of its own.
class Copy {
  public:
    test::ProgramRun run(std::vector<std::string> arguments) const {
        arguments.insert(arguments.begin(), {"--data-dir", folder_.path().string(), "--json", "--quiet"});
        return test::runProgram(arguments);
    }
    json ask(const std::vector<std::string>& arguments) const {
        const auto done = run(arguments);
        EXPECT_EQ(done.exitCode, 0) << done.err;
        json answer = json::parse(done.out, nullptr, false);
        EXPECT_FALSE(answer.is_discarded()) << done.out;
        return answer;
    }
    std::string exported(const std::string& id) const {
        const std::string file = (folder_ / "hand-over.json").string();
        ask({"export", id, "--format", "json", "-o", file});
        return file;
    }

  private:
    TestFolder folder_;
};

}  // namespace

TEST(CliExchange, twoCopiesOfAPatientAreMerged) {
    const Copy clinic, home;
    const std::string patient = clinic.ask({"patient", "add", "--name", "Ana Muster"}).at("id");
    const std::string visit = clinic.ask({"session", "new", "--patient", patient}).at("id");
    home.ask({"import", clinic.exported(patient)});
    home.ask({"session", "rename", visit, "--title", "As noted at home"});
    home.ask({"session", "new", "--patient", patient, "--title", "At home"});
    clinic.ask({"session", "rename", visit, "--title", "As noted in the clinic"});
    const std::string file = home.exported(patient);
    const auto refused = clinic.run({"import", file});
    EXPECT_EQ(refused.exitCode, 5);
    EXPECT_NE(refused.err.find("--conflicts keep"), std::string::npos) << refused.err;
    EXPECT_EQ(clinic.ask({"session", "list", "--patient", patient}).at("sessions").size(), 1U);
    const json both = clinic.ask({"import", file, "--conflicts", "both"});
    EXPECT_EQ(both.at("new_sessions"), 2);
    EXPECT_EQ(both.at("kept"), json({"session " + visit}));
    std::vector<std::string> titles;
    const json visits = clinic.ask({"session", "list", "--patient", patient});
    for (const json& session : visits.at("sessions")) titles.push_back(session.at("title"));
    std::sort(titles.begin(), titles.end());
    EXPECT_EQ(titles, (std::vector<std::string>{"As noted at home", "As noted in the clinic", "At home"}));
    EXPECT_EQ(clinic.ask({"import", file, "--conflicts", "both"}).at("new_sessions"), 0) << "taken twice is taken once";
}

TEST(CliExchange, somebodyInTheTrashIsOfferedByNameAndNeverComesBackSilently) {
    const Copy clinic;
    const std::string patient = clinic.ask({"patient", "add", "--name", "Ana Muster"}).at("id");
    const std::string visit = clinic.ask({"session", "new", "--patient", patient}).at("id");
    const std::string file = clinic.exported(patient);
    clinic.ask({"patient", "erase", patient});
    for (const char* way : {"refuse", "keep", "both"}) {
        const auto run = clinic.run({"import", file, "--conflicts", way});
        EXPECT_EQ(run.exitCode, 5) << way;
        EXPECT_NE(run.err.find("Ana Muster"), std::string::npos) << run.err;
        EXPECT_NE(run.err.find("trash restore " + patient), std::string::npos) << run.err;
        EXPECT_EQ(clinic.ask({"patient", "list"}).at("patients").size(), 0U) << way;
        if (way == std::string("refuse")) continue;
        const json answer = json::parse(run.out);
        EXPECT_EQ(answer.at("new_patients"), 0);
        EXPECT_EQ(answer.at("new_sessions"), 0);
        EXPECT_EQ(answer.at("known"), 0);
        EXPECT_EQ(answer.at("skipped_patients"), 1);
        EXPECT_EQ(answer.at("skipped_sessions"), 1);
        EXPECT_EQ(answer.at("skipped")[0].at("why"), "recently_deleted");
        EXPECT_EQ(answer.at("skipped")[1].at("id"), visit);
        EXPECT_EQ(answer.at("skipped")[1].at("why"), "patient_recently_deleted");
    }
    clinic.ask({"trash", "restore", patient});
    EXPECT_EQ(clinic.ask({"import", file, "--conflicts", "keep"}).at("known"), 2);
}

TEST(CliExchange, somebodyWhoIsHereUnderAnotherIdIsTold) {
    const Copy clinic, home;
    const std::string here = clinic.ask({"patient", "add", "--name", "Ana Muster", "--birth-date", "1985-03-12"}).at("id");
    const std::string same = home.ask({"patient", "add", "--name", "MUSTER Ana", "--birth-date", "1985-03-12"}).at("id");
    const std::string other = home.ask({"patient", "add", "--name", "Ana Muster", "--birth-date", "1990-01-01"}).at("id");
    const std::string file = home.exported(same);
    const json answer = clinic.ask({"import", file});
    ASSERT_EQ(answer.at("perhaps_the_same").size(), 1U);
    const json told = answer.at("perhaps_the_same")[0];
    EXPECT_EQ(told.at("id"), same);
    EXPECT_EQ(told.at("here"), here);
    EXPECT_NE(told.at("sentence").get<std::string>().find("MUSTER Ana, born 12 Mar 1985"), std::string::npos) << told;
    EXPECT_EQ(clinic.ask({"import", file}).at("perhaps_the_same"), json::array()) << "known by now";
    EXPECT_EQ(clinic.ask({"import", home.exported(other)}).at("perhaps_the_same"), json::array()) << "another birth date";
    EXPECT_EQ(clinic.ask({"patient", "list"}).at("patients").size(), 3U) << "nobody is lost";
}

TEST(CliExchange, sitesThatContradictThemselvesAreNamedInTheAnswer) {
    const Copy clinic;
    const std::string patient = clinic.ask({"patient", "add", "--name", "Ana Muster"}).at("id");
    const std::string visit = clinic.ask({"session", "new", "--patient", patient}).at("id");
    for (const char* where : {"left soleus, lower third", "left soleus, upper third", "left soleus, middle third"})
        clinic.ask({"marker", "add", "--session", visit, "--type", "needle", "--where", where});
    json file = json::parse(readTextFile(clinic.exported(patient), 1 << 20).value());
    json& sites = file["sessions"][0]["markers"];
    sites[0]["sentence"] = "left soleus, lower third, right part";
    sites[1]["label"] = "right calf";
    const TestFolder folder;
    ASSERT_TRUE(writeFileAtomically(folder / "changed.json", file.dump()).ok());
    const Copy home;
    const json told = home.ask({"import", (folder / "changed.json").string()}).at("contradictory");
    ASSERT_EQ(told.size(), 2U);
    EXPECT_EQ(told[0].at("id"), sites[0].at("id"));
    EXPECT_EQ(told[0].at("session"), visit);
    EXPECT_EQ(told[0].at("contradicts"), json({"sentence"}));
    EXPECT_NE(told[0].at("sentence").get<std::string>().find("Site 1 of the visit of"), std::string::npos) << told[0];
    EXPECT_EQ(told[1].at("contradicts"), json({"label"}));
    const json kept = home.ask({"marker", "list", "--session", visit}).at("markers");
    EXPECT_EQ(kept[0].at("by_hand"), json({"sentence"}));
    EXPECT_EQ(kept[2].at("by_hand"), json::array());
}

TEST(CliExchange, aVisitThatCannotBeKeptIsToldAsSkippedNotAsDone) {
    const Copy clinic;
    const std::string patient = clinic.ask({"patient", "add", "--name", "Ana Muster"}).at("id");
    const std::string visit = clinic.ask({"session", "new", "--patient", patient}).at("id");
    clinic.ask({"marker", "add", "--session", visit, "--type", "needle", "--where", "left soleus, lower third"});
    const std::string file = clinic.exported(patient);
    json other = json::parse(readTextFile(file, 1 << 20).value());
    for (json* id : {&other["patients"][0]["id"], &other["sessions"][0]["id"]}) {
        std::string changed = *id;
        changed[0] = changed[0] == '0' ? '1' : '0';
        *id = changed;
    }
    other["sessions"][0]["patient"] = other["patients"][0]["id"];
    ASSERT_TRUE(writeFileAtomically(file, other.dump()));
    const auto run = clinic.run({"import", file, "--conflicts", "keep"});
    EXPECT_EQ(run.exitCode, 5) << run.err;
    const json answer = json::parse(run.out);
    EXPECT_EQ(answer.at("new_patients"), 1);
    EXPECT_EQ(answer.at("kept"), json::array()) << "no such visit is here";
    EXPECT_EQ(answer.at("skipped_sessions"), 1);
    EXPECT_EQ(answer.at("skipped")[0].at("why"), "site_in_another_visit");
    EXPECT_NE(run.err.find("Not taken: The visit of"), std::string::npos) << run.err;
    EXPECT_EQ(clinic.ask({"import", file, "--conflicts", "both"}).at("new_sessions"), 1);
}

TEST(CliExchange, aVisitBeforeTheBirthIsNotMadeHereButTakenAndTold) {
    const Copy clinic;
    const std::string patient = clinic.ask({"patient", "add", "--name", "Ana Muster", "--birth-date", "1990-05-05"}).at("id");
    EXPECT_EQ(clinic.run({"session", "new", "--patient", patient, "--start", "1989-01-01T10:00:00Z"}).exitCode, 3);
    const std::string visit = clinic.ask({"session", "new", "--patient", patient, "--start", "2020-01-01T10:00:00Z"}).at("id");
    EXPECT_EQ(clinic.run({"patient", "edit", patient, "--birth-date", "2021-01-01"}).exitCode, 3);
    // A record from before that was asked holds such a visit: its export is taken elsewhere.
    const std::string file = clinic.exported(patient);
    json bundle = json::parse(readTextFile(file, 1 << 20).value());
    bundle["sessions"][0]["started_at"] = "1989-01-01T10:00:00.000Z";
    ASSERT_TRUE(writeFileAtomically(file, bundle.dump()));
    const Copy home;
    EXPECT_EQ(home.ask({"import", file}).at("before_birth"), json({visit}));
    EXPECT_EQ(home.ask({"import", home.exported(patient)}).at("known"), 2) << "its own export is the same again";
}

TEST(CliExchange, theRecordsThatWereADeadEndAreTaken) {
    MYOCHART_NEED_SHARED("cases/records");
    const Path cases = test::sharedFolder() / "cases/records";
    const Copy clinic;
    clinic.ask({"import", (cases / "session-before-birth.json").string()});
    clinic.ask({"import", (cases / "own-export.json").string()});
    for (const char* file : {"merge-from-b.json", "merge-one-session.json"})
        clinic.ask({"import", (cases / file).string(), "--conflicts", "both"});
    EXPECT_EQ(clinic.ask({"patient", "list"}).at("patients").size(), 2U);
    EXPECT_EQ(clinic.run({"verify"}).exitCode, 0);
}

TEST(CliExchange, aFileThatContradictsItselfIsMarkedOrRefusedWithTheSite) {
    const Copy clinic;
    const std::string patient = clinic.ask({"patient", "add", "--name", "Ana Muster"}).at("id");
    const std::string visit = clinic.ask({"session", "new", "--patient", patient}).at("id");
    const json placed = clinic.ask({"marker", "add", "--session", visit, "--type", "needle", "--where", "left soleus, lower third"});
    const json file = json::parse(readTextFile(clinic.exported(patient), 1 << 20).value());
    const TestFolder folder;
    const auto changed = [&](const std::function<void(json&)>& change) {
        json other = file;
        change(other["sessions"][0]["markers"][0]);
        const Path at = folder / "changed.json";
        EXPECT_TRUE(writeFileAtomically(at, other.dump()).ok());
        return at.string();
    };
    const auto byHand = [&](const std::function<void(json&)>& change) {
        const Copy home;
        home.ask({"import", changed(change)});
        home.ask({"import", changed(change)});  // taken twice is taken once
        return home.ask({"marker", "list", "--session", visit}).at("markers")[0].at("by_hand");
    };
    EXPECT_EQ(byHand([](json&) {}), json::array());
    EXPECT_EQ(byHand([](json& m) { m["muscle"] = "Gluteus medius"; }), json::array({"muscle", "sentence"}));
    EXPECT_EQ(byHand([](json& m) { m["sentence"] = "left gluteus medius"; }), json::array({"sentence"}));
    const auto refused = [&](const std::function<void(json&)>& change) {
        const Copy home;
        const auto run = home.run({"import", changed(change)});
        EXPECT_EQ(run.exitCode, 3);
        EXPECT_NE(run.err.find("sessions[0].markers[0]"), std::string::npos) << run.err;
        EXPECT_EQ(home.ask({"patient", "list"}).at("patients").size(), 0U) << "all or nothing";
    };
    refused([](json& m) { m["anchor"]["structure"] = "right_soleus"; });
    refused([](json& m) { m["anchor"]["position"][2] = m["anchor"]["position"][2].get<double>() + 2000; });
    refused([](json& m) { m["anchor"]["position"][0] = -m["anchor"]["position"][0].get<double>(); });
    EXPECT_EQ(clinic.ask({"import", clinic.exported(patient)}).at("known"), 2) << placed.dump();
}

TEST(CliExchange, withoutTheBodyOfItsSitesAFileIsHeldAgainstNamesTablesAndX) {
    const Copy clinic;
    const std::string patient = clinic.ask({"patient", "add", "--name", "Ana Muster"}).at("id");
    const std::string visit = clinic.ask({"session", "new", "--patient", patient}).at("id");
    clinic.ask({"marker", "add", "--session", visit, "--type", "needle", "--where", "left soleus, lower third"});
    const json file = json::parse(readTextFile(clinic.exported(patient), 1 << 20).value());
    const TestFolder folder;
    test::writeSmallFigure(folder / "figure.obj");
    const Copy home;  // which has another body
    home.ask({"model", "import", (folder / "figure.obj").string(), "--name", "figure", "--mm-per-unit", "1", "--up", "z"});
    const auto imported = [&](const std::function<void(json&)>& change) {
        json other = file;
        for (json* id : {&other["patients"][0]["id"], &other["sessions"][0]["id"], &other["sessions"][0]["markers"][0]["id"]}) *id = makeUuid();
        other["sessions"][0]["patient"] = other["patients"][0]["id"];
        change(other["sessions"][0]["markers"][0]);
        EXPECT_TRUE(writeFileAtomically(folder / "changed.json", other.dump()).ok());
        auto run = home.run({"--model", "figure", "import", (folder / "changed.json").string()});
        return std::pair(run, run.exitCode == 0 ? home.ask({"marker", "list", "--session", other["sessions"][0]["id"]}).at("markers")[0].at("by_hand") : json());
    };
    EXPECT_EQ(imported([](json&) {}).second, json::array());
    EXPECT_EQ(imported([](json& m) { m["anchor"]["position"][0] = -90; }).second, json::array({"side"}));
    EXPECT_EQ(imported([](json& m) { m["side"] = "right"; }).second, json::array({"side", "sentence"}));
    EXPECT_EQ(imported([](json& m) { m["sentence"] = "left gluteus medius"; }).second, json::array({"sentence"}));
    const auto twoMuscles = imported([](json& m) { m["anchor"]["address"]["muscle"] = "gluteus_medius"; }).first;
    EXPECT_EQ(twoMuscles.exitCode, 3);
    EXPECT_NE(twoMuscles.err.find("sessions[0].markers[0]: The place does not lie on the structure"), std::string::npos) << twoMuscles.err;
}

TEST(CliExchange, aSignedVisitThatWasChangedInTheFileIsMarkedWhereverItIsShown) {
    const Copy clinic;
    clinic.ask({"therapist", "add", "--name", "T. Invented"});
    const std::string patient = clinic.ask({"patient", "add", "--name", "Ana Muster"}).at("id");
    const std::string visit = clinic.ask({"session", "new", "--patient", patient}).at("id");
    clinic.ask({"marker", "add", "--session", visit, "--type", "needle", "--where", "left soleus, lower third", "--depth", "12"});
    clinic.ask({"session", "sign", visit});
    EXPECT_EQ(clinic.ask({"session", "show", visit}).at("seal"), "holds");
    const std::string file = clinic.exported(patient);
    const Copy home;
    EXPECT_EQ(home.ask({"import", file}).at("seals_in_doubt"), json::array()) << "it is as it was signed";
    EXPECT_EQ(home.ask({"session", "show", visit}).at("seal"), "holds");
    json other = json::parse(readTextFile(file, 1 << 20).value());
    other["sessions"][0]["markers"][0]["needle"]["depth_mm"] = 55.0;
    ASSERT_TRUE(writeFileAtomically(file, other.dump()));
    const json taken = clinic.ask({"import", file, "--conflicts", "both"});
    ASSERT_EQ(taken.at("added_beside").size(), 1U);
    const std::string beside = taken.at("added_beside")[0];
    ASSERT_EQ(taken.at("seals_in_doubt").size(), 1U);
    EXPECT_EQ(taken.at("seals_in_doubt")[0].at("session"), beside) << "not the one that is here";
    EXPECT_EQ(taken.at("seals_in_doubt")[0].at("seal"), "broken");
    EXPECT_EQ(clinic.ask({"session", "show", beside}).at("seal"), "broken");
    const std::string words = "This visit is not as it was signed";
    EXPECT_NE(clinic.ask({"session", "note", beside}).at("text").get<std::string>().find(words), std::string::npos);
    EXPECT_EQ(clinic.ask({"session", "note", visit}).at("text").get<std::string>().find(words), std::string::npos);
    std::string note = other["sessions"][0]["signing"]["note"];
    note.erase(note.find_last_of('\n', note.find_last_not_of('\n')) + 1);  // its last line is the seal
    other["sessions"][0]["signing"]["note"] = note;
    ASSERT_TRUE(writeFileAtomically(file, other.dump()));
    EXPECT_EQ(clinic.ask({"import", file, "--conflicts", "both"}).at("seals_in_doubt")[0].at("seal"), "unknown") << "taking the seal away is no way round it";
}

TEST(CliExchange, contradictionsOfAVisitThatIsAddedBesideNameItsOwnSites) {
    const Copy clinic;
    const std::string patient = clinic.ask({"patient", "add", "--name", "Ana Muster"}).at("id");
    const std::string visit = clinic.ask({"session", "new", "--patient", patient}).at("id");
    const std::string site = clinic.ask({"marker", "add", "--session", visit, "--type", "needle", "--where", "left soleus, lower third"}).at("id");
    const std::string file = clinic.exported(patient);
    json other = json::parse(readTextFile(file, 1 << 20).value());
    other["sessions"][0]["markers"][0]["label"] = "right calf";
    ASSERT_TRUE(writeFileAtomically(file, other.dump()));
    const json taken = clinic.ask({"import", file, "--conflicts", "both"});
    ASSERT_EQ(taken.at("contradictory").size(), 1U);
    const json& told = taken.at("contradictory")[0];
    EXPECT_EQ(told.at("session"), taken.at("added_beside")[0]);
    EXPECT_NE(told.at("id"), site);
    EXPECT_EQ(clinic.ask({"marker", "show", told.at("id").get<std::string>()}).at("label"), "right calf");
}

TEST(CliExchange, needlesComeOutByOneRuleThoughTheClockWasSetBack) {
    const Copy clinic;
    const std::string patient = clinic.ask({"patient", "add", "--name", "Ana Muster"}).at("id");
    const std::string visit = clinic.ask({"session", "new", "--patient", patient}).at("id");
    std::vector<std::string> sites;
    for (const char* where : {"left soleus, lower third", "right soleus, lower third", "left infraspinatus"})
        sites.push_back(clinic.ask({"marker", "add", "--session", visit, "--type", "needle", "--where", where}).at("id"));
    clinic.ask({"needle-ledger", "in", sites[0], sites[1], sites[2]});
    json file = json::parse(readTextFile(clinic.exported(patient), 1 << 20).value());
    const std::string later = isoUtc(nowUtc() + 3'600'000);  // in an hour, by this clock
    for (json& marker : file["sessions"][0]["markers"]) marker["needle"]["in_at"] = later;
    const TestFolder folder;
    const std::string changed = (folder / "later.json").string();
    ASSERT_TRUE(writeFileAtomically(changed, file.dump()));
    const Copy home;
    home.ask({"import", changed});
    const std::string second = later.substr(0, later.find_first_of(".Z"));
    const auto outAt = [&](const json& marker) { return marker.at("needle").at("out_at").get<std::string>(); };
    EXPECT_TRUE(outAt(home.ask({"marker", "edit", sites[0], "--shorthand", "out"})).starts_with(second));
    EXPECT_EQ(home.ask({"needle-ledger", "out", sites[1]}).at("out"), 2);
    EXPECT_EQ(home.ask({"needle-ledger", "all-out", "--session", visit}).at("out"), 3);
    EXPECT_TRUE(outAt(home.ask({"marker", "show", sites[2]})).starts_with(second));
}

TEST(CliExchange, aVisitIsHandedOverAsFhirWithCodesOfOnesOwn) {
    const Copy clinic;
    const TestFolder folder;
    const std::string patient = clinic.ask({"patient", "add", "--name", "Ana Muster"}).at("id");
    const std::string visit = clinic.ask({"session", "new", "--patient", patient}).at("id");
    clinic.ask({"session", "set", visit, "before.pain=6"});
    const std::string file = (folder / "visit.json").string(), codes = (folder / "codes.csv").string();
    ASSERT_TRUE(writeFileAtomically(codes, "key,system,code,display\npain.now,urn:oid:1.2.3,P6,\npain.nwo,urn:oid:1.2.3,P7,\n"));
    for (const char* format : {"fhir-r4", "fhir-r5"}) {
        const json answer = clinic.ask({"export", visit, "--format", format, "--codes", codes, "-o", file});
        ASSERT_EQ(answer.at("codes_left_out").size(), 1U);
        EXPECT_NE(answer.at("codes_left_out")[0].get<std::string>().find("codes.csv, line 3: "), std::string::npos);
        const json bundle = json::parse(*readTextFile(file, 1 << 20));
        EXPECT_EQ(bundle.at("resourceType"), "Bundle");
        EXPECT_EQ(bundle.at("entry")[0].at("resource").at("id"), patient);
        EXPECT_NE(bundle.dump().find("P6"), std::string::npos);
    }
    EXPECT_EQ(clinic.run({"export", visit, "--format", "json", "--codes", codes, "-o", file}).exitCode, 2);
}

}  // namespace myochart
