#include <gtest/gtest.h>

#include "anatomy/csv_table.h"
#include "body/bodyparts3d.h"
#include "body/classify.h"
#include "body/placement.h"
#include "body/side_of.h"
#include "body/structure_names.h"
#include "model_files.h"
#include "support/test_folder.h"

namespace myochart::body {

using namespace test;

namespace {

/// The share of names in a class table whose system agrees; the tables call vessels, nerves and organs "other".
double agreement(const Path& table) {
    const auto text = readTextFile(table, 1 << 20);
    EXPECT_TRUE(text);
    const auto rows = anatomy::parseCsv("classes", *text, {"file", "name", "concept", "class"});
    EXPECT_TRUE(rows);
    double same = 0;
    for (const anatomy::CsvRow& row : rows->rows) {
        anatomy::RowReader read(*rows, row);
        const System system = systemOfName(read.text("name"));
        const bool plain = system != System::vessel && system != System::nerve && system != System::organ;
        const std::string_view told = plain ? name(system) : "other";
        if (told == read.text("class")) ++same;
    }
    return same / static_cast<double>(rows->rows.size());
}

ForeignModel modelOf(vec3 size, blob::Axis axis = blob::Axis::unknown, float unitMm = 0) {
    ForeignModel model;
    model.axis = axis;
    model.unitMm = unitMm;
    model.meshes.push_back({"part", "part.obj", "", box(-0.5F * size, 0.5F * size)});
    return model;
}

}  // namespace

TEST(Systems, namesTellThem) {
    EXPECT_EQ(systemOfName("Left inguinal ligament"), System::connective);
    EXPECT_EQ(systemOfName("tensor fasciae latae"), System::muscle);
    EXPECT_EQ(systemOfName("posterior papillary muscle of left ventricle"), System::organ);
    EXPECT_EQ(systemOfName("intervertebral disk of axis"), System::disc);
    EXPECT_EQ(systemOfName("axis"), System::bone);
    EXPECT_EQ(systemOfName("Right costal cartilage"), System::cartilage);
    EXPECT_EQ(systemOfName("set of head hairs"), System::skin);
    EXPECT_EQ(systemOfName("Levator labii superioris"), System::muscle);
    EXPECT_EQ(systemOfName("Musculus soleus"), System::muscle);
    EXPECT_EQ(systemOfName("Left sciatic nerve"), System::nerve);
    EXPECT_EQ(systemOfName("Obturator artery"), System::vessel);
    EXPECT_EQ(systemOfName("right upper second molar tooth"), System::tooth);
    EXPECT_EQ(systemOfName("Cube.003"), System::other);
    EXPECT_EQ(systemOfName(""), System::other);
}

TEST(Systems, agreeWithTheClassesOfBodyParts3d) {
    MYOCHART_NEED_SHARED("data/bodyparts3d/classes_4.0.csv");
    EXPECT_GE(agreement(sharedFolder() / "data/bodyparts3d/classes_3.0.csv"), 0.98);
    EXPECT_GE(agreement(sharedFolder() / "data/bodyparts3d/classes_4.0.csv"), 0.98);
}

TEST(Systems, shippedTablesAgreeWithTheRules) {
    for (const std::string file : {"bodyparts3d_3.csv", "bodyparts3d_4.csv"}) {
        const auto text = readTextFile(myochart::test::sourceFolder() / "assets/knowledge" / file, 1 << 20);
        ASSERT_TRUE(text);
        const auto rows = anatomy::parseCsv(file, *text, {"file", "name", "concept", "class"});
        ASSERT_TRUE(rows);
        EXPECT_TRUE(rows->faults.empty());
        for (const anatomy::CsvRow& row : rows->rows) {
            anatomy::RowReader read(*rows, row);
            EXPECT_TRUE(systemFromName(read.text("class"))) << file << " line " << row.line;
            EXPECT_FALSE(read.needed("file").empty() || read.needed("name").empty()) << file << " line " << row.line;
        }
        EXPECT_GE(agreement(myochart::test::sourceFolder() / "assets/knowledge" / file),
                  file == "bodyparts3d_4.csv" ? 0.98 : 0.75);
    }
}

TEST(Systems, everyOneHasAWordAndBack) {
    for (int i = 0; i <= static_cast<int>(System::other); ++i)
        EXPECT_EQ(systemFromName(name(static_cast<System>(i))), static_cast<System>(i));
    EXPECT_FALSE(systemFromName("Muscle"));
    EXPECT_EQ(layerOfSystem(System::tooth), anatomy::Layer::bone);
    EXPECT_EQ(layerOfSystem(System::disc), anatomy::Layer::connective);
}

TEST(StructureNames, drawingProgramsEndingsGo) {
    EXPECT_EQ(structureName("Soleus muscle.001", "a.glb"), "Soleus muscle");
    EXPECT_EQ(structureName("soleus.l.001.002", "a.glb"), "soleus.l");
    EXPECT_EQ(structureName("", "internal_oblique.left.obj"), "internal oblique left");
    EXPECT_EQ(structureName("grp1", "FJ1385.obj"), "FJ1385");
    EXPECT_EQ(structureName("Mesh 12", "left_soleus.stl"), "left soleus");
    EXPECT_EQ(structureName("", ""), "unnamed");
}

TEST(StructureNames, keysTellTheSideAndAreUnique) {
    KeyMaker keys;
    EXPECT_EQ(keys.make("Left soleus", Side::left), "left_soleus");
    EXPECT_EQ(keys.make("soleus.r", Side::right), "right_soleus");
    EXPECT_EQ(keys.make("Long head of left biceps femoris", Side::left), "long_head_of_left_biceps_femoris");
    EXPECT_EQ(keys.make("thoracic rotator", Side::left), "left_thoracic_rotator");
    EXPECT_EQ(keys.make("Crico-arytenoid", Side::midline), "crico_arytenoid");
    EXPECT_EQ(keys.make("left soleus", Side::left), "left_soleus_2");
    EXPECT_EQ(keys.make("LEFT SOLEUS!", Side::left), "left_soleus_3");
    EXPECT_EQ(keys.make("", Side::midline), "unnamed");
    EXPECT_EQ(keys.make("Muskel \xC3\xBC"
                        "ber",
                        Side::midline),
              "muskel_uber");
}

TEST(StructureNames, sidesCanBeExchanged) {
    EXPECT_EQ(withOtherSide("Superficial head of Left flexor, right hand"),
              "Superficial head of Right flexor, left hand");
    EXPECT_EQ(withOtherSide("soleus.l"), "soleus.r");
    EXPECT_EQ(withOtherSide("soleus_R"), "soleus_L");
    EXPECT_EQ(withOtherSide("Schollenmuskel re."), "Schollenmuskel li.");
    EXPECT_EQ(withOtherSide("M. soleus sin."), "M. soleus dext.");
    EXPECT_EQ(withOtherSide("soleus"), "soleus");
    EXPECT_EQ(withOtherSide("..."), "...");
}

TEST(Sides, namesPairsAndPlacesTellThem) {
    const auto at = [](float x, float half = 5) { return Box{{x - half, 0, 0}, {x + half, 10, 10}}; };
    const std::vector<SideQuestion> questions = {{"left soleus", at(100), Side::left, true},
                                                 {"right soleus", at(-100), Side::right, true},
                                                 {"rotator", at(6, 9), {}, false},
                                                 {"Rotator", at(-6, 9), {}, false},
                                                 {"spleen", at(80), {}, false},
                                                 {"deltoid", at(150), {}, true},
                                                 {"deltoid", at(-150), {}, true},
                                                 {"sternum", at(0), {}, true}};
    EXPECT_EQ(sidesOf(questions, midplaneOf(questions)).sides,
              (std::vector<Side>{Side::left, Side::right, Side::left, Side::right, Side::left, Side::left, Side::right,
                                 Side::midline}));
}

TEST(Sides, placeGoesBeforeAMisnamedMuscleOnlyWhereOthersAgree) {
    const auto at = [](float x) { return Box{{x - 5, 0, 0}, {x + 5, 10, 10}}; };
    std::vector<SideQuestion> questions;
    for (int i = 0; i < 20; ++i)
        questions.push_back({"m", at(i % 2 ? 100.0F : -100.0F), i % 2 ? Side::left : Side::right, true});
    questions.push_back({"left flexor pollicis brevis", at(-280), Side::left, true});
    questions.push_back({"left coronary artery", at(-30), Side::left, false});
    questions.back().mayCross = true;
    const auto sides = sidesOf(questions, midplaneOf(questions)).sides;
    EXPECT_EQ(sides[20], Side::right);
    EXPECT_EQ(sides[21], Side::left) << "a vessel may cross over";
    for (SideQuestion& q : questions) q.told = Side::left;
    EXPECT_EQ(midplaneOf(questions), std::nullopt);
    EXPECT_EQ(sidesOf(questions, {}).sides[20], Side::left) << "where half the names are wrong, places are no better";
}

TEST(Sides, aScrapFarAwayHidesNoMisnamedTwin) {
    const auto box = [](float from, float to) { return Box{{from, 0, 0}, {to, 10, 10}}; };
    const std::vector<SideQuestion> questions = {{"left costal cartilage", box(-53, 40), Side::left, true},
                                                 {"right costal cartilage", box(22, 52), Side::right, true},
                                                 {"left soleus", box(60, 120), Side::left, true},
                                                 {"right soleus", box(-120, -60), Side::right, true},
                                                 {"left arytenoid", box(-7, 6), Side::left, true},
                                                 {"right arytenoid", box(-7, 6), Side::right, true}};
    EXPECT_EQ(sidesOf(questions, 0).sides,
              (std::vector<Side>{Side::right, Side::left, Side::left, Side::right, Side::left, Side::right}))
        << "the arytenoids cross each other";
}

TEST(Placement, formatsThatTellAreBelieved) {
    const auto placed = placementOf(modelOf({0.5F, 1.7F, 0.3F}, blob::Axis::yUpFacingZ, 1000), {}, {});
    EXPECT_EQ(placed.unit.certainty, Certainty::told);
    EXPECT_EQ(placed.frame.certainty, Certainty::told);
    EXPECT_EQ(placed.placement.millimetresPerUnit, 1000);
    EXPECT_EQ(placed.placement.place({0.1F, 1.5F, 0.2F}), vec3(100, -200, 1500)) << "forward is -y, up is z";
}

TEST(Placement, unitAndAxisAreGuessedFromTheSize) {
    struct Case {
        vec3 size;
        double unit;
        UpAxis up;
    };
    for (const Case& c : {Case{{500, 300, 1750}, 1, UpAxis::z}, Case{{50, 175, 30}, 10, UpAxis::y},
                          Case{{0.5F, 1.75F, 0.3F}, 1000, UpAxis::y}, Case{{20, 12, 69}, 25.4, UpAxis::z},
                          Case{{1.8F, 0.3F, 1.75F}, 1000, UpAxis::z}, Case{{1750, 300, 200}, 1, UpAxis::x}}) {
        const auto placed = placementOf(modelOf(c.size), {}, {});
        EXPECT_EQ(placed.placement.millimetresPerUnit, c.unit) << c.size.z;
        EXPECT_EQ(placed.placement.upAxis, c.up) << c.size.z;
        EXPECT_EQ(placed.unit.certainty, Certainty::guessed);
        EXPECT_GE(placed.frame.certainty, Certainty::guessed);
        EXPECT_EQ(placed.sides.certainty, Certainty::unknown);
    }
}

TEST(Placement, formatThatLiesOnItsBackIsAskedAbout) {
    const auto placed = placementOf(modelOf({0.5F, 0.2F, 1.7F}, blob::Axis::yUpFacingZ, 1000), {}, {});
    EXPECT_EQ(placed.placement.upAxis, UpAxis::z);
    EXPECT_EQ(placed.frame.certainty, Certainty::guessed);
}

TEST(Placement, unitOffByAThousandIsNotBelieved) {
    const auto placed = placementOf(modelOf({500, 1700, 300}, blob::Axis::yUpFacingZ, 1000), {}, {});
    EXPECT_EQ(placed.unit.certainty, Certainty::guessed);
    EXPECT_EQ(placed.placement.millimetresPerUnit, 1);
}

TEST(Placement, answersGoBeforeGuesses) {
    ImportOptions answers;
    answers.millimetresPerUnit = 2;
    answers.upAxis = UpAxis::z;
    answers.quarterTurns = 2;
    const auto placed = placementOf(modelOf({0.5F, 1.7F, 0.3F}), {}, answers);
    EXPECT_EQ(placed.unit.certainty, Certainty::told);
    EXPECT_EQ(placed.frame.certainty, Certainty::told);
    EXPECT_EQ(placed.sides.certainty, Certainty::told);
    EXPECT_EQ(placed.placement.place({1, 2, 3}), vec3(-2, -4, 6));
    answers.mirrored = true;
    EXPECT_EQ(placementOf(modelOf({0.5F, 1.7F, 0.3F}), {}, answers).placement.place({1, 2, 3}), vec3(2, -4, 6));
}

TEST(Placement, everyWayUpKeepsTheHand) {
    for (const UpAxis up : {UpAxis::x, UpAxis::y, UpAxis::z, UpAxis::minusX, UpAxis::minusY, UpAxis::minusZ})
        for (int turns = 0; turns < 4; ++turns) {
            Placement placement;
            placement.upAxis = up;
            placement.quarterTurns = turns;
            const vec3 x = placement.turned({1, 0, 0}), y = placement.turned({0, 1, 0}),
                       z = placement.turned({0, 0, 1});
            EXPECT_EQ(glm::dot(glm::cross(x, y), z), 1) << name(up) << turns;
            EXPECT_EQ(upAxisFromName(name(up)), up);
        }
}

TEST(Placement, anAnswerAboutTheHandIsNotUndoneByATurn) {
    PlacementSigns signs;
    signs.places = {{"a", {100, 0, 0}, {}, true, Side::left}, {"a", {-100, 0, 0}, {}, true, Side::right}};
    ImportOptions answers;
    answers.mirrored = true;
    const auto mirrored = placementOf(modelOf({500, 300, 1750}), signs, answers).placement;
    EXPECT_EQ(mirrored.quarterTurns, 0);
    EXPECT_EQ(mirrored.place({1, 2, 3}), vec3(-1, 2, 3));
    answers = {};
    answers.quarterTurns = 2;
    const auto turned = placementOf(modelOf({500, 300, 1750}), signs, answers).placement;
    EXPECT_FALSE(turned.mirrored);
    EXPECT_EQ(turned.place({1, 2, 3}), vec3(-1, -2, 3));
}

TEST(Placement, onePairTurnsTheModelToItsNames) {
    PlacementSigns signs;
    signs.places = {{"a", {-100, 0, 0}, {}, true, Side::left}, {"a", {100, 0, 0}, {}, true, Side::right}};
    const auto placed = placementOf(modelOf({500, 300, 1750}), signs, {});
    EXPECT_EQ(placed.placement.quarterTurns, 2);
    EXPECT_EQ(placed.sides.certainty, Certainty::guessed);
    signs.insideOut = true;
    const auto mirrored = placementOf(modelOf({500, 300, 1750}), signs, {});
    EXPECT_TRUE(mirrored.placement.mirrored) << "its surfaces face inwards, as mirroring leaves them";
    signs.places.pop_back();
    EXPECT_EQ(placementOf(modelOf({500, 300, 1750}), signs, {}).placement.quarterTurns, 0);
}

TEST(BodyParts3d, headersTellNameAndConcept) {
    const auto facts = factsFromHeader(
        "# File ID : FJ1385\n# Concept ID : FMA37719\n# English name : Second lumbrical of right foot\n# Bounds(mm): "
        "(1)\n");
    ASSERT_TRUE(facts);
    EXPECT_EQ(facts->name, "Second lumbrical of right foot");
    EXPECT_EQ(facts->concept_, "FMA37719");
    EXPECT_FALSE(factsFromHeader("# English name : \n"));
    EXPECT_FALSE(factsFromHeader(""));
}

TEST(BodyParts3d, isRecognisedByNamesAndHeadersTogether) {
    const auto model = [](std::string file, std::string comment) {
        ForeignModel made;
        made.meshes.push_back({"", std::move(file), std::move(comment), {}});
        return publisherOf(made);
    };
    EXPECT_EQ(model("FMA22559.obj", "# OBJ file of BodyParts3D\n"), Publisher::bodyParts3d3);
    EXPECT_EQ(model("BP24.obj", "# OBJ file of BodyParts3D\n"), Publisher::bodyParts3d3);
    EXPECT_EQ(model("FMA7198nsn.obj", "# OBJ file of BodyParts3D\n"), Publisher::bodyParts3d3);
    EXPECT_EQ(model("FJ1469M.obj", "# as follows: \"BodyParts3D, (c)\"\n"), Publisher::bodyParts3d4);
    EXPECT_EQ(model("FMA22559.obj", "# made by me\n"), Publisher::unknown);
    EXPECT_EQ(model("soleus.obj", "# BodyParts3D\n"), Publisher::unknown);
}

}  // namespace myochart::body
