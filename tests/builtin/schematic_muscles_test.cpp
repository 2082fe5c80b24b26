#include "builtin/schematic_muscles.h"

#include <algorithm>
#include <map>

#include <gtest/gtest.h>

#include "support/builtin_body.h"
#include "support/sample_body.h"

namespace myochart::builtin {

using namespace test;

namespace {

const std::vector<body::NewStructure>& muscles() {
    static const std::vector<body::NewStructure> made = [] {
        places::LandmarkFinder landmarks(builtinBody());
        return schematicMuscles(landmarks, catalogue());
    }();
    return made;
}

const geometry::TriMesh& mesh(std::string_view key) {
    const auto at = std::find_if(muscles().begin(), muscles().end(), [&](const auto& made) { return made.facts.key == key; });
    EXPECT_NE(at, muscles().end()) << key;
    return at == muscles().end() ? muscles().front().mesh : at->mesh;
}

std::uint32_t structure(std::string_view key) {
    const auto index = builtinBody().find(key);
    EXPECT_TRUE(index) << key;
    return index.value_or(0);
}

/// How far the surface of `key` comes to a structure of the body, mm.
float gapTo(std::string_view key, std::string_view other) {
    const std::uint32_t index = structure(other);
    const geometry::TriMesh to = builtinBody().mesh(index);
    float least = 1000;
    for (const vec3 p : mesh(key).positions)
        if (const auto at = geometry::nearestOn(to, index, p, 50)) least = std::min(least, at->distanceMm);
    return least;
}

}  // namespace

TEST(SchematicMuscles, everyMuscleOfTheTableIsAClosedSurfaceOnBothSidesBoundToTheCatalogue) {
    std::map<std::string, int> sides;
    for (const body::NewStructure& made : muscles()) {
        SCOPED_TRACE(made.facts.key);
        const anatomy::Muscle* muscle = catalogue().muscle(made.facts.muscleKey);
        ASSERT_NE(muscle, nullptr);
        ++sides[muscle->key];
        EXPECT_EQ(made.facts.system, body::System::muscle);
        EXPECT_EQ(made.facts.layer, muscle->layer);
        EXPECT_EQ(made.facts.latin, muscle->latin);
        EXPECT_TRUE(made.facts.name.ends_with("(schematic)"));
        EXPECT_GT(geometry::signedVolume(made.mesh), 300) << "closed and wound outwards";
        std::map<std::pair<std::uint32_t, std::uint32_t>, int> edges;
        for (size_t i = 0; i < made.mesh.indices.size(); i += 3)
            for (size_t k = 0; k < 3; ++k) ++edges[{made.mesh.indices[i + k], made.mesh.indices[i + (k + 1) % 3]}];
        for (const auto& [edge, count] : edges) EXPECT_TRUE(count == 1 && edges.contains({edge.second, edge.first}));
    }
    EXPECT_EQ(sides, (std::map<std::string, int>{{"bulbospongiosus", 2}, {"ischiocavernosus", 2}, {"scalenus_minimus", 2}, {"sternalis", 2}}));
}

TEST(SchematicMuscles, fibresRunFromOriginToInsertionAndTheEndsAreTendon) {
    for (const auto& [key, from, to] : {std::tuple{"left_sternalis_schematic", vec3(9, -159, 1330), vec3(44, -213, 1176)},
                                        std::tuple{"left_scalenus_minimus_schematic", vec3(26, -79, 1392), vec3(46, -99, 1360)},
                                        std::tuple{"left_ischiocavernosus_schematic", vec3(32, -68, 764), vec3(10, -117, 779)},
                                        std::tuple{"right_bulbospongiosus_schematic", vec3(-4, -60, 769), vec3(-6, -129, 772)}}) {
        const body::Structure& made = builtinBody().structure(structure(key));
        EXPECT_LT(made.frame.address(from).x, 0.15F) << key;
        EXPECT_GT(made.frame.address(to).x, 0.85F) << key;
        int tendon = 0, belly = 0;
        for (const body::PackedVertex& v : builtinBody().vertices(made.levels[0])) {
            const float u = made.frame.address(builtinBody().position(v)).x;
            if (u < 0.03F && v.tendon > 60) ++tendon;
            if (u > 0.4F && u < 0.6F && v.tendon == 0) ++belly;
        }
        EXPECT_GT(tendon, 0) << key;
        EXPECT_GT(belly, 0) << key;
    }
}

TEST(SchematicMuscles, eachLiesWhereTextbooksTell) {
    for (const std::string side : {"left", "right"}) {
        EXPECT_LT(gapTo(side + "_sternalis_schematic", "sternocostal_part_of_" + side + "_pectoralis_major"), 1) << "on pectoralis major";
        EXPECT_LT(gapTo(side + "_scalenus_minimus_schematic", side + "_first_rib"), 3);
        EXPECT_LT(gapTo(side + "_scalenus_minimus_schematic", "seventh_cervical_vertebra"), 5);
        EXPECT_LT(gapTo(side + "_ischiocavernosus_schematic", side + "_hip_bone"), 3) << "along the ramus";
        EXPECT_LT(gapTo(side + "_bulbospongiosus_schematic", "external_anal_sphincter"), 8) << "in front of it";
    }
    const auto middle = [](std::string_view key) { return geometry::bounds(mesh(key)).centre(); };
    EXPECT_GT(middle("left_scalenus_minimus_schematic").y, builtinBody().structure(structure("left_scalenus_anterior")).bounds.centre().y)
        << "behind scalenus anterior";
    EXPECT_LT(std::abs(middle("left_bulbospongiosus_schematic").x), 10) << "beside the midline";
}

TEST(SchematicMuscles, onlySternalisIsHiddenUntilAskedFor) {
    const std::set<std::uint32_t> expected = {structure("left_sternalis_schematic"), structure("right_sternalis_schematic")};
    EXPECT_EQ(hiddenAtFirst(builtinBody(), catalogue()), expected);
    EXPECT_TRUE(hiddenAtFirst(*sampleBody(), catalogue()).empty());
}

TEST(SchematicMuscles, aBodyWithoutTheBonesGetsNone) {
    const auto body = sampleBody();
    places::LandmarkFinder landmarks(*body);
    EXPECT_TRUE(schematicMuscles(landmarks, catalogue()).empty());
}

}  // namespace myochart::builtin
