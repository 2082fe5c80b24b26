#include <gtest/gtest.h>

#include "body/model_library.h"
#include "plain_figure.h"

// The shared case files of the formats that this program reads itself, each compared with the plain one.

namespace myochart::body {

using namespace test;

namespace {

class Cases : public testing::TestWithParam<const char*> {
  protected:
    std::shared_ptr<const Body> installed(const std::string& name, const Path& source) {
        ImportOptions options;
        options.name = name;
        options.levelsNow = false;
        auto made = library_.import(source, options, progress_);
        EXPECT_TRUE(made) << (made ? "" : made.error().message);
        if (!made) return nullptr;
        report_ = *made;
        return library_.open(name, progress_).value();
    }
    TestFolder folder_;
    ModelLibrary library_{folder_ / "models", builtHelper(), catalogue()};
    Progress progress_;
    ImportReport report_;
};

}  // namespace

TEST_P(Cases, isAsPlain) {
    MYOCHART_NEED_SHARED("cases/models/00-plain.obj");
    const Path models = sharedFolder() / "cases/models";
    const auto plain = installed("plain", models / "00-plain.obj");
    const auto body = installed("case", models / GetParam());
    ASSERT_TRUE(plain && body);
    const vec3 far =
        std::string_view(GetParam()).starts_with("23-") ? vec3(15000, -12000, 0) + report_.shiftMm : vec3(0);
    const std::string_view name = GetParam();
    if (name.starts_with("11-") || name.starts_with("20-")) {  // have no sacrum and no sternum
        EXPECT_EQ(body->structures().size(), 12U);
        EXPECT_EQ(report_.mappedMuscles.size(), 12U);
        for (const Structure& s : body->structures()) {
            const auto same = plain->structuresOf(s.muscleKey, s.side);
            ASSERT_EQ(same.size(), 1U) << s.name;
            EXPECT_LT(glm::length(s.bounds.centre() - plain->structure(same[0]).bounds.centre()), 0.5F) << s.name;
        }
        return;
    }
    EXPECT_TRUE(isAsPlain(*body, *plain, 0.5F, far));
    EXPECT_TRUE(report_.unnamed.empty());
}

INSTANTIATE_TEST_SUITE_P(Shared, Cases,
                         testing::Values("01-o-once-then-groups.obj", "04-line-continuation.obj",
                                         "05-backslash-at-end.obj", "08c-slicer-ras-pairs-noside.obj",
                                         "20-several-solids.stl", "21e-one-odd-entry.zip", "22-german.obj",
                                         "23-far-15m.obj", "26-inside-out.obj", "30b-mirrored-x.obj",
                                         "37-merge-group-line.obj", "43-unknown-words.obj", "00-plain.glb",
                                         "10-named-parents.glb", "11-gpu-instancing.glb", "15-skin-with-transform.glb",
                                         "16-z-up.glb", "31-inch-z-up.dae", "33-muscles-as-materials.glb",
                                         "38-blank-in-uri/scene.gltf"));

TEST_F(Cases, whatIsPackedByNameAloneIsRefusedByThatName) {
    for (const std::string packing : {"EXT_meshopt_compression", "KHR_draco_mesh_compression"}) {
        MYOCHART_NEED_SHARED("cases/models/14-" + packing + ".glb");
        ImportOptions options;
        options.name = "case";
        const auto made = library_.import(sharedFolder() / ("cases/models/14-" + packing + ".glb"), options, progress_);
        ASSERT_FALSE(made) << packing;
        EXPECT_EQ(made.error().kind, ErrorKind::refused);
        EXPECT_NE(made.error().message.find("has a packed part (" + packing + ") that is damaged"), std::string::npos)
            << made.error().message;
        EXPECT_FALSE(library_.has("case"));
    }
}

TEST_F(Cases, oneEmptySolidIsLeftOutAndTheRestRead) {
    MYOCHART_NEED_SHARED("cases/models/44-one-empty-solid.stl");
    const auto body = installed("case", sharedFolder() / "cases/models/44-one-empty-solid.stl");
    ASSERT_TRUE(body);
    EXPECT_EQ(body->structures().size(), 4U);
    EXPECT_EQ(body->structuresOf("soleus", Side::left).size(), 1U);
    EXPECT_GT(body->structure(body->structuresOf("soleus", Side::left)[0]).bounds.min.x, 0);
    ASSERT_EQ(report_.skipped.size(), 1U);
    EXPECT_EQ(report_.skipped[0], "nothing: has no triangles");
}

}  // namespace myochart::body
