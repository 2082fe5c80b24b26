#include "builtin/schematic_paths.h"

#include <gtest/gtest.h>

#include "support/builtin_body.h"
#include "support/sample_body.h"

namespace myochart::builtin {

using namespace test;

namespace {

const std::vector<body::NewStructure>& tubes() {
    static const std::vector<body::NewStructure> made = [] {
        places::LandmarkFinder landmarks(builtinBody());
        return schematicTubes(landmarks, catalogue());
    }();
    return made;
}

const geometry::TriMesh& tube(std::string_view key) {
    const auto at = std::find_if(tubes().begin(), tubes().end(), [&](const auto& made) { return made.facts.key == key; });
    EXPECT_NE(at, tubes().end()) << key;
    return at == tubes().end() ? tubes().front().mesh : at->mesh;
}

vec3 landmark(std::string_view key, Side side = Side::left) {
    places::LandmarkFinder finder(builtinBody());
    const auto found = finder.find(key, side);
    EXPECT_TRUE(found) << key;
    return found ? found->position : vec3(0);
}

/// How near a path comes to a point, mm.
float nearest(std::string_view key, vec3 point) {
    const auto at = geometry::nearestOn(tube(key), 0, point, 1000);
    return at ? at->distanceMm : 1000;
}

}  // namespace

TEST(SchematicPaths, everyPathOfTheTableRunsOnBothSidesAsAClosedTube) {
    EXPECT_GE(schematicPaths(catalogue()).size(), 25U);
    EXPECT_EQ(tubes().size(), 2 * schematicPaths(catalogue()).size());
    for (const body::NewStructure& made : tubes()) {
        EXPECT_GT(geometry::signedVolume(made.mesh), 50) << made.facts.key;
        EXPECT_NE(made.facts.name.find("(schematic)"), std::string::npos);
        EXPECT_TRUE(made.facts.system == body::System::nerve || made.facts.system == body::System::vessel);
        EXPECT_TRUE(made.facts.muscleKey.empty());
        const auto path = schematicPathOf(catalogue(), made.facts.key);
        ASSERT_TRUE(path) << made.facts.key;
        EXPECT_GE(path->uncertaintyMm, 3) << "no course is certain";
        EXPECT_NE(catalogue().source(path->source), nullptr);
    }
}

TEST(SchematicPaths, eachStaysOnItsSide) {
    places::LandmarkFinder landmarks(builtinBody());
    for (const body::NewStructure& made : tubes()) {
        const Box box = geometry::bounds(made.mesh);
        if (made.facts.side == Side::left) EXPECT_GT(box.min.x, landmarks.midplane() - 5) << made.facts.key;
        else EXPECT_LT(box.max.x, landmarks.midplane() + 5) << made.facts.key;
    }
}

TEST(SchematicPaths, nervesPassTheLandmarksWhereTheyAreFelt) {
    EXPECT_LT(nearest("left_ulnar_nerve_schematic", landmark("medial_epicondyle")), 12) << "in the groove behind it";
    EXPECT_LT(nearest("left_common_fibular_nerve_schematic", landmark("fibular_neck")), 10) << "around the neck of the fibula";
    EXPECT_LT(nearest("left_tibial_nerve_schematic", landmark("medial_malleolus")), 25) << "behind the ankle";
    const vec3 tuber = landmark("ischial_tuberosity"), trochanter = landmark("greater_trochanter");
    EXPECT_LT(nearest("left_sciatic_nerve_schematic", (tuber + trochanter) * 0.5F), 20) << "between seat bone and trochanter";
    const vec3 groin = (landmark("asis") + landmark("pubic_symphysis")) * 0.5F;
    EXPECT_LT(nearest("left_femoral_artery_schematic", groin), 20) << "at the middle of the groin";
    EXPECT_LT(nearest("left_vertebral_artery_schematic", landmark("c1_transverse")), 12) << "through the atlas";
}

TEST(SchematicPaths, lateralToMedialInTheGroinIsNerveArteryVein) {
    const auto xAtGroin = [](std::string_view key) {
        float sum = 0, count = 0;
        for (const vec3 p : tube(key).positions)
            if (std::abs(p.z - 850) < 10) {
                sum += p.x;
                ++count;
            }
        EXPECT_GT(count, 0) << key;
        return sum / count;
    };
    EXPECT_GT(xAtGroin("left_femoral_nerve_schematic"), xAtGroin("left_femoral_artery_schematic"));
    EXPECT_GT(xAtGroin("left_femoral_artery_schematic"), xAtGroin("left_femoral_vein_schematic"));
}

TEST(SchematicPaths, aBodyWithoutTheBonesGetsNone) {
    const auto body = sampleBody();
    places::LandmarkFinder landmarks(*body);
    EXPECT_TRUE(schematicTubes(landmarks, catalogue()).empty());
    EXPECT_FALSE(schematicPathOf(catalogue(), "left_soleus"));
}

}  // namespace myochart::builtin
