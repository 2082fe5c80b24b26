#include <gtest/gtest.h>

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "body/model_library.h"
#include "body/shapes.h"
#include "body/shared_affixes.h"
#include "body/side_of.h"
#include "body/told_frame.h"
#include "plain_figure.h"

// Small valid files that swap, merge or lose sides, names and places when read carelessly; each compared with the plain
// figure.

namespace myochart::body {

using namespace test;

namespace {

class Frames : public testing::Test {
  protected:
    void SetUp() override { plain_ = opened("plain", "plain.obj", objText(plainFigure())); }

    std::shared_ptr<const Body> opened(const std::string& name, const Path& file, std::string_view bytes,
                                       ImportOptions options = {}) {
        writeText(folder_ / file, bytes);
        return installed(name, folder_ / file, std::move(options));
    }
    std::shared_ptr<const Body> installed(const std::string& name, const Path& source, ImportOptions options = {}) {
        options.name = name;
        options.replace = true;
        options.levelsNow = false;
        auto made = library_.import(source, options, progress_);
        EXPECT_TRUE(made) << (made ? "" : made.error().message);
        if (!made) return nullptr;
        report_ = *made;
        return library_.open(name, progress_).value();
    }
    testing::AssertionResult asPlain(const Path& file, std::string_view bytes, float mm = 0.3F) {
        const auto body = opened("case", file, bytes);
        if (!body) return testing::AssertionFailure() << "not imported";
        return isAsPlain(*body, *plain_, mm, report_.shiftMm == vec3(0) ? vec3(0) : vec3(0));
    }
    bool says(std::string_view part) const {
        std::string all =
            report_.unit.sentence + report_.frame.sentence + report_.sides.sentence + report_.names.sentence;
        for (const auto& list : {report_.notes, report_.skipped, report_.mended})
            for (const std::string& one : list) all += one + "\n";
        return all.find(part) != std::string::npos;
    }

    TestFolder folder_;
    ModelLibrary library_{folder_ / "models", builtHelper(), catalogue()};
    Progress progress_;
    ImportReport report_;
    std::shared_ptr<const Body> plain_;
};

std::string replaced(std::string text, std::string_view from, std::string_view to) {
    for (size_t at = 0; (at = text.find(from, at)) != std::string::npos; at += to.size())
        text.replace(at, from.size(), to);
    return text;
}

/// Every line that begins with "v " or "f " cut in two by a backslash before its last number.
std::string continued(const std::string& text) {
    std::string cut;
    for (size_t from = 0; from < text.size();) {
        const size_t to = text.find('\n', from);
        std::string line = text.substr(from, to - from);
        if (line.starts_with("v ") || line.starts_with("f ")) line.insert(line.rfind(' '), " \\\n ");
        cut += line + "\n";
        from = to + 1;
    }
    return cut;
}

std::string stlSolids(const std::vector<NamedMesh>& figure) {
    std::string text;
    for (const auto& [name, mesh] : figure) text += replaced(stlText(mesh), "made_for_a_test", name);
    return text;
}

vec3 toRas(vec3 p) {
    return {-p.x, -p.y, p.z};
}

}  // namespace

TEST_F(Frames, plainFigureIsKnownInFull) {
    ASSERT_TRUE(plain_);
    EXPECT_EQ(plain_->structures().size(), 14U);
    EXPECT_EQ(report_.mappedMuscles.size(), 12U);
    EXPECT_TRUE(report_.unnamed.empty());
    EXPECT_FALSE(report_.isToBeConfirmed())
        << report_.unit.sentence << report_.frame.sentence << report_.sides.sentence;
    EXPECT_EQ(report_.millimetresPerUnit, 1);
    for (const Structure& s : plain_->structures()) {
        const float x = s.bounds.centre().x;
        EXPECT_EQ(s.side, x > 50 ? Side::left : x < -50 ? Side::right : Side::midline) << s.name;
    }
}

TEST_F(Frames, objStatementsThatAreNotKnownArePassedOver) {
    const std::string text = objText(plainFigure());
    EXPECT_TRUE(asPlain("a.obj", "mg off\n" + text));
    EXPECT_TRUE(asPlain(
        "a.obj",
        "mg 1 0.5\nvp 0.1 0.2\ndeg 3\nbmat u 1 0 0 1\ncstype bezier\nlod 3\nnonsense of a later time\n" + text));
    EXPECT_TRUE(asPlain("a.obj", replaced(text, "\nf ", "\ns 1\nusemtl some material\nf ")));
}

TEST_F(Frames, objLinesGoOnBehindABackslash) {
    const std::string text = objText(plainFigure());
    EXPECT_TRUE(asPlain("a.obj", continued(text)));
    EXPECT_TRUE(asPlain("a.obj", replaced(continued(text), "\n", "\r\n")));
    std::string open = continued(text);
    EXPECT_TRUE(asPlain("a.obj", open.substr(0, open.size() - 1) + " \\")) << "the last line ends in one too";
}

TEST_F(Frames, backslashOfAFolderSwallowsNoLine) {
    const std::string text = objText(plainFigure());
    EXPECT_TRUE(asPlain("a.obj", "# exported to C:\\anatomy\\\nmtllib C:\\anatomy\\\n" +
                                     replaced(text, "\nf ", "\nusemtl textures\\\nf ")));
}

TEST_F(Frames, groupsNameThingsWhereOneObjectHoldsThemAll) {
    const std::string text = objText(plainFigure());
    EXPECT_TRUE(asPlain("a.obj", "o anatomy\n" + replaced(text, "\no ", "\ng ")));
    EXPECT_TRUE(asPlain("a.obj", replaced(text, "\no ", "\ng ")));
    EXPECT_TRUE(asPlain("a.obj", "o default\n" + replaced(text, "\no ", "\nusemtl "))) << "only materials have names";
    const std::string sided =
        "o left\n" +
        objText({{"soleus", box({60, 0, 100}, {100, 50, 400})}, {"masseter", box({40, 0, 1500}, {60, 50, 1550})}}) +
        "o right\n" +
        objText({{"soleus", box({-100, 0, 100}, {-60, 50, 400})}, {"masseter", box({-60, 0, 1500}, {-40, 50, 1550})}});
    std::string grouped = sided;
    for (const std::string name : {"soleus", "masseter"}) grouped = replaced(grouped, "o " + name, "g " + name);
    writeText(folder_ / "s.obj", grouped);
    const auto model = readForeignModel(builtHelper(), folder_ / "s.obj", shortLimits(), progress_);
    ASSERT_TRUE(model);
    ASSERT_EQ(model->meshes.size(), 4U);
    EXPECT_EQ(model->meshes[0].name, "left soleus");
    EXPECT_EQ(model->meshes[3].name, "right masseter");
}

TEST_F(Frames, partsTakenUpAgainAreOneThing) {
    std::string text =
        "v 0 0 0\nv 100 0 0\nv 0 100 0\nv 0 0 1700\n"
        "g left soleus\nf 1 3 2\ng right soleus\nf 1 2 4\ng left soleus\nf 2 3 4\nf 3 1 4\n";
    writeText(folder_ / "a.obj", text);
    const auto model = readForeignModel(builtHelper(), folder_ / "a.obj", shortLimits(), progress_);
    ASSERT_TRUE(model);
    ASSERT_EQ(model->meshes.size(), 2U);
    EXPECT_EQ(model->meshes[0].mesh.triangleCount(), 3U);
    const std::string twice =
        objText({{"soleus", box({60, 0, 100}, {100, 50, 400})}, {"soleus", box({-100, 0, 100}, {-60, 50, 400})}});
    writeText(folder_ / "b.obj", replaced(twice, "o ", "g "));
    const auto pair = readForeignModel(builtHelper(), folder_ / "b.obj", shortLimits(), progress_);
    ASSERT_TRUE(pair);
    EXPECT_EQ(pair->meshes.size(), 2U) << "both sides under one name stay two";
}

TEST_F(Frames, objTextIsNeverLeftToAReaderThatCutsItsNames) {
    EXPECT_TRUE(asPlain("named_wrongly.glb", objText(plainFigure())));
    EXPECT_TRUE(asPlain("named_wrongly.stl", objText(plainFigure())));
    writeText(folder_ / "surface.obj", "v 0 0 0\nv 1 0 0\ncstype bezier\nsurf 0 1 0 1 1 2\nend\n");
    const auto model = readForeignModel(builtHelper(), folder_ / "surface.obj", shortLimits(), progress_);
    ASSERT_FALSE(model);
    EXPECT_NE(model.error().message.find("free-form surfaces"), std::string::npos);
}

TEST_F(Frames, slicersFrameIsTakenFromObjPlyAndStl) {
    const auto ras = moved(plainFigure(), toRas);
    const auto pairs = renamed(ras, sideless);
    EXPECT_TRUE(asPlain("ras.obj", "# 3D Slicer output. SPACE=RAS\n" + objText(pairs))) << "no name tells a side";
    EXPECT_EQ(report_.sides.certainty, Certainty::told);
    EXPECT_TRUE(says("A file says that it is in RAS")) << "one file, whatever the number of its parts";
    EXPECT_TRUE(asPlain("lps.obj", "#  3D Slicer output. SPACE=LPS\n" + objText(renamed(plainFigure(), sideless))));
    const auto small = moved(plainFigure(), [](vec3 p) { return p * 0.001F; });
    EXPECT_TRUE(asPlain("scaled.obj", "#  3D Slicer output. SPACE=LPS;SCALE=0.001\n" + objText(small)));
    EXPECT_EQ(report_.millimetresPerUnit, 1);
    for (const std::string kind : {"ply", "stl", "text.stl"}) {
        const Path parts = folder_ / ("parts_" + kind);
        std::filesystem::create_directories(parts);
        for (size_t i = 0; i < ras.size(); ++i) {
            const auto& [name, mesh] = ras[i];
            std::string bytes =
                kind == "ply"
                    ? replaced(plyText(mesh), "comment made for a test", "comment 3D Slicer output. SPACE=RAS")
                : kind == "stl" ? stlBinary(mesh)
                                : replaced(stlText(mesh), "made_for_a_test", "3D Slicer output. SPACE=RAS");
            const std::string header = "3D Slicer output. SPACE=RAS";
            if (kind == "stl") bytes.replace(0, header.size(), header);
            writeText(parts / ("Segmentation_" + name + "." + (kind == "ply" ? "ply" : "stl")), bytes);
        }
        const auto body = installed("case", parts);
        ASSERT_TRUE(body);
        EXPECT_TRUE(isAsPlain(*body, *plain_)) << kind;
        EXPECT_TRUE(says(std::to_string(ras.size()) + " files say that they are in RAS")) << kind;
    }
}

TEST_F(Frames, partsThatAreInsideOutAreTurnedOneByOne) {
    EXPECT_TRUE(asPlain("all.obj", objText(moved(
                                       plainFigure(), [](vec3 p) { return p; }, true))));
    EXPECT_EQ(report_.mended.size(), 14U);
    auto some = plainFigure();
    for (const size_t i : {1U, 4U}) {
        auto& indices = some[i].mesh.indices;
        for (size_t t = 0; t < indices.size(); t += 3) std::swap(indices[t], indices[t + 1]);
    }
    for (size_t t = 0; t < some[2].mesh.indices.size() / 3; t += 9)
        std::swap(some[2].mesh.indices[t], some[2].mesh.indices[t + 1]);
    EXPECT_TRUE(asPlain("some.obj", objText(some)));
    EXPECT_GE(report_.mended.size(), 3U);
}

TEST_F(Frames, mirroredFigureIsMirroredBackAndSaidToBe) {
    for (const bool turned : {false, true}) {
        EXPECT_TRUE(asPlain("x.obj", objText(moved(
                                         plainFigure(), [](vec3 p) { return vec3(-p.x, p.y, p.z); }, turned))));
        EXPECT_TRUE(report_.mirrored);
        EXPECT_TRUE(report_.isToBeConfirmed());
        EXPECT_TRUE(says("mirrored back"));
        EXPECT_TRUE(asPlain("y.obj", objText(moved(
                                         plainFigure(), [](vec3 p) { return vec3(p.x, -p.y, p.z); }, turned))));
        EXPECT_TRUE(report_.mirrored) << "front and back exchanged is a mirroring too";
    }
    ImportOptions kept;
    kept.mirrored = false;
    kept.quarterTurns = 0;
    const auto body = opened("kept", "x.obj",
                             objText(moved(
                                 plainFigure(), [](vec3 p) { return vec3(-p.x, p.y, p.z); }, true)),
                             kept);
    ASSERT_TRUE(body);
    EXPECT_FALSE(report_.mirrored) << "what was answered holds";
}

TEST_F(Frames, figureIsStoodUpAndTurnedToItsFront) {
    const std::vector<std::function<vec3(vec3)>> ways = {
        [](vec3 p) { return vec3(-p.x, -p.y, p.z); }, [](vec3 p) { return vec3(p.y, -p.x, p.z); },
        [](vec3 p) { return vec3(p.x, p.z, -p.y); },  [](vec3 p) { return vec3(p.z, p.x, p.y); },
        [](vec3 p) { return vec3(-p.x, p.y, -p.z); }, [](vec3 p) { return vec3(p.y, -p.z, -p.x); }};
    for (size_t i = 0; i < ways.size(); ++i) {
        EXPECT_TRUE(asPlain("turned.obj", objText(moved(plainFigure(), ways[i])))) << i;
        EXPECT_FALSE(report_.mirrored) << i;
    }
}

TEST_F(Frames, sidesWithoutSideWordsFollowFromFrontAndBackAndAreAskedAbout) {
    EXPECT_TRUE(asPlain("a.obj", objText(renamed(moved(plainFigure(), toRas), sideless))));
    EXPECT_EQ(report_.sides.certainty, Certainty::guessed);
    EXPECT_TRUE(report_.isToBeConfirmed());
}

TEST_F(Frames, unitIsToldByHowFarPartsLieApart) {
    for (const double unit : {10.0, 25.4, 1000.0}) {
        const auto scaled = moved(plainFigure(), [&](vec3 p) { return p / static_cast<float>(unit); });
        EXPECT_TRUE(asPlain("unit.obj", objText(scaled))) << unit;
        EXPECT_EQ(report_.millimetresPerUnit, unit);
        EXPECT_EQ(report_.unit.certainty, Certainty::concluded) << unit;
    }
}

TEST_F(Frames, farAwayFigureIsBroughtToItsFrameAndTheShiftIsTold) {
    const auto body =
        opened("far", "far.obj", objText(moved(plainFigure(), [](vec3 p) { return p + vec3(15000, -12000, 0); })));
    ASSERT_TRUE(body);
    EXPECT_NEAR(report_.shiftMm.x, -15000, 1);
    EXPECT_NEAR(report_.shiftMm.y, 12000, 60);
    EXPECT_TRUE(says("15000 mm to the right"));
    EXPECT_TRUE(isAsPlain(*body, *plain_, 0.5F, report_.shiftMm + vec3(15000, -12000, 0)));
    EXPECT_NEAR(body->bounds().centre().x, 0, 1);
    const auto beside =
        opened("beside", "beside.obj",
               objText(moved(renamed(plainFigure(), sideless), [](vec3 p) { return p + vec3(400, 0, 0); })));
    ASSERT_TRUE(beside);
    EXPECT_TRUE(isAsPlain(*beside, *plain_)) << "its midplane lies at x = 0";
}

TEST_F(Frames, sideWordsOfOtherLanguages) {
    const std::vector<std::array<std::string, 3>> words = {
        {"links", "rechts", "Muskel "},       {"li.", "re.", ""},
        {"gauche", "droit", "muscle "},       {"gauche", "droite", ""},
        {"izquierdo", "derecho", "musculo "}, {"izq.", "der.", ""},
        {"sinister", "dexter", "Musculus "},  {"sin.", "dext.", "M. "}};
    for (const auto& [left, right, before] : words)
        EXPECT_TRUE(asPlain("words.obj", objText(renamed(plainFigure(),
                                                         [&](const std::string& name) {
                                                             return name.starts_with("left ")
                                                                        ? before + sideless(name) + " " + left
                                                                    : name.starts_with("right ")
                                                                        ? before + sideless(name) + " " + right
                                                                        : name;
                                                         }))))
            << left;
    EXPECT_EQ(anatomy::sideInName("muscle droit f\xC3\xA9moral gauche"), Side::left) << "straight, not right";
    EXPECT_EQ(anatomy::sideInName("muscle droit f\xC3\xA9moral"), std::nullopt);
    EXPECT_EQ(anatomy::sideInName("muscle droit f\xC3\xA9moral droit"), Side::right);
}

TEST_F(Frames, musclesAreKnownByTheirGermanSpanishAndFrenchNames) {
    const std::map<std::string, std::array<std::string, 3>> words = {
        {"soleus",
         {"Schollenmuskel", "s\xC3\xB3leo",
          "muscle sol\xC3\xA9"
          "aire"}},
        {"trapezius", {"Trapezmuskel", "trapecio", "trap\xC3\xA8ze"}},
        {"deltoid",
         {"Deltamuskel", "m\xC3\xBAsculo deltoides",
          "delto\xC3\xAF"
          "de"}}};
    const std::array<std::array<std::string, 2>, 3> sides = {
        {{"links", "rechts"}, {"izquierdo", "derecho"}, {"gauche", "droit"}}};
    for (size_t i = 0; i < sides.size(); ++i)
        EXPECT_TRUE(asPlain("names.obj", objText(renamed(plainFigure(),
                                                         [&](const std::string& name) {
                                                             const auto at = words.find(sideless(name));
                                                             if (at == words.end()) return name;
                                                             return at->second[i] + " " +
                                                                    sides[i][name.starts_with("left") ? 0 : 1];
                                                         }))))
            << sides[i][0];
}

TEST_F(Frames, unknownWordsGetTheirSideFromTheirPlaceAndAreListed) {
    const auto odd = renamed(plainFigure(), [](const std::string& name) {
        return name == "left soleus" ? "Gizmo A" : name == "right soleus" ? "Gizmo B" : name;
    });
    const auto body = opened("odd", "odd.obj", objText(odd));
    ASSERT_TRUE(body);
    EXPECT_EQ(report_.unnamed, (std::vector<std::string>{"Gizmo A", "Gizmo B"}));
    EXPECT_EQ(report_.names.certainty, Certainty::guessed);
    for (const Structure& s : body->structures()) {
        if (s.name == "Gizmo A") {
            EXPECT_EQ(s.side, Side::left);
        }
        if (s.name == "Gizmo B") {
            EXPECT_EQ(s.side, Side::right);
        }
    }
}

TEST_F(Frames, everythingUnnamedIsListed) {
    int count = 0;
    const auto numbered = renamed(
        plainFigure(), [&](const std::string&) { return fmt::format("Thing {}", static_cast<char>('a' + count++)); });
    ASSERT_TRUE(opened("n", "n.obj", objText(numbered)));
    EXPECT_EQ(report_.unnamed.size(), 14U);
    EXPECT_EQ(report_.names.certainty, Certainty::unknown);
    EXPECT_EQ(report_.sides.certainty, Certainty::unknown);
    EXPECT_TRUE(report_.isToBeConfirmed());
}

TEST_F(Frames, muscleThatIsBothSidesInOnePieceIsMidlineAndSaidToBe) {
    auto joined = plainFigure();
    joined[1].mesh = box({-120, 0, 200}, {120, 40, 420});
    joined[1].name = "left soleus";
    joined.erase(joined.begin());
    const auto body = opened("joined", "joined.obj", objText(joined));
    ASSERT_TRUE(body);
    EXPECT_TRUE(says("both sides in one piece"));
    EXPECT_TRUE(body->structuresOf("soleus", Side::left).empty());
    EXPECT_EQ(body->structuresOf("soleus", Side::midline).size(), 1U);
}

TEST_F(Frames, everySolidOfAnStlKeepsItsWholeName) {
    EXPECT_TRUE(asPlain("solids.stl", stlSolids(plainFigure())));
    auto withEmpty = stlSolids(plainFigure());
    EXPECT_TRUE(asPlain("empty.stl", "solid nothing\nendsolid nothing\n" + withEmpty));
    ASSERT_EQ(report_.skipped.size(), 1U);
    EXPECT_EQ(report_.skipped[0], "nothing: has no triangles");
    EXPECT_TRUE(asPlain("blanks.stl",
                        replaced(replaced(withEmpty, "solid left ", "solid left_"), "endsolid right ", "endsolid ")));
    std::string bodies;
    for (const auto& [name, mesh] : plainFigure()) {
        std::string one = stlBinary(mesh);
        one.replace(0, 6 + name.size(), "solid " + name);
        bodies += one;
    }
    EXPECT_TRUE(asPlain("bodies.stl", bodies)) << "binary bodies one after the other";
}

TEST_F(Frames, oneOddEntryOfAZipIsLeftOutAndNamed) {
    std::vector<std::pair<std::string, std::string>> entries;
    for (const NamedMesh& part : plainFigure())
        entries.emplace_back("muscles/" + part.name + ".obj", objText({{"", part.mesh}}));
    entries.emplace_back("textures/C:skin.png", "PNG");
    entries.emplace_back("../outside.obj", objText({{"outside", box({0, 0, 0}, {1, 1, 1})}}));
    EXPECT_TRUE(asPlain("odd.zip", zip(entries)));
    EXPECT_EQ(report_.skipped.size(), 2U);
    EXPECT_TRUE(says("C:skin.png"));
    EXPECT_TRUE(says("points outside"));
}

TEST_F(Frames, openSheetIsSeenAndHitFromBothSides) {
    auto figure = plainFigure();
    geometry::TriMesh sheet;
    for (int i = 0; i < 16; ++i)
        sheet.positions.push_back(
            {-60.0F + 40.0F * static_cast<float>(i % 4), -150, 1000.0F + 40.0F * static_cast<float>(i / 4)});
    for (unsigned i = 0; i < 3; ++i)
        for (unsigned k = 0; k < 3; ++k) {
            const unsigned a = 4 * i + k;
            sheet.indices.insert(sheet.indices.end(), {a, a + 1, a + 4, a + 1, a + 5, a + 4});
        }
    figure.push_back({"linea alba", sheet});
    const auto body = opened("sheet", "sheet.obj", objText(figure));
    ASSERT_TRUE(body);
    EXPECT_EQ(report_.openSheets, std::vector<std::string>{"linea alba"});
    const auto at = body->find("linea_alba");
    ASSERT_TRUE(at);
    EXPECT_EQ(body->structure(*at).triangleCount(), 36U);
    for (const float side : {-1.0F, 1.0F}) {
        const geometry::Ray ray{{3, -150 + side * 50, 1055}, {0, -side, 0}};
        std::vector<geometry::RayHit> hits;
        geometry::appendHits(ray, body->mesh(*at), *at, 1000, hits);
        EXPECT_EQ(std::count_if(hits.begin(), hits.end(), [](const auto& hit) { return hit.entering; }), 1) << side;
    }
    for (const PackedVertex& v : body->vertices(body->structure(*at).levels[0])) EXPECT_GT(std::abs(v.ny), 100);
}

TEST_F(Frames, sharedBeginningsAndEndsOfFileNamesGo) {
    std::vector<std::pair<std::string, std::string>> entries;
    for (const NamedMesh& part : plainFigure()) {
        std::string name = part.name;
        name[0] = static_cast<char>(name[0] - 'a' + 'A');
        entries.emplace_back("untitled" + name + ".stl", stlBinary(part.mesh));
    }
    EXPECT_TRUE(asPlain("blender.zip", zip(entries)));
    const SharedAffixes shared = sharedAffixes({"left soleus", "left deltoid", "left masseter"});
    EXPECT_EQ(shared.prefix, "left ");
    const auto body = opened("left", "left.obj",
                             objText({{"left soleus", box({60, 0, 100}, {100, 50, 400})},
                                      {"left deltoid", box({180, 0, 1300}, {240, 50, 1400})},
                                      {"left masseter", box({40, -50, 1500}, {60, 0, 1550})}}));
    ASSERT_TRUE(body);
    for (const Structure& s : body->structures()) EXPECT_EQ(s.side, Side::left) << "a side that all share is no prefix";
}

TEST(ToldFrame, slicersWords) {
    EXPECT_EQ(toldFrame("# 3D Slicer output. SPACE=RAS").space, ToldFrame::Space::ras);
    EXPECT_EQ(toldFrame("3D Slicer output. SPACE=LPS").space, ToldFrame::Space::lps);
    EXPECT_EQ(toldFrame("#  3D Slicer output. SPACE=LPS;SCALE=0.001\n").millimetresPerUnit, 1000);
    EXPECT_EQ(toldFrame("# SPACE=LPSX").space, ToldFrame::Space::none);
    EXPECT_EQ(toldFrame("SPACE=LPS;SCALE=0").millimetresPerUnit, 1);
    EXPECT_EQ(toldFrame("").space, ToldFrame::Space::none);
}

TEST(Sides, midlineIsWhatLiesWithinTenMillimetresOrSpans) {
    const auto at = [](float x, float half) { return Box{{x - half, 0, 0}, {x + half, 10, 10}}; };
    EXPECT_EQ(sideOfBox(at(95, 30)), Side::left);
    EXPECT_EQ(sideOfBox(at(-95, 30)), Side::right);
    EXPECT_EQ(sideOfBox(at(9, 2)), Side::midline);
    EXPECT_EQ(sideOfBox(at(11, 2)), Side::left);
    EXPECT_EQ(sideOfBox(at(20, 60)), Side::midline);
    EXPECT_TRUE(spansBothSides(at(5, 60)));
    EXPECT_FALSE(spansBothSides(at(95, 60)));
}

}  // namespace myochart::body
