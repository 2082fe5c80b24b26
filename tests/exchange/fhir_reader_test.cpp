#include <gtest/gtest.h>

#include <fmt/format.h>

#include "core/text.h"
#include "exchange/fhir_reader.h"
#include "fhir_samples.h"
#include "record/ledger.h"
#include "sample_bundle.h"

// What comes back of FHIR: of our own bundles the same visits, of others what they tell, of broken ones a sentence.

namespace myochart::exchange {

namespace {

using nlohmann::json;

Result<FhirRead> read(const json& file, const MuscleMap& muscles = {}) { return fhirFromText(file.dump(), "bundle.json", test::fhirTables(), muscles); }

std::string refusalOf(const json& file) {
    const auto got = read(file);
    return got ? "it was taken" : got.error().message;
}

/// What FHIR has no place for: blanks around texts.
struct TextsAsInFhir {
    template <class T>
    void operator()(const record::Field& field, T& member) {
        if constexpr (std::same_as<T, std::string>) member = trim(member);
        else if constexpr (std::same_as<T, std::vector<std::string>>) {
            for (std::string& each : member) each = trim(each);
        } else if constexpr (record::kIsList<T>) {
            for (auto& each : member) describe(*this, each);
        } else if constexpr (!std::same_as<T, vec3> && requires(TextsAsInFhir& visit, T& part) { describe(visit, part); }) describe(*this, member);
        (void)field;
    }
};

/// The losses that docs/fhir.md tells, taken from what went out.
record::Session asItComesBack(record::Session visit) {
    TextsAsInFhir texts;
    describe(texts, visit);
    visit.consent.strokes.clear();
    visit.patientForms = {};
    std::erase_if(visit.markers, [](const record::Marker& site) { return site.plan.unconfirmed.value_or(false); });
    for (record::Marker& site : visit.markers)
        if (!site.finding.threshold) site.finding.thresholdUnit.reset();
    std::erase_if(visit.outcomes.measures, [](const record::Measure& each) { return !each.before && !each.after; });
    std::erase_if(visit.outcomes.scores, [](const record::Score& each) { return !each.before && !each.after; });
    return visit;
}

record::Patient asItComesBack(record::Patient patient) {
    TextsAsInFhir texts;
    describe(texts, patient);
    return patient;
}

std::string firstDifference(const record::Session& out, const record::Session& back) {
    const std::string a = toJsonText({{}, {out}}), b = toJsonText({{}, {back}});
    size_t at = 0;
    while (at < std::min(a.size(), b.size()) && a[at] == b[at]) ++at;
    const size_t from = at > 300 ? at - 300 : 0;
    return fmt::format("OUT {}\nBACK {}", a.substr(from, 500), b.substr(from, 500));
}

class FhirReadBack : public testing::TestWithParam<FhirVersion> {};

/// A bundle of another program: a patient, a visit and one needled muscle.
json foreign() {
    return json::parse(R"({"resourceType": "Bundle", "type": "searchset", "entry": [
      {"fullUrl": "https://clinic.example/fhir/Patient/p1", "resource": {"resourceType": "Patient", "id": "p1", "name": [{"family": "Muster", "given": ["Ana"]}], "birthDate": "1980-02-03"}},
      {"fullUrl": "https://clinic.example/fhir/Encounter/e1", "resource": {"resourceType": "Encounter", "id": "e1", "status": "finished", "class": {"code": "AMB"},
        "subject": {"reference": "Patient/p1"}, "period": {"start": "2026-03-04T10:00:00+01:00", "end": "2026-03-04T11:00:00+01:00"}}},
      {"fullUrl": "https://clinic.example/fhir/Procedure/n1", "resource": {"resourceType": "Procedure", "id": "n1", "status": "completed", "subject": {"reference": "Patient/p1"},
        "encounter": {"reference": "Encounter/e1"}, "code": {"text": "Dry needling"}, "bodySite": [{"text": "left soleus"}], "note": [{"text": "Well taken"}]}},
      {"fullUrl": "https://clinic.example/fhir/Observation/o1", "resource": {"resourceType": "Observation", "id": "o1", "status": "final", "subject": {"reference": "Patient/p1"},
        "encounter": {"reference": "Encounter/e1"}, "code": {"coding": [{"system": "http://loinc.org", "code": "72514-3"}]}, "valueInteger": 6}}
    ]})");
}
json& resource(json& bundle, size_t entry) { return bundle["entry"][entry]["resource"]; }

}  // namespace

INSTANTIATE_TEST_SUITE_P(Versions, FhirReadBack, testing::Values(FhirVersion::r4, FhirVersion::r5), [](const auto& given) { return given.param == FhirVersion::r4 ? "R4" : "R5"; });

TEST_P(FhirReadBack, ofAThousandRandomVisitsNothingDiffersButWhatIsTold) {
    std::mt19937 random(41);
    size_t visits = 0, sites = 0;
    while (visits < 1000) {
        const Bundle out = test::sampleBundle(random, 3);
        const auto back = fhirFromText(test::fhirOf(out, GetParam()), "bundle.json", test::fhirTables());
        ASSERT_TRUE(back) << back.error().message;
        ASSERT_EQ(back->bundle.sessions.size(), out.sessions.size());
        for (size_t i = 0; i < out.patients.size(); ++i) ASSERT_EQ(back->bundle.patients[i], asItComesBack(out.patients[i]));
        for (size_t i = 0; i < out.sessions.size(); ++i) {
            const record::Session expected = asItComesBack(out.sessions[i]);
            ASSERT_TRUE(back->bundle.sessions[i] == expected) << firstDifference(expected, back->bundle.sessions[i]);
            sites += expected.markers.size();
        }
        EXPECT_TRUE(back->sites.empty() && back->unknown.empty());
        visits += out.sessions.size();
    }
    EXPECT_GT(sites, 1000U);
}

TEST_P(FhirReadBack, ofTheFullestVisitComesBackWithItsSignature) {
    const Bundle out = test::fullestBundle();
    const auto back = fhirFromText(test::fhirOf(out, GetParam()), "bundle.json", test::fhirTables());
    ASSERT_TRUE(back) << back.error().message;
    const record::Session expected = asItComesBack(out.sessions[0]);
    EXPECT_TRUE(back->bundle.sessions[0] == expected) << firstDifference(expected, back->bundle.sessions[0]);
    EXPECT_TRUE(back->bundle.sessions[0].signing.isSigned());
    EXPECT_EQ(back->bundle.patients[0], asItComesBack(out.patients[0]));
    EXPECT_EQ(back->passedOver, std::vector<std::string>());
}

TEST_P(FhirReadBack, randomlyDamagedBundlesAreRefusedOrReadAsSound) {
    const std::string text = test::fhirOf(test::fullestBundle(), GetParam());
    std::mt19937 random(3);
    size_t refused = 0;
    for (int i = 0; i < 300; ++i) {
        std::string damaged = text;
        for (auto n = 1 + random() % 3; n > 0; --n) {
            const size_t at = random() % damaged.size();
            if (random() % 2 == 0) damaged[at] = "{}[]\",:0x"[random() % 9];
            else damaged.erase(at, 1 + random() % 30);
        }
        const auto back = fhirFromText(damaged, "bundle.json", test::fhirTables());
        if (!back) {
            ++refused;
            EXPECT_TRUE(back.error().message.starts_with("bundle.json")) << back.error().message;
        } else {
            EXPECT_TRUE(bundleFromJsonText(toJsonText(back->bundle))) << damaged;
        }
    }
    EXPECT_GT(refused, 200U);
}

TEST(FhirForeign, patientVisitPainAndTheMuscleOfASiteAreTaken) {
    const auto got = read(foreign());
    ASSERT_TRUE(got) << got.error().message;
    ASSERT_EQ(got->bundle.patients.size(), 1U);
    EXPECT_EQ(got->bundle.patients[0].name, "Ana Muster");
    EXPECT_EQ(got->bundle.patients[0].birthDate, "1980-02-03");
    ASSERT_EQ(got->bundle.sessions.size(), 1U);
    EXPECT_EQ(isoUtc(got->bundle.sessions[0].startedAt), "2026-03-04T09:00:00Z");
    EXPECT_EQ(got->bundle.sessions[0].utcOffset, "+01:00");
    EXPECT_EQ(got->bundle.sessions[0].before.pain, 6U);
    ASSERT_EQ(got->sites.size(), 1U);
    EXPECT_EQ(got->sites[0].muscleKey, "soleus");
    EXPECT_EQ(got->sites[0].marker.side, Side::left);
    EXPECT_EQ(got->sites[0].marker.note, "Well taken");
    EXPECT_EQ(got->sites[0].marker.plan.unconfirmed, true);
    EXPECT_EQ(read(foreign())->bundle.sessions[0].id, got->bundle.sessions[0].id) << "the same file gives the same ids";
}

TEST(FhirForeign, aMuscleThatNobodyKnowsIsListedAndTakenAsWhatTheUserSays) {
    json file = foreign();
    resource(file, 2)["bodySite"][0]["text"] = "left gastrosoleus complex";
    const auto got = read(file);
    ASSERT_TRUE(got) << got.error().message;
    EXPECT_TRUE(got->sites.empty());
    ASSERT_EQ(got->unknown.size(), 1U);
    EXPECT_EQ(got->unknown[0].name, "left gastrosoleus complex");
    const auto mapped = read(file, {{foldForSearch("left gastrosoleus complex"), "soleus"}});
    ASSERT_TRUE(mapped);
    ASSERT_EQ(mapped->sites.size(), 1U);
    EXPECT_EQ(mapped->sites[0].muscleKey, "soleus");
    EXPECT_EQ(mapped->sites[0].marker.side, Side::left);
}

TEST(FhirForeign, theSideIsReadInTheWordsOfTheNameAlsoWhereTheUserSaysWhichMuscleItIs) {
    for (const char* name : {"M. gastrosoleus sin.", "gastrosoleus, links", "gastrosoléaire gauche"}) {
        json file = foreign();
        resource(file, 2)["bodySite"][0]["text"] = name;
        const auto mapped = read(file, {{foldForSearch(name), "soleus"}});
        ASSERT_TRUE(mapped) << mapped.error().message;
        ASSERT_EQ(mapped->sites.size(), 1U) << name;
        EXPECT_EQ(mapped->sites[0].marker.side, Side::left) << name;
    }
}

TEST(FhirForeign, aProcedureWithoutItsVisitIsOfOneThatBeganWhenItDid) {
    json file = foreign();
    resource(file, 2).erase("encounter");
    resource(file, 2)["performedDateTime"] = "2026-03-06T08:30:00+01:00";
    const auto timed = read(file);
    ASSERT_TRUE(timed) << timed.error().message;
    ASSERT_EQ(timed->bundle.sessions.size(), 2U);
    EXPECT_EQ(isoUtc(timed->bundle.sessions[1].startedAt), "2026-03-06T07:30:00Z");
    EXPECT_EQ(timed->bundle.sessions[1].utcOffset, "+01:00");
    resource(file, 2)["performedDateTime"] = "2026-03-06";
    const auto day = read(file);
    ASSERT_TRUE(day);
    EXPECT_EQ(isoUtc(day->bundle.sessions.at(1).startedAt), "2026-03-06T12:00:00Z");
    EXPECT_NE(day->passedOver.at(0).find("at noon UTC"), std::string::npos) << day->passedOver[0];
}

TEST(FhirForeign, aSiteWithoutItsSideIsLeftOutWithASentence) {
    json file = foreign();
    resource(file, 2)["bodySite"][0]["text"] = "soleus";
    const auto got = read(file);
    ASSERT_TRUE(got);
    EXPECT_TRUE(got->sites.empty());
    ASSERT_EQ(got->passedOver.size(), 1U);
    EXPECT_NE(got->passedOver[0].find("entry[2] (Procedure)"), std::string::npos) << got->passedOver[0];
}

TEST(FhirForeign, aSinglePatientIsTakenToo) {
    const auto got = read(resource(*std::make_unique<json>(foreign()), 0));
    ASSERT_TRUE(got) << got.error().message;
    EXPECT_EQ(got->bundle.patients.size(), 1U);
    EXPECT_TRUE(got->bundle.sessions.empty());
}

TEST(FhirForeign, lengthsInInchesAreConverted) {
    json file = foreign();
    json device = json::parse(R"({"fullUrl": "https://clinic.example/fhir/Device/d1", "resource": {"resourceType": "Device", "id": "d1",
      "property": [{"type": {"text": "Length"}, "valueQuantity": [{"value": 2, "system": "http://unitsofmeasure.org", "code": "[in_i]"}]}]}})");
    file["entry"].push_back(device);
    resource(file, 2)["usedReference"] = json::parse(R"([{"reference": "Device/d1"}])");
    const auto got = read(file);
    ASSERT_TRUE(got) << got.error().message;
    EXPECT_FLOAT_EQ(got->sites[0].marker.needle.lengthMm.value_or(0), 50.8F);
    resource(file, 4)["property"][0]["valueQuantity"][0]["code"] = "[furlong]";
    EXPECT_NE(refusalOf(file).find("unit"), std::string::npos) << refusalOf(file);
}

// --- the catalogue of bad input

TEST(FhirBadInput, anotherResourceTypeIsRefused) {
    EXPECT_EQ(refusalOf(json::parse(R"({"resourceType": "Questionnaire", "status": "draft"})")), "bundle.json holds no patient.");
    EXPECT_EQ(refusalOf(json::parse(R"({"resourceType": "Bundle", "type": "heap"})")), "bundle.json: type is none of a bundle that is read: collection, document, searchset, transaction, batch, history.");
    json file = foreign();
    resource(file, 1).erase("resourceType");
    EXPECT_NE(refusalOf(file).find("resourceType"), std::string::npos);
    EXPECT_NE(refusalOf(json::array()).find("no resource of FHIR"), std::string::npos);
}

TEST(FhirBadInput, anUnknownVersionIsRefused) {
    json file = foreign();
    resource(file, 0)["meta"]["profile"] = {"http://hl7.org/fhir/3.0/StructureDefinition/Patient"};
    EXPECT_EQ(refusalOf(file), "bundle.json: entry[0] (Patient) is of a version of FHIR that is not read here; R4 and R5 are.");
    json both = foreign();
    resource(both, 1)["actualPeriod"] = resource(both, 1)["period"];
    EXPECT_NE(refusalOf(both).find("two versions"), std::string::npos) << refusalOf(both);
}

TEST(FhirBadInput, missingReferencesAreRefusedAndNeverFetched) {
    json file = foreign();
    resource(file, 1)["subject"]["reference"] = "https://elsewhere.example/fhir/Patient/p9";
    EXPECT_EQ(refusalOf(file), "bundle.json: entry[1] (Encounter).subject leads to nothing in the file; what is elsewhere is not fetched.");
    resource(file, 1).erase("subject");
    EXPECT_EQ(refusalOf(file), "bundle.json: entry[1] (Encounter) tells no patient whose it is.");
}

TEST(FhirBadInput, cyclicReferencesAreRefused) {
    json file = foreign();
    resource(file, 2)["partOf"] = json::parse(R"([{"reference": "Procedure/n1"}])");
    EXPECT_EQ(refusalOf(file), "bundle.json: entry[2] (Procedure) is a part of itself, by partOf.");
}

TEST(FhirBadInput, aReferenceToAnotherTypeIsRefused) {
    json file = foreign();
    resource(file, 2)["subject"]["reference"] = "Encounter/e1";
    EXPECT_NE(refusalOf(file).find("leads to a Encounter"), std::string::npos) << refusalOf(file);
}

TEST(FhirBadInput, resourcesContainedTooDeepAreRefused) {
    json file = foreign();
    resource(file, 2)["contained"] = json::parse(R"([{"resourceType": "Device", "id": "d", "contained": [{"resourceType": "Device", "id": "e"}]}])");
    EXPECT_NE(refusalOf(file).find("holds further resources"), std::string::npos);
    std::string deep = R"({"resourceType": "Patient", "extension": )";
    for (int i = 0; i < 1000; ++i) deep += "[";
    EXPECT_FALSE(fhirFromText(deep, "bundle.json", test::fhirTables()));
}

TEST(FhirBadInput, anUnknownModifierIsRefused) {
    json file = foreign();
    resource(file, 3)["modifierExtension"] = json::parse(R"([{"url": "https://clinic.example/not", "valueBoolean": true}])");
    EXPECT_NE(refusalOf(file).find("modifierExtension"), std::string::npos);
    json rules = foreign();
    resource(rules, 0)["implicitRules"] = "https://clinic.example/rules";
    EXPECT_NE(refusalOf(rules).find("implicitRules"), std::string::npos);
}

TEST(FhirBadInput, twoPatientsInOneVisitAreRefused) {
    json file = foreign();
    file["entry"].push_back(json::parse(R"({"fullUrl": "https://clinic.example/fhir/Patient/p2", "resource": {"resourceType": "Patient", "id": "p2", "name": [{"text": "Somebody else"}]}})"));
    ASSERT_TRUE(read(file)) << "two patients of whom each has their own are two patients";
    resource(file, 2)["subject"]["reference"] = "Patient/p2";
    EXPECT_EQ(refusalOf(file), "bundle.json: entry[2] (Procedure) is of another patient than its visit: two patients in one visit.");
}

TEST(FhirBadInput, anAttachmentElsewhereIsNeverFetched) {
    json file = foreign();
    file["entry"].push_back(json::parse(R"({"resource": {"resourceType": "DocumentReference", "status": "current", "content": [{"attachment": {"url": "http://127.0.0.1:1/secret"}}]}})"));
    const auto got = read(file);
    ASSERT_TRUE(got) << got.error().message;
    ASSERT_EQ(got->passedOver.size(), 1U);
    EXPECT_EQ(got->passedOver[0], "entry[4] (DocumentReference) is a document that lies elsewhere; it was not fetched.");
}

TEST(FhirBadInput, brokenBase64IsRefused) {
    json file = foreign();
    file["entry"].push_back(json::parse(R"({"resource": {"resourceType": "DocumentReference", "status": "current", "content": [{"attachment": {"data": "abc*"}}]}})"));
    EXPECT_NE(refusalOf(file).find("broken base64"), std::string::npos) << refusalOf(file);
}

TEST(FhirBadInput, timesWithoutAZoneAreRefused) {
    json file = foreign();
    resource(file, 1)["period"]["start"] = "2026-03-04T10:00:00";
    EXPECT_EQ(refusalOf(file), "bundle.json: entry[1] (Encounter).period.start is a time without its zone; whose clock it was is not known.");
    resource(file, 1)["period"] = json::parse(R"({"start": "2026-03-04T10:00:00Z", "end": "2026-03-04T09:00:00Z"})");
    EXPECT_NE(refusalOf(file).find("ends before it begins"), std::string::npos);
    resource(file, 0)["birthDate"] = "1980-02-30";
    EXPECT_NE(refusalOf(file).find("no day of the calendar"), std::string::npos);
}

TEST(FhirBadInput, aSentenceHoldsNoPatientText) {
    json file = foreign();
    resource(file, 0)["name"][0]["family"] = std::string(500, 'x');
    EXPECT_EQ(refusalOf(file).find("xxx"), std::string::npos) << refusalOf(file);
    EXPECT_NE(refusalOf(file).find("name"), std::string::npos);
}

}  // namespace myochart::exchange
