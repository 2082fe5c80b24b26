#include <gtest/gtest.h>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "core/text.h"
#include "exchange/patient_form_reader.h"
#include "exchange_knowledge.h"

// The file that a patient saves at home: what of it is read, and every way in which it can be wrong.

namespace myochart::exchange {

namespace {

using nlohmann::json;

json soundForm() {
    return {{"format", "myochart-patient-form"}, {"version", 1}, {"form", "0b6f3f7e-52a1-4f0e-9d3c-2a1b4c5d6e7f"}, {"at", "2026-11-29T18:05:09.123Z"}, {"language", "de"},
            {"body", {{"name", "builtin"}, {"checksum", "abc"}}},
            {"painted", {{"areas", json::array({{{"qualities", {"burning", "dull"}}, {"dabs", json::array({{{"at_mm", {10.5, -20, 1400}}, {"radius_mm", 22}}, {{"at_mm", {0, -20, 1400}}, {"radius_mm", 10}, {"erases", true}}, {{"region", "temple"}, {"side", "left"}}, {{"region", "vertex"}}})}}})}}},
            {"pain", 4}, {"pain_worst", 8}, {"yes", {"rel_pregnancy"}}, {"no", {"rel_epilepsy", "rel_lung"}}, {"not_sure", {"rel_heart"}}, {"words", "Seit Montag.\nNachts schlimmer."}, {"name", " Ana  Muster "},
            {"for", {{"salt", std::string(32, 'a')}, {"tag", std::string(64, '0')}}}};
}

Result<ReadForm> readForm(const json& file) { return patientFormFromText(file.dump(), "form.json", test::exchangeKnowledge()); }
Result<ReadForm> readFormText(const std::string& text) { return patientFormFromText(text, "form.json", test::exchangeKnowledge()); }

void expectRefused(const json& file, const std::string& sentence) {
    const auto read = readForm(file);
    ASSERT_FALSE(read.ok()) << sentence;
    EXPECT_EQ(read.error().kind, ErrorKind::refused);
    EXPECT_EQ(read.error().message, "form.json: " + sentence);
}

json formWith(const char* place, const json& value) {
    json file = soundForm();
    file[json::json_pointer(place)] = value;
    return file;
}

/// Every way of leaving out a field, adding one, or making one an impossible value, at every depth.
void damageForm(const json& part, const json::json_pointer& at, std::vector<json>& damaged) {
    if (part.is_array() && !part.empty() && !part[0].is_number()) damageForm(part[0], at / 0, damaged);
    if (!part.is_object()) return;
    damaged.push_back(soundForm());
    damaged.back()[at]["unknown"] = 1;
    for (const auto& [key, value] : part.items()) {
        damaged.push_back(soundForm());
        damaged.back()[at].erase(key);
        for (const json& other : {json(nullptr), json(1e9), json(json::object())}) {
            damaged.push_back(soundForm());
            damaged.back()[at / key] = other;
        }
        damageForm(value, at / key, damaged);
    }
}

}  // namespace

TEST(PatientFormFile, schemaAndProgramRefuseTheSameDamage) {
    if (trim(test::printedBy("python3 -c 'import jsonschema; print(1)' 2>/dev/null")) != "1") GTEST_SKIP() << "needs python3-jsonschema";
    std::vector<json> files = {soundForm()};
    damageForm(soundForm(), json::json_pointer(), files);
    ASSERT_GT(files.size(), 80U);
    const test::TestFolder folder;
    const std::string source = test::sourceFolder().string();
    std::string command = fmt::format("python3 '{0}/tests/exchange/validate.py' '{0}/docs/schema/myochart-patient-form-1.schema.json'", source);
    for (size_t i = 0; i < files.size(); ++i) {
        const Path file = folder / fmt::format("{}.json", i);
        EXPECT_TRUE(writeFileAtomically(file, files[i].dump()));
        command += fmt::format(" '{}'", file.string());
    }
    const auto said = split(trim(test::printedBy(command)), '\n');
    ASSERT_EQ(said.size(), files.size());
    for (size_t i = 0; i < files.size(); ++i) {
        const auto read = readForm(files[i]);
        EXPECT_EQ(said[i] == "valid", read.ok()) << (read ? "accepted" : read.error().message) << "\n" << json::diff(files[0], files[i]).dump();
    }
}

TEST(PatientFormFile, aWholeOneIsReadField) {
    const std::string text = soundForm().dump();
    EXPECT_TRUE(looksLikePatientForm(text));
    EXPECT_FALSE(looksLikePatientForm(R"({"format": "myochart", "version": 3})"));
    const auto read = readFormText("\xEF\xBB\xBF" + text);
    ASSERT_TRUE(read.ok()) << read.error().message;
    EXPECT_EQ(read->form.form, "0b6f3f7e-52a1-4f0e-9d3c-2a1b4c5d6e7f");
    EXPECT_EQ(read->form.at, parseIsoUtc("2026-11-29T18:05:09.123Z"));
    EXPECT_EQ(read->form.language, "de");
    EXPECT_EQ(read->form.atHome, true);
    EXPECT_EQ(read->form.pain, 4U);
    EXPECT_EQ(read->form.painWorst, 8U);
    EXPECT_FALSE(read->form.painBest);
    EXPECT_EQ(read->form.yes, std::vector<std::string>{"rel_pregnancy"});
    EXPECT_EQ(read->form.no, (std::vector<std::string>{"rel_epilepsy", "rel_lung"}));
    EXPECT_EQ(read->form.notSure, std::vector<std::string>{"rel_heart"});
    EXPECT_EQ(read->form.words, "Seit Montag.\nNachts schlimmer.");
    EXPECT_FALSE(read->form.taken) << "nobody has looked at it";
    EXPECT_TRUE(read->form.painted.areas.empty()) << "what it is in the record only a body tells";
    EXPECT_EQ(read->bodyChecksum, "abc");
    EXPECT_EQ(read->name, "Ana  Muster");
    ASSERT_TRUE(read->forWhom);
    ASSERT_EQ(read->areas.size(), 1U);
    const FormArea& area = read->areas.front();
    EXPECT_EQ(area.qualities, (std::vector<std::string>{"burning", "dull"}));
    ASSERT_EQ(area.dabs.size(), 4U);
    EXPECT_EQ(area.dabs[0].atMm, vec3(10.5F, -20, 1400));
    EXPECT_EQ(area.dabs[0].radiusMm, 22);
    EXPECT_TRUE(area.dabs[1].erases);
    EXPECT_EQ(area.dabs[2].region, "temple");
    EXPECT_EQ(area.dabs[2].side, Side::left);
    EXPECT_FALSE(area.dabs[3].side);
    EXPECT_TRUE(read->isPainted());
}

TEST(PatientFormFile, withoutAnythingToldItIsSoundToo) {
    json file = soundForm();
    for (const char* key : {"pain", "pain_worst", "for"}) file.erase(key);
    for (const char* key : {"yes", "no", "not_sure"}) file[key] = json::array();
    file["painted"]["areas"] = json::array();
    file["words"] = file["name"] = "";
    const auto read = readForm(file);
    ASSERT_TRUE(read.ok()) << read.error().message;
    EXPECT_FALSE(read->isPainted());
    EXPECT_FALSE(read->forWhom);
    EXPECT_EQ(read->name, "");
}

TEST(BadPatientForm, whatIsNoFormAtAllIsRefused) {
    for (const std::string& text : {std::string(), std::string("{"), std::string("[]"), std::string("\xFF\xFE{}"), std::string("{\"a\": \"\xC3\"}"), std::string(5U << 20U, ' ')}) {
        const auto read = readFormText(text);
        ASSERT_FALSE(read.ok());
        EXPECT_TRUE(read.error().message.starts_with("form.json")) << read.error().message;
    }
    std::string deep = soundForm().dump();
    deep.replace(deep.find("\"words\":"), 8, "\"words\":" + std::string(200, '['));
    EXPECT_FALSE(readFormText(deep).ok());
    expectRefused(formWith("/format", "myochart"), "format is not myochart-patient-form.");
}

TEST(BadPatientForm, aNewerVersionIsNamed) {
    expectRefused(formWith("/version", 2), "version is of a newer Myochart; this one reads version 1.");
    expectRefused(formWith("/version", 0), "version must be a whole number above 0.");
    expectRefused(formWith("/version", "1"), "version must be a whole number above 0.");
}

TEST(BadPatientForm, everyMissingFieldIsNamed) {
    for (const char* key : {"format", "version", "form", "at", "language", "body", "painted", "yes", "no", "not_sure", "words", "name"}) {
        json file = soundForm();
        file.erase(key);
        expectRefused(file, fmt::format("{} is missing.", key));
    }
    json file = soundForm();
    file["painted"]["areas"][0]["dabs"][0].erase("radius_mm");
    expectRefused(file, "painted.areas[0].dabs[0].radius_mm is missing.");
}

TEST(BadPatientForm, aFieldThatIsNotKnownIsRefusedAtEveryDepth) {
    for (const char* place : {"/extra", "/body/extra", "/painted/extra", "/painted/areas/0/extra", "/painted/areas/0/dabs/0/extra", "/for/extra"}) {
        const auto read = readForm(formWith(place, 1));
        ASSERT_FALSE(read.ok()) << place;
        EXPECT_TRUE(read.error().message.ends_with("extra is not known.")) << read.error().message;
    }
}

TEST(BadPatientForm, valuesOfAnotherTypeOrOutOfRangeAreRefusedWithTheirField) {
    expectRefused(formWith("/form", "../../etc"), "form must be a UUID in lower case.");
    expectRefused(formWith("/at", "yesterday"), "at must be a moment such as 2026-11-22T14:05:00.000Z.");
    expectRefused(formWith("/language", "tlh"), "language is none of en, de, es and fr.");
    expectRefused(formWith("/pain", 11), "pain must be a whole number from 0 to 10.");
    expectRefused(formWith("/pain_worst", -1), "pain_worst must be a whole number from 0 to 10.");
    expectRefused(formWith("/pain", 3.5), "pain must be a whole number from 0 to 10.");
    expectRefused(formWith("/words", 7), "words must be a text.");
    expectRefused(formWith("/words", std::string(10'001, 'x')), "words is longer than 10000 bytes.");
    expectRefused(formWith("/name", std::string(801, 'x')), "name is longer than 800 bytes.");
    expectRefused(formWith("/yes", "rel_lung"), "yes must be a list.");
    expectRefused(formWith("/for/tag", "0"), "for must be a salt of 32 and a tag of 64 hexadecimal digits.");
    expectRefused(formWith("/painted/areas", json::array({1})), "painted.areas[0] must be an object.");
}

TEST(BadPatientForm, dabsThatCannotBeAreRefusedWithTheirNumber) {
    const std::string first = "painted.areas[0].dabs[0].";
    expectRefused(formWith("/painted/areas/0/dabs/0/at_mm", {1, 2}), first + "at_mm must be three numbers, mm, of at most ten metres.");
    expectRefused(formWith("/painted/areas/0/dabs/0/at_mm", {1, 2, 1e300}), first + "at_mm must be three numbers, mm, of at most ten metres.");
    expectRefused(formWith("/painted/areas/0/dabs/0/radius_mm", 0), first + "radius_mm must be a number from 0.5 to 200.");
    expectRefused(formWith("/painted/areas/0/dabs/0/radius_mm", 1e9), first + "radius_mm must be a number from 0.5 to 200.");
    expectRefused(formWith("/painted/areas/0/dabs/1/erases", 1), "painted.areas[0].dabs[1].erases must be true or false.");
    expectRefused(formWith("/painted/areas/0/dabs/2/region", "knie"), "painted.areas[0].dabs[2].region is none of the regions.");
    expectRefused(formWith("/painted/areas/0/dabs/2/side", "midline"), "painted.areas[0].dabs[2].side is neither left nor right.");
    const json dab = soundForm()["painted"]["areas"][0]["dabs"][0];
    EXPECT_TRUE(readForm(formWith("/painted/areas/0/dabs", json(5000, dab))).ok());
    expectRefused(formWith("/painted/areas/0/dabs", json(5001, dab)), "painted.areas[0].dabs holds more than 5000 entries.");
    expectRefused(formWith("/painted/areas", json(21, json{{"qualities", json::array()}, {"dabs", json::array()}})), "painted.areas holds more than 20 entries.");
}

TEST(BadPatientForm, questionsAndQualitiesThatAreNotKnownAreRefused) {
    expectRefused(formWith("/yes", {"rel_nothing"}), "yes holds a question that is not known.");
    expectRefused(formWith("/yes", {"abs_no_consent"}), "yes holds a question that is not known.");
    expectRefused(formWith("/yes", {"rel_lung", "rel_lung"}), "yes holds one twice.");
    expectRefused(formWith("/yes", {"rel_lung"}), "no holds rel_lung, which is answered otherwise, too.");
    expectRefused(formWith("/painted/areas/0/qualities", {"funny"}), "painted.areas[0].qualities holds one that is not known.");
}

TEST(BadPatientForm, nothingThatThePatientWroteIsInASentence) {
    for (const char* key : {"words", "name"}) {
        json file = formWith("/pain", 99);
        file[key] = "Geheimnis";
        EXPECT_EQ(readForm(file).error().message.find("Geheimnis"), std::string::npos);
    }
}

}  // namespace myochart::exchange
