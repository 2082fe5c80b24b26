#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "core/time.h"
#include "support/program.h"
#include "support/test_folder.h"

namespace myochart {

using nlohmann::json;
using test::TestFolder;

/// A data folder with the small figure imported.
class CliRecord : public testing::Test {
  protected:
    void SetUp() override {
        test::writeSmallFigure(folder_ / "figure.obj");
        const json report = ask({"model", "import", (folder_ / "figure.obj").string(), "--mm-per-unit", "1", "--up", "z"});
        ASSERT_EQ(report.value("structures", 0), 11) << report.dump(1);
    }

    std::vector<std::string> with(std::vector<std::string> arguments) const {
        arguments.insert(arguments.begin(), {"--data-dir", (folder_ / "data").string(), "--model", "figure", "--json", "--quiet"});
        return arguments;
    }
    json ask(const std::vector<std::string>& arguments) const {
        const auto run = test::runProgram(with(arguments));
        EXPECT_EQ(run.exitCode, 0) << run.err;
        json answer = json::parse(run.out, nullptr, false);
        EXPECT_FALSE(answer.is_discarded()) << run.out;
        return answer;
    }
    int exitCode(const std::vector<std::string>& arguments) const { return test::runProgram(with(arguments)).exitCode; }

    std::string newSession() const {
        const std::string patient = ask({"patient", "add", "--name", "Ana Muster", "--birth-date", "1980-02-29"}).at("id");
        return ask({"session", "new", "--patient", patient, "--start", "2026-11-22T09:00:00Z"}).at("id");
    }

    TestFolder folder_;
};

TEST_F(CliRecord, hiddenMarksOfAPasteAreNotKept) {
    const std::string turned = "Ana\xE2\x80\xAE Muster\xC2\x9B";
    const std::string patient = ask({"patient", "add", "--name", turned, "--birth-date", "\xE2\x81\xA6" "1980-02-29", "--note", "one\xC2\x85two"}).at("id");
    const json kept = ask({"patient", "show", patient});
    EXPECT_EQ(kept.at("name"), "Ana Muster");
    EXPECT_EQ(kept.at("note"), "one\ntwo");
    EXPECT_EQ(kept.at("birth_date"), "1980-02-29");
    EXPECT_EQ(ask({"patient", "edit", patient, "--name", "Ana\xE2\x80\x8B B"}).at("name"), "Ana B");
    const std::string session = ask({"session", "new", "--patient", patient, "--title", "Knee\xE2\x80\xAE"}).at("id");
    EXPECT_EQ(ask({"session", "show", session}).at("title"), "Knee");
    EXPECT_EQ(ask({"session", "rename", session, "--title", "Hip\xC2\x9B"}).at("title"), "Hip");
}

TEST_F(CliRecord, whatWasFoundDoneAndAnsweredAtASiteIsKeptAndWhatNobodySaidIsNull) {
    const std::string session = newSession();
    const std::vector<std::string> where = {"--muscle", "soleus", "--side", "left", "--u", "0.5", "--v", "0.5"};
    std::vector<std::string> add = {"marker", "add", "--session", session, "--type", "needle", "--correct", "--needle", "0.25x40", "--depth", "18.5",
                                    "--direction", "0,-2,0", "--technique", "pistoning", "--taut-band", "no", "--tenderness", "0",
                                    "--twitch", "strong", "--pain-before", "7", "--pain-after", "0", "--expiry", "31.12.2031"};
    add.insert(add.end(), where.begin(), where.end());
    const std::string id = ask(add).at("id");
    const json kept = ask({"marker", "show", id});
    EXPECT_EQ(kept.at("needle").at("diameter_mm"), 0.25);
    EXPECT_EQ(kept.at("needle").at("length_mm"), 40.0);
    EXPECT_EQ(kept.at("needle").at("depth_mm"), 18.5);
    EXPECT_EQ(kept.at("needle").at("direction"), json({0.0, -1.0, 0.0}));
    EXPECT_EQ(kept.at("needle").at("expiry"), "2031-12-31");
    EXPECT_EQ(kept.at("needle").at("insertions"), json());
    EXPECT_EQ(kept.at("finding").at("taut_band"), false);
    EXPECT_EQ(kept.at("finding").at("tenderness"), 0);
    EXPECT_EQ(kept.at("finding").at("recognised"), json());
    EXPECT_EQ(kept.at("response").at("twitch"), "strong");
    EXPECT_EQ(kept.at("response").at("pain_after"), 0);
    EXPECT_EQ(kept.at("response").at("bruise"), json());

    ask({"marker", "edit", id, "--correct", "--pain-after", "", "--tenderness", "2", "--direction", "a little forward"});
    const json edited = ask({"marker", "show", id});
    EXPECT_EQ(edited.at("response").at("pain_after"), json());
    EXPECT_EQ(edited.at("finding").at("tenderness"), 2);
    EXPECT_EQ(edited.at("needle").at("direction"), json());
    EXPECT_EQ(edited.at("needle").at("direction_words"), "a little forward");
    EXPECT_EQ(edited.at("needle").at("depth_mm"), 18.5) << "the rest stays";

    for (const std::vector<std::string>& wrong : {std::vector<std::string>{"--tenderness", "4"}, {"--depth", "-1"}, {"--depth", "1e9"}, {"--depth", "deep"},
                                                  {"--pain-before", "7.5"}, {"--grade", "0"}, {"--expiry", "31.2.2031"}, {"--threshold", "3"}}) {
        std::vector<std::string> edit = {"marker", "edit", id, "--correct"};
        edit.insert(edit.end(), wrong.begin(), wrong.end());
        EXPECT_EQ(exitCode(edit), 3) << wrong[0] << " " << wrong[1];
    }
    for (const std::vector<std::string>& wrong : {std::vector<std::string>{"--twitch", "huge"}, {"--bruise", "maybe"}, {"--needle", "0.25"}, {"--direction", "0,0,0"}}) {
        std::vector<std::string> edit = {"marker", "edit", id, "--correct"};
        edit.insert(edit.end(), wrong.begin(), wrong.end());
        EXPECT_EQ(exitCode(edit), 2) << wrong[0] << " " << wrong[1];
    }
    EXPECT_EQ(ask({"marker", "show", id}), edited) << "what was refused changed nothing";

    // Out of the record and into another one: the same.
    const Path file = folder_ / "visit.json";
    ask({"export", session, "--format", "json", "-o", file.string()});
    const auto other = [&](std::vector<std::string> arguments) {
        arguments.insert(arguments.begin(), {"--data-dir", (folder_ / "other").string(), "--json", "--quiet"});
        return test::runProgram(arguments);
    };
    EXPECT_EQ(other({"import", file.string()}).exitCode, 0);
    const json there = json::parse(other({"marker", "show", id}).out);
    for (const char* part : {"finding", "needle", "response"}) EXPECT_EQ(there.at(part), edited.at(part));
}

TEST_F(CliRecord, aNameOfNothingThatCanBeSeenIsNone) {
    for (const char* name : {"", " ", "\xC2\xA0", "\xE3\x80\x80\xE3\x80\x80", "\xE2\x80\x8D", "\xE3\x85\xA4", "\xE2\xA0\x80 "})
        EXPECT_EQ(exitCode({"patient", "add", "--name", name}), 3) << name;
    EXPECT_EQ(exitCode({"patient", "list"}), 1) << "nobody was added, no record begun";
    const std::string session = newSession();
    const std::string patient = ask({"session", "show", session}).at("patient");
    EXPECT_EQ(exitCode({"patient", "edit", patient, "--name", "\xC2\xA0"}), 3);
    EXPECT_EQ(ask({"patient", "show", patient}).at("name"), "Ana Muster");
}

TEST_F(CliRecord, whatIsKnownOfAMuscleWithoutChartedPointsIsInferredAndSaysSo) {
    const json facts = ask({"muscle", "levatores_costarum_longi"});
    EXPECT_EQ(facts.at("policy").at("policy"), "hands_only");
    EXPECT_EQ(facts.at("policy").at("sentence"), "Treat by hand: no point is charted in this muscle.");
    EXPECT_EQ(facts.at("policy").at("point"), json());
    EXPECT_EQ(facts.at("policy").at("muscle"), "levatores_costarum_longi");
    EXPECT_EQ(facts.at("hazard_note"), json()) << "it has a hazard";
    EXPECT_NE(facts.at("hazard").at("structures").get<std::string>().find("lung"), std::string::npos);
    const json charted = ask({"muscle", "soleus"});
    EXPECT_EQ(charted.at("policy").at("muscle"), json());
    EXPECT_EQ(charted.at("plain_names").at("english"), "deep calf muscle");
    EXPECT_EQ(charted.at("plain_names").at("german"), "Schollenmuskel");
    EXPECT_EQ(charted.at("plain_names").at("spanish"), "s\xC3\xB3leo");
    EXPECT_EQ(charted.at("plain_names").at("french"), "muscle sol\xC3\xA9" "aire");
    EXPECT_EQ(charted.at("plain_names").at("reviewed_by"), json());
    EXPECT_EQ(charted.at("policy").at("policy"), "caution");
}

TEST_F(CliRecord, importSaysWhatItConcludedAndReplacesOnlyWhenToldTo) {
    const std::string figure = (folder_ / "figure.obj").string();
    const json verdict = ask({"model", "check", figure});
    for (const char* key : {"unit", "frame", "sides", "names"}) {
        const std::string text = verdict.at(key);
        EXPECT_TRUE(text.starts_with("told: ") || text.starts_with("concluded: ")) << key << ": " << text;
        EXPECT_GT(text.size(), 20U);
    }
    EXPECT_EQ(verdict.at("to_be_confirmed"), false);
    EXPECT_EQ(verdict.at("mirrored"), false);
    EXPECT_EQ(verdict.at("shift_mm"), json({0, 0, 0}));
    EXPECT_TRUE(verdict.at("unnamed").empty());
    EXPECT_EQ(exitCode({"model", "import", figure}), 5);
    EXPECT_EQ(exitCode({"model", "import", figure, "--replace", "--mirrored", "--quarter-turns", "0"}), 0);
    const json mirrored = ask({"model", "info"});
    for (const json& s : mirrored.at("structures"))
        if (s.at("key") == "left_soleus") {
            EXPECT_LT(s.at("bounds_max")[0].get<double>(), 0);
        }
    EXPECT_EQ(exitCode({"model", "import", figure, "--name", "second", "--up", "-z", "--quarter-turns", "1"}), 0);
}

TEST_F(CliRecord, whatWasRemovedIsListedAndBroughtBack) {
    const std::string session = newSession();
    const std::string patient = ask({"session", "show", session}).at("patient");
    EXPECT_TRUE(ask({"trash", "list"}).at("removed").empty());
    EXPECT_EQ(exitCode({"trash", "restore", patient}), 1) << "it was not removed";
    ask({"session", "remove", session});
    ask({"patient", "erase", patient});
    const json removed = ask({"trash", "list"}).at("removed");
    ASSERT_EQ(removed.size(), 2U);
    for (const json& each : removed) {
        EXPECT_EQ(each.at("name"), "Ana Muster");
        EXPECT_EQ(each.at("id"), each.at("kind") == "session" ? session : patient);
        EXPECT_GT(each.at("kept_until").get<std::string>(), each.at("removed_at").get<std::string>());
    }
    EXPECT_EQ(exitCode({"patient", "show", patient}), 1);
    EXPECT_EQ(exitCode({"trash", "restore", session}), 1) << "nobody would see it under a patient who is deleted";
    EXPECT_EQ(ask({"trash", "list"}).at("removed").size(), 2U);
    EXPECT_EQ(ask({"trash", "restore", patient}).at("restored"), patient);
    EXPECT_EQ(ask({"trash", "restore", session}).at("restored"), session);
    EXPECT_EQ(ask({"session", "show", session}).at("id"), session);
    EXPECT_TRUE(ask({"trash", "list"}).at("removed").empty());
}

TEST_F(CliRecord, tenNeedleSitesAreChartedListedAndFoundAgain) {
    const std::string session = newSession();
    for (int i = 0; i < 10; ++i) {
        const json placed = ask({"marker", "add", "--session", session, "--type", i % 2 ? "needle" : "active", "--at",
                                 "90," + std::to_string(500) + "," + std::to_string(220 + 15 * i), "--toward", "0,-1,0",
                                 "--label", "site " + std::to_string(i)});
        EXPECT_EQ(placed.at("structure"), "left_soleus");
        EXPECT_EQ(placed.at("muscle"), "Soleus");
        EXPECT_EQ(placed.at("side"), "left");
        EXPECT_NE(placed.at("sentence").get<std::string>().find("left soleus"), std::string::npos);
        EXPECT_NEAR(placed.at("position")[1].get<double>(), 75, 15);
        EXPECT_GE(placed.at("u").get<double>(), 0);
        EXPECT_LE(placed.at("u").get<double>(), 1);
    }
    const json markers = ask({"marker", "list", "--session", session}).at("markers");
    ASSERT_EQ(markers.size(), 10U);
    for (size_t i = 0; i < 10; ++i) EXPECT_EQ(markers[i].at("label"), "site " + std::to_string(i));
    EXPECT_EQ(ask({"verify"}).at("sound"), true);
}

TEST_F(CliRecord, everyWayOfSayingWhereWorks) {
    const std::string session = newSession();
    const auto add = [&](std::vector<std::string> where) {
        where.insert(where.begin(), {"marker", "add", "--session", session, "--type", "latent"});
        return ask(where);
    };
    EXPECT_EQ(add({"--at", "-95,80,300"}).at("structure"), "right_soleus");
    EXPECT_EQ(add({"--at", "90,500,300", "--toward", "0,-2,0", "--layer", "bone"}).at("structure"), "left_tibia");
    EXPECT_EQ(add({"--at", "90,500,300", "--toward", "0,-1,0", "--structure", "left_tibia"}).at("structure"), "left_tibia");
    const json byAddress = add({"--muscle", "soleus", "--side", "right", "--u", "0.25", "--v", "0.5"});
    EXPECT_EQ(byAddress.at("structure"), "right_soleus");
    EXPECT_NEAR(byAddress.at("u").get<double>(), 0.25, 0.05);
    EXPECT_EQ(add({"--where", "left soleus, lower third"}).at("structure"), "left_soleus");
    EXPECT_EQ(exitCode({"marker", "add", "--session", session, "--type", "latent"}), 2);
    EXPECT_EQ(exitCode({"marker", "add", "--session", session, "--type", "latent", "--where", "left nonsensicus"}), 1);
    EXPECT_EQ(exitCode({"marker", "add", "--session", session, "--type", "dot", "--at", "0,0,0"}), 2);
    EXPECT_EQ(exitCode({"marker", "add", "--session", session, "--type", "latent", "--at", "0,0"}), 2);
    EXPECT_EQ(exitCode({"marker", "add", "--session", session, "--type", "latent", "--at", "0,0,nan"}), 2);
}

TEST_F(CliRecord, noRecordIsBegunUnderANameThatBelongsBesideAnother) {
    ask({"patient", "add", "--name", "Anna"});
    for (const char* ending : {"-wal", "-shm", "-journal", ".lock", "-lock"}) {
        const std::string name = (folder_ / "data" / "record.myochart").string() + ending;
        EXPECT_EQ(exitCode({"--record", name, "patient", "add", "--name", "Lost"}), 3) << ending;
        EXPECT_NE(exitCode({"practice", "new", name}), 0) << ending;
    }
    EXPECT_EQ(ask({"patient", "list"}).at("patients").size(), 1U);
}

TEST_F(CliRecord, aNamesakeIsTold) {
    const json ana = ask({"patient", "add", "--name", "Muster, Ana", "--birth-date", "1985-03-12"});
    EXPECT_TRUE(ana.at("may_be_the_same_as").is_null());
    EXPECT_EQ(ask({"patient", "add", "--name", "Ana Muster", "--birth-date", "12.3.1985"}).at("may_be_the_same_as"), ana.at("id"));
    EXPECT_TRUE(ask({"patient", "add", "--name", "Ana Muster", "--birth-date", "1986-03-12"}).at("may_be_the_same_as").is_null());
}

TEST_F(CliRecord, nothingThatIsSaidOfThePlaceIsLeftOut) {
    const std::string session = newSession();
    const std::vector<std::string> words = {"--where", "left soleus"}, point = {"--at", "90,80,300"},
                                   address = {"--muscle", "soleus", "--side", "left", "--u", "0.5", "--v", "0.5"};
    const std::string id = ask({"marker", "add", "--session", session, "--type", "needle", "--where", "left soleus"}).at("id");
    const auto refused = [&](std::vector<std::string> way, std::vector<std::string> more) {
        way.insert(way.end(), more.begin(), more.end());
        std::vector<std::string> add = {"marker", "add", "--session", session, "--type", "needle"}, move = {"marker", "move", id};
        add.insert(add.end(), way.begin(), way.end());
        move.insert(move.end(), way.begin(), way.end());
        EXPECT_EQ(exitCode(add), 2) << more[0];
        EXPECT_EQ(exitCode(move), 2) << more[0];
    };
    for (const auto& way : {words, point}) {
        refused(way, {"--side", "right"});
        refused(way, {"--u", "0.5"});
        refused(way, {"--v", "0.5"});
        refused(way, {"--layer", "deep"});
    }
    for (const auto& way : {words, address}) {
        refused(way, {"--structure", "left_soleus"});
        refused(way, {"--toward", "0,1,0"});
    }
    EXPECT_EQ(ask({"marker", "list", "--session", session}).at("markers").size(), 1U);
    EXPECT_EQ(ask({"marker", "show", id}).at("side"), "left");
}

TEST_F(CliRecord, markersAreMovedEditedMirroredAndRemoved) {
    const std::string session = newSession();
    const std::string id = ask({"marker", "add", "--session", session, "--type", "needle", "--at", "90,80,300"}).at("id");
    EXPECT_EQ(ask({"marker", "edit", id, "--type", "tender", "--note", "taut band", "--muscle", "Soleus, medial"}).at("type"), "tender");
    const json moved = ask({"marker", "move", id, "--where", "left gluteus maximus"});
    EXPECT_EQ(moved.at("structure"), "left_gluteus_maximus");
    EXPECT_EQ(moved.at("note"), "taut band");
    const json copy = ask({"marker", "mirror", id});
    EXPECT_EQ(copy.at("structure"), "right_gluteus_maximus");
    EXPECT_EQ(copy.at("side"), "right");
    EXPECT_NEAR(copy.at("position")[0].get<double>(), -moved.at("position")[0].get<double>(), 3);
    ask({"marker", "remove", id});
    EXPECT_EQ(ask({"marker", "list", "--session", session}).at("markers").size(), 1U);
    EXPECT_EQ(exitCode({"marker", "show", id}), 1);
}

TEST_F(CliRecord, aCorrectedSideIsMarkedAndMovesTheMarkerOnlyWhenAsked) {
    const std::string session = newSession();
    const json placed = ask({"marker", "add", "--session", session, "--type", "needle", "--where", "left soleus, lower third"});
    const std::string id = placed.at("id");
    const json right = ask({"marker", "edit", id, "--side", "right"});
    EXPECT_EQ(right.at("side"), "right");
    EXPECT_EQ(right.at("by_hand"), json::array({"side"}));
    EXPECT_EQ(right.at("sentence"), "right soleus") << "the words follow";
    EXPECT_EQ(right.at("position"), placed.at("position")) << "the place does not, unasked";
    EXPECT_EQ(exitCode({"marker", "move", id, "--where", "left soleus, upper third"}), 3) << "not answered with the other side";
    EXPECT_EQ(exitCode({"marker", "move", id, "--muscle", "soleus", "--side", "left", "--u", "0.2", "--v", "0.5"}), 3);
    EXPECT_EQ(ask({"marker", "show", id}).at("position"), placed.at("position"));
    const json moved = ask({"marker", "edit", id, "--side", "right", "--move-to-side"});
    EXPECT_EQ(moved.at("structure"), "right_soleus");
    EXPECT_EQ(moved.at("by_hand"), json::array());
    EXPECT_NEAR(moved.at("position")[0].get<double>(), -placed.at("position")[0].get<double>(), 3);
    EXPECT_TRUE(moved.at("sentence").get<std::string>().starts_with("right soleus, lower third")) << moved.at("sentence");
    EXPECT_EQ(exitCode({"marker", "edit", id, "--move-to-side"}), 2) << "which side?";
}

TEST_F(CliRecord, aMuscleOfTheOtherSideIsRefusedAndAnEmptyOneIsThatOfThePlace) {
    const std::string session = newSession();
    const std::string id = ask({"marker", "add", "--session", session, "--type", "needle", "--where", "left soleus"}).at("id");
    EXPECT_EQ(exitCode({"marker", "edit", id, "--muscle", "right soleus"}), 3);
    EXPECT_EQ(ask({"marker", "show", id}).at("by_hand"), json::array());
    EXPECT_EQ(ask({"marker", "edit", id, "--muscle", "left gluteus medius"}).at("muscle"), "gluteus medius");
    const json both = ask({"marker", "edit", id, "--muscle", "right gluteus medius", "--side", "right"});
    EXPECT_EQ(both.at("sentence"), "right gluteus medius");
    const json back = ask({"marker", "edit", id, "--muscle", "", "--side", "left"});
    EXPECT_EQ(back.at("muscle"), "Soleus");
    EXPECT_EQ(back.at("by_hand"), json::array());
}

TEST_F(CliRecord, aMirroredMarkerTakesNoNoteAndLabelAlong) {
    const std::string session = newSession();
    const std::string id = ask({"marker", "add", "--session", session, "--type", "needle", "--where", "left soleus", "--note", "twitch", "--label", "L1"}).at("id");
    const json copy = ask({"marker", "mirror", id});
    EXPECT_EQ(copy.at("side"), "right");
    EXPECT_EQ(copy.at("note"), "");
    EXPECT_EQ(copy.at("label"), "");
    EXPECT_EQ(copy.at("number"), 2);
}

TEST_F(CliRecord, exportedRecordComesBackTheSameElsewhere) {
    const std::string session = newSession();
    ask({"marker", "add", "--session", session, "--type", "active", "--at", "90,80,300", "--note", "M\xC3\xBCller's \"point\""});
    ask({"export", session, "-o", (folder_ / "a.json").string()});
    const TestFolder other;
    const auto elsewhere = [&](std::vector<std::string> arguments) {
        arguments.insert(arguments.begin(), {"--data-dir", other.path().string(), "--json"});
        return test::runProgram(arguments);
    };
    ASSERT_EQ(elsewhere({"import", (folder_ / "a.json").string()}).exitCode, 0);
    ASSERT_EQ(elsewhere({"export", session, "-o", (other / "b.json").string()}).exitCode, 0);
    EXPECT_EQ(readTextFile(folder_ / "a.json", 1 << 20).value(), readTextFile(other / "b.json", 1 << 20).value());
}

TEST_F(CliRecord, damagedImportsChangeNothing) {
    const std::string session = newSession();
    ask({"export", session, "-o", (folder_ / "a.json").string()});
    std::string text = readTextFile(folder_ / "a.json", 1 << 20).value();
    ask({"patient", "add", "--name", "Second"});
    const json before = ask({"patient", "list"});
    for (const std::string& bad : {std::string(), text.substr(0, text.size() / 2), text + "x", std::string("[]"), std::string("{\"format\": 3}")}) {
        ASSERT_TRUE(writeFileAtomically(folder_ / "bad.json", bad).ok());
        EXPECT_EQ(exitCode({"import", (folder_ / "bad.json").string()}), 3) << bad.substr(0, 40);
    }
    EXPECT_EQ(ask({"patient", "list"}), before);
}

TEST_F(CliRecord, patientsAndSessionsAreRenamedAndRemoved) {
    const std::string patient = ask({"patient", "add", "--name", "Ana"}).at("id");
    const std::string session = ask({"session", "new", "--patient", patient}).at("id");
    EXPECT_EQ(ask({"patient", "edit", patient, "--name", "Ana Neu"}).at("name"), "Ana Neu");
    EXPECT_EQ(ask({"session", "rename", session, "--title", "First visit"}).at("title"), "First visit");
    EXPECT_EQ(ask({"session", "list", "--patient", patient}).at("sessions")[0].at("title"), "First visit");
    ask({"session", "remove", session});
    EXPECT_EQ(ask({"session", "list", "--patient", patient}).at("sessions").size(), 0U);
    ask({"patient", "erase", patient});
    EXPECT_EQ(ask({"patient", "list"}).at("patients").size(), 0U);
    EXPECT_EQ(exitCode({"patient", "add", "--name", ""}), 3);
    EXPECT_EQ(exitCode({"patient", "add", "--name", "x", "--birth-date", "2023-02-30"}), 3);
    EXPECT_EQ(exitCode({"session", "new", "--patient", "00000000-0000-4000-8000-000000000000"}), 1);
    EXPECT_EQ(exitCode({"session", "new", "--patient", "nobody"}), 3);
    EXPECT_EQ(exitCode({"session", "new", "--patient", patient, "--start", "tomorrow"}), 2);
}

TEST_F(CliRecord, aVisitToComeIsTakenAndToldWithHowToTakeItBack) {
    const std::string patient = ask({"patient", "add", "--name", "Ana"}).at("id");
    for (const auto& [start, told] :
         {std::pair(nowUtc() + 3'600'000, false), std::pair(nowUtc() + 3 * 86'400'000, true)}) {
        const auto ahead = test::runProgram(with({"session", "new", "--patient", patient, "--start", isoUtc(start)}));
        ASSERT_EQ(ahead.exitCode, 0) << ahead.err;
        const std::string id = json::parse(ahead.out).at("id");
        EXPECT_EQ(ahead.err.find("still to come") != std::string::npos, told) << ahead.err;
        EXPECT_EQ(ahead.err.find("session remove " + id) != std::string::npos, told) << ahead.err;
    }
}

TEST_F(CliRecord, pickShowsEveryStructureAlongARayInOrder) {
    const json hits = ask({"pick", "--ray", "90,-900,300,0,1,0"}).at("hits");
    ASSERT_EQ(hits.size(), 2U);
    EXPECT_EQ(hits[0].at("structure"), "left_tibia");
    EXPECT_EQ(hits[1].at("structure"), "left_soleus");
    EXPECT_LT(hits[0].at("distance_mm").get<double>(), hits[1].at("distance_mm").get<double>());
    double sum = 0;
    for (const auto& b : hits[0].at("barycentric")) sum += b.get<double>();
    EXPECT_NEAR(sum, 1, 1e-5);
    EXPECT_EQ(exitCode({"pick", "--ray", "0,0,0,0,0,0"}), 2);
}

TEST_F(CliRecord, pickSaysWhatItsDepthsCountFrom) {
    const json answer = ask({"pick", "--ray", "90,-900,300,0,1,0"});
    EXPECT_NE(answer.at("depths").get<std::string>().find("This body has no skin"), std::string::npos);
    EXPECT_TRUE(answer.at("hits")[0].at("depth_from_skin_mm").is_null());
    const auto table = test::runProgram({"--data-dir", (folder_ / "data").string(), "--model", "figure", "pick", "--ray", "90,-900,300,0,1,0"});
    ASSERT_EQ(table.exitCode, 0) << table.err;
    EXPECT_LT(table.out.find(answer.at("depths").get<std::string>()), table.out.find("hits:")) << table.out;
}

TEST_F(CliRecord, aNeedleTellsItsWayAndWhatCouldNotBeLookedAt) {
    const json way = ask({"needle", "--entry", "90,-60,300", "--direction", "0,1,0", "--length", "90", "--target", "soleus"});
    ASSERT_FALSE(way.at("path").empty());
    EXPECT_EQ(way.at("path").front().at("from_mm"), 0.0);
    EXPECT_EQ(way.at("path").back().at("to_mm"), 90.0);
    for (size_t i = 1; i < way.at("path").size(); ++i) EXPECT_EQ(way.at("path")[i].at("from_mm"), way.at("path")[i - 1].at("to_mm"));
    EXPECT_FALSE(way.at("from_skin").get<bool>());
    EXPECT_NE(way.at("checks_not_made").dump().find("This body has no skin"), std::string::npos);
    EXPECT_NE(way.at("statement").get<std::string>().find("none clears a needle"), std::string::npos);
    EXPECT_GT(way.at("in_target_mm").get<double>(), 0);
    EXPECT_EQ(ask({"needle", "cone", "--entry", "90,-60,300", "--direction", "0,1,0", "--length", "30"}).at("directions").size(), 500U);
    for (const auto& wrong : {std::vector<std::string>{"needle"}, {"needle", "--entry", "1,2", "--direction", "0,1,0", "--length", "9"}, {"needle", "--entry", "1,2,nan", "--direction", "0,1,0", "--length", "9"},
                              {"needle", "--entry", "1,2,3", "--direction", "0,1,0", "--length", "9", "--target", "no_such_muscle"}})
        EXPECT_EQ(exitCode(wrong), 2);
    for (const char* length : {"0", "-5", "1e6"}) EXPECT_NE(exitCode({"needle", "--entry", "1,2,3", "--direction", "0,1,0", "--length", length}), 0) << length;
    EXPECT_NE(exitCode({"needle", "--entry", "1,2,3", "--direction", "0,0,0", "--length", "9"}), 0);
}

TEST_F(CliRecord, contradictoryWordsAreWrongUsageAndPlaceNothing) {
    const std::string session = newSession();
    for (const auto& verb : {std::vector<std::string>{"locate"}, {"marker", "add", "--session", session, "--type", "needle", "--where"}}) {
        auto arguments = verb;
        arguments.emplace_back("left soleus, lateral part, medial part");
        const auto refused = test::runProgram(with(arguments));
        EXPECT_EQ(refused.exitCode, 2) << refused.out;
        EXPECT_NE(refused.err.find("\"lateral\" and \"medial\" cannot both be meant"), std::string::npos) << refused.err;
    }
    EXPECT_TRUE(ask({"marker", "list", "--session", session}).at("markers").empty());
}

TEST_F(CliRecord, aSessionOfAnotherDayIsNamedUnlessThatIsMeant) {
    const std::string session = newSession(), today = ask({"session", "new", "--patient", ask({"patient", "add", "--name", "Bo"}).at("id")}).at("id");
    const auto add = [&](const std::string& to, const std::vector<std::string>& more) {
        std::vector<std::string> arguments = {"--data-dir", (folder_ / "data").string(), "--model", "figure", "--json", "marker",
                                              "add", "--session", to, "--type", "needle", "--at", "90,-80,300"};
        arguments.insert(arguments.end(), more.begin(), more.end());
        const auto run = test::runProgram(arguments);
        EXPECT_EQ(run.exitCode, 0) << run.err;
        return run.err;
    };
    EXPECT_NE(add(session, {}).find("This is the visit of 22 November 2026, not of today"), std::string::npos);
    EXPECT_EQ(add(session, {"--correct"}), "");
    EXPECT_EQ(add(session, {"--quiet"}), "");
    EXPECT_EQ(add(today, {}), "");
    EXPECT_EQ(ask({"marker", "list", "--session", session}).at("markers").size(), 3U) << "done all the same";
}

}  // namespace myochart
