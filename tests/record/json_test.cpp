#include "record/json.h"

#include <gtest/gtest.h>

#include <limits>
#include <set>

#include <nlohmann/json.hpp>

#include "record/fault_words.h"
#include "record/json_text.h"
#include "record/samples.h"

namespace myochart::record {

namespace {

using nlohmann::json;

struct Json : testing::Test {
    std::mt19937 random{3};
    Patient patient = test::samplePatient(random);
    Session session = test::sampleSession(random, patient.id, 2);

    template <class T>
    static void expectRefused(const Result<T>& read, std::string_view start) {
        ASSERT_FALSE(read) << "should be refused: " << start;
        EXPECT_EQ(read.error().kind, ErrorKind::refused);
        EXPECT_TRUE(read.error().message.starts_with(start)) << read.error().message << "\nshould start with " << start;
    }
    /// Parts of a marker or session of which nothing need be said.
    static bool mayBeMissing(const std::string& key) {
        static const std::set<std::string> kParts = {"plan", "finding", "needle", "response", "before", "pain_drawing", "patient_forms", "screening", "consent", "outcomes", "after", "signing"};
        return kParts.contains(key);
    }
};

}  // namespace

TEST_F(Json, everythingComesBackExactly) {
    for (int i = 0; i < 300; ++i) {
        const Patient p = test::samplePatient(random);
        const auto readPatient = patientFromJson(toJson(p).dump());
        ASSERT_TRUE(readPatient) << readPatient.error().message;
        EXPECT_EQ(*readPatient, p);
        const Session s = test::sampleSession(random, p.id, 3);
        const auto readSession = sessionFromJson(toJson(s).dump());
        ASSERT_TRUE(readSession) << readSession.error().message;
        EXPECT_EQ(*readSession, s);
    }
}

TEST_F(Json, anyFiniteFloatComesBackExactlyAndShort) {
    Marker marker = session.markers[0];
    for (int i = 0; i < 20'000; ++i) {
        const float value = std::uniform_real_distribution<float>(-9999, 9999)(random) * std::pow(10.0F, -static_cast<float>(random() % 12));
        marker.anchor.position = {value, -0.0F, std::numeric_limits<float>::denorm_min()};
        const auto read = markerFromJson(toJson(marker).dump());
        ASSERT_TRUE(read) << read.error().message;
        ASSERT_EQ(read->anchor.position.x, value);
        ASSERT_TRUE(std::signbit(read->anchor.position.y));
        ASSERT_EQ(read->anchor.position.z, std::numeric_limits<float>::denorm_min());
    }
    marker.anchor.position = {0.1F, 1.5F, -300};
    EXPECT_EQ(toJson(marker)["anchor"]["position"].dump(), "[0.1,1.5,-300.0]");
}

TEST_F(Json, timesKeepTheirMillisecondsAlsoBefore1970) {
    for (const UtcMs moment : {UtcMs{0}, UtcMs{1}, UtcMs{-1}, UtcMs{-86'400'001}, UtcMs{1'700'000'000'123}}) {
        patient.createdAt = moment;
        EXPECT_EQ(patientFromJson(toJson(patient).dump())->createdAt, moment);
    }
    patient.createdAt = -1;
    EXPECT_EQ(toJson(patient)["created_at"], "1969-12-31T23:59:59.999Z");
}

TEST_F(Json, timesOfOthersAreReadWithOffsetAndFraction) {
    json value = toJson(patient);
    for (const auto& [text, ms] : {std::pair{"1970-01-01T00:00:01Z", 1000}, {"1970-01-01T02:00:00.5+02:00", 500},
                                   {"1970-01-01T00:00:00.0456789Z", 45}, {"1970-01-01T00:00Z", 0}}) {
        value["created_at"] = text;
        const auto read = patientFromJson(value.dump());
        ASSERT_TRUE(read) << text << read.error().message;
        EXPECT_EQ(read->createdAt, ms) << text;
    }
}

TEST_F(Json, everyMissingFieldIsNamedWithItsPlace) {
    const json whole = toJson(session);
    size_t fields = 0;
    for (const auto& [key, value] : whole.items()) {
        if (mayBeMissing(key) || key == "note") continue;
        json without = whole;
        without.erase(key);
        expectRefused(sessionFromJson(without.dump()), key + " is missing");
        ++fields;
    }
    for (const auto& [key, value] : whole["markers"][1].items()) {
        if (mayBeMissing(key)) continue;
        json without = whole;
        without["markers"][1].erase(key);
        expectRefused(sessionFromJson(without.dump(), "sessions[2]"), "sessions[2].markers[1]." + key + " is missing");
        ++fields;
    }
    for (const auto& [key, value] : whole["markers"][0]["anchor"].items()) {
        json without = whole;
        without["markers"][0]["anchor"].erase(key);
        expectRefused(sessionFromJson(without.dump()), "markers[0].anchor." + key + " is missing");
        ++fields;
    }
    EXPECT_EQ(fields, 7U + 11 + 8);
}

TEST_F(Json, everyFieldOfAnotherTypeIsNamed) {
    const json whole = toJson(session.markers[0]);
    for (const json& other : {json(nullptr), json(json::object()), json(json::array({"x"})), json(true)})
        for (const auto& [key, value] : whole.items()) {
            if (other == json::object() && mayBeMissing(key)) continue;
            json changed = whole;
            changed[key] = other;
            const auto read = markerFromJson(changed.dump(), "markers[7]");
            expectRefused(read, "markers[7]." + key);
        }
}

TEST_F(Json, whatIsNotRecordedIsNeitherNoNorZero) {
    Marker marker = session.markers[0];
    marker.finding = {};
    marker.needle = {};
    marker.response = {};
    EXPECT_FALSE(toJson(marker).contains("finding"));
    EXPECT_EQ(markerFromJson(jsonText(marker)).value(), marker);
    marker.finding.tautBand = false;
    marker.finding.tenderness = 0;
    marker.response.painAfter = 0;
    const json written = toJson(marker);
    EXPECT_EQ(written["finding"], (json{{"taut_band", false}, {"tenderness", 0}}));
    EXPECT_EQ(written["response"], json({{"pain_after", 0}}));
    const Marker read = markerFromJson(jsonText(marker)).value();
    EXPECT_EQ(read, marker);
    EXPECT_EQ(read.finding.tautBand, false);
    EXPECT_FALSE(read.finding.recognised);
    EXPECT_FALSE(read.response.painBefore);
    json null = written;
    null["finding"]["recognised"] = nullptr;
    expectRefused(markerFromJson(null.dump()), "finding.recognised must be true or false");
}

TEST_F(Json, theFieldsOfAPartAreCheckedOneByOneAndTogether) {
    const Marker sound = [&] {
        Marker marker = session.markers[0];
        marker.finding = {};
        marker.needle = {};
        marker.response = {};
        return marker;
    }();
    const auto faultWith = [&](auto change) {
        Marker marker = sound;
        change(marker);
        return faultIn(marker);
    };
    EXPECT_EQ(faultIn(sound), "");
    EXPECT_EQ(faultWith([](Marker& m) { m.finding.tenderness = 4; }), "finding.tenderness is too large.");
    EXPECT_EQ(faultWith([](Marker& m) { m.needle.grade = 0; }), "needle.grade is too small.");
    EXPECT_EQ(faultWith([](Marker& m) { m.needle.depthMm = -1.0F; }), "needle.depth_mm must be a number from 0 to 200.");
    EXPECT_EQ(faultWith([](Marker& m) { m.needle.depthMm = std::numeric_limits<float>::quiet_NaN(); }),
              "needle.depth_mm must be a number from 0 to 200.");
    EXPECT_EQ(faultWith([](Marker& m) { m.needle.direction = vec3(0, 0, 2); }), "needle.direction must have length 1.");
    EXPECT_EQ(faultWith([](Marker& m) { m.needle.expiry = "2031-02-30"; }), "needle.expiry is not a day of the calendar, as YYYY-MM-DD.");
    EXPECT_EQ(faultWith([](Marker& m) { m.needle.expiry = "2031-02-28"; }), "") << "a day to come";
    EXPECT_EQ(faultWith([](Marker& m) { m.response.painBefore = 11; }), "response.pain_before is too large.");
    EXPECT_EQ(faultWith([](Marker& m) { m.needle.outAt = 5; }), "needle.out_at is told without the time of the needle going in.");
    EXPECT_EQ(faultWith([](Marker& m) { m.needle.inAt = 6; m.needle.outAt = 5; }), "needle.out_at lies before the needle went in.");
    EXPECT_EQ(faultWith([](Marker& m) { m.finding.threshold = 3; }), "finding.threshold needs its unit.");
    EXPECT_EQ(faultWith([](Marker& m) { m.needle.depthMm = 45; m.needle.lengthMm = 40; }), "") << "tissue can be pressed in";
    EXPECT_EQ(faultInWords("needle.grade is too small.").english, "The treatment grade is too small.");
    EXPECT_EQ(faultInWords("markers[3].response.pain_before is too large.").english, "The pain before of a site is too large.");
}

TEST_F(Json, enteredFieldsOfAMarkerHaveAKeyOfTheirOwnWhateverPartTheyAreOf) {
    std::set<std::string> keys;
    size_t entered = 0;
    const auto note = [&](const Field& field, const auto&) {
        if (!field.entered) return;
        ++entered;
        EXPECT_TRUE(keys.insert(field.key).second) << field.key << ": the command line has one option of a key";
    };
    const Marker marker;
    describe(note, marker);
    describe(note, marker.finding);
    describe(note, marker.needle);
    describe(note, marker.response);
    EXPECT_GT(entered, 30U);
}

TEST_F(Json, fieldsOfANewerFormatInAPartAreKept) {
    json marker = toJson(session.markers[0]);
    marker["finding"]["skin_roll"] = true;
    expectRefused(markerFromJson(marker.dump()), "finding.skin_roll is not a known field");
    const auto kept = markerFromJson(marker.dump(), {}, {.unknown = Unknown::keep});
    ASSERT_TRUE(kept) << kept.error().message;
    EXPECT_EQ(toJson(*kept), marker);
}

TEST_F(Json, unknownFieldsAreRefusedRatherThanDropped) {
    json value = toJson(patient);
    value["allergies"] = "latex";
    expectRefused(patientFromJson(value.dump()), "allergies is not a known field");
    json marker = toJson(session.markers[0]);
    marker["anchor"]["address"]["x"] = 1;
    expectRefused(markerFromJson(marker.dump()), "anchor.address.x is not a known field");
}

TEST_F(Json, numbersAsTextAndWrongWordsAreRefused) {
    json marker = toJson(session.markers[0]);
    marker["anchor"]["triangle"] = "7";
    expectRefused(markerFromJson(marker.dump()), "anchor.triangle must be a whole number");
    marker = toJson(session.markers[0]);
    marker["anchor"]["triangle"] = -1;
    expectRefused(markerFromJson(marker.dump()), "anchor.triangle");
    marker["anchor"]["triangle"] = 4294967296LL;
    expectRefused(markerFromJson(marker.dump()), "anchor.triangle");
    marker["anchor"]["triangle"] = 1.5;
    expectRefused(markerFromJson(marker.dump()), "anchor.triangle");
    marker = toJson(session.markers[0]);
    marker["type"] = "ACTIVE";
    expectRefused(markerFromJson(marker.dump()), "type must be active");
    marker = toJson(session.markers[0]);
    marker["side"] = "both";
    expectRefused(markerFromJson(marker.dump()), "side must be left");
    marker = toJson(session.markers[0]);
    marker["anchor"]["position"] = {1, 2};
    expectRefused(markerFromJson(marker.dump()), "anchor.position must be three numbers");
    marker["anchor"]["position"] = {1, 2, 1e39};
    expectRefused(markerFromJson(marker.dump()), "anchor.position must be three numbers");
    marker["anchor"]["position"] = {1, 2, "3"};
    expectRefused(markerFromJson(marker.dump()), "anchor.position must be three numbers");
}

TEST_F(Json, rangesAreCheckedWithTheirPlace) {
    json value = toJson(session);
    value["markers"][1]["anchor"]["barycentric"] = {0.5, 0.5, 0.5};
    expectRefused(sessionFromJson(value.dump(), "sessions[2]"), "sessions[2].markers[1].anchor.barycentric must add up to 1.");
    json person = toJson(patient);
    person["birth_date"] = "2001-02-30";
    expectRefused(patientFromJson(person.dump(), "patients[0]"), "patients[0].birth_date");
}

TEST_F(Json, somethingElseThanAnObjectIsRefused) {
    for (const json& other : {json(), json(1), json("x"), json(json::array())}) {
        expectRefused(patientFromJson(other.dump()), "the text must be an object");
        expectRefused(sessionFromJson(other.dump(), "sessions[0]"), "sessions[0] must be an object");
    }
}

TEST(ParseJson, whatIsNotJsonIsRefusedWithLineAndColumnAndWithoutItsContent) {
    for (const char* bad : {"", " ", "{", "{\"name\":\"Secret\"", "[1,]", "nul", "{\"a\":1}}", "{\"a\":1} x", "'x'", "{a:1}",
                            "[1 2]", "\"\\ud800\"", "\"\\x\"", "01", "+1", ".5", "NaN", "[Infinity]"}) {
        const auto parsed = parseJson(bad, "The import file");
        ASSERT_FALSE(parsed) << bad;
        EXPECT_EQ(parsed.error().kind, ErrorKind::refused);
        EXPECT_TRUE(parsed.error().message.starts_with("The import file")) << parsed.error().message;
        EXPECT_EQ(parsed.error().message.find("Secret"), std::string::npos);
    }
    const auto parsed = parseJson("{\n  \"a\": 1,\n  \"b\": x\n}", "The file");
    ASSERT_FALSE(parsed);
    EXPECT_NE(parsed.error().message.find("line 3, column 8"), std::string::npos) << parsed.error().message;
}

TEST(ParseJson, invalidUtf8AndNulAreRefused) {
    for (const std::string& bad : {std::string("\"\xFF\""), std::string("\"\xC3\""), std::string("\"\xED\xA0\x80\""),
                                   std::string("\"a\\u0000b\""), std::string("{\"a\\u0000\":1}"), std::string("\"a\0\"", 4)})
        EXPECT_FALSE(parseJson(bad, "It"));
}

TEST(ParseJson, numbersThatDoNotFitAreRefused) {
    for (const char* bad : {"1e999", "-1e999", "[1e400]"}) {
        const auto parsed = parseJson(bad, "It");
        ASSERT_FALSE(parsed) << bad;
        EXPECT_NE(parsed.error().message.find("too large"), std::string::npos) << parsed.error().message;
    }
    EXPECT_FALSE(parseJson("1" + std::string(400, '0'), "It"));
    EXPECT_TRUE(parseJson("-0", "It"));
    EXPECT_TRUE(parseJson("1e-999", "It"));
}

TEST(ParseJson, aFieldTwiceInOneObjectIsRefused) {
    const auto parsed = parseJson(R"({"a": 1, "b": {"c": 1, "c": 2}})", "It");
    ASSERT_FALSE(parsed);
    EXPECT_NE(parsed.error().message.find("twice"), std::string::npos);
    EXPECT_TRUE(parseJson(R"([{"a": 1}, {"a": 2}])", "It"));
}

TEST(ParseJson, depthIsBounded) {
    EXPECT_TRUE(parseJson(std::string(64, '[') + std::string(64, ']'), "It"));
    const auto deep = parseJson(std::string(65, '[') + std::string(65, ']'), "It");
    ASSERT_FALSE(deep);
    EXPECT_NE(deep.error().message.find("64"), std::string::npos) << deep.error().message;
    EXPECT_FALSE(parseJson(std::string(1000, '['), "It"));
    std::string objects;
    for (int i = 0; i < 1000; ++i) objects += "{\"a\":";
    EXPECT_FALSE(parseJson(objects, "It"));
}

TEST(ParseJson, sizeIsBounded) {
    const auto large = parseJson("\"" + std::string((256U << 20) + 1, 'x') + "\"", "The import file");
    ASSERT_FALSE(large);
    EXPECT_NE(large.error().message.find("the limit is 256 MB"), std::string::npos) << large.error().message;
}

TEST(ParseJson, whatIsSoundComesOutAsItIs) {
    EXPECT_EQ(*parseJson(" {\"a\":[1,-2,3.5,true,null,\"\xE8\x82\xA9\"]} \n", "It"), (json{{"a", {1, -2, 3.5, true, nullptr, "\xE8\x82\xA9"}}}));
}

}  // namespace myochart::record
