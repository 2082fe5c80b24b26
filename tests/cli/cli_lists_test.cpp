#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "core/time.h"
#include "support/program.h"
#include "support/test_folder.h"

// Lists over the whole record, on the command line.

namespace myochart {

using nlohmann::json;

namespace {

bool tells(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

struct CliLists : testing::Test {
    test::TestFolder folder;
    std::string therapist, patient, session;

    void SetUp() override {
        therapist = ask({"therapist", "add", "--name", "T. Invented", "--role", "therapist"}).at("id");
        patient = ask({"patient", "add", "--name", "Schmidt, Eva", "--birth-date", "1961-07-02", "--identifier", "MRN-77"}).at("id");
        session = ask({"session", "new", "--patient", patient, "--start", "2026-11-20T09:00:00+01:00"}).at("id");
    }
    test::ProgramRun run(std::vector<std::string> arguments) const {
        arguments.insert(arguments.begin(), {"--data-dir", (folder / "data").string()});
        return test::runProgram(arguments);
    }
    json ask(std::vector<std::string> arguments) const {
        arguments.insert(arguments.begin(), "--json");
        const auto done = run(arguments);
        EXPECT_EQ(done.exitCode, 0) << done.err;
        return json::parse(done.out, nullptr, false);
    }
    void happened() const { ask({"adverse", "add", "--session", session, "--category", "fainting", "--severity", "mild", "--at", "2026-11-20T09:30:00+01:00"}); }
};

}  // namespace

TEST_F(CliLists, somebodyIsFoundByNameDayOrIdentifierAndBySound) {
    const auto found = [&](const char* sought) { return ask({"patient", "find", sought}).at("patients"); };
    for (const char* sought : {"eva schmidt", "2.7.1961", "mrn77", "SCHMIDT"}) {
        ASSERT_EQ(found(sought).size(), 1U) << sought;
        EXPECT_EQ(found(sought)[0].at("match"), "exact") << sought;
    }
    ASSERT_EQ(found("schmitt").size(), 1U);
    EXPECT_EQ(found("schmitt")[0].at("match"), "near");
    EXPECT_EQ(found("schmitt")[0].at("identifier"), "MRN-77");
    EXPECT_EQ(found("otto"), json::array());
}

TEST_F(CliLists, whatIsNotSignedIsListedWithWhatItLacks) {
    const json open = ask({"session", "list", "--open"}).at("sessions");
    ASSERT_EQ(open.size(), 1U);
    EXPECT_EQ(open[0].at("name"), "Schmidt, Eva");
    EXPECT_EQ(open[0].at("day"), "2026-11-20");
    EXPECT_FALSE(open[0].at("lacks").empty());
    ask({"session", "sign", session});
    EXPECT_EQ(ask({"session", "list", "--open"}).at("sessions"), json::array());
    EXPECT_EQ(ask({"session", "list", "--patient", patient}).at("sessions").at(0).at("signed"), true);
    EXPECT_EQ(run({"session", "list"}).exitCode, 2);
    EXPECT_EQ(run({"session", "list", "--open", "--patient", patient}).exitCode, 2);
}

TEST_F(CliLists, aFollowUpIsDueUntilItIsMade) {
    happened();
    json due = ask({"adverse", "list", "--due"}).at("adverse");
    ASSERT_EQ(due.size(), 1U);
    EXPECT_EQ(due[0].at("follow_up_due"), "2026-11-21T08:30:00Z") << "a day after it";
    EXPECT_EQ(due[0].at("name"), "Schmidt, Eva");
    const json made = ask({"adverse", "follow-up", "--session", session, "--text", "well since"});
    EXPECT_EQ(made.at("follow_up"), "well since");
    EXPECT_EQ(made.at("in_addendum"), false);
    EXPECT_EQ(ask({"adverse", "list", "--due"}).at("adverse"), json::array());
    EXPECT_EQ(ask({"adverse", "list"}).at("adverse").at(0).at("follow_up_open"), false);
    EXPECT_EQ(run({"adverse", "follow-up", "--session", session}).exitCode, 1);
    EXPECT_EQ(run({"adverse", "follow-up", "--session", session, "--index", "4"}).exitCode, 1);
    ask({"adverse", "add", "--session", session, "--category", "fainting", "--severity", "mild", "--follow-up-due", "never"});
    EXPECT_EQ(ask({"adverse", "list"}).at("adverse").at(1).at("follow_up_due"), json());
}

TEST_F(CliLists, ofASignedSessionItIsAnAddendum) {
    happened();
    ask({"session", "sign", session});
    EXPECT_EQ(ask({"adverse", "follow-up", "--session", session, "--text", "well since"}).at("in_addendum"), true);
    EXPECT_EQ(ask({"adverse", "list", "--due"}).at("adverse"), json::array());
    const json addenda = ask({"session", "show", session}).at("signing").at("addenda");
    ASSERT_EQ(addenda.size(), 1U);
    EXPECT_EQ(addenda[0].at("author"), "T. Invented");
    EXPECT_EQ(addenda[0].at("follow_up_of"), 0);
    EXPECT_TRUE(tells(addenda[0].at("text"), "well since"));
}

TEST_F(CliLists, noAddendumIsDatedBack) {
    happened();
    const auto asked = [&](const std::string& at) { return run({"adverse", "follow-up", "--session", session, "--text", "well since", "--at", at}); };
    const auto expectRefused = [&] {
        EXPECT_EQ(asked("2001-01-01T00:00:00Z").exitCode, 3);
        EXPECT_EQ(asked("2026-11-20T09:10:00+01:00").exitCode, 3) << "before it happened";
        EXPECT_EQ(asked("2090-01-01T00:00:00Z").exitCode, 3);
    };
    expectRefused();
    EXPECT_EQ(run({"session", "set", session, "after.adverse[0].followed_up_at=2026-11-20T07:00:00Z"}).exitCode, 3);
    EXPECT_EQ(run({"adverse", "add", "--session", session, "--category", "fainting", "--severity", "mild", "--followed-up-at", "2001-01-01T00:00:00Z"}).exitCode, 3);
    ask({"session", "sign", session});
    expectRefused();
    const UtcMs before = nowUtc();
    EXPECT_EQ(asked("2026-11-20T12:00:00+01:00").exitCode, 0);
    const json addendum = ask({"session", "show", session}).at("signing").at("addenda").at(0);
    EXPECT_GE(parseIsoUtc(addendum.at("at").get<std::string>()).value_or(0), before - 1000) << "it is of now";
    EXPECT_TRUE(tells(addendum.at("text"), "Followed up on 20 Nov 2026, 12:00")) << addendum;
}

TEST_F(CliLists, whatAVisitSaysAgainstItselfIsToldWhenItIsSigned) {
    ask({"session", "consent", session, "--version", "1", "--how", "signed"});
    ask({"session", "set", session, "before.pain=8", "before.pain_worst=5"});
    const json remarks = ask({"session", "note", session}).at("remarks");
    ASSERT_EQ(remarks.size(), 2U);
    EXPECT_EQ(remarks[0].at("field"), "before.pain");
    EXPECT_EQ(remarks[0].at("site"), json());
    EXPECT_EQ(remarks[1].at("field"), "consent.risks");
    const auto signing = run({"session", "sign", session});
    EXPECT_EQ(signing.exitCode, 0) << "it hinders nothing";
    EXPECT_TRUE(tells(signing.err, "The pain now is told as above the worst.")) << signing.err;
    EXPECT_TRUE(tells(signing.err, "No risk was told to the patient who consented.")) << signing.err;
}

TEST_F(CliLists, lotsTellWhereTheyWereUsed) {
    EXPECT_EQ(ask({"lots"}).at("lots"), json::array());
    test::writeSmallFigure(folder / "figure.obj");
    ask({"model", "import", (folder / "figure.obj").string(), "--mm-per-unit", "1", "--up", "z"});
    ask({"--model", "figure", "marker", "add", "--session", session, "--type", "needle", "--muscle", "soleus", "--side", "left", "--u", "0.5", "--v", "0.5", "--lot", "AB-12",
         "--maker", "Invented", "--expiry", "2026-11-01"});
    const json lots = ask({"lots", "ab12"}).at("lots");
    ASSERT_EQ(lots.size(), 1U);
    EXPECT_EQ(lots[0].at("maker"), "Invented");
    EXPECT_EQ(lots[0].at("expiry"), "2026-11-01");
    EXPECT_EQ(lots[0].at("used_expired"), true);
    EXPECT_EQ(lots[0].at("sessions").at(0).at("patient"), patient);
    EXPECT_EQ(ask({"lots", "zz"}).at("lots"), json::array());
}

TEST_F(CliLists, ratesArePrintedAsATable) {
    happened();
    const auto printed = run({"adverse", "rates"});
    EXPECT_EQ(printed.exitCode, 0) << printed.err;
    for (const char* part : {"0 treatments counted", "Interval (95 %)", "Brady 2014, 7629 treatments", "bruising", "7.55 %"}) EXPECT_TRUE(tells(printed.out, part)) << printed.out;
}

TEST_F(CliLists, wordsThatNoTableKnowsAreKeptAndSaidSo) {
    const auto set = run({"session", "set", session, "after.aftercare[]=sleep on it", "screening.yes[]=rel_heart", "after.exercises[]=swimming", "after.exercises[]=chin_nod"});
    EXPECT_EQ(set.exitCode, 0);
    EXPECT_TRUE(tells(set.err, "after.aftercare: sleep on it is no key of the program's tables; it is kept as words.")) << set.err;
    EXPECT_FALSE(tells(set.err, "rel_heart"));
    EXPECT_TRUE(tells(set.err, "after.exercises: swimming is no key")) << set.err;
    EXPECT_FALSE(tells(set.err, "chin_nod")) << set.err;
    EXPECT_EQ(ask({"session", "show", session}).at("after").at("aftercare"), json({"sleep on it"}));
}

TEST_F(CliLists, theNextVisitDoesNotLieBeforeThisOne) {
    const auto refused = run({"session", "set", session, "after.next_visit=2026-11-19"});
    EXPECT_EQ(refused.exitCode, 3);
    EXPECT_TRUE(tells(refused.err, "cannot lie before this one, of 20 Nov 2026")) << refused.err;
    EXPECT_EQ(run({"session", "set", session, "after.next_visit=2026-11-20"}).exitCode, 0) << "the same day may be";
}

}  // namespace myochart
