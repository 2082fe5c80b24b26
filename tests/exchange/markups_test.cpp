#include "exchange/markups.h"

#include <gtest/gtest.h>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "core/text.h"
#include "exchange_knowledge.h"
#include "sample_bundle.h"

namespace myochart::exchange {

namespace {

using nlohmann::json;

constexpr const char* kSlicerSchema =
    "https://raw.githubusercontent.com/slicer/slicer/master/Modules/Loadable/Markups/Resources/Schema/markups-schema-v1.0.3.json#";
constexpr const char* kPublishedSchema = "data/handover/slicer/markups-schema-v1.0.3.json";

class MarkupsFile : public testing::Test {
  protected:
    MarkupsFile() {
        bundle.patients.push_back(test::fullPatient(random));
        for (int i = 0; i < 2; ++i) bundle.sessions.push_back(test::sampleSession(random, bundle.patients[0].id, 6));
        for (record::Session& visit : bundle.sessions)
            for (record::Marker& site : visit.markers) site.needle.entry.reset();
        record::Marker& needle = bundle.sessions[0].markers[2];
        needle.type = record::MarkerType::needle;
        needle.anchor.position = vec3(-60.5F, 5.25F, 1398);
        needle.needle.entry = vec3(0, 15, 2);
        needle.needle.direction = vec3(0, -1, 0);
        needle.needle.depthMm = 20;
        file = json::parse(test::written(markupsExporter(), bundle));
    }
    static Markups read(const json& given) {
        auto markups = markupsFromText(given.dump(), "points.mrk.json");
        EXPECT_TRUE(markups.ok()) << markups.error().message;
        return markups ? *markups : Markups();
    }
    static std::string faultOf(std::string_view text) {
        const auto markups = markupsFromText(text, "points.mrk.json");
        return markups ? std::string() : markups.error().message;
    }
    /// A file with one list of these points, as Slicer writes it.
    static json listOf(json points, const char* name = "F") {
        return {{"@schema", kSlicerSchema}, {"markups", {{{"type", "Fiducial"}, {"name", name}, {"controlPoints", std::move(points)}}}}};
    }
    static json point(json position) { return {{"id", "1"}, {"label", "F-1"}, {"position", std::move(position)}, {"positionStatus", "defined"}}; }
    static const record::Marker& siteIn(const Bundle& in, const std::string& id) {
        for (const record::Session& visit : in.sessions)
            if (const record::Marker* marker = visit.marker({id})) return *marker;
        throw std::out_of_range(id);
    }
    void expectAllSites(const Markups& markups) const {
        ASSERT_EQ(markups.points.size(), 12U);
        for (const MarkupPoint& each : markups.points) {
            ASSERT_TRUE(each.site) << each.place;
            const record::Marker& site = siteIn(bundle, each.site->id.text);
            EXPECT_EQ(*each.site, site);
            EXPECT_EQ(each.position, site.anchor.position);
            EXPECT_EQ(each.type, site.type);
            EXPECT_EQ(each.description, trim(site.sentence));
            EXPECT_TRUE(isUuid(each.visit));
        }
    }

    std::mt19937 random{31};
    Bundle bundle;
    json file;
};

}  // namespace

TEST_F(MarkupsFile, everySiteComesBackWithItsPlaceAndItsFacts) {
    const Markups markups = read(file);
    expectAllSites(markups);
    EXPECT_TRUE(markups.remarks.empty()) << markups.remarks.front();
    ASSERT_EQ(markups.lines.size(), 1U);
    EXPECT_EQ(markups.lines[0].site, bundle.sessions[0].markers[2].id.text);
    EXPECT_EQ(markups.lines[0].entry, vec3(-60.5F, 20.25F, 1400));
    EXPECT_EQ(markups.lines[0].tip, vec3(-60.5F, 0.25F, 1400));
}

TEST_F(MarkupsFile, factsSurviveAProgramThatDropsFieldsItDoesNotKnow) {
    file.erase("myochart");
    for (json& markup : file["markups"]) {
        markup.erase("myochart");
        for (json& each : markup["controlPoints"]) each.erase("myochart");
    }
    const Markups markups = read(file);
    expectAllSites(markups);
    EXPECT_EQ(markups.lines.at(0).site, bundle.sessions[0].markers[2].id.text);
}

TEST_F(MarkupsFile, isValidByThePublishedSchemaOfSlicer) {
    MYOCHART_NEED_SHARED(kPublishedSchema);
    if (trim(test::printedBy("python3 -c 'import jsonschema; print(1)' 2>/dev/null")) != "1") GTEST_SKIP() << "needs python3-jsonschema";
    const test::TestFolder folder;
    json without = file;
    without["markups"][0]["controlPoints"][0]["position"] = "";
    ASSERT_TRUE(writeFileAtomically(folder / "a.json", file.dump()));
    ASSERT_TRUE(writeFileAtomically(folder / "b.json", without.dump()));
    ASSERT_TRUE(writeFileAtomically(folder / "c.json", test::written(markupsExporter(), {})));
    const std::string command = fmt::format("python3 '{}' '{}' '{}' '{}' '{}'", (myochart::test::sourceFolder() / "tests/exchange/validate.py").string(),
                                            (myochart::test::sharedFolder() / kPublishedSchema).string(), (folder / "a.json").string(),
                                            (folder / "b.json").string(), (folder / "c.json").string());
    EXPECT_EQ(trim(test::printedBy(command)), "valid\ninvalid\nvalid") << "and the check can fail";
}

TEST_F(MarkupsFile, saysFrameUnitsAndThatEveryPointIsPlaced) {
    EXPECT_EQ(file["@schema"], kSlicerSchema);
    for (const json& markup : file["markups"]) {
        EXPECT_EQ(markup["coordinateSystem"], "LPS");
        EXPECT_EQ(markup["coordinateUnits"], "mm");
        for (const json& each : markup["controlPoints"]) EXPECT_EQ(each["positionStatus"], "defined");
    }
}

TEST_F(MarkupsFile, aNeedleOfWhichTheEntryIsNotKnownIsNoLine) {
    bundle.sessions[0].markers[2].needle.entry.reset();
    EXPECT_TRUE(read(json::parse(test::written(markupsExporter(), bundle))).lines.empty());
}

TEST_F(MarkupsFile, tellsNothingOfThePatient) {
    bundle.patients[0].name = "Ana Zqcanary";
    bundle.patients[0].note = "Zqcanary";
    EXPECT_EQ(test::written(markupsExporter(), bundle).find("Zqcanary"), std::string::npos);
}

TEST_F(MarkupsFile, withoutWhoItIsOfItTellsNoDayOfItsOwn) {
    EXPECT_TRUE(file["myochart"].contains("written_at"));
    const json nobody = json::parse(test::written(markupsExporter(), bundle, true));
    EXPECT_EQ(nobody["myochart"], (json{{"deidentified", true}}));
}

TEST_F(MarkupsFile, frameAndUnitsAreTurnedIntoOurs) {
    json given = listOf({point({10, 20, 30})});
    EXPECT_EQ(read(given).points.at(0).position, vec3(10, 20, 30)) << "without a word it is LPS in mm";
    given["markups"][0]["coordinateSystem"] = "RAS";
    EXPECT_EQ(read(given).points.at(0).position, vec3(-10, -20, 30));
    given["markups"][0]["coordinateUnits"] = json{"um", "UCUM", "micrometer"};
    EXPECT_EQ(read(given).points.at(0).position, vec3(-0.01F, -0.02F, 0.03F));
    given["markups"][0]["coordinateUnits"] = "in";
    EXPECT_NE(faultOf(given.dump()).find("points.mrk.json: markups[0].coordinateUnits is none of mm, um, cm and m."), std::string::npos);
    given["markups"][0]["coordinateUnits"] = "mm";
    given["markups"][0]["coordinateSystem"] = "IJK";
    EXPECT_NE(faultOf(given.dump()).find("coordinateSystem is neither LPS nor RAS."), std::string::npos);
}

TEST_F(MarkupsFile, whatRealWritersWriteIsRead) {
    json odd = point({1, 2, 3});
    odd["id"] = 17;
    odd["label"] = 4;
    odd.erase("positionStatus");
    odd["associatedNodeID"] = "vtkMRMLScalarVolumeNode1\r";
    odd["unknown"] = {{"deep", {1, 2}}};
    json given = listOf({odd, point({4, 5, 6})});
    given["markups"][0]["lastUsedControlPointNumber"] = 99;
    given["markups"][0]["measurements"] = {{{"name", "length"}}};
    const Markups markups = read(given);
    ASSERT_EQ(markups.points.size(), 2U) << "ids that are there twice are those of other lists";
    EXPECT_EQ(markups.points[0].label, "4");
    EXPECT_FALSE(markups.points[0].type);
    EXPECT_TRUE(markups.remarks.empty());
    EXPECT_EQ(read(listOf({point({1, 2, 3})}, "2026-11-22 latent")).points.at(0).type, record::MarkerType::latent);
}

TEST_F(MarkupsFile, pointsThatAreNotPlacedAreLeftOutWithARemark) {
    json undefined = point(""), missing = point({1, 2, 3}), none = point(nullptr), preview = point({1, 2, 3});
    undefined["positionStatus"] = "undefined";
    missing["positionStatus"] = "missing";
    preview["positionStatus"] = "preview";
    const Markups markups = read(listOf({undefined, missing, none, preview, point({1, 2, 3})}));
    EXPECT_EQ(markups.points.size(), 1U);
    ASSERT_EQ(markups.remarks.size(), 4U);
    EXPECT_EQ(markups.remarks[0], "points.mrk.json: markups[0].controlPoints[0] is not placed; it was left out.");
}

TEST_F(MarkupsFile, hugeCoordinatesAreLeftOutAndNoneIsANumberThatIsNone) {
    const Markups markups = read(listOf({point({1e9, 0, 0}), point({0, -10'001, 0}), point({1, 2, 3})}));
    EXPECT_EQ(markups.points.size(), 1U);
    EXPECT_NE(markups.remarks.at(0).find("more than ten metres off"), std::string::npos);
    std::string text = listOf({point({1.5, 2, 3})}).dump();
    for (const char* bad : {"NaN", "Infinity", "-Infinity", "1e999"}) {
        std::string with = text;
        with.replace(with.find("1.5"), 3, bad);
        EXPECT_NE(faultOf(with), "") << bad;
    }
}

TEST_F(MarkupsFile, othersThanPointsAndNeedlesAreLeftOutWithTheirType) {
    json given = listOf({point({1, 2, 3})});
    given["markups"].push_back({{"type", "ClosedCurve"}, {"controlPoints", {point({1, 2, 3})}}});
    given["markups"].push_back({{"type", "Line"}, {"controlPoints", {point({1, 2, 3})}}});
    given["markups"].push_back({{"type", "Line"}, {"controlPoints", {point({1, 2, 3}), point({1, 2, 3})}}});
    const Markups markups = read(given);
    EXPECT_EQ(markups.points.size(), 1U);
    EXPECT_TRUE(markups.lines.empty());
    ASSERT_EQ(markups.remarks.size(), 3U);
    EXPECT_NE(markups.remarks[0].find("markups[1] is a ClosedCurve"), std::string::npos);
    EXPECT_NE(markups.remarks[1].find("markups[2] is a line of 1 placed points"), std::string::npos);
    EXPECT_NE(markups.remarks[2].find("without length"), std::string::npos);
}

TEST_F(MarkupsFile, structureThatCannotBeIsRefusedWithItsPlace) {
    EXPECT_EQ(faultOf(""), "points.mrk.json is empty.");
    EXPECT_NE(faultOf("[]"), "");
    EXPECT_NE(faultOf("{\"@schema\": 1}"), "");
    EXPECT_NE(faultOf(fmt::format("{{\"@schema\": \"{}\"}}", kSlicerSchema)).find("markups is missing."), std::string::npos);
    const auto expectFault = [](const json& given, std::string_view fault) {
        const std::string said = faultOf(given.dump());
        EXPECT_NE(said.find(fault), std::string::npos) << said;
    };
    json given = listOf({point({1, 2, 3})});
    given["markups"] = json::object();
    expectFault(given, "markups must be an array.");
    given = listOf({point({1, 2})});
    expectFault(given, "markups[0].controlPoints[0].position must be three numbers.");
    given = listOf({point({"1", "2", "3"})});
    expectFault(given, "position must be three numbers.");
    given = listOf({17});
    expectFault(given, "markups[0].controlPoints[0] must be an object.");
    given = listOf({point({1, 2, 3})});
    given["markups"][0]["type"] = nullptr;
    expectFault(given, "markups[0].type is missing.");
    given["markups"][0]["type"] = "Fiducial";
    given["markups"][0]["controlPoints"][0]["label"] = json::array();
    expectFault(given, "controlPoints[0].label must be a text.");
    given = listOf({});
    given["@schema"] = "https://example.org/markups-schema-v2.0.0.json#";
    expectFault(given, "@schema is of a version that is not read here");
    const std::string whole = file.dump();
    for (size_t i = 1; i < 16; ++i) EXPECT_NE(faultOf(std::string_view(whole).substr(0, whole.size() * i / 16)), "") << "cut";
    EXPECT_NE(faultOf(std::string(100'000, '[')), "");
    EXPECT_NE(faultOf("\xFF\xFE{").find("UTF-16"), std::string::npos);
    EXPECT_TRUE(markupsFromText("\xEF\xBB\xBF" + whole, "points.mrk.json").ok()) << "a mark that some editors put in front";
}

TEST_F(MarkupsFile, aHundredThousandPointsAreRefusedWithTheLimit) {
    std::string text = fmt::format("{{\"@schema\":\"{}\",\"markups\":[{{\"type\":\"Fiducial\",\"controlPoints\":[", kSlicerSchema);
    for (int i = 0; i < 100'000; ++i) text += i == 0 ? "{\"position\":[0,0,0]}" : ",{\"position\":[0,0,0]}";
    EXPECT_NE(faultOf(text + "]}]}").find("controlPoints[2000] is the point after 2000, which is the most that is read."), std::string::npos);
}

TEST_F(MarkupsFile, factsThatCannotBeReadLeaveTheBarePoint) {
    json& own = file["markups"][0]["controlPoints"][0]["myochart"];
    own["site"]["type"] = "Canary";
    const Markups markups = read(file);
    EXPECT_EQ(markups.points.size(), 12U);
    EXPECT_FALSE(markups.points[0].site);
    ASSERT_EQ(markups.remarks.size(), 1U);
    EXPECT_NE(markups.remarks[0].find("cannot be read; it counts as a bare point."), std::string::npos);
    EXPECT_EQ(markups.remarks[0].find("Canary"), std::string::npos);
}

TEST_F(MarkupsFile, oldListsOfPointsAreRead) {
    const std::string_view text =
        "# Markups fiducial file version = 4.11\r\n"
        "# CoordinateSystem = LPS\r\n"
        "# columns = id,x,y,z,ow,ox,oy,oz,vis,sel,lock,label,desc,associatedNodeID\r\n"
        "vtkMRMLMarkupsFiducialNode_0,-60.5,20.25,1400,0,0,0,1,1,1,0,F-1,\"said \"\"here\"\", twice\",,2,0\r\n"
        "2,1,2,3,0,0,0,1,1,1,0,F-2,,,0,0\r\n"
        "3,1,2,3,0,0,0,1,1,1,0,F-3,,,3,0\r\n"
        "4,nan,2,3,0,0,0,1,1,1,0,F-4,,\r\n"
        "5,4,5,6,0,0,0,1,1,1,0,F-5,,\r\n";
    const auto markups = markupsFromText(text, "F.fcsv");
    ASSERT_TRUE(markups) << markups.error().message;
    ASSERT_EQ(markups->points.size(), 2U);
    EXPECT_EQ(markups->points[0].position, vec3(-60.5F, 20.25F, 1400));
    EXPECT_EQ(markups->points[0].description, "said \"here\", twice");
    EXPECT_EQ(markups->points[0].label, "F-1");
    EXPECT_EQ(markups->points[0].place, "line 4");
    EXPECT_EQ(markups->points[1].label, "F-5");
    EXPECT_EQ(markups->remarks, (std::vector<std::string>{"F.fcsv: line 5 is not placed; it was left out.", "F.fcsv: line 6 is not placed; it was left out.",
                                                         "F.fcsv: line 7 has no coordinates; it was left out."}));
}

TEST_F(MarkupsFile, theFrameOfOldListsIsANumberOrAWordAndRasWithoutOne) {
    const auto first = [](const std::string& system) {
        const auto markups = markupsFromText("# Markups fiducial file version = 4.10\n" + system + "# columns = id,x,y,z\n1,10,20,30\n", "F.fcsv");
        return markups && !markups->points.empty() ? markups->points[0].position : vec3(0);
    };
    EXPECT_EQ(first(""), vec3(-10, -20, 30));
    EXPECT_EQ(first("# CoordinateSystem = 0\n"), vec3(-10, -20, 30));
    EXPECT_EQ(first("# CoordinateSystem = RAS\n"), vec3(-10, -20, 30));
    EXPECT_EQ(first("# CoordinateSystem = 1\n"), vec3(10, 20, 30));
    EXPECT_EQ(first("# CoordinateSystem = LPS\n"), vec3(10, 20, 30));
    EXPECT_EQ(first("# CoordinateSystem = 2\n"), vec3(0)) << "in voxels: refused";
}

TEST_F(MarkupsFile, columnsOfOldListsAreFoundByTheirNames) {
    const auto markups = markupsFromText("# Fiducial List file F.fcsv\n# columns = label,x,y,z,sel,vis\nhere,10,20,30,1,1\n", "F.fcsv");
    ASSERT_TRUE(markups) << markups.error().message;
    ASSERT_EQ(markups->points.size(), 1U);
    EXPECT_EQ(markups->points[0].label, "here");
    EXPECT_EQ(markups->points[0].position, vec3(-10, -20, 30));
}

TEST_F(MarkupsFile, randomlyDamagedFilesAreRefusedOrReadWithinTheLimits) {
    const std::string text = file.dump();
    size_t refusedCount = 0;
    for (int i = 0; i < 500; ++i) {
        std::string damaged = text;
        for (auto n = 1 + random() % 4; n > 0; --n) {
            const size_t at = random() % damaged.size();
            if (random() % 2 == 0) damaged[at] = "{}[]\",:0-e"[random() % 10];
            else damaged.erase(at, 1 + random() % 40);
        }
        const auto markups = markupsFromText(damaged, "points.mrk.json");
        if (!markups) {
            ++refusedCount;
            EXPECT_TRUE(markups.error().message.starts_with("points.mrk.json")) << markups.error().message;
            continue;
        }
        for (const MarkupPoint& each : markups->points)
            for (int k = 0; k < 3; ++k) EXPECT_LE(std::abs(each.position[k]), record::kMaxCoordinateMm);
    }
    EXPECT_GT(refusedCount, 100U);
}

TEST_F(MarkupsFile, whatAFileIsIsSeenByWhatItHolds) {
    EXPECT_TRUE(looksLikeMarkups(file.dump()));
    EXPECT_TRUE(looksLikeMarkups("# Markups fiducial file version = 4.11\n"));
    EXPECT_FALSE(looksLikeMarkups(toJsonText(bundle)));
    EXPECT_FALSE(looksLikeMarkups(test::written(csvExporter(), bundle)));
}

}  // namespace myochart::exchange
