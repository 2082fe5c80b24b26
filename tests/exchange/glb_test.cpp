#include <gtest/gtest.h>

#include <assimp/Importer.hpp>
#include <assimp/postprocess.h>
#include <assimp/scene.h>
#include <fmt/format.h>
#include <glm/gtc/quaternion.hpp>
#include <nlohmann/json.hpp>

#include "exchange/de_identified.h"
#include "exchange/glb_file.h"
#include "exchange_knowledge.h"
#include "glb_samples.h"
#include "record/json.h"
#include "sample_bundle.h"

namespace myochart::exchange {

namespace {

using nlohmann::json;

const Path kGlbCheck = test::sourceFolder() / "tests/exchange/glb_check/check.mjs";
const Path kGlbModules = test::sourceFolder() / "build/glb_check";

std::uint32_t numberAt(const std::string& bytes, size_t at) {
    std::uint32_t number = 0;
    for (size_t k = 0; k < 4; ++k) number |= static_cast<std::uint32_t>(static_cast<unsigned char>(bytes.at(at + k))) << (8 * k);
    return number;
}

/// The JSON of a GLB whose chunks add up.
json jsonOf(const std::string& glb) {
    EXPECT_EQ(glb.substr(0, 4), "glTF");
    EXPECT_EQ(numberAt(glb, 8), glb.size());
    const size_t length = numberAt(glb, 12);
    EXPECT_EQ(glb.substr(16, 4), "JSON");
    EXPECT_EQ(20 + length + 8 + numberAt(glb, 20 + length), glb.size());
    return json::parse(glb.substr(20, length));
}

/// Two visits on a small body; the second site of the first is a needle whose way is known.
class GlbFileOfVisits : public testing::Test {
  protected:
    GlbFileOfVisits() {
        bundle.patients.push_back(test::fullPatient(random));
        for (int i = 0; i < 2; ++i) bundle.sessions.push_back(test::fullSession(random, bundle.patients[0].id));
        for (record::Session& visit : bundle.sessions)
            for (record::Marker& site : visit.markers) site.needle.entry.reset();
        record::Marker& site = bundle.sessions[0].markers[0];
        site.type = record::MarkerType::latent;
        site.number = 1;
        site.label.clear();
        site.sentence = "left upper trapezius, middle third, superficial";
        site.anchor.position = vec3(40, 30, 1400);
        site.needle.entry = vec3(0, 12, 4);
        site.needle.direction = vec3(0, -1, 0);
        site.needle.depthMm = 20;
        site.needle.lengthMm = 30;
        site.needle.liftMm.reset();
        model = test::smallModel(bundle);
    }
    std::string glb(bool deIdentified = false) const {
        Progress progress;
        const auto text = glbExporter().write(deIdentified ? without : bundle, {test::exchangeKnowledge(), 1'790'000'000'000, deIdentified, &model}, progress);
        EXPECT_TRUE(text.ok()) << text.error().message;
        return text.ok() ? *text : std::string();
    }
    static json nodeNamed(const json& file, const std::string& name) {
        for (const json& node : file.at("nodes"))
            if (node.at("name") == name) return node;
        ADD_FAILURE() << "no node " << name;
        return {};
    }

    std::mt19937 random{5};
    Bundle bundle, without;
    BodyModel model;
};

/// Every list of one kind, no integer over 31 bits and nothing empty, at any depth.
void expectKeptByViewers(const json& extras, const std::string& at) {
    if (extras.is_number_integer()) {
        EXPECT_LT(std::abs(extras.get<double>()), 2147483648.0) << at;
    }
    if (!extras.is_structured()) return;
    EXPECT_FALSE(extras.empty()) << at;
    for (const auto& [key, value] : extras.items()) {
        EXPECT_FALSE(value.is_null()) << at << key;
        if (extras.is_array()) {
            EXPECT_EQ(value.type(), extras.front().type()) << at;
        }
        expectKeptByViewers(value, at + "/" + key);
    }
}

}  // namespace

TEST_F(GlbFileOfVisits, theBodyLiesInLayersAndTheSitesUnderTheirVisit) {
    const json file = jsonOf(glb());
    const json root = file.at("nodes").at(file.at("scenes")[0].at("nodes")[0].get<size_t>());
    std::vector<std::string> under;
    for (const json& child : root.at("children")) under.push_back(file.at("nodes").at(child.get<size_t>()).at("name"));
    EXPECT_EQ(under[0], "Superficial muscles");
    EXPECT_EQ(under[1], "Skin");
    EXPECT_TRUE(under[2].starts_with("Visit 2")) << under[2];
    EXPECT_EQ(nodeNamed(file, "left upper trapezius").at("extras").at("myochart").at("muscle"), "upper_trapezius");
    EXPECT_EQ(nodeNamed(file, under[2]).at("children").size(), bundle.sessions[0].markers.size());
    EXPECT_FALSE(file.contains("extensionsUsed")) << "every reader takes it";
}

TEST_F(GlbFileOfVisits, aSiteIsANodeAtItsPlaceWithAllThatIsRecordedOfIt) {
    const json file = jsonOf(glb());
    const json node = nodeNamed(file, "1 left upper trapezius, latent");
    EXPECT_NEAR(node.at("translation")[0].get<double>(), 0.040, 1e-6);
    EXPECT_NEAR(node.at("translation")[1].get<double>(), 1.400, 1e-6) << "y is up";
    EXPECT_NEAR(node.at("translation")[2].get<double>(), -0.030, 1e-6) << "the figure looks along z";
    const json& own = node.at("extras").at("myochart");
    EXPECT_EQ(own.at("visit"), bundle.sessions[0].id.text);
    const json recorded = record::toJson(bundle.sessions[0].markers[0]);
    size_t held = 0;
    for (const auto& [key, value] : recorded.items()) {
        if (value.is_structured() || value.is_null()) continue;
        ++held;
        EXPECT_EQ(own.at("site").at(key), value) << key;
    }
    EXPECT_GT(held, 5U);
    for (const auto& [key, value] : recorded.at("needle").items())
        EXPECT_TRUE(value.is_structured() || value.is_null() || own.at("site").at("needle").contains(key)) << key;
    EXPECT_EQ(own.at("shown").at("how"), "as_placed");
}

TEST_F(GlbFileOfVisits, aNeedleGoesFromItsEntryAsDeepAsItWasAndTheRestOfItIsOutside) {
    const json file = jsonOf(glb());
    const json in = nodeNamed(file, "needle of 1, in the body"), out = nodeNamed(file, "needle of 1, outside");
    EXPECT_NEAR(in.at("translation")[1].get<double>(), 0.004, 1e-6);
    EXPECT_NEAR(in.at("translation")[2].get<double>(), -0.012, 1e-6);
    EXPECT_NEAR(in.at("scale")[1].get<double>(), 0.020, 1e-6);
    EXPECT_NEAR(out.at("scale")[1].get<double>(), 0.010, 1e-6);
    const json& turn = in.at("rotation");
    const glm::dquat rotation(turn[3].get<double>(), turn[0].get<double>(), turn[1].get<double>(), turn[2].get<double>());
    const glm::dvec3 inward = rotation * glm::dvec3(0, 1, 0);
    EXPECT_NEAR(inward.z, 1, 1e-9) << "anterior is where the figure looks";
}

TEST_F(GlbFileOfVisits, aNeedleThatWouldLieElsewhereIsLeftOutAndSaysWhy) {
    model.sites[0][0].how = ShownSite::byAddress;
    json file = jsonOf(glb());
    EXPECT_EQ(nodeNamed(file, "1 left upper trapezius, latent").at("extras").at("myochart").at("needle_left_out"), "recorded on another body");
    EXPECT_EQ(file.dump().find("needle of 1"), std::string::npos);
    model.sites[0][0].how = ShownSite::asPlaced;
    bundle.sessions[0].markers[0].needle.liftMm = 10;
    file = jsonOf(glb());
    EXPECT_EQ(file.dump().find("needle of 1"), std::string::npos);
    EXPECT_NE(file.dump().find("held up between fingers"), std::string::npos);
}

TEST_F(GlbFileOfVisits, namesAreUniqueAndNoLongerThanBlenderKeeps) {
    for (record::Session& visit : bundle.sessions)
        for (record::Marker& site : visit.markers) site.label = "A", site.sentence = "left muscle with a name that is \xC3\xA4\xC3\xA4\xC3\xA4\xC3\xA4\xC3\xA4\xC3\xA4\xC3\xA4\xC3\xA4\xC3\xA4\xC3\xA4\xC3\xA4\xC3\xA4\xC3\xA4\xC3\xA4\xC3\xA4\xC3\xA4\xC3\xA4 long";
    model.parts.push_back(model.parts[0]);
    const json file = jsonOf(glb());
    std::set<std::string> names;
    for (const json& node : file.at("nodes")) {
        const std::string name = node.at("name");
        EXPECT_TRUE(names.insert(name).second) << name;
        EXPECT_LE(name.size(), 63U);
        EXPECT_FALSE(name.empty());
    }
    EXPECT_TRUE(names.contains("left upper trapezius 2"));
}

TEST_F(GlbFileOfVisits, whatStandsInExtrasIsWhatViewersKeep) {
    const json file = jsonOf(glb());
    size_t with = 0;
    for (const json& node : file.at("nodes"))
        if (node.contains("extras")) ++with, expectKeptByViewers(node.at("extras"), node.at("name"));
    EXPECT_GT(with, 5U);
    const json& asset = file.at("asset").at("extras").at("myochart");
    EXPECT_NE(asset.at("frame").get<std::string>().find("LPS"), std::string::npos);
    EXPECT_EQ(file.at("asset").at("copyright"), "Somebody's atlas; CC BY 4.0");
}

TEST_F(GlbFileOfVisits, withoutWhoItIsOfABodyThatSomebodyBroughtTellsOnlyWhatTheTablesKnow) {
    std::mt19937_64 chance(3);
    without = deIdentified(bundle, KnownWords(test::exchangeKnowledge()), chance);
    model.name = model.source = model.parts[1].name = "Zqcanary scan";
    model.parts.push_back(model.parts[0]);
    model.parts.back().name = model.parts.back().key = "muscle of Zqcanary";
    EXPECT_NE(glb().find("Zqcanary"), std::string::npos);
    const std::string told = glb(true);
    EXPECT_EQ(told.find("Zqcanary"), std::string::npos);
    EXPECT_EQ(told.find(bundle.sessions[0].id.text), std::string::npos);
    const json file = jsonOf(told);
    EXPECT_TRUE(file.at("asset").at("extras").at("myochart").at("deidentified").get<bool>());
    EXPECT_FALSE(file.at("asset").at("extras").at("myochart").contains("written_at"));
    nodeNamed(file, "left upper trapezius");
    for (const json& node : file.at("nodes")) EXPECT_NE(node.at("name"), "Skin") << "a face is no less than a name";
}

TEST_F(GlbFileOfVisits, assimpReadsTheSameTrianglesNamesAndPlaces) {
    const std::string bytes = glb();
    Assimp::Importer importer;
    const aiScene* scene = importer.ReadFileFromMemory(bytes.data(), bytes.size(), aiProcess_ValidateDataStructure, "glb");
    ASSERT_NE(scene, nullptr) << importer.GetErrorString();
    const aiNode* muscle = scene->mRootNode->FindNode("left upper trapezius");
    ASSERT_NE(muscle, nullptr);
    ASSERT_EQ(muscle->mNumMeshes, 1U);
    const aiMesh& mesh = *scene->mMeshes[muscle->mMeshes[0]];
    EXPECT_EQ(mesh.mNumFaces, model.parts[0].indices.size() / 3);
    EXPECT_TRUE(mesh.HasNormals());
    ASSERT_TRUE(mesh.HasVertexColors(0));
    EXPECT_NEAR(mesh.mColors[0][0].r, 1, 0.01) << "red of the belly";
    EXPECT_NEAR(mesh.mColors[0][0].g, 0, 0.01);
    const aiNode* needle = scene->mRootNode->FindNode("needle of 1, in the body");
    ASSERT_NE(needle, nullptr);
    aiMatrix4x4 whole;
    for (const aiNode* each = needle; each; each = each->mParent) whole = each->mTransformation * whole;
    const aiVector3D tip = whole * aiVector3D(0, 1, 0);
    EXPECT_NEAR(tip.x, 0.040, 1e-5);
    EXPECT_NEAR(tip.y, 1.404, 1e-5);
    EXPECT_NEAR(tip.z, -0.022, 1e-5);
    const aiNode* site = needle->mParent;
    ASSERT_NE(site->mMetaData, nullptr) << "extras";
}

TEST_F(GlbFileOfVisits, theValidatorFindsNothingAndThreeReadsNamesPlacesAndExtras) {
    if (!std::filesystem::exists(kGlbModules / "node_modules/gltf-validator")) {
        const char* ci = std::getenv("CI");
        if (ci && std::string_view(ci) == "true") FAIL() << "./test lays the checkers into build/glb_check, and they are not there";
        GTEST_SKIP() << "needs the checkers that ./test lays into build/glb_check";
    }
    const test::TestFolder folder;
    ASSERT_TRUE(writeFileAtomically(folder / "visits.glb", glb()));
    const std::string printed = test::printedBy(fmt::format("node '{}' '{}' '{}' 2>&1", kGlbCheck.string(), kGlbModules.string(), (folder / "visits.glb").string()));
    const json said = json::parse(printed, nullptr, false);
    ASSERT_FALSE(said.is_discarded()) << printed;
    EXPECT_EQ(said.at("errors"), 0) << said.at("messages").dump(1);
    EXPECT_EQ(said.at("warnings"), 0) << said.at("messages").dump(1);
    EXPECT_EQ(said.at("infos"), 0) << said.at("messages").dump(1);
    bool found = false;
    for (const json& node : said.at("nodes")) {
        if (node.at("name") != "1 left upper trapezius, latent") continue;
        found = true;
        EXPECT_TRUE(node.at("isMesh").get<bool>());
        EXPECT_NEAR(node.at("at")[1].get<double>(), 1.4, 1e-6);
        EXPECT_EQ(node.at("extras").at("site").at("id"), bundle.sessions[0].markers[0].id.text);
    }
    EXPECT_TRUE(found) << said.at("nodes").dump(1).substr(0, 2000);
}

TEST_F(GlbFileOfVisits, withoutABodyItIsRefusedWithASentence) {
    Progress progress;
    const auto text = glbExporter().write(bundle, {test::exchangeKnowledge(), 0, false}, progress);
    ASSERT_FALSE(text.ok());
    EXPECT_EQ(text.error().message, "There is no body to show the sites on.");
}

}  // namespace myochart::exchange
