#include <gtest/gtest.h>

#include <fstream>
#include <thread>

#include "body/cache_format.h"
#include "body/folder_swap.h"
#include "body/model_library.h"
#include "body/model_store.h"
#include "body/shapes.h"
#include "model_files.h"

namespace myochart::body {

using namespace test;

namespace {

/// A man of glTF's kind: metres, y up, looking along +z, his left at +x.
std::vector<NamedMesh> man() {
    return {{"soleus.l.001", box({0.05F, 0.10F, -0.05F}, {0.12F, 0.40F, 0.02F})},
            {"soleus.r", box({-0.12F, 0.10F, -0.05F}, {-0.05F, 0.40F, 0.02F})},
            {"Left tibia", box({0.06F, 0.05F, 0}, {0.09F, 0.45F, 0.03F})},
            {"Right tibia", box({-0.09F, 0.05F, 0}, {-0.06F, 0.45F, 0.03F})},
            {"Left curious muscle", box({0.02F, 1.0F, 0}, {0.2F, 1.2F, 0.1F})},
            {"Skull", box({-0.08F, 1.55F, -0.1F}, {0.08F, 1.75F, 0.1F})}};
}

class Library : public testing::Test {
  protected:
    Path file(const std::string& name, std::string_view bytes) {
        writeText(folder_ / name, bytes);
        return folder_ / name;
    }
    Result<ImportReport> import(const Path& source, ImportOptions options = {}) {
        options.replace = true;
        return library_.import(source, options, progress_);
    }
    std::vector<std::string> left() const {
        std::vector<std::string> names;
        std::error_code fault;
        for (const auto& entry : std::filesystem::directory_iterator(models_, fault))
            names.push_back(entry.path().filename().string());
        std::sort(names.begin(), names.end());
        return names;
    }

    TestFolder folder_;
    Path models_ = folder_ / "data/models";
    ModelLibrary library_{models_, builtHelper(), catalogue()};
    Progress progress_;
};

}  // namespace

TEST_F(Library, importedModelStandsInTheBodyFrameWithItsMuscleBound) {
    const auto report = import(file("man.glb", glb(man())));
    ASSERT_TRUE(report) << report.error().message;
    EXPECT_EQ(report->name, "man");
    EXPECT_EQ(report->source, "glTF");
    EXPECT_FALSE(report->isToBeConfirmed()) << report->frame.sentence << report->sides.sentence;
    EXPECT_EQ(report->structures, 6U);
    EXPECT_EQ(report->triangles, 72U);
    EXPECT_NEAR(report->sizeMm.z, 1700, 0.5);
    EXPECT_EQ(report->mappedMuscles, (std::vector<std::string>{"soleus.l", "soleus.r"}));
    EXPECT_EQ(report->unmappedMuscles, std::vector<std::string>{"Left curious muscle"});
    EXPECT_TRUE(report->corrected.empty());
    const auto body = library_.open("man", progress_);
    ASSERT_TRUE(body) << body.error().message;
    EXPECT_EQ((*body)->name(), "man");
    const Structure& soleus = (*body)->structure((*body)->find("left_soleus").value());
    EXPECT_EQ(soleus.muscleKey, "soleus");
    EXPECT_EQ(soleus.latin, "Musculus soleus");
    EXPECT_EQ(soleus.region, "leg_foot");
    EXPECT_EQ(soleus.layer, anatomy::Layer::intermediate);
    EXPECT_EQ(soleus.side, Side::left);
    EXPECT_NEAR(soleus.bounds.min.x, 50, 0.1);
    EXPECT_NEAR(soleus.bounds.min.y, -20, 0.1) << "glTF's +z is forward: LPS -y";
    EXPECT_NEAR(soleus.bounds.max.z, 400, 0.1);
    EXPECT_EQ((*body)->structure((*body)->find("left_tibia").value()).system, System::bone);
    EXPECT_EQ((*body)->structure((*body)->find("skull").value()).side, Side::midline);
    EXPECT_TRUE((*body)->hasLevels());
}

TEST_F(Library, modelThatLooksTheOtherWayIsTurnedToItsNames) {
    auto turned = man();
    for (auto& [name, mesh] : turned)
        for (vec3& p : mesh.positions) p = {-p.x, p.y, -p.z};
    const auto report = import(file("man.glb", glb(turned)));
    ASSERT_TRUE(report);
    EXPECT_TRUE(report->isToBeConfirmed());
    const auto body = library_.open("man", progress_).value();
    EXPECT_GT(body->structure(body->find("left_soleus").value()).bounds.min.x, 0);
    ImportOptions asked;
    asked.quarterTurns = 0;
    asked.mirrored = false;
    ASSERT_TRUE(import(folder_ / "man.glb", asked));
    EXPECT_LT(library_.open("man", progress_).value()->structure(0).bounds.centre().x, 0) << "what was answered holds";
}

TEST_F(Library, listTellsWhatIsInstalledAndRemoveTakesItAway) {
    EXPECT_TRUE(library_.list().empty());
    ASSERT_TRUE(import(file("man.glb", glb(man()))));
    ImportOptions named;
    named.name = "A box";
    ASSERT_TRUE(import(file("box.ply", plyText(box({0, 0, 0}, {100, 100, 1700}))), named));
    const auto models = library_.list();
    ASSERT_EQ(models.size(), 2U);
    EXPECT_EQ(models[0].name, "A box");
    EXPECT_EQ(models[0].source, "PLY");
    EXPECT_EQ(models[1].structures, 6U);
    EXPECT_EQ(models[1].triangles, 72U);
    EXPECT_EQ(models[1].installed.size(), 20U);
    ASSERT_TRUE(library_.remove("A box"));
    EXPECT_FALSE(library_.has("A box"));
    EXPECT_FALSE(library_.remove("A box"));
    EXPECT_EQ(left(), std::vector<std::string>{"man"});
}

TEST_F(Library, refusedModelLeavesTheInstalledOneOfThatName) {
    ASSERT_TRUE(import(file("man.glb", glb(man()))));
    const auto report = import(file("man.obj", "v 0 0 x\n"));
    ASSERT_FALSE(report);
    EXPECT_EQ(report.error().kind, ErrorKind::refused);
    EXPECT_NE(report.error().message.find("man.obj"), std::string::npos);
    EXPECT_EQ(left(), std::vector<std::string>{"man"});
    EXPECT_EQ(library_.open("man", progress_).value()->structures().size(), 6U);
    const auto flat = import(file("flat.obj", "v 1 1 1\nv 1 1 1\nv 1 1 1\nf 1 2 3\n"));
    ASSERT_FALSE(flat);
    EXPECT_NE(flat.error().message.find("no triangle with an area"), std::string::npos);
    EXPECT_EQ(left(), std::vector<std::string>{"man"});
}

TEST_F(Library, importReplacesAModelOfThatName) {
    ASSERT_TRUE(import(file("man.glb", glb(man()))));
    const auto before = library_.open("man", progress_).value();
    auto fewer = man();
    fewer.pop_back();
    ASSERT_TRUE(import(file("man.glb", glb(fewer))));
    EXPECT_EQ(library_.open("man", progress_).value()->structures().size(), 5U);
    EXPECT_EQ(before->structures().size(), 6U) << "an open body stays as it is";
    EXPECT_TRUE(before->levelIsSound(before->structure(5).levels[0]));
    EXPECT_EQ(left(), std::vector<std::string>{"man"});
}

TEST_F(Library, installedModelOfThatNameGoesOnlyWhenToldTo) {
    ASSERT_TRUE(library_.import(file("man.glb", glb(man())), {}, progress_));
    auto fewer = man();
    fewer.pop_back();
    const auto again = library_.import(file("man.glb", glb(fewer)), {}, progress_);
    ASSERT_FALSE(again);
    EXPECT_EQ(again.error().kind, ErrorKind::conflict);
    EXPECT_NE(again.error().message.find("--replace"), std::string::npos);
    EXPECT_EQ(library_.open("man", progress_).value()->structures().size(), 6U);
    EXPECT_TRUE(library_.isFrom("man", folder_ / "man.glb"));
    EXPECT_FALSE(library_.isFrom("man", file("other.glb", glb(fewer))));
}

TEST_F(Library, cancelledImportLeavesNothing) {
    progress_.cancel();
    EXPECT_FALSE(import(file("man.glb", glb(man()))));
    EXPECT_TRUE(left().empty());
}

TEST_F(Library, checkTellsTheVerdictWithoutInstalling) {
    const auto good = library_.check(file("man.glb", glb(man())), progress_);
    ASSERT_TRUE(good);
    EXPECT_EQ(good->structures, 6U);
    EXPECT_EQ(good->name, "man");
    EXPECT_FALSE(good->sandbox.empty());
    EXPECT_FALSE(library_.check(file("bad.glb", "glTF"), progress_));
    EXPECT_TRUE(left().empty());
}

TEST_F(Library, damagedOrOlderCacheIsMadeAgainFromItsSource) {
    ASSERT_TRUE(import(file("man.glb", glb(man()))));
    const Path cache = models_ / "man/body.cache";
    const std::string checksum = library_.open("man", progress_).value()->checksum();
    std::filesystem::resize_file(cache, 5000);
    const auto again = library_.open("man", progress_);
    ASSERT_TRUE(again) << again.error().message;
    EXPECT_EQ((*again)->checksum(), checksum) << "anchors on the model still hold";
    auto bytes = readFile(cache, 1 << 30).value();
    bytes[offsetof(cache::CacheHeader, version)] = std::byte{1};
    ASSERT_TRUE(writeFileAtomically(cache, bytes));
    EXPECT_TRUE(library_.open("man", progress_));
    EXPECT_TRUE(Body::open(cache));
}

TEST_F(Library, damagedCacheWithoutItsUnchangedSourceSaysToImportAgain) {
    ASSERT_TRUE(import(file("man.glb", glb(man()))));
    std::filesystem::resize_file(models_ / "man/body.cache", 5000);
    auto changed = glb(man());
    changed[changed.size() - 5] ^= 1;
    writeText(folder_ / "man.glb", changed);
    auto body = library_.open("man", progress_);
    ASSERT_FALSE(body);
    EXPECT_NE(body.error().message.find("has changed"), std::string::npos);
    EXPECT_NE(body.error().message.find("import it again"), std::string::npos);
    std::filesystem::remove(folder_ / "man.glb");
    body = library_.open("man", progress_);
    ASSERT_FALSE(body);
    EXPECT_NE(body.error().message.find("is gone"), std::string::npos);
    writeText(models_ / "man/model.json", "{");
    EXPECT_FALSE(library_.open("man", progress_));
    EXPECT_FALSE(library_.open("nobody", progress_));
}

TEST_F(Library, levelsCanFollowLater) {
    ImportOptions quick;
    quick.levelsNow = false;
    std::vector<NamedMesh> ball = {{"ball", ellipsoid({0, 0, 800}, {300, 200, 800}, 40)}};
    ASSERT_TRUE(import(file("ball.obj", objText(ball)), quick));
    const auto before = library_.open("ball", progress_).value();
    EXPECT_FALSE(before->hasLevels());
    ASSERT_TRUE(library_.buildLevels("ball", progress_));
    const auto after = library_.open("ball", progress_).value();
    EXPECT_TRUE(after->hasLevels());
    EXPECT_GT(after->structure(0).levels.size(), 2U);
    EXPECT_EQ(after->checksum(), before->checksum());
    EXPECT_TRUE(library_.buildLevels("ball", progress_)) << "nothing is left to do";
    EXPECT_FALSE(library_.buildLevels("nobody", progress_));
    EXPECT_EQ(left(), std::vector<std::string>{"ball"});
}

TEST_F(Library, namesStayInsideTheLibrary) {
    const Path source = file("man.glb", glb(man()));
    EXPECT_EQ(libraryName("../../etc/passwd"), "_.._etc_passwd");
    EXPECT_EQ(libraryName(".."), "");
    EXPECT_EQ(libraryName("  Body 3.0 (skin)\n"), "Body 3.0 (skin)___");
    EXPECT_EQ(libraryName(std::string(500, 'a')).size(), 80U);
    for (const std::string name : {"builtin", "...", " "}) {
        ImportOptions options;
        options.name = name;
        const auto report = import(source, options);
        if (name != " ") {
            ASSERT_FALSE(report) << name;
            EXPECT_EQ(report.error().kind, ErrorKind::environment);
        }
    }
    EXPECT_FALSE(library_.has("../models/man"));
    EXPECT_FALSE(library_.has(""));
    ImportOptions zero;
    zero.millimetresPerUnit = 0;
    EXPECT_FALSE(import(source, zero));
}

TEST_F(Library, sourceIsKnownAgainByItsContent) {
    std::filesystem::create_directories(folder_ / "parts");
    writeText(folder_ / "parts/a.obj", objText({{"a", box({0, 0, 0}, {100, 100, 1700})}}));
    const auto first = sourceChecksum(folder_ / "parts", progress_);
    ASSERT_TRUE(first);
    EXPECT_EQ(*first, *sourceChecksum(folder_ / "parts", progress_));
    std::filesystem::rename(folder_ / "parts/a.obj", folder_ / "parts/b.obj");
    EXPECT_NE(*first, *sourceChecksum(folder_ / "parts", progress_));
    EXPECT_FALSE(sourceChecksum(folder_ / "nothing", progress_));
}

TEST_F(Library, factsComeBackFromJson) {
    ModelFacts facts{"n", "s", "2026-11-22T00:00:00Z", "/p", 5, "c", 6, 7, 8, {}};
    facts.options.upAxis = UpAxis::minusY;
    facts.options.mirrored = true;
    facts.options.millimetresPerUnit = 25.4;
    facts.sidesKnown = false;
    const auto back = modelFactsFromJson(toJson(facts));
    ASSERT_TRUE(back);
    EXPECT_EQ(back->name, "n");
    EXPECT_EQ(back->bytes, 5U);
    EXPECT_EQ(back->triangles, 7U);
    EXPECT_EQ(back->options.upAxis, UpAxis::minusY);
    EXPECT_EQ(back->options.mirrored, true);
    EXPECT_EQ(back->options.millimetresPerUnit, 25.4);
    EXPECT_FALSE(back->options.quarterTurns);
    EXPECT_FALSE(back->sidesKnown);
    const std::string deep(1000, '[');
    for (const std::string& bad : {std::string(), std::string("{}"), std::string("[]"), std::string("{\"format\":2}"), deep})
        EXPECT_FALSE(modelFactsFromJson(bad));
}

TEST_F(Library, sidesThatAnImportCouldNotTellAreRememberedUntilAPersonConfirmsThem) {
    const auto made = import(
        file("odd.obj", "o thing\nv 0 0 0\nv 900 0 0\nv 0 1700 0\nv 0 0 300\nf 1 3 2\nf 1 2 4\nf 1 4 3\nf 2 3 4\n"));
    ASSERT_TRUE(made);
    ASSERT_FALSE(made->sidesKnown()) << made->sides.sentence;
    EXPECT_FALSE(library_.sidesKnown("odd"));
    EXPECT_EQ(library_.originOf("odd")->source, folder_ / "odd.obj");
    EXPECT_TRUE(library_.confirmSides("odd").ok());
    EXPECT_TRUE(ModelLibrary(models_, builtHelper(), catalogue()).sidesKnown("odd"));
    EXPECT_TRUE(library_.dropCache("odd").ok());
    ASSERT_TRUE(library_.open("odd", progress_)) << "made again from its file";
    EXPECT_TRUE(library_.sidesKnown("odd")) << "what a person said stays";
    const auto told = import(file("man.glb", glb(man())));
    ASSERT_TRUE(told);
    EXPECT_EQ(library_.sidesKnown("man"), told->sidesKnown());
    EXPECT_TRUE(library_.sidesKnown("no such model"));
    EXPECT_FALSE(library_.confirmSides("no such model").ok());
}

TEST_F(Library, factsWithAnyByteChangedAreRefusedOrFacts) {
    const auto made = import(file("man.glb", glb(man())));
    ASSERT_TRUE(made);
    std::string text = readTextFile(models_ / "man/model.json", 100'000).value();
    size_t refusals = 0;
    for (char& byte : text)
        for (int bit = 0; bit < 8; ++bit) {
            const char sound = byte;
            byte = static_cast<char>(byte ^ (1 << bit));
            const auto facts = modelFactsFromJson(text);
            if (facts)
                EXPECT_TRUE(modelFactsFromJson(toJson(*facts))) << text;
            else
                ++refusals;
            byte = sound;
        }
    EXPECT_GT(refusals, text.size());
    EXPECT_TRUE(modelFactsFromJson(text));
}

TEST_F(Library, leftoversOfACutOffImportAreSwept) {
    ASSERT_TRUE(import(file("man.glb", glb(man()))));
    for (const std::string name : {".import-cut-off", ".import-being-made", ".old-man", ".old-lost"})
        std::filesystem::create_directories(models_ / name);
    writeText(models_ / ".import-cut-off/body.cache", "half");
    writeText(models_ / ".old-lost/model.json", "{}");
    {
        const FolderLock held(models_ / ".import-being-made", FolderLock::Wait::no);
        ASSERT_TRUE(held.isHeld());
        library_.sweep();
        EXPECT_EQ(left(), (std::vector<std::string>{".import-being-made", "lost", "man"}));
    }
    library_.sweep();
    EXPECT_EQ(left(), (std::vector<std::string>{"lost", "man"}));
}

TEST_F(Library, twoImportsAtOnceBothArrive) {
    const Path a = file("a.glb", glb(man())), b = file("b.glb", glb(man()));
    Progress other;
    Result<ImportReport> beside = failed("");
    {
        std::jthread thread([&] { beside = library_.import(b, {}, other); });
        EXPECT_TRUE(import(a));
    }
    EXPECT_TRUE(beside);
    EXPECT_EQ(left(), (std::vector<std::string>{"a", "b"}));
}

TEST_F(Library, folderThatCannotBeWrittenIsSaidSo) {
    writeText(folder_ / "data", "a file in the way");
    const auto report = import(file("man.glb", glb(man())));
    ASSERT_FALSE(report);
    EXPECT_EQ(report.error().kind, ErrorKind::failed);
    EXPECT_NE(report.error().message.find("--data-dir"), std::string::npos);
}

}  // namespace myochart::body
