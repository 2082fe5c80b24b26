#include <gtest/gtest.h>

#include <array>
#include <cstdio>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "core/text.h"
#include "sample_bundle.h"
#include "support/test_folder.h"

// The published JSON Schema says what the program writes and reads.

namespace myochart::exchange {

namespace {

using nlohmann::json;

const std::string kSchema = (myochart::test::sourceFolder() / "docs/schema/myochart-3.schema.json").string();

std::string outputOf(const std::string& command) {
    std::string output;
    FILE* pipe = ::popen(command.c_str(), "r");
    if (!pipe) return output;
    std::array<char, 4096> part{};
    for (size_t n = 0; (n = std::fread(part.data(), 1, part.size(), pipe)) > 0;) output.append(part.data(), n);
    ::pclose(pipe);
    return output;
}

bool validatorIsThere() { return trim(outputOf("python3 -c 'import jsonschema; print(1)' 2>/dev/null")) == "1"; }

/// What the schema says about each file: "valid" or "invalid".
std::vector<std::string> verdicts(const std::vector<json>& files) {
    const test::TestFolder folder;
    std::string command = fmt::format("python3 '{}/tests/exchange/validate.py' '{}'", myochart::test::sourceFolder().string(), kSchema);
    for (size_t i = 0; i < files.size(); ++i) {
        const Path file = folder / fmt::format("{}.json", i);
        EXPECT_TRUE(writeFileAtomically(file, files[i].dump()));
        command += fmt::format(" '{}'", file.string());
    }
    return split(trim(outputOf(command)), '\n');
}

/// Every way of leaving out a field, adding one, or making one an impossible value, at every depth.
void damage(const json& part, const json::json_pointer& at, const json& whole, std::vector<json>& damaged) {
    if (part.is_object()) {
        json extra = whole;
        extra[at]["unknown"] = 1;
        damaged.push_back(extra);
        for (const auto& [key, value] : part.items()) {
            json without = whole;
            without[at].erase(key);
            damaged.push_back(without);
            for (const json& other : {json(nullptr), json("\n"), json(1e9)}) {
                json changed = whole;
                changed[at / key] = other;
                damaged.push_back(changed);
            }
            damage(value, at / key, whole, damaged);
        }
    } else if (part.is_array() && !part.empty()) {
        damage(part[0], at / 0, whole, damaged);
    }
}

}  // namespace

TEST(Schema, whatIsExportedIsValid) {
    if (!validatorIsThere()) GTEST_SKIP() << "needs python3-jsonschema";
    std::mt19937 random(8);
    const std::vector<json> files = {json::parse(toJsonText(test::sampleBundle(random, 50))), json::parse(toJsonText({}))};
    EXPECT_EQ(verdicts(files), (std::vector<std::string>{"valid", "valid"}));
}

TEST(Schema, schemaAndProgramRefuseTheSameDamage) {
    if (!validatorIsThere()) GTEST_SKIP() << "needs python3-jsonschema";
    std::mt19937 random(8);
    Bundle bundle;
    bundle.patients.push_back(test::fullPatient(random));
    bundle.sessions.push_back(test::fullSession(random, bundle.patients[0].id));
    const json whole = json::parse(toJsonText(bundle));
    std::vector<json> damaged = {whole};
    damage(whole, json::json_pointer(), whole, damaged);
    ASSERT_GT(damaged.size(), 150U);
    const auto said = verdicts(damaged);
    ASSERT_EQ(said.size(), damaged.size());
    for (size_t i = 0; i < damaged.size(); ++i) {
        const auto read = bundleFromJsonText(damaged[i].dump());
        EXPECT_EQ(said[i] == "valid", read.ok()) << (read ? "accepted" : read.error().message) << "\n" << json::diff(whole, damaged[i]).dump();
    }
}

TEST(Schema, namesEveryFieldThatIsWritten) {
    const auto text = readTextFile(kSchema, 1 << 20);
    ASSERT_TRUE(text) << text.error().message;
    const json schema = json::parse(*text);
    std::mt19937 random(8);
    Bundle bundle;
    bundle.patients.push_back(test::fullPatient(random));
    bundle.sessions.push_back(test::fullSession(random, bundle.patients[0].id));
    const json whole = json::parse(toJsonText(bundle));
    const auto fields = [](const json& object) {
        std::vector<std::string> names;
        for (const auto& [key, value] : object.items()) names.push_back(key);
        return names;
    };
    const json& marker = whole["sessions"][0]["markers"][0];
    EXPECT_EQ(fields(schema["properties"]), fields(whole));
    EXPECT_EQ(fields(schema["$defs"]["patient"]["properties"]), fields(whole["patients"][0]));
    EXPECT_EQ(fields(schema["$defs"]["session"]["properties"]), fields(whole["sessions"][0]));
    EXPECT_EQ(fields(schema["$defs"]["marker"]["properties"]), fields(marker));
    const auto holds = [&](const char* part, const json& object) { EXPECT_EQ(fields(schema["$defs"][part]["properties"]), fields(object)) << part; };
    for (const char* part : {"anchor", "plan", "finding", "needle", "response"}) holds(part, marker[part]);
    const json& visit = whole["sessions"][0];
    for (const char* part : {"before", "screening", "consent", "outcomes", "after", "note_text", "signing"}) holds(part, visit[part == std::string("note_text") ? "note" : part]);
    holds("override", visit["screening"]["overrides"][0]);
    holds("measure", visit["outcomes"]["measures"][0]);
    holds("score", visit["outcomes"]["scores"][0]);
    holds("adverse_event", visit["after"]["adverse"][0]);
    holds("addendum", visit["signing"]["addenda"][0]);
    holds("details", whole["patients"][0]["details"]);
    holds("episode", whole["patients"][0]["details"]["episodes"][0]);
    holds("same_site", whole["patients"][0]["details"]["same_sites"][0]);
}

}  // namespace myochart::exchange
