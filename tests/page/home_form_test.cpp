#include <gtest/gtest.h>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "core/one_way_tag.h"
#include "handout/visit.h"
#include "page/make_page.h"
#include "referral/referral_map.h"
#include "support/builtin_body.h"
#include "support/program.h"
#include "support/test_folder.h"

// A page to paint on at home, made by verb, and what becomes of the file that comes back.

namespace myochart {

namespace {

using nlohmann::json;

class CliHomeForm : public testing::Test {
  protected:
    static void SetUpTestSuite() { folder_ = std::make_unique<test::TestFolder>(); }
    static void TearDownTestSuite() { folder_.reset(); }
    void SetUp() override {
        patient_ = ask({"patient", "add", "--name", "Muster, Ana"}).at("id");
        visit_ = ask({"session", "new", "--patient", patient_}).at("id");
    }
    static test::ProgramRun run(std::vector<std::string> arguments) {
        arguments.insert(arguments.begin(), {"--data-dir", (*folder_ / "data").string(), "--quiet", "--json"});
        return test::runProgram(arguments, {"DISPLAY="});
    }
    static json ask(const std::vector<std::string>& arguments) {
        const auto answered = run(arguments);
        EXPECT_EQ(answered.exitCode, 0) << answered.err;
        json answer = json::parse(answered.out, nullptr, false);
        EXPECT_FALSE(answer.is_discarded()) << answered.out;
        return answer;
    }
    /// Where the middle of a region lies on the skin of the built-in body, mm.
    static vec3 placeOf(const std::string& region, Side side) {
        static const auto map = referral::ReferralMap::on(test::builtinBody(), test::handoutTables()).value();
        return map.regions()[map.region(region, side).value()].position;
    }
    /// Of the program's built-in body, which has more in it than that of the tests, on the same skin.
    static const std::string& checksum() {
        static const std::string told = [] {
            const std::string file = (*folder_ / "body.html").string(), before = "\"is\":{\"checksum\":\"";
            ask({"page", "--pain-drawing", "-o", file});
            const std::string text = *readTextFile(file, page::kMaxPageBytes);
            const size_t at = text.find(before) + before.size();
            return text.substr(at, text.find('"', at) - at);
        }();
        return told;
    }
    static json form() {
        const vec3 at = placeOf("temple", Side::left);
        return {{"format", "myochart-patient-form"}, {"version", 1}, {"form", makeUuid()}, {"at", "2026-11-29T18:05:09.123Z"}, {"language", "es"}, {"body", {{"name", "builtin"}, {"checksum", checksum()}}},
                {"painted", {{"areas", json::array({{{"qualities", json::array({"burning"})}, {"dabs", json::array({{{"at_mm", {at.x, at.y, at.z}}, {"radius_mm", 22}}})}}})}}},
                {"pain", 4}, {"yes", json::array({"rel_pregnancy"})}, {"no", json::array({"rel_lung"})}, {"not_sure", json::array()}, {"words", "Desde el lunes."}, {"name", ""}};
    }
    static std::string written(const json& file) {
        const Path path = *folder_ / (makeUuid() + ".json");
        EXPECT_TRUE(writeFileAtomically(path, file.dump()).ok());
        return path.string();
    }
    test::ProgramRun takeIn(const json& file, std::vector<std::string> more = {}) const {
        more.insert(more.begin(), {"import", written(file), "--into", visit_});
        return run(more);
    }
    /// The forms that the visit has, as an export tells them.
    json kept() const {
        const std::string path = (*folder_ / (makeUuid() + ".json")).string();
        ask({"export", visit_, "--format", "json", "-o", path});
        const json file = json::parse(*readTextFile(path, 1U << 20U));
        const json& session = file.at("sessions").at(0);
        return session.contains("patient_forms") ? session.at("patient_forms").at("forms") : json::array();
    }

    static std::unique_ptr<test::TestFolder> folder_;
    std::string patient_, visit_;
};
std::unique_ptr<test::TestFolder> CliHomeForm::folder_;

}  // namespace

TEST_F(CliHomeForm, thePageNeedsNoVisitHoldsNoIdAndAsksNobody) {
    const std::string file = (*folder_ / "form.html").string();
    const json made = ask({"page", "--pain-drawing", "--patient", patient_, "--lang", "fr", "-o", file});
    EXPECT_EQ(made.at("language"), "fr");
    EXPECT_EQ(made.at("for_a_patient"), true);
    EXPECT_LE(made.at("bytes"), page::kMaxPageBytes);
    const std::string text = *readTextFile(file, page::kMaxPageBytes);
    EXPECT_EQ(text.size(), made.at("bytes"));
    EXPECT_TRUE(text.starts_with("<!doctype html>\n<html lang=\"fr\">"));
    for (const char* told : {"Muster", "http://", "https://"}) EXPECT_EQ(text.find(told), std::string::npos) << told;
    EXPECT_EQ(text.find(patient_), std::string::npos);
    EXPECT_NE(text.find("default-src &#39;none&#39;"), std::string::npos);
    const size_t salt = text.find("\"for\":{\"salt\":\"");
    ASSERT_NE(salt, std::string::npos);
    const json tag = json::parse(text.substr(salt + 6, text.find('}', salt) - salt - 5));
    EXPECT_TRUE(isTagOf({tag.at("salt"), tag.at("tag")}, patient_));
    ask({"page", "--pain-drawing", "-o", file});
    EXPECT_EQ(readTextFile(file, page::kMaxPageBytes)->find("\"for\":{"), std::string::npos);
}

TEST_F(CliHomeForm, whatDoesNotGoWithAPageToPaintOnIsRefused) {
    const std::string file = (*folder_ / "refused.html").string();
    EXPECT_EQ(run({"page", visit_, "--pain-drawing", "-o", file}).exitCode, 2);
    EXPECT_EQ(run({"page", "--pain-drawing", "--with-name", "-o", file}).exitCode, 2);
    EXPECT_EQ(run({"page", visit_, "--patient", patient_, "-o", file}).exitCode, 2);
    EXPECT_EQ(run({"page", "--pain-drawing"}).exitCode, 2);
    EXPECT_EQ(run({"page", "--pain-drawing", "--patient", visit_, "-o", file}).exitCode, 1) << "no patient";
    EXPECT_FALSE(std::filesystem::exists(file));
}

TEST_F(CliHomeForm, aFormIsTakenIntoItsVisitOnceAndNobodyHasLookedAtItYet) {
    const json file = form();
    const json answer = json::parse(takeIn(file).out);
    EXPECT_EQ(answer.at("form"), file.at("form"));
    EXPECT_EQ(answer.at("known"), false);
    EXPECT_EQ(answer.at("name"), "none");
    EXPECT_EQ(answer.at("pain"), 4);
    EXPECT_EQ(answer.at("yes"), json::array({"rel_pregnancy"}));
    ASSERT_EQ(answer.at("painted").size(), 1U);
    EXPECT_NE(answer.at("painted")[0].at("where").get<std::string>().find("left temple"), std::string::npos) << answer;
    EXPECT_NEAR(answer.at("painted")[0].at("area_cm2").get<double>(), 15.2, 4.0) << "a dab of 22 mm";
    const json forms = kept();
    ASSERT_EQ(forms.size(), 1U);
    EXPECT_EQ(forms[0].at("form"), file.at("form"));
    EXPECT_EQ(forms[0].at("at_home"), true);
    EXPECT_EQ(forms[0].at("words"), "Desde el lunes.");
    EXPECT_FALSE(forms[0].contains("taken"));
    EXPECT_EQ(json::parse(takeIn(file).out).at("known"), true);
    EXPECT_EQ(kept().size(), 1U) << "the same form is there once";
}

TEST_F(CliHomeForm, aPageMadeForSomebodyElseIsAConflictWhateverIsAsked) {
    json file = form();
    const OneWayTag others = oneWayTag(makeUuid()), theirs = oneWayTag(patient_);
    file["for"] = {{"salt", others.salt}, {"tag", others.tag}};
    EXPECT_EQ(takeIn(file).exitCode, 5);
    EXPECT_EQ(takeIn(file, {"--name-is-theirs"}).exitCode, 5);
    EXPECT_EQ(kept(), json::array());
    file["for"] = {{"salt", theirs.salt}, {"tag", theirs.tag}};
    const auto taken = takeIn(file);
    EXPECT_EQ(taken.exitCode, 0) << taken.err;
    EXPECT_EQ(json::parse(taken.out).at("made_for_the_patient"), true);
}

TEST_F(CliHomeForm, anotherNameIsTakenOnlyWhenSomebodySaysItIsTheirsAndIsKeptNowhere) {
    json file = form();
    file["name"] = "ana MUSTER";
    EXPECT_EQ(json::parse(takeIn(file).out).at("name"), "same");
    file["form"] = makeUuid();
    file["name"] = "Beate Beispiel";
    const auto refused = takeIn(file);
    EXPECT_EQ(refused.exitCode, 5);
    EXPECT_NE(refused.err.find("--name-is-theirs"), std::string::npos) << refused.err;
    EXPECT_EQ(refused.err.find("Beate"), std::string::npos) << "no name in a sentence";
    EXPECT_EQ(json::parse(takeIn(file, {"--name-is-theirs"}).out).at("name"), "said_to_be_theirs");
    EXPECT_EQ(kept().size(), 2U);
    EXPECT_EQ(kept().dump().find("Beispiel"), std::string::npos);
}

TEST_F(CliHomeForm, dabsOffTheSkinOrOnABodyThatIsNotHereAreRefusedAndPartsOfTheBodyAreNot) {
    json file = form();
    file["painted"]["areas"][0]["dabs"][0]["at_mm"] = {2000, 0, 0};
    const auto off = takeIn(file);
    EXPECT_EQ(off.exitCode, 3);
    EXPECT_NE(off.err.find("painted.areas[0].dabs[0] lies more than 30 mm off the skin"), std::string::npos) << off.err;
    file = form();
    file["body"]["checksum"] = "0000";
    EXPECT_EQ(takeIn(file).exitCode, 3);
    EXPECT_EQ(kept(), json::array());
    file["painted"]["areas"][0]["dabs"] = json::array({{{"region", "knee_anterior"}, {"side", "right"}}});
    const auto region = takeIn(file);
    ASSERT_EQ(region.exitCode, 0) << region.err;
    EXPECT_NE(json::parse(region.out).at("painted")[0].at("where").get<std::string>().find("knee"), std::string::npos) << region.out;
}

TEST_F(CliHomeForm, aFormSaysWhatItIsWithoutAVisitAndABadOneChangesNothing) {
    EXPECT_EQ(run({"import", written(form())}).exitCode, 2);
    json file = form();
    file["no"] = json::array({"rel_pregnancy"});
    EXPECT_EQ(takeIn(file).exitCode, 3);
    EXPECT_EQ(kept(), json::array());
    EXPECT_EQ(run({"import", written(form()), "--into", makeUuid()}).exitCode, 1);
}

}  // namespace myochart
