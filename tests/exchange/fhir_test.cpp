#include <gtest/gtest.h>

#include <sstream>

#include "exchange/fhir_concepts.h"
#include "fhir_samples.h"
#include "record/seal.h"
#include "sample_bundle.h"

namespace myochart::exchange {

namespace {

using nlohmann::json;

class FhirBundle : public testing::TestWithParam<FhirVersion> {
  protected:
    json written(const Bundle& bundle, const CodeMap& codes = {}) const { return json::parse(test::fhirOf(bundle, GetParam(), codes)); }
    bool isR4() const { return GetParam() == FhirVersion::r4; }
};

std::string said(const std::vector<std::string>& faults) {
    std::string text;
    for (const std::string& each : faults) text += each + "\n";
    return text;
}

/// Of the observations with that text of their code.
std::vector<json> observed(const json& bundle, std::string_view text) {
    std::vector<json> found;
    for (const json& each : test::resourcesOf(bundle, "Observation"))
        if (each.at("code").at("text") == text) found.push_back(each);
    return found;
}

std::vector<std::string> statuses(const std::vector<json>& resources) {
    std::vector<std::string> all;
    for (const json& each : resources) all.push_back(each.at("status"));
    return all;
}

using Words = std::vector<std::string>;

}  // namespace

INSTANTIATE_TEST_SUITE_P(Versions, FhirBundle, testing::Values(FhirVersion::r4, FhirVersion::r5), [](const auto& given) { return given.param == FhirVersion::r4 ? "R4" : "R5"; });

TEST_P(FhirBundle, ofTheFullestVisitIsSound) {
    const json bundle = written(test::fullestBundle());
    EXPECT_EQ(said(test::fhirFaults(bundle, GetParam())), "");
    for (const char* type : {"Patient", "Practitioner", "Organization", "Encounter", "Procedure", "BodyStructure", "Device", "Observation", "Consent", "AdverseEvent", "DocumentReference", "Provenance"})
        EXPECT_FALSE(test::resourcesOf(bundle, type).empty()) << type;
}

TEST_P(FhirBundle, ofTwoHundredRandomPatientsIsSound) {
    std::mt19937 random(20);
    for (int i = 0; i < 200; ++i) {
        const Bundle bundle = test::sampleBundle(random, 1);
        ASSERT_EQ(said(test::fhirFaults(written(bundle), GetParam())), "") << toJsonText(bundle);
    }
}

TEST_P(FhirBundle, faultsThatNoOtherCheckerSeesAreFound) {
    const json sound = written(test::fullestBundle());
    const auto found = [&](const char* pointer, const json& value) {
        json bundle = sound;
        bundle["entry"][3]["resource"][json::json_pointer(pointer)] = value;
        return test::fhirFaults(bundle, GetParam()).size();
    };
    EXPECT_EQ(found("/note", json::array()), 1U);
    EXPECT_EQ(found("/subject/reference", "urn:uuid:none"), 1U);
    EXPECT_EQ(found("/effectiveDateTime", "2026-11-28T09:00:00"), 1U);
    json twice = sound;
    for (json& entry : twice["entry"])
        if (entry["resource"].contains("valueCodeableConcept")) entry["resource"]["valueString"] = "x";
    EXPECT_GT(test::fhirFaults(twice, GetParam()).size(), 1U);
}

TEST_P(FhirBundle, saysTheSameOfTheSameData) {
    const Bundle bundle = test::openVisit();
    EXPECT_EQ(test::fhirOf(bundle, GetParam()), test::fhirOf(bundle, GetParam()));
}

TEST_P(FhirBundle, ofSomebodyOfWhomOnlyTheNameIsKnownSaysNothingElse) {
    Bundle bundle;
    bundle.patients.emplace_back();
    bundle.patients[0].id = record::PatientId::make();
    bundle.patients[0].name = "Ana Muster";
    const json whole = written(bundle);
    ASSERT_EQ(whole["entry"].size(), 1U);
    EXPECT_EQ(whole["entry"][0]["resource"]["name"], json::parse(R"([{"text": "Ana Muster"}])"));
    EXPECT_EQ(whole["entry"][0]["resource"].size(), 4U) << "type, id, our id and the name";
    EXPECT_EQ(written(Bundle()), json::parse(R"({"resourceType": "Bundle", "type": "collection"})"));
}

TEST_P(FhirBundle, ofAnOpenVisitTellsWhatIsPlannedAndWhatIsIn) {
    const json bundle = written(test::openVisit());
    EXPECT_EQ(said(test::fhirFaults(bundle, GetParam())), "");
    EXPECT_EQ(statuses(test::resourcesOf(bundle, "Encounter")), Words{"in-progress"});
    const auto procedures = test::resourcesOf(bundle, "Procedure");
    EXPECT_EQ(statuses(procedures), (Words{"in-progress", "preparation", "in-progress"})) << "the session, then its sites";
    EXPECT_FALSE(procedures[1].contains(isR4() ? "performedDateTime" : "occurrenceDateTime"));
    EXPECT_FALSE(procedures[1].contains(isR4() ? "performedPeriod" : "occurrencePeriod"));
    EXPECT_TRUE(procedures[1].contains("statusReason"));
    EXPECT_EQ(procedures[2][isR4() ? "performedPeriod" : "occurrencePeriod"].size(), 1U) << "it is not out";
    EXPECT_EQ(test::resourcesOf(bundle, "BodyStructure").size(), 2U) << "what nobody confirmed is no site";
    EXPECT_TRUE(test::resourcesOf(bundle, "Provenance").empty());
    EXPECT_EQ(test::resourcesOf(bundle, "DocumentReference")[0]["docStatus"], "preliminary");
}

TEST_P(FhirBundle, ofASignedVisitIsFinalUnlessItWasChangedAfterwards) {
    Bundle open = test::openVisit();
    record::Session& session = open.sessions[0];
    session.before.pain = 6;
    session.markers[2].needle.outAt = *session.markers[2].needle.inAt + 600'000;
    const auto painOf = [&] { return statuses(observed(written(open), "Pain before the treatment")); };
    EXPECT_EQ(painOf(), Words{"preliminary"});
    session.signing.at = session.startedAt + 3'600'000;
    session.signing.name = "Dr. M. Muster";
    session = record::sealed(session);
    const json whole = written(open);
    EXPECT_EQ(said(test::fhirFaults(whole, GetParam())), "");
    EXPECT_EQ(statuses(test::resourcesOf(whole, "Encounter")), Words{isR4() ? "finished" : "completed"});
    EXPECT_EQ(statuses(test::resourcesOf(whole, "Procedure")), (Words{"completed", "unknown", "completed"})) << "nothing says that the planned one went in";
    EXPECT_EQ(painOf(), Words{"final"});
    const auto signatures = test::resourcesOf(whole, "Provenance");
    ASSERT_EQ(signatures.size(), 1U);
    EXPECT_EQ(signatures[0]["extension"][0]["extension"][0]["valueString"], "holds");
    session.before.pain = 3;
    EXPECT_EQ(painOf(), Words{"amended"});
}

TEST_P(FhirBundle, tellsTimesAsTheClockWasThereAndDaysOfThatPlace) {
    Bundle bundle = test::openVisit();
    bundle.sessions[0].startedAt = *parseIsoUtc("2026-11-22T02:05:09Z");
    bundle.sessions[0].before.pain = 6;
    bundle.sessions[0].consent.how = record::Consented::verbal;
    bundle.sessions[0].consent.at = *parseIsoUtc("2026-11-22T02:00:00Z");
    const json whole = written(bundle);
    EXPECT_EQ(test::resourcesOf(whole, "Encounter")[0][isR4() ? "period" : "actualPeriod"]["start"], "2026-11-21T21:35:09-04:30");
    EXPECT_EQ(observed(whole, "Pain before the treatment")[0]["effectiveDateTime"], "2026-11-21");
    const json consent = test::resourcesOf(whole, "Consent")[0];
    EXPECT_EQ(isR4() ? consent["dateTime"] : consent["date"], isR4() ? "2026-11-21T21:30:00-04:30" : "2026-11-21");
}

TEST_P(FhirBundle, saysWhetherThePatientAgreed) {
    Bundle bundle = test::openVisit();
    record::Consent& consent = bundle.sessions[0].consent;
    const auto now = [&] { return test::resourcesOf(written(bundle), "Consent").at(0); };
    const auto decision = [&](const json& each) { return isR4() ? each.at("provision").at("type") : each.at("decision"); };
    consent.how = record::Consented::written;
    EXPECT_EQ(now()["status"], "active");
    EXPECT_EQ(decision(now()), "permit");
    consent.withdrawnAt = bundle.sessions[0].startedAt;
    EXPECT_EQ(now()["status"], "inactive");
    consent = {};
    consent.how = record::Consented::refused;
    EXPECT_EQ(now()["status"], isR4() ? "rejected" : "active");
    EXPECT_EQ(decision(now()), "deny");
    consent = {};
    consent.questions = true;
    EXPECT_EQ(now()["status"], isR4() ? "draft" : "unknown") << "nobody said";
    consent = {};
    EXPECT_TRUE(test::resourcesOf(written(bundle), "Consent").empty());
}

TEST_P(FhirBundle, hasThePlaceOnTheBodyOfEachSite) {
    const Bundle bundle = test::openVisit();
    const json place = test::resourcesOf(written(bundle), "BodyStructure")[0];
    const record::SurfaceAnchor& anchor = bundle.sessions[0].markers[0].anchor;
    json fields;
    for (const json& each : place["extension"][0]["extension"]) fields[each["url"].get<std::string>()] = each;
    EXPECT_EQ(fields["frame"]["valueString"], "LPS");
    EXPECT_FLOAT_EQ(fields["position"]["extension"][2]["valueDecimal"].get<float>(), anchor.position.z);
    EXPECT_FLOAT_EQ(fields["normal"]["extension"][0]["valueDecimal"].get<float>(), anchor.normal.x);
    EXPECT_EQ(fields["structure"]["valueString"], anchor.structureKey);
    EXPECT_EQ(fields["body_checksum"]["valueString"], anchor.bodyChecksum);
    EXPECT_EQ(fields["address"]["extension"][0]["valueString"], anchor.address.muscleKey);
    const json procedure = test::resourcesOf(written(bundle), "Procedure")[1];
    EXPECT_EQ(procedure["extension"][0]["valueReference"]["reference"], "urn:uuid:" + place["id"].get<std::string>());
    EXPECT_EQ(test::resourcesOf(written(bundle), "Device")[0]["lotNumber"], "L1");
}

TEST_P(FhirBundle, takesTheCodesOfAMapAndKeepsItsOwnText) {
    std::string table = "key,system,code,display\n", key;
    for (std::istringstream keys(conceptKeys()); std::getline(keys, key);) table += key + ",urn:oid:1.2.3," + key + ",\n";
    const auto read = readCodes("codes.csv", table + "muscle.upper_trapezius,http://snomed.info/sct,54321,\"Trapezius, upper\"\n", test::fhirTables());
    ASSERT_TRUE(read) << read.error().message;
    ASSERT_TRUE(read->faults.empty()) << read->faults.front();
    Bundle all = test::fullestBundle();
    const json bundle = written(all, read->codes);
    EXPECT_EQ(said(test::fhirFaults(bundle, GetParam())), "");
    const std::string text = bundle.dump();
    std::istringstream keys(conceptKeys());
    while (std::getline(keys, key)) {
        if (key.starts_with("site.") || key.starts_with("side.") || key.starts_with("severity.") || key == "procedure.planned") continue;  // one of several
        EXPECT_NE(text.find("\"code\":\"" + key + "\""), std::string::npos) << key << " is said of nothing";
    }
    EXPECT_EQ(test::resourcesOf(bundle, "Procedure")[1]["bodySite"][0]["coding"][0]["code"], "54321");
    const json pain = observed(bundle, "Pain before the treatment").at(0);
    EXPECT_EQ(pain["code"]["coding"].size(), 2U) << "LOINC beside the user's";
    EXPECT_EQ(pain["code"]["coding"][1]["code"], "72514-3");
}

TEST_P(FhirBundle, isNotWrittenOnceItIsCancelled) {
    Progress progress;
    progress.cancel();
    EXPECT_FALSE(fhirText(test::openVisit(), GetParam(), test::fhirTables(), {}, progress));
}

TEST(FhirExporters, areOfferedByTheirIds) {
    ASSERT_NE(exporterNamed("fhir-r4"), nullptr);
    ASSERT_NE(exporterNamed("fhir-r5"), nullptr);
    EXPECT_EQ(fhirVersionOf("fhir-r5"), FhirVersion::r5);
    EXPECT_EQ(fhirVersionOf("json"), std::nullopt);
    Progress progress;
    const auto text = exporterNamed("fhir-r4")->write(test::openVisit(), {test::fhirTables(), 1'790'000'000'000}, progress);
    ASSERT_TRUE(text);
    EXPECT_EQ(json::parse(*text)["resourceType"], "Bundle");
}

}  // namespace myochart::exchange
