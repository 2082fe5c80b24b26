#include <gtest/gtest.h>
#include <sqlite3.h>
#include <sys/stat.h>

#include <algorithm>
#include <fstream>

#include <nlohmann/json.hpp>

#include "support/program.h"
#include "support/test_folder.h"

// Damaged and read-only records on the command line, backups of them, and texts about people that no list of processes
// shows.

namespace myochart {

using nlohmann::json;
using test::ProgramRun;
using test::TestFolder;

namespace {

class CliDamage : public testing::Test {
  protected:
    std::vector<std::string> with(std::vector<std::string> arguments) const {
        arguments.insert(arguments.begin(), {"--data-dir", (folder_ / "data").string(), "--json"});
        return arguments;
    }
    ProgramRun run(const std::vector<std::string>& arguments) const { return test::runProgram(with(arguments)); }
    json ask(const std::vector<std::string>& arguments, int exitCode = 0) const {
        const ProgramRun answer = run(arguments);
        EXPECT_EQ(answer.exitCode, exitCode) << answer.err;
        return json::parse(answer.out, nullptr, false);
    }
    Path record() const { return folder_ / "data/record.myochart"; }
    std::string addPatient(const std::string& name) const { return ask({"patient", "add", "--name", name}).at("id"); }
    std::string addSession(const std::string& patient) const {
        return ask({"session", "new", "--patient", patient}).at("id");
    }
    /// Three markers in a session, without a body: by import. Their ids.
    std::vector<std::string> addMarkers(const std::string& session) const {
        test::writeSmallFigure(folder_ / "figure.obj");
        EXPECT_EQ(
            run({"model", "import", (folder_ / "figure.obj").string(), "--mm-per-unit", "1", "--up", "z"}).exitCode, 0);
        std::vector<std::string> ids;
        for (const char* at : {"90,-15,300", "90,-15,320", "90,-15,340"})
            ids.push_back(
                ask({"--model", "figure", "marker", "add", "--session", session, "--type", "active", "--at", at})
                    .at("id"));
        return ids;
    }
    static std::string blob(std::string id) {
        std::erase(id, '-');
        return "x'" + id + "'";
    }
    /// Changes one byte more of a row than its seal allows.
    void damage(const std::string& table, const std::string& id) const {
        tamper("UPDATE entry SET payload = CAST(CAST(payload AS TEXT) || ' ' AS BLOB) WHERE kind = '" + table + "' AND id = " + blob(id));
    }
    /// Changes one row as another program would.
    void tamper(const std::string& sql) const {
        sqlite3* database = nullptr;
        ASSERT_EQ(sqlite3_open_v2(record().c_str(), &database, SQLITE_OPEN_READWRITE, nullptr), SQLITE_OK);
        EXPECT_EQ(sqlite3_exec(database, sql.c_str(), nullptr, nullptr, nullptr), SQLITE_OK);
        EXPECT_EQ(sqlite3_changes(database), 1);
        sqlite3_close(database);
    }

    TestFolder folder_;
};

mode_t modeOf(const Path& path) {
    struct stat facts {};
    return ::stat(path.c_str(), &facts) == 0 ? facts.st_mode & 0777 : 0;
}

}  // namespace

TEST_F(CliDamage, theSoundMarkersOfAVisitAreListedAndTheDamagedOneIsNamed) {
    const std::string patient = addPatient("Ana"), session = addSession(patient);
    const auto ids = addMarkers(session);
    damage("marker", ids[1]);
    for (const std::vector<std::string>& verb :
         {std::vector<std::string>{"marker", "list", "--session", session}, {"session", "show", session}}) {
        const ProgramRun answer = run(verb);
        EXPECT_EQ(answer.exitCode, 3);
        EXPECT_NE(answer.err.find(ids[1]), std::string::npos) << answer.err;
        EXPECT_NE(answer.err.find("backup"), std::string::npos) << answer.err;
        const json told = json::parse(answer.out);
        ASSERT_EQ(told.at("markers").size(), 2U);
        EXPECT_EQ(told.at("markers")[1].at("id"), ids[2]);
        ASSERT_EQ(told.at("damaged").size(), 1U);
        EXPECT_EQ(told.at("damaged")[0].at("id"), ids[1]);
        EXPECT_FALSE(told.at("damaged")[0].at("sentence").get<std::string>().empty());
    }
    EXPECT_FALSE(ask({"session", "list", "--patient", patient}).contains("damaged"));
    // The others can still be shown, changed and joined by new ones.
    EXPECT_EQ(ask({"marker", "show", ids[0]}).at("id"), ids[0]);
    EXPECT_EQ(ask({"marker", "edit", ids[0], "--note", "still here"}).at("note"), "still here");
    EXPECT_EQ(run({"marker", "show", ids[1]}).exitCode, 3);
    // What is handed over is whole, or nothing is.
    for (const std::string& id : {session, patient}) {
        const ProgramRun handed = run({"export", id, "-o", (folder_ / "out.json").string()});
        EXPECT_EQ(handed.exitCode, 3) << handed.err;
        EXPECT_FALSE(std::filesystem::exists(folder_ / "out.json"));
    }
}

TEST_F(CliDamage, theSoundPeopleAndVisitsAreListedAndTheDamagedOnesAreNamed) {
    const std::string ana = addPatient("Ana"), bert = addPatient("Bert");
    const std::string first = addSession(ana), second = addSession(ana);
    damage("patient", bert);
    damage("session", first);
    const json people = ask({"patient", "list"}, 3);
    ASSERT_EQ(people.at("patients").size(), 1U);
    EXPECT_EQ(people.at("patients")[0].at("id"), ana);
    EXPECT_EQ(people.at("damaged").size(), 2U);
    const json visits = ask({"session", "list", "--patient", ana}, 3);
    ASSERT_EQ(visits.at("sessions").size(), 1U);
    EXPECT_EQ(visits.at("sessions")[0].at("id"), second);
    ASSERT_EQ(visits.at("damaged").size(), 1U);
    EXPECT_EQ(visits.at("damaged")[0].at("id"), first);
    EXPECT_EQ(ask({"patient", "show", ana}, 3).at("sessions").size(), 1U);
    EXPECT_EQ(run({"export", ana, "-o", (folder_ / "out.json").string()}).exitCode, 3);
    EXPECT_EQ(run({"verify"}).exitCode, 3);
}

TEST_F(CliDamage, aVisitMovedToAnotherPersonOrTakenFromTheTableIsNamedAndNotHandedOver) {
    const std::string ana = addPatient("Ana"), bert = addPatient("Bert"), cara = addPatient("Cara");
    const std::string moved = addSession(ana), gone = addSession(cara), sound = addSession(bert);
    tamper("UPDATE entry SET parent = " + blob(bert) + " WHERE id = " + blob(moved));
    tamper("DELETE FROM entry WHERE id = " + blob(gone));
    const auto expectNamed = [&](const std::string& patient, const json& sessions, const std::string& damaged) {
        for (const std::vector<std::string>& verb :
             {std::vector<std::string>{"session", "list", "--patient", patient}, {"patient", "show", patient}}) {
            const json answer = ask(verb, 3);
            json listed = json::array();
            for (const json& each : answer.at("sessions")) listed.push_back(each.at("id"));
            EXPECT_EQ(listed, sessions);
            ASSERT_EQ(answer.at("damaged").size(), 1U) << answer;
            EXPECT_EQ(answer.at("damaged")[0].at("id"), damaged);
        }
        const ProgramRun handed = run({"export", patient, "-o", (folder_ / "out.json").string()});
        EXPECT_EQ(handed.exitCode, 3);
        EXPECT_NE(handed.err.find(damaged), std::string::npos) << handed.err;
        EXPECT_FALSE(std::filesystem::exists(folder_ / "out.json"));
    };
    expectNamed(ana, json::array(), moved);
    expectNamed(bert, {sound}, moved);
    expectNamed(cara, json::array(), gone);
    for (const std::string& id : {moved, gone}) EXPECT_EQ(run({"session", "show", id}).exitCode, 3);
    EXPECT_EQ(run({"export", gone, "-o", (folder_ / "out.json").string()}).exitCode, 3);
    EXPECT_EQ(run({"export", sound, "-o", (folder_ / "out.json").string()}).exitCode, 0);
    tamper("DELETE FROM entry WHERE id = " + blob(cara));
    for (const std::vector<std::string>& verb : {std::vector<std::string>{"patient", "show", cara},
                                                 {"session", "list", "--patient", cara},
                                                 {"export", cara, "-o", "x.json"}})
        EXPECT_EQ(run(verb).exitCode, 3) << verb[0];
}

TEST_F(CliDamage, whatHidesAmongTheRemovedOrComesBackFromThemIsNamed) {
    const std::string ana = addPatient("Ana"), bert = addPatient("Bert"), visit = addSession(ana),
                      live = addSession(ana);
    ask({"session", "remove", visit});
    ask({"patient", "erase", bert});
    EXPECT_FALSE(ask({"trash", "list"}).contains("damaged"));
    tamper("UPDATE entry SET deleted = 0 WHERE id = " + blob(visit));
    tamper("UPDATE entry SET deleted = 7 WHERE id = " + blob(live));
    tamper("DELETE FROM entry WHERE id = " + blob(bert));
    const json removed = ask({"trash", "list"}, 3);
    EXPECT_EQ(removed.at("removed"), json::array());
    json named = json::array();
    for (const json& each : removed.at("damaged")) named.push_back(each.at("id"));
    std::sort(named.begin(), named.end());
    json expected = {visit, live, bert};
    std::sort(expected.begin(), expected.end());
    EXPECT_EQ(named, expected);
    EXPECT_EQ(ask({"session", "list", "--patient", ana}, 3).at("damaged").size(), 2U);
}

TEST_F(CliDamage, aBackupIsARecordAndReplacesNothing) {
    const std::string ana = addPatient("Ana");
    const std::string copy = (folder_ / "backup.myochart").string();
    EXPECT_EQ(ask({"backup", copy}).at("file"), copy);
    const std::string bert = addPatient("Bert");
    const json held = ask({"--record", copy, "patient", "list"}).at("patients");
    ASSERT_EQ(held.size(), 1U);
    EXPECT_EQ(held[0].at("id"), ana);
    EXPECT_EQ(ask({"--record", copy, "verify"}).at("sound"), true);
    EXPECT_EQ(modeOf(copy), 0600U);
    EXPECT_EQ(run({"backup", copy}).exitCode, 1) << "it is there already";
    { std::ofstream(folder_ / "letter.txt") << "Dear colleague"; }
    EXPECT_EQ(run({"backup", (folder_ / "letter.txt").string()}).exitCode, 1);
    EXPECT_EQ(std::filesystem::file_size(folder_ / "letter.txt"), 14U);
    EXPECT_EQ(run({"backup", record().string()}).exitCode, 1);
    EXPECT_EQ(ask({"--record", copy, "patient", "list"}).at("patients").size(), 1U);
    EXPECT_EQ(ask({"patient", "list"}).at("patients").size(), 2U);
}

TEST_F(CliDamage, aReadOnlyFolderIsReadAndStaysAsItIs) {
    const std::string ana = addPatient("Ana"), session = addSession(ana);
    ::chmod((folder_ / "data").c_str(), 0555);
    EXPECT_EQ(ask({"patient", "list"}).at("patients").size(), 1U);
    EXPECT_EQ(ask({"session", "show", session}).at("id"), session);
    EXPECT_EQ(ask({"verify"}).at("sound"), true);
    EXPECT_EQ(run({"export", ana, "-o", (folder_ / "out.json").string()}).exitCode, 0);
    EXPECT_EQ(run({"backup", (folder_ / "copy.myochart").string()}).exitCode, 0);
    for (const std::vector<std::string>& verb : {std::vector<std::string>{"patient", "add", "--name", "Bert"},
                                                 {"session", "remove", session},
                                                 {"patient", "erase", ana}}) {
        const ProgramRun refusal = run(verb);
        EXPECT_EQ(refusal.exitCode, 1);
        EXPECT_NE(refusal.err.find("Read-only: nothing can be saved here, because"), std::string::npos) << refusal.err;
    }
    EXPECT_EQ(modeOf(folder_ / "data"), 0555U);
    EXPECT_FALSE(std::filesystem::exists(folder_ / "data/record.myochart.lock"));
    ::chmod((folder_ / "data").c_str(), 0700);
    EXPECT_EQ(ask({"patient", "list"}).at("patients").size(), 1U);
}

TEST_F(CliDamage, namesAndNotesComeFromAFileOrStandardInput) {
    { std::ofstream(folder_ / "name") << "Ana Muster\n"; }
    { std::ofstream(folder_ / "lines") << "Bert Beispiel\n12.3.1985\n"; }
    { std::ofstream(folder_ / "note") << "first line\nsecond line\n"; }
    const auto file = [&](const char* name) { return (folder_ / name).string(); };
    const std::string ana = ask({"patient", "add", "--name-file", file("name"), "--note-file", file("note")}).at("id");
    EXPECT_EQ(ask({"patient", "show", ana}).at("name"), "Ana Muster");
    EXPECT_EQ(ask({"patient", "show", ana}).at("note"), "first line\nsecond line");
    const ProgramRun added =
        test::runProgramFrom(folder_ / "lines", with({"patient", "add", "--name", "-", "--birth-date", "-"}));
    ASSERT_EQ(added.exitCode, 0) << added.err;
    const json bert = ask({"patient", "show", json::parse(added.out).at("id")});
    EXPECT_EQ(bert.at("name"), "Bert Beispiel");
    EXPECT_EQ(bert.at("birth_date"), "1985-03-12");
    EXPECT_EQ(run({"patient", "add", "--name", "-"}).exitCode, 1) << "standard input is empty";
    // Editors of other systems begin a file with a byte order mark.
    {
        std::ofstream(folder_ / "marked") << "\xEF\xBB\xBF"
                                             "Cara Čapek\r\n";
    }
    EXPECT_EQ(ask({"patient", "edit", ana, "--name-file", file("marked")}).at("name"), "Cara Čapek");
    const ProgramRun marked =
        test::runProgramFrom(folder_ / "marked", with({"patient", "edit", bert.at("id"), "--name", "-"}));
    EXPECT_EQ(json::parse(marked.out).at("name"), "Cara Čapek");
    EXPECT_EQ(run({"patient", "add", "--name-file", file("nothing")}).exitCode, 1);
    EXPECT_EQ(run({"patient", "add", "--name", "Cara", "--name-file", file("name")}).exitCode, 2);
    EXPECT_EQ(run({"patient", "add"}).exitCode, 2);
    EXPECT_EQ(ask({"patient", "edit", ana, "--birth-date", "1980-02-29"}).at("birth_date"), "1980-02-29");
    EXPECT_EQ(ask({"patient", "edit", ana, "--birth-date", ""}).at("birth_date"), "");
    EXPECT_EQ(ask({"patient", "list"}).at("patients").size(), 2U);
}

}  // namespace myochart
