#include <gtest/gtest.h>

#include <cstdio>
#include <cstdlib>

#include <fmt/format.h>

#include "core/text.h"
#include "fhir_samples.h"
#include "sample_bundle.h"

// Bundles of both versions before the checkers of others: two of npm (fhir_check/), and HL7's schema of R5.

namespace myochart::exchange {

namespace {

using nlohmann::json;

const Path kFhirCheck = test::sourceFolder() / "tests/exchange/fhir_check/check.mjs";
const Path kFhirModules = test::sourceFolder() / "build/fhir_check";

struct CheckersSaid {
    std::string text;
    bool isSound = false;
};

CheckersSaid ran(const std::string& command) {
    CheckersSaid said;
    FILE* pipe = ::popen((command + " 2>&1").c_str(), "r");
    if (!pipe) return said;
    std::array<char, 4096> part{};
    for (size_t n = 0; (n = std::fread(part.data(), 1, part.size(), pipe)) > 0;) said.text.append(part.data(), n);
    said.isSound = ::pclose(pipe) == 0;
    return said;
}

bool isOnCi() {
    const char* ci = std::getenv("CI");
    return ci && std::string_view(ci) == "true";
}

/// A full visit, one that was just begun, and some that were made up by chance.
std::vector<json> samples(FhirVersion version) {
    std::mt19937 random(3);
    std::vector<json> all;
    for (const Bundle& each : {test::fullestBundle(), test::openVisit(), test::sampleBundle(random, 4)}) all.push_back(json::parse(test::fhirOf(each, version)));
    return all;
}

std::string filesOf(const test::TestFolder& folder, const std::vector<json>& bundles) {
    std::string names;
    for (size_t i = 0; i < bundles.size(); ++i) {
        const Path file = folder / fmt::format("{}.json", i);
        EXPECT_TRUE(writeFileAtomically(file, bundles[i].dump()));
        names += fmt::format(" '{}'", file.string());
    }
    return names;
}

class FhirCheckers : public testing::TestWithParam<FhirVersion> {
  protected:
    void SetUp() override {
        if (!std::filesystem::exists(kFhirModules / "node_modules/fhir")) {
            if (isOnCi()) FAIL() << "./test lays the checkers into build/fhir_check, and they are not there";
            GTEST_SKIP() << "needs the checkers that ./test lays into build/fhir_check";
        }
        if (GetParam() == FhirVersion::r5) MYOCHART_NEED_SHARED("data/handover/fhir-r5/r5-definitions.json");
    }
    CheckersSaid checked(const std::vector<json>& bundles) const {
        const test::TestFolder folder;
        const bool isR5 = GetParam() == FhirVersion::r5;
        const std::string definitions = isR5 ? (test::sharedFolder() / "data/handover/fhir-r5/r5-definitions.json").string() : "-";
        return ran(fmt::format("node '{}' {} '{}' '{}'{}", kFhirCheck.string(), isR5 ? "r5" : "r4", kFhirModules.string(), definitions, filesOf(folder, bundles)));
    }
};

}  // namespace

INSTANTIATE_TEST_SUITE_P(Versions, FhirCheckers, testing::Values(FhirVersion::r4, FhirVersion::r5), [](const auto& given) { return given.param == FhirVersion::r4 ? "R4" : "R5"; });

TEST_P(FhirCheckers, findNothingWrongInAnyEntryNorInTheBundle) {
    const std::vector<json> bundles = samples(GetParam());
    size_t resources = bundles.size();
    for (const json& each : bundles) resources += each.at("entry").size();
    const CheckersSaid said = checked(bundles);
    EXPECT_TRUE(said.isSound) << said.text;
    EXPECT_NE(said.text.find(fmt::format("checked {} resources, 0 faults", resources)), std::string::npos) << said.text;
}

TEST_P(FhirCheckers, findWhatIsBroken) {
    json broken = json::parse(test::fhirOf(test::openVisit(), GetParam()));
    for (json& entry : broken["entry"]) {
        json& resource = entry["resource"];
        if (resource["resourceType"] == "Encounter") resource["status"] = "over";
        if (resource["resourceType"] == "Procedure") resource["patient"] = resource["subject"];
    }
    const CheckersSaid said = checked({broken});
    EXPECT_FALSE(said.isSound);
    EXPECT_NE(said.text.find("Encounter.status"), std::string::npos) << said.text;
    EXPECT_NE(said.text.find("Procedure.patient"), std::string::npos) << said.text;
}

TEST(FhirSchema, ofR5TakesEveryBundle) {
    MYOCHART_NEED_SHARED("data/handover/fhir-r5/r5.subset.schema.json");
    if (!ran("python3 -c 'import jsonschema'").isSound) GTEST_SKIP() << "needs python3-jsonschema";
    std::vector<json> bundles = samples(FhirVersion::r5);
    json broken = bundles.front();
    for (json& entry : broken["entry"]) entry["resource"]["unheardOf"] = 1;
    bundles.push_back(broken);
    const test::TestFolder folder;
    const CheckersSaid said = ran(fmt::format("python3 '{}' '{}'{}", (test::sourceFolder() / "tests/exchange/validate.py").string(),
                                              (test::sharedFolder() / "data/handover/fhir-r5/r5.subset.schema.json").string(), filesOf(folder, bundles)));
    EXPECT_EQ(trim(said.text), "valid\nvalid\nvalid\ninvalid");
}

}  // namespace myochart::exchange
