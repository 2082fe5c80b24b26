#include "exchange/json_exchange.h"

#include <gtest/gtest.h>

#include <functional>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "sample_bundle.h"
#include "support/test_folder.h"
#include "support/translations.h"

// Round trip, and the JSON part of the bad-input catalogue: every line of it is refused with its place.

namespace myochart::exchange {

namespace {

using nlohmann::json;

struct Exchange : testing::Test {
    std::mt19937 random{5};
    Bundle bundle = made();
    json whole = json::parse(toJsonText(bundle));

    Bundle made() {
        Bundle fixed;
        for (int p = 0; p < 2; ++p) {
            fixed.patients.push_back(test::samplePatient(random));
            for (int s = 0; s < 2; ++s) fixed.sessions.push_back(test::sampleSession(random, fixed.patients.back().id, 3));
        }
        return fixed;
    }
    /// The file changed by `change` is refused, with `place` in the sentence.
    void expectRefused(std::string_view place, const std::function<void(json&)>& change) {
        json file = whole;
        change(file);
        expectTextRefused(place, file.dump());
    }
    static void expectTextRefused(std::string_view place, const std::string& text) {
        const auto read = bundleFromJsonText(text);
        ASSERT_FALSE(read) << "accepted, but expected a fault at " << place;
        EXPECT_EQ(read.error().kind, ErrorKind::refused);
        EXPECT_NE(read.error().message.find(place), std::string::npos) << read.error().message << "\nshould name " << place;
    }
    json& marker(json& file) { return file["sessions"][2]["markers"][0]; }
};

}  // namespace

TEST_F(Exchange, aThousandRandomPatientsComeBackWithoutADifference) {
    const Bundle many = test::sampleBundle(random, 1000);
    const auto read = bundleFromJsonText(toJsonText(many));
    ASSERT_TRUE(read) << read.error().message;
    EXPECT_TRUE(read->patients == many.patients);
    EXPECT_TRUE(read->sessions == many.sessions);
    EXPECT_GT(many.sessions.size(), 1000U);
}

TEST_F(Exchange, theSameBundleGivesTheSameText) {
    EXPECT_EQ(toJsonText(bundle), toJsonText(*bundleFromJsonText(toJsonText(bundle))));
    EXPECT_TRUE(toJsonText(bundle).starts_with("{\n \"format\": \"myochart\",\n \"version\": 3,")) << toJsonText(bundle).substr(0, 80);
}

TEST_F(Exchange, hiddenMarksAreNotTakenOverAndANameOfNothingElseIsRefused) {
    json file = whole;
    file["patients"][0]["name"] = "Ana\xE2\x80\xAE Muster\xC2\x9B";
    file["patients"][0]["note"] = "one\xC2\x85two";
    file["sessions"][0]["title"] = "\xE2\x81\xA6" "First\xE2\x81\xA9";
    file["sessions"][0]["markers"][0]["label"] = "\xE2\x80\x8B" "L1";
    const auto read = bundleFromJsonText(file.dump());
    ASSERT_TRUE(read) << read.error().message;
    EXPECT_EQ(read->patients[0].name, "Ana Muster");
    EXPECT_EQ(read->patients[0].note, "one\ntwo");
    EXPECT_EQ(read->sessions[0].title, "First");
    EXPECT_EQ(read->sessions[0].markers[0].label, "L1");
    for (const char* unseen : {"\xE2\x80\xAE\xC2\x9B", "\xC2\xA0", "\xE3\x80\x80 \xE2\x80\x8D"})
        expectRefused("name", [&](json& f) { f["patients"][0]["name"] = unseen; });
}

TEST_F(Exchange, anEmptyBundleIsSound) {
    const auto read = bundleFromJsonText(toJsonText({}));
    ASSERT_TRUE(read) << read.error().message;
    EXPECT_TRUE(read->patients.empty() && read->sessions.empty());
}

TEST_F(Exchange, emptyTruncatedAndForeignTextsAreRefused) {
    expectTextRefused("is empty", "");
    expectTextRefused("not sound JSON", "PK\x03\x04 not json");
    const std::string text = toJsonText(bundle);
    for (size_t part = 0; part < 64; ++part) expectTextRefused("The import file", text.substr(0, text.size() * part / 64));
    expectTextRefused("not sound JSON", text + "{}");
    expectTextRefused("not a Myochart export", "{}");
    expectTextRefused("not a Myochart export", "[]");
    expectTextRefused("not a Myochart export", R"({"resourceType": "Bundle"})");
    expectTextRefused("not a Myochart export", R"({"format": 7})");
}

TEST_F(Exchange, faultsAreToldInTheLanguageOfTheWindow) {
    const myochart::test::Speaking german("de");
    EXPECT_EQ(bundleFromJsonText("").error().message, "Die Importdatei ist leer.");
    EXPECT_EQ(bundleFromJsonText("").error().inEnglish(), "The import file is empty.");
    expectTextRefused("Die Importdatei hat die Version 99;", R"({"format": "myochart", "version": 99})");
    whole["patients"][1]["id"] = whole["patients"][0]["id"];
    expectTextRefused("auf Englisch: patients[1].id is used twice.", whole.dump());
}

TEST_F(Exchange, aByteOrderMarkIsAccepted) { EXPECT_TRUE(bundleFromJsonText("\xEF\xBB\xBF" + toJsonText(bundle))); }

TEST_F(Exchange, aNewerVersionIsRefusedAndNamed) {
    expectRefused("is of version 4", [](json& file) { file["version"] = 4; });
    for (const json& bad : {json(0), json(-1), json("1"), json(1.5), json(nullptr)})
        expectRefused("version must be", [&](json& file) { file["version"] = bad; });
    expectRefused("version must be", [](json& file) { file.erase("version"); });
}

TEST_F(Exchange, aVersionThatIsNoNumberIsNotLookedIntoAndNotRepeated) {
    const std::string lists(30'000'000, '[');
    expectTextRefused("nested deeper than", R"({"format": "myochart", "patients": [], "sessions": [], "version": )" + lists + "}");
    const auto read = bundleFromJsonText(R"({"format": "myochart", "patients": [], "sessions": [], "version": 99.)" + std::string(100'000, '0') + "}");
    ASSERT_FALSE(read);
    EXPECT_LT(read.error().message.size(), 300U);
}

TEST_F(Exchange, duplicateKeysAreRefused) {
    std::string text = toJsonText(bundle);
    text.replace(text.find("\"title\""), 7, "\"title\": \"\", \"title\"");
    expectTextRefused("twice", text);
}

TEST_F(Exchange, deepNestingIsRefused) {
    expectTextRefused("nested deeper", R"({"format": "myochart", "version": 1, "patients": )" + std::string(1000, '['));
}

TEST_F(Exchange, hugeNumbersAreRefused) {
    for (const char* number : {"1e999", "-1e999", "1e40", "-1e40"}) {
        std::string text = whole.dump();
        const size_t at = text.find("\"error_radius_mm\":") + 18;
        text.replace(at, text.find_first_of(",}", at) - at, number);
        expectTextRefused(std::string_view(number).find("999") != std::string_view::npos ? "too large" : "error_radius_mm", text);
    }
    std::string text = whole.dump();
    text.replace(text.find("\"u\":") + 4, 1, "NaN");
    expectTextRefused("not sound JSON", text);
}

TEST_F(Exchange, minusZeroIsANumberLikeAnyOther) {
    json file = whole;
    marker(file)["anchor"]["address"]["u"] = -0.0;
    EXPECT_TRUE(bundleFromJsonText(file.dump()));
}

TEST_F(Exchange, aNumberAsTextIsRefusedWithItsPlace) {
    expectRefused("sessions[2].markers[0].anchor.address.u", [&](json& file) { marker(file)["anchor"]["address"]["u"] = "0.5"; });
    expectRefused("sessions[2].markers[0].anchor.triangle", [&](json& file) { marker(file)["anchor"]["triangle"] = "5"; });
}

TEST_F(Exchange, wrongEnumMissingExtraAndNullAreRefusedWithTheirPlace) {
    expectRefused("sessions[2].markers[0].type", [&](json& file) { marker(file)["type"] = "painful"; });
    expectRefused("sessions[2].markers[0].side", [&](json& file) { marker(file)["side"] = "L"; });
    expectRefused("sessions[2].markers[0].sentence is missing", [&](json& file) { marker(file).erase("sentence"); });
    expectRefused("sessions[2].markers[0].depth_mm is not a known field", [&](json& file) { marker(file)["depth_mm"] = 12; });
    expectRefused("patients[1].note", [](json& file) { file["patients"][1]["note"] = nullptr; });
    expectRefused("sessions[0].view is not a known field", [](json& file) { file["sessions"][0]["view"] = nullptr; });
    expectRefused("sessions[2].markers[0].by_hand", [&](json& file) { marker(file)["by_hand"] = {"place"}; });
    expectRefused("sessions[2].markers[0].number", [&](json& file) { marker(file)["number"] = 0; });
    expectRefused("sessions[2].markers[1].number is used twice",
                  [&](json& file) { file["sessions"][2]["markers"][1]["number"] = marker(file)["number"]; });
    expectRefused("therapist is not a known field", [](json& file) { file["therapist"] = "x"; });
    expectRefused("sessions must be an array", [](json& file) { file["sessions"] = json::object(); });
    expectRefused("patients must be an array", [](json& file) { file.erase("patients"); });
}

TEST_F(Exchange, badTextsAreRefused) {
    std::string text = toJsonText(bundle);
    text.replace(text.find("\"note\":\"") + 8, 0, "\xC3\x28");
    expectTextRefused("not sound JSON", text);
    text = toJsonText(bundle);
    text.replace(text.find("\"note\":\"") + 8, 0, "\\ud800");
    expectTextRefused("not sound JSON", text);
    text = toJsonText(bundle);
    text.replace(text.find("\"note\":\"") + 8, 0, "\\u0000");
    expectTextRefused("NUL", text);
    expectRefused("patients[0].name", [](json& file) { file["patients"][0]["name"] = "a\nb"; });
    expectRefused("patients[0].note is 10001 bytes", [](json& file) { file["patients"][0]["note"] = std::string(10'001, 'x'); });
}

TEST_F(Exchange, idsUsedTwiceAreRefusedWithThePlaceOfTheSecond) {
    expectRefused("patients[1].id is used twice", [](json& file) { file["patients"][1]["id"] = file["patients"][0]["id"]; });
    expectRefused("sessions[3].id is used twice", [](json& file) { file["sessions"][3]["id"] = file["sessions"][1]["id"]; });
    expectRefused("sessions[2].markers[0].id is used twice",
                  [&](json& file) { marker(file)["id"] = file["sessions"][0]["markers"][1]["id"]; });
    expectRefused("sessions[2].markers[1].id is used twice",
                  [&](json& file) { file["sessions"][2]["markers"][1]["id"] = marker(file)["id"]; });
    expectRefused("sessions[0].id is used twice", [](json& file) { file["sessions"][0]["id"] = file["patients"][0]["id"]; });
    expectRefused("patients[0].id", [](json& file) { file["patients"][0]["id"] = "42"; });
}

TEST_F(Exchange, aSessionWithoutItsPatientIsRefused) {
    expectRefused("sessions[1].patient is not among", [](json& file) { file["sessions"][1]["patient"] = makeUuid(); });
}

TEST_F(Exchange, geometryThatCannotBeIsRefusedWithItsPlace) {
    const std::string place = "sessions[2].markers[0].anchor.";
    expectRefused(place + "barycentric must add up to 1", [&](json& file) { marker(file)["anchor"]["barycentric"] = {0.2, 0.2, 0.2}; });
    expectRefused(place + "barycentric", [&](json& file) { marker(file)["anchor"]["barycentric"] = {2.0, -1.0, 0.0}; });
    expectRefused(place + "barycentric", [&](json& file) { marker(file)["anchor"]["barycentric"] = {1.0, 0.0}; });
    expectRefused(place + "normal must have length 1", [&](json& file) { marker(file)["anchor"]["normal"] = {0.0, 0.0, 0.5}; });
    expectRefused(place + "position", [&](json& file) { marker(file)["anchor"]["position"] = {0, 0, 1e6}; });
    expectRefused(place + "address.v", [&](json& file) { marker(file)["anchor"]["address"]["v"] = 1.5; });
    expectRefused(place + "error_radius_mm", [&](json& file) { marker(file)["anchor"]["error_radius_mm"] = -1; });
    expectRefused(place + "structure is empty", [&](json& file) { marker(file)["anchor"]["structure"] = ""; });
}

TEST_F(Exchange, datesThatCannotBeAreRefusedWithTheirPlace) {
    for (const char* bad : {"0000-00-00", "2001-02-30", "2101-01-01", "1.2.2001", "2001-2-3", "today"})
        expectRefused("patients[0].birth_date", [&](json& file) { file["patients"][0]["birth_date"] = bad; });
    for (const char* bad : {"", "2001-02-30T00:00:00Z", "2001-02-03", "2001-02-03 04:05:06", "2001-02-03T25:00:00Z", "3000-01-01T00:00:00Z"})
        expectRefused("sessions[0].started_at", [&](json& file) { file["sessions"][0]["started_at"] = bad; });
}

TEST_F(Exchange, aMillionMarkersAreRefusedWithTheLimit) {
    std::string text = R"({"format":"myochart","version":1,"patients":[],"sessions":[{"id":"x","patient":"x","started_at":"2020-01-01T00:00:00Z","title":"","markers":[0)";
    for (int i = 1; i < 1'000'000; ++i) text += ",0";
    expectTextRefused("sessions[0].markers has 1000000 entries; the limit is 10000", text + "]}]}");
}

TEST_F(Exchange, markupAndFormulasStayPlainText) {
    bundle.patients[0].name = "<script>alert('x')</script>";
    bundle.patients[0].note = "=1+1\n@SUM(A1)\n{{7*7}}\n%s%n\n'; DROP TABLE patient;--";
    const auto read = bundleFromJsonText(toJsonText(bundle));
    ASSERT_TRUE(read);
    EXPECT_EQ(read->patients[0], bundle.patients[0]);
}

TEST_F(Exchange, messagesHoldNoPatientText) {
    bundle.patients[0].name = "Canary Name";
    whole = json::parse(toJsonText(bundle));
    for (const char* field : {"name", "note", "birth_date", "id", "created_at"}) {
        json file = whole;
        file["patients"][0][field] = "Canary Text\n\x01";
        const auto read = bundleFromJsonText(file.dump());
        ASSERT_FALSE(read) << field;
        EXPECT_EQ(read.error().message.find("Canary"), std::string::npos) << read.error().message;
    }
}

TEST_F(Exchange, randomlyDamagedFilesAreRefusedOrReadAsSound) {
    const std::string text = toJsonText(bundle);
    size_t refusedCount = 0, accepted = 0;
    for (int i = 0; i < 3000; ++i) {
        std::string damaged = text;
        for (auto n = 1 + random() % 4; n > 0; --n) {
            const size_t at = random() % damaged.size();
            switch (random() % 4) {
                case 0: damaged[at] = static_cast<char>(random()); break;
                case 1: damaged.erase(at, 1 + random() % 40); break;
                case 2: damaged.insert(at, damaged.substr(random() % damaged.size(), random() % 60)); break;
                default: damaged[at] = "{}[]\",:0-e"[random() % 10];
            }
        }
        const auto read = bundleFromJsonText(damaged);
        if (!read) {
            ++refusedCount;
            EXPECT_FALSE(read.error().message.empty());
            continue;
        }
        ++accepted;
        const auto again = bundleFromJsonText(toJsonText(*read));
        ASSERT_TRUE(again) << "what was accepted must be sound";
        EXPECT_TRUE(again->patients == read->patients && again->sessions == read->sessions);
    }
    EXPECT_GT(refusedCount, 1500U);
    EXPECT_GT(accepted, 0U);
}

TEST_F(Exchange, aSideAgainstItsStructureComesInMarkedAsByHandFromEveryVersion) {
    for (const int version : {1, 2, 3}) {
        json file = whole;
        json& wrong = marker(file);
        wrong["anchor"]["structure"] = "left_soleus";
        wrong["anchor"]["position"] = {90, 60, 300};
        wrong["side"] = "right";
        wrong["muscle"] = "Soleus";
        wrong["sentence"] = "right soleus, lower third";
        wrong["by_hand"] = json::array();
        file["version"] = version;
        for (json& session : file["sessions"])
            if (version < 3) session.erase("utc_offset");
        if (version == 1) {
            for (json& session : file["sessions"]) {
                session.erase("last_number");
                session["view"] = {{"set", false}};
                for (json& each : session["markers"]) {
                    each.erase("number");
                    each.erase("by_hand");
                }
            }
        }
        const auto read = bundleFromJsonText(file.dump());
        ASSERT_TRUE(read) << read.error().message;
        const record::Marker& marked = read->sessions[2].markers[0];
        EXPECT_EQ(marked.side, Side::right) << "what was exported is kept";
        EXPECT_EQ(marked.byHand, (record::ByHand{false, true, false})) << "and marked";
        EXPECT_FALSE(read->sessions[2].markers[1].byHand.any());
    }
}

TEST_F(Exchange, aFileOfVersionTwoHasNoOffsetsAndOneOfVersionThreeKeepsThem) {
    json file = whole;
    file["sessions"][0]["utc_offset"] = "+09:00";
    EXPECT_EQ(bundleFromJsonText(file.dump())->sessions[0].utcOffset, "+09:00");
    for (const char* bad : {"9", "+9:00", "+15:00", "+09:60", "+00:-0", "Z"})
        expectRefused("utc_offset", [&](json& f) { f["sessions"][0]["utc_offset"] = bad; });
    expectRefused("utc_offset", [](json& f) { f["sessions"][0].erase("utc_offset"); });
    file["version"] = 2;
    for (json& session : file["sessions"]) session.erase("utc_offset");
    const auto old = bundleFromJsonText(file.dump());
    ASSERT_TRUE(old) << old.error().message;
    EXPECT_EQ(old->sessions[0].utcOffset, "");
}

TEST_F(Exchange, aFileOfVersionOneIsReadWithItsMarkersNumberedInOrder) {
    json file = json::parse(toJsonText(bundle));
    file["version"] = 1;
    for (json& session : file["sessions"]) {
        session.erase("utc_offset");
        session.erase("last_number");
        session["view"] = {{"set", false}};
        for (json& marker : session["markers"]) {
            marker.erase("number");
            marker.erase("by_hand");
        }
    }
    const auto read = bundleFromJsonText(file.dump());
    ASSERT_TRUE(read) << read.error().message;
    const auto& session = read->sessions[2];
    ASSERT_GE(session.markers.size(), 2U);
    EXPECT_EQ(session.markers[1].number, 2U);
    EXPECT_EQ(session.lastNumber, session.markers.size());
    EXPECT_EQ(read->patients, bundle.patients);
}

}  // namespace myochart::exchange
