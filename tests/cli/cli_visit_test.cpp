#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>

#include <fstream>

#include <nlohmann/json.hpp>

#include "core/time.h"
#include "support/program.h"
#include "support/test_folder.h"

// A visit from the door to the signature, and who works here, on the command line.

namespace myochart {

using nlohmann::json;
using test::TestFolder;

namespace {

bool holds(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

/// A data folder with the small figure, a therapist, a patient and a session.
class CliVisit : public testing::Test {
  protected:
    void SetUp() override {
        test::writeSmallFigure(folder_ / "figure.obj");
        ask({"model", "import", (folder_ / "figure.obj").string(), "--mm-per-unit", "1", "--up", "z"});
        therapist_ = ask({"therapist", "add", "--name", "T. Invented", "--licence", "PT 1", "--role", "therapist"}).at("id");
        patient_ = ask({"patient", "add", "--name", "Ana Muster", "--birth-date", "1980-02-29"}).at("id");
        session_ = ask({"session", "new", "--patient", patient_}).at("id");
    }

    test::ProgramRun run(std::vector<std::string> arguments) const {
        arguments.insert(arguments.begin(), {"--data-dir", (folder_ / "data").string(), "--model", "figure", "--json", "--quiet"});
        return test::runProgram(arguments);
    }
    json ask(const std::vector<std::string>& arguments) const {
        const auto done = run(arguments);
        EXPECT_EQ(done.exitCode, 0) << done.err;
        json answer = json::parse(done.out, nullptr, false);
        EXPECT_FALSE(answer.is_discarded()) << done.out;
        return answer;
    }
    /// The sentence of what must fail with that code.
    std::string refusal(const std::vector<std::string>& arguments, int code) const {
        const auto done = run(arguments);
        EXPECT_EQ(done.exitCode, code) << done.err << done.out;
        EXPECT_EQ(std::count(done.err.begin(), done.err.end(), '\n'), 1) << done.err;
        return done.err;
    }
    std::string addNeedle() const {
        return ask({"marker", "add", "--session", session_, "--type", "needle", "--muscle", "soleus", "--side", "left", "--u", "0.5", "--v", "0.5"}).at("id");
    }

    TestFolder folder_;
    std::string therapist_, patient_, session_;
};

}  // namespace

TEST_F(CliVisit, thePracticeAndItsTherapistsAreKept) {
    ask({"practice", "edit", "--name", "Invented practice", "--note-pack", "virginia"});
    const std::string second = ask({"therapist", "add", "--name", "S. Invented", "--role", "student", "--length", "40", "--diameter", "0.25"}).at("id");
    EXPECT_EQ(ask({"therapist", "edit", second, "--licence", "ST 2"}).at("licence"), "ST 2");
    const json practice = ask({"practice", "show"});
    EXPECT_EQ(practice.at("name"), "Invented practice");
    EXPECT_EQ(practice.at("address"), json());
    EXPECT_EQ(practice.at("note_pack"), "virginia");
    const json therapists = ask({"therapist", "list"}).at("therapists");
    ASSERT_EQ(therapists.size(), 2U);
    EXPECT_EQ(therapists[0].at("role"), "therapist");
    EXPECT_EQ(therapists[0].at("usual").at("length_mm"), json());
    EXPECT_EQ(therapists[1].at("usual").at("length_mm"), 40.0);
    EXPECT_EQ(therapists[1].at("name"), "S. Invented");
    EXPECT_TRUE(holds(refusal({"therapist", "edit", "nobody", "--name", "X"}, 1), "therapist list"));
    EXPECT_TRUE(holds(refusal({"therapist", "add", "--name", " "}, 3), "empty"));
    refusal({"therapist", "add", "--name", "X", "--role", "king"}, 2);
}

TEST_F(CliVisit, aPatientsDetailsAlertsAndEpisodesAreKept) {
    ask({"patient", "edit", patient_, "--identifier", "A-17", "--sex", "female", "--alert", "rel_pregnancy", "--alert", "cat bites often"});
    const json details = ask({"patient", "show", patient_}).at("details");
    EXPECT_EQ(details.at("identifier"), "A-17");
    EXPECT_EQ(details.at("sex"), "female");
    EXPECT_EQ(details.at("contact"), json());
    EXPECT_EQ(details.at("alerts"), json({"rel_pregnancy", "cat bites often"}));
    EXPECT_TRUE(holds(refusal({"patient", "edit", patient_, "--alert", "rel_pregnacy"}, 3), "is rel_pregnancy meant?"));
    for (const char* word : {"Blutverd\xC3\xBCnner", "anticoagulant", "anticoagulante", "Blood thinner", "Marcumar", "eliquis"})
        EXPECT_EQ(ask({"patient", "edit", patient_, "--alert", word}).at("details").at("alerts"), json({"rel_anticoagulant"})) << word;
    ask({"patient", "edit", patient_, "--alert", "rel_pregnancy", "--alert", "cat bites often"});
    EXPECT_EQ(ask({"patient", "edit", patient_, "--identifier", "A-18"}).at("details").at("alerts").size(), 2U) << "they stay";
    EXPECT_EQ(ask({"patient", "edit", patient_, "--alert", ""}).at("details").at("alerts"), json::array());

    const std::string episode = ask({"episode", "add", "--patient", patient_, "--condition", "stiff neck", "--since", "2026-01-05", "--irritability", "low"}).at("id");
    EXPECT_EQ(ask({"episode", "edit", episode, "--patient", patient_, "--closed-on", "2026-03-01"}).at("closed_on"), "2026-03-01");
    const json episodes = ask({"episode", "list", "--patient", patient_}).at("episodes");
    ASSERT_EQ(episodes.size(), 1U);
    EXPECT_EQ(episodes[0].at("condition"), "stiff neck");
    EXPECT_EQ(episodes[0].at("goals"), json());
    const std::string session = ask({"session", "new", "--patient", patient_, "--episode", episode, "--therapist", therapist_}).at("id");
    const json before = ask({"session", "show", session}).at("before");
    EXPECT_EQ(before.at("episode"), episode);
    EXPECT_EQ(before.at("therapist"), therapist_);
    EXPECT_TRUE(holds(refusal({"session", "new", "--patient", patient_, "--episode", therapist_}, 1), "episode list"));
}

TEST_F(CliVisit, fieldsAreSetByTheirDottedNames) {
    const json set = ask({"session", "set", session_, "before.pain=7", "before.gloves=no", "screening.yes[]=rel_heart", "after.adverse[].category=bruising", "after.response=-5 is no option"});
    EXPECT_EQ(set.at("fields").at("before.pain"), "7");
    const json shown = ask({"session", "show", session_});
    EXPECT_EQ(shown.at("before").at("pain"), 7);
    EXPECT_EQ(shown.at("before").at("gloves"), false);
    EXPECT_EQ(shown.at("before").at("pain_worst"), json()) << "nobody said";
    EXPECT_EQ(shown.at("after").at("adverse").at(0).at("severity"), "mild");
    EXPECT_EQ(shown.at("after").at("adverse").at(0).at("site"), json());
    EXPECT_EQ(shown.at("signing").at("at"), json());
    EXPECT_EQ(shown.at("screening").at("no"), json::array());
    ask({"session", "set", session_, "before.pain="});
    EXPECT_EQ(ask({"session", "show", session_}).at("before").at("pain"), json());

    EXPECT_TRUE(holds(refusal({"session", "set", session_, "before.gloves=yes", "before.pain=11"}, 3), "from 0 to 10"));
    EXPECT_EQ(ask({"session", "show", session_}).at("before").at("gloves"), false) << "all or nothing";
    EXPECT_TRUE(holds(refusal({"session", "set", session_, "before.pian=1"}, 2), "is before.pain meant?"));
    EXPECT_TRUE(holds(refusal({"session", "set", session_, "signing.name=X"}, 2), "not set like this"));
    EXPECT_TRUE(holds(refusal({"session", "set", session_, "before.therapist=" + patient_}, 1), "therapist list"));
    EXPECT_TRUE(holds(refusal({"session", "set", session_, "after.no_adverse=yes"}, 3), "there are adverse events"));
    refusal({"session", "set", session_, "before.pain"}, 2);
    std::ofstream(folder_ / "line.txt") << "neck, since Monday\n";
    EXPECT_EQ(test::runProgramFrom(folder_ / "line.txt", {"--data-dir", (folder_ / "data").string(), "session", "set", session_, "before.reason=-"}).exitCode, 0);
    EXPECT_EQ(ask({"session", "show", session_}).at("before").at("reason"), "neck, since Monday");
    refusal({"session", "set", session_, "before.reason=-"}, 1);
    const json fields = ask({"session", "fields"}).at("fields");
    EXPECT_GT(fields.size(), 80U);
    for (const json& field : fields) {
        if (field.at("field") != "before.pain") continue;
        EXPECT_EQ(field.at("highest"), 10);
    }
}

TEST_F(CliVisit, screeningConsentAndMeasures) {
    const json none = ask({"session", "screen", session_, "--none"});
    EXPECT_EQ(none.at("yes"), json::array());
    const size_t all = none.at("no").size();
    EXPECT_GT(all, 22U);
    const json questions = none.at("no");
    EXPECT_TRUE(std::find(questions.begin(), questions.end(), "pre_sharps") == questions.end()) << "nobody asks a patient that";
    const json some = ask({"session", "screen", session_, "--yes", "rel_pregnancy", "pre_vasovagal"});
    EXPECT_EQ(some.at("yes").size(), 2U);
    EXPECT_EQ(some.at("no").size(), all - 2);
    EXPECT_TRUE(holds(refusal({"session", "screen", session_, "--yes", "rel_pregnacy"}, 3), "is rel_pregnancy meant?"));
    ask({"patient", "edit", patient_, "--alert", "rel_heart"});
    EXPECT_TRUE(holds(refusal({"session", "screen", session_, "--none"}, 3), "has the alert rel_heart")) << "no answers past an alert";
    ask({"session", "screen", session_, "--yes", "rel_heart"});
    ask({"patient", "edit", patient_, "--alert", "on warfarin since May"});
    EXPECT_TRUE(holds(refusal({"session", "screen", session_, "--none"}, 3), "answer it with --yes rel_anticoagulant")) << "nor past one in own words";
    refusal({"session", "screen", session_}, 2);
    refusal({"session", "screen", session_, "--none", "--yes", "rel_heart"}, 2);

    EXPECT_EQ(ask({"session", "consent", session_, "--version", "2026-1", "--how", "verbal"}).at("how"), "verbal");
    EXPECT_EQ(ask({"session", "show", session_}).at("consent").at("version"), "2026-1");
    refusal({"session", "consent", session_, "--version", "2026-1", "--how", "perhaps"}, 2);

    ask({"session", "measure", session_, "--joint", "neck", "--movement", "rotation", "--side", "left", "--before", "45"});
    const json measures = ask({"session", "measure", session_, "--joint", "neck", "--movement", "rotation", "--side", "left", "--after", "60"}).at("measures");
    ASSERT_EQ(measures.size(), 1U) << "the same measure again";
    EXPECT_EQ(measures[0].at("before"), 45.0);
    EXPECT_EQ(measures[0].at("after"), 60.0);
    refusal({"session", "measure", session_, "--joint", "neck", "--movement", "rotation", "--before", "400"}, 3);
    refusal({"session", "measure", session_, "--joint", "neck", "--movement", "rotation"}, 2);
}

TEST_F(CliVisit, aFieldIsSetOnce) {
    EXPECT_TRUE(holds(refusal({"session", "set", session_, "before.pain=7", "before.pain=3"}, 2), "before.pain is given twice"));
    EXPECT_EQ(ask({"session", "show", session_}).at("before").at("pain"), json());
    ask({"session", "set", session_, "screening.yes[]=rel_heart", "screening.yes[]=rel_epilepsy"});
    EXPECT_EQ(ask({"session", "show", session_}).at("screening").at("yes").size(), 2U) << "each adds an entry";
}

TEST_F(CliVisit, needlesThatCannotBeAreRefusedWhenTheyAreKept) {
    const std::string marker = addNeedle();
    EXPECT_TRUE(holds(refusal({"marker", "edit", marker, "--lift", "0"}, 3), "not lifted"));
    EXPECT_TRUE(holds(refusal({"marker", "edit", marker, "--ultrasound-muscle", "10", "--ultrasound-rib", "5"}, 3), "in the order muscle, rib, pleura"));
    refusal({"marker", "edit", marker, "--ultrasound-pleura", "0"}, 3);
    EXPECT_EQ(ask({"marker", "edit", marker, "--lift", "15", "--ultrasound-muscle", "10", "--ultrasound-rib", "25"}).at("needle").at("lift_mm"), 15.0);
    refusal({"marker", "edit", marker, "--ultrasound-pleura", "20"}, 3);
    for (const char* u : {"nan", "1.5", "-0.1"})
        EXPECT_TRUE(holds(refusal({"marker", "add", "--session", session_, "--type", "needle", "--muscle", "soleus", "--side", "left", std::string("--u=") + u, "--v", "0.5"}, 3), "from 0 to 1")) << u;
}

TEST_F(CliVisit, aDirectionIsThreeNumbersWordsOrNothing) {
    const std::string marker = addNeedle();
    const auto needle = [&](const std::string& direction) { return ask({"marker", "edit", marker, "--direction", direction}).at("needle"); };
    EXPECT_EQ(needle("0,2,0").at("direction"), json({0.0, 1.0, 0.0}));
    for (const char* direction : {"1,0", "nan,0,1", "0,-inf,1", "1 0 0", "5", "1,2,3,4"})
        EXPECT_TRUE(holds(refusal({"marker", "edit", marker, std::string("--direction=") + direction}, 3), "three numbers")) << direction;
    EXPECT_EQ(needle("to the 4th rib, 2 cm up").at("direction_words"), "to the 4th rib, 2 cm up");
    const json emptied = needle("");
    EXPECT_EQ(emptied.at("direction"), json());
    EXPECT_EQ(emptied.at("direction_words"), json());
    needle("0,1,0");
    EXPECT_EQ(needle("").at("direction"), json());
}

TEST_F(CliVisit, anHourThatTheClocksSkippedIsNoBeginning) {
    const char* zone = std::getenv("TZ");
    const std::string before = zone ? zone : "";
    setenv("TZ", "CET-1CEST,M3.5.0,M10.5.0/3", 1);
    EXPECT_TRUE(holds(refusal({"session", "new", "--patient", patient_, "--start", "2026-03-29T02:30"}, 3), "went forward"));
    ask({"session", "new", "--patient", patient_, "--start", "2026-03-29T03:30"});
    ask({"session", "new", "--patient", patient_, "--start", "2026-03-29 01:30"});
    ask({"session", "new", "--patient", patient_, "--start", "2026-03-29T02:30+01:00"});
    zone ? setenv("TZ", before.c_str(), 1) : unsetenv("TZ");
}

TEST_F(CliVisit, theNeedleLedgerCountsAndHindersTheSignature) {
    const std::string first = addNeedle(), second = addNeedle();
    const UtcMs begun = parseIsoUtc(ask({"session", "show", session_}).at("started_at").get<std::string>()).value_or(0);
    const std::string wentIn = isoUtc(begun - 3'600'000), before = isoUtc(begun - 2 * 3'600'000);
    EXPECT_TRUE(holds(refusal({"needle-ledger", "in", first, "--at", isoUtc(begun - 72 * 3'600'000)}, 1), "more than a day before the visit"));
    const json in = ask({"needle-ledger", "in", first, second, "--at", wentIn});
    EXPECT_EQ(in.at("planned"), 2);
    EXPECT_EQ(in.at("in"), 2);
    EXPECT_GT(in.at("longest_s"), 0);
    ASSERT_EQ(in.at("by_region").size(), 1U);
    EXPECT_EQ(in.at("by_region").begin()->at("in"), 2);
    EXPECT_EQ(in.at("open").at(0).at("id"), first);
    EXPECT_EQ(in.at("open").at(0).at("in_at"), wentIn);
    EXPECT_TRUE(holds(refusal({"needle-ledger", "in", first}, 1), "is in already"));
    EXPECT_TRUE(holds(refusal({"needle-ledger", "out", first, "--at", before}, 3), "before the needle went in"));
    EXPECT_EQ(ask({"needle-ledger", "out", first}).at("out"), 1);
    EXPECT_TRUE(holds(refusal({"session", "sign", session_}, 3), "The needle of site 2 is still in"));
    const json out = ask({"needle-ledger", "all-out", "--session", session_, "--because", "faint"});
    EXPECT_EQ(out.at("in"), 0);
    EXPECT_EQ(out.at("longest_s"), json());
    const json events = ask({"adverse", "list", "--session", session_}).at("adverse");
    ASSERT_EQ(events.size(), 1U);
    EXPECT_EQ(events[0].at("category"), "fainting");
    ask({"session", "set", session_, "after.opened=2", "after.disposed=1"});
    EXPECT_TRUE(holds(refusal({"session", "sign", session_}, 3), "say why they differ"));
    EXPECT_EQ(ask({"needle-ledger", "status", "--session", session_}).at("out"), 2);
    ask({"session", "set", session_, "after.disposed=2"});
    EXPECT_TRUE(holds(refusal({"session", "sign", session_}, 3), "2 of 2 needles were not counted out: of site 1, 2."));
    const json counted = ask({"needle-ledger", "count", first});
    EXPECT_EQ(counted.at("counted"), 1);
    ASSERT_EQ(counted.at("uncounted").size(), 1U);
    EXPECT_EQ(counted.at("uncounted")[0].at("id"), second);
    EXPECT_EQ(counted.at("count_wanted"), true);
    EXPECT_EQ(ask({"needle-ledger", "uncount", first}).at("counted"), 0);
    ask({"needle-ledger", "count", first, second});
    ask({"session", "sign", session_});
}

TEST_F(CliVisit, aWarningAtANeedleThatWentInWantsItsReasonBeforeTheSignature) {
    const std::string marker = addNeedle();
    ask({"session", "screen", session_, "--yes", "abs_lymphoedema_limb"});
    ask({"marker", "edit", marker, "--insertions", "1"});
    EXPECT_TRUE(holds(refusal({"session", "sign", session_}, 3), "about=abs_lymphoedema_limb"));
    ask({"session", "set", session_, "screening.overrides[0].about=abs_lymphoedema_limb", "screening.overrides[0].reason=the other leg"});
    ask({"session", "sign", session_});
}

TEST_F(CliVisit, whatIsSignedIsOnlyAddedTo) {
    const std::string marker = addNeedle();
    const json signed_ = ask({"session", "sign", session_});
    EXPECT_EQ(signed_.at("name"), "T. Invented");
    EXPECT_EQ(signed_.at("licence"), "PT 1");
    EXPECT_EQ(signed_.at("wants_cosignature"), false);
    const std::vector<std::vector<std::string>> edits = {{"session", "set", session_, "before.pain=1"},
                                                         {"session", "rename", session_, "--title", "x"},
                                                         {"session", "remove", session_},
                                                         {"session", "screen", session_, "--none"},
                                                         {"session", "consent", session_, "--version", "1", "--how", "verbal"},
                                                         {"session", "measure", session_, "--joint", "a", "--movement", "b", "--before", "1"},
                                                         {"session", "sign", session_},
                                                         {"session", "confirm", session_, "--all"},
                                                         {"marker", "edit", marker, "--note", "x"},
                                                         {"marker", "remove", marker},
                                                         {"marker", "add", "--session", session_, "--type", "needle", "--muscle", "soleus", "--side", "left", "--u", "0.5", "--v", "0.5"},
                                                         {"needle-ledger", "in", marker},
                                                         {"needle-ledger", "all-out", "--session", session_},
                                                         {"adverse", "add", "--session", session_, "--category", "x", "--severity", "mild"}};
    for (const auto& edit : edits) EXPECT_TRUE(holds(refusal(edit, 5), "signed")) << edit[0] << " " << edit[1];
    EXPECT_EQ(ask({"session", "addendum", session_, "--text", "one more thing"}).at("addenda"), 1);
    refusal({"session", "addendum", session_, "--text", ""}, 3);
    refusal({"session", "addendum", session_}, 2);
    const json shown = ask({"session", "show", session_}).at("signing");
    EXPECT_EQ(shown.at("addenda").at(0).at("text"), "one more thing");
    EXPECT_EQ(shown.at("addenda").at(0).at("author"), "T. Invented");
    EXPECT_TRUE(holds(refusal({"session", "cosign", session_}, 3), "does not co-sign"));
    ask({"patient", "erase", patient_});
    ask({"verify"});
}

TEST_F(CliVisit, studentsWantACoSignatureAndTheOfficeSignsNothing) {
    const std::string student = ask({"therapist", "add", "--name", "S. Invented", "--role", "student"}).at("id");
    const std::string office = ask({"therapist", "add", "--name", "O. Invented", "--role", "office"}).at("id");
    EXPECT_TRUE(holds(refusal({"session", "sign", session_}, 2), "--therapist")) << "several are kept";
    EXPECT_TRUE(holds(refusal({"session", "sign", session_, "--therapist", office}, 3), "sign no visits"));
    refusal({"session", "sign", session_, "--therapist", patient_}, 1);
    EXPECT_TRUE(holds(refusal({"session", "cosign", session_, "--therapist", therapist_}, 1), "not signed yet"));
    EXPECT_EQ(ask({"session", "sign", session_, "--therapist", student}).at("wants_cosignature"), true);
    refusal({"session", "cosign", session_, "--therapist", office}, 3);
    const json cosigned = ask({"session", "cosign", session_, "--therapist", therapist_});
    EXPECT_EQ(cosigned.at("wants_cosignature"), false);
    EXPECT_EQ(cosigned.at("cosigner"), "T. Invented");
    refusal({"session", "cosign", session_, "--therapist", therapist_}, 5);
}

TEST_F(CliVisit, twoVisitsAreComparedInWords) {
    const std::string other = ask({"session", "new", "--patient", patient_}).at("id");
    EXPECT_EQ(ask({"session", "diff", session_, other}).at("differences"), json::array());
    ask({"session", "set", session_, "before.pain=7"});
    ask({"session", "set", other, "before.pain=3", "before.gloves=yes"});
    const json differences = ask({"session", "diff", session_, other}).at("differences");
    ASSERT_EQ(differences.size(), 2U);
    EXPECT_EQ(differences[0].at("sentence"), "Pain now: 7, then 3.");
    EXPECT_EQ(differences[1].at("sentence"), "Gloves: not recorded, then yes.");
    EXPECT_EQ(differences[1].at("before"), json());
}

TEST_F(CliVisit, aComparisonBeginsWithWhatMattersAndTellsTwoVisitsOfOneDayApart) {
    const std::string morning = ask({"session", "new", "--patient", patient_, "--start", "2026-01-05T09:00:00+01:00"}).at("id");
    const std::string evening = ask({"session", "new", "--patient", patient_, "--start", "2026-01-05T18:30:00+01:00"}).at("id");
    for (const std::string& visit : {morning, evening}) {
        const std::vector<std::string> depth = {"--depth", visit == morning ? "12" : "15"};
        std::vector<std::string> site = {"marker", "add", "--session", visit, "--correct", "--type", "needle", "--muscle", "soleus", "--side", "left", "--u", "0.5", "--v", "0.5"};
        site.insert(site.end(), depth.begin(), depth.end());
        ask(site);
    }
    ask({"session", "screen", evening, "--none"});
    ask({"session", "set", morning, "before.pain=7"});
    ask({"session", "set", evening, "before.pain=3", "before.gloves=yes"});
    ask({"session", "measure", morning, "--joint", "neck", "--movement", "flexion", "--before", "30"});
    ask({"session", "measure", morning, "--joint", "neck", "--movement", "rotation", "--side", "left", "--before", "40"});
    ask({"session", "measure", evening, "--joint", "neck", "--movement", "rotation", "--side", "left", "--before", "55"});
    ask({"session", "measure", evening, "--joint", "neck", "--movement", "flexion", "--before", "30"});
    ask({"session", "sign", morning});
    ask({"session", "sign", evening});
    const json answer = ask({"session", "diff", morning, evening});
    std::vector<std::string> fields;
    for (const json& each : answer.at("differences")) fields.push_back(each.at("field"));
    const auto at = [&](const std::string& field) { return std::ranges::find(fields, field) - fields.begin(); };
    EXPECT_EQ(fields.front(), "before.pain");
    EXPECT_EQ(fields.at(1), "markers[1].needle.depth_mm");
    EXPECT_LT(at("markers[1].needle.depth_mm"), at("outcomes.measures[0].before"));
    EXPECT_LT(at("outcomes.measures[0].before"), at("before.gloves"));
    EXPECT_TRUE(fields.back().starts_with("screening.")) << fields.back();
    size_t measures = 0;
    for (const json& each : answer.at("differences")) {
        measures += each.at("field").get<std::string>().starts_with("outcomes.") ? 1 : 0;
        if (each.at("field") == "outcomes.measures[0].before") { EXPECT_EQ(each.at("sentence"), "Neck, rotation, left: angle before: 40 \u00B0, then 55 \u00B0."); }
        if (each.at("field") == "signing.note") { EXPECT_LT(each.at("after").get<std::string>().size(), 20U) << "not the whole note"; }
    }
    EXPECT_EQ(measures, 1U) << "flexion is as it was, whatever its place in the list";
    EXPECT_EQ(answer.at("visits")[0].at("session"), morning);
    const auto plain = test::runProgram({"--data-dir", (folder_ / "data").string(), "--model", "figure", "session", "diff", morning, evening});
    EXPECT_TRUE(holds(plain.out, "09:00") && holds(plain.out, "18:30")) << plain.out;
}

TEST_F(CliVisit, aComparisonIsDrawnAndReplacesNoRecord) {
    const std::string other = ask({"session", "new", "--patient", patient_, "--start", "2026-01-05T10:00:00Z"}).at("id");
    const auto site = [&](const std::string& visit, const std::string& u) {
        ask({"marker", "add", "--session", visit, "--correct", "--type", "needle", "--muscle", "soleus", "--side", "left", "--u", u, "--v", "0.5"});
    };
    site(other, "0.3"), site(session_, "0.7");
    const Path file = folder_ / "both.png";
    const json answer = ask({"session", "diff", other, session_, "-o", file.string(), "--size", "800x600"});
    EXPECT_EQ(answer.at("file"), file.string());
    EXPECT_EQ(answer.at("on_body"), 2);
    EXPECT_EQ(answer.at("width"), 800);
    EXPECT_GT(std::filesystem::file_size(file), 5000U);
    refusal({"session", "diff", other, session_, "-o", (folder_ / "both.jpg").string()}, 2);
    const Path record = folder_ / "data" / "record.myochart";
    const auto before = std::filesystem::file_size(record);
    refusal({"session", "diff", other, session_, "-o", record.string()}, 2);
    std::filesystem::copy_file(record, folder_ / "copy.png");
    refusal({"session", "diff", other, session_, "-o", (folder_ / "copy.png").string()}, 1);
    EXPECT_EQ(std::filesystem::file_size(record), before);
}

TEST_F(CliVisit, visitsOneAfterTheOtherTellWhatBecameOfEachPlace) {
    const auto add = [&](const std::string& session, const std::string& u, const std::vector<std::string>& more) {
        std::vector<std::string> arguments = {"marker", "add", "--session", session, "--type", "needle", "--muscle", "soleus", "--side", "left", "--u", u, "--v", "0.5"};
        arguments.insert(arguments.end(), more.begin(), more.end());
        return ask(arguments).at("id").get<std::string>();
    };
    const std::string other = ask({"session", "new", "--patient", patient_, "--start", "2026-01-05T10:00:00Z"}).at("id");
    const std::string earlier = add(other, "0.5", {"--pain-before", "7", "--depth", "20", "--insertions", "1"});
    add(other, "0.9", {});
    const std::string now = add(session_, "0.5", {"--pain-before", "3", "--pain-after", "0"});
    ask({"session", "measure", other, "--joint", "neck", "--movement", "rotation", "--before", "40"});
    ask({"session", "set", other, "before.pain=0"});
    const json time = ask({"session", "over-time", "--patient", patient_});
    ASSERT_EQ(time.at("visits").size(), 2U);
    EXPECT_EQ(time.at("visits")[0].at("session"), other) << "oldest first";
    EXPECT_EQ(time.at("visits")[0].at("pain"), 0);
    EXPECT_EQ(time.at("visits")[1].at("pain"), json());
    EXPECT_EQ(time.at("visits")[0].at("needles"), 1);
    ASSERT_EQ(time.at("places").size(), 2U);
    const json& place = time.at("places")[0];
    EXPECT_EQ(place.at("pain_change"), -7);
    EXPECT_EQ(place.at("needled"), 2) << "inserted the first time, and the site answered the second";
    EXPECT_EQ(place.at("sites")[1].at("marker"), now);
    EXPECT_EQ(place.at("sites")[1].at("found_by"), "distance");
    EXPECT_EQ(time.at("places")[1].at("pain_first"), json());
    EXPECT_EQ(time.at("muscles")[0].at("needles"), 2) << "the site at 0.9 was only planned";
    EXPECT_EQ(time.at("measures")[0].at("values")[0].at("before"), 40.0);
    const auto plain = test::runProgram({"--data-dir", (folder_ / "data").string(), "session", "over-time", "--patient", patient_});
    EXPECT_TRUE(holds(plain.out, "pain 7 > 0 (-7)  visits 2  needled 2")) << plain.out;

    const json sites = ask({"session", "diff", other, session_}).at("sites");
    ASSERT_EQ(sites.size(), 2U);
    EXPECT_EQ(sites[0].at("state"), "changed");
    EXPECT_EQ(sites[0].at("moved_mm"), 0.0);
    EXPECT_EQ(sites[1].at("state"), "gone");

    ask({"session", "same-site", now, "--earlier", "none"});
    EXPECT_EQ(ask({"session", "over-time", "--patient", patient_}).at("places").size(), 3U);
    ask({"session", "same-site", now, "--earlier", earlier});
    EXPECT_EQ(ask({"session", "over-time", "--patient", patient_}).at("places")[0].at("sites")[1].at("found_by"), "corrected");
    ask({"session", "same-site", now, "--earlier", "auto"});
    EXPECT_EQ(ask({"patient", "show", patient_}).at("details").at("same_sites"), json::array());
    EXPECT_TRUE(holds(refusal({"session", "same-site", earlier, "--earlier", now}, 3), "a visit before"));
    refusal({"session", "same-site", earlier, "--earlier", "nobody"}, 1);
}

TEST_F(CliVisit, adverseEventsAreRecordedAndListed) {
    const std::string marker = addNeedle();
    const json event = ask({"adverse", "add", "--session", session_, "--category", "haematoma", "--severity", "moderate", "--site", marker,
                            "--at", "2026-11-22T09:00:00Z", "--action", "pressed on it", "--follow-up-due", "2026-11-24T09:00:00Z"});
    EXPECT_EQ(event.at("severity"), "moderate");
    EXPECT_EQ(event.at("follow_up_due"), "2026-11-24T09:00:00Z");
    EXPECT_TRUE(holds(refusal({"adverse", "add", "--session", session_, "--category", "spinal_chord", "--severity", "mild"}, 3), "is spinal_cord meant?"));
    refusal({"adverse", "add", "--session", session_, "--category", "x", "--severity", "mild", "--site", session_}, 1);
    refusal({"adverse", "add", "--session", session_, "--category", "x"}, 2);
    EXPECT_EQ(ask({"adverse", "list"}).at("adverse").size(), 1U);
    EXPECT_EQ(ask({"adverse", "list", "--patient", patient_}).at("adverse").at(0).at("site"), marker);
}

TEST_F(CliVisit, aTherapistMayBeTheFirstOfARecordAndLookingMakesNone) {
    const Path other = folder_ / "other";
    std::filesystem::create_directory(other);
    const auto in = [&](std::vector<std::string> arguments) {
        arguments.insert(arguments.begin(), {"--data-dir", other.string(), "--json", "--quiet"});
        return test::runProgram(arguments).exitCode;
    };
    EXPECT_EQ(in({"practice", "show"}), 1);
    EXPECT_EQ(in({"therapist", "add", "--name", " "}), 3);
    EXPECT_TRUE(std::filesystem::is_empty(other));
    EXPECT_EQ(in({"therapist", "add", "--name", "T. Invented"}), 0);
    EXPECT_EQ(in({"practice", "show"}), 0);
}

}  // namespace myochart
