#include "builtin/builtin_body.h"

#include "builtin/measured/compare_bodies.h"
#include "builtin/measured/measurement.h"
#include "support/test_folder.h"
#include "workspace/boxes.h"

namespace myochart::workspace {

using myochart::test::TestFolder;

namespace {

const Path kTable = myochart::test::sourceFolder() / "assets/body/body.table";

}  // namespace

TEST(BuiltinBody, sketchIsWithinAPixelOfTheWholeBodyPicture) {
    const auto measurement = builtin::loadTable(kTable);
    ASSERT_TRUE(measurement) << measurement.error().message;
    Progress progress;
    const auto keepEvery = [](std::vector<body::NewStructure> all, size_t nth) {
        std::vector<body::NewStructure> kept;
        for (size_t i = 0; i < all.size(); i += nth) kept.push_back(std::move(all[i]));
        return kept;
    };
    const auto triangles = [](const std::vector<body::NewStructure>& all) {
        size_t count = 0;
        for (const auto& s : all) count += s.mesh.triangleCount();
        return count;
    };
    auto whole = builtin::buildBody(*measurement, {}, progress).structures;
    auto sketch = builtin::buildBody(*measurement, builtin::BuildSettings::sketch(), progress).structures;
    ASSERT_EQ(whole.size(), sketch.size());
    EXPECT_LT(triangles(sketch), triangles(whole) / 4);
    const auto gaps = builtin::compareBodies(keepEvery(std::move(whole), 12), keepEvery(std::move(sketch), 12), progress);
    EXPECT_GT(gaps.structures.size(), 50U);
    constexpr double kPixelMm = 1700.0 / 850;
    for (const auto& gap : gaps.structures) {
        EXPECT_LT(gap.meanMm, 0.4 * kPixelMm) << gap.key;
        EXPECT_LT(gap.p95Mm, 0.8 * kPixelMm) << gap.key;
    }
}

TEST(BuiltinBody, sketchComesOnlyWhenThereIsNoCache) {
    const TestFolder data;
    const auto first = builtin::beginSketchOfBuiltinBody(data.path()).get();
    ASSERT_TRUE(first);
    EXPECT_GT(first->structures().size(), 700U);
    Progress progress;
    const auto body = builtin::openBuiltinBody(data.path(), kTable, false, progress);
    ASSERT_TRUE(body) << body.error().message;
    EXPECT_FALSE(builtin::beginSketchOfBuiltinBody(data.path()).get());
    EXPECT_NE(first->checksum(), (*body)->checksum());
}

TEST(BuiltinBody, isBuiltEachTimeWhereNothingCanBeKept) {
    const TestFolder data;
    ASSERT_TRUE(writeFileAtomically(data / "file", std::string_view("no folder")));
    Progress progress;
    const auto kept = builtin::openBuiltinBody(data.path(), kTable, false, progress);
    ASSERT_TRUE(kept) << kept.error().message;
    const auto unkept = builtin::openBuiltinBody(data / "file", kTable, false, progress);
    ASSERT_TRUE(unkept) << unkept.error().message;
    ASSERT_EQ((*unkept)->structures().size(), (*kept)->structures().size());
    for (std::uint32_t i = 0; i < (*kept)->structures().size(); ++i) EXPECT_EQ((*unkept)->structure(i).key, (*kept)->structure(i).key);
}

TEST(BuiltinBody, sketchIsOnlyLookedAtUntilTheBodyIsThere) {
    const TestFolder data;
    auto program = myochart::test::openProgram(data);
    program->bodies.holdWorkUntilShown();
    program->bodies.openBuiltinAfter(builtin::beginSketchOfBuiltinBody(data.path()));
    ASSERT_TRUE(program->bodies.inPicture());
    EXPECT_FALSE(program->bodies.current());
    const auto camera = program->view.camera;
    program->bodies.isOnScreen();  // now the body itself is built
    ASSERT_TRUE(program->bodies.current());
    EXPECT_EQ(program->bodies.inPicture(), program->bodies.current());
    EXPECT_NEAR(glm::distance(camera.target, program->view.camera.target), 0, 2);
    EXPECT_NEAR(camera.distanceMm / program->view.camera.distanceMm, 1, 0.002);
}

TEST(BuiltinBody, truncatedOrBitFlippedCacheIsMadeAgain) {
    const TestFolder data;
    Progress progress;
    const auto program = myochart::test::openProgram(data);
    const auto first = program->bodies.loadSound(builtin::kBuiltinName, progress);
    ASSERT_TRUE(first) << first.error().message;
    const std::string checksum = (*first)->checksum();
    const Path cache = builtin::builtinCacheFile(data.path(), kTable);
    std::filesystem::resize_file(cache, 100000);
    EXPECT_FALSE(body::Body::open(cache));
    ASSERT_TRUE(program->bodies.load(builtin::kBuiltinName, progress));
    auto bytes = readFile(cache, 1U << 30).value();
    bytes[bytes.size() / 2] ^= std::byte{4};
    ASSERT_TRUE(writeFileAtomically(cache, bytes));
    const auto flipped = program->bodies.load(builtin::kBuiltinName, progress);
    ASSERT_TRUE(flipped) << "the table is sound";
    EXPECT_FALSE((*flipped)->isSound());
    const auto mended = program->bodies.loadSound(builtin::kBuiltinName, progress);
    ASSERT_TRUE(mended) << mended.error().message;
    EXPECT_TRUE((*mended)->isSound());
    EXPECT_EQ((*mended)->checksum(), checksum);
}

TEST(BuiltinBody, aFlippedBitIsFoundBeforeTheFirstPickAndTheBodyMadeAgain) {
    const TestFolder data;
    Progress progress;
    {
        const auto program = myochart::test::openProgram(data);
        ASSERT_TRUE(program->bodies.load(builtin::kBuiltinName, progress));
    }
    const Path cache = builtin::builtinCacheFile(data.path(), kTable);
    auto bytes = readFile(cache, 1U << 30).value();
    bytes[bytes.size() / 2] ^= std::byte{4};
    ASSERT_TRUE(writeFileAtomically(cache, bytes));
    auto opened = Program::open({.dataDir = data.path(), .recordFile = {}, .inlineJobs = false, .needRecord = true});
    ASSERT_TRUE(opened);
    Program& program = **opened;
    program.bodies.openInBackground(builtin::kBuiltinName);
    for (int i = 0; i < 3000 && !(program.bodies.rays() && program.bodies.current()->isSound()); ++i) {
        program.pump();
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
    ASSERT_TRUE(program.bodies.rays());
    EXPECT_TRUE(program.bodies.current()->isSound());
    ASSERT_FALSE(program.notices.all().empty());
    EXPECT_NE(program.notices.all()[0].text.find("damaged"), std::string::npos);
}

TEST(BuiltinBody, withoutASketchTheBodyIsOpenedAtOnce) {
    const TestFolder data;
    auto program = myochart::test::openProgram(data);
    program->bodies.holdWorkUntilShown();
    std::promise<std::shared_ptr<const body::Body>> none;
    none.set_value(nullptr);
    program->bodies.openBuiltinAfter(none.get_future().share());
    EXPECT_TRUE(program->bodies.current());
}

}  // namespace myochart::workspace
